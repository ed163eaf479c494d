"""Indexes: complete lists in groups, and the facets by which a script narrows them down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import Write
from evidence.outputs import Page
from evidence.pages.facets import FACETS
from reading import elements, values
from samples import completed, record
from test_pages import make

ASSETS = Path(__file__).parents[1] / "overrides/assets"
HERD: Mapping[str, str] = completed({
    "bibliography/herd.bib": record("alpaca1938", "1938") + record("camel2003", "2003")
    + record("vicuna2012", "2012"),
    "content/studies/alpaca1938.yaml":
        "design: rct\ncomparator: Grass.\ntechnique: injection\ntopics: [history, twitch]\n",
    "content/studies/camel2003.yaml": "read: full-text\nunconfirmed: [year]\ntopics: [twitch]\n",
    "content/studies/vicuna2012.yaml": "design: rct\ncomparator: Grass.\ntechnique: mixed\n",
    "content/claims/llamas-spit.yaml":
        "verdict: not-checkable\ntopics: [safety, twitch]\nstatement: Llamas spit.\n",
    "content/faqs/do-llamas-spit.yaml": "category: safety\n",
    "content/terms/alpaca.yaml":
        "tradition: acupuncture\nlabels: {en: [{text: alpaca, status: preferred, seen: true}]}\n",
})


@pytest.fixture
def made(write: Write) -> Mapping[str, Page]:
    return make(write, dict(HERD))


def cards(page: Page) -> dict[str, dict[str, str]]:
    """What each card of a list says of its entry, by the id of the entry."""
    found = {}
    for card in re.findall(r'<li class="ne-card .*?</li>', page.text, flags=re.S):
        (_, attributes), *_ = elements(card)
        link = values(card, "href")[0].rstrip("/").rpartition("/")[2]
        found[link] = {name.removeprefix("data-"): value or ""
                       for name, value in attributes.items() if name.startswith("data-")}
    return found


def options(page: Page) -> dict[str, list[tuple[str, str]]]:
    """The choices of each facet: value and words."""
    return {
        name: re.findall(r'<option value="([^"]+)">(.*?)</option>', choices)
        for name, choices in re.findall(r'<select name="(\w+)">(.*?)</select>', page.text,
                                        flags=re.S)
    }


def test_a_card_says_what_its_list_can_be_narrowed_down_by(made: Mapping[str, Page]) -> None:
    assert cards(made["en/patients/studies/"]) == {
        "vicuna2012": {"design": "rct", "topic": "", "technique": "mixed", "year": "2010s"},
        "alpaca1938": {"design": "rct", "topic": "history twitch", "technique": "injection",
                       "year": "1930s"},
        "sheep2015": {"design": "survey", "topic": "", "technique": "none", "year": "2010s"},
        "llamas2014": {"design": "survey", "topic": "", "technique": "none", "year": "2010s"},
        "camel2003": {"design": "survey", "topic": "twitch", "technique": "none",
                      "year": "unknown"},
    }
    assert cards(made["en/patients/claims/"])["llamas-spit"] == {
        "verdict": "not-checkable", "topic": "safety twitch"}
    assert cards(made["en/patients/faqs/"])["do-llamas-spit"] == {
        "category": "safety", "topic": ""}
    assert cards(made["en/patients/terms/"])["alpaca"] == {
        "tradition": "acupuncture", "topic": ""}


def test_each_choice_says_how_many_it_would_show(made: Mapping[str, Page]) -> None:
    assert options(made["en/clinicians/studies/"]) == {
        "design": [("rct", "Randomised trial (2)"), ("survey", "Survey (3)")],
        "topic": [("history", "History (1)"), ("twitch", "The twitch (2)")],
        "technique": [("injection", "Injection (1)"), ("mixed", "Mixed techniques (1)"),
                      ("none", "No needling treatment (3)")],
        "year": [("2010s", "2010s (3)"), ("1930s", "1930s (1)"), ("unknown", "Not confirmed (1)")],
    }
    assert options(made["ko/patients/studies/"])["year"] == [
        ("2010s", "2010년대 (3)"), ("1930s", "1930년대 (1)"), ("unknown", "확인되지 않음 (1)")]
    assert options(made["en/patients/claims/"])["verdict"] == [
        ("supported", "Holds (1)"), ("not-checkable", "Cannot be checked (1)")]


@pytest.mark.parametrize("folder", FACETS)
def test_every_value_of_a_card_is_a_choice_with_its_count(
    made: Mapping[str, Page], folder: str
) -> None:
    page = made[f"en/clinicians/{folder}/"]
    said = list(cards(page).values())
    for name, choices in options(page).items():
        assert {value: int(words.rpartition("(")[2][:-1]) for value, words in choices} == {
            value: sum(value in card[name].split() for card in said)
            for card in said for value in card[name].split()}


def test_a_facet_that_makes_no_list_shorter_is_not_offered(write: Write) -> None:
    made = make(write, {})
    assert options(made["en/patients/studies/"]) == {}
    assert "ne-find" not in made["en/patients/claims/"].text
    assert {page.scripts for url, page in made.items()
            if "/crosswalk/" not in url and not url.endswith(("/terms/", "/embed/"))} == {()}


def test_only_lists_with_facets_have_the_script(made: Mapping[str, Page]) -> None:
    with_script = [url for url, page in made.items() if "assets/filters.js" in page.scripts]
    assert sorted(with_script) == sorted(
        f"{lang}/{audience}/{folder}/" for lang in ("en", "ko")
        for audience in ("patients", "clinicians") for folder in (*FACETS, "crosswalk"))
    assert {page.scripts for url, page in made.items() if not url.endswith("/embed/")} == {
        (), ("assets/filters.js",)}


def test_without_script_links_lead_to_the_groups(made: Mapping[str, Page]) -> None:
    page = made["en/patients/studies/"]
    links = page.text.partition('<nav class="ne-jump"')[2].partition("</nav>")[0]
    assert values(links, "href") == ["#rct", "#survey"]
    assert "hidden" not in {name for _, attributes in elements(page.text) for name in attributes}


def test_every_control_has_its_label(made: Mapping[str, Page]) -> None:
    form = made["en/patients/studies/"].text.partition("<form")[2].partition("</form>")[0]
    labels = re.findall(r"<label.*?</label>", form, flags=re.S)
    assert [re.findall(r"<span>(.*?)</span><(\w+)", label) for label in labels] == [
        [("Find in this list", "input")], [("Design", "select")], [("Topic", "select")],
        [("Technique", "select")], [("Year", "select")]]
    assert ">5 of 5 shown</output>" in form


def test_clinicians_may_see_the_studies_as_a_table(made: Mapping[str, Page]) -> None:
    with_switch = [url for url, page in made.items() if 'class="ne-dense"' in page.text]
    assert with_switch == ["en/clinicians/studies/", "ko/clinicians/studies/"]
    text = made["en/clinicians/studies/"].text
    card = re.findall(r'<p class="ne-card__meta ne-card__facts">(.*?)</p>', text)[-1]
    assert re.sub("<[^>]+>", "", card).split("  ") == [
        "Survey size not stated No needling treatment Read by us: the full text"]


def test_the_script_is_small_and_keeps_to_itself() -> None:
    script = (ASSETS / "filters.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 3072
    assert re.findall(r"https?:|fetch|[sS]torage|cookie|innerHTML", script) == []
