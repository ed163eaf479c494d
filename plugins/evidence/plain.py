"""A page's body as plain text for a terminal: headings, paragraphs, lists, quotations.

Signs of East Asia take two columns (Unicode Standard Annex 11) and may be parted anywhere; other
words are parted at spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from unicodedata import category, east_asian_width

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
))
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "dl", "table", "blockquote", "section"))
_SILENT = frozenset((
    "button", "form", "head", "input", "noscript", "script", "select", "style", "svg", "template",
))
_UNSEEN = ("ne-sr", "ne-backs")
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))
_TWO_COLUMNS = ("W", "F")
_WORD = re.compile(r"\S+\s*")
_UNDERLINES = {"h1": "=", "h2": "-"}


def plain(html: str, width: int) -> str:
    """The text of a body, wrapped to a width in columns; it ends with a line feed."""
    reader = _Reader(width)
    reader.feed(html)
    reader.close()
    reader.end_block()
    return "\n".join(reader.lines).strip("\n") + "\n"


class _Reader(HTMLParser):
    """Gathers the words of a block, and lays them out when it ends."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width, self.lines = width, [""]
        self.words = ""
        self.indents: list[str] = []
        self.counters: list[int | None] = []
        self.bullet, self.bold_ended = "", False
        self.open: list[tuple[str, bool]] = []

    @property
    def silent(self) -> bool:
        return any(hidden for _, hidden in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        hidden = tag in _SILENT or "hidden" in given or any(
            name in (given.get("class") or "").split() for name in _UNSEEN)
        if tag in _BLOCKS:
            self.end_block()
        if tag in _SPACED:
            self._gap()
        if tag in ("ul", "ol"):
            if not self.indents:
                self._gap()
            self.counters.append(int(given.get("start") or 1) if tag == "ol" else None)
        if tag == "li":
            self._item(given.get("value"))
        if tag == "dd":
            self.indents.append("  ")
        if tag == "span" and self.bold_ended:  # <b>58</b><span>people</span> stand apart by style
            self.words += " "
        if tag == "br":
            self.words += "\n"
        if tag == "sup":
            self.words += "["
        if tag not in _VOID:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self.open):
            return
        while (closed := self.open.pop()[0]) != tag:
            self._close(closed)
        self._close(tag)

    def _close(self, tag: str) -> None:
        if tag == "sup":
            self.words += "]"
        if tag in _BLOCKS:
            self.end_block(_UNDERLINES.get(tag, ""))
        self.bold_ended = tag == "b"
        if tag in ("li", "dd") and self.indents:
            self.indents.pop()
            self.bullet = ""
        if tag in ("ul", "ol") and self.counters:
            self.counters.pop()
        if tag in (*_SPACED, "ul", "ol"):
            self._gap()

    def handle_data(self, data: str) -> None:
        self.bold_ended = False
        if not self.silent:
            self.words += data.replace("\n", " ")

    def _item(self, value: str | None) -> None:
        counter = self.counters[-1] if self.counters else None
        if counter is None:
            self.bullet = "- "
        else:
            number = int(value) if value and value.isdecimal() else counter
            self.bullet = f"{number}. "
            self.counters[-1] = number + 1
        self.indents.append(" " * len(self.bullet))

    def end_block(self, underline: str = "") -> None:
        """Lay out the words gathered so far."""
        said = [" ".join(line.split()) for line in self.words.split("\n")]
        self.words = ""
        for line in filter(None, said):
            indent = "".join(self.indents)
            first = "".join(self.indents[:-1]) + self.bullet if self.bullet else indent
            self.bullet = ""
            rows = [*wrapped(line, self.width - len(indent))]
            self.lines += [f"{first if n == 0 else indent}{row}" for n, row in enumerate(rows)]
            if underline:
                self.lines.append(indent + underline * max(map(columns, rows)))

    def _gap(self) -> None:
        if self.lines[-1] and not self.bullet:
            self.lines.append("")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if category(sign) in ("Mn", "Me", "Cf") else
               2 if east_asian_width(sign) in _TWO_COLUMNS else 1 for sign in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a paragraph, none wider than it must be."""
    line = ""
    for piece in _pieces(text):
        if line and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What may not be parted: words with the space behind them, single wide signs."""
    for word in _WORD.findall(text):
        piece = ""
        for sign in word:
            wide = east_asian_width(sign) in _TWO_COLUMNS and category(sign).startswith("L")
            hangul = "\uac00" <= sign <= "\ud7a3"
            if piece and wide and not hangul:
                yield piece
                piece = ""
            piece += sign
        yield piece
