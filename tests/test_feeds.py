"""The feeds of changes, read back by a feed reader and by the rules of both formats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from conftest import Write
from evidence import addresses
from evidence.exports.feeds import LIMIT
from evidence.loading import Folders
from evidence.settings import Settings
from evidence.site import Site, build
from samples import FLOCK, completed, entry

URL = "https://llama.example/wool/"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$"
JSON_FEED: Mapping[str, Any] = {
    # JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/: what a feed needs, and our fields.
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "pattern": "^https?://"},
        "feed_url": {"type": "string", "pattern": "^https?://"},
        "language": {"type": "string", "minLength": 2},
        "authors": {"type": "array", "minItems": 1, "items": {
            "type": "object", "anyOf": [{"required": [name]} for name in ("name", "url",
                                                                          "avatar")]}},
        "items": {"type": "array", "items": {
            "type": "object",
            "required": ["id"],
            "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
            "properties": {
                "id": {"type": "string", "minLength": 1},
                "url": {"type": "string", "pattern": "^https?://"},
                "title": {"type": "string", "minLength": 1},
                "content_text": {"type": "string", "minLength": 1},
                "date_modified": {"type": "string", "pattern": MOMENT},
                "tags": {"type": "array", "items": {"type": "string", "minLength": 1}},
            },
            "additionalProperties": False,
        }},
    },
    "additionalProperties": False,
}
KOREAN = {
    "content/translations/ko/claims/llamas-hum.yaml":
        "status: reviewed\nupdated: 2027-03-04\nstatement: 라마는 흥얼거린다.\n"
        "short: {patient: 그런 라마도 있습니다.}\n",
    "content/translations/ko/faqs/do-llamas-hum.yaml":
        "question: 라마가 흥얼거리나?\n",
}


def made(root: Path, url: str = URL) -> Site:
    site = build(Folders(root), Settings(("en", "ko")), site_url=url)
    assert [str(problem) for problem in site.errors] == []
    return site


def files(site: Site) -> Mapping[str, Any]:
    return {file.path: file.text for file in site.files}


def atom(site: Site, lang: str) -> Any:
    """The feed as a reader of feeds has it."""
    return feedparser.parse(files(site)[addresses.changes(lang, "atom")])


def json_feed(site: Site, lang: str) -> Any:
    return json.loads(files(site)[addresses.changes(lang, "json")])


def test_a_reader_finds_the_entries_of_the_language(write: Write) -> None:
    feed = atom(made(write(FLOCK)), "en")
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert feed.feed.id == f"{URL}en/changes.atom"
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": f"{URL}en/changes.atom", "alternate": f"{URL}en/"}
    found = {item.id: item for item in feed.entries}
    claim = found[f"{URL}en/patients/claims/llamas-hum/"]
    assert (claim.title, claim.summary, claim.updated, [tag.term for tag in claim.tags]) == (
        "Llamas hum when they are happy.", "Some llamas hum.", "2026-11-21T00:00:00Z", ["claim"])
    assert {link.rel: link.href for link in claim.links} == {
        "alternate": claim.id, "related": f"{URL}en/clinicians/claims/llamas-hum/"}
    assert len(found) == len(feed.entries) == 8


def test_an_atom_feed_has_what_rfc_4287_asks_for(write: Write) -> None:
    root = ElementTree.fromstring(files(made(write(FLOCK)))["en/changes.atom"])
    for element in (root, *root.findall(f"{ATOM}entry")):
        for needed in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{needed}")) == 1
            assert element.findtext(f"{ATOM}{needed}")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [item.findtext(f"{ATOM}id") for item in root.findall(f"{ATOM}entry")]
    assert len(ids) == len({*ids})


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_json_feed_is_one(write: Write, lang: str) -> None:
    feed = json_feed(made(write({**FLOCK, **KOREAN})), lang)
    Draft202012Validator(JSON_FEED, format_checker=FormatChecker()).validate(feed)
    assert (feed["feed_url"], feed["home_page_url"], feed["language"]) == (
        f"{URL}{lang}/changes.json", f"{URL}{lang}/", lang)


def test_both_feeds_tell_the_same(write: Write) -> None:
    site = made(write({**FLOCK, **KOREAN}))
    for lang in ("en", "ko"):
        assert [(item.id, item.title, item.summary, item.updated)
                for item in atom(site, lang).entries] == [
            (item["id"], item["title"], item["content_text"], item["date_modified"])
            for item in json_feed(site, lang)["items"]]


def test_a_feed_has_only_what_is_in_its_language_and_dates_of_translations(write: Write) -> None:
    items = json_feed(made(write({**FLOCK, **KOREAN})), "ko")["items"]
    assert [(item["url"], item["title"], item["date_modified"]) for item in items] == [
        (f"{URL}ko/patients/claims/llamas-hum/", "라마는 흥얼거린다.", "2027-03-04T00:00:00Z"),
        (f"{URL}ko/patients/faqs/do-llamas-hum/", "라마가 흥얼거리나?", "2026-11-21T00:00:00Z"),
    ]


def test_the_newest_come_first_and_no_more_than_a_hundred(write: Write) -> None:
    start = date(2026, 1, 1)
    faqs = {f"content/faqs/q{n:03}.yaml": entry("faqs", f"updated: {start + timedelta(n)}\n")
            for n in range(LIMIT + 7)}
    feed = atom(made(write(completed(faqs))), "en")
    assert [item.id.rpartition("/q")[2] for item in feed.entries] == [
        f"{n:03}/" for n in range(LIMIT + 6, 6, -1)]
    assert feed.feed.updated == f"{start + timedelta(LIMIT + 6)}T00:00:00Z"


def test_what_a_stranger_writes_is_only_ever_text(write: Write) -> None:
    odd = entry("faqs", "question: '<b>&amp;]]> \"hum\"'\nshort: '</summary><script>'\n")
    site = build(Folders(write({"content/faqs/a.yaml": odd})), Settings(), site_url=URL,
                 forgiving=True)
    (item,) = ElementTree.fromstring(files(site)["en/changes.atom"]).findall(f"{ATOM}entry")
    assert item.findtext(f"{ATOM}title") == '<b>&]]> "hum"'
    assert item.findtext(f"{ATOM}summary") == "</summary><script>"
    assert json_feed(site, "en")["items"][0]["title"] == '<b>&]]> "hum"'


def test_without_the_address_of_the_site_there_is_no_feed(write: Write) -> None:
    site = made(write(FLOCK), url="")
    assert [path for path in files(site) if "changes" in path] == []
    assert [link for page in site.pages for link in page.links if "changes" in link.url] == []


def test_a_language_without_translations_has_an_empty_feed(write: Write) -> None:
    site = made(write(FLOCK))
    assert (atom(site, "ko").entries, json_feed(site, "ko")["items"]) == ([], [])
    assert atom(site, "ko").feed.updated == "2026-11-21T00:00:00Z"


EMPTY = {"content/pages/en/about.md": "# About\n"}


@pytest.mark.parametrize(("files_of", "count"), [(FLOCK, 4), (EMPTY, 0)], ids=["some", "none"])
def test_pages_lead_to_the_feeds_that_there_are_and_to_no_others(
    write: Write, files_of: Mapping[str, str], count: int
) -> None:
    site = made(write(files_of))
    led_to = {link.url for page in site.pages for link in page.links if "changes" in link.url}
    assert led_to == {path for path in files(site) if "changes" in path}
    assert len(led_to) == count


def test_home_pages_lead_to_the_feeds_of_their_language(write: Write) -> None:
    site = made(write({**FLOCK, **KOREAN}))
    leading = {page.url: [(link.rel, link.type, link.url) for link in page.links
                          if "changes" in link.url] for page in site.pages}
    for lang in ("en", "ko"):
        links = [("alternate", "application/atom+xml", f"{lang}/changes.atom"),
                 ("alternate", "application/feed+json", f"{lang}/changes.json")]
        for url in ("", "patients/", "clinicians/", "api/"):
            assert leading[f"{lang}/{url}"] == links
    assert {url for url, links in leading.items() if links} == {
        f"{lang}/{url}" for lang in ("en", "ko") for url in ("", "patients/", "clinicians/",
                                                             "api/")}
