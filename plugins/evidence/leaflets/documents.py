"""A patient's page as a document of its own: its body, with what a PDF needs to be read aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from evidence import addresses
from evidence.editions import Edition, Locale
from evidence.entries.base import Entry
from evidence.leaflets.shapes import family, with_shapes
from evidence.pages import Maker
from evidence.pages.entry_pages import entry_page

WORD_JOINER = "\u2060"
_SECTIONS = re.compile(r'(?:<section class="ne-section(?! ne-help\b).*?</section>\s*)+', re.S)
_LIST = re.compile(r"<dl>(?=\s*<div>)(.*?)</dl>", re.S)
_INLINE = "(?:a|abbr|b|em|i|strong|sup)"
_OPENING, _CLOSING = re.compile(rf"<{_INLINE}\b[^>]*>"), re.compile(rf"</{_INLINE}>")


@dataclass(frozen=True)
class Document:
    """What a PDF is made of: the path it will have, the HTML, where its links start from."""

    path: str
    html: str
    address: str


def document(maker: Maker, edition: Edition, entry: Entry) -> Document:
    """The page of an entry as a document."""
    page = entry_page(maker, edition, entry)
    view = maker.view(edition, page.url)
    body = _SECTIONS.sub(r'<div class="ne-columns">\g<0></div>', page.text)
    body = with_shapes(_LIST.sub(_as_bullets, _with_links(body, view.address)), page.lang)
    html = view.render(
        "leaflet.html", entry=entry, made=page, body=Markup(_with_whole_lines(body, page.lang)),
        style=Markup(page_style(view.locale, page.title)))
    return Document(addresses.leaflet(page.url), html, view.address)


def page_style(locale: Locale, title: str) -> str:
    """What stands below each sheet: what it belongs to, and its number in words."""
    words = locale.t("leaflet.page", page="\ue000page\ue000", pages="\ue000pages\ue000")
    pieces = words.split("\ue000")
    numbers = " ".join(f"counter({piece})" if place % 2 else css_text(piece)
                       for place, piece in enumerate(pieces))
    font = f"font: 8pt {family(locale.lang)}"
    return (f"@page {{ @bottom-left {{ content: {css_text(title)}; {font}; }}"
            f" @bottom-right {{ content: {numbers}; {font}; }} }}")


def css_text(text: str) -> str:
    """A text as a string of CSS, which may stand in a ``style`` element."""
    return '"' + re.sub(r'[\\"<>\n]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def _as_bullets(pairs: re.Match[str]) -> str:
    """Pairs of a name and what it is as a list: a tagged PDF has no other (ISO 32000-1, 14.8.4)."""
    words = {"div": "li", "dt": "b", "dd": "span"}
    items = re.sub(r"(</?)(div|dt|dd)\b", lambda tag: tag[1] + words[tag[2]], pairs[1])
    return f'<ul class="ne-states">{items}</ul>'


def _with_links(body: str, address: str) -> str:
    """Citations lead to the short list of sources; without an address nothing leads elsewhere."""
    body = body.replace('href="#ref-', 'href="#source-')
    return body if address else re.sub(r' href="(?!https:|#)[^"]*"', "", body)


def _with_whole_lines(body: str, lang: str) -> str:
    """A body whose lines Pango breaks where they should be broken.

    Where a text ends with a space that does not fit into the line, Pango 1.50 breaks the line
    much too early: such spaces stand alone. Korean is broken between words only (CSS:
    ``word-break: keep-all``): a word joiner (U+2060), of which the PDF holds nothing, forbids more.
    """
    pieces = re.split(r"(<svg.*?</svg>|<[^>]*>)", body, flags=re.S)
    for place in range(0, len(pieces), 2):
        before = pieces[place - 1] if place else ""
        after = pieces[place + 1] if place + 1 < len(pieces) else ""
        if lang == "ko":
            pieces[place] = _joined(pieces[place], before, after)
        if _OPENING.fullmatch(after):
            pieces[place] = re.sub(r"(?<=\S)\s+$", "<data> </data>", pieces[place])
    return "".join(pieces)


def _joined(text: str, before: str, after: str) -> str:
    """The Korean text between two tags, where a word may go on in the element beside it."""
    joined = re.sub(r"(?<=[가-힣])(?=\S)|(?<=\S)(?=[가-힣])", WORD_JOINER, text)
    if _CLOSING.fullmatch(before) and re.match("[가-힣]", text):
        joined = WORD_JOINER + joined
    if _OPENING.fullmatch(after) and re.search("[가-힣]$", text):
        joined += WORD_JOINER
    return joined
