"""The citations of one page: filled while the page is written, listed at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.citations.formatting import FormattedReferences
from evidence.citations.style import Style, Words
from evidence.prose import CitedItem

RANGE_FROM = 3


@dataclass(frozen=True)
class Run:
    """A piece of a mention: one work, or in a numbered style three or more in a row.

    ``text`` is what a reader sees: ``2``, ``1–3``, ``2 (p. 84)`` or ``Hong, 1994, p. 84``.
    """

    text: str
    keys: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    locator: str = ""


@dataclass(frozen=True)
class Mention:
    """One place on the page where works are cited; ``anchor`` is its id on the page."""

    anchor: str
    runs: tuple[Run, ...]
    separator: str

    @property
    def text(self) -> str:
        """The mention without its brackets: ``1–3,5`` or ``Hong, 1994; Lewit, 1979``."""
        return self.separator.join(run.text for run in self.runs)


@dataclass(frozen=True)
class ListedReference:
    """One line of the page's reference list, with the anchors of the mentions that lead to it."""

    number: int
    key: str
    html: str
    text: str
    mentions: tuple[str, ...]


class Citations:
    """One page's citations, in one style and language.

    Works are numbered by first mention, so the page is written before its list. ``among`` are the
    keys among which an author-date style tells works apart by a letter (1994a, 1994b); without it
    that is the whole bibliography, so that a work bears the same letter on every page.
    """

    def __init__(
        self,
        style: Style,
        formatted: FormattedReferences,
        lang: str,
        words: Words,
        among: Iterable[str] | None = None,
    ) -> None:
        self._style, self._formatted, self._lang, self._words = style, formatted, lang, words
        self._letters = formatted.letters(style, lang, words, among)
        # The mentions of each work, in order of its first mention: the place is the number.
        self._mentions: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._count = 0

    def __bool__(self) -> bool:
        """Whether anything has been cited."""
        return bool(self._mentions)

    def cite(self, items: Sequence[CitedItem]) -> Mention:
        """Note what is cited here, and say what to print.

        Keys that the bibliography does not have are passed over: a rule has reported them.
        """
        known = [item for item in dict.fromkeys(items) if item.key in self._formatted.references]
        self._count += 1
        anchor = f"cite-{self._count}"
        for item in known:
            self._numbers.setdefault(item.key, len(self._numbers) + 1)
            mentions = self._mentions.setdefault(item.key, [])
            if anchor not in mentions:
                mentions.append(anchor)
        if self._style.numbered:
            return Mention(anchor, tuple(self._numbered(known)), ",")
        return Mention(anchor, tuple(self._dated(known)), "; ")

    def listed(self) -> list[ListedReference]:
        """The reference list of what has been cited so far, in the order of the style."""
        return [
            self._listed(number, key) for number, key in enumerate(self._in_order(), start=1)
        ]

    def _in_order(self) -> list[str]:
        if self._style.numbered:
            return list(self._mentions)
        return sorted(self._mentions, key=self._sort_key)

    def _sort_key(self, key: str) -> tuple[object, ...]:
        reference = self._formatted.references[key]
        return (*self._style.sort_key(reference, self._formatted.omit(key)), key)

    def _listed(self, number: int, key: str) -> ListedReference:
        letter = self._letters.get(key, "")
        line = self._formatted.line(self._style, self._lang, self._words, key, letter)
        return ListedReference(number, key, line.html, line.text, tuple(self._mentions[key]))

    def _numbered(self, items: Sequence[CitedItem]) -> Iterator[Run]:
        ordered = sorted(items, key=lambda item: self._numbers[item.key])
        for group in _in_a_row(ordered, self._numbers):
            numbers = tuple(self._numbers[item.key] for item in group)
            if len(group) >= RANGE_FROM:
                text = f"{numbers[0]}\N{EN DASH}{numbers[-1]}"
                yield Run(text, tuple(item.key for item in group), numbers)
                continue
            for item, number in zip(group, numbers, strict=True):
                text = f"{number} ({item.locator})" if item.locator else str(number)
                yield Run(text, (item.key,), (number,), item.locator)

    def _dated(self, items: Sequence[CitedItem]) -> Iterator[Run]:
        for item in sorted(items, key=lambda item: self._sort_key(item.key)):
            text = self._style.in_text(
                self._formatted.references[item.key], item.locator, self._words,
                self._formatted.omit(item.key), self._letters.get(item.key, ""),
            )
            yield Run(text, (item.key,), (), item.locator)


def _in_a_row(
    items: Sequence[CitedItem], numbers: dict[str, int]
) -> Iterator[list[CitedItem]]:
    """Items whose numbers follow each other; one with a locator stands alone."""
    group: list[CitedItem] = []
    for item in items:
        follows = group and numbers[item.key] == numbers[group[-1].key] + 1
        if group and (not follows or item.locator or group[-1].locator):
            yield group
            group = []
        group.append(item)
    if group:
        yield group
