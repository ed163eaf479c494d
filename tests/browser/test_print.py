"""On paper: no frame, what was folded is open, dark ink on white, and help cannot be missed. What
patients take home has two sheets at most, and leads back to its page.
"""

from __future__ import annotations

import re

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.pages import ADDRESSES, OTHERS

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
    expect(page.locator(".ne-references, .ne-sheet__sources").locator("visible=true")
           ).to_have_count(1)
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


def sheets(page: Page, paper: str) -> list[str]:
    """The texts of the sheets that a page makes, without their numbers and without spaces."""
    read = pypdfium2.PdfDocument(page.pdf(format=paper))
    texts = ("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in read)
    return [re.sub(rf"^{number}/{len(read)}", "", text) for number, text in enumerate(texts, 1)]


LONGEST = {
    **{f"{lang}-guide": f"/{lang}/patients/guides/risks-and-when-to-get-help/"
       for lang in ("en", "ko", *OTHERS)},
    "fr-mechanism": "/fr/patients/mechanisms/local-twitch-response/",
}
SHORTER = {"claim": "/en/patients/claims/twitch-is-needed/",
           "faq": "/en/patients/faqs/does-it-hurt/"}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("path", "most"), [(path, 2) for path in LONGEST.values()]
                         + [(path, 1) for path in SHORTER.values()], ids=[*LONGEST, *SHORTER])
def test_what_patients_take_home_fits_on_a_sheet_of_paper(
    new_page: NewPage, path: str, most: int, paper: str
) -> None:
    page = new_page()
    page.goto(path)
    assert 1 <= len(sheets(page, paper)) <= most


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_printed_guide_holds_what_its_page_says_and_help_on_one_sheet(
    new_page: NewPage, lang: str
) -> None:
    page = new_page()
    page.goto(LONGEST[f"{lang}-guide"])
    printed = sheets(page, "A4")
    page.emulate_media(media="print")
    for text in texts(page, ".ne-leaflet"):
        assert text in "".join(printed)
    help_ = texts(page, ".ne-help")
    assert len(help_) > 10
    assert len([sheet for sheet in printed if all(text in sheet for text in help_)]) == 1


def texts(page: Page, where: str) -> list[str]:
    """The pieces of text of a part of the page that are printed, without spaces."""
    found = page.locator(where).evaluate("""part => {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), texts = [];
      while (walker.nextNode())
        if (walker.currentNode.parentElement.checkVisibility()) texts.push(walker.currentNode.data);
      return texts }""")
    pieces = ("".join(text.split()) for text in found)
    return [piece for piece in pieces if len(piece) > 1]


def test_the_code_on_the_first_sheet_leads_to_the_page(new_page: NewPage) -> None:
    page = new_page()
    page.goto(LONGEST["ko-guide"])
    first = pypdfium2.PdfDocument(page.pdf(format="A4"))[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(first)
    assert code.text == page.locator("link[rel=canonical]").get_attribute("href")


def test_a_clinicians_page_is_printed_whole(new_page: NewPage) -> None:
    page = new_page()
    page.goto(ADDRESSES["en-claim"])
    page.emulate_media(media="print")
    expect(page.locator("#evidence, #said-as")).to_have_count(2)
    for heading in page.locator("h2").all():
        expect(heading).to_be_visible(visible=heading.get_attribute("id") != "related")
    assert page.locator(".ne-sheet").count() == 0
