"""Changes to files that are made all together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_UNDERWAY = ".evidence-new"


@dataclass(frozen=True)
class Edit:
    """What a file is to hold from now on; ``text`` is None for a file that goes away.

    The path is relative to the root of the site, with ``/``.
    """

    path: str
    text: str | None


def apply(root: Path, edits: Iterable[Edit]) -> None:
    """Make every edit. Where one fails (OSError), the files are as they were before.

    The texts are written beside their files first, so that a full disk changes nothing.
    """
    wanted = tuple(edits)
    before = {edit.path: _bytes(root / edit.path) for edit in wanted}
    done: list[str] = []
    try:
        for edit in wanted:
            if edit.text is not None:
                new = _beside(root / edit.path)
                new.parent.mkdir(parents=True, exist_ok=True)
                new.write_text(edit.text, encoding="utf-8", newline="\n")
        for edit in wanted:
            done.append(edit.path)
            if edit.text is None:
                (root / edit.path).unlink()
            else:
                _beside(root / edit.path).replace(root / edit.path)
    except OSError:
        for path in done:
            _restore(root / path, before[path])
        raise
    finally:
        for edit in wanted:
            _beside(root / edit.path).unlink(missing_ok=True)


def changing(root: Path, edits: Iterable[Edit]) -> Sequence[Edit]:
    """The edits that change something."""
    return [edit for edit in edits if _bytes(root / edit.path) != (
        None if edit.text is None else edit.text.encode())]


def _beside(file: Path) -> Path:
    return file.with_name(file.name + _UNDERWAY)


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _restore(file: Path, held: bytes | None) -> None:
    if held is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(held)
