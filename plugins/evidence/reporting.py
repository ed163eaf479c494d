"""What is here and what is missing; and what a change of one entry would reach."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evidence.editions import editions
from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Entry, FigureLink, links
from evidence.entries.claim import VERDICTS, Claim
from evidence.entries.study import Study
from evidence.entries.text import texts
from evidence.library import Library, distinct_parts
from evidence.prose import (
    SENTENCE_END,
    Citation,
    FigureMark,
    LinkMark,
    marks,
    replace_marks,
    without_marks,
)

LEVELS = ("high", "moderate", "low", "very-low")
NOT_PROSE = ("statement", "said_as", "figures", "labels", "attributed_to")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"^(1[6-9]|20)\d\d$")
_VOWELS = re.compile(r"[aeiouy]+")
SHORTEST = 25


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
    reading_grade_median: float
    reading_grades: Mapping[str, float]
    without_review: int
    without_search_date: int
    oldest_search: str
    translations: Mapping[str, Mapping[str, int]]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def report(library: Library) -> Report:
    """Count a library."""
    claims, studies = library.of_type(Claim), library.of_type(Study)
    entries = [library.entries[i] for i in library.ids]
    grades = {entry.id: grade for entry in entries
              if (grade := entry_grade(entry)) is not None}
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
        reading_grade_median=round(statistics.median(grades.values()), 1) if grades else 0.0,
        reading_grades=dict(sorted(grades.items(), key=lambda pair: -pair[1])),
        without_review=sum(1 for entry in entries if entry.reviewed is None),
        without_search_date=sum(1 for entry in entries if entry.searched is None),
        oldest_search=searched[0] if searched else "",
        translations=_translations(library),
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
        f"reading grade (Flesch-Kincaid, patient texts): median {found.reading_grade_median}",
        "highest: " + ", ".join(f"{name} {grade}" for name, grade in
                                list(found.reading_grades.items())[:5]),
        f"without clinical review: {found.without_review}",
        f"without a recorded search date: {found.without_search_date}"
        + (f"; oldest search {found.oldest_search}" if found.oldest_search else ""),
    ]
    for lang, states in found.translations.items():
        lines.append(f"{lang}: " + ", ".join(f"{state} {n}" for state, n in states.items()))
    return "\n".join(lines) + "\n"


def typed_numbers(entry: Entry) -> Iterator[str]:
    """Digits in an entry's prose that no mark printed; years aside."""
    for path, text in texts(entry):
        if path[0] in NOT_PROSE:
            continue
        for _, passage in distinct_parts(text):
            bare = replace_marks(passage.text, lambda _: "")
            yield from (n for n in _NUMBER.findall(bare) if not _YEAR.match(n))


def entry_grade(entry: Entry) -> float | None:
    """The reading grade of an entry's patient texts; None where there is too little text."""
    said = " ".join(f"{without_marks(text.patient.text)}.\n\n" for path, text in texts(entry)
                    if path[0] not in NOT_PROSE)
    return reading_grade(said)


def reading_grade(text: str) -> float | None:
    """The Flesch-Kincaid grade of an English text (Kincaid et al. 1975); None below 25 words.

    Syllables are counted by groups of vowels, a silent e left out.
    """
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    if len(words) < SHORTEST:
        return None
    sentences = [part for part in SENTENCE_END.split(text) if re.search("[A-Za-z]", part)]
    syllables = sum(_syllables(word) for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def _syllables(word: str) -> int:
    word = word.lower()
    count = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and count > 1
    silent = silent or (word.endswith(("ed", "es")) and count > 1
                        and not word.endswith(("ted", "ded", "ses", "ces", "zes", "ges", "les")))
    return max(1, count - silent)


def _figure_marks(entry: Entry) -> Iterator[FigureMark | FigureLink]:
    for _, text in texts(entry):
        for _, passage in distinct_parts(text):
            yield from (mark for mark in marks(passage.text) if isinstance(mark, FigureMark))
    yield from (link for _, link in links(entry) if isinstance(link, FigureLink))


def _counts(values: Iterator[str], order: Sequence[str] = ()) -> dict[str, int]:
    found = Counter(values)
    names = order or [name for name, _ in found.most_common()]
    return {name: found[name] for name in names if found[name]}


def _translations(library: Library) -> dict[str, dict[str, int]]:
    states: dict[str, Counter[str]] = {}
    for (lang, _), translation in library.translations.items():
        counter = states.setdefault(lang, Counter())
        for _, text in texts(translation.entry):
            counter.update(passage.state for _, passage in distinct_parts(text))
    return {lang: {state: counter[state] for state in ("current", "stale", "missing")}
            for lang, counter in sorted(states.items())}


# What a change reaches


@dataclass(frozen=True)
class Reach:
    """Something that rests on an entry: how, and by way of what."""

    id: str
    kind: str
    how: str
    via: str
    distance: int


def impact(library: Library, target: str) -> list[Reach]:
    """Everything downstream of an entry or of a key of the bibliography, nearest first.

    A study reaches the claims that weigh it and whatever cites it or prints its figures; a claim
    reaches the questions and mechanisms that rest on it. "Read next" carries nothing.
    """
    found: dict[str, Reach] = {}
    edge = [target]
    distance = 0
    while edge:
        distance += 1
        new: list[str] = []
        for via in edge:
            for identifier, how in users(library, via):
                if identifier != target and identifier not in found:
                    kind = library.entries[identifier].kind
                    found[identifier] = Reach(identifier, kind, how, via, distance)
                    new.append(identifier)
        edge = [identifier for identifier in new if library.entries[identifier].kind == "claim"]
    return list(found.values())


def users(library: Library, target: str) -> Iterator[tuple[str, str]]:
    """The entries that use one directly, each once, by its strongest tie."""
    for identifier in library.ids:
        ties = set(_ties(library.entries[identifier], target))
        for how in ("weighs it", "rests on it", "prints its figures", "cites it", "maps to it",
                    "links to it"):
            if how in ties:
                yield identifier, how
                break


def _ties(entry: Entry, target: str) -> Iterator[str]:
    for path, link in links(entry):
        if isinstance(link, FigureLink):
            if link.study == target:
                yield "prints its figures"
        elif link == target and path[0] != "related":
            yield _FIELD_TIES.get(str(path[0]), "rests on it")
    for _, text in texts(entry):
        for _, passage in text.parts():
            for mark in marks(passage.text):
                if isinstance(mark, Citation) and any(i.key == target for i in mark.items):
                    yield "cites it"
                elif isinstance(mark, FigureMark) and mark.study == target:
                    yield "prints its figures"
                elif isinstance(mark, LinkMark) and mark.target == target:
                    yield "links to it"


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
