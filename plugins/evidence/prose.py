"""The three marks an author may put into prose, and where they stand.

``[@hong1994]``, ``[@hong1994; @lewit1979, p. 84]`` cite; ``[[ashi-point]]``,
``[[ashi-point|tender spots]]`` link; ``{hong1994.soreness-needling}`` prints a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

KEY = r"[A-Za-z0-9][A-Za-z0-9_:-]*"
ID = r"[a-z0-9][a-z0-9-]*"
_MARK = re.compile(
    rf"\[@(?P<cite>[^\]\[]+)\]"
    rf"|\[\[(?P<link>[^\]\[|]+)(?:\|(?P<label>[^\]\[]+))?\]\]"
    rf"|\{{(?P<study>{ID})\.(?P<figure>{ID})(?:\.(?P<form>{ID}))?\}}"
)
AUTO = "~"
"""Stands before the target of a link that no author wrote: a term that the text mentions."""
UNTOUCHED = re.compile(rf"{_MARK.pattern}|\[[^\]]*\]\([^)]*\)|<[^>\s]*>|^#+ .*$", re.M)
"""What no mark may be put into: marks, links of Markdown, addresses, headings."""
_ITEM = re.compile(rf"^@?(?P<key>{KEY})\s*(?:,\s*(?P<locator>.+))?$", re.S)
_SIGNS = re.compile(r"[\[\]{}<]")
_LOOSE = re.compile(r"\[@|\[\[|\]\]|\{[^{}\n]{0,60}\}?"
                    r"|\[[a-z]+\d{4}[a-z]?(?:[;,][^\]\[]*)?\](?!\()")  # a citation without its @
_HTML = re.compile(r"</?[A-Za-z!?][^>]*>?")
_ADDRESS = re.compile(r"<https?://[^\s<>]+>", re.I)
_URL = re.compile(r"\]\(\s*<?([^)\s>]*)|<([a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]*)>")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n{2,}|\n\s*[-*]\s")
"""Where an English sentence ends, or an item of a list starts."""
EMERGENCY = re.compile(r"\bemergency (?:number|care)\b", re.I)
"""Where an English text tells to call for help."""
SAFE_SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class CitedItem:
    """One key of a citation, with the place in the work it points to (``p. 84``)."""

    key: str
    locator: str = ""


@dataclass(frozen=True)
class Citation:
    """``[@a; @b, p. 3]``."""

    text: str
    items: tuple[CitedItem, ...]


@dataclass(frozen=True)
class LinkMark:
    """``[[id]]`` or ``[[id|text]]``."""

    text: str
    target: str
    label: str = ""
    auto: bool = False


@dataclass(frozen=True)
class FigureMark:
    """``{study.figure}``; ``form`` asks for a part or another wording of it (see ``FORMS``)."""

    text: str
    study: str
    figure: str
    form: str = ""


FORMS = ("p", "per-100", "per-1000")
"""``.p`` prints the p value alone; ``.per-1000`` says a percentage as "76 of every 1,000"."""

Mark = Citation | LinkMark | FigureMark


@dataclass(frozen=True)
class Flaw:
    """A piece of prose that looks like a mark, or like markup, and is not allowed to stand.

    ``before`` is how often the same piece stands in the text before it, as a flaw or not.
    """

    code: str
    text: str
    message: str
    hint: str = ""
    before: int = 0


def marks(text: str) -> Iterator[Mark]:
    """The marks of a text in the order in which they stand."""
    return iter(_marks(text))


@lru_cache(maxsize=100_000)
def _marks(text: str) -> tuple[Mark, ...]:
    """Many rules ask for the marks of one text; most texts have none."""
    return tuple(_mark(match) for match in _MARK.finditer(text)) if _may_have_marks(text) else ()


def _may_have_marks(text: str) -> bool:
    return "[" in text or "{" in text


def blanked(text: str) -> str:
    """The text with spaces in place of its marks, sign for sign, so that places hold."""
    return _MARK.sub(lambda match: " " * len(match[0]), text) if _may_have_marks(text) else text


def replace_marks(text: str, write: Callable[[Mark], str]) -> str:
    """The text with each mark replaced by what ``write`` makes of it."""
    return _MARK.sub(lambda match: write(_mark(match)), text) if _may_have_marks(text) else text


def retargeted(text: str, old: str, new: str) -> str:
    """The text in which every mark that led to one id or key leads to another; as it is written.

    It may be the text of a file, in which a mark is wrapped over two lines.
    """
    name = re.escape(old)
    target = re.compile(
        rf"((?:^\[@|;\s*@?)\s*){name}(?=\s*[,;\]])|(^\[\[\s*){name}(?=\s*(?:\||\]\]))"
        rf"|(^\{{){name}(?=\.)"
    )
    return _MARK.sub(lambda mark: target.sub(
        lambda found: f"{found[1] or found[2] or found[3]}{new}", mark[0]), text)


def without_marks(text: str) -> str:
    """The words a reader would speak: no citations, labels for links, no emphasis."""

    def word(mark: Mark) -> str:
        if isinstance(mark, LinkMark):
            return mark.label or mark.target.replace("-", " ")
        return ""

    plain = replace_marks(text, word)
    if "](" in plain:
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    return " ".join(plain.translate(_EMPHASIS).split())


_EMPHASIS = str.maketrans("", "", "*_`#>")


def flaws(text: str) -> Iterator[Flaw]:
    """What may not stand in prose: broken marks, raw HTML, addresses of other kinds."""
    if not _SIGNS.search(text):
        return
    for match in _MARK.finditer(text):
        cite = match["cite"]
        for item in cite.split(";") if cite is not None else ():
            if not _ITEM.match(item.strip()):
                yield _flaw("broken-mark", match, text, f"{match[0]!r} is not a citation",
                            "write [@key] or [@key; @other, p. 3]")
        if (match["link"] or "").startswith(AUTO):
            yield _flaw("broken-mark", match, text, f"{match[0]!r} is not a link",
                        "write [[entry-id]] or [[entry-id|words]]")
    rest = blanked(text)
    for match in _LOOSE.finditer(rest):
        yield _flaw("broken-mark", match, text, f"{match[0]!r} looks like a mark but is none",
                    "write [@key], [[entry-id]] or {study.figure}")
    for match in _HTML.finditer(rest):
        if not _ADDRESS.fullmatch(match[0]):
            yield _flaw("raw-html", match, text,
                        f"HTML is not allowed in a text: {match[0][:40]!r}",
                        "use Markdown, or write the sign out in words")
    for match in _URL.finditer(rest):
        group = 1 if match[1] is not None else 2
        if not match[group].lower().startswith(SAFE_SCHEMES):
            yield _flaw("unsafe-link", match, text, f"a link may not lead to {match[group]!r}",
                        "use https://…, or [[entry-id]] for a page of this site",
                        group if match[group] else 0)


def _flaw(code: str, match: re.Match[str], text: str, message: str, hint: str, part: int = 0
          ) -> Flaw:
    before = text.count(match[part], 0, match.start(part))
    return Flaw(code, match[part], message, hint, before)


def _mark(match: re.Match[str]) -> Mark:
    if match["cite"] is not None:
        return Citation(match[0], tuple(_items(match["cite"])))
    if match["link"] is not None:
        target = match["link"].strip()
        return LinkMark(match[0], target.removeprefix(AUTO), (match["label"] or "").strip(),
                        target.startswith(AUTO))
    return FigureMark(match[0], match["study"], match["figure"], match["form"] or "")


def _items(inside: str) -> Iterator[CitedItem]:
    for item in inside.split(";"):
        if found := _ITEM.match(item.strip()):
            yield CitedItem(found["key"], re.sub(r"\s+", " ", found["locator"] or "").strip())
