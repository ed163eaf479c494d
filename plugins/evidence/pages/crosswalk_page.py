"""The crosswalk: a bilingual dictionary of the two traditions, in both directions, and its map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.crosswalk import CLOSEST
from evidence.editions import Edition
from evidence.entries.describing import values
from evidence.entries.term import Mapping, Term
from evidence.entries.term_lists import Domain
from evidence.markup import SIDES
from evidence.outputs import Page, SearchDocument
from evidence.pages.facets import Facet, Option
from evidence.pages.making import Maker, relative_location
from evidence.pages.view import View, spellings

RELATIONS = (*CLOSEST[:-1], "none", "alone", "unmapped")
"""How two words may stand to each other on the page: the relations, and what has no other word."""
TOP, STEP, LEFT, RIGHT, WIDTH = 18, 26, 280, 480, 760
"""Measures of the picture: where the lines start and end, and how far its rows are apart."""


@dataclass(frozen=True)
class Row:
    """A line of the dictionary: a term, how it stands to another, and the other, if there is one.

    ``start`` is the tradition whose words stand on the left.
    """

    start: str
    term: Term
    other: Term | None
    relation: str
    data: Mapping | None
    find: str

    @property
    def facets(self) -> dict[str, str]:
        contested = "yes" if self.data and self.data.contested else "no"
        return {"start": self.start, "relation": self.relation, "domain": self.term.domain,
                "contested": contested}


@dataclass(frozen=True)
class Group:
    """One direction of the dictionary."""

    id: str
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Node:
    """A word in the picture, at its height."""

    term: Term
    y: int


@dataclass(frozen=True)
class Line:
    """A relation in the picture, from a word on the left to one on the right."""

    one: Node
    other: Node
    relation: str

    @property
    def path(self) -> str:
        bend = (RIGHT - LEFT) // 2
        return (f"M{LEFT} {self.one.y}C{LEFT + bend} {self.one.y} {RIGHT - bend} {self.other.y}"
                f" {RIGHT} {self.other.y}")

    @property
    def middle(self) -> tuple[int, float]:
        return (LEFT + RIGHT) // 2, (self.one.y + self.other.y) / 2


@dataclass(frozen=True)
class Picture:
    """Both vocabularies as two columns of words with lines between them."""

    width: int
    height: int
    left: Sequence[Node]
    right: Sequence[Node]
    lines: Sequence[Line]


def crosswalk_page(maker: Maker, edition: Edition) -> Page:
    view = maker.view(edition, f"{edition.base}crosswalk/")
    groups = [Group(f"to-{SIDES[1 - SIDES.index(start)]}",
                    view.t(f"crosswalk.to-{SIDES[1 - SIDES.index(start)]}"),
                    sorted(_rows(view, start), key=lambda row: _place(view, row)))
              for start in SIDES]
    rows = [row for group in groups for row in group.rows]
    body = view.render("crosswalk.html", groups=groups, facets=_facets(view, rows),
                       total=len(rows), picture=_picture(view, groups[0].rows),
                       sides=SIDES, files=FILES)
    title, lead = view.t("index.crosswalk"), view.t("index.crosswalk.lead")
    place = relative_location(view.url, edition.base)
    return maker.page(view, body, title, kind="index", description=lead, canonical=view.url,
                      search=(SearchDocument(place, title, lead),),
                      scripts=("assets/filters.js",))


FILES = {
    "skos": "crosswalk.ttl", "skos-json": "crosswalk.jsonld", "sssom": "crosswalk.sssom.tsv",
    "codes": "codes.sssom.tsv", "tbx": "crosswalk.tbx", "tbx-old": "crosswalk-2008.tbx",
    "csv": "crosswalk.csv", "csv-labels": "terms.csv",
    "json": "crosswalk.json",
}
"""What can be taken away, by the words that say what it is for."""


def _rows(view: View, start: str) -> Iterator[Row]:
    """Every line that starts from a tradition's words; each term has at least one."""
    for term in view.library.of_type(Term, view.lang):
        if term.tradition not in (start, "shared"):
            continue
        if term.tradition == "shared":
            yield Row(start, term, term, "exact", None, _find(term))
            continue
        links = view.mappings(term.id)
        for row in links:
            relation = row.relation if row.other else "alone"
            yield Row(start, term, row.other, relation, row.data,
                      _find(term, *([row.other] if row.other else [])))
        if not links:
            yield Row(start, term, None, "unmapped", None, _find(term))


def _find(*terms: Term) -> str:
    return " ".join(dict.fromkeys(word for term in terms for word in spellings(term))).casefold()


def _place(view: View, row: Row) -> tuple[str, int]:
    return view.side_label(row.term, row.start).casefold(), RELATIONS.index(row.relation)


def _facets(view: View, rows: Sequence[Row]) -> list[Facet]:
    orders: dict[str, tuple[str, ...]] = {
        "start": SIDES, "relation": RELATIONS, "domain": values(Domain),
        "contested": ("yes", "no"),
    }
    found = []
    for name, order in orders.items():
        count = Counter(row.facets[name] for row in rows)
        options = [Option(value, view.t(f"{name}.{value}"), count[value]) for value in order
                   if count[value]]
        found.append(Facet(name, options))
    return found


def _picture(view: View, rows: Iterable[Row]) -> Picture:
    """Words on the right stand as near as they can to those they belong to."""
    pairs = [row for row in rows if row.other and row.term is not row.other]
    order = values(Domain)
    terms = {row.term.id: row.term for row in sorted(
        pairs, key=lambda row: (order.index(row.term.domain), row.term.id))}
    left = {term.id: Node(term, TOP + STEP * n) for n, term in enumerate(terms.values())}
    heights: dict[str, list[int]] = {}
    for row in pairs:
        if row.other:
            heights.setdefault(row.other.id, []).append(left[row.term.id].y)
    ids = sorted(heights, key=lambda i: (sum(heights[i]) / len(heights[i]), i))
    spread = STEP * max(len(left) - 1, 0) / max(len(ids) - 1, 1)
    right = {i: Node(view.term(i), round(TOP + max(spread, STEP) * n)) for n, i in enumerate(ids)}
    lines = [Line(left[row.term.id], right[row.other.id], row.relation)
             for row in pairs if row.other]
    height = max((node.y for node in (*left.values(), *right.values())), default=0) + TOP
    return Picture(WIDTH, height, [*left.values()], [*right.values()], lines)
