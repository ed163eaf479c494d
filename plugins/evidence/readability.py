"""How hard a text is to read, by a formula of its own language where there is one.

Formulas: Flesch-Kincaid grade (Kincaid et al. 1975) for English; Szigriszt-Pazos perspicuity
(Barrio-Cantalejo et al. 2008, INFLESZ) for Spanish; Flesch after Martins et al. (1996) for
Portuguese; Flesch after Kandel and Moles (1958) for French. Korean, Chinese and Japanese have no
established formula for health texts: for these there is the length of the longer sentences, which
is a heuristic and called so.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SHORTEST = 25
"""Words below which a score means nothing."""
SENTENCE_END = re.compile(r"(?<=[.!?؟])[\"'”’»)\]]*\s+|(?<=[。！？])[」』”）]*|\n{2,}|\n\s*[-*]\s")
_LATIN_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœ]+")
_HIATUS = re.compile(r"[aeoáéó][íú]|[íú][aeoáéó]|[aeoáéó][aeoáéó]")


@dataclass(frozen=True)
class Measure:
    """A formula: its name, whether a high score is an easy text, and the target for patients."""

    name: str
    easier_up: bool
    target: float
    heuristic: bool = False


@dataclass(frozen=True)
class _Counts:
    words: int
    sentences: int
    syllables: int


def measure_of(lang: str) -> Measure | None:
    """The measure of a language; None where we have none."""
    found = _FORMULAS.get(_base(lang))
    if found:
        return found[0]
    return LONG_SENTENCES if _base(lang) in ("ko", "zh", "ja") else None


def score(text: str, lang: str) -> float | None:
    """The score of a text; None for too short a text, or a language without a measure."""
    if measure_of(lang) is LONG_SENTENCES:
        return _long_sentences(text)
    formula, counts = _FORMULAS.get(_base(lang)), _count(text, _base(lang))
    if formula is None or counts.words < SHORTEST:
        return None
    return round(formula[1](counts), 1)


def _base(lang: str) -> str:
    return lang.split("-")[0]


def _count(text: str, lang: str) -> _Counts:
    words = _LATIN_WORD.findall(text)
    sentences = [part for part in SENTENCE_END.split(text) if _LATIN_WORD.search(part)]
    count = _SYLLABLES.get(lang, _by_vowels)
    return _Counts(len(words), max(len(sentences), 1), sum(count(word.lower()) for word in words))


def _by_vowels(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)))


def _english(word: str) -> int:
    """Groups of vowels, without the e that nobody says."""
    count = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and count > 1
    silent = silent or (word.endswith(("ed", "es")) and count > 1
                        and not word.endswith(("ted", "ded", "ses", "ces", "zes", "ges", "les")))
    return max(1, count - silent)


def _iberian(word: str) -> int:
    """Groups of vowels; two strong ones, or a strong one beside an accent, are two syllables."""
    return _by_vowels(word) + len(_HIATUS.findall(word))


def _french(word: str) -> int:
    count = _by_vowels(word)
    silent = re.search(r"[^aeiouyéèêàâîôû](?:e|es|ent)$", word) and count > 1
    return count - bool(silent)


def _long_sentences(text: str) -> float | None:
    """The length that nine of ten sentences do not pass, in signs of the script."""
    lengths = [len(_SIGN.findall(part)) for part in SENTENCE_END.split(text)]
    lengths = [length for length in lengths if length]
    if sum(lengths) < SHORTEST or len(lengths) < 2:
        return None
    return round(statistics.quantiles(lengths, n=10, method="inclusive")[-1], 1)


_SYLLABLES: Mapping[str, Callable[[str], int]] = {
    "en": _english, "es": _iberian, "pt": _iberian, "fr": _french,
}
_FORMULAS: Mapping[str, tuple[Measure, Callable[[_Counts], float]]] = {
    "en": (Measure("Flesch-Kincaid", False, 8),
           lambda c: 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59),
    "es": (Measure("Szigriszt-Pazos (INFLESZ)", True, 65),
           lambda c: 206.835 - 62.3 * c.syllables / c.words - c.words / c.sentences),
    "pt": (Measure("Flesch-Martins", True, 60),
           lambda c: 248.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words),
    "fr": (Measure("Kandel-Moles", True, 60),
           lambda c: 207 - 1.015 * c.words / c.sentences - 73.6 * c.syllables / c.words),
}
LONG_SENTENCES = Measure("90 % of sentences", False, 40, heuristic=True)
