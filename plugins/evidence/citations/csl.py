"""What a work is in the words of the Citation Style Language: one of the types of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.bibliography import Reference

OTHER = "document"
"""What has no type of its own."""
CSL_TYPES: Mapping[str, str] = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet",
    "inbook": "chapter", "incollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report",
    "online": "webpage", "electronic": "webpage", "www": "webpage",
}
"""The types of BibTeX and biblatex that say what a work is."""


def csl_type(reference: Reference) -> str:
    """The CSL type of a work."""
    return CSL_TYPES.get(reference.type, OTHER)
