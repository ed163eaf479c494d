"""From a document to a tagged PDF (PDF/UA-1, ISO 14289-1) by way of WeasyPrint. Nothing else
imports it: who makes no leaflets need not have it.
"""

from __future__ import annotations

import logging
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence import embedding
from evidence.leaflets.documents import Document

SHEETS = 2
"""A leaflet has two sheets at most."""
SIZES = ("11pt", "10.25pt", "9.5pt", "9pt", "8.5pt")
"""Of the letters: the largest are taken that have room."""
SAVING = "9pt"
"""How small they may get to save a sheet."""
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
FONTS = dict.fromkeys(("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH"),
                      "fonts-noto-cjk")
"""Debian's packages with letters, by the first word of a letter's name."""
OTHER_FONTS = "fonts-noto-core"


class NotPrintedError(Exception):
    """Why there is no PDF, and what would help."""


@dataclass(frozen=True)
class Printed:
    """A PDF, and how many sheets it has."""

    path: str
    pdf: bytes
    sheets: int


def printed(document: Document, paper: str) -> Printed:
    """A document as a PDF, in the largest letters with which it fits on the fewest sheets."""
    listener = _Listener()
    logging.getLogger("weasyprint").addHandler(listener)
    try:
        layout = _fitting(document, paper)
        for page in layout.pages:
            # What stands inside a link would be one more, and not be tagged as a link.
            page.links[:] = [link for link in page.links if link[-1].element_tag == "a"]
        pdf = layout.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        logging.getLogger("weasyprint").removeHandler(listener)
    if listener.complaints:
        raise NotPrintedError(f"{document.path}: {listener.complaints[0]}")
    return Printed(document.path, pdf, len(layout.pages))


def _fitting(document: Document, paper: str) -> Any:
    """The layout to print. One that lost a word, as may happen in columns, is none."""
    plain = _layout(document, paper, SIZES[-1], columns="auto")
    words = _words(plain)
    for size, sheets in _tries(len(plain.pages)):
        layout = _layout(document, paper, size)
        if len(layout.pages) <= sheets and _words(layout) == words:
            return layout
    raise NotPrintedError(f"{document.path}: takes more than {SHEETS} sheets of {paper}")


def _tries(plain: int) -> Iterator[tuple[str, int]]:
    """What to try, in this order: sizes, with the sheets that the letters may take. ``plain`` are
    the sheets without columns, in the smallest letters; columns save no more than one.
    """
    if plain == 1:
        yield from ((size, 1) for size in SIZES[:SIZES.index(SAVING) + 1])
    if plain <= SHEETS + 1:
        yield from ((size, SHEETS) for size in SIZES)


def _layout(document: Document, paper: str, size: str, columns: str = "2") -> Any:
    weasyprint, fonts, styles = _engine()
    html = weasyprint.HTML(string=document.html, base_url=document.address or None)
    wanted = weasyprint.CSS(
        string=f"@page {{ size: {paper} }} body.md-typeset {{ font-size: {size} }}"
               f" .ne-columns.ne-columns {{ columns: {columns} }}")
    return html.render(stylesheets=[*styles, wanted], font_config=fonts)


def _words(layout: Any) -> str:
    """All that stands on the sheets, without their margins and without spaces."""
    texts = (text for page in layout.pages for text in _texts(page._page_box))
    return "".join("".join(texts).split())


def _texts(box: Any) -> Iterator[str]:
    if type(box).__name__ == "MarginBox":
        return
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)


@cache
def _engine() -> tuple[Any, Any, list[Any]]:
    """WeasyPrint, the fonts of this machine, the stylesheets: read once a process."""
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except ModuleNotFoundError as error:
        raise NotPrintedError("WeasyPrint, which makes the PDFs, is not installed: "
                              "pip install 'needling-evidence[leaflets]'") from error
    except OSError as error:
        raise NotPrintedError("libraries that WeasyPrint needs are not installed (Debian: apt-get "
                              f"install {LIBRARIES}): {str(error).splitlines()[0]}") from error
    try:
        with warnings.catch_warnings(action="error"):
            fonts = FontConfiguration()
    except UserWarning as error:
        raise NotPrintedError("this machine has no fonts (Debian: apt-get install "
                              f"{OTHER_FONTS} {FONTS['CJK']})") from error
    sheets = (embedding.files()[f"assets/{name}.css"] for name in ("entry", "leaflet"))
    return weasyprint, fonts, [weasyprint.CSS(string=sheet, font_config=fonts) for sheet in sheets]


class _Listener(logging.Handler):
    """Hears what WeasyPrint says: what is wrong with a PDF, and letters that no font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in record.msg and isinstance(record.args, tuple):
            self.complaints.append(_no_font(str(record.args[0])))
        elif record.levelno >= logging.ERROR:
            self.complaints.append(record.getMessage())


def _no_font(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0]
    return (f"no font of this machine has the letter {letter} (U+{ord(letter):04X}); install one "
            f"that has it (Debian: apt-get install {FONTS.get(name, OTHER_FONTS)})")
