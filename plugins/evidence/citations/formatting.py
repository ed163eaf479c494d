"""References written out, each one once a build, as HTML and as plain text."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pybtex.richtext import Text

from evidence.bibliography import Reference
from evidence.citations.openurl import context_object
from evidence.citations.style import NOTHING, Fields, Style, Words, confirmed, letters

_TAGS = {"i", "em", "b", "strong", "sub", "sup"}


@dataclass(frozen=True)
class Formatted:
    """One line of a reference list, ready to print. The HTML is safe as it stands."""

    html: str
    text: str


class _Html:
    """A pybtex backend: few tags, encrypted links only, everything else escaped."""

    RenderType = str

    def format_str(self, text: str) -> str:
        return html.escape(text, quote=False)

    def format_protected(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        return f"<{tag}>{text}</{tag}>" if text and tag in _TAGS else text

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        if not url.startswith("https://"):
            return text
        return f'<a href="{html.escape(url)}">{text}</a>'

    def render_sequence(self, parts: list[str]) -> str:
        return "".join(parts)


def as_html(text: Text) -> str:
    return str(text.render(_Html()))


class FormattedReferences:
    """The bibliography in every style and language asked for, each line formatted only once."""

    def __init__(
        self,
        references: Mapping[str, Reference],
        omitted: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        self.references = references
        self.omitted: Mapping[str, Fields] = {
            key: frozenset(fields) for key, fields in omitted.items()
        }
        # How many lines have been formatted, which is how many there are to remember.
        self.count = 0
        self._lines: dict[tuple[str, str, str, str], Formatted] = {}
        self._letters: dict[tuple[str, str], Mapping[str, str]] = {}
        self._known: dict[str, Reference] = {}
        self._objects: dict[str, str] = {}

    def omit(self, key: str) -> Fields:
        """The fields of a reference that are never printed."""
        return self.omitted.get(key, NOTHING)

    def known(self, key: str) -> Reference:
        """A record without what nobody has seen: all that may leave the site."""
        if key not in self._known:
            self._known[key] = confirmed(self.references[key], self.omit(key))
        return self._known[key]

    def context_object(self, key: str) -> str:
        """A record as OpenURL has it."""
        if key not in self._objects:
            self._objects[key] = context_object(self.known(key))
        return self._objects[key]

    def line(self, style: Style, lang: str, words: Words, key: str, letter: str = "") -> Formatted:
        """A reference in one style and language; ``words`` are those of the language."""
        place = (type(style).__name__, lang, key, letter)
        if place not in self._lines:
            tree = style.reference(self.references[key], words, self.omit(key), letter)
            self._lines[place] = Formatted(as_html(tree), str(tree))
            self.count += 1
        return self._lines[place]

    def letters(
        self, style: Style, lang: str, words: Words, among: Iterable[str] | None = None
    ) -> Mapping[str, str]:
        """The letters behind years, among the given keys or in the whole bibliography."""
        if style.numbered:
            return {}
        if among is not None:
            some = [self.references[key] for key in among if key in self.references]
            return letters(some, style, words, self.omitted)
        place = (type(style).__name__, lang)
        if place not in self._letters:
            every = self.references.values()
            self._letters[place] = letters(every, style, words, self.omitted)
        return self._letters[place]
