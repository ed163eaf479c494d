"""A text broken into lines, in the largest letters in which it fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.lettering import UNIT, Face

SMALLEST_WHOLE = 44
"""Above this size a long word makes all letters smaller; below it, it is broken."""
Piece = tuple[str, float]
"""Something that is not broken, and its length; the space behind it counts where a line goes on."""


@dataclass(frozen=True)
class Lines:
    """A text as lines, and the size of its letters in pixels."""

    texts: tuple[str, ...]
    size: int


def fitted(face: Face, text: str, room: tuple[int, int], sizes: Sequence[int],
           leading: float) -> Lines | None:
    """A text in the first of the sizes, largest first, in which it fits into width and height.

    Its lines are about as long as each other. None where no size is small enough.
    """
    pieces = [(piece, face.length(piece, UNIT)) for piece in pieces_of(text)]
    longest = max((length for _, length in pieces), default=0)
    for size in sizes:
        if size >= SMALLEST_WHOLE and longest * size > room[0] * UNIT:
            continue
        lines = _balanced(face, pieces, room[0] * UNIT / size)
        if len(lines) * size * leading <= room[1]:
            return Lines(tuple(lines), size)
    return None


def _balanced(face: Face, pieces: Sequence[Piece], room: float) -> list[str]:
    """The fewest lines that a text needs, made as narrow as they can be."""
    best, low, high = _broken(face, pieces, room), 0.0, room
    while len(best) > 1 and high - low > UNIT / 10:
        middle = (low + high) / 2
        tried = _broken(face, pieces, middle)
        if len(tried) == len(best):
            best, high = tried, middle
        else:
            low = middle
    return best


def _broken(face: Face, pieces: Sequence[Piece], room: float) -> list[str]:
    """Lines of at most ``room``, each as full as it can be."""
    lines, line, used, space = [], "", 0.0, face.length(" ", UNIT)
    for piece, length in _short(face, pieces, room):
        if line and used + length - (space if piece.endswith(" ") else 0) > room:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        line, used = line + piece, used + length
    return [*lines, line.rstrip(" ")] if line.strip(" ") else lines


def _short(face: Face, pieces: Sequence[Piece], room: float) -> Iterator[Piece]:
    """Pieces that are no longer than a line: longer ones fall into their signs."""
    for piece, length in pieces:
        if length <= room:
            yield piece, length
        else:
            yield from ((sign, face.length(sign, UNIT)) for sign in signs_of(piece))


def signs_of(text: str) -> list[str]:
    """A text by what a reader takes for one sign: marks stay with their letter."""
    signs: list[str] = []
    for sign in text:
        if signs and (unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")
                      or signs[-1].endswith("\u200d")):
            signs[-1] += sign
        else:
            signs.append(sign)
    return signs


def pieces_of(text: str) -> list[str]:
    """A text by the places where a line may end: after a space, and between Chinese characters.

    A capital that stands alone ("substance P") stays with the word before it. Korean breaks
    between words, as on our pages. No line begins with a closing sign or ends with an opening one
    (UAX 14, classes CL, NS and OP).
    """
    pieces: list[str] = []
    for before, sign in pairwise("\u00a0" + text):
        if pieces and not _may_break(before, sign):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return _with_capitals(pieces)


def _with_capitals(pieces: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for piece in pieces:
        if kept and len(piece.strip(" .,;:")) == 1 and piece[0].isupper():
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after.isspace() or before.isspace() or not (is_ideographic(before) or is_ideographic(after)):
        return False
    return (unicodedata.category(before) not in ("Ps", "Pi")
            and unicodedata.category(after) not in ("Pe", "Pf", "Po", "Lm", "Mn"))


def is_ideographic(sign: str) -> bool:
    """Whether a sign is as wide as a Chinese character and is no Korean letter."""
    return unicodedata.east_asian_width(sign) in ("W", "F") and not (
        "\u1100" <= sign <= "\u11ff" or "\u3130" <= sign <= "\u318f"
        or "\uac00" <= sign <= "\ud7af")
