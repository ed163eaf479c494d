"""All entries, linked: the one state of a build. It is made once and never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from evidence.bibliography import Reference
from evidence.diagnostics import Location
from evidence.editions import SOURCE_LANGUAGE, Audience, Locale
from evidence.entries.base import Entry, FigureLink, links
from evidence.entries.study import Figure, Study
from evidence.entries.text import Passage, Path, Text, texts
from evidence.prose import EMERGENCY, Citation, FigureMark, LinkMark, Mark, marks
from evidence.source import Source

E = TypeVar("E", bound=Entry)
REDIRECTS = "redirects.yaml"
"""The file in the content's folder that says where old addresses lead."""


@dataclass(frozen=True)
class MarkPlace:
    """A mark in an entry's prose: where it stands, and in which text."""

    mark: Mark
    path: Path
    audience: Audience
    occurrence: int


@dataclass(frozen=True)
class Translation:
    """An entry in another language, with the file it came from and the state of the work.

    ``texts`` are all texts of the entry by the paths of their fields.
    """

    entry: Entry
    source: Source
    status: str
    texts: Mapping[Path, Text]

    @cached_property
    def shown(self) -> bool:
        """Whether any text of the entry is shown in the language, and not in the source's."""
        return any(passage.state in ("current", "stale")
                   for text in self.texts.values() for _, passage in text.parts())

    def given(self, path: Path, audience: Audience) -> str:
        """What the file holds for a text, shown or not; empty where it holds nothing."""
        given = self.source.at(*path)
        if isinstance(given, dict):
            given = given.get(audience)
        return given.strip() if isinstance(given, str) else ""


@dataclass(frozen=True)
class HandPage:
    """A page written by hand in Markdown: about, method, privacy, accessibility."""

    id: str
    lang: str
    title: str
    text: str
    path: str


