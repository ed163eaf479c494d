"""Pictures from figures: where the marks of a forest plot, of an icon array and of a map stand.

Numbers go in, places come out; the words and shapes are the templates' in ``pictures/``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

# Forest plots


@dataclass(frozen=True)
class Difference:
    """A difference with its interval, as a study reported it. ``unit`` is in the page's words."""

    study: str
    name: str
    unit: str
    better: str
    standardised: bool
    estimate: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Tick:
    """A number on an axis, and where it stands."""

    at: float
    text: str


@dataclass(frozen=True)
class ForestRow:
    """A difference on its axis, in hundredths of the axis; ``beyond_…`` where the interval leaves
    it."""

    study: str
    name: str
    at: float
    low: float
    high: float
    beyond_low: bool = False
    beyond_high: bool = False


@dataclass(frozen=True)
class Forest:
    """Differences that share an axis."""

    unit: str
    better: str
    standardised: bool
    zero: float
    ticks: tuple[Tick, ...]
    rows: tuple[ForestRow, ...]


REACH = 3
"""How many usual half-intervals an axis reaches out from an estimate; what is longer is cut."""


def forests(differences: Iterable[Difference]) -> list[Forest]:
    """A plot for each scale: two studies share one only where they counted in standard deviations,
    for "points" may be points of different questionnaires.
    """
    groups: dict[tuple[str, str, str, bool], list[Difference]] = {}
    for one in differences:
        study = "" if one.standardised else one.study
        groups.setdefault((study, one.unit, one.better, one.standardised), []).append(one)
    return [_forest(group) for group in groups.values()]


def _forest(group: Sequence[Difference]) -> Forest:
    reach = REACH * median((one.high - one.low) / 2 for one in group)
    low = min(Decimal(0), *(max(one.low, one.estimate - reach) for one in group))
    high = max(Decimal(0), *(min(one.high, one.estimate + reach) for one in group))
    step = _step(high - low)
    # Both sides of zero are seen, the empty one too.
    first, last = min(math.floor(low / step), -1), max(math.ceil(high / step), 1)
    start, end = first * step, last * step

    def place(value: Decimal) -> float:
        inside = min(max(value, start), end)
        return round(float((inside - start) / (end - start) * 100), 1)

    rows = tuple(
        ForestRow(one.study, one.name, place(one.estimate), place(one.low), place(one.high),
                  one.low < start, one.high > end)
        for one in group
    )
    ticks = tuple(Tick(place(n * step), f"{n * step:f}") for n in range(first, last + 1))
    one = group[0]
    return Forest(one.unit, one.better, one.standardised, place(Decimal(0)), ticks, rows)


def _step(span: Decimal) -> Decimal:
    """A round number (1, 2 or 5, tens of them or tenths) that divides a span in two to five."""
    rough = span / 4 or Decimal(1)
    steps = (Decimal(digit).scaleb(rough.adjusted()) for digit in (1, 2, 5, 10))
    return next(step.normalize() for step in steps if step >= rough)


# Icon arrays


@dataclass(frozen=True)
class Dots:
    """So many dots of a hundred or a thousand: paths to be drawn as dashes that are dots.

    ``all`` goes through every dot, ``marked`` through the counted ones, from the first on.
    """

    count: int
    of: int
    width: int
    height: int
    all: str
    marked: str


PITCH, GAP, TEN = 10, 6, 10
COLUMNS = {100: 20, 1000: 50}


def denominator(percents: Iterable[str]) -> int:
    """One for a whole page: a thousand where a figure is below one of a hundred."""
    return 1000 if any(Decimal(percent) < 1 for percent in percents) else 100


def dots(percent: str, of: int) -> Dots:
    """A percentage as dots; halves are rounded up, as people do."""
    share = Decimal(percent) * of / 100
    count = min(int(share.quantize(Decimal(1), ROUND_HALF_UP)), of)
    columns = COLUMNS[of]
    return Dots(count, of, _place(columns - 1) + PITCH // 2, _place(of // columns - 1) + PITCH // 2,
                _rows(of, columns), _rows(count, columns))


