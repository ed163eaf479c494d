"""A reader's way through the site, and what it must not cost on that way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Witness

pytestmark = pytest.mark.browser

CLAIM = "claims/soreness-is-common-and-passes/"
STUDY = "studies/hong1994/"
OWN_KEY = re.compile(r"/\.__\w+")
"""What Material remembers, under the scope of mkdocs.yml: the choice of colours."""


def test_from_the_door_to_a_study_and_into_the_other_editions(witness: Witness) -> None:
    page = witness.page
    page.goto("/")
    page.locator(".ne-doors").get_by_text("English").click()
    expect(page).to_have_url(re.compile("/en/$"))
    page.locator(".ne-doors a").first.click()
    expect(page).to_have_url(re.compile("/en/patients/$"))

    find_by_search(page)
    citation_shows_its_reference(page)
    citation_leads_to_its_reference_and_back(page)

    page.locator(f".ne-references a[href$='{STUDY}']").click()
    expect(page).to_have_url(re.compile(f"/en/patients/{STUDY}$"))
    english = page.locator("h1").inner_text()
    page.get_by_role("button", name="Language").hover()
    page.locator(".md-select__link[lang=ko]").click()
    expect(page).to_have_url(re.compile(f"/ko/patients/{STUDY}$"))
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("h1")).not_to_have_text(english)
    page.locator(".ne-audience a:not([aria-current]):visible").click()
    expect(page).to_have_url(re.compile(f"/ko/clinicians/{STUDY}$"))

    page.wait_for_load_state("networkidle")
    assert witness.complaints == []
    assert witness.elsewhere == []
    assert [url for url in witness.requests if "sitemap" in url] == []
    assert page.context.cookies() == []
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert [key for key in kept if not OWN_KEY.fullmatch(key)] == []


def find_by_search(page: Page) -> None:
    page.get_by_label("Search").and_(page.get_by_role("textbox")).click()
    page.keyboard.type("soreness")
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible()
    found = results.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert [path for path in found if not path.startswith("/en/patients/")] == []
    page.locator(f".md-search-result__link[href$='{CLAIM}']").click()
    expect(page).to_have_url(re.compile(f"/en/patients/{CLAIM}$"))


def citation_shows_its_reference(page: Page) -> None:
    """On hover and on focus (WCAG 1.4.13: dismissible, hoverable, persistent)."""
    link = page.locator(".ne-cite a[data-refs=hong1994]").first
    reference = page.locator("#ref-hong1994 .ne-reference").inner_text()
    card = page.get_by_role("tooltip")
    link.hover()
    expect(card).to_have_text(reference)
    card.hover()
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    link.focus()
    expect(card).to_have_text(reference)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()


def citation_leads_to_its_reference_and_back(page: Page) -> None:
    link = page.locator(".ne-cite a[data-refs=hong1994]").first
    mention = link.locator("xpath=..").get_attribute("id")
    link.click()
    expect(page).to_have_url(re.compile("#ref-hong1994$"))
    expect(page.locator("#ref-hong1994")).to_be_in_viewport()
    page.locator(f"#ref-hong1994 .ne-backs a[href='#{mention}']").click()
    expect(page).to_have_url(re.compile(f"#{mention}$"))
    expect(page.locator(f"#{mention}")).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    place = page.locator(f"#{mention}").bounding_box()
    assert header
    assert place
    assert place["y"] >= header["y"] + header["height"]


def test_a_lost_reader_is_answered_in_the_language_of_the_address(witness: Witness) -> None:
    page = witness.page
    page.goto("/ko/patients/studies/nobody1901/")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.locator("main a").click()
    expect(page).to_have_url(re.compile("/ko/$"))
    page.goto("/nowhere/at/all/")
    assert page.locator("main section").evaluate_all("all => all.map(one => one.lang)") == [
        "en", "es", "pt-BR", "ko", "zh-Hant", "fr"]
