"""A page about to be described: what it shows, where it lies, and what all descriptions share.

Source: schema.org, version 30. An address is whole where the site's is known, else it leads from
the page. What is said here stands on the page as well: nothing is added for machines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence import addresses
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries.base import Entry
from evidence.outputs import Page, relative
from evidence.pages.making import Maker
from evidence.pages.view import View

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PRINCIPLES = "method"
"""The hand-written page that says how we work."""
Node = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """A page and who made it. A page that is not translated is described as the one it repeats."""

    maker: Maker
    page: Page

    @cached_property
    def view(self) -> View:
        edition = Edition(self.page.text_lang, "clinician" if self.page.audience == "clinician"
                          else "patient")
        return self.maker.view(edition, self.page.canonical)

    @property
    def entry(self) -> Entry:
        return self.view.get(self.page.entry)

    def url(self, address: str) -> str:
        """An address of the site."""
        if self.maker.site_url:
            return self.maker.site_url + address
        return relative(self.page.url, address)

    def own(self, part: str = "") -> str:
        """The name of the page, or of a thing on it."""
        return self.url(self.page.canonical + (f"#{part}" if part else ""))

    def entry_url(self, identifier: str) -> str:
        """The page of an entry in this edition, from the site's root."""
        return self.view.entry_url(identifier)

    @property
    def publisher(self) -> Node:
        method = any(page.id == PRINCIPLES for page in self.maker.library.pages)
        lang = self.page.text_lang
        return known({
            "@type": "Organization", "@id": self.url("#organization"),
            "name": self.view.t("site.name"), "url": self.url(""),
            "publishingPrinciples": self.url(f"{lang}/{PRINCIPLES}/") if method else None,
        })

    @property
    def website(self) -> Node:
        return {"@type": "WebSite", "@id": self.url("#site"), "name": self.view.t("site.name"),
                "url": self.url("")}

    def webpage(self, *types: str, **more: Any) -> Node:
        """The page itself."""
        page = self.page
        for_all = not page.canonical.startswith(self.view.edition.base)
        return known({
            "@type": types[0] if len(types) == 1 else list(types), "@id": self.own(),
            "url": self.own(), "name": page.title, "description": page.description,
            "inLanguage": page.text_lang, "isPartOf": self.website, "publisher": self.publisher,
            "license": LICENCE, "isAccessibleForFree": True,
            "audience": None if for_all else AUDIENCES[self.view.audience],
            "image": self.url(page.card.path) if page.card else None, **more,
        })

    def translations(self) -> Node:
        """What the page was translated from, or into: only what somebody has really translated."""
        others = [{"@id": self.url(other.url)} for other in self.page.alternates
                  if other.translated and other.lang != self.page.text_lang]
        if self.page.text_lang == SOURCE_LANGUAGE:
            return known({"workTranslation": others})
        source = next((other for other in self.page.alternates
                       if other.lang == SOURCE_LANGUAGE and other.translated), None)
        return {"translationOfWork": {"@id": self.url(source.url)}} if source else {}

    def concept(self, identifier: str) -> str:
        """A term in our SKOS file, whatever the language of the page."""
        return self.url(f"{addresses.EXPORTS}crosswalk.ttl#{identifier}")


AUDIENCES: dict[str, Node] = {
    "patient": {"@type": "Patient"},
    "clinician": {"@type": "MedicalAudience", "audienceType": "Clinician"},
}


def known(node: Node) -> Node:
    """A node without what nobody knows."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def refs(names: Iterable[str]) -> list[Node]:
    """Things by their names alone, each once."""
    return [{"@id": name} for name in dict.fromkeys(names)]
