"""``/api/v1/manifest.json``: every page and section, with a fingerprint of what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from evidence import addresses
from evidence.editions import AUDIENCES, Edition
from evidence.entries.base import Entry
from evidence.exports.open_data import (
    TERMS_OF_USE,
    VERSION,
    Places,
    Record,
    json_file,
    leaflet,
    updated,
)
from evidence.exports.terminology import Made
from evidence.outputs import OutputFile, Page, Part


def export_manifest(made: Made) -> Iterator[OutputFile]:
    """One file, in the order in which the pages were made."""
    pages = [_page(made, page) for page in made.pages]
    yield json_file(addresses.api_file("manifest"),
                    {"api": VERSION, "licence": TERMS_OF_USE, "pages": pages})


def fingerprint(html: str, entry: Entry | None = None) -> str:
    """The hash of a text, and of who has reviewed its entry: a copy must learn of that too."""
    states = f"{entry.reviewed} {entry.searched} {entry.updated}" if entry else ""
    return hashlib.sha256(f"{html}{states}".encode()).hexdigest()


def _page(made: Made, page: Page) -> Record:
    places, entry = Places(made), made.library.entries.get(page.entry)
    return {
        "url": places.url(page.url), "lang": page.lang, "audience": _audience(page),
        "kind": page.kind, "entry": page.entry or None, "title": page.title,
        "translated": page.canonical == page.url, "sha256": fingerprint(page.core, entry),
        "updated": updated(made.library, entry.id, page.lang).isoformat() if entry else None,
        "api": places.entry(entry, page.lang) if entry else None,
        "forms": places.forms(page.url, leaflet=leaflet(page)) if entry else None,
        "sections": [_section(places, page, part, entry) for part in page.parts],
    }


def _section(places: Places, page: Page, part: Part, entry: Entry | None) -> Record:
    return {"id": part.id, "title": part.title, "aspect": part.aspect,
            "url": places.url(f"{page.url}#{part.id}"), "sha256": fingerprint(part.text, entry),
            "forms": places.forms(page.url, part.id)}


def _audience(page: Page) -> str | None:
    """For whom a page is written; nobody in particular where it is of a whole language."""
    return next((audience for audience in AUDIENCES
                 if page.url.startswith(Edition(page.lang, audience).base)), None)
