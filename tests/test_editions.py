"""Editions and locales: addresses, and how each language writes what is not a word."""

from __future__ import annotations

import datetime

import babel.numbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.editions import Edition, Locale, editions

LANGUAGES = ("en", "es", "pt-BR", "ko", "zh-Hant", "fr", "de", "ar")


def test_an_edition_is_a_language_for_an_audience_and_has_its_folder() -> None:
    assert [(e, e.base) for e in editions(["en", "pt-BR"])] == [
        (Edition("en", "patient"), "en/patients/"),
        (Edition("en", "clinician"), "en/clinicians/"),
        (Edition("pt-BR", "patient"), "pt-BR/patients/"),
        (Edition("pt-BR", "clinician"), "pt-BR/clinicians/"),
    ]


def test_an_edition_has_neighbours() -> None:
    here = Edition("ko", "patient")
    assert here.with_audience("clinician") == Edition("ko", "clinician")
    assert here.with_lang("fr") == Edition("fr", "patient")


NUMBERS = {
    ("en", "-2.30"): "−2.30",
    ("en", "1234567.80"): "1,234,567.80",
    ("en", "0.20"): "0.20",
    ("en", "+2.5"): "2.5",
    ("en", "0"): "0",
    ("fr", "-2.30"): "−2,30",
    ("fr", "1234567.80"): "1\u202f234\u202f567,80",
    ("de", "1234567.80"): "1.234.567,80",
    ("pt-BR", "1234.5"): "1.234,5",
    ("ko", "1200"): "1,200",
    ("zh-Hant", "-0.5"): "−0.5",
    ("ar", "1200"): "1,200",
}


@pytest.mark.parametrize(("lang", "value"), NUMBERS)
def test_numbers_keep_their_decimals_and_have_a_real_minus_sign(lang: str, value: str) -> None:
    assert Locale(lang).number(value) == NUMBERS[lang, value]


@pytest.mark.parametrize(
    ("value", "written"), [("2.5", "+2.5"), ("-2.5", "−2.5"), (3, "+3"), ("+0.10", "+0.10")]
)
def test_signed_numbers_have_their_sign(value: str | int, written: str) -> None:
    assert Locale("en").number(value, signed=True) == written


@given(st.decimals(min_value=-10**9, max_value=10**9, places=3).map(str))
def test_a_number_in_english_reads_as_what_was_reported(value: str) -> None:
    assert Locale("en").number(value).replace(",", "").replace("−", "-") == value


PERCENTS = {
    "en": "36.7%", "es": "36,7\u00a0%", "pt-BR": "36,7%", "ko": "36.7%", "zh-Hant": "36.7%",
    "fr": "36,7\u00a0%", "de": "36,7\u00a0%", "ar": "36.7%",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_percentages_have_the_space_of_their_language(lang: str) -> None:
    assert Locale(lang).percent("36.7") == PERCENTS[lang]


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"ar"}))
def test_percentages_are_those_of_cldr(lang: str) -> None:
    cldr = Locale(lang).cldr
    assert Locale(lang).percent(42) == babel.numbers.format_percent(0.42, locale=cldr)


DATES = {
    "en": "21 November 2026", "es": "21 de noviembre de 2026", "pt-BR": "21 de novembro de 2026",
    "ko": "2026년 11월 21일", "zh-Hant": "2026年11月21日", "fr": "21 novembre 2026",
    "de": "21. November 2026", "ar": "21 نوفمبر 2026",
}
LISTS = {
    "en": "a, b and c", "es": "a, b y c", "pt-BR": "a, b e c", "ko": "a, b 및 c",
    "zh-Hant": "a、b和c", "fr": "a, b et c", "de": "a, b und c", "ar": "a وb وc",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_and_lists_are_those_of_the_language(lang: str) -> None:
    locale = Locale(lang)
    assert locale.date(datetime.date(2026, 11, 21)) == DATES[lang]
    assert locale.list(["a", "b", "c"]) == LISTS[lang]
    assert (locale.list(["a"]), locale.list([])) == ("a", "")


def test_only_arabic_runs_from_the_right() -> None:
    assert [lang for lang in LANGUAGES if Locale(lang).direction == "rtl"] == ["ar"]


def test_a_country_has_the_name_of_the_language_and_an_unknown_one_its_code() -> None:
    assert [Locale(lang).territory("KR") for lang in ("en", "ko", "fr")] == [
        "South Korea", "대한민국", "Corée du Sud"]
    assert Locale("en").territory("XX") == "XX"


def test_a_language_names_itself() -> None:
    assert Locale("fr").name == "français"
    assert Locale("fr", {"language-name": "Français"}).name == "Français"


WORDS = {
    "plain": "Plain",
    "places": "{who} said {what}",
    "many": {"one": "{n} llama", "other": "{n} llamas"},
    "slavic": {"one": "one", "few": "few", "many": "many", "other": "other"},
    "half": {"other": "{n} things"},
    "none": {},
}


@pytest.mark.parametrize(
    ("lang", "key", "values", "said"),
    [
        ("en", "plain", {}, "Plain"),
        ("en", "unknown.key", {}, "unknown.key"),
        ("en", "places", {"who": "A", "what": "{who}"}, "A said {who}"),
        ("en", "places", {"who": "A"}, "A said {what}"),
        ("en", "many", {"n": 1}, "1 llama"),
        ("en", "many", {"n": 1200}, "1,200 llamas"),
        ("en", "many", {"n": 0}, "0 llamas"),
        ("fr", "many", {"n": 0}, "0 llama"),
        ("ko", "many", {"n": 1}, "1 llamas"),
        ("fr", "many", {"n": 1200}, "1\u202f200 llamas"),
        ("ru", "slavic", {"n": 21}, "one"),
        ("ru", "slavic", {"n": 3}, "few"),
        ("ru", "slavic", {"n": 11}, "many"),
        ("en", "half", {"n": 1}, "1 things"),
        ("en", "none", {"n": 1}, "none"),
    ],
)
def test_words_follow_the_plural_of_the_language_and_are_filled_in_once(
    lang: str, key: str, values: dict[str, object], said: str
) -> None:
    assert Locale(lang, WORDS).t(key, **values) == said
