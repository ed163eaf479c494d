"""What entries rest on: the same in every language, so it is looked up once a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evidence.entries.base import Entry, FigureLink, links
from evidence.entries.claim import Claim, Stance
from evidence.entries.study import Study
from evidence.library import Library
from evidence.prose import FigureMark


@dataclass(frozen=True)
class Grounds:
    """The figures and doubts behind each entry of a library, by its id."""

    library: Library

    @cached_property
    def figures(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The figures that an entry reports, names in a field, or prints: study and name."""
        return {entry.id: tuple(dict.fromkeys(self._figures(entry)))
                for entry in self.library.entries.values()}

    def _figures(self, entry: Entry) -> Iterator[tuple[str, str]]:
        if isinstance(entry, Study):
            yield from ((entry.id, name) for name in entry.all_figures)
        for _, link in links(entry):
            if isinstance(link, FigureLink):
                yield link.study, link.figure
        for place in self.library.mark_places[entry.id]:
            if isinstance(place.mark, FigureMark):
                yield place.mark.study, place.mark.figure

    @cached_property
    def weighed_by(self) -> Mapping[str, Sequence[tuple[Claim, Stance]]]:
        """The claims for which a study is evidence, and how it stands to them."""
        found: dict[str, list[tuple[Claim, Stance]]] = {}
        for claim in self.library.of_type(Claim):
            for item in claim.evidence:
                found.setdefault(item.study, []).append((claim, item.stance))
        return found

    def shaken(self, identifier: str) -> list[str]:
        """The studies below an entry that were retracted, corrected or called into question."""
        doubtful = set(self.library.shaken) - {identifier}
        if not doubtful:
            return []
        return [key for key in self.library.rests_on(identifier) if key in doubtful]
