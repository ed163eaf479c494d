"""Search: each edition finds its own pages, in its own language and in the words of others."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.pages import LANGUAGES

pytestmark = pytest.mark.browser

CASES = (
    ("ko/patients/", "통증유발점", "terms/trigger-point/"),
    ("ko/patients/", "건침을", "studies/hong1994/"),  # with a particle
    ("ko/patients/", "뻐근함", "claims/soreness-is-common-and-passes/"),
    ("ko/clinicians/", "阿是穴", "terms/ashi-point/"),
    ("en/clinicians/", "soreness", "claims/soreness-is-common-and-passes/"),
    ("en/clinicians/", "needle", "terms/filiform-needle/"),
    ("en/clinicians/", "trigg", "terms/trigger-point/"),  # half typed
    ("en/patients/", "阿是穴", "terms/ashi-point/"),
    ("en/patients/", "ashi", "terms/ashi-point/"),
    ("ko/patients/", "통증유발점에서는", "terms/trigger-point/"),  # with two particles
    ("ko/patients/", "유발점", "terms/trigger-point/"),  # inside a word
    ("zh-Hant/patients/", "痛點", "terms/trigger-point/"),  # inside a run of signs
    ("zh-Hant/patients/", "阿是", "terms/ashi-point/"),
    ("es/patients/", "puncion seca", "terms/dry-needling/"),  # without its accent
    ("es/patients/", "bandas tensas", "terms/taut-band/"),  # in the plural
    ("pt-BR/patients/", "agulhamentos secos", "terms/dry-needling/"),
    ("pt-BR/patients/", "sensacao", "terms/needle-sensation/"),
    ("fr/patients/", "punctures seches", "terms/dry-needling/"),
    ("fr/patients/", "élongation deqi", "terms/de-qi/"),  # a word that is nowhere, and one that is
)
@pytest.mark.parametrize("width", [390, 1000, 1440])
def test_results_fit_their_panel_and_leave_room_for_others(new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto("/en/clinicians/")
    page.keyboard.press("/")
    page.keyboard.type("needle")
    result = page.locator(".md-search-result__item")
    expect(result.first).to_be_visible()
    expect(page.locator(".md-search__output")).to_have_css("opacity", "1")
    page.wait_for_function(AT_REST)
    panel, first = page.locator(".md-search__inner").bounding_box(), result.first.bounding_box()
    assert panel
    assert first
    assert panel["x"] <= first["x"]
    assert first["x"] + first["width"] <= min(panel["x"] + panel["width"], width)
    assert first["height"] < 220


AT_REST = "document.getAnimations().every(one => one.playState !== 'running')"
SCROLLED_TO = """wanted => {
  const wrap = document.querySelector(".md-search__scrollwrap");
  wrap.scrollTo(0, wrap.scrollTop ? 0 : wrap.scrollHeight);
  const links = [...document.querySelectorAll(".md-search-result__link")];
  return links.some(link => new URL(link.href).pathname === wanted);
}"""
"""Material shows more of what it found each time one reaches the end."""


@pytest.mark.parametrize(("edition", "word", "wanted"), CASES)
def test_a_word_is_found_in_its_own_edition_only(
    new_page: NewPage, edition: str, word: str, wanted: str
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"/{edition}")
    search(page, word)
    page.wait_for_function(SCROLLED_TO, arg=f"/{edition}{wanted}", polling=20)
    found = shown(page)
    lang = edition.partition("/")[0]
    own = re.compile(f"/{edition}.*|/{lang}/[a-z]+/")  # pages written by hand are for everybody
    assert [path for path in found if not own.fullmatch(path)] == []


def search(page: Page, word: str) -> list[str]:
    """The paths of what is shown first, in order."""
    field = page.locator(".md-search__input")
    field.click()
    field.fill("")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    page.keyboard.insert_text(word)
    page.keyboard.press("End")  # Material looks when a key is let go
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    return shown(page)


def shown(page: Page) -> list[str]:
    """The paths of all results that are shown, in order."""
    links = page.locator(".md-search-result__link")
    return links.evaluate_all("links => links.map(link => new URL(link.href).pathname)")


WORDS = {
    "ashi": "ashi-point", "āshì": "ashi-point", "阿是穴": "ashi-point", "아시혈": "ashi-point",
    "ponto gatilho": "trigger-point", "trigger point": "trigger-point",
    "dé qì": "de-qi", "deqi": "de-qi", "得氣": "de-qi", "국소연축반응": "twitch-response",
}
"""Words in several languages and scripts, and the term that a reader of any language wants."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", ["patients", "clinicians"])
def test_a_term_is_found_by_its_words_in_any_language(
    new_page: NewPage, lang: str, audience: str
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"/{lang}/{audience}/")
    for word, term in WORDS.items():
        assert f"/{lang}/{audience}/terms/{term}/" in search(page, word)[:3], word


@pytest.mark.parametrize("edition", ["en/patients", "en/clinicians", "ko/patients",
                                     "ko/clinicians"])
def test_everything_in_an_index_is_a_page_of_its_language(built: Path, edition: str) -> None:
    """Of the edition, or written by hand in its language."""
    index = json.loads((built / edition / "search/search_index.json").read_text("utf-8"))
    places = [posixpath.normpath(f"{edition}/{doc['location']}") for doc in index["docs"]]
    assert len(places) == len(set(places)) > 50
    own = re.compile(f"{edition}(/.*)?|{edition[:2]}/[a-z]+")
    assert [place for place in places if not own.fullmatch(place)] == []
    assert [place for place in places if not (built / place / "index.html").is_file()] == []
