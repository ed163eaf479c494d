"""Records that come from elsewhere: read into references. To add a format: a file, and a line here.

A format knows its own text when it sees it, so that the name of a file does not matter. What a
record does not say stays empty; what it says beyond a reference (abstracts, keywords) is not ours
to copy and is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence.diagnostics import Diagnostic, Location
from evidence.importing import bibtex, csl_json, medline, ris
from evidence.importing.record import Record

__all__ = ["FORMATS", "Format", "Record", "read_records"]

Reader = Callable[[str, str], tuple[list[Record], list[Diagnostic]]]


@dataclass(frozen=True)
class Format:
    """A form of bibliographic records, and how to tell and read it."""

    name: str
    is_it: Callable[[str], bool]
    read: Reader


FORMATS: tuple[Format, ...] = (
    Format("CSL-JSON", csl_json.is_it, csl_json.read),
    Format("RIS", ris.is_it, ris.read),
    Format("PubMed (.nbib)", medline.is_it, medline.read),
    Format("BibTeX", bibtex.is_it, bibtex.read),
)


def read_records(path: str, text: str) -> tuple[list[Record], list[Diagnostic]]:
    """The records of a text in any of the formats, and what is wrong with it.

    A record without a title is refused: nobody could tell what it is.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for form in FORMATS:
        if form.is_it(text):
            records, problems = form.read(path, text)
            problems += [
                Diagnostic("incomplete-record", f"this {form.name} record has no title",
                           record.location, "export it again, with its title")
                for record in records if not record.reference.title
            ]
            if not records and not problems:
                problems.append(Diagnostic("bad-records", f"no {form.name} record was found in it",
                                           Location(path)))
            return records, problems
    known = ", ".join(form.name for form in FORMATS)
    return [], [Diagnostic("bad-records", "these are no bibliographic records", Location(path),
                           f"expected one of {known}")]
