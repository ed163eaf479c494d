"""APA: Publication Manual of the American Psychological Association, 7th edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pybtex.richtext import Tag, Text

from evidence.bibliography import Reference
from evidence.citations.names import apa_name
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
    last_with,
    row,
    web_link,
)
from evidence.citations.titles import capital_after_colon, sentence_case

AUTHORS_SHOWN = 20
ARTICLE_NUMBER = re.compile(r"[A-Za-z]+\d+")


class Apa:
    """``Hong, C. Z. (1994). Title. <i>Journal</i>, <i>73</i>(4), 256–263. https://doi.org/…``"""

    numbered = False

    def reference(
        self, reference: Reference, words: Words, omit: Fields = NOTHING, letter: str = ""
    ) -> Text:
        known = confirmed(reference, omit)
        title, *source = _SOURCES[kind(reference)](known, words)
        year = f"({date(reference, words, omit, letter)})."
        authors = _authors(known, words)
        head = (authors, year, title) if str(authors) else (title, year)
        return row(*head, *source, _link(known))

    def in_text(
        self, reference: Reference, locator: str, words: Words, omit: Fields = NOTHING,
        letter: str = "",
    ) -> str:
        return author_date(reference, locator, words, omit, letter)

    def sort_key(self, reference: Reference, omit: Fields = NOTHING) -> SortKey:
        return alphabetical(reference, omit)


def _authors(known: Reference, words: Words) -> Text:
    names = [apa_name(name) for name in known.authors]
    if not names:
        return Text()
    if known.others:
        return ended(", ".join([*names, words("citation.et-al")]))
    if len(names) > AUTHORS_SHOWN:
        # APA 7, 9.8: the first nineteen, three points, and the last.
        return ended(", ".join([*names[: AUTHORS_SHOWN - 1], f". . . {names[-1]}"]))
    return ended(last_with(known.authors, words("citation.and"), names, comma=True))


def _title(known: Reference, words: Words) -> Text:
    title = capital_after_colon(sentence_case(known.title, known.language))
    return Text(title or f"[{words('citation.title-unconfirmed')}]")


def _article(known: Reference, words: Words) -> Iterator[Text]:
    yield ended(_title(known, words))
    volume = Tag("i", known.volume) if known.volume else Text()
    issue = f"({known.issue})" if known.issue else ""
    parts = [
        Tag("i", known.journal) if known.journal else Text(),
        Text(volume, issue),
        _article_pages(known, words),
    ]
    if shown := [part for part in parts if str(part)]:
        yield ended(Text(", ").join(shown))


def _article_pages(known: Reference, words: Words) -> str:
    if ARTICLE_NUMBER.fullmatch(known.pages):
        return filled(words("citation.article"), pages=known.pages)
    return _dashed(known.pages)


def _book(known: Reference, words: Words) -> Iterator[Text]:
    volume = filled(words("citation.volume"), volume=known.volume) if known.volume else ""
    yield ended(row(Tag("i", _title(known, words)), _bracketed(edition(known, words), volume)))
    yield from _publisher(known)


def _chapter(known: Reference, words: Words) -> Iterator[Text]:
    yield ended(_title(known, words))
    if known.booktitle:
        book = capital_after_colon(sentence_case(known.booktitle, known.language))
        details = _bracketed(edition(known, words), _chapter_pages(known, words))
        yield ended(row(words("citation.in"), Tag("i", book), details))
    yield from _publisher(known)


def _chapter_pages(known: Reference, words: Words) -> str:
    if not known.pages:
        return ""
    key = "citation.pages" if "-" in known.pages else "citation.page"
    return filled(words(key), pages=_dashed(known.pages))


def _thesis(known: Reference, words: Words) -> Iterator[Text]:
    said = words("citation.thesis")
    named = ", ".join(part for part in (said[:1].upper() + said[1:], known.publisher) if part)
    yield ended(row(Tag("i", _title(known, words)), f"[{named}]"))


def _publisher(known: Reference) -> Iterator[Text]:
    """A group that publishes its own work is not named twice (APA 7, 9.29)."""
    if known.publisher and known.publisher not in {name.literal for name in known.authors}:
        yield ended(known.publisher)


def _link(known: Reference) -> Text:
    if known.doi:
        return doi_link(known.doi, f"https://doi.org/{known.doi}")
    return web_link(known.url)


def _bracketed(*parts: str) -> str:
    inside = ", ".join(part for part in parts if part)
    return f"({inside})" if inside else ""


def _dashed(pages: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "\N{EN DASH}", pages)


_SOURCES: Mapping[str, Callable[[Reference, Words], Iterator[Text]]] = {
    "article": _article,
    "book": _book,
    "chapter": _chapter,
    "thesis": _thesis,
}
