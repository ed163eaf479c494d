"""Old addresses: each leads to where its entry is now, and to nothing else."""

from __future__ import annotations

import posixpath
import re
from xml.etree import ElementTree

import pytest

from conftest import Write
from evidence.editions import editions
from evidence.loading import Folders, load
from evidence.settings import Settings
from evidence.site import build
from reading import elements, values
from samples import FLOCK

LANGUAGES = ("en", "ko", "fr")
SITE = {**FLOCK, "content/redirects.yaml": "alpaca: llama\nhums: llamas-hum\n"}


def test_an_old_address_leads_to_the_entry_in_each_edition(write: Write) -> None:
    site = build(Folders(write(SITE)), Settings(LANGUAGES), site_url="https://llamas.example/")
    moved = {file.path: file.text for file in site.files
             if re.search("/(patients|clinicians)/terms/alpaca/", file.path)
             and "/embed/" not in file.path}
    assert sorted(moved) == sorted(
        f"{edition.base}terms/alpaca/index.html" for edition in editions(LANGUAGES))
    page = elements(str(moved["ko/clinicians/terms/alpaca/index.html"]))
    assert [given for tag, given in page if tag == "html"] == [{"lang": "ko", "dir": "ltr"}]
    assert ("meta", {"http-equiv": "refresh", "content": "0; url=../llama/"}) in page
    assert ("link", {"rel": "canonical",
                     "href": "https://llamas.example/ko/clinicians/terms/llama/"}) in page
    assert [given for tag, given in page if tag == "a"] == [{"href": "../llama/"}]
    assert ("link", {"rel": "alternate", "type": "application/json+oembed", "href":
            "https://llamas.example/ko/oembed/clinicians/terms/llama.json"}) in page
    assert [tag for tag, _ in page if tag == "script"] == []


def test_what_others_hold_stays_where_it_was(write: Write) -> None:
    """Embeds, fragments, oEmbed, the API and citation files: the same bytes at both addresses."""
    settings = Settings(LANGUAGES)
    found = build(Folders(write(SITE)), settings, site_url="https://llamas.example/").files
    files = {file.path: file.text for file in found}
    of_new = {path for path in files if re.search(r"/(terms/llama|claims/llamas-hum)[/.]", path)}
    old = {path: path.replace("terms/llama", "terms/alpaca").replace("llamas-hum", "hums")
           for path in of_new}
    assert {path: files.get(other) for path, other in old.items()} == {
        path: files[path] for path in of_new}
    kinds = {re.sub(r"^\w+/(?=embed|fragment|oembed)", "", path).split("/")[0] for path in of_new}
    assert kinds == {"embed", "fragment", "oembed", "api", "exports"}
    assert len({path.partition("/")[0] for path in of_new}) == len(LANGUAGES) + 2


def test_links_of_an_old_embed_lead_where_those_of_the_new_one_do(write: Write) -> None:
    found = build(Folders(write(SITE)), Settings(("en",))).files
    page = next(str(file.text) for file in found
                if file.path == "en/embed/patients/claims/hums/index.html")
    paths = {file.path for file in found}
    links = [link for link in values(page, "href") if not re.match("#|[a-z]+:", link)]
    assert len(links) > 3
    for link in links:
        place = posixpath.normpath(
            posixpath.join("en/embed/patients/claims/hums", link.partition("#")[0]))
        assert place in paths or place.startswith("en/patients/"), link


def test_without_an_address_of_the_site_the_canonical_one_is_relative(write: Write) -> None:
    site = build(Folders(write(SITE)), Settings(("en",)))
    [page] = [file.text for file in site.files
              if file.path == "en/patients/claims/hums/index.html"]
    assert ("link", {"rel": "canonical", "href": "../llamas-hum/"}) in elements(str(page))


def test_no_list_names_an_old_address(write: Write) -> None:
    site = build(Folders(write(SITE)), Settings(LANGUAGES), site_url="https://llamas.example/")
    known = [page.url for page in site.pages]
    assert not [url for url in known if "alpaca" in url or "/hums/" in url]
    for file in site.files:
        if not re.search("/(alpaca|hums)[/.]", file.path):
            assert "alpaca" not in str(file.text), file.path
    sitemap = next(str(file.text) for file in site.files if file.path == "sitemap.xml")
    assert len(ElementTree.fromstring(sitemap)) > 0


@pytest.mark.parametrize(("redirects", "problem"), [
    ("llama: sheep\n", "1:1: error: an entry has the id 'llama' (remove this line) [repeated-id]"),
    ("alpaca: lama\n", "1:9: error: no entry has the id 'lama' (did you mean 'llama'?) "
                       "[unknown-link]"),
    ("alpaca: vicuna\nvicuna: llama\n", "1:9: error: no entry has the id 'vicuna' [unknown-link]"),
    ("alpaca: [llama]\n", "1:9: error: alpaca: expected the id of an entry [wrong-type]"),
    ("alpaca:\n", "1:8: error: alpaca: expected the id of an entry [wrong-type]"),
    ("../alpaca: llama\n", "1:1: error: '../alpaca' is not an id [wrong-value]"),
    ("- alpaca\n", "1:1: error: expected 'old-id: new-id' lines [wrong-type]"),
])
def test_what_leads_nowhere_is_said(write: Write, redirects: str, problem: str) -> None:
    root = write({**FLOCK, "content/redirects.yaml": redirects})
    library, problems = load(Folders(root), ("en",))
    assert [str(one) for one in problems] == [f"content/redirects.yaml:{problem}"]
    assert "alpaca" not in library.redirects or library.redirects["alpaca"] in library.entries


def test_an_empty_file_leads_nowhere(write: Write) -> None:
    root = write({**FLOCK, "content/redirects.yaml": "# None yet.\n"})
    library, problems = load(Folders(root), ("en",))
    assert (dict(library.redirects), problems) == ({}, [])
