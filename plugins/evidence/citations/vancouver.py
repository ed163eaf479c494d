"""Vancouver, after the National Library of Medicine: Citing Medicine, 2nd edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pybtex.richtext import HRef, Text

from evidence.bibliography import Reference
from evidence.citations.names import vancouver_name
from evidence.citations.style import (
    NOTHING,
    Fields,
    SortKey,
    Words,
    alphabetical,
    author_date,
    confirmed,
    date,
    doi_link,
    edition,
    ended,
    filled,
    kind,
    row,
    web_link,
)
from evidence.citations.titles import sentence_case

AUTHORS_SHOWN = 6
_RANGE = re.compile(r"(?<![\w.])([A-Za-z]*)(\d+)-\1(\d+)(?![\w.])")


class Vancouver:
    """``Hong CZ. Title. Journal. 1994;73(4):256-63. doi:10.… PMID: 8043247.``"""

    numbered = True

    def reference(
        self, reference: Reference, words: Words, omit: Fields = NOTHING, letter: str = ""
    ) -> Text:
        known = confirmed(reference, omit)
        source = _SOURCES[kind(reference)]
        return row(
            _authors(known, words), *source(known, words, _date(reference, words, omit)),
            *_links(known, words),
        )

    def in_text(
        self, reference: Reference, locator: str, words: Words, omit: Fields = NOTHING,
        letter: str = "",
    ) -> str:
        return author_date(reference, locator, words, omit, letter)

    def sort_key(self, reference: Reference, omit: Fields = NOTHING) -> SortKey:
        return alphabetical(reference, omit)


def short_range(pages: str) -> str:
    """Page numbers without the digits that repeat: 256-263 is 256-63."""
    return _RANGE.sub(_shortened, pages)


def _shortened(match: re.Match[str]) -> str:
    prefix, first, last = match.groups()
    if len(first) != len(last) or first >= last:
        return match[0]
    same = next(place for place, sign in enumerate(last) if sign != first[place])
    return f"{prefix}{first}-{last[same:]}"


def _authors(known: Reference, words: Words) -> Text:
    names = [vancouver_name(name) for name in known.authors]
    shown = names[:AUTHORS_SHOWN]
    if names and (known.others or len(names) > AUTHORS_SHOWN):
        shown.append(words("citation.et-al"))
    return ended(", ".join(shown)) if shown else Text()


def _date(reference: Reference, words: Words, omit: Fields) -> str:
    """A date that the work does not bear stands in square brackets."""
    said = date(reference, words, omit)
    return said if said == reference.year else f"[{said}]"


def _title(known: Reference, words: Words) -> str:
    title = sentence_case(known.title, known.language)
    return title or f"[{words('citation.title-unconfirmed')}]"


def _article(known: Reference, words: Words, year: str) -> Iterator[Text]:
    yield ended(_title(known, words))
    if known.journal:
        yield ended(known.journal)
    issue = f"({known.issue})" if known.issue else ""
    volume = f";{known.volume}{issue}" if known.volume or issue else ""
    pages = f":{short_range(known.pages)}" if known.pages else ""
    yield ended(year + volume + pages)


def _book(known: Reference, words: Words, year: str) -> Iterator[Text]:
    yield ended(_title(known, words))
    if known.volume:
        yield ended(filled(words("citation.volume"), volume=known.volume))
    yield from _imprint(known, words, year)


def _chapter(known: Reference, words: Words, year: str) -> Iterator[Text]:
    yield ended(_title(known, words))
    if known.booktitle:
        yield ended(f"{words('citation.in')}: {sentence_case(known.booktitle, known.language)}")
    yield from _imprint(known, words, year)
    if known.pages:
        yield ended(filled(words("citation.page"), pages=short_range(known.pages)))


def _thesis(known: Reference, words: Words, year: str) -> Iterator[Text]:
    yield ended(f"{_title(known, words)} [{words('citation.thesis')}]")
    yield from _imprint(known, words, year)


def _imprint(known: Reference, words: Words, year: str) -> Iterator[Text]:
    if known.edition:
        yield ended(edition(known, words))
    yield ended(f"{known.publisher}; {year}" if known.publisher else year)


def _links(known: Reference, words: Words) -> Iterator[Text]:
    if known.doi:
        yield Text(doi_link(known.doi, f"doi:{known.doi}"), ".")
    elif known.url:
        yield Text(f"{words('citation.available')}: ", web_link(known.url))
    if known.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{known.pmid}/"
        yield Text("PMID: ", HRef(address, known.pmid), ".")
    if known.pmcid:
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{known.pmcid}/"
        yield Text("PMCID: ", HRef(address, known.pmcid), ".")


_SOURCES: Mapping[str, Callable[[Reference, Words, str], Iterator[Text]]] = {
    "article": _article,
    "book": _book,
    "chapter": _chapter,
    "thesis": _thesis,
}
