"""Works as RIS, for Zotero, EndNote, Mendeley and others.

The tags are those of the RIS of 2012 as EndNote 20 and Zotero write and read them: T2 holds the
journal or book, AN the PMID, C2 the PMCID, UR our page on a study. Lines end with CR LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.bibliography import Name
from evidence.citations.csl import csl_type
from evidence.citations.names import spread_initials, surname
from evidence.exports.works import Work, one_line

TYPES: Mapping[str, str] = {
    "article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "entry-encyclopedia": "ENCYC",
    "pamphlet": "PAMP", "paper-conference": "CONF", "report": "RPRT", "thesis": "THES",
    "webpage": "ELEC",
}
OTHER = "GEN"
MORE = "et al.,"
_RANGE = re.compile(r"([\w.]+)-([\w.]+)")


def ris(work: Work) -> str:
    """One record, from TY to ER."""
    kind = TYPES.get(csl_type(work.reference), OTHER)
    fields = ((tag, one_line(value)) for tag, value in _fields(work))
    lines = [("TY", kind), *((tag, value) for tag, value in fields if value), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    known = work.reference
    yield "ID", known.key
    yield from (("AU", author(name)) for name in known.authors)
    yield "AU", MORE if known.others else ""
    yield "TI", known.plain_title
    yield "T2", known.journal or known.booktitle
    yield "PY", known.year
    yield "VL", known.volume
    yield "IS", known.issue
    pages = _RANGE.fullmatch(known.pages)
    yield "SP", pages[1] if pages else known.pages
    yield "EP", pages[2] if pages else ""
    yield "ET", known.edition
    yield "PB", known.publisher
    yield "LA", known.language
    yield "DO", known.doi
    yield "AN", known.pmid
    yield "C2", known.pmcid
    yield "UR", known.url
    yield "UR", work.page
    yield "N1", work.note


def author(name: Name) -> str:
    """``Hong, C. Z.``; a group keeps its words together by a comma at its end.

    The comma is EndNote's, and Zotero drops it. For a comma inside the name of a group RIS has no
    sign: it would cut the name in two, and is left out.
    """
    if name.literal:
        return f"{name.literal.replace(',', '')},"
    parts = (surname(name), spread_initials(name.given), name.suffix)
    return ", ".join(part for part in parts if part)
