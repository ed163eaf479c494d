"""Finding the terms that running text mentions, in any of our languages.

A text is read once: the words of all terms make one regular expression, and each find becomes a
link mark with a tilde, ``[[~de-qi|de qi]]``, of which a page shows the first as a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from evidence.entries.term import Term
from evidence.library import Library
from evidence.prose import AUTO, UNTOUCHED

_ENDINGS: Mapping[str, str] = {"en": "(?:es|s)?", "es": "(?:es|s)?", "pt": "(?:es|s)?",
                               "fr": "[sx]?", "de": "(?:en|n|s)?"}
"""What a word of a label may end with in running text."""
_HANGUL = "가-힣"
_SHORT_PARTICLES = "은는이가을를의에와과도로만나란인일라며"
_LONG_PARTICLES = ("으로|보다|이나|이란|부터|까지|처럼|에서|이다|입니|이라|에게|이며|하고|이고|이지"
                   "|마다|조차|밖에|라고|이든|든지")
_AFTER_HANGUL = (rf"(?![{_HANGUL}])|(?=[{_SHORT_PARTICLES}](?![{_HANGUL}]))"
                 rf"|(?={_LONG_PARTICLES})")
"""A Korean word ends where no hangul follows, or a particle does."""
_UNSPACED = re.compile(r"[\u2e80-\u9fff]")


class Glossary:
    """The words of all terms in one language, ready to be found in text."""

    def __init__(self, library: Library, lang: str) -> None:
        self._library, self._lang = library, lang
        self._ending = _ENDINGS.get(lang.split("-")[0], "")
        self._glossed: dict[str, str] = {}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Each label by which a term is known here, in lower case, and the id of its term.

        A word that two terms share is left out, and so is one that is marked ``ambiguous``.
        """
        found: dict[str, str] = {}
        lost: set[str] = set()
        for term in self._library.of_type(Term):
            for label in term.labels.get(self._lang, ()):  # type: ignore[call-overload]
                word = re.sub(r"\s+", " ", label.text).casefold()
                if label.status == "avoid" or len(word) < 2:
                    continue
                if label.ambiguous or found.setdefault(word, term.id) != term.id:
                    lost.add(word)
        return {word: term for word, term in found.items() if word not in lost}

    @cached_property
    def _terms(self) -> list[tuple[str, str]]:
        """Words and terms, the longest word first, so that it is the one that is found."""
        return sorted(self.words.items(), key=lambda item: (-len(item[0]), item))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """All words, a group each. Words with the same first sign stand together, and that sign
        is tried before any of them: most places in a text are left at once.
        """
        by_start: dict[str, list[str]] = {}
        for n, (word, _) in enumerate(self._terms):
            by_start.setdefault(word[0], []).append(f"(?P<t{n}>{self._expression(word)})")
        if not by_start:
            return re.compile("(?!)")
        first = "".join(map(re.escape, by_start))
        return re.compile(f"(?=[{first}])(?:" + "|".join(
            f"(?={re.escape(sign)})(?:{'|'.join(words)})" for sign, words in by_start.items())
            + ")")

    def _expression(self, word: str) -> str:
        body = r"\s+".join(re.sub("['’]", "['’]", re.escape(part)) + self._ending
                           for part in word.split(" "))
        if _UNSPACED.search(word):
            return body
        if re.search(f"[{_HANGUL}]", word):
            return rf"(?<![\w-]){body}(?:{_AFTER_HANGUL})"
        return rf"(?<![\w-]){body}(?![\w-])"

    def glossed(self, text: str) -> str:
        """The text with a mark at each term that it mentions; what is marked stays as it is."""
        if text not in self._glossed:
            self._glossed[text] = "".join(self._pieces(text))
        return self._glossed[text]

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        for untouched in UNTOUCHED.finditer(text):
            yield self._marked(text[at:untouched.start()])
            yield untouched[0]
            at = untouched.end()
        yield self._marked(text[at:])

    def _marked(self, text: str) -> str:
        """A piece of a text; the words are looked for in lower case, and stay as they are."""
        lower = text.lower()
        if len(lower) != len(text):  # a few signs have no single one in lower case
            lower = text
        pieces, at = [], 0
        for match in self._pattern.finditer(lower):
            term = self._terms[int((match.lastgroup or "t0")[1:])][1]
            pieces += [text[at:match.start()], f"[[{AUTO}{term}|{text[slice(*match.span())]}]]"]
            at = match.end()
        return "".join([*pieces, text[at:]])
