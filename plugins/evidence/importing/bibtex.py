"""BibTeX, through our own bibliography: what it can read there, it can read here."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.bibliography import Name, Reference, read_bibliography, record_places
from evidence.diagnostics import Diagnostic
from evidence.importing import record
from evidence.importing.record import Record

_TYPES = ("article", "book", "incollection", "inproceedings", "techreport", "mastersthesis",
          "phdthesis", "misc")
_DOI_ADDRESS = re.compile(r"(\bdoi\s*=\s*[{\"]\s*)(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


def is_it(text: str) -> bool:
    return bool(re.search(r"@[ \t]*[A-Za-z]+\s*[{(]", text))


def read(path: str, text: str) -> tuple[list[Record], list[Diagnostic]]:
    """What is no BibTeX is an error; a value that we cannot use is left out, with a warning."""
    references, problems = read_bibliography(path, _DOI_ADDRESS.sub(r"\1", _rekeyed(text)))
    found = [Record(_ours(reference), reference.location) for reference in references.values()]
    return found, [
        problem if problem.code == "invalid-bibtex" else replace(problem, severity="warning")
        for problem in problems if problem.code != "incomplete-record"
    ]


def _rekeyed(text: str) -> str:
    """The same records under keys of ours: publishers take what nobody can cite, or one twice."""
    for number, place in reversed([*enumerate(record_places(text))]):
        end = place.key_start + len(place.key)
        text = f"{text[:place.key_start]}record{number}{text[end:]}"
    return text


def _ours(reference: Reference) -> Reference:
    """The reference without its key, and in the house's spelling."""
    return replace(
        reference, key="", type=reference.type if reference.type in _TYPES else "misc",
        title=record.without_stop(record.words(reference.title)),
        journal=record.words(reference.journal),
        year=record.year(reference.year), pages=record.pages(reference.pages),
        doi=record.identifier("doi", reference.doi), url=record.identifier("url", reference.url),
        authors=tuple(map(_name, reference.authors)), unconfirmed=frozenset(),
    )


def _name(author: Name) -> Name:
    if author.literal or author.family_first:
        return author
    return replace(author, given=record.initials(author.given))
