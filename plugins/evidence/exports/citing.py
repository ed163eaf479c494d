"""Sources to take away, for reference managers: of each entry, and of the whole library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence import addresses
from evidence.exports.bibtex import bibtex
from evidence.exports.csl_json import csl_json
from evidence.exports.ris import ris
from evidence.exports.terminology import Made
from evidence.exports.works import Work, works
from evidence.outputs import OutputFile


@dataclass(frozen=True)
class Form:
    """How a work is written, and what stands before, between and after works in a file."""

    record: Callable[[Work], str]
    before: str = ""
    between: str = "\n"
    after: str = ""

    def file(self, records: Iterable[str]) -> str:
        return f"{self.before}{self.between.join(records)}{self.after}"


FORMS: Mapping[str, Form] = {
    "ris": Form(ris, between="\r\n"),
    "bib": Form(bibtex),
    "csl.json": Form(csl_json, "[\n", ",\n", "\n]\n"),
}
"""The forms by the ending of their files."""


def export_citations(made: Made) -> Iterator[OutputFile]:
    """A study's own record; the records that any other entry uses itself; and all records.

    An entry without sources has no such files.
    """
    known = works(made)
    for ending, form in FORMS.items() if known else ():
        # Each record is written once, in however many files it stands.
        records = {key: form.record(work) for key, work in known.items()}
        for identifier, keys in made.library.cited.items():
            if keys:
                folder = made.library.entries[identifier].folder
                yield OutputFile(addresses.citations(folder, identifier, ending),
                                 form.file(records[key] for key in keys))
        yield OutputFile(addresses.library_citations(ending), form.file(records.values()))
