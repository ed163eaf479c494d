"""What is here and what is missing; and what a change of one entry would reach."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evidence.editions import SOURCE_LANGUAGE, editions
from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Entry, FigureLink, links
from evidence.entries.claim import VERDICTS, Claim
from evidence.entries.study import Study
from evidence.entries.text import texts
from evidence.freshness import STATES, Progress, progress
from evidence.library import Library, distinct_parts, mark_targets
from evidence.prose import (
    Citation,
    FigureMark,
    LinkMark,
    marks,
    replace_marks,
    without_marks,
)
from evidence.readability import Measure, measure_of, score

LEVELS = ("high", "moderate", "low", "very-low")
NOT_PROSE = ("statement", "said_as", "figures", "labels", "attributed_to")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"^(1[6-9]|20)\d\d$")


@dataclass(frozen=True)
class Report:
    """The state of a library, in counts. Everything in it was counted, nothing is typed."""

    entries: Mapping[str, int]
    verdicts: Mapping[str, int]
    certainty: Mapping[str, int]
    designs: Mapping[str, int]
    read: Mapping[str, int]
    figures_held: int
    figures_printed: int
    loose_numbers: int
    readings: Mapping[str, Reading]
    without_review: int
    without_search_date: int
    oldest_search: str
    translations: Sequence[Progress]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def report(library: Library) -> Report:
    """Count a library."""
    claims, studies = library.of_type(Claim), library.of_type(Study)
    entries = [library.entries[i] for i in library.ids]
    searched = sorted(str(entry.searched) for entry in entries if entry.searched)
    return Report(
        entries={kind.kind: len(library.of_type(kind)) for kind in ENTRY_TYPES},
        verdicts=_counts((claim.verdict for claim in claims), VERDICTS),
        certainty=_counts((claim.certainty.level for claim in claims), LEVELS),
        designs=_counts(study.design for study in studies),
        read=_counts(study.read for study in studies),
        figures_held=sum(len(study.figures) + len(study.sample) for study in studies),
        figures_printed=sum(1 for entry in entries for _ in _figure_marks(entry)),
        loose_numbers=sum(1 for entry in entries for _ in typed_numbers(entry)),
        readings={lang: found for lang in library.locales
                  if (found := reading(library, lang)) is not None},
        without_review=sum(1 for entry in entries if entry.reviewed is None),
        without_search_date=sum(1 for entry in entries if entry.searched is None),
        oldest_search=searched[0] if searched else "",
        translations=progress(library),
    )


def as_text(found: Report) -> str:
    """The report for a terminal."""
    lines: list[str] = []
    for title, counts in (("entries", found.entries), ("verdicts", found.verdicts),
                          ("certainty", found.certainty), ("designs", found.designs),
                          ("read", found.read)):
        lines.append(f"{title}: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    lines += [
        f"figures: {found.figures_held} held, printed {found.figures_printed} times",
        f"other numbers in prose (stated by claims, item numbers): {found.loose_numbers}",
        *(f"reading, {lang} ({one.measure.name}{', a heuristic' if one.measure.heuristic else ''},"
          f" patient texts): median {one.median}; {one.beyond} of {len(one.scores)} beyond"
          f" {one.measure.target:g}; hardest "
          + ", ".join(f"{name} {value}" for name, value in [*one.scores.items()][:3])
          for lang, one in found.readings.items()),
        f"without clinical review: {found.without_review}",
        f"without a recorded search date: {found.without_search_date}"
        + (f"; oldest search {found.oldest_search}" if found.oldest_search else ""),
    ]
    for one in found.translations:
        lines.append(f"{one.lang}: " + ", ".join(f"{state} {one.count(state)}"
                                                 for state in STATES))
    return "\n".join(lines) + "\n"


def typed_numbers(entry: Entry) -> Iterator[str]:
    """Digits in an entry's prose that no mark printed; years aside."""
    for path, text in texts(entry):
        if path[0] in NOT_PROSE:
            continue
        for _, passage in distinct_parts(text):
            bare = replace_marks(passage.text, lambda _: "")
            yield from (n for n in _NUMBER.findall(bare) if not _YEAR.match(n))


def patient_text(entry: Entry, lang: str = SOURCE_LANGUAGE) -> str:
    """What patients read of an entry in a language, as plain sentences."""
    said = [text.patient.text for path, text in texts(entry)
            if path[0] not in NOT_PROSE and text.patient.lang == lang]
    return "".join(f"{without_marks(one)}.\n\n" for one in said)


