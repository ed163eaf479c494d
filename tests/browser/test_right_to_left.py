"""A language that is written from right to left: the bodies mirror by logical properties alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import ROOT, NewPage, served
from evidence import addresses, embedding
from evidence.loading import LOCALES, Folders
from evidence.settings import Settings
from evidence.site import build
from hosting import HOSTED, lay_out

pytestmark = pytest.mark.browser

MECHANISM = "ar/patients/mechanisms/how-a-llama-hums/"
CLAIM = "ar/patients/claims/llamas-hum/"
TERM, CROSSWALK = "ar/patients/terms/llama/", "ar/patients/crosswalk/"
ARABIC = """\
title: كيف تدندن اللاما
summary: إنها تزفر.
meaning: إنها مطمئنة.
steps: [{title: نفس, text: يجري الهواء.}]
"""


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pages of the flock in Arabic, its interface words in English."""
    folder = tmp_path_factory.mktemp("right-to-left")
    lay_out(folder, {**{path: text for path, text in HOSTED.items() if "/ko/" not in path},
                     "content/translations/ar/mechanisms/how-a-llama-hums.yaml": ARABIC})
    locales = folder / "locales"
    locales.mkdir()
    for lang in ("en", "ar"):
        shutil.copy(LOCALES / "en.yaml", locales / f"{lang}.yaml")
    site = build(Folders(folder, locales=locales), Settings(("en", "ar")))
    assert [str(problem) for problem in site.diagnostics] == []
    for file in site.files:
        if file.path.startswith("embed/") or "/embed/" in file.path:
            lay_out(folder / "site", {file.path: file.text})
    return {page.url: page for page in site.pages} | {"folder": folder / "site"}


@pytest.fixture
def show(new_page: NewPage, bodies: dict[str, Any]) -> Iterator[Any]:
    page = new_page(viewport={"width": 390, "height": 844})

    def show(url: str) -> Page:
        """A body with our style sheet and nothing around it, as on a phone."""
        made = bodies[url]
        page.set_content(
            f'<!doctype html><html lang="{made.lang}" dir="{made.direction}">'
            '<meta name="viewport" content="width=device-width">'
            f'<body data-md-color-scheme="default"><main class="md-typeset">{made.text}</main>')
        page.add_style_tag(content=embedding.files()["assets/entry.css"])
        page.add_style_tag(path=ROOT / "overrides/assets/evidence.css")
        return page

    yield show


@pytest.mark.parametrize("url", [MECHANISM, CLAIM, TERM, CROSSWALK])
def test_the_direction_is_that_of_the_language_and_nothing_runs_out(show: Any, url: str) -> None:
    page = show(url)
    assert page.evaluate("document.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("""() => [...document.querySelectorAll("main *")].filter(element =>
      !element.closest(".ne-sr, svg") && element.getBoundingClientRect().width
      && element.getBoundingClientRect().left < -1).map(element => element.outerHTML)""") == []


def test_the_number_of_a_step_stands_on_the_right(show: Any) -> None:
    step = show(MECHANISM).locator(".ne-steps > li")
    expect(step.locator("h3")).to_have_text("نفس")
    disc = step.evaluate("""step => {
      const disc = getComputedStyle(step, "::before"), own = getComputedStyle(step);
      return [disc.right, parseFloat(disc.left) > 200, parseFloat(own.paddingRight) > 20,
              own.paddingLeft];
    }""")
    assert disc == ["0px", True, True, "0px"]


def test_the_shape_of_a_verdict_stands_before_its_word(show: Any) -> None:
    """And so it stands on the right of it."""
    verdict = show(CLAIM).locator(".ne-verdict").first
    shape, word = verdict.evaluate("""verdict => {
      const range = document.createRange();
      range.selectNodeContents(verdict.lastChild);
      return [verdict.querySelector("svg"), range].map(one => one.getBoundingClientRect().left);
    }""")
    assert shape > word


def test_what_is_not_translated_keeps_its_own_direction(show: Any) -> None:
    foreign = show(CLAIM).locator(".ne-foreign").first
    expect(foreign).to_have_attribute("lang", "en")
    expect(foreign).to_have_css("direction", "ltr")
    expect(foreign).to_have_css("text-align", "start")


@pytest.mark.parametrize("url", [MECHANISM, CLAIM, TERM])
def test_an_embed_is_written_from_right_to_left(
    new_page: NewPage, bodies: dict[str, Any], url: str
) -> None:
    """It brings its own direction along, and nothing of it runs out of a narrow frame."""
    page = new_page(viewport={"width": 320, "height": 800})
    with served(bodies["folder"]) as address:
        page.goto(f"{address}/{addresses.embed(url)}")
        assert page.evaluate("document.dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        first = page.locator("h2").first
        expect(first).to_have_css("text-align", "start")
        box = first.bounding_box()
        assert box and box["x"] + box["width"] > 290
