"""The cards as PNG, one for each entry and language in which it is really written.

A card is painted once: what was painted lies in a folder of its own, under the hash of everything
that shapes it, and is taken from there by the next build.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import PIL
from PIL import features

from evidence import addresses
from evidence.diagnostics import Diagnostic, Location
from evidence.exports import painting, shapes, typesetting
from evidence.exports.terminology import Made
from evidence.lettering import BOLD, REGULAR, Lettering
from evidence.outputs import Card, OutputFile, Page

CACHE = ".cache/cards"


def export_cards(made: Made) -> Iterator[OutputFile]:
    """Each card that a page names, once."""
    if made.letters is None:
        return
    cards = {page.card.path: page.card for page in made.pages if page.card}
    for path, card in sorted(cards.items()):
        yield OutputFile(path, kept(card, made.letters, made.cache))


def without_letters(made: Made) -> Iterator[Diagnostic]:
    """Where entries of a language have no card in it, because no font has their letters."""
    lacking = {(page.text_lang, page.entry) for page in made.pages if made.letters and page.entry
               and (page.card is None or page.card.path != _own(made, page))}
    for lang, count in sorted(Counter(lang for lang, _ in lacking).items()):
        yield Diagnostic(
            "no-font", f"cards in {lang!r} that are not made because no font on this machine has "
            f"all their letters: {count}", Location("mkdocs.yml"),
            "install one; on Debian: apt-get install fontconfig fonts-noto-core fonts-noto-cjk",
            "warning")


def _own(made: Made, page: Page) -> str:
    return addresses.card(page.text_lang, made.library.entries[page.entry].folder, page.entry)


def kept(card: Card, letters: Lettering, folder: Path | None) -> bytes:
    """A card from the folder of painted ones, or painted now and put there whole."""
    if folder is None:
        return painting.painted(card, letters)
    file = folder / f"{key(card, letters)}.png"
    if file.is_file():
        return file.read_bytes()
    picture = painting.painted(card, letters)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as half:
        half.write(picture)
    Path(half.name).replace(file)
    return picture


def key(card: Card, letters: Lettering) -> str:
    """The hash of all that shapes a card: its words, its fonts, our code and Pillow's."""
    fonts = [[_hashed(face.path), face.index, face.weight] for text in card.texts
             for weight in (REGULAR, BOLD) if (face := letters.face(text, card.lang, weight))]
    shaped_by = [asdict(card), fonts, painter()]
    return hashlib.sha256(json.dumps(shaped_by, sort_keys=True).encode()).hexdigest()


@cache
def painter() -> list[str | None]:
    """What paints: the code of these rooms and the versions of the libraries."""
    code = [_hashed(str(module.__file__)) for module in (painting, shapes, typesetting)]
    return [*code, PIL.__version__, *(features.version(name) for name in
                                      ("freetype2", "raqm", "harfbuzz", "fribidi", "zlib"))]


@cache
def _hashed(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
