"""What the exports of the terms share: names, addresses, labels and texts as plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence.crosswalk import Crosswalk, Link
from evidence.editions import AUDIENCES, SOURCE_LANGUAGE, Audience, Edition
from evidence.entries.term import Code, Label, Term
from evidence.entries.text import Passage, Text
from evidence.lettering import Lettering
from evidence.library import Library
from evidence.markup import SIDES, PageMarkup, SiteMarkup
from evidence.outputs import Page

TITLE = "Needling Evidence: dry needling and acupuncture, a crosswalk of terms"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FOLDER = "exports/"
CODE_BASES: Mapping[str, str] = {"mesh": "http://id.nlm.nih.gov/mesh/"}


@dataclass(frozen=True)
class Made:
    """What exporters take: the library, its markup, all pages and the address of the site.

    ``letters`` are the fonts for cards, where there are to be cards; ``cache`` is the folder in
    which cards lie that were painted before.
    """

    library: Library
    markup: SiteMarkup
    pages: Sequence[Page]
    site_url: str
    letters: Lettering | None = None
    cache: Path | None = None

    @cached_property
    def terminology(self) -> Terminology:
        return Terminology(self)


@dataclass(frozen=True)
class Terminology:
    """The terms of a library, ready to leave it."""

    made: Made

    @property
    def crosswalk(self) -> Crosswalk:
        return self.made.markup.crosswalk

    @cached_property
    def terms(self) -> list[Term]:
        return [self.crosswalk.terms[i] for i in sorted(self.crosswalk.terms)]

    @property
    def base(self) -> str:
        """The namespace of concepts: a fragment of the Turtle file, which says what they are."""
        if not self.made.site_url:
            return "urn:needling-evidence:"
        return f"{self.made.site_url}{FOLDER}crosswalk.ttl#"

    @cached_property
    def updated(self) -> str:
        return max(term.updated for term in self.terms).isoformat()

    @cached_property
    def _pages(self) -> dict[tuple[str, Audience], PageMarkup]:
        return {(lang, audience): PageMarkup(self.made.markup, Edition(lang, audience), "")
                for lang in self.made.library.locales for audience in AUDIENCES}

    def page_url(self, term: Term) -> str:
        edition = Edition(SOURCE_LANGUAGE, "clinician")
        return f"{self.made.site_url}{edition.base}{term.folder}/{term.id}/"

    def words(self, text: Text | Passage, audience: Audience = "clinician") -> str:
        """A text of the source language as plain words, figures written out."""
        return self._pages[SOURCE_LANGUAGE, audience].words(text)

    def definitions(self, term: Term) -> Iterator[tuple[str, Audience, str]]:
        """The definitions that are current, by language and audience, as plain words."""
        for lang in self.made.library.locales:
            entry = self.made.library.entry(term.id, lang)
            if not isinstance(entry, Term):
                continue
            for audience, passage in entry.definition.parts():
                if passage.lang == lang and passage.state in ("source", "current"):
                    yield lang, audience, self._pages[lang, audience].words(passage)

    def label(self, identifier: str) -> str:
        return self.crosswalk.terms[identifier].label(SOURCE_LANGUAGE).text if identifier else ""

    def links(self) -> list[Link]:
        """Every mapping once, by its terms."""
        return sorted(self.crosswalk.links, key=lambda link: (link.term, link.other))


def labels(term: Term) -> Iterator[tuple[str, int, Label]]:
    """Every label with its language and its place among the labels of the language."""
    for lang, found in term.labels.items():
        for index, label in enumerate(found):
            yield lang, index, label


def traditions(term: Term) -> tuple[str, ...]:
    """The traditions that a term belongs to: one, or both."""
    return SIDES if term.tradition == "shared" else (term.tradition,)


def code_uri(code: Code) -> str:
    """The address of a code in its own scheme; empty where the scheme has none."""
    if code.uri:
        return code.uri
    base = CODE_BASES.get(code.scheme, "")
    return f"{base}{code.code}" if base else ""
