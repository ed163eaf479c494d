"""Diagnostics for a terminal: a line as compilers print it, and below it the place in the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from evidence.diagnostics import Diagnostic, Location, visible
from evidence.formats.surroundings import NOWHERE, Surroundings

TAB = "    "
WIDEST = 100
"""Columns of the terminal that an excerpt takes."""
BEFORE = 60
"""Of these, how many stand before the place where a longer line has to be cut."""


def as_text(diagnostics: Sequence[Diagnostic], around: Surroundings = NOWHERE) -> str:
    """A line each, starting with ``path:line:column``; after it, indented, the place itself.

    ::

        content/faqs/a.yaml:1:11: error: no entry has the id 'lama' [unknown-link]
            1 | related: [lama]
              |           ^^^^
    """
    lines = {path: around.lines(path) for path in {d.location.path for d in diagnostics}}
    return "".join(f"{line}\n" for d in diagnostics
                   for line in (str(d), *excerpt(lines[d.location.path], d.location)))


def excerpt(lines: Sequence[str], place: Location) -> Iterator[str]:
    """The line of a place and a caret below it; nothing where there is nothing to see."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if not line.strip():
        return
    start = min(place.column - 1, len(line))
    end = max(start + 1, min(place.end_column - 1, len(line)))
    before, meant, after = _shown(line[:start]), _shown(line[start:end]), _shown(line[end:])
    before = _last(before, BEFORE) if _width(before + meant + after) > WIDEST else before
    meant = _first(meant, WIDEST - _width(before))
    after = _first(after, WIDEST - _width(before + meant))
    yield f"{place.line:>5} | {before}{meant}{after}".rstrip()
    yield f"{'':>5} | {' ' * _width(before)}{'^' * max(1, _width(meant))}"


def _shown(text: str) -> str:
    """Tabs as spaces; what a terminal would obey instead of showing it, as a sign of its own."""
    return "".join(sign if visible(sign) == sign else "\N{REPLACEMENT CHARACTER}"
                   for sign in text.replace("\t", TAB))


def _width(text: str) -> int:
    """The columns that a text takes (Unicode Standard Annex 11): Chinese signs take two."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _first(text: str, columns: int) -> str:
    """The beginning of a text, as far as there is room."""
    if _width(text) <= columns:
        return text
    while text and _width(text) > columns - 1:
        text = text[: min(len(text) - 1, columns)]
    return text + "…"


def _last(text: str, columns: int) -> str:
    return _first(text[::-1], columns)[::-1]
