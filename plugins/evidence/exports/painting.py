"""A card drawn.

All colours are steps between the paper and one ink, so a card is a picture with a palette; text
and shapes are masks that say how much ink lies where. In right-to-left writing all is mirrored.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from PIL import Image, ImageDraw, features

from evidence.exports.shapes import SHAPES, drawn
from evidence.exports.typesetting import fitted
from evidence.lettering import BOLD, REGULAR, Face, Lettering
from evidence.outputs import CARD_SIZE, Badge, Card

WIDTH, HEIGHT = CARD_SIZE
MARGIN = 88
ROOM = WIDTH - 2 * MARGIN
KIND, TITLE_TOP, TITLE_BOTTOM, BADGES, RULE, FOOT = 112, 146, 412, 484, 536, 586
TITLE_SIZES = (80, 74, 68, 62, 57, 52, 48, 44, 40, 36, 33, 30, 27, 24, 21, 18, 15, 12, 9)
TEXT_SIZES = (34, 32, 30, 28, 26)
KIND_SIZES, SITE_SIZES = (30, 27, 24, 21, 18), (28, 25, 22, 19)
BADGE_SIZES = (40, 37, 34, 31, 28, 25, 22, 19, 16, 13)
LEADING, WIDE_LEADING = 1.2, 1.32
"""How far lines are apart, as a part of their size; Chinese and Korean need more."""
PAPER = "#fbfaf7"
INKS: Mapping[str, str] = {
    "ink": "#1b2430", "muted": "#55606e", "accent": "#0b6e69", "rule": "#d8d4ca",
    "verdict.supported": "#1a6b40", "verdict.partly-supported": "#1f5fa8",
    "verdict.contradicted": "#a3341f", "verdict.misattributed": "#6b3fa0", "status": "#8a5a00",
}
QUIET = "muted"
INK_OF = {
    shape: shape if shape in INKS else "status" if shape.startswith("status.") else
    QUIET if shape.startswith("verdict.") else "ink" for shape in SHAPES
}
"""The ink of each shape and its word: verdicts that judge have their own."""
STEPS = 10
"""Steps from paper to full ink; smooth edges need no more."""


def painted(card: Card, lettering: Lettering) -> bytes:
    """A card as PNG. Its letters must be there: see :meth:`Lettering.reads`."""
    canvas = Canvas(Image.new("L", (WIDTH, HEIGHT)), card, lettering)
    canvas.stripe()
    canvas.line(card.kind, KIND_SIZES, MARGIN, KIND, "accent")
    canvas.title()
    canvas.badges()
    canvas.foot()
    return _png(canvas.image)


@dataclass(frozen=True)
class Part:
    """Something to lay on a line: its mask, how far the next is, and where it lies around it."""

    mask: Image.Image
    length: float
    left: int
    top: int
    ink: str


@dataclass(frozen=True)
class Canvas:
    """A card being painted; its pixels are places in the palette."""

    image: Image.Image
    card: Card
    lettering: Lettering

    def face(self, text: str, weight: int) -> Face:
        found = self.lettering.face(text, self.card.lang, weight)
        assert found is not None  # noqa: S101 no card is painted that cannot be read
        return found

    def put(self, mask: Image.Image, left: int, top: int, ink: str) -> None:
        """Ink through a mask; ``left`` counts from the side where the writing begins."""
        if self.card.direction == "rtl":
            left = WIDTH - left - mask.width
        inked = mask.point(_places(ink))
        self.image.paste(inked, (left, top), inked.point([0, *[255] * 255]))

    def line(self, text: str, sizes: Sequence[int], left: float, baseline: int, ink: str) -> None:
        """A line of bold text in the largest size that leaves it its room."""
        face = self.face(text, BOLD)
        size = next((size for size in sizes if face.length(text, size) <= ROOM), sizes[-1])
        self.lay(self.written(text, face, size, ink), left, baseline)

    def lay(self, part: Part, left: float, baseline: int) -> None:
        self.put(part.mask, round(left + part.left), baseline + part.top, part.ink)

    def written(self, text: str, face: Face, size: int, ink: str) -> Part:
        """A line of text; its mask has room for what hangs over at either end."""
        length, over, baseline = face.length(text, size), size // 2, round(size * 1.4)
        mask = Image.new("L", (math.ceil(length) + 2 * over, size * 2))
        rtl = self.card.direction == "rtl"
        # Without raqm there is but one direction, and no language.
        whole = features.check("raqm")
        ImageDraw.Draw(mask).text((mask.width - over if rtl else over, baseline), text, fill=255,
                                  font=face.at(size), anchor="rs" if rtl else "ls",
                                  direction=self.card.direction if whole else None,
                                  language=self.card.lang if whole else None)
        return Part(mask, length, -over, -baseline, ink)

    def stripe(self) -> None:
        """The band at the side where the writing begins."""
        self.put(Image.new("L", (16, HEIGHT), 255), 0, 0, "accent")

    def title(self) -> None:
        """The title, as large as it can be, and below it the text if there is room for it."""
        bottom = TITLE_BOTTOM if self.card.badges else RULE - 40
        end = self.block(self.card.title, BOLD, "ink", TITLE_SIZES, TITLE_TOP, bottom)
        self.block(self.card.text, REGULAR, "muted", TEXT_SIZES, end + 22, RULE - 30)

    def block(self, text: str, weight: int, ink: str, sizes: Sequence[int], top: int, bottom: int
              ) -> int:
        """Lines from ``top`` down, none where there is no room for all; returns where they end."""
        face, spread = self.face(text, weight), 0.2 * (weight == REGULAR)
        leading = spread + (WIDE_LEADING if self.card.lang[:2] in ("ko", "zh", "ja") else LEADING)
        lines = fitted(face, text, (ROOM, bottom - top), sizes, leading)
        if lines is None:
            return top
        for number, line in enumerate(lines.texts):
            baseline = top + round(lines.size * (0.95 + number * leading))
            left = MARGIN - _hanging(line[0]) * face.length(line[0], lines.size)
            self.lay(self.written(line, face, lines.size, ink), left, baseline)
        return top + round(lines.size * leading * len(lines.texts))

    def badges(self) -> None:
        """The badges in a row, in the largest size in which they fit."""
        for size in BADGE_SIZES:
            row = [part for badge in self.card.badges for part in self._badge(badge, size)]
            if sum(part.length + gap for part, gap in row) - (row[-1][1] if row else 0) <= ROOM:
                break
        left: float = MARGIN
        for part, gap in row:
            self.lay(part, left, BADGES)
            left += part.length + gap

    def _badge(self, badge: Badge, size: int) -> Iterator[tuple[Part, float]]:
        """The label of a badge, its shape and its word, each with the space behind it."""
        ink, loud = INK_OF.get(badge.shape, QUIET), badge.shape.startswith(("verdict.", "status."))
        if badge.label:
            face = self.face(badge.label, REGULAR)
            yield self.written(badge.label, face, round(size * 0.75), "muted"), size * 0.3
        if badge.shape:
            mask = drawn(badge.shape, round(size * 1.1))
            top = -round(size * 0.36) - mask.height // 2
            yield Part(mask, mask.width, 0, top, ink), size * 0.32
        face = self.face(badge.words, BOLD if loud else REGULAR)
        small = round(size * (1 if loud else 0.8))
        yield self.written(badge.words, face, small, ink), size * 1.5

    def foot(self) -> None:
        """The mark and the name of the site."""
        self.put(Image.new("L", (ROOM, 2), 255), MARGIN, RULE, "rule")
        mark = drawn("mark", 44)
        self.put(mark, MARGIN, FOOT - mark.height // 2 - 8, "accent")
        self.line(self.card.site, SITE_SIZES, MARGIN + mark.width + 16, FOOT + 2, "ink")


def _hanging(sign: str) -> float:
    """How much of an opening sign hangs into the margin, so that the words below it align."""
    return 1 if sign in "“„‘" else 0.5 if sign in "「『《〈（【" else 0


def _png(image: Image.Image) -> bytes:
    image.putpalette([value for colour in _palette() for value in colour])
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


@cache
def _places(ink: str) -> list[int]:
    """The places in the palette of an ink's steps, by how much of it a mask lets through."""
    start = list(INKS).index(ink) * STEPS
    steps = [round(value * STEPS / 255) for value in range(256)]
    return [start + step if step else 0 for step in steps]


def _palette() -> list[tuple[int, ...]]:
    """The paper, and for each ink its steps from the paper on."""
    paper = _rgb(PAPER)
    return [paper, *(
        tuple(round(p + (i - p) * step / STEPS) for p, i in zip(paper, _rgb(ink), strict=True))
        for ink in INKS.values() for step in range(1, STEPS + 1))]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i:j], 16) for i, j in pairwise((1, 3, 5, 7)))
