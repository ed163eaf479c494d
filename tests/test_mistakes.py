"""Mistakes that people make, one a file in ``tests/mistakes/``, and what they are told.

Each starts from the flock of llamas. ``files`` are laid over it; an entry among them needs only the
lines that matter, unless ``whole`` says that the files stand as they are. The sign � is a byte that
is no UTF-8. ``problems`` are all that is found, in order: where, what is ``meant`` there as far as
its end is known, under which code, in which words, and with which advice. A new mistake needs no
Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Write
from evidence.codes import CODES
from evidence.diagnostics import Diagnostic, in_order
from evidence.formats import Surroundings
from evidence.formats.text import as_text
from evidence.loading import Folders, load
from evidence.rules import check
from samples import FLOCK, completed

MISTAKES = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for path in sorted((Path(__file__).parent / "mistakes").glob("*.yaml"))
}


def laid_out(write: Write, mistake: dict[str, Any]) -> Path:
    given = mistake["files"] if mistake.get("whole") else completed(mistake["files"])
    return write({**FLOCK, **{path: text.encode().replace("�".encode(), b"\xe0")
                              for path, text in given.items()}})


def found(root: Path) -> list[Diagnostic]:
    library, problems = load(Folders(root), ("en", "ko"))
    return in_order([*problems, *check(library)])


def told(diagnostic: Diagnostic, root: Path) -> dict[str, str]:
    """A diagnostic as a file of this folder writes it."""
    place = diagnostic.location
    line = [*Surroundings(root).lines(place.path), *[""] * place.line][place.line - 1]
    meant = line[place.column - 1:place.end_column - 1] if place.end_column else ""
    said = {"place": str(place), "meant": meant, "code": diagnostic.code,
            "words": diagnostic.message, "hint": diagnostic.hint,
            "severity": diagnostic.severity}
    left_out = {"meant": "", "hint": "", "severity": "error"}
    return {name: text for name, text in said.items() if left_out.get(name) != text}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_where_it_is_and_how_to_mend_it(
    write: Write, mistake: dict[str, Any]
) -> None:
    assert mistake.keys() - {"whole"} == {"title", "files", "problems"}
    root = laid_out(write, mistake)
    assert [told(problem, root) for problem in found(root)] == mistake["problems"]


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_place_of_a_mistake_is_in_its_file_and_can_be_shown(
    write: Write, mistake: dict[str, Any]
) -> None:
    root = laid_out(write, mistake)
    for problem in found(root):
        place = problem.location
        lines = Surroundings(root).lines(place.path) or [""]
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.end_column in (0, *range(place.column + 1, len(lines[place.line - 1]) + 2))
        assert as_text([problem], Surroundings(root)).startswith(f"{problem}\n")


def test_forty_kinds_of_mistake_at_least_are_told() -> None:
    codes = {problem["code"] for mistake in MISTAKES.values() for problem in mistake["problems"]}
    assert len(MISTAKES) >= 40
    assert codes <= set(CODES)


def test_the_flock_itself_has_none(write: Write) -> None:
    assert found(write(FLOCK)) == []


def test_a_name_that_cannot_be_printed_is_told_in_one_line(tmp_path: Path) -> None:
    for name in ("hum\nhum.yaml", "caf\udce9.yaml", "\x1b[31m.yaml"):
        file = tmp_path / "content/faqs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("question: Why?\n")
    said = as_text(found(tmp_path), Surroundings(tmp_path)).splitlines()
    assert [line for line in said if "is not an id" in line] == [
        r"content/faqs/\x1b[31m.yaml:1:1: error: id: '\x1b[31m' is not an id: lower-case letters, "
        "digits and hyphens (rename the file to 31m.yaml) [wrong-value]",
        r"content/faqs/caf\udce9.yaml:1:1: error: id: 'caf\udce9' is not an id (rename the file to "
        "caf.yaml) [wrong-value]",
        r"content/faqs/hum\nhum.yaml:1:1: error: id: 'hum\nhum' is not an id: lower-case letters, "
        "digits and hyphens (rename the file to hum-hum.yaml) [wrong-value]"]
    "\n".join(said).encode()
