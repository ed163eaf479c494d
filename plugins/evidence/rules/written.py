"""Every text that somebody wrote, with the place it stands in: what most rules walk through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from evidence.diagnostics import Location
from evidence.editions import SOURCE_LANGUAGE, Audience
from evidence.entries.base import Entry
from evidence.entries.study import Study
from evidence.entries.text import Path
from evidence.library import Library, text_steps
from evidence.prose import SENTENCE_END, without_marks
from evidence.source import Source

QUOTED = ("statement", "said_as", "attributed_to", "labels")
"""Fields that hold the words of others: they are what is being checked."""


class Written(NamedTuple):
    """One text in one language; where both audiences read the same, it is the patients'."""

    entry: Entry
    source: Source
    path: Path
    audience: Audience
    text: str
    lang: str = SOURCE_LANGUAGE

    @property
    def quoted(self) -> bool:
        return self.path[0] in QUOTED

    def place(self, words: str = "", before: int = 0) -> Location:
        """Where the text stands, or where some words stand in it."""
        steps = text_steps(self.source, self.path, self.audience)
        return self.source.locate_text(words, before, *steps) if words else (
            self.source.locate(*steps))


def written(library: Library, translated: bool = False) -> Iterator[Written]:
    """Every text in the source language; those of the translations too where asked for."""
    for identifier, path, audience, passage in library.passages:
        yield Written(library.entries[identifier], library.sources[identifier], path, audience,
                      passage.text)
    if translated:
        yield from translations(library)


def translations(library: Library) -> Iterator[Written]:
    """Every text that somebody translated, beside the entry in its source language."""
    for lang, identifier, path, audience, passage in library.translated_passages:
        yield Written(library.entries[identifier], library.translations[lang, identifier].source,
                      path, audience, passage.text, lang)


def for_patients(library: Library) -> Iterator[Written]:
    """What patients read in the source language, in our words: studies and quotations left out."""
    for text in written(library):
        if text.audience == "patient" and not text.quoted and not isinstance(text.entry, Study):
            yield text


def words(text: str) -> list[str]:
    """The words of a text, without its marks and without signs that stand alone."""
    return [word for word in without_marks(text).split() if re.search(r"\w", word)]


def sentences(text: str) -> list[str]:
    """The sentences of an English text, without its marks."""
    parts = SENTENCE_END.split(re.sub(r"\n(?![\n\s*-])", " ", text))
    return [plain for part in parts if (plain := without_marks(part))]
