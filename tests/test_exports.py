"""What leaves the site besides pages: search indexes and the sitemap."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from conftest import Write
from evidence.exports.sitemap import hreflangs
from evidence.loading import Folders
from evidence.settings import Settings
from evidence.site import Site, build
from samples import FLOCK

URL = "https://llama.example/"
PAGES = {
    "content/pages/en/about.md": "# About\n",
    "content/pages/en/method.md": "# Method\n",
    "content/pages/ko/about.md": "# 소개\n",
}


def texts(site: Site) -> Mapping[str, str]:
    return {file.path: file.text for file in site.files}


# Search


@pytest.mark.parametrize("base", ["en/patients/", "en/clinicians/", "ko/patients/",
                                  "ko/clinicians/"])
def test_an_edition_finds_its_own_pages_and_no_others(write: Write, base: str) -> None:
    site = build(Folders(write(FLOCK)), Settings(("en", "ko")))
    index = json.loads(texts(site)[f"{base}search/search_index.json"])
    assert [doc["location"] for doc in index["docs"] if doc["location"][:2] != ".."] == [
        page.url.removeprefix(base) for page in site.pages if page.url.startswith(base)]
    assert {tuple(doc) for doc in index["docs"]} == {
        ("location", "title", "text"), ("location", "title", "text", "boost")}
    assert {doc["location"] for doc in index["docs"] if "boost" in doc} == {
        "terms/llama/", "terms/sheep/"}


def test_pages_that_belong_to_a_language_are_found_from_its_patients(write: Write) -> None:
    files = texts(build(Folders(write({**FLOCK, **PAGES})), Settings(("en", "ko"))))
    docs = json.loads(files["ko/patients/search/search_index.json"])["docs"]
    assert [(d["location"], d["title"]) for d in docs if d["location"].startswith("..")] == [
        ("../about/", "소개"), ("../method/", "Method"),
        ("../embed/", "이 사이트의 페이지를 내 웹사이트에 넣기"), ("../api/", "데이터와 API")]


@pytest.mark.parametrize(
    ("lang", "stemmer", "stems"), [("en", "en", True), ("ko", "ko", False)],
)
def test_an_index_is_made_for_its_language(
    write: Write, lang: str, stemmer: str, stems: bool
) -> None:
    files = texts(build(Folders(write(FLOCK)), Settings(("en", "ko"))))
    config = json.loads(files[f"{lang}/patients/search/search_index.json"])["config"]
    assert config["lang"] == [stemmer]
    assert bool(config["pipeline"]) is stems


def test_an_index_holds_words_and_no_markup(write: Write) -> None:
    path = "content/faqs/do-llamas-hum.yaml"
    files = {**FLOCK, path: FLOCK[path].replace("Do llamas hum?", "'loud < low & so?'")}
    index = texts(build(Folders(write(files)), Settings()))
    docs = json.loads(index["en/patients/search/search_index.json"])["docs"]
    (faq,) = (doc for doc in docs if doc["location"] == "faqs/do-llamas-hum/")
    assert faq["title"] == "loud &lt; low &amp; so?"
    assert "<" not in faq["text"]
    assert faq["text"].startswith("Question loud &lt; low &amp; so? ")


# The sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(write: Write) -> tuple[Site, dict[str, dict[str, str]]]:
    """Each address with its alternates by language."""
    files = {**FLOCK, **PAGES,
             "content/translations/ko/faqs/do-llamas-hum.yaml": "question: 라마?\n"}
    site = build(Folders(write(files)), Settings(("en", "ko")), site_url=URL)
    root = ElementTree.fromstring(texts(site)["sitemap.xml"])
    return site, {
        str(row.findtext("s:loc", None, NAMES)): {
            link.attrib["hreflang"]: link.attrib["href"] for link in row.findall("x:link", NAMES)}
        for row in root.findall("s:url", NAMES)
    }


def test_the_sitemap_has_every_page_that_is_in_its_language(write: Write) -> None:
    site, rows = sitemap(write)
    assert list(rows) == [URL + page.url for page in site.pages if page.canonical == page.url]
    assert f"{URL}ko/patients/faqs/do-llamas-hum/" in rows
    for fallback in ("ko/patients/claims/llamas-hum/", "ko/clinicians/terms/llama/", "ko/method/"):
        assert URL + fallback not in rows


def test_alternates_are_reciprocal_and_name_themselves(write: Write) -> None:
    _, rows = sitemap(write)
    for address, alternates in rows.items():
        for lang, other in alternates.items():
            if lang != "x-default":
                assert rows[other] == alternates
        if alternates and address != URL:
            assert address in alternates.values()


def test_only_real_translations_are_alternates(write: Write) -> None:
    _, rows = sitemap(write)
    assert rows[f"{URL}en/patients/faqs/do-llamas-hum/"] == {
        "en": f"{URL}en/patients/faqs/do-llamas-hum/",
        "ko": f"{URL}ko/patients/faqs/do-llamas-hum/",
        "x-default": f"{URL}en/patients/faqs/do-llamas-hum/",
    }
    assert rows[f"{URL}en/patients/claims/llamas-hum/"] == {}


def test_the_root_is_for_everybody_else(write: Write) -> None:
    _, rows = sitemap(write)
    doors = {"en": f"{URL}en/", "ko": f"{URL}ko/", "x-default": URL}
    assert [rows[URL], rows[f"{URL}en/"], rows[f"{URL}ko/"]] == [doors, doors, doors]


def test_without_an_address_there_is_no_sitemap(write: Write) -> None:
    files = texts(build(Folders(write(FLOCK)), Settings()))
    assert "sitemap.xml" not in files
    assert "404.html" in files


def test_pages_and_the_sitemap_name_the_same_alternates(write: Write) -> None:
    site, rows = sitemap(write)
    for page in site.pages:
        assert dict(hreflangs(page, URL)) == rows.get(URL + page.url, {})
