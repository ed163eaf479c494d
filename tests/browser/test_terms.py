"""Terms in the text: what they mean, the other tradition's words, and the crosswalk itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage, Witness

pytestmark = pytest.mark.browser

QUESTION = "/en/patients/faqs/why-does-my-muscle-twitch/"
CROSSWALK = "/en/patients/crosswalk/"
TERM = ".ne-term[data-acupuncture]"


def tab_to(page: Page, selector: str) -> None:
    """Go with the keyboard alone to the first thing of a kind."""
    for _ in range(80):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(selector)


def test_a_term_says_what_it_means_to_the_keyboard(witness: Witness) -> None:
    page = witness.page
    page.goto(QUESTION)
    tab_to(page, TERM)
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Acupuncture: de qi (overlaps)")
    expect(page.locator(f"{TERM}:focus")).to_have_attribute("aria-describedby", "ne-preview")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    assert witness.complaints == []


def test_a_first_tap_says_what_a_term_means_and_a_second_goes_there(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(QUESTION)
    term = page.locator(TERM).first
    term.tap()
    expect(page.get_by_role("tooltip")).to_contain_text("Tap again to open the page.")
    box = page.get_by_role("tooltip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.url.endswith(QUESTION)
    page.locator("h1").tap()
    expect(page.get_by_role("tooltip")).to_have_count(0)
    term.tap()
    term.tap()
    expect(page).to_have_url(re.compile("/terms/twitch-response/$"))


def test_the_other_words_are_chosen_without_a_mouse_and_survive_a_reload(
    witness: Witness,
) -> None:
    page = witness.page
    page.goto(QUESTION)
    expect(page.locator(".ne-also")).to_have_count(0)
    tab_to(page, ".ne-words input")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Acupuncture words")).to_be_checked()
    expect(page.locator(".ne-also").first).to_have_text("de qi (overlaps)")
    page.reload()
    expect(page.get_by_label("Acupuncture words")).to_be_checked()
    expect(page.locator(".ne-also").first).to_have_text("de qi (overlaps)")
    page.goto("/ko/patients/terms/ashi-point/")
    expect(page.locator(".ne-words input[value=acupuncture]")).to_be_checked()
    page.locator(".ne-words input[value='']").press("Space")
    expect(page.locator(".ne-also")).to_have_count(0)
    assert page.context.cookies() == []
    assert witness.complaints == []


@pytest.mark.parametrize(("typed", "wanted"), [
    ("ashi", "ashi-point"), ("ā shì", "ashi-point"), ("阿是穴", "ashi-point"),
    ("아시혈", "ashi-point"), ("ponto-gatilho", "trigger-point"),
    ("トリガーポイント", "trigger-point"),
    ("DEQI", "de-qi"),
])
def test_the_crosswalk_finds_a_word_in_any_script(
    new_page: NewPage, typed: str, wanted: str
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(CROSSWALK)
    page.get_by_label("Find in this list").fill(typed)
    expect(page).to_have_url(re.compile(r"\?find="))
    shown = page.locator(".ne-pairing:visible")
    expect(shown.first).to_be_visible()
    links = shown.locator("a").evaluate_all("all => all.map(a => a.pathname)")
    assert f"/en/patients/terms/{wanted}/" in links
    assert shown.count() < page.locator(".ne-pairing").count()


def test_the_crosswalk_is_narrowed_down_to_what_is_disputed(witness: Witness) -> None:
    page = witness.page
    page.goto(CROSSWALK)
    page.get_by_label("Disputed or not").select_option("yes")
    page.get_by_label("Start from").select_option("acupuncture")
    expect(page).to_have_url(re.compile(r"\?start=acupuncture&contested=yes$"))
    shown = page.locator(".ne-pairing:visible")
    both = page.locator("[data-start=acupuncture][data-contested=yes]")
    expect(shown).to_have_count(both.count())
    expect(shown.first).to_contain_text("disputed")
    assert witness.complaints == []


def test_without_script_the_crosswalk_is_whole_and_terms_are_links(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(CROSSWALK)
    rows = page.locator(".ne-pairing")
    assert rows.count() > 90
    expect(rows.last).to_be_visible()
    page.goto(QUESTION)
    expect(page.locator(".ne-words")).to_be_hidden()
    page.locator(TERM).first.click()
    expect(page).to_have_url(re.compile("/terms/twitch-response/$"))


def test_each_line_of_the_picture_has_a_name(new_page: NewPage) -> None:
    page = new_page()
    page.goto(CROSSWALK)
    page.get_by_text("The map as a picture").click()
    expect(page.get_by_role("img", name="trigger point and Ashi point: is narrower than").first
           ).to_be_visible()


def test_exports_are_where_the_page_says(new_page: NewPage) -> None:
    page = new_page()
    page.goto(CROSSWALK)
    links = page.locator("a[download]").evaluate_all("all => all.map(a => a.href)")
    assert len(links) == 9
    for link in links:
        assert page.request.get(link).ok