@dataclass(frozen=True)
class Reading:
    """How hard the patient texts of a language are, by entry; the hardest come first."""

    measure: Measure
    scores: Mapping[str, float]

    @property
    def median(self) -> float:
        return round(statistics.median(self.scores.values()), 1) if self.scores else 0.0

    @property
    def hardest(self) -> tuple[str, float] | None:
        return next(iter(self.scores.items()), None)

    @property
    def beyond(self) -> int:
        """How many entries are harder than the target."""
        up = self.measure.easier_up
        return sum((value < self.measure.target) if up else (value > self.measure.target)
                   for value in self.scores.values())


def reading(library: Library, lang: str) -> Reading | None:
    """The scores of a language's entries; None where the language has no measure."""
    measure = measure_of(lang)
    if measure is None:
        return None
    found = {identifier: value for identifier in library.ids
             if (value := score(patient_text(library.entry(identifier, lang), lang), lang))
             is not None}
    hardest = sorted(found.items(), key=lambda pair: pair[1], reverse=not measure.easier_up)
    return Reading(measure, dict(hardest))


def _figure_marks(entry: Entry) -> Iterator[FigureMark | FigureLink]:
    for _, text in texts(entry):
        for _, passage in distinct_parts(text):
            yield from (mark for mark in marks(passage.text) if isinstance(mark, FigureMark))
    yield from (link for _, link in links(entry) if isinstance(link, FigureLink))


def _counts(values: Iterator[str], order: Sequence[str] = ()) -> dict[str, int]:
    found = Counter(values)
    names = order or [name for name, _ in found.most_common()]
    return {name: found[name] for name in names if found[name]}


# What a change reaches


@dataclass(frozen=True)
class Reach:
    """Something that rests on an entry: how, and by way of what."""

    id: str
    kind: str
    how: str
    via: str
    distance: int


Ties = Mapping[str, Mapping[str, str]]
"""For each id or key the entries that use it directly, and how: by their strongest tie."""


def impact(library: Library, target: str, ties: Ties | None = None) -> list[Reach]:
    """Everything downstream of an entry or of a key of the bibliography, nearest first.

    A study reaches the claims that weigh it and whatever cites it or prints its figures; a claim
    reaches the questions and mechanisms that rest on it. "Read next" carries nothing. Who asks for
    many targets hands in the ties of the library.
    """
    ties = all_ties(library) if ties is None else ties
    found: dict[str, Reach] = {}
    edge = [target]
    distance = 0
    while edge:
        distance += 1
        new: list[str] = []
        for via in edge:
            for identifier, how in ties.get(via, {}).items():
                if identifier != target and identifier not in found:
                    kind = library.entries[identifier].kind
                    found[identifier] = Reach(identifier, kind, how, via, distance)
                    new.append(identifier)
        edge = [identifier for identifier in new if library.entries[identifier].kind == "claim"]
    return list(found.values())


_STRENGTH = ("weighs it", "rests on it", "prints its figures", "cites it", "maps to it",
             "links to it")


def all_ties(library: Library) -> Ties:
    """Who uses what, in the order of the ids."""
    found: dict[str, dict[str, str]] = {}
    for identifier in library.ids:
        for target, how in _ties(library, identifier):
            users = found.setdefault(target, {})
            users[identifier] = min(how, users.get(identifier, how), key=_STRENGTH.index)
    return found


def _ties(library: Library, identifier: str) -> Iterator[tuple[str, str]]:
    for path, link in links(library.entries[identifier]):
        if isinstance(link, FigureLink):
            yield link.study, "prints its figures"
        elif path[0] != "related":
            yield str(link), _FIELD_TIES.get(str(path[0]), "rests on it")
    for place in library.mark_places[identifier]:
        how = {Citation: "cites it", FigureMark: "prints its figures", LinkMark: "links to it"}
        for target in mark_targets(place.mark):
            yield target, how[type(place.mark)]


_FIELD_TIES: Mapping[str, str] = {"evidence": "weighs it", "mappings": "maps to it"}


def addresses(library: Library, reached: Sequence[Reach], languages: tuple[str, ...]
              ) -> dict[str, list[str]]:
    """For each entry reached: its file, its translations' files, and its pages."""
    found: dict[str, list[str]] = {}
    for reach in reached:
        entry = library.entries[reach.id]
        own = [library.sources[reach.id].path]
        for lang in languages:
            translation = library.translations.get((lang, reach.id))
            if translation and translation.source.path:
                own.append(translation.source.path)
        own += [f"/{edition.base}{entry.folder}/{reach.id}/" for edition in editions(languages)]
        found[reach.id] = own
    return found
