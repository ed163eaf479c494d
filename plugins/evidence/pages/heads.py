"""What the head of a page tells machines: its other forms, and how to show a link to it.

Sources: The Open Graph protocol (ogp.me); X, "Summary card with large image".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence import addresses
from evidence.editions import Edition
from evidence.entries.base import Entry
from evidence.outputs import CARD_SIZE, HeadLink, Page
from evidence.pages.cards import card
from evidence.pages.making import Maker
from evidence.pages.structured import structured


def head_links(
    maker: Maker, edition: Edition, entry: Entry, page: str, title: str, *, cites: bool,
    printed: bool,
) -> Iterator[HeadLink]:
    """The other forms of an entry: for who embeds it, as data, its sources if it has any, a PDF if
    one is made.
    """
    if maker.site_url:  # who embeds by address needs one
        yield HeadLink("alternate", addresses.oembed(page), "application/json+oembed", title)
    yield HeadLink("alternate", addresses.api_entry(edition.lang, entry.folder, entry.id),
                   "application/json", title)
    for form, media_type in addresses.CITATION_FORMATS.items() if cites else ():
        yield HeadLink("alternate", addresses.citations(entry.folder, entry.id, form), media_type)
    if printed:
        yield HeadLink("alternate", addresses.leaflet(page), "application/pdf", title)


def feed_links(maker: Maker, lang: str) -> Iterator[HeadLink]:
    """The feeds of what changed in a language; it needs a site and a date."""
    title = maker.library.locales[lang].t("changes.title")
    made = maker.site_url and maker.library.entries
    for form, media_type in addresses.CHANGES.items() if made else ():
        yield HeadLink("alternate", addresses.changes(lang, form), media_type, title)


def headed(maker: Maker, page: Page) -> Page:
    """A page with all that its head tells machines."""
    page = replace(page, card=card(maker, page))
    return replace(page, metas=tuple(metas(maker, page)), structured=structured(maker, page))


def metas(maker: Maker, page: Page) -> Iterator[tuple[str, str]]:
    """What social media show of a link. An address is whole, or not given at all."""
    if page.kind == "broken":
        return
    yield "og:type", "article" if page.entry else "website"
    yield "og:title", page.title
    if page.description:
        yield "og:description", page.description
    yield "og:site_name", maker.library.locales[page.lang].t("site.name")
    yield "og:locale", _locale(page.text_lang)
    for other in page.alternates:
        if other.translated and other.lang != page.text_lang:
            yield "og:locale:alternate", _locale(other.lang)
    if maker.site_url:
        yield "og:url", maker.site_url + page.canonical
    yield from _picture(maker, page)


def _picture(maker: Maker, page: Page) -> Iterator[tuple[str, str]]:
    if page.card is None:
        yield "twitter:card", "summary"
        return
    yield "og:image", maker.site_url + page.card.path
    yield "og:image:type", "image/png"
    yield "og:image:width", str(CARD_SIZE[0])
    yield "og:image:height", str(CARD_SIZE[1])
    yield "og:image:alt", page.card.words
    yield "twitter:card", "summary_large_image"


def _locale(lang: str) -> str:
    """A language as Open Graph writes it; no country is made up."""
    return lang.replace("-", "_")