@dataclass(frozen=True)
class Library:
    """Entries, their sources, the bibliography and the locales.

    ``entries`` holds the source language; :meth:`entry` gives an entry in any language, each
    text knowing whether it is a translation or the source standing in for one.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    bibliography: Mapping[str, Reference] = field(default_factory=dict)
    locales: Mapping[str, Locale] = field(default_factory=dict)
    translations: Mapping[tuple[str, str], Translation] = field(default_factory=dict)
    pages: tuple[HandPage, ...] = ()
    unread: frozenset[str] = frozenset()
    """The ids of files that are there but could not be read: links to them are not at fault."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """The ids that entries once had, each with the id that its old address leads to now."""

    def entry(self, identifier: str, lang: str = SOURCE_LANGUAGE) -> Entry:
        """An entry as a language has it; the source where it has none."""
        translation = self.translations.get((lang, identifier))
        return translation.entry if translation else self.entries[identifier]

    def is_translated(self, identifier: str, lang: str) -> bool:
        """Whether any of an entry is in a language, and not only in the source's."""
        translation = self.translations.get((lang, identifier))
        return lang == SOURCE_LANGUAGE or bool(translation and translation.shown)

    def of_type(self, entry_type: type[E], lang: str = SOURCE_LANGUAGE) -> list[E]:
        """Every entry of a type, by id."""
        found = (self.entry(i, lang) for i in self.ids if isinstance(self.entries[i], entry_type))
        return [entry for entry in found if isinstance(entry, entry_type)]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.entries))

    def study(self, identifier: str) -> Study | None:
        found = self.entries.get(identifier)
        return found if isinstance(found, Study) else None

    def figure(self, study: str, name: str, lang: str = SOURCE_LANGUAGE) -> Figure | int | None:
        """A figure of a study, or the size of its sample by the name of its unit."""
        if self.study(study) is None:
            return None
        entry = self.entry(study, lang)
        return entry.all_figures.get(name) if isinstance(entry, Study) else None

    def locate(self, identifier: str, *steps: str | int) -> Location:
        return self.sources[identifier].locate(*steps)

    def locate_mark(self, identifier: str, place: MarkPlace, wanted: str) -> Location:
        """The place of a mark, or of a part of it, inside the file."""
        return mark_location(self.sources[identifier], place, wanted)

    @cached_property
    def mark_places(self) -> Mapping[str, tuple[MarkPlace, ...]]:
        """Every mark in the prose of the source language, by the id of its entry."""
        return {identifier: tuple(mark_places(entry)) for identifier, entry in
                self.entries.items()}

    @cached_property
    def backlinks(self) -> Mapping[str, tuple[str, ...]]:
        """For each id (of an entry or of the bibliography) the ids of the entries that use it."""
        found: dict[str, set[str]] = {}
        for identifier in self.ids:
            for target in self.targets(identifier):
                if target != identifier:
                    found.setdefault(target, set()).add(identifier)
        return MappingProxyType({target: tuple(sorted(users)) for target, users in found.items()})

    @cached_property
    def passages(self) -> tuple[tuple[str, Path, Audience, Passage], ...]:
        """Every text of the source language, with its entry and field; in the order of the ids."""
        return tuple((identifier, path, audience, passage)
                     for identifier, entry in self.entries.items()
                     for path, text in texts(entry)
                     for audience, passage in distinct_parts(text))

    @cached_property
    def calling_for_help(self) -> frozenset[str]:
        """The entries that tell somebody to call the emergency number, or to get such care."""
        return frozenset(identifier for identifier, _, _, passage in self.passages
                         if EMERGENCY.search(passage.text))

    @cached_property
    def translated_passages(self) -> tuple[tuple[str, str, Path, Audience, Passage], ...]:
        """Every text that somebody translated and that is shown: language, entry and field."""
        return tuple((lang, identifier, path, audience, passage)
                     for (lang, identifier), translation in self.translations.items()
                     if translation.source.path
                     for path, text in translation.texts.items()
                     for audience, passage in distinct_parts(text)
                     if passage.state in ("current", "stale"))

    @cached_property
    def shaken(self) -> tuple[str, ...]:
        """The studies that were retracted, corrected or called into question."""
        studies = (self.study(identifier) for identifier in self.ids)
        return tuple(study.id for study in studies if study and study.status != "current")

    def rests_on(self, identifier: str) -> list[str]:
        """What an entry uses, and what the claims that it uses weigh; "read next" left out."""
        own = self._grounds(identifier)
        claims = [target for target in own if getattr(self.entries.get(target), "kind", "") ==
                  "claim"]
        below = [target for claim in claims for target in self._grounds(claim)]
        return list(dict.fromkeys([*own, *below]))

    def _grounds(self, identifier: str) -> list[str]:
        related = set(self.entries[identifier].related)
        used = [str(link.study if isinstance(link, FigureLink) else link)
                for path, link in links(self.entries[identifier]) if path[0] != "related"]
        for place in self.mark_places[identifier]:
            if not isinstance(place.mark, LinkMark) or place.mark.target not in related:
                used += mark_targets(place.mark)
        return used

    @cached_property
    def cited(self) -> Mapping[str, tuple[str, ...]]:
        """For each entry the records that it cites, weighs or takes a figure from itself, by key;
        for a study its own record alone.
        """
        used = {i: [i] if self.study(i) else self._grounds(i) for i in self.ids}
        return MappingProxyType({i: tuple(sorted({*keys} & self.bibliography.keys()))
                                 for i, keys in used.items()})

    def targets(self, identifier: str) -> Iterator[str]:
        """Every id that an entry leads to, by its links and by the marks in its prose."""
        for _, link in links(self.entries[identifier]):
            yield link.study if isinstance(link, FigureLink) else str(link)
        for place in self.mark_places[identifier]:
            yield from mark_targets(place.mark)


def mark_targets(mark: Mark) -> list[str]:
    """The ids that a mark leads to: records that it cites, the study of its figure, an entry."""
    if isinstance(mark, Citation):
        return [item.key for item in mark.items]
    return [mark.study if isinstance(mark, FigureMark) else mark.target]


def mark_places(entry: Entry) -> Iterator[MarkPlace]:
    """Every mark in an entry's prose, in reading order; one text for both audiences counts once."""
    for path, text in texts(entry):
        for audience, passage in distinct_parts(text):
            seen: dict[str, int] = {}
            for mark in marks(passage.text):
                occurrence = seen.get(mark.text, -1) + 1
                seen[mark.text] = occurrence
                yield MarkPlace(mark, path, audience, occurrence)


def distinct_parts(text: Any) -> Iterator[tuple[Audience, Passage]]:
    """The parts of a text that differ: one where both audiences read the same."""
    yield "patient", text.patient
    if text.clinician != text.patient:
        yield "clinician", text.clinician


def mark_location(source: Source, place: MarkPlace, wanted: str) -> Location:
    """Where a piece of a mark stands in a file."""
    steps = text_steps(source, place.path, place.audience)
    whole = source.locate_text(place.mark.text, place.occurrence, *steps)
    # The whole word: "lamas" does not stand in [@llamas; @lamas] twice.
    inside = re.search(rf"(?<![\w:-]){re.escape(wanted)}(?![\w:-])", place.mark.text)
    if inside is None or whole == source.locate(*steps):
        return whole
    start = whole.column + inside.start()
    return Location(whole.path, whole.line, start, start + len(wanted))


def text_steps(source: Source, path: Path, audience: Audience) -> Path:
    """The steps to one audience's text, whether the file gives one text or two."""
    own = (*path, audience)
    return own if own in source.places else path
