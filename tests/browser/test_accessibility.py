"""Everybody can read and use it: axe on every kind of page, and what axe cannot see.

Source: WCAG 2.2, levels A and AA; the rules of axe-core with its tag "best-practice".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.pages import ADDRESSES, OTHERS

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
UNDECIDED = ("color-contrast",)
"""Rules that axe leaves undecided here and there: text over lines and over pictures."""


MORE_OF_THE_SAME = (".ne-bibliography > li:nth-child(n+9)", ".ne-cards > li:nth-child(n+9)",
                    ".ne-crosswalk tr:nth-child(n+9)")
"""Long lists are made in a loop: eight of a kind are looked at."""
COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, with each element; by its tags, or by some rules only. What stands in a frame
    is an embed, of which other tests ask.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(
        """([exclude, runOnly]) => axe.run({exclude}, {
          runOnly, resultTypes: ["violations"], iframes: false,
          rules: {"frame-tested": {enabled: false}}})""",
        [[[selector] for selector in MORE_OF_THE_SAME], only])
    undecided = [rule for rule in found["incomplete"] if rule["id"] not in UNDECIDED]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}"
            for rule in (*found["violations"], *undecided) for node in rule["nodes"]]


@pytest.fixture(scope="module")
def page(browser: Any, site: str) -> Any:
    """One page for all: loading it anew is cheaper than opening another."""
    with browser.new_context(base_url=site, reduced_motion="reduce") as context:
        yield context.new_page()


# The largest page differs between languages in its words alone: two of them are enough.
@pytest.mark.parametrize("name", [
    name for name in ADDRESSES if name not in {f"{lang}-crosswalk" for lang in OTHERS}])
def test_axe_finds_nothing(page: Page, name: str) -> None:
    """All rules, narrow and dark; what colours change, light as well. English also wide."""
    found = {}
    emulate(page, NARROW, "dark")
    page.goto(ADDRESSES[name])
    found["narrow, dark"] = violations(page)
    emulate(page, NARROW, "light")
    found["narrow, light"] = violations(page, *COLOURS)
    if name.startswith(("en", "chooser")):
        emulate(page, WIDE, "light")
        found["wide, light"] = violations(page)
        emulate(page, WIDE, "dark")
        found["wide, dark"] = violations(page, *COLOURS)
    assert found == {key: [] for key in found}


def emulate(page: Page, size: Any, scheme: str) -> None:
    """A device; the colours of the page follow it at once."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if page.url != "about:blank":
        expect(page.locator("body")).to_have_css(
            "background-color", "rgb(20, 25, 31)" if scheme == "dark" else "rgb(251, 250, 247)")


@pytest.mark.parametrize(("device", "chosen", "background", "accent"), [
    ("light", "slate", "rgb(20, 25, 31)", "rgb(95, 201, 192)"),
    ("dark", "default", "rgb(251, 250, 247)", "rgb(11, 110, 105)")])
def test_the_reader_chooses_colours_against_the_device(
    new_page: NewPage, device: str, chosen: str, background: str, accent: str
) -> None:
    """The choice stays, and axe finds nothing in it either."""
    page = new_page(viewport=WIDE, color_scheme=device, reduced_motion="reduce")
    page.goto(ADDRESSES["en-claim"])
    body = page.locator("body")
    for _ in range(3):
        if body.get_attribute("data-md-color-scheme") != chosen:
            page.locator("[data-md-component=palette] label:visible").click()
    for address in (None, ADDRESSES["en-guide"], ADDRESSES["ko-home-clinician"]):
        if address:
            page.goto(address)
        expect(body).to_have_attribute("data-md-color-scheme", chosen)
        expect(body).to_have_css("background-color", background)
        expect(page.locator("#content p a:not(.ne-figure)").first).to_have_css("color", accent)
        assert violations(page, *COLOURS) == []


# What axe does not see


@pytest.mark.parametrize("name", ADDRESSES)
def test_it_fits_and_can_be_hit(page: Page, name: str) -> None:
    """Nothing runs out of a window of 320 pixels, as wide as at 400 per cent (WCAG 1.4.10);
    targets are 24 by 24 pixels, links inside a sentence aside (WCAG 2.5.8).
    """
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(ADDRESSES[name])
    assert page.evaluate("[document.documentElement.scrollWidth, visualViewport.scale]") == [320, 1]
    assert page.evaluate(OUTSIDE) == []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        assert page.evaluate(SMALL) == []


