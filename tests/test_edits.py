"""Edits: all together, or none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Write
from evidence.edits import Edit, apply, changing


def files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8")
            for path in root.rglob("*") if path.is_file()}


def test_files_are_written_changed_and_removed(write: Write) -> None:
    root = write({"a/one.txt": "1\n", "a/two.txt": "2\n"})
    apply(root, [Edit("a/one.txt", "eins\n"), Edit("a/two.txt", None),
                 Edit("b/c/three.txt", "침\n")])
    assert files(root) == {"a/one.txt": "eins\n", "b/c/three.txt": "침\n"}


def test_a_text_is_written_as_it_is(write: Write) -> None:
    root = write({})
    apply(root, [Edit("a.txt", "a\r\nb\n")])
    assert (root / "a.txt").read_bytes() == b"a\r\nb\n"


@pytest.mark.parametrize("impossible", [
    Edit("a/one.txt/below", "a file is no folder"),
    Edit("a", "a folder is no file"),
    Edit("gone.txt", None),
    Edit("last.txt", "\ud800"),
], ids=["below a file", "over a folder", "removed twice", "not text"])
def test_where_one_fails_all_is_as_it_was(write: Write, impossible: Edit) -> None:
    root = write({"a/one.txt": "1\n", "a/two.txt": "2\n"})
    before = files(root)
    with pytest.raises((OSError, UnicodeEncodeError)):
        apply(root, [Edit("a/two.txt", "zwei\n"), Edit("new.txt", "neu\n"), Edit("a/one.txt", None),
                     impossible])
    assert files(root) == before


def test_only_what_differs_changes_something(write: Write) -> None:
    root = write({"same.txt": "침\n", "other.txt": "b\n", "crlf.txt": b"a\r\n"})
    edits = [Edit("same.txt", "침\n"), Edit("other.txt", "c\n"), Edit("crlf.txt", "a\n"),
             Edit("gone.txt", None), Edit("new.txt", "")]
    assert [edit.path for edit in changing(root, edits)] == ["other.txt", "crlf.txt", "new.txt"]
