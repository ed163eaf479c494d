"""Editions (language × audience) and the locale that gives each language its words.

Numbers, dates, lists, plurals and direction follow the Unicode CLDR through Babel; the interface
words come from ``locales/<lang>.yaml`` and are handed in as plain values.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

import babel
import babel.dates
import babel.lists
import babel.numbers

Audience = Literal["patient", "clinician"]
AUDIENCES: tuple[Audience, ...] = ("patient", "clinician")
AUDIENCE_FOLDERS: Mapping[str, str] = {"patient": "patients", "clinician": "clinicians"}
SOURCE_LANGUAGE = "en"
CLDR_NAMES: Mapping[str, str] = {"en": "en-GB"}
"""The regional form of a language whose texts follow one: ours are in British English."""


@dataclass(frozen=True, order=True)
class Edition:
    """One language for one audience: ``Edition("ko", "patient")``."""

    lang: str
    audience: Audience

    @property
    def base(self) -> str:
        """The folder of the edition, as the start of its URLs: ``ko/patients/``."""
        return f"{self.lang}/{AUDIENCE_FOLDERS[self.audience]}/"

    def with_audience(self, audience: Audience) -> Edition:
        return Edition(self.lang, audience)

    def with_lang(self, lang: str) -> Edition:
        return Edition(lang, self.audience)


def editions(languages: Iterable[str]) -> tuple[Edition, ...]:
    """Every edition of the given languages, in reading order."""
    return tuple(Edition(lang, audience) for lang in languages for audience in AUDIENCES)


@dataclass(frozen=True)
class Locale:
    """How one language says things: its words, and CLDR for everything that is not a word."""

    lang: str
    words: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def cldr(self) -> babel.Locale:
        try:
            return babel.Locale.parse(CLDR_NAMES.get(self.lang, self.lang), sep="-")
        except (babel.UnknownLocaleError, ValueError):
            # That the language has no words has been said; a served site goes on all the same.
            return babel.Locale.parse(CLDR_NAMES[SOURCE_LANGUAGE], sep="-")

    @cached_property
    def direction(self) -> str:
        return str(self.cldr.text_direction)

    @property
    def name(self) -> str:
        """The language's own name for itself."""
        return str(self.words.get("language-name") or self.cldr.get_display_name(self.cldr))

    def has(self, key: str) -> bool:
        return key in self.words

    def t(self, key: str, **values: Any) -> str:
        """The words for a key; ``n`` picks the plural form, ``{name}`` places are filled in."""
        said = self.words.get(key, key)
        if isinstance(said, Mapping):
            form = str(self.cldr.plural_form(values.get("n", 0)))
            said = said.get(form) or said.get("other") or key
            if isinstance(values.get("n"), int):
                values["n"] = self.number(values["n"])
        if "{" not in said:
            return str(said)
        filled = re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), str(said))
        return _with_particles(filled) if self.lang == "ko" else filled

    def number(self, value: float | str, *, signed: bool = False) -> str:
        """A number as the language writes it, with the decimals it was reported with."""
        text = str(value)
        number = _number(self.cldr, text.lstrip("+"))
        return f"+{number}" if signed and not text.startswith("-") else number

    def percent(self, value: float | str) -> str:
        """A percentage given as a number of hundredths: 36.7 is "36.7%"."""
        sign = "%"
        pattern = str(self.cldr.percent_formats[None].pattern)
        gap = re.search(r"0([^0%#.,]*)%", pattern)
        return f"{self.number(value)}{gap[1] if gap else ''}{sign}"

    def date(self, value: datetime.date, form: str = "long") -> str:
        """A date; ``form`` is a length or a pattern of the CLDR."""
        return babel.dates.format_date(value, format=form, locale=self.cldr)

    def list(self, items: Iterable[str]) -> str:
        return babel.lists.format_list(list(items), locale=self.cldr)

    def territory(self, code: str) -> str:
        return str(self.cldr.territories.get(code, code))


@lru_cache(maxsize=10_000)
def _number(cldr: babel.Locale, text: str) -> str:
    """A number with its own decimals, the language's separators and a real minus sign."""
    decimals = len(text.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    number = babel.numbers.format_decimal(
        text, format=pattern, locale=cldr, numbering_system="latn"
    )
    return str(number).replace("-", "\N{MINUS SIGN}")


_PARTICLES = re.compile(r"([가-힣])(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)")


def _with_particles(text: str) -> str:
    """Korean particles in the form that the sound before them asks for: 침 + 은(는) is 침은."""

    def choose(match: re.Match[str]) -> str:
        final = (ord(match[1]) - 0xAC00) % 28
        with_final, without = {
            "은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"),
            "과(와)": ("과", "와"), "(으)로": ("으로", "로"),
        }[match[2]]
        rieul = final == 8 and match[2] == "(으)로"
        return match[1] + (with_final if final and not rieul else without)

    return _PARTICLES.sub(choose, text)
