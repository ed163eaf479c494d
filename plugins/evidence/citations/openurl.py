"""A work as a context object of OpenURL (ANSI/NISO Z39.88-2004), in keys and values.

In the title of an empty ``span`` this is a COinS, by which Zotero and others know the works on a
page. The keys are those of the formats info:ofi/fmt:kev:mtx:journal, :book and :dissertation.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from evidence.bibliography import Name, Reference
from evidence.citations.csl import csl_type
from evidence.citations.names import spread_initials, surname

VERSION = "Z39.88-2004"
JOURNAL, BOOK, DISSERTATION = "journal", "book", "dissertation"
# CSL type: the format, the genre in it, the key of the work's title and of what contains it.
_FORMS = {
    "article-journal": (JOURNAL, "article", "atitle", "jtitle"),
    "book": (BOOK, "book", "btitle", ""),
    "chapter": (BOOK, "bookitem", "atitle", "btitle"),
    "paper-conference": (BOOK, "proceeding", "atitle", "btitle"),
    "report": (BOOK, "report", "btitle", ""),
    "thesis": (DISSERTATION, "", "title", ""),
}
MORE = "et al.,"
"""Who else wrote a work of which only the first authors are known; with the comma a whole name."""
_OTHER = (BOOK, "document", "title", "")


def context_object(known: Reference) -> str:
    """The keys and values of a work of which only confirmed fields are given."""
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in _pairs(known) if value)


def _pairs(known: Reference) -> Iterator[tuple[str, str]]:
    form, genre, title, container = _FORMS.get(csl_type(known), _OTHER)
    yield "ctx_ver", VERSION
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    yield "rft_id", f"info:doi/{known.doi}" if known.doi else ""
    yield "rft_id", f"info:pmid/{known.pmid}" if known.pmid else ""
    yield "rft_id", known.url
    yield "rft.genre", genre
    yield f"rft.{title}", known.plain_title
    if container:
        yield f"rft.{container}", known.journal or known.booktitle
    yield from _authors(known)
    yield "rft.date", known.year
    yield "rft.volume", known.volume if form == JOURNAL else ""
    yield "rft.issue", known.issue
    yield from _pages(known.pages)
    yield "rft.edition", known.edition
    yield "rft.inst" if form == DISSERTATION else "rft.pub", known.publisher


def _authors(known: Reference) -> Iterator[tuple[str, str]]:
    """The first person in parts, all others as ``Family, Given``; a group by its name."""
    for place, name in enumerate(known.authors):
        given = spread_initials(name.given)
        if name.literal:
            yield "rft.aucorp", name.literal
        elif place == 0:
            yield "rft.aulast", surname(name)
            yield "rft.aufirst", given
            yield "rft.ausuffix", name.suffix
        else:
            yield "rft.au", _in_a_row(name, given)
    if known.others:
        yield "rft.au", MORE


def _in_a_row(name: Name, given: str) -> str:
    return ", ".join(part for part in (surname(name), given, name.suffix) if part)


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, dash, last = pages.partition("-")
    yield "rft.pages", pages
    if dash:
        yield "rft.spage", first
        yield "rft.epage", last
