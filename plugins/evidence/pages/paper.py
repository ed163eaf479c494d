"""What a page needs when a clinician hands it out: the way back to it, its sources in short."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from markupsafe import Markup

from evidence.bibliography import Reference
from evidence.editions import Edition
from evidence.entries.base import Entry
from evidence.library import Library

LEAFLETS = ("guide", "faq", "mechanism", "claim")
"""The types of entries that patients take home."""
STYLE = "assets/leaflet.css"
"""How a leaflet looks, printed from the browser or as a PDF."""
BORDER = 2
"""Light modules round a code; the white paper round it adds to the four that the standard asks."""


@dataclass(frozen=True)
class ShortReference:
    """A source as a leaflet has room for it: who, when, and a number by which one finds it."""

    key: str
    number: int
    name: str
    identifier: str
    status: str


def is_leaflet(edition: Edition, entry: Entry) -> bool:
    """Whether the page of an entry is a leaflet once it is printed."""
    return edition.audience == "patient" and entry.kind in LEAFLETS


def has_pdf(library: Library, edition: Edition, entry: Entry) -> bool:
    """Whether a PDF is made of it: not where none of it is in the language."""
    return is_leaflet(edition, entry) and library.is_translated(entry.id, edition.lang)


def identifier(reference: Reference, omit: frozenset[str]) -> str:
    """The DOI or, where nobody has confirmed one, the number in PubMed; empty without either."""
    if reference.doi and "doi" not in omit | reference.unconfirmed:
        return f"doi:{reference.doi}"
    return f"PMID {reference.pmid}" if reference.pmid else ""


def qr_code(address: str, title: str) -> Markup:
    """An address as a QR code (ISO/IEC 18004, a sixth of it may be lost) in inline SVG."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(
        border=BORDER, omitsize=True, svgclass="ne-sheet__code", lineclass=None, title=title,
        dark="#000", draw_transparent=False))
