"""What all open data has in common: its version, its licence, whole addresses, dates, JSON.

Every build of the same content gives the same bytes: nothing here asks for the time.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from typing import Any

from evidence import addresses
from evidence.editions import AUDIENCES, Audience, Edition
from evidence.entries.base import Entry
from evidence.exports.terminology import LICENCE, Made
from evidence.library import Library
from evidence.outputs import OutputFile, Page

VERSION = "1"
"""Fields are added to it and never taken away; a change that breaks programs is version 2."""
TERMS_OF_USE = {"id": "CC-BY-4.0", "url": LICENCE}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Record = dict[str, Any]


def json_file(path: str, value: Record) -> OutputFile:
    """A value as a file of JSON, in the order in which it was made."""
    return OutputFile(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


@dataclass(frozen=True)
class Places:
    """The addresses of a site for those who are elsewhere.

    They are whole where the site's address is known, and else start at its root.
    """

    made: Made

    def url(self, address: str) -> str:
        return f"{self.made.site_url}{address}" or "./"

    def entry(self, entry: Entry, lang: str) -> str:
        """An entry as JSON."""
        return self.url(addresses.api_entry(lang, entry.folder, entry.id))

    def page(self, entry: Entry, lang: str, audience: Audience) -> str:
        return self.url(addresses.entry_page(Edition(lang, audience), entry.folder, entry.id))

    def pages(self, entry: Entry, lang: str) -> dict[str, str]:
        """The pages of an entry in a language, by audience."""
        return {audience: self.page(entry, lang, audience) for audience in AUDIENCES}

    def forms(
        self, page: str, section: str = "", leaflet: str | None = None
    ) -> dict[str, str | None]:
        """A page, or a section of it, in the forms in which other websites can show it."""
        return {
            "embed": self.url(addresses.embed(page, section)),
            "fragment": self.url(addresses.fragment(page, section)),
            # What embeds by an address needs to be told a whole one.
            "oembed": self.url(addresses.oembed(page, section)) if self.made.site_url else None,
            "leaflet": self.url(leaflet) if leaflet else None,
        }


def has_feeds(made: Made) -> bool:
    """Whether there are feeds: they tell where they lie, and when anything last changed."""
    return bool(made.site_url and made.library.entries)


def leaflet(page: Page) -> str | None:
    """The PDF that the head of a page leads to, where there is one."""
    return next((link.url for link in page.links if link.type == "application/pdf"), None)


def updated(library: Library, identifier: str, lang: str) -> datetime.date:
    """When an entry last changed in a language: its source, or its translation if that is later."""
    source = library.entries[identifier].updated
    translation = library.translations.get((lang, identifier))
    value = translation.source.value if translation else None
    given = value.get("updated") if isinstance(value, dict) else None
    if not isinstance(given, str) or not _DATE.fullmatch(given):
        return source
    try:
        return max(source, datetime.date.fromisoformat(given))
    except ValueError:
        return source
