"""Lists are narrowed down by keyboard and by touch; the state stands in the address."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from browser.conftest import NewPage, Witness

pytestmark = pytest.mark.browser

CLAIMS, STUDIES = "/en/patients/claims/", "/en/clinicians/studies/"
CARDS = ".ne-group .ne-card"
SHIFT = """() => new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
  .observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def shown(page: Page) -> Locator:
    return page.locator(f"{CARDS}:visible")


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def open_list(page: Page, address: str) -> int:
    """Open a list; how many cards it has in all."""
    page.goto(address)
    return page.locator(CARDS).count()


def test_a_choice_narrows_the_list_and_stands_in_the_address(witness: Witness) -> None:
    page = witness.page
    total = open_list(page, CLAIMS)
    page.get_by_label("Verdict").select_option("contradicted")
    expect(page).to_have_url(re.compile(r"/claims/\?verdict=contradicted$"))
    expect(shown(page)).to_have_count(page.locator("[data-verdict=contradicted]").count())
    expect(page.locator(".ne-group:visible h2")).to_have_count(1)
    expect(page.locator(".md-nav--secondary li:visible")).to_have_count(1)
    count = shown(page).count()
    assert 0 < count < total
    expect(page.get_by_role("status")).to_have_text(f"{count} of {total} shown")
    expect(page.locator(".ne-group:visible .ne-count")).to_have_text(str(count))

    page.get_by_label("Topic").select_option("twitch")
    expect(page).to_have_url(re.compile(r"\?verdict=contradicted&topic=twitch$"))
    both = page.locator("[data-verdict=contradicted][data-topic~=twitch]")
    expect(shown(page)).to_have_count(both.count())
    chosen = page.get_by_label("Topic").locator("option:checked")
    assert numbers(chosen.inner_text()) == [both.count()]

    page.get_by_role("button", name="Show all").click()
    expect(shown(page)).to_have_count(total)
    expect(page).to_have_url(re.compile("/claims/$"))
    assert witness.complaints == []
    assert witness.elsewhere == []
    assert page.evaluate("document.cookie") == ""


def test_every_choice_shows_as_many_as_it_says(new_page: NewPage) -> None:
    page = new_page()
    open_list(page, STUDIES)
    page.get_by_label("Topic").select_option("twitch")
    expect(page).to_have_url(re.compile("topic=twitch"))
    design = page.get_by_label("Design")
    for option in design.locator("option[value]:not([value=''])").all():
        value = option.get_attribute("value")
        count = page.locator(f"{CARDS}[data-design={value}][data-topic~=twitch]").count()
        assert numbers(option.inner_text())[-1] == count
        assert option.is_disabled() is (count == 0)


def test_the_state_is_restored_on_load_and_on_back(new_page: NewPage) -> None:
    page = new_page()
    total = open_list(page, STUDIES)
    page.get_by_label("Topic").select_option("twitch")
    page.get_by_label("Find in this list").fill("pain")
    expect(page).to_have_url(re.compile(r"\?find=pain&topic=twitch$"))
    count = shown(page).count()
    assert 0 < count < total
    shown(page).first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/studies/[a-z0-9]+/$"))
    page.go_back()
    restored(page, count)
    page.reload()
    restored(page, count)


def restored(page: Page, count: int) -> None:
    expect(shown(page)).to_have_count(count)
    expect(page.get_by_label("Topic")).to_have_value("twitch")
    expect(page.get_by_label("Find in this list")).to_have_value("pain")


def test_words_are_found_without_their_accents_and_in_any_order(new_page: NewPage) -> None:
    page = new_page()
    open_list(page, STUDIES)
    find = page.get_by_label("Find in this list")
    find.fill("penas FERNANDEZ")
    expect(page).to_have_url(re.compile("find="))
    assert shown(page).count() > 0
    for card in shown(page).all():
        expect(card).to_contain_text("Fernández-de-las-Peñas")
    find.fill("no such words")
    expect(page.get_by_role("status")).to_contain_text("Nothing in this list fits.")
    expect(page.locator(".ne-group:visible")).to_have_count(0)


def test_an_address_that_nobody_made_shows_everything(witness: Witness) -> None:
    page = witness.page
    total = open_list(page, f"{CLAIMS}?verdict=nonsense&topic=%22%5D&other=1")
    expect(shown(page)).to_have_count(total)
    expect(page.get_by_label("Verdict")).to_have_value("")
    assert witness.complaints == []


def test_it_works_by_keyboard(new_page: NewPage) -> None:
    page = new_page()
    total = open_list(page, CLAIMS)
    page.get_by_label("Find in this list").focus()
    page.keyboard.type("twitch")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?find=twitch$"))
    page.keyboard.press("Tab")
    expect(page.get_by_label("Verdict")).to_be_focused()
    page.keyboard.press("D")  # Does not hold
    expect(page).to_have_url(re.compile("verdict=contradicted"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show all")).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown(page)).to_have_count(total)


def test_targets_are_large_enough_on_a_phone(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    open_list(page, STUDIES)
    for control in page.locator(".ne-filter :is(input, select, button), .ne-dense").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("address", [CLAIMS, f"{STUDIES}?topic=twitch&view=table"])
def test_nothing_jumps_when_a_list_is_opened(new_page: NewPage, address: str) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    assert page.evaluate(SHIFT) < 0.01


def test_studies_can_be_scanned_in_a_table_without_scripts_too(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    total = open_list(page, STUDIES)
    expect(page.locator(".ne-filter")).not_to_be_visible()
    expect(page.locator(".ne-jump")).to_be_visible()
    expect(shown(page)).to_have_count(total)
    before = height(page)
    page.get_by_label("Show as a compact table").check()
    assert height(page) < before / 2
    expect(page.locator(f"{CARDS} .ne-card__text:visible")).to_have_count(0)
    expect(page.locator(f"{CARDS} .ne-card__facts > :visible")).to_have_count(4 * total)


def height(page: Page) -> int:
    """The height of the list."""
    boxes = [group.bounding_box() for group in page.locator(".ne-group").all()]
    return sum(int(box["height"]) for box in boxes if box)


def test_paper_shows_what_was_chosen_and_what_fits(new_page: NewPage) -> None:
    page = new_page()
    open_list(page, f"{CLAIMS}?verdict=contradicted")
    count = shown(page).count()
    page.emulate_media(media="print")
    expect(shown(page)).to_have_count(count)
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator(".ne-filter :is(input, select, button):visible")).to_have_count(1)
    expect(page.get_by_label("Verdict")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_a_narrowed_list(
    new_page: NewPage, scheme: str, width: int
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"{STUDIES}?design=rct&find=pain&view=table")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    assert [f"{rule['id']}: {node['target']}" for rule in found["violations"]
            for node in rule["nodes"]] == []


def test_korean_syllables_are_found_while_they_are_typed(new_page: NewPage) -> None:
    page = new_page()
    total = open_list(page, "/ko/patients/claims/")
    page.locator("[name=find]").fill("움찌")  # on the way to 움찔
    expect(page).to_have_url(re.compile("find="))
    assert 0 < shown(page).count() < total
