"""How far the translations are: for each language and type, text by text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence.diagnostics import Location
from evidence.editions import AUDIENCES, SOURCE_LANGUAGE, Audience
from evidence.entries import ENTRY_TYPES
from evidence.entries.text import Passage, Path, ancestors, texts
from evidence.library import Library, distinct_parts, text_steps

State = Literal["current", "stale", "withheld", "missing"]
STATES: tuple[State, ...] = ("current", "stale", "withheld", "missing")
"""``withheld``: a safety text that is older than its source, or machine-made, and not shown."""


@dataclass(frozen=True)
class Translated:
    """One text of an entry in a language, and how it stands to its source."""

    lang: str
    id: str
    kind: str
    path: Path
    audience: Audience
    state: State
    safety: bool
    source: str
    location: Location

    @property
    def name(self) -> str:
        """The text's address within its entry: ``answer.patient``."""
        return ".".join(map(str, (*self.path, self.audience)))


@dataclass(frozen=True)
class Progress:
    """How many texts of a language are in which state: by type and audience, and for safety."""

    lang: str
    kinds: Mapping[str, Mapping[Audience, Mapping[State, int]]]
    safety: Mapping[State, int]

    def count(self, state: State) -> int:
        return sum(counts.get(state, 0) for audiences in self.kinds.values()
                   for counts in audiences.values())


def translated(library: Library, lang: str, ids: Iterable[str] | None = None
               ) -> Iterator[Translated]:
    """Every text of the library as a language has it; what both audiences read counts once.

    With ``ids``, only the texts of these entries.
    """
    for identifier in library.ids if ids is None else ids:
        entry = library.entries[identifier]
        laid = dict(texts(library.entry(identifier, lang)))
        for path, text in texts(entry):
            safety = any(getattr(part, "safety", False) for part in ancestors(entry, path))
            for audience, passage in distinct_parts(text):
                yield Translated(
                    lang, identifier, entry.kind, path, audience,
                    _state(library, lang, identifier, path, audience, laid[path].to(audience)),
                    safety, passage.text,
                    library.locate(identifier, *text_steps(library.sources[identifier], path,
                                                           audience)))


def _state(library: Library, lang: str, identifier: str, path: Path, audience: Audience,
           passage: Passage) -> State:
    if passage.state == "current" or passage.state == "stale":
        return passage.state
    translation = library.translations.get((lang, identifier))
    return "withheld" if translation and translation.given(path, audience) else "missing"


def progress(library: Library) -> list[Progress]:
    """The state of every language but the source."""
    found = []
    for lang in library.locales:
        if lang == SOURCE_LANGUAGE:
            continue
        kinds: dict[str, dict[Audience, Counter[State]]] = {
            kind.kind: {"patient": Counter(), "clinician": Counter()} for kind in ENTRY_TYPES}
        safety: Counter[State] = Counter()
        for text in translated(library, lang):
            kinds[text.kind][text.audience][text.state] += 1
            safety[text.state] += text.safety
        found.append(Progress(
            lang, {kind: {audience: dict(counts) for audience, counts in both.items()}
                   for kind, both in kinds.items()},
            {state: n for state, n in safety.items() if n}))
    return found


def as_table(found: Sequence[Progress]) -> str:
    """The state of the languages for a terminal: current of all, by type and audience."""
    kinds = [kind.kind for kind in ENTRY_TYPES]
    rows = [["", "", *kinds, "safety", *STATES[1:]]]
    for one in found:
        for audience in AUDIENCES:
            first = audience == AUDIENCES[0]
            rows.append([one.lang if first else "", f"{audience}s",
                         *(_share(one.kinds[kind][audience]) for kind in kinds),
                         _share(one.safety) if first else "",
                         *(str(one.count(state)) if first else "" for state in STATES[1:])])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)
                             ).rstrip() + "\n" for row in rows)


def _share(counts: Mapping[State, int]) -> str:
    return f"{counts.get('current', 0)}/{sum(counts.values())}"
