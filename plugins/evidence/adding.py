"""Studies from records: which we have already, which key a new one gets, what its files hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from evidence.bibliography import Reference
from evidence.edits import Edit
from evidence.entries.study import Study
from evidence.importing import Record
from evidence.library import Library
from evidence.naming import new_key
from evidence.records import as_bibtex, with_records
from evidence.source import Row
from evidence.stubs import STUBS, stub

IDENTIFIERS = ("doi", "pmid", "pmcid")
NEAR = 0.92
"""How alike two titles are that are likely to be one; 1 is the same."""
# What an article has, as a study names it: what its record does not give is not confirmed.
_OF_AN_ARTICLE = ("authors", "year", "journal", "volume", "issue", "pages", "doi")
_OF_ANY_WORK = ("authors", "year")
TO_WRITE = ("title", "finding", "population", "intervention", "findings", "limitations", "read")
"""The lines of a new study that its author writes next."""


@dataclass(frozen=True)
class Known:
    """A record of something that we have; ``why`` says how we know, ``sure`` how well."""

    record: Record
    key: str
    why: str
    sure: bool


@dataclass(frozen=True)
class Arrival:
    """A record of something new, under the key that it gets."""

    record: Record
    reference: Reference

    @property
    def key(self) -> str:
        return self.reference.key


def sorted_out(library: Library, records: Iterable[Record], anyway: bool = False
               ) -> tuple[list[Known], list[Arrival]]:
    """What we have of some records, and what is new.

    ``anyway`` adds what only looks like something that we have. Of two records of one work in the
    same file the first counts.
    """
    known: list[Known] = []
    arrivals: list[Arrival] = []
    bibliography = dict(library.bibliography)
    taken = {*bibliography, *library.entries, *library.unread, *library.redirects}
    for record in records:
        found = recognised(record, bibliography)
        if found and (found.sure or not anyway):
            known.append(found)
            continue
        key = new_key(record.reference, {*taken, *bibliography})
        reference = replace(record.reference, key=key)
        bibliography[key] = reference
        arrivals.append(Arrival(record, reference))
    return known, arrivals


def recognised(record: Record, bibliography: Mapping[str, Reference]) -> Known | None:
    """The record that we have of the same work: by DOI, PMID or PMCID, or by a near title."""
    new = record.reference
    for key, ours in bibliography.items():
        for name in IDENTIFIERS:
            one, two = getattr(new, name).casefold(), getattr(ours, name).casefold()
            if one and one == two:
                return Known(record, key, f"the same {name.upper()}", sure=True)
    for key, ours in bibliography.items():
        if not _differ(new, ours) and _alike(new.plain_title, ours.plain_title):
            return Known(record, key, "nearly the same title", sure=False)
    return None


def _differ(one: Reference, two: Reference) -> bool:
    """Whether an identifier that both have tells them apart."""
    pairs = ((getattr(one, name), getattr(two, name)) for name in IDENTIFIERS)
    return any(a and b and a.casefold() != b.casefold() for a, b in pairs)


def _alike(one: str, two: str) -> bool:
    first, second = (" ".join(re.findall(r"\w+", title.casefold())) for title in (one, two))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return bool(first and second) and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def missing_fields(reference: Reference) -> list[str]:
    """The bibliographic fields that a record does not give, as a study names them."""
    wanted = _OF_AN_ARTICLE if reference.type == "article" else _OF_ANY_WORK
    return [name for name in wanted if not getattr(reference, name)]


def study_file(arrival: Arrival, given: Mapping[str, str], today: datetime.date,
               titled: bool = True) -> Edit:
    """The file of a study of which nothing but its record is known.

    ``given`` has its design and technique. Without ``titled`` it is called by who and when: titles
    may hold numbers, signs and promises that a text of ours may not.
    """
    path = f"content/{Study.folder}/{arrival.key}.yaml"
    rest = STUBS[Study.kind].rest["unconfirmed"]
    unconfirmed = Row([*missing_fields(arrival.reference), *rest])
    title = arrival.reference.plain_title if titled else _in_passing(arrival.reference)
    value = {"title": title, "unconfirmed": unconfirmed, **given}
    return Edit(path, stub(Study, value, today))


def _in_passing(reference: Reference) -> str:
    """"Hong 1994": who and when, as far as the record says."""
    first = next((author.literal or author.family for author in reference.authors), "")
    return f"{first} {reference.year}".strip() or reference.key


def record_file(path: str, text: str, arrivals: Sequence[Arrival]) -> Edit:
    """A .bib file with the records of what is new in it."""
    return Edit(path, with_records(
        text, {arrival.key: as_bibtex(arrival.reference) for arrival in arrivals}))


def bib_file(library: Library) -> str:
    """The .bib file that most of our studies stand in; ``bibliography/studies.bib`` at first."""
    counts: dict[str, int] = {}
    for reference in library.bibliography.values():
        path = reference.location.path
        counts[path] = counts.get(path, 0) + 1
    return max(counts, key=lambda path: counts[path], default="bibliography/studies.bib")
