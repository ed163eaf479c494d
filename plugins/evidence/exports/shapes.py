"""The shapes beside words, as masks: those of the pages (see ``macros.html``), drawn once more.

Each is drawn eight times as large and made small, so that its edges are smooth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw

TIMES = 8
Point = tuple[float, float]


class Pen:
    """Draws on a board whose units are those of the pictures on the pages."""

    def __init__(self, width: float, height: float, size: int) -> None:
        self.scale = size / height * TIMES
        self.image = Image.new("L", (round(width * self.scale), round(height * self.scale)))
        self.draw = ImageDraw.Draw(self.image)

    def disc(self, x: float, y: float, radius: float, fill: int = 255) -> None:
        self.draw.ellipse(self._box(x, y, radius), fill=fill)

    def ring(self, x: float, y: float, radius: float, width: float = 2) -> None:
        """A circle whose line lies half inside and half outside of its radius."""
        self.arc(x, y, radius, 0, 360, width)

    def arc(self, x: float, y: float, radius: float, start: float, end: float,
            width: float = 2) -> None:
        self.draw.arc(self._box(x, y, radius + width / 2), start, end, fill=255,
                      width=round(width * self.scale))

    def half(self, x: float, y: float, radius: float) -> None:
        """The right half of a disc."""
        self.draw.pieslice(self._box(x, y, radius), -90, 90, fill=255)

    def line(self, points: Sequence[Point], width: float = 2, fill: int = 255,
             rounded: bool = False) -> None:
        placed = [(x * self.scale, y * self.scale) for x, y in points]
        self.draw.line(placed, fill=fill, width=round(width * self.scale), joint="curve")
        for x, y in (points[0], points[-1]) if rounded else ():
            self.disc(x, y, width / 2, fill)

    def box(self, x: float, y: float, width: float, height: float, filled: bool) -> None:
        place = tuple(round(value * self.scale) for value in (x, y, x + width, y + height))
        self.draw.rounded_rectangle(place, round(self.scale), fill=255 if filled else 0,
                                    outline=255, width=round(1.2 * self.scale))

    def shape(self, points: Sequence[Point]) -> None:
        self.draw.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=255)

    def _box(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        return tuple(value * self.scale  # type: ignore[return-value]
                     for value in (x - radius, y - radius, x + radius, y + radius))


def _supported(pen: Pen) -> None:
    pen.disc(10, 10, 9)
    pen.line([(5.5, 10.4), (8.5, 13.4), (14.5, 6.8)], 2.2, 0)


def _partly(pen: Pen) -> None:
    pen.ring(10, 10, 8)
    pen.half(10, 10, 8)


def _contradicted(pen: Pen) -> None:
    pen.ring(10, 10, 8)
    pen.line([(6.7, 6.7), (13.3, 13.3)], 2.2)
    pen.line([(13.3, 6.7), (6.7, 13.3)], 2.2)


def _misattributed(pen: Pen) -> None:
    pen.line([(2, 5), (6, 5), (14, 15), (18, 15)])
    pen.line([(2, 15), (6, 15), (14, 5), (18, 5)])
    pen.line([(15.5, 2.5), (18, 5), (15.5, 7.5)])
    pen.line([(15.5, 12.5), (18, 15), (15.5, 17.5)])


def _not_found(pen: Pen) -> None:
    dash, turn = math.degrees(3.2 / 8), 360 / 8
    for number in range(8):
        pen.arc(10, 10, 8, number * turn, number * turn + dash)


def _not_checkable(pen: Pen) -> None:
    pen.ring(10, 10, 8)
    pen.arc(10, 8, 2.6, 180, 425)
    pen.line([(11.1, 10.3), (10.2, 11.1), (10, 12)])
    pen.line([(10, 14), (10, 15.6)])


def _warning(pen: Pen) -> None:
    pen.shape([(10, 1.5), (19, 18), (1, 18)])
    pen.line([(10, 7), (10, 12.4)], 2.2, 0)
    pen.disc(10, 15, 1.3, 0)


def _mark(pen: Pen) -> None:
    pen.disc(16, 16, 15)
    pen.line([(8, 24), (23, 9)], 2, 0, rounded=True)
    pen.line([(20, 6.5), (25.5, 12)], 4.5, 0, rounded=True)
    pen.disc(8, 24, 1.6, 0)


def _bars(filled: int) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        for bar in range(4):
            pen.box(1 + bar * 6.4, 13 - bar * 4, 4.6, 6 + bar * 4, bar < filled)
    return draw


def _established(pen: Pen) -> None:
    pen.line([(1, 6), (39, 6)])


def _plausible(pen: Pen) -> None:
    for start in (1, 15, 29):
        pen.line([(start, 6), (start + 9, 6)])


def _hypothesis(pen: Pen) -> None:
    for dot in range(7):
        pen.disc(2 + dot * 6, 6, 1.2)


def _disputed(pen: Pen) -> None:
    pen.line([(1 + step * 5, 9 if step % 2 == 0 else 3) for step in range(8)])


SHAPES: Mapping[str, tuple[float, float, Callable[[Pen], None]]] = {
    "verdict.supported": (20, 20, _supported),
    "verdict.partly-supported": (20, 20, _partly),
    "verdict.contradicted": (20, 20, _contradicted),
    "verdict.misattributed": (20, 20, _misattributed),
    "verdict.not-found": (20, 20, _not_found),
    "verdict.not-checkable": (20, 20, _not_checkable),
    "status.corrected": (20, 20, _warning),
    "status.concern": (20, 20, _warning),
    "status.retracted": (20, 20, _warning),
    "certainty.high": (26, 20, _bars(4)),
    "certainty.moderate": (26, 20, _bars(3)),
    "certainty.low": (26, 20, _bars(2)),
    "certainty.very-low": (26, 20, _bars(1)),
    "standing.established": (40, 12, _established),
    "standing.plausible": (40, 12, _plausible),
    "standing.hypothesis": (40, 12, _hypothesis),
    "standing.disputed": (40, 12, _disputed),
    "mark": (32, 32, _mark),
}
"""Width and height of each shape in the units of its picture, and how it is drawn."""


@lru_cache(maxsize=200)
def drawn(shape: str, size: int) -> Image.Image:
    """A shape as a mask of the given height."""
    width, height, draw = SHAPES[shape]
    pen = Pen(width, height, size)
    draw(pen)
    return pen.image.resize((round(width * size / height), size), Image.Resampling.BOX)