def dashes() -> str:
    """The dashes of a row: dots without length, with a wider gap after each ten."""
    return f"0 {PITCH} " * (TEN - 1) + f"0 {PITCH + GAP}"


def _place(index: int) -> int:
    return PITCH // 2 + index * PITCH + index // TEN * GAP


def _rows(count: int, columns: int) -> str:
    full, rest = divmod(count, columns)
    lengths = [columns] * full + [rest] * bool(rest)
    # A little longer than to the last dot, so that no browser drops it.
    return "".join(f"M{PITCH // 2} {_place(row)}H{_place(length - 1)}.1"
                   for row, length in enumerate(lengths))


# The map of the evidence


@dataclass(frozen=True)
class Point:
    """A study for the map. ``year`` is None where nobody has confirmed it."""

    id: str
    family: str
    year: int | None
    direction: str


@dataclass(frozen=True)
class MapMark:
    id: str
    x: int
    y: int
    direction: str


@dataclass(frozen=True)
class MapRow:
    """One family of designs, its studies side by side where their years leave room."""

    family: str
    height: int
    marks: tuple[MapMark, ...]


@dataclass(frozen=True)
class EvidenceMap:
    """``edge`` parts the years from those that are not known; 0 where all are."""

    width: int
    edge: int
    ticks: tuple[Tick, ...]
    rows: tuple[MapRow, ...]


WIDTH, CELL, UNKNOWN = 880, 24, 3
DIRECTIONS = ("supports", "contradicts", "mixed", "none")


def direction(stances: Iterable[str]) -> str:
    """How a study stands to the claims, taken together: the stance of more than half of them.

    Context is no stance.
    """
    taken = [stance for stance in stances if stance != "context"]
    for stance in ("supports", "contradicts"):
        if taken.count(stance) * 2 > len(taken):
            return stance
    return "mixed" if taken else "none"


def evidence_map(points: Sequence[Point], families: Iterable[str]) -> EvidenceMap:
    """Every study at its year, in the row of its family."""
    years = [point.year for point in points if point.year is not None]
    edge = CELL * UNKNOWN + CELL // 2 if len(years) < len(points) else 0
    first, last = (min(years), max(years)) if years else (0, 0)
    start, end = edge + CELL, WIDTH - CELL

    def place(year: int) -> int:
        return round(start + (year - first) / max(last - first, 1) * (end - start))

    every = 10 if last - first > 25 else 5 if last - first > 8 else 1
    ticks = tuple(Tick(place(year), str(year)) for year in range(first, last + 1)
                  if year % every == 0 and years)
    rows = []
    for family in families:
        own = [point for point in points if point.family == family]
        if own:
            marks = (*_unknown(own), *_packed(own, place))
            height = max(mark.y for mark in marks) + CELL // 2
            rows.append(MapRow(family, height, marks))
    return EvidenceMap(WIDTH, edge, ticks, tuple(rows))


def _unknown(points: Iterable[Point]) -> Iterable[MapMark]:
    here = sorted((p for p in points if p.year is None), key=_order)
    for index, point in enumerate(here):
        lane, column = divmod(index, UNKNOWN)
        yield MapMark(point.id, CELL // 2 + column * CELL, _lane(lane), point.direction)


def _packed(points: Iterable[Point], place: Callable[[int], int]) -> Iterable[MapMark]:
    """Each mark in the first lane in which the one before leaves it room."""
    taken: list[int] = []
    for point in sorted((p for p in points if p.year is not None), key=_order):
        x = place(point.year or 0)
        lane = next((n for n, last in enumerate(taken) if last + CELL <= x), len(taken))
        taken[lane:lane + 1] = [x]
        yield MapMark(point.id, x, _lane(lane), point.direction)


def _lane(lane: int) -> int:
    return CELL // 2 + lane * CELL


def _order(point: Point) -> tuple[int, int, str]:
    return point.year or 0, DIRECTIONS.index(point.direction), point.id
