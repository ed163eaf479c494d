"""Rules on translations: the same numbers as their source, its terms, and safety texts shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.diagnostics import Diagnostic
from evidence.entries.base import Entry
from evidence.entries.term import Term
from evidence.entries.text import Path, Text, ancestors, text_at, texts
from evidence.library import Library, Translation, distinct_parts
from evidence.prose import blanked
from evidence.rules.written import Written, translations

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS: Mapping[str, tuple[str, ...]] = {
    **{word: (str(n),) for n, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen", "twenty"))},
    **{word: (str(n),) for n, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth"), 1)},
    **{word: (str(10 * n),) for n, word in enumerate(TENS, 2)},
    **{month: (str(n),) for n, month in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), 1)},
    "hundred": ("100",), "hundreds": ("100",),
    "thousand": ("1000",), "thousands": ("1000",), "million": ("1000000",), "dozen": ("12",),
    "half": ("2", "1", "50", "0.5", "30"), "quarter": ("4", "1", "25", "15"), "thirds": ("3",),
    "once": ("1",), "twice": ("2",), "both": ("2",), "pair": ("2",), "single": ("1",),
    "a": ("1",), "an": ("1",), "each": ("1",), "every": ("1",), "per": ("1",),
    "daily": ("1",), "weekly": ("1",), "monthly": ("1",), "yearly": ("1",),
    "no": ("0",), "none": ("0",), "never": ("0",), "without": ("0",),
}
"""What an English word may be in digits: "half an hour" is 30 minutes, "weekly" once in 1 week."""
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"\d+(?:[.,]\d+)*")
_SPOKEN_OF = re.compile(r"\*[^*\n]+\*|“[^”]*”|«[^»]*»|「[^」]*」|\"[^\"]*\"")
"""Words that a text speaks of, and does not use itself."""
_SCALES: Mapping[str, int] = {"천": 10**3, "만": 10**4, "억": 10**8, "千": 10**3, "万": 10**4}
_WORD = re.compile(r"[a-z]+")
_COMPOUND = re.compile(rf"\b({'|'.join(TENS)})-(one|two|three|four|five|six|seven|eight|nine)\b")


def different_numbers(library: Library) -> Iterator[Diagnostic]:
    """A translation has no number that its source has not.

    A word may become digits: what is "three days" in English may be "3일" in Korean.
    """
    for said in translations(library):
        if not _DIGIT.search(said.text):
            continue
        bare = blanked(said.text)
        found = list(_NUMBER.finditer(bare))
        if not found:
            continue
        known = _numbers(text_at(said.entry, said.path).to(said.audience).text)
        for match in found:
            number, scale = _plain(match[0]), _SCALES.get(bare[match.end():match.end() + 1], 1)
            if number not in known and str(int(float(number) * scale)) not in known:
                yield Diagnostic(
                    "different-numbers",
                    f"{'.'.join(map(str, said.path))}: the source has no {match[0]!r}",
                    said.place(match[0], said.text.count(match[0], 0, match.start())),
                    "compare the two texts",
                )


def forbidden_label(library: Library) -> Iterator[Diagnostic]:
    """No translation uses a word that its term says is better avoided.

    Terms may speak of such words, and so may whoever sets them in italics or quotation marks.
    """
    by_lang: dict[str, list[Written]] = {}
    for said in translations(library):
        by_lang.setdefault(said.lang, []).append(said)
    for lang, texts_of_it in by_lang.items():
        words = _forbidden(library, lang)
        if not words:
            continue
        pattern = re.compile("|".join(rf"(?<![^\W_]){re.escape(word)}" for word in sorted(
            words, key=len, reverse=True)), re.I)
        for said in texts_of_it:
            if isinstance(said.entry, Term) or not pattern.search(said.text):
                continue
            bare = _SPOKEN_OF.sub(lambda m: " " * len(m[0]),
                                  blanked(said.text))
            for match in pattern.finditer(bare):
                term, right = words[match[0].casefold()]
                yield Diagnostic(
                    "forbidden-label",
                    f"{'.'.join(map(str, said.path))}: {match[0]!r} is better avoided, says"
                    f" {term!r}", said.place(match[0]), f"write {right!r}")


def withheld_safety(library: Library) -> Iterator[Diagnostic]:
    """A safety text reaches its readers in their language: it is current, and a person has read it.

    Where it is not, they get the text of the source.
    """
    guarded = {identifier: paths for identifier, entry in library.entries.items()
               if (paths := _safety_texts(entry))}
    for (_, identifier), translation in library.translations.items():
        for path in guarded.get(identifier, ()):
            yield from _withheld(translation, path, text_at(translation.entry, path))


def _safety_texts(entry: Entry) -> list[Path]:
    return [path for path, _ in texts(entry)
            if any(getattr(part, "safety", False) for part in ancestors(entry, path))]


def _withheld(translation: Translation, path: Path, text: Text) -> Iterator[Diagnostic]:
    machine = translation.status == "machine"
    why = "a machine made it" if machine else "its source has changed"
    for audience, passage in distinct_parts(text):
        steps = (*path, audience) if isinstance(translation.source.at(*path), dict) else path
        given = translation.source.at(*steps)
        if passage.state == "missing" and isinstance(given, str) and given.strip():
            yield Diagnostic(
                "withheld-safety", f"{'.'.join(map(str, steps))}: a safety text that is not shown, "
                f"because {why}", translation.source.locate(*steps),
                "have a person read it, then set 'status: draft'" if machine else
                "compare it with the source, then run evidence translations update", "warning")


def _forbidden(library: Library, lang: str) -> dict[str, tuple[str, str]]:
    """Each label to avoid in a language, with its term and the preferred label.

    What another term prefers is not to be avoided everywhere.
    """
    terms = library.of_type(Term)
    good = {label.text.casefold() for term in terms for label in term.labels.get(lang, ())  # type: ignore[call-overload]
            if label.status != "avoid"}
    return {label.text.casefold(): (term.id, term.label(lang).text) for term in terms
            for label in term.labels.get(lang, ())  # type: ignore[call-overload]
            if label.status == "avoid" and label.text.casefold() not in good}


def _numbers(text: str) -> set[str]:
    """Every number of an English text, written in digits or in words."""
    found = {_plain(number) for number in _NUMBER.findall(text)}
    for word in _WORD.findall(text.lower()):
        found.update(NUMBER_WORDS.get(word, ()))
    for ten, one in _COMPOUND.findall(text.lower()):
        found.add(str(int(NUMBER_WORDS[ten][0]) + int(NUMBER_WORDS[one][0])))
    return found


def _plain(number: str) -> str:
    """A number without its separators of thousands: "20,827" is "20827"."""
    return re.sub(r",(?=\d{3}(?!\d))", "", number).replace(",", ".")
