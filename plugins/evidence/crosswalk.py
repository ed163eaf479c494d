"""The crosswalk: how the terms of the two traditions stand to each other, seen from either side.

A mapping is written once, at one of its terms. Here it is read in both directions, with the
inverses and the integrity conditions of SKOS (W3C Recommendation 2009, sections 8 and 10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from evidence.entries.term import Mapping as TermMapping
from evidence.entries.term import Term
from evidence.entries.term_lists import Relation
from evidence.library import Library

INVERSE: Mapping[Relation, Relation] = {
    "exact": "exact", "close": "close", "broad": "narrow", "narrow": "broad",
    "related": "related", "none": "none",
}
CLOSEST: tuple[Relation, ...] = ("exact", "close", "narrow", "broad", "related", "none")
"""The relations from the nearest to the farthest: the order in which counterparts are named."""


@dataclass(frozen=True)
class Link:
    """A mapping as one of its terms sees it: ``term`` stands in ``relation`` to ``other``.

    ``owner`` and ``index`` say where it is written; ``other`` is empty where the other tradition
    has no such concept.
    """

    term: str
    other: str
    relation: Relation
    owner: str
    index: int
    data: TermMapping

    @property
    def turned(self) -> Link:
        """The same mapping as the other term sees it."""
        return Link(self.other, self.term, INVERSE[self.relation], self.owner, self.index,
                    self.data)


class Crosswalk:
    """All mappings of a library, by term and in both directions."""

    def __init__(self, library: Library) -> None:
        self.terms: Mapping[str, Term] = {term.id: term for term in library.of_type(Term)}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every mapping once, as its own term says it; those that lead nowhere left out."""
        return tuple(
            Link(term.id, mapping.to or "", mapping.relation, term.id, index, mapping)
            for term in self.terms.values() for index, mapping in enumerate(term.mappings)
            if mapping.to is None or mapping.to in self.terms
        )

    @cached_property
    def _by_term(self) -> Mapping[str, tuple[Link, ...]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.term, []).append(link)
            if link.other:
                found.setdefault(link.other, []).append(link.turned)
        return {term: tuple(sorted(links, key=lambda x: CLOSEST.index(x.relation)))
                for term, links in found.items()}

    def of(self, term: str) -> tuple[Link, ...]:
        """The mappings of a term, its own and those of others that lead to it; nearest first."""
        return self._by_term.get(term, ())

    def counterparts(self, term: str) -> tuple[Link, ...]:
        """The mappings of a term to something that corresponds to it at all."""
        return tuple(link for link in self.of(term) if link.relation != "none")

    def narrower(self, term: str) -> list[str]:
        """The terms of the same tradition that name this one as wider."""
        return [other.id for other in self.terms.values() if term in other.broader]

    @cached_property
    def wider(self) -> Mapping[str, frozenset[str]]:
        """For each term all wider ones, in both traditions and over any number of steps."""
        direct: dict[str, set[str]] = {
            term.id: {str(wider) for wider in term.broader if wider in self.terms}
            for term in self.terms.values()}
        for link in self.links:
            for side in (link, link.turned):
                if side.relation == "broad":
                    direct[side.term].add(side.other)
        return {term: frozenset(_reach(term, direct)) for term in direct}

    @cached_property
    def same(self) -> Mapping[str, frozenset[str]]:
        """For each term those that are exactly the same, over any number of steps (SKOS S45)."""
        direct: dict[str, set[str]] = {term: set() for term in self.terms}
        for link in self.links:
            if link.relation == "exact":
                direct[link.term].add(link.other)
                direct[link.other].add(link.term)
        return {term: frozenset(_reach(term, direct) - {term}) for term in direct}


def _reach(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    """Everything one comes to from a place; the place itself only by a way round."""
    found: set[str] = set()
    ahead = [*direct[start]]
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += direct.get(here, ())
    return found


def labelled_twice(term: Term) -> Iterator[tuple[str, int]]:
    """Labels that stand twice in a language (SKOS S13), as language and index of the second."""
    for lang, labels in term.labels.items():
        seen: set[str] = set()
        for index, label in enumerate(labels):
            if label.text.casefold() in seen:
                yield lang, index
            seen.add(label.text.casefold())
