"""Citation styles, numbering and reference lists. A new style is a new file and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.citations.apa import Apa
from evidence.citations.formatting import Formatted, FormattedReferences
from evidence.citations.numbering import Citations, ListedReference, Mention, Run
from evidence.citations.openurl import context_object
from evidence.citations.style import Style, Words
from evidence.citations.vancouver import Vancouver

STYLES: Mapping[str, Style] = {
    "vancouver": Vancouver(),
    "apa": Apa(),
}

__all__ = [
    "STYLES",
    "Citations",
    "Formatted",
    "FormattedReferences",
    "ListedReference",
    "Mention",
    "Run",
    "Style",
    "Words",
    "context_object",
]
