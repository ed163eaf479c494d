"""Rules on plain pages for patients: short titles, leads, paragraphs, lists; no bare initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.diagnostics import Diagnostic, Location
from evidence.entries.base import Entry
from evidence.entries.guide import Guide
from evidence.entries.text import Path, Text, texts
from evidence.library import Library
from evidence.prose import LinkMark, replace_marks
from evidence.rules.written import for_patients, sentences, words

LONGEST_TITLE = 90
LONGEST_LEAD = 40
LONGEST_PARAGRAPH = 6
LONGEST_LIST = 9
KNOWN_INITIALS = {"UK", "US", "USA", "EU", "DNA", "TV", "WHO", "GRADE", "II", "III", "AM", "PM"}
"""Initials better known than their words; names of methods; Roman numerals."""
_INITIALS = re.compile(r"\b[A-Z]{2,}s?\b")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\S")


def long_title(library: Library) -> Iterator[Diagnostic]:
    """A title or a question has at most 90 signs (NHS content guide)."""
    for said in for_patients(library):
        if said.path[-1] in ("title", "question") and len(said.text) > LONGEST_TITLE:
            yield Diagnostic("long-title", f"a title of {len(said.text)} signs", said.place(),
                             f"at most {LONGEST_TITLE}", "warning")


def long_lead(library: Library) -> Iterator[Diagnostic]:
    """What stands first is short: a lead for patients has at most 40 words (CDC CCI; Cochrane)."""
    for said in for_patients(library):
        count = len(words(said.text))
        if said.path in (("short",), ("summary",)) and count > LONGEST_LEAD:
            yield Diagnostic("long-lead", f"{said.path[0]}: {count} words", said.place(),
                             f"at most {LONGEST_LEAD}", "warning")


def long_paragraph(library: Library) -> Iterator[Diagnostic]:
    """A paragraph for patients has at most six sentences; three are better (NHS content guide)."""
    for said in for_patients(library):
        for paragraph in re.split(r"\n[ \t]*\n", said.text):
            if any(_ITEM.match(line) for line in paragraph.splitlines()):
                continue
            count = len(sentences(paragraph))
            if count > LONGEST_PARAGRAPH:
                first = " ".join(paragraph.split()[:2])
                yield Diagnostic("long-paragraph", f"a paragraph of {count} sentences",
                                 said.place(first), f"at most {LONGEST_PARAGRAPH}", "warning")


def long_list(library: Library) -> Iterator[Diagnostic]:
    """A list for patients has at most nine items; seven are better (CDC CCI 8)."""
    for said in for_patients(library):
        for first, count in _lists(said.text):
            if count > LONGEST_LIST:
                yield _long_list(count, said.place(first))
    for guide in library.of_type(Guide):
        parts: list[tuple[Path, tuple[Text, ...]]] = [(("checklist",), guide.checklist)]
        parts += [(("sections", i, "checklist"), section.checklist)
                  for i, section in enumerate(guide.sections)]
        for path, items in parts:
            if len(items) > LONGEST_LIST:
                yield _long_list(len(items), library.locate(guide.id, *path))


def bare_initials(library: Library) -> Iterator[Diagnostic]:
    """Initials are written out where patients meet them: "words (ABC)" (NHS content guide; PEMAT).

    Once in an entry is enough. Those that everybody knows may stand: DNA, UK, WHO.
    """
    told: set[tuple[str, str]] = set()
    for said in for_patients(library):
        for match in _INITIALS.findall(_shown(said.text)):
            bare = match.removesuffix("s")
            if bare in KNOWN_INITIALS or (said.entry.id, bare) in told:
                continue
            told.add((said.entry.id, bare))
            if not _written_out(said.entry, bare):
                yield Diagnostic("bare-initials", f"{match!r} is not written out",
                                 said.place(match), f"write the words, then ({bare})", "warning")


def _written_out(entry: Entry, initials: str) -> bool:
    """Whether the initials stand in brackets, or with brackets behind them, in an entry."""
    pattern = re.compile(rf"\({initials}s?\)|\b{initials}s? \(")
    return any(pattern.search(_shown(text.patient.text)) for _, text in texts(entry))


def _lists(text: str) -> Iterator[tuple[str, int]]:
    """The lists of a text: how each begins, and how many items it has."""
    first, count = "", 0
    for line in (*text.splitlines(), "."):
        if _ITEM.match(line):
            first, count = first or line.strip(), count + 1
        elif count and line.strip() and not line.startswith((" ", "\t")):
            yield first, count
            first, count = "", 0


def _long_list(count: int, place: Location) -> Diagnostic:
    return Diagnostic("long-list", f"a list of {count} items", place,
                      f"at most {LONGEST_LIST}; group the rest", "warning")


def _shown(text: str) -> str:
    """The words that stand in a text: of marks, only the labels of links."""
    return replace_marks(text, lambda mark: mark.label if isinstance(mark, LinkMark) else " ")
