"""Everything that a reader needs is there without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.pages import ADDRESSES

pytestmark = pytest.mark.browser

# Without what needs a script: the bar that narrows a list down (and what stands in for it), the
# switch of words, and what the builder of embeds writes and shows.
WORDS = """main => {
  const scripted = '.ne-find, .ne-jump, .ne-words, .ne-builder__form, .ne-builder__preview';
  main.querySelectorAll(`${scripted}, [data-copy]`).forEach(e => e.remove());
  return main.innerText.split(/\\s+/).join(' ').trim();
}"""


@pytest.fixture(scope="module")
def pages(browser: Any, site: str) -> Any:
    """A page with scripts, and one without."""
    with (browser.new_context(base_url=site) as scripted,
          browser.new_context(base_url=site, java_script_enabled=False) as plain):
        yield scripted.new_page(), plain.new_page()


@pytest.mark.parametrize("name", [name for name in ADDRESSES if not name.startswith("ko")])
def test_the_content_is_the_same(pages: tuple[Page, Page], name: str) -> None:
    words = []
    for page in pages:
        page.goto(ADDRESSES[name])
        words.append(page.locator("#content, main.ne-entry").evaluate(WORDS))
    assert words[0] == words[1]
    assert len(words[0]) > 10


def test_links_menus_and_switches_work(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto("/")
    page.locator(".ne-doors a[lang=en]").click()
    page.locator(".ne-doors a").first.click()
    page.locator(".ne-tabs a").first.click()
    page.locator("#content a[href$='/twitch-is-needed/'], #content a[href='twitch-is-needed/']"
                 ).first.click()
    expect(page).to_have_url(re.compile("/en/patients/claims/twitch-is-needed/$"))
    page.locator(".ne-cite a").first.click()
    expect(page).to_have_url(re.compile("#ref-"))
    page.locator(".ne-audience a:visible").last.click()
    expect(page).to_have_url(re.compile("/en/clinicians/claims/twitch-is-needed/$"))
    page.get_by_role("button", name="Language").hover()
    page.locator(".md-select__link[lang=ko]").click()
    expect(page).to_have_url(re.compile("/ko/clinicians/claims/twitch-is-needed/$"))


def test_small_screens_have_menus_and_switches_too(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(ADDRESSES["ko-claim"])
    page.locator(".ne-audience a:visible").first.click()
    expect(page).to_have_url(re.compile("/ko/patients/claims/twitch-is-needed/$"))
    page.locator(".md-select button").hover()
    page.locator(".md-select__link[lang=en]").click()
    expect(page).to_have_url(re.compile("/en/patients/claims/twitch-is-needed/$"))
    link = page.locator(".md-sidebar--primary a").first
    expect(link).not_to_be_in_viewport()
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(link).to_be_in_viewport(ratio=1)
    link.click()
    expect(page).to_have_url(re.compile("/en/patients/claims/$"))


def test_what_needs_a_script_is_not_offered(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(ADDRESSES["en-home"])
    for idle in (".md-search", "label[for=__search]", "[data-md-component=palette]"):
        for one in page.locator(idle).all():
            expect(one).not_to_be_visible()
