"""PubMed's .nbib files: the MEDLINE display format.

Source: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions". rispy reads it as a dialect of RIS:
a tag of four signs, and no line that ends a record but an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import rispy

from evidence.bibliography import Name, Reference
from evidence.diagnostics import Diagnostic, Location
from evidence.importing import record
from evidence.importing.record import Record

_LISTS = ["AU", "FAU", "CN", "AID", "LID", "PT", "LA"]
_FOLD = re.compile(r"\n {6}(?=\S)")
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV|\d(?:st|nd|rd|th))\.?")
_DESIGNS: Mapping[str, str] = {
    "meta-analysis": "meta-analysis", "systematic review": "systematic-review",
    "practice guideline": "guideline", "guideline": "guideline",
    "randomized controlled trial": "rct", "case reports": "case-report",
}
"""What NLM's publication types say about a design; those that leave it open are not here."""


class _Medline(rispy.RisParser):  # type: ignore[misc]
    """Records between lines that :func:`read` puts around them."""

    START_TAG = "NEW"
    END_TAG = "ER"
    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {tag: tag for tag in (
        "NEW", "ER", "PMID", "TI", "BTI", "JT", "TA", "DP", "VI", "IP", "PG", "PMC", "PB", "EN",
        *_LISTS)}
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = _LISTS
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        return (line[:4].strip(), line[6:].strip()) if line[4:6] in ("- ", "-") else (None, "")


def is_it(text: str) -> bool:
    return bool(re.search(r"^(?:PMID|PMC |OWN |STAT)- ", text, re.M))


def read(path: str, text: str) -> tuple[list[Record], list[Diagnostic]]:
    records = []
    for block in _BLOCK.finditer(text):
        place = Location(path, text.count("\n", 0, block.start()) + 1)
        lines = f"NEW - \n{_FOLD.sub(' ', block[0])}\nER  - \n"
        for found in rispy.loads(lines, implementation=_Medline, skip_unknown_tags=True):
            if len(found) > 1:
                records.append(Record(_reference(found), place, _design(found)))
    return records, []


def _reference(found: Mapping[str, Any]) -> Reference:
    identifiers = [*found.get("LID", ()), *found.get("AID", ())]
    dois = (value.removesuffix("[doi]") for value in identifiers if value.endswith("[doi]"))
    book = record.title(found.get("BTI"))
    return Reference(
        "", "article" if found.get("JT") or found.get("TA") else "book" if book else "misc",
        _authors(found), record.title(found.get("TI")) or book,
        _journal(found), record.year(found.get("DP")),
        record.words(found.get("VI")), record.words(found.get("IP")),
        record.pages(found.get("PG")), record.identifier("doi", next(dois, "")),
        record.identifier("pmid", found.get("PMID")), record.identifier("pmcid", found.get("PMC")),
        publisher=record.words(found.get("PB")), edition=record.words(found.get("EN")),
    )


def _journal(found: Mapping[str, Any]) -> str:
    """The full name; what is not English keeps the capitals that it has."""
    said = found.get("JT") or found.get("TA")
    return record.catalogued(said) if "eng" in found.get("LA", ("eng",)) else record.words(said)


def _authors(found: Mapping[str, Any]) -> tuple[Name, ...]:
    short = [_short(author) for author in found.get("AU", ())]
    people = short or [record.person(author) for author in found.get("FAU", ())]
    groups = [record.group(author) for author in found.get("CN", ())]
    return tuple(author for author in (*people, *groups) if author)


def _short(text: str) -> Name | None:
    """"Hong CZ", "King ML Jr": the family may have several words, the initials are one."""
    parts = record.words(text).split(" ")
    suffix = parts.pop() if len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]) else ""
    if len(parts) == 1:
        return record.group(text)
    return record.name(" ".join(parts[:-1]), parts[-1], suffix)


def _design(found: Mapping[str, Any]) -> str:
    said = {str(kind).lower() for kind in found.get("PT", ())}
    return next((design for kind, design in _DESIGNS.items() if kind in said), "")