OUTSIDE = """() => [...document.querySelectorAll("main *, footer *")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width && box.right > 321 && !element.closest(".ne-scroll, .md-sidebar, .ne-sr, svg");
}).map((element) => element.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll("a[href], button, label[for], input, summary")]
  .filter((target) => {
    const box = target.getBoundingClientRect(), style = getComputedStyle(target);
    const hidden = !target.checkVisibility({opacityProperty: true, visibilityProperty: true});
    if (hidden || !box.width || target.matches(".md-option, .md-overlay, .md-search__overlay"))
      return false;
    const sentence = style.display === "inline" && target.closest("p, li, dd, td, .ne-reference");
    const alone = sentence && sentence.textContent.trim() === target.textContent.trim();
    return (box.width < 24 || box.height < 24) && (!sentence || alone);
  })
  .map((target) => {
    const box = target.getBoundingClientRect();
    return `${target.outerHTML.slice(0, 120)} ${box.width} × ${box.height}`;
  })"""
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // A hidden radio button shows its focus on the label that stands for it.
  const shown = element.matches(".md-option")
    ? element.parentElement.querySelector("label:not([hidden])") : element;
  const box = shown.getClientRects()[0], style = getComputedStyle(shown);
  let opacity = 1;
  for (let node = shown; node; node = node.parentElement) opacity *= getComputedStyle(node).opacity;
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  const inside = x > 0 && x < innerWidth && y > 0 && y < innerHeight;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const covered = !(hit && (shown.contains(hit) || hit.contains(shown)));
  return {
    seen: inside && outlined && !covered && opacity === 1,
    inside, outlined, covered, opacity, name: shown.outerHTML.slice(0, 100),
  };
}"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_focus_is_always_seen(new_page: NewPage, size: dict[str, int]) -> None:
    """From the first to the last stop: on the page, outlined, and under nothing (2.4.7, 2.4.11).

    Forth, and back again: backwards the page scrolls up under the header.
    """
    page = new_page(viewport=size, reduced_motion="reduce")
    page.goto(ADDRESSES["en-guide"])
    for key in ("Tab", "Shift+Tab"):
        stops = list(walk(page, key))
        assert len(stops) > 30
        assert [stop for stop in stops if not stop["seen"]] == []


def walk(page: Page, key: str) -> Iterator[dict[str, Any]]:
    """Every stop on the way through a page; one that is not seen at once is given a second."""
    while True:
        page.keyboard.press(key)
        for _ in range(20):
            stop = page.evaluate(FOCUSED)
            if stop is None:
                return
            if stop["seen"]:
                break
            page.wait_for_timeout(50)
        yield stop


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["chooser", "en-home", "ko-study", "en-hand"])
def test_the_first_stop_skips_to_the_content(
    page: Page, name: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.goto(ADDRESSES[name])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#content")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#content, .ne-footer')")
    assert not page.evaluate("!!document.activeElement.closest('.md-header, .md-sidebar')")


def test_the_language_menu_works_by_keyboard(new_page: NewPage) -> None:
    page = new_page(viewport=WIDE)
    page.goto(ADDRESSES["en-study"])
    menu, button = page.locator(".md-select__inner"), page.get_by_role("button", name="Language")
    assert menu.evaluate("menu => menu.offsetHeight") == 0
    button.focus()
    page.keyboard.press("Tab")
    expect(menu).to_have_css("opacity", "1")
    page.keyboard.press("Escape")  # WCAG 1.4.13
    expect(menu).not_to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    while page.locator(":focus").get_attribute("lang") != "ko":
        page.keyboard.press("Tab")
    expect(menu).to_be_visible()
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(ADDRESSES["ko-study"] + "$"))


def test_search_works_by_keyboard(new_page: NewPage) -> None:
    page = new_page(viewport=NARROW)
    page.goto(ADDRESSES["en-home"])
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("soreness")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.evaluate(SETTLED)
    page.keyboard.press("ArrowDown")
    wanted = page.locator(":focus").get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(wanted))


SETTLED = """() => new Promise((done) => {
  let timer = setTimeout(done, 500);
  const again = () => { clearTimeout(timer); timer = setTimeout(done, 500); };
  new MutationObserver(again).observe(document.querySelector(".md-search-result"),
                                      {childList: true, subtree: true, characterData: true});
})"""
"""The results of the whole word have taken the place of those of its first letters."""


def test_nothing_moves_for_those_who_ask_for_rest(page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto(ADDRESSES["en-mechanism"])
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      return style.animationName !== "none" || style.transitionDuration.split(",")
        .some(duration => parseFloat(duration) > 0);
    }).map(element => element.outerHTML.slice(0, 90))""")
    assert moving == []
