"""Old addresses: each leads to where its entry is now, and to nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from conftest import Write
from evidence.editions import editions
from evidence.loading import Folders, load
from evidence.settings import Settings
from evidence.site import build
from reading import elements
from samples import FLOCK

LANGUAGES = ("en", "ko", "fr")
SITE = {**FLOCK, "content/redirects.yaml": "alpaca: llama\nhums: llamas-hum\n"}


def test_an_old_address_leads_to_the_entry_in_each_edition(write: Write) -> None:
    site = build(Folders(write(SITE)), Settings(LANGUAGES), site_url="https://llamas.example/")
    moved = {file.path: file.text for file in site.files if "/alpaca/" in file.path}
    assert sorted(moved) == sorted(
        f"{edition.base}terms/alpaca/index.html" for edition in editions(LANGUAGES))
    page = elements(str(moved["ko/clinicians/terms/alpaca/index.html"]))
    assert [given for tag, given in page if tag == "html"] == [{"lang": "ko", "dir": "ltr"}]
    assert ("meta", {"http-equiv": "refresh", "content": "0; url=../llama/"}) in page
    assert ("link", {"rel": "canonical",
                     "href": "https://llamas.example/ko/clinicians/terms/llama/"}) in page
    assert [given for tag, given in page if tag == "a"] == [{"href": "../llama/"}]
    assert [tag for tag, _ in page if tag == "script"] == []


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
        if "/alpaca/" not in file.path and "/hums/" not in file.path:
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
