"""Terms in running text: what is found, in which languages, and what is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.editions import Edition
from evidence.entries.term import Term
from evidence.entries.text import Passage
from evidence.glossing import Glossary
from evidence.library import Library
from evidence.loading import Folders, load_locales
from evidence.markup import PageMarkup, SiteMarkup
from evidence.prose import marks


def term(name: str, tradition: str, labels: dict[str, list[str]], **more: object) -> Term:
    return Term.model_validate({
        "id": name, "tradition": tradition, "domain": "points", "updated": "2026-11-21",
        "definition": f"What {name} is.", **more,
        "labels": {lang: tuple({
            "text": text.strip("!?"), "seen": "true", "ambiguous": "true" if "?" in text else
            "false", "status": "avoid" if "!" in text else "preferred" if n == 0 else
            "alternative"} for n, text in enumerate(texts)) for lang, texts in labels.items()},
    })


TERMS = (
    term("trigger-point", "dry-needling", {
        "en": ["trigger point", "myofascial trigger point"], "ko": ["통증유발점"],
        "zh-Hant": ["激痛點"], "es": ["punto gatillo"], "fr": ["point trigger"],
        "pt-BR": ["ponto-gatilho"]},
        mappings=({"to": "ashi-point", "relation": "broad", "confidence": "low", "note": "x"},)),
    term("ashi-point", "acupuncture", {
        "en": ["Ashi point", "spot!"], "ko": ["아시혈"], "zh-Hant": ["阿是穴"],
        "es": ["punto Ashi"]}),
    term("channel", "acupuncture", {"en": ["channel?"]},
         mappings=({"relation": "none", "confidence": "low", "note": "x"},)),
    term("qi", "acupuncture", {"en": ["qi"], "zh-Hant": ["氣"]}),
    term("one", "dry-needling", {"en": ["needle feeling"]}),
    term("two", "acupuncture", {"en": ["needle feeling", "de qi"]}),
)
LIBRARY = Library(entries={one.id: one for one in TERMS})


@pytest.mark.parametrize(("lang", "text", "found"), [
    ("en", "A trigger point hurts.", ["trigger point"]),
    ("en", "Trigger points hurt; a Myofascial\ntrigger point too.",
     ["Trigger points", "Myofascial\ntrigger point"]),
    ("en", "Retrigger pointless, trigger-point.", []),
    ("en", "A spot in the potassium channel.", []),  # to avoid; of other senses
    ("en", "The needle feeling, and de qi.", ["de qi"]),  # a word of two terms
    ("en", "[[ashi-point|a trigger point]] [@x] {a.b}", []),
    ("en", "[trigger point](https://a.b/) <https://a.b/qi>\n# Qi", []),
    ("en", "**qi** and *de qi*", ["qi", "de qi"]),
    ("ko", "통증유발점은 아프고, 아시혈도 아픕니다.", ["통증유발점", "아시혈"]),
    ("ko", "통증유발점에서 아시혈까지", ["통증유발점", "아시혈"]),
    ("ko", "아시혈학 비통증유발점", []),
    ("zh-Hant", "所謂激痛點與阿是穴並不相同。", ["激痛點", "阿是穴"]),
    ("zh-Hant", "氣", []),  # one sign is in too many words
    ("es", "Los puntos gatillo y los puntos Ashi", ["puntos gatillo", "puntos Ashi"]),
    ("fr", "Les points triggers", ["points triggers"]),
    ("pt-BR", "Pontos-gatilho?", []),
    ("ar", "trigger point", []),
])
def test_what_is_found(lang: str, text: str, found: list[str]) -> None:
    said = Glossary(LIBRARY, lang).glossed(text)
    assert [mark.label for mark in marks(said) if getattr(mark, "auto", False)] == found
    assert re.sub(r"\[\[~[a-z-]+\|([^\]]*)\]\]", r"\1", said) == text


@given(st.lists(st.sampled_from(["trigger point", "[[", "]]", "qi", "~", "|", "[@", "{", "}", " ",
                                 "\n", "# ", "](", "[", "de qi", "Ashi points"])).map("".join))
def test_no_text_is_lost(text: str) -> None:
    said = Glossary(LIBRARY, "en").glossed(text)
    assert re.sub(r"\[\[~[a-z-]+\|([^\]]*)\]\]", r"\1", said) == text


@pytest.fixture
def here(tmp_path: Path) -> PageMarkup:
    locales = load_locales(Folders(tmp_path), ("en",), [])
    library = Library(entries=LIBRARY.entries, locales=locales)
    return PageMarkup(SiteMarkup(library, "vancouver"), Edition("en", "patient"),
                      "en/patients/terms/qi/")


def test_the_first_mention_on_a_page_is_a_link_and_no_other(here: PageMarkup) -> None:
    first, second = here.prose(Passage("A trigger point.")), here.prose(Passage("Trigger points."))
    assert first == ('<p>A <a href="../trigger-point/" class="ne-term" '
                     'data-gloss="What trigger-point is." data-acupuncture="Ashi point (wider)">'
                     "trigger point</a>.</p>")
    assert second == "<p>Trigger points.</p>"


def test_what_an_author_links_counts_as_the_first_mention(here: PageMarkup) -> None:
    here.prose(Passage("[[trigger-point]]"))
    assert here.prose(Passage("Trigger points.")) == "<p>Trigger points.</p>"


def test_a_term_is_not_linked_to_itself(here: PageMarkup) -> None:
    assert here.prose(Passage("What qi is.")) == "<p>What qi is.</p>"


def test_the_words_of_the_other_tradition_say_how_they_stand_to_it(here: PageMarkup) -> None:
    assert here.other_words("trigger-point") == {"acupuncture": "Ashi point (wider)"}
    assert here.other_words("ashi-point") == {"dry-needling": "trigger point (narrower)"}
    assert here.other_words("channel") == {"alone": "Dry needling has no such term."}
    assert here.other_words("qi") == {}
