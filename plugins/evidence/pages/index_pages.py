"""The lists of an edition: one for each entry type, the crosswalk and the bibliography."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.editions import Edition
from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Entry
from evidence.entries.guide import Guide
from evidence.library import Library
from evidence.outputs import Page, SearchDocument
from evidence.pages.crosswalk_page import crosswalk_page
from evidence.pages.facets import ORDERS, facets
from evidence.pages.making import Maker, relative_location
from evidence.pages.view import View


@dataclass(frozen=True)
class Group:
    """Some entries under one heading."""

    id: str
    title: str
    entries: Sequence[Entry]


GROUPED_BY: dict[str, tuple[str, str]] = {
    "claims": ("verdict", "verdict"),
    "studies": ("design", "design-plural"),
    "faqs": ("category", "category"),
    "terms": ("tradition", "tradition"),
}
"""The facet by which a list is in groups, and the words that head them."""


def index_pages(maker: Maker, edition: Edition) -> Iterator[Page]:
    for entry_type in ENTRY_TYPES:
        yield _index(maker, edition, entry_type)
    yield crosswalk_page(maker, edition)
    yield _bibliography(maker, edition)


def _index(maker: Maker, edition: Edition, entry_type: type[Entry]) -> Page:
    folder = entry_type.folder
    view = maker.view(edition, f"{edition.base}{folder}/")
    entries = maker.library.of_type(entry_type, edition.lang)
    groups = list(_groups(view, folder, _sorted(view, entries)))
    found = facets(view, folder, entries)
    body = view.render("index.html", folder=folder, groups=groups, total=len(entries),
                       facets=found)
    return _page(maker, view, body, view.t(f"index.{folder}"),
                 view.t(f"index.{folder}.lead", n=len(entries)),
                 ("assets/filters.js",) if found else ())


def in_order(view: View, entry_type: type[Entry]) -> list[Entry]:
    """The entries of a type as their list shows them."""
    entries = _sorted(view, view.library.of_type(entry_type, view.lang))
    return [entry for group in _groups(view, entry_type.folder, entries)
            for entry in group.entries]


def _groups(view: View, folder: str, entries: Sequence[Entry]) -> Iterator[Group]:
    if folder not in GROUPED_BY:
        yield Group("all", "", entries)
        return
    attribute, words = GROUPED_BY[folder]
    for value in ORDERS[attribute]:
        found = [entry for entry in entries if getattr(entry, attribute) == value]
        if found:
            yield Group(value, view.t(f"{words}.{value}"), found)


def _sorted(view: View, entries: Sequence[Entry]) -> list[Entry]:
    """By name; guides in their own order, studies by year, the newest first."""
    def key(entry: Entry) -> tuple[str, str]:
        if isinstance(entry, Guide):
            return (f"{entry.order:04}", entry.id)
        if entry.kind == "study":
            reference = view.library.bibliography.get(entry.id)
            year = reference.year if reference and reference.year.isdigit() else "0"
            return (f"{9999 - int(year):04}", entry.id)
        return ("", view.name(entry.id).casefold())

    return sorted(entries, key=key)


def _bibliography(maker: Maker, edition: Edition) -> Page:
    view = maker.view(edition, f"{edition.base}bibliography/")
    body = view.render("bibliography.html", rows=list(_bibliography_rows(view, maker.library)))
    return _page(maker, view, body, view.t("index.bibliography"))


@dataclass(frozen=True)
class BibliographyRow:
    """A record that something uses, as a reference, with the entries that cite it."""

    key: str
    html: Markup
    study: bool
    users: Sequence[Entry]


def _bibliography_rows(view: View, library: Library) -> Iterator[BibliographyRow]:
    used = [key for key in library.bibliography
            if library.study(key) or library.backlinks.get(key)]
    for key in sorted(used, key=lambda key: view.short_reference(key).casefold()):
        users = [view.get(user) for user in library.backlinks.get(key, ())]
        yield BibliographyRow(key, view.full_reference(key), view.is_study(key), users)


def _page(maker: Maker, view: View, body: str, title: str, lead: str = "",
          scripts: tuple[str, ...] = ()) -> Page:
    place = relative_location(view.url, view.edition.base)
    return maker.page(view, body, title, kind="index", description=lead, canonical=view.url,
                      search=(SearchDocument(place, title, lead),), scripts=scripts)
