"""Rules on terms: their labels, and how the two traditions are mapped onto each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.crosswalk import Crosswalk, Link, labelled_twice
from evidence.diagnostics import Diagnostic
from evidence.entries.term import Term
from evidence.library import Library


def label_twice(library: Library) -> Iterator[Diagnostic]:
    """A word stands once among the labels of a language (SKOS S13)."""
    for term in library.of_type(Term):
        for lang, index in labelled_twice(term):
            text = term.labels[lang][index].text  # type: ignore[index]
            yield Diagnostic("label-twice", f"{text!r} stands twice among the labels of {lang}",
                             library.locate(term.id, "labels", lang, index, "text"),
                             "keep one of them")


def one_preferred_label(library: Library) -> Iterator[Diagnostic]:
    """A language has one preferred label, or one of each tradition (SKOS S14)."""
    for term in library.of_type(Term):
        for lang, labels in term.labels.items():
            count = Counter(label.tradition for label in labels if label.status == "preferred")
            usable = any(label.status != "avoid" for label in labels)
            if usable and (not count or any(n > 1 for n in count.values())):
                said = f"{max(count.values())} are" if count else "none is"
                yield Diagnostic(
                    "one-preferred-label",
                    f"of the labels of {lang} {said} preferred",
                    library.locate(term.id, "labels", lang),
                    "give one label 'status: preferred', and the others 'alternative'")


def mapped_twice(library: Library) -> Iterator[Diagnostic]:
    """Two terms are compared once; where both say it, each says the inverse of the other."""
    for one, link in _doubles(Crosswalk(library)):
        if link.owner == one.owner or one.relation != link.turned.relation:
            yield Diagnostic(
                "mapped-twice",
                f"{link.term!r} is {link.relation!r} to {link.other!r}, and {one.term!r} is"
                f" {one.relation!r} to {one.other!r}",
                library.locate(link.owner, "mappings", link.index, "to"),
                "write the mapping at one of the two terms")


def exact_is_shared(library: Library) -> Iterator[Diagnostic]:
    """Two terms that are exactly the same as a third are the same (SKOS S45, S46)."""
    crosswalk = Crosswalk(library)
    for link in crosswalk.links:
        if link.other in crosswalk.same[link.term] and link.relation not in ("exact", "close"):
            yield Diagnostic(
                "exact-is-shared",
                f"{link.term!r} is {link.relation!r} to {link.other!r}, and other mappings make"
                " them exactly the same",
                library.locate(link.owner, "mappings", link.index, "relation"),
                "one of these 'exact' mappings is wrong")


def code_of_two(library: Library) -> Iterator[Diagnostic]:
    """A code is exactly one term; two would be the same as each other by it (SKOS S45)."""
    owners: dict[tuple[str, str], str] = {}
    for term in library.of_type(Term):
        for index, code in enumerate(term.codes):
            if code.relation == "exact":
                owner = owners.setdefault((code.scheme, code.code), term.id)
                if owner != term.id:
                    yield Diagnostic(
                        "code-of-two", f"{code.code} is exactly {owner!r} already",
                        library.locate(term.id, "codes", index, "code"),
                        "give it 'relation: close', broad, narrow or related at one of the two")


def related_or_wider(library: Library) -> Iterator[Diagnostic]:
    """Terms of which one is wider are not 'related' as well (SKOS S27, S46)."""
    crosswalk = Crosswalk(library)
    for link in crosswalk.links:
        if link.relation == "related" and (
            link.other in crosswalk.wider[link.term] or link.term in crosswalk.wider[link.other]
        ):
            yield Diagnostic(
                "related-or-wider",
                f"{link.term!r} is related to {link.other!r}, and one of them is wider",
                library.locate(link.owner, "mappings", link.index, "relation"),
                "keep the wider one, or the relation")


def circular_terms(library: Library) -> Iterator[Diagnostic]:
    """No term is wider than itself, by any way round."""
    crosswalk = Crosswalk(library)
    told = {link.term for link in crosswalk.links if link.term == link.other}
    for one, link in _doubles(crosswalk):
        if one.relation != link.turned.relation:
            told |= {one.term, link.term}  # mapped-twice says so
    for term in crosswalk.terms.values():
        if term.id in crosswalk.wider[term.id] and term.id not in told:
            steps = ("broader",) if term.broader else ("mappings",)
            yield Diagnostic("circular-terms", f"{term.id!r} comes out wider than itself",
                             library.locate(term.id, *steps), "one of the wider terms is narrower")


def broader_abroad(library: Library) -> Iterator[Diagnostic]:
    """``broader`` stays within a tradition; between the two there are mappings."""
    for term in library.of_type(Term):
        for index, wider in enumerate(term.broader):
            other = library.entries.get(wider)
            if isinstance(other, Term) and not _together(term, other):
                yield Diagnostic(
                    "broader-abroad",
                    f"{str(wider)!r} is a term of the tradition {other.tradition}",
                    library.locate(term.id, "broader", index), "make it a mapping")


def mapping_within(library: Library) -> Iterator[Diagnostic]:
    """A mapping leads from one tradition to the other; within one there is ``broader``."""
    crosswalk = Crosswalk(library)
    for link in crosswalk.links:
        here, there = crosswalk.terms[link.term], crosswalk.terms.get(link.other)
        if there is here:
            yield Diagnostic(
                "mapping-within", f"{link.term!r} is mapped to itself",
                library.locate(link.owner, "mappings", link.index, "to"),
                "name the term of the other tradition")
        elif there and here.tradition == there.tradition != "shared":
            yield Diagnostic(
                "mapping-within", f"{link.other!r} is a term of the same tradition",
                library.locate(link.owner, "mappings", link.index, "to"), "use 'broader'")


def _together(term: Term, other: Term) -> bool:
    return term.tradition == other.tradition or "shared" in (term.tradition, other.tradition)


def _doubles(crosswalk: Crosswalk) -> Iterator[tuple[Link, Link]]:
    """Each mapping of a pair that has been mapped before, with the first one."""
    first: dict[frozenset[str], Link] = {}
    for link in crosswalk.links:
        if link.other:
            before = first.setdefault(frozenset((link.term, link.other)), link)
            if before is not link:
                yield before, link
