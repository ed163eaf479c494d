"""A page for every entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence import addresses
from evidence.codes import address
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries import BY_FOLDER
from evidence.entries.base import Entry
from evidence.entries.guide import Guide
from evidence.entries.term import Term
from evidence.entries.text import texts
from evidence.outputs import Page, Part, SearchDocument
from evidence.pages.heads import head_links
from evidence.pages.making import Maker, relative_location, searchable
from evidence.pages.paper import STYLE
from evidence.pages.view import View, spellings, without_asides

TERM_BOOST = 3
"""A term comes before the many pages that use its word."""


def entry_pages(maker: Maker, edition: Edition) -> Iterator[Page]:
    """Every entry of an edition; a file that could not be read has a page that says so."""
    for identifier in maker.library.ids:
        yield entry_page(maker, edition, maker.library.entry(identifier, edition.lang))
    read = {source.path for source in maker.library.sources.values()}
    for path in maker.problems_by_path:
        place = PurePosixPath(path)
        if path not in read and place.parent.name in BY_FOLDER and place.parent.parent.name == (
                "content") and place.stem not in maker.library.entries:
            yield broken_page(maker, edition, path)


def entry_page(maker: Maker, edition: Edition, entry: Entry) -> Page:
    library = maker.library
    view = maker.view(edition, addresses.entry_page(edition, entry.folder, entry.id))
    view.fields, view.version = fields(entry), entry.updated.isoformat()
    translation = library.translations.get((edition.lang, entry.id))
    status = translation.status if translation else ""
    path = (translation.source.path if translation else "") or library.sources[entry.id].path
    problems = [problem for source in {path, library.sources[entry.id].path}
                for problem in maker.problems_by_path.get(source, ())]
    body, asides = without_asides(view.with_word_switch(view.render(
        f"{entry.kind}.html", entry=entry, problems=problems, edit_path=path,
        edit_url=maker.edit_url(path), address=address, translation_status=status,
    )))
    title = str(view.name(entry.id))
    translated = {lang: is_translated(maker, entry.id, lang) for lang in maker.languages}
    here = translated[edition.lang]
    source_url = addresses.entry_page(edition.with_lang(SOURCE_LANGUAGE), entry.folder, entry.id)
    lead = view.words(entry.lead) if entry.lead else ""
    return maker.page(
        view, body, title, kind=entry.kind, description=_short(lead), edit_path=path,
        alternates=maker.alternates(edition, view.url, translated),
        canonical=view.url if here else source_url,
        search=(SearchDocument(relative_location(view.url, edition.base),
                               _found_as(view, entry, title),
                               searchable(body) + _synonyms(view, entry),
                               boost=TERM_BOOST if entry.kind == "term" else 1),),
        entry=entry.id, asides=asides, cited=tuple(item.key for item in view.citations.listed()),
        paper=STYLE if view.is_leaflet(entry) else "",
        links=tuple(head_links(maker, edition, entry, view.url, title,
                               cites=bool(library.cited[entry.id]),
                               printed=bool(view.leaflet_link(entry)))),
        parts=tuple(_parts(maker, view, entry, status)),
    )


def _parts(maker: Maker, page: View, entry: Entry, status: str) -> Iterator[Part]:
    """The sections that have a health aspect, each with its own notes and references."""
    for section in entry.sections if isinstance(entry, Guide) else ():
        view = maker.view(page.edition, page.url)
        view.fields, view.version = page.fields, page.version
        body, _ = without_asides(view.render("part.html", entry=entry, section=section,
                                             translation_status=status))
        yield Part(section.id, view.words(section.title), section.aspect, body)


def fields(entry: Entry) -> dict[int, str]:
    """The field that each text of an entry stands in, by the text's id()."""
    return {id(text): ".".join(map(str, path)) for path, text in texts(entry)}


def is_translated(maker: Maker, identifier: str, lang: str) -> bool:
    """Whether somebody translated any of the entry into a language."""
    return maker.library.is_translated(identifier, lang)


def broken_page(maker: Maker, edition: Edition, path: str) -> Page:
    """While serving: the page of a file that could not be read, with what to mend."""
    place = PurePosixPath(path)
    view: View = maker.view(edition, f"{edition.base}{place.parent.name}/{place.stem}/")
    body = view.render("broken.html", path=path, problems=maker.problems_by_path[path],
                       address=address)
    return maker.page(view, body, place.stem, kind="broken", canonical=view.url)


def _found_as(view: View, entry: Entry, title: str) -> str:
    """What a search result is called: a term by its English and Chinese words as well."""
    if not isinstance(entry, Term):
        return title
    words = [title, entry.label(SOURCE_LANGUAGE).text, *(text for _, text in view.chinese(entry))]
    return " · ".join(dict.fromkeys(words))


def _synonyms(view: View, entry: Entry) -> str:
    """Words by which a page is found besides its own: of a term all labels in all languages, of
    what mentions terms the other tradition's words. (A search for any label of a term finds what
    has its word: the search script asks the terms first.)
    """
    if isinstance(entry, Term):
        return " · " + " · ".join(spellings(entry))
    found: dict[str, None] = {}
    for identifier in view.terms:
        found |= dict.fromkeys(view.other_words(identifier).values())
    return " " + " ".join(found) if found else ""


def _short(text: str) -> str:
    """A description of at most 160 signs, cut between words."""
    return text if len(text) <= 160 else re.sub(r"\s+\S*$", "", text[:157]) + "…"
