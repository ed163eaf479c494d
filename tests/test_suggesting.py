"""From a text to a form that is filled in already."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from evidence.loading import Folders
from evidence.settings import Settings
from evidence.site import Site, build
from evidence.suggesting import LONGEST, address, form_of
from hosting import HOSTED, lay_out
from reading import elements

FORM = form_of("https://github.com/llamas/evidence/")
CLAIM = "ko/clinicians/claims/llamas-hum/"


def made(folder: Path, form: str) -> Site:
    lay_out(folder, HOSTED)
    return build(Folders(folder), Settings(("en", "ko"), suggest_url=form),
                 site_url="https://llamas.example/")


def suggestions(html: str) -> list[dict[str, str]]:
    """What the links of a page fill in, by field."""
    return [{name: found[0] for name, found in parse_qs(urlsplit(href).query).items()}
            for tag, attributes in elements(html) if tag == "a"
            and "/issues/new" in (href := attributes.get("href") or "")]


@pytest.mark.parametrize(("repository", "form"), [
    ("https://github.com/a/b", "https://github.com/a/b/issues/new?"),
    ("https://github.com/a/b/", "https://github.com/a/b/issues/new?"),
    ("https://gitlab.com/a/b", ""), ("", ""), ("github.com", ""),
])
def test_the_form_is_that_of_the_repository(repository: str, form: str) -> None:
    found = form_of(repository)
    assert found.startswith(form) and bool(found) == bool(form)


def test_every_text_of_a_page_leads_to_its_own_field(tmp_path: Path) -> None:
    site = made(tmp_path, FORM)
    (page,) = [page for page in site.pages if page.url == CLAIM]
    found = {said["field"]: said for said in suggestions(page.text) if "field" in said}
    assert {"short", "answer", "unknown", "evidence.0.note"} <= found.keys()
    assert found["unknown"] == {
        "template": "unclear-sentence.yml", "title": "llamas-hum: unknown",
        "entry": "llamas-hum", "field": "unknown", "language": "ko",
        "version": "2026-11-21", "text": "라마에게 물어보십시오."}


def test_an_embed_has_them_too_and_others_have_not(tmp_path: Path) -> None:
    site = made(tmp_path, FORM)
    texts = {file.path: str(file.text) for file in site.files}
    assert suggestions(texts["ko/embed/clinicians/claims/llamas-hum/index.html"])
    assert suggestions(texts["ko/fragment/clinicians/claims/llamas-hum.html"]) == []
    assert "✎" not in texts["ko/clinicians/search/search_index.json"]


def test_without_a_repository_there_are_none(tmp_path: Path) -> None:
    site = made(tmp_path, "")
    assert [page.url for page in site.pages if "ne-suggest" in page.text] == []


def test_what_a_text_holds_stays_one_value() -> None:
    hostile = "a&title=x#y{entry}\n\"><script>" + "z" * LONGEST
    filled = address(FORM, {"entry": "e", "field": "f", "language": "en", "version": "1",
                            "text": hostile})
    said = parse_qs(urlsplit(filled).query)
    assert said["title"] == ["e: f"] and len(said["text"][0]) == LONGEST
    assert said["text"][0].startswith('a&title=x#y{entry}\n"><script>')


def test_a_form_of_ones_own_is_filled_in() -> None:
    filled = address("https://x.example/?e={entry}&nothing={other}",
                     {"entry": "a b", "field": "f", "language": "en", "version": "", "text": ""})
    assert filled == "https://x.example/?e=a%20b&nothing="
