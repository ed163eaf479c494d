"""What a list can be narrowed down by: the facets of its entries, and how many have each value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.entries.base import Entry
from evidence.entries.choices import Technique
from evidence.entries.claim import VERDICTS
from evidence.entries.describing import values
from evidence.library import Library

if TYPE_CHECKING:
    from evidence.pages.view import View

FAQ_CATEGORIES = ("basics", "safety", "effects", "twitch", "acupuncture", "practical")
DESIGNS = (
    "meta-analysis", "systematic-review", "rct", "crossover", "non-randomised-trial", "cohort",
    "survey", "case-series", "case-report", "laboratory", "animal", "narrative-review", "theory",
    "guideline", "standard", "policy", "court-ruling", "book",
)
TRADITIONS = ("dry-needling", "acupuncture", "shared")
FACETS: Mapping[str, tuple[str, ...]] = {
    "claims": ("verdict", "topic"),
    "studies": ("design", "topic", "technique", "year"),
    "faqs": ("category", "topic"),
    "terms": ("tradition", "topic"),
}
ORDERS: Mapping[str, tuple[str, ...]] = {
    "verdict": VERDICTS, "design": DESIGNS, "category": FAQ_CATEGORIES, "tradition": TRADITIONS,
    "technique": values(Technique),
}
"""The order of a facet's values; topics stand by their word, decades with the newest first."""
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Option:
    """One value of a facet, in words, and how many entries of the list have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One thing a list can be narrowed down by; its name stands in the page's address."""

    name: str
    options: Sequence[Option]


def facet_values(library: Library, entry: Entry) -> dict[str, tuple[str, ...]]:
    """The values of each facet that an entry has."""
    return {name: _values(library, entry, name) for name in FACETS.get(entry.folder, ())}


def _values(library: Library, entry: Entry, name: str) -> tuple[str, ...]:
    if name == "topic":
        return entry.topics
    if name == "year":
        return (_decade(library, entry.id),)
    return (getattr(entry, name),)


def _decade(library: Library, key: str) -> str:
    """The decade of a record, such as 1990s, where its year is known and was seen."""
    reference, study = library.bibliography.get(key), library.study(key)
    seen = study is None or "year" not in study.unconfirmed
    year = reference.year if reference and seen else ""
    return f"{int(year) // 10}0s" if year.isdecimal() else UNKNOWN


def facets(view: View, folder: str, entries: Sequence[Entry]) -> list[Facet]:
    """The facets by which a list can really be made shorter."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS.get(folder, ())}
    for entry in entries:
        for name, own in facet_values(view.library, entry).items():
            counts[name].update(own)
    return [Facet(name, _options(view, name, count)) for name, count in counts.items()
            if any(n < len(entries) for n in count.values())]


def _options(view: View, name: str, count: Counter[str]) -> list[Option]:
    found = [Option(value, _words(view, name, value), n) for value, n in count.items()]
    if name == "topic":
        return sorted(found, key=lambda option: option.words.casefold())
    if name == "year":
        return sorted(found, key=lambda option: (option.value != UNKNOWN, option.value),
                      reverse=True)
    return sorted(found, key=lambda option: ORDERS[name].index(option.value))


def _words(view: View, name: str, value: str) -> str:
    if name != "year":
        return view.t(f"{name}.{value}")
    if value == UNKNOWN:
        return view.t("facet.year-unknown")
    return view.t("facet.decade", year=value.removesuffix("s"))
