"""What changed, newest first: an Atom feed (RFC 4287) and a JSON Feed (1.1) for each language.

A feed needs to know where it lies, so there is none without the site's address. It holds the
entries that are really in its language; an item's id is the address of its page, which stays.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evidence import addresses
from evidence.editions import Edition
from evidence.entries.base import Entry
from evidence.exports.open_data import Places, has_feeds, updated
from evidence.exports.terminology import LICENCE, Made
from evidence.markup import PageMarkup
from evidence.outputs import OutputFile

LIMIT = 100
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Item:
    """An entry that changed, in one language; its page for patients stands for it."""

    entry: Entry
    title: str
    summary: str
    url: str
    clinicians: str
    updated: datetime.date


@dataclass(frozen=True)
class Feed:
    """What changed in a language; ``updated`` is a moment, as in the items."""

    lang: str
    title: str
    author: str
    home: str
    updated: str
    items: Sequence[Item]
    places: Places

    def url(self, form: str) -> str:
        return self.places.url(addresses.changes(self.lang, form))


def export_feeds(made: Made) -> Iterator[OutputFile]:
    """``/{lang}/changes.atom`` and ``/{lang}/changes.json``."""
    for lang in made.library.locales if has_feeds(made) else ():
        feed = _feed(made, lang)
        yield OutputFile(addresses.changes(lang, "atom"), atom(feed))
        yield OutputFile(addresses.changes(lang, "json"), json_feed(feed))


def _feed(made: Made, lang: str) -> Feed:
    places, t = Places(made), made.library.locales[lang].t
    items = sorted(_items(made, lang), key=lambda item: (-item.updated.toordinal(), item.url))
    newest = items[0].updated if items else max(entry.updated for entry in
                                                made.library.entries.values())
    return Feed(lang, f"{t('site.name')} – {t('changes.title')}", t("site.name"),
                places.url(f"{lang}/"), moment(newest), items[:LIMIT], places)


def _items(made: Made, lang: str) -> Iterator[Item]:
    places, edition = Places(made), Edition(lang, "patient")
    writer = PageMarkup(made.markup, edition, "")
    for page in made.pages:
        entry = made.library.entries.get(page.entry)
        if entry and page.lang == lang and page.audience == "patient" and (
                made.library.is_translated(entry.id, lang)):
            lead = made.library.entry(entry.id, lang).lead
            yield Item(entry, page.title, writer.words(lead) if lead else page.title,
                       places.url(page.url), places.page(entry, lang, "clinician"),
                       updated(made.library, entry.id, lang))


def moment(day: datetime.date) -> str:
    """A day as the moment that both formats ask for (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00Z"


def atom(feed: Feed) -> str:
    root = Element("feed", {"xmlns": ATOM, "xml:lang": feed.lang})
    SubElement(root, "id").text = feed.url("atom")
    SubElement(root, "title").text = feed.title
    SubElement(root, "updated").text = feed.updated
    SubElement(root, "link", rel="self", type=addresses.CHANGES["atom"], href=feed.url("atom"))
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    SubElement(SubElement(root, "author"), "name").text = feed.author
    SubElement(root, "rights").text = LICENCE
    for item in feed.items:
        _entry(root, item)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, item: Item) -> None:
    entry = SubElement(root, "entry")
    SubElement(entry, "id").text = item.url
    SubElement(entry, "title").text = item.title
    SubElement(entry, "updated").text = moment(item.updated)
    SubElement(entry, "link", rel="alternate", type="text/html", href=item.url)
    SubElement(entry, "link", rel="related", type="text/html", href=item.clinicians)
    SubElement(entry, "category", term=item.entry.kind)
    SubElement(entry, "summary").text = item.summary


def json_feed(feed: Feed) -> str:
    said = {
        "version": JSON_FEED, "title": feed.title, "home_page_url": feed.home,
        "feed_url": feed.url("json"), "language": feed.lang,
        "authors": [{"name": feed.author, "url": feed.home}],
        "items": [{
            "id": item.url, "url": item.url, "title": item.title, "content_text": item.summary,
            "date_modified": moment(item.updated), "tags": [item.entry.kind, *item.entry.topics],
        } for item in feed.items],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"
