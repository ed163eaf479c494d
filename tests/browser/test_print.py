"""On paper: no frame, what was folded is open, dark ink on white, and help cannot be missed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.pages import ADDRESSES

pytestmark = pytest.mark.browser

FRAME = (".md-header", ".ne-tabs", ".md-sidebar", ".ne-footer", ".md-search", ".ne-skip",
         ".ne-audience", ".md-overlay")
INK = """() => [...document.querySelectorAll("#content *")]
  .filter(element => element.checkVisibility() && !element.closest("svg")
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(element => getComputedStyle(element).color)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en-guide", "ko-claim"])
def test_paper_shows_the_page_without_its_frame(
    new_page: NewPage, name: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(ADDRESSES[name])
    screen = "slate" if scheme == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", screen)
    page.emulate_media(media="print", color_scheme=scheme)
    for part in FRAME:
        for one in page.locator(part).all():
            expect(one).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".ne-references")).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert [colour for colour in page.evaluate(INK) if lightness(colour) > 0.5] == []


def lightness(colour: str) -> float:
    """How light a colour is, from 0 (black) to 1 (white)."""
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_help_is_in_a_box_that_stays_in_one_piece(new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    page.goto(ADDRESSES["en-guide"])
    page.emulate_media(media="print", color_scheme="dark")
    box = page.locator(".ne-help")
    expect(box).to_be_visible()
    expect(box).to_have_css("border-top-style", "solid")
    expect(box).to_have_css("break-inside", "avoid")
    expect(page.locator(".ne-emergency")).to_be_visible()


def test_addresses_are_printed(new_page: NewPage) -> None:
    page = new_page()
    page.goto(ADDRESSES["en-claim"])
    page.emulate_media(media="print")
    added = page.locator(".ne-reference a[href^=https]").first.evaluate(
        "link => getComputedStyle(link, '::after').content")
    assert "https://" in added or "attr(href)" in added


@pytest.mark.parametrize(("name", "most"), [("en-guide", 8), ("en-claim", 6)])
def test_it_makes_a_handful_of_sheets(new_page: NewPage, name: str, most: int) -> None:
    page = new_page()
    page.goto(ADDRESSES[name])
    assert 1 <= sheets(page) <= most


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
