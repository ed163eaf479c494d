"""What every citation style is, and what styles share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from unicodedata import combining, normalize
from urllib.parse import quote

from pybtex.richtext import HRef, Text

from evidence.bibliography import CONFIRMABLE, Name, Reference
from evidence.citations.names import short_name, surname

Words = Callable[[str], str]
Fields = frozenset[str]
SortKey = tuple[tuple[str, ...], str, str]
NOTHING: Fields = frozenset()
ET_AL_FROM = 3
SHORT_TITLE = 8

_ENDS = (".", "?", "!", "\u2026", "\u3002", "\uff1f", "\uff01")
_CHAPTERS = {"incollection", "inbook", "inproceedings", "conference", "inreference"}
_THESES = {"thesis", "phdthesis", "mastersthesis"}


class Style(Protocol):
    """How works are cited. ``omit`` names the fields that nobody has confirmed."""

    numbered: bool

    def reference(
        self, reference: Reference, words: Words, omit: Fields = NOTHING, letter: str = ""
    ) -> Text:
        """The line in the reference list."""

    def in_text(
        self, reference: Reference, locator: str, words: Words, omit: Fields = NOTHING,
        letter: str = "",
    ) -> str:
        """Author and date, without parentheses."""

    def sort_key(self, reference: Reference, omit: Fields = NOTHING) -> SortKey:
        """The place in an alphabetical list."""


def confirmed(reference: Reference, omit: Fields) -> Reference:
    """The reference without what nobody has seen; an unseen journal hides any other container."""
    fields = set((omit | reference.unconfirmed) & CONFIRMABLE)
    if "journal" in fields:
        fields |= {"booktitle", "publisher"}
    changes: dict[str, Any] = dict.fromkeys(fields, "")
    if "authors" in fields:
        changes |= {"authors": (), "others": False}
    return replace(reference, **changes)


def date(reference: Reference, words: Words, omit: Fields, letter: str = "") -> str:
    """The year, or why there is none; a letter tells works of one author and year apart."""
    if "year" in omit | reference.unconfirmed:
        said = words("citation.year-unconfirmed")
    else:
        said = reference.year or words("citation.no-date")
    return f"{said}-{letter}" if letter and not said[-1:].isdigit() else said + letter


def kind(reference: Reference) -> str:
    """What sort of work this is, for a style: article, chapter, thesis or book."""
    if reference.type in _CHAPTERS:
        return "chapter"
    if reference.type in _THESES:
        return "thesis"
    return "article" if reference.type == "article" or reference.journal else "book"


def author_date(
    reference: Reference, locator: str, words: Words, omit: Fields, letter: str
) -> str:
    """``Hong & Simons, 1998, p. 84``; a work without authors goes by its title."""
    known = confirmed(reference, omit)
    parts = [_short_authors(known, words), date(reference, words, omit, letter), locator]
    return ", ".join(part for part in parts if part)


def _short_authors(known: Reference, words: Words) -> str:
    names = [short_name(name) for name in known.authors]
    if not names:
        return f"\u201c{_short_title(known)}\u201d" if known.title else ""
    if len(names) >= ET_AL_FROM or known.others:
        return f"{names[0]} {words('citation.et-al')}"
    return last_with(known.authors, words("citation.and"), names, comma=False)


def _short_title(known: Reference) -> str:
    main = known.plain_title.partition(": ")[0].strip(" .")
    words = main.split()
    return main if len(words) <= SHORT_TITLE else " ".join(words[: SHORT_TITLE - 2]) + "\u2026"


def last_with(
    authors: Sequence[Name], sign: str, written: Sequence[str], *, comma: bool
) -> str:
    """Names in a row, a sign before the last; names in Han, Hangul and Kana need none."""
    if len(written) <= 1 or all(name.family_first for name in authors):
        return ", ".join(written)
    head = ", ".join(written[:-1])
    return f"{head}{',' if comma else ''} {sign} {written[-1]}"


def alphabetical(reference: Reference, omit: Fields) -> SortKey:
    """By authors, then year, then title; without accents, capitals or leading articles."""
    known = confirmed(reference, omit)
    title = re.sub(r"^(a|an|the) ", "", _folded(known.plain_title))
    authors = tuple(
        _folded(name.literal or f"{surname(name)}, {name.given}") for name in known.authors
    )
    return authors or (title,), known.year, title


def _folded(text: str) -> str:
    spread = normalize("NFKD", text.casefold())
    return normalize("NFC", "".join(sign for sign in spread if not combining(sign)))


def letters(
    references: Iterable[Reference], style: Style, words: Words, omitted: Mapping[str, Fields]
) -> dict[str, str]:
    """The letter behind the year, for each work that would otherwise be cited like another."""
    alike: dict[str, list[Reference]] = {}
    for reference in references:
        omit = omitted.get(reference.key, NOTHING)
        alike.setdefault(style.in_text(reference, "", words, omit), []).append(reference)
    found: dict[str, str] = {}
    for group in alike.values():
        group.sort(key=lambda one: style.sort_key(one, omitted.get(one.key, NOTHING)))
        if len(group) > 1:
            found |= {one.key: _letter(place) for place, one in enumerate(group)}
    return found


def _letter(place: int) -> str:
    more, last = divmod(place, 26)
    return (_letter(more - 1) if more else "") + chr(ord("a") + last)


def edition(reference: Reference, words: Words) -> str:
    """``2nd ed.``: ``{ordinal}`` is the English ordinal, ``{edition}`` the bare number."""
    if not reference.edition:
        return ""
    number = re.match(r"\d+", reference.edition)
    bare = number[0] if number else reference.edition
    ordinal = bare + _ordinal_ending(int(bare)) if number else bare
    return filled(words("citation.edition"), edition=bare, ordinal=ordinal)


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def filled(pattern: str, **values: str) -> str:
    """The words with each ``{name}`` replaced."""
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), pattern)


def ended(text: Text | str) -> Text:
    """The text with a full stop, unless it ends like a sentence already."""
    return Text(text) if str(text).endswith(_ENDS) else Text(text, ".")


def row(*parts: Text | str) -> Text:
    """The parts that are not empty, with a space between them."""
    return Text(" ").join([part for part in parts if str(part)])


def doi_link(doi: str, shown: str) -> Text:
    return HRef("https://doi.org/" + quote(doi, safe="/:;()._-+,@!", errors="replace"), shown)


def web_link(url: str) -> Text:
    """An address as a link; one that is not encrypted stays text."""
    return HRef(url, url) if url.startswith("https://") else Text(url)
