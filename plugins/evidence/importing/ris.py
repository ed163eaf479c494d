"""RIS, the tagged format of Reference Manager, as most publishers and databases export it.

Source: "RIS Format Specifications" (Research Information Systems, 2001 and 2011).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import rispy

from evidence.bibliography import Name, Reference
from evidence.diagnostics import Diagnostic, Location
from evidence.importing import record
from evidence.importing.record import Record

_START = re.compile(r"^TY  -.*$", re.M)
_TYPES: Mapping[str, str] = {
    "JOUR": "article", "EJOUR": "article", "JFULL": "article", "MGZN": "article", "ABST": "article",
    "INPR": "article", "BOOK": "book", "EBOOK": "book", "CHAP": "incollection",
    "ECHAP": "incollection", "THES": "phdthesis", "RPRT": "techreport", "CONF": "inproceedings",
    "CPAPER": "inproceedings",
}
_INSIDE = ("incollection", "inproceedings")
_PUBMED = ("pubmed", "medline")


def is_it(text: str) -> bool:
    return bool(_START.search(text))


def read(path: str, text: str) -> tuple[list[Record], list[Diagnostic]]:
    """Each record is read alone, so that one that is not closed takes no other with it."""
    records, problems = [], []
    starts = [match.start() for match in _START.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        place = Location(path, text.count("\n", 0, start) + 1)
        try:
            found = rispy.loads(text[start:end], skip_unknown_tags=True)
        except (KeyError, TypeError, ValueError):
            problems.append(Diagnostic("bad-records", "this RIS record cannot be read", place))
            continue
        if found:
            records.append(Record(_reference(found[0]), place))
        else:
            problems.append(Diagnostic("bad-records", "this RIS record is not closed", place,
                                       "end it with a line 'ER  - '"))
    return records, problems


def _reference(found: Mapping[str, Any]) -> Reference:
    kind = _TYPES.get(str(found.get("type_of_reference", "")).strip(), "misc")
    inside = kind in _INSIDE
    whole = _first(found, "secondary_title", "alternate_title3", "journal_name",
                   "alternate_title2", "alternate_title1")
    start, end = found.get("start_page", ""), found.get("end_page", "")
    pubmed = str(found.get("name_of_database", "")).lower().startswith(_PUBMED)
    return Reference(
        "", kind, _authors(found), record.title(_first(found, "title", "primary_title")),
        "" if inside or kind == "book" else record.words(whole),
        record.year(_first(found, "year", "publication_year", "date")),
        record.words(found.get("volume")), record.words(found.get("number")),
        record.pages(f"{start}-{end}" if start and end and "-" not in start else start or end),
        record.identifier("doi", found.get("doi")),
        record.identifier("pmid", found.get("accession_number")) if pubmed else "",
        url=_address(found), publisher=record.words(found.get("publisher")),
        booktitle=record.words(whole) if inside else "",
        edition=record.words(found.get("edition")),
    )


def _authors(found: Mapping[str, Any]) -> tuple[Name, ...]:
    listed = found.get("authors") or found.get("first_authors") or ()
    people = (record.person(author) for author in listed)
    return tuple(author for author in people if author)


def _address(found: Mapping[str, Any]) -> str:
    addresses = (record.identifier("url", url) for url in found.get("urls", ()))
    return next(filter(None, addresses), "")


def _first(found: Mapping[str, Any], *names: str) -> str:
    return next((str(found[name]) for name in names if found.get(name)), "")
