"""Reading HTML back: the elements of a page with their attributes, in order."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

Element = tuple[str, Mapping[str, str | None]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", {}))

    def handle_decl(self, decl: str) -> None:
        self.found.append((f"!{decl}", {}))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", {}))


def elements(html: str) -> list[Element]:
    """Every element with its attributes, and whatever else a browser would not show as text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def values(html: str, attribute: str) -> list[str]:
    """The values of an attribute, in order."""
    return [found[attribute] or "" for _, found in elements(html) if attribute in found]
