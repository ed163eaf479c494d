"""Fonts for pictures: which one of this machine has the letters of a text.

A font comes from a package (the families that fontpkg finds, Noto Sans among them) or, where none
of those has all letters of a text, from the machine by way of fontconfig. A text for which there is
no font is not drawn: boxes in place of letters say nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import babel
import fontpkg
from fontTools.ttLib import TTFont
from PIL import ImageFont, features

REGULAR, BOLD = 400, 700
UNIT = 100
"""The size in which lines are measured: their length grows with their letters."""
_FC_WEIGHT = {REGULAR: 80, BOLD: 200}


@dataclass(frozen=True)
class Face:
    """One font in a file, in one weight where the file has many."""

    path: str
    index: int
    weight: int
    variable: bool = False

    @cached_property
    def letters(self) -> frozenset[str]:
        """The signs that the font can draw."""
        with TTFont(self.path, fontNumber=self.index & 0xFFFF, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in a size, in pixels."""
        return _opened(self, size)

    def length(self, text: str, size: float) -> float:
        """How long a line is, in pixels."""
        return _length(self, text) * size / UNIT


@lru_cache(maxsize=200)
def _opened(face: Face, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(face.path, size, face.index)
    if face.variable:
        font.set_variation_by_axes([
            face.weight if axis["name"] in (b"Weight", "Weight") else axis["default"] or 0
            for axis in font.get_variation_axes()])
    return font


@lru_cache(maxsize=10_000)
def _length(face: Face, text: str) -> float:
    return _opened(face, UNIT).getlength(text)


class Lettering:
    """The fonts of this machine, as far as a build has asked for them."""

    def __init__(self) -> None:
        self._packaged = {weight: tuple(packaged(weight)) for weight in (REGULAR, BOLD)}
        # The faces of the machine for a language and a weight, in the order in which they came.
        self._machine: dict[tuple[str, int], list[Face]] = {}
        self._faces: dict[Face, Face] = {}
        # Letters for which a language has no face.
        self._lacking: set[tuple[str, str]] = set()

    def face(self, text: str, lang: str, weight: int = REGULAR) -> Face | None:
        """The first font that has every letter of a text; None where there is none."""
        needed = frozenset(needed_letters(text))
        if not features.check("raqm") and any(map(_is_joined, needed)):
            return None
        known = (*self._packaged[weight], *self._of_machine(lang, weight))
        if found := next((face for face in known if needed <= face.letters), None):
            return found
        letters = "".join(sorted(needed))
        if (lang, letters) in self._lacking:
            return None
        face = self._asked(f"{_lang(lang)}:{_charset(letters)}", lang, weight)
        if face and needed <= face.letters:
            return face
        self._lacking.add((lang, letters))
        return None

    def reads(self, texts: Iterable[str], lang: str) -> bool:
        """Whether there are fonts for every text, in both weights."""
        return all(self.face(text, lang, weight) for text in texts for weight in (REGULAR, BOLD))

    def _of_machine(self, lang: str, weight: int) -> list[Face]:
        """What fontconfig thinks best for a language, and what was found for it since."""
        if (lang, weight) not in self._machine:
            self._machine[lang, weight] = []
            self._asked(_lang(lang), lang, weight)
        return self._machine[lang, weight]

    def _asked(self, pattern: str, lang: str, weight: int) -> Face | None:
        """Ask fontconfig, and remember what it says; each face and its letters are held once."""
        found = matched(pattern, weight)
        if found is None:
            return None
        face, known = self._faces.setdefault(found, found), self._machine[lang, weight]
        if face not in known:
            known.append(face)
        return face


def _lang(lang: str) -> str:
    """A language for fontconfig, with its likely country where that tells scripts apart."""
    name = fontconfig_name(lang)
    return f"lang={name}:lang={name.partition('-')[0]}"


def _charset(letters: str) -> str:
    return "charset=" + " ".join(f"{ord(letter):x}" for letter in letters)


def packaged(weight: int) -> Iterator[Face]:
    """The fonts that came as packages, Noto Sans first."""
    families = fontpkg.families()
    for slug in sorted(families, key=lambda slug: (slug != "noto-sans", slug)):
        try:
            file = fontpkg.select_file(families[slug], weight, "normal", nearest=True)
        except fontpkg.FontpkgError:
            continue
        yield Face(str(file.path), 0, weight, file.variable)


def matched(asked: str, weight: int) -> Face | None:
    """The font of the machine that suits best, by fontconfig's own judgement."""
    if (command := shutil.which("fc-match")) is None:
        return None
    pattern = f"sans-serif:{asked}:weight={_FC_WEIGHT[weight]}"
    done = subprocess.run(  # noqa: S603 no shell; letters are passed as numbers
        [command, "-f", "%{file}\t%{index}", pattern], capture_output=True, text=True, check=False)
    path, _, index = done.stdout.partition("\t")
    return Face(path, int(index), weight) if path and index.isdecimal() else None


def fontconfig_name(lang: str) -> str:
    """A language as fontconfig calls it, by its likely country: ``zh-Hant`` is ``zh-tw``."""
    likely = babel.core.get_global("likely_subtags")
    code = lang.replace("-", "_")
    full = babel.Locale.parse(likely.get(code, code))
    return "-".join(filter(None, (full.language, full.territory))).lower()


def needed_letters(text: str) -> Iterator[str]:
    """The signs of a text that leave something on the paper."""
    for sign in text:
        if not sign.isspace() and unicodedata.category(sign) != "Cf" and not "\ufe00" <= sign <= (
                "\ufe0f"):
            yield sign


def _is_joined(sign: str) -> bool:
    """Whether a sign stands in a script whose letters are joined, stacked or turned round."""
    return unicodedata.bidirectional(sign) in ("R", "AL", "AN") or unicodedata.category(sign) in (
        "Mn", "Mc")
