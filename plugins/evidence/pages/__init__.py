"""Pages and indexes: what every edition shows, as bodies; the frame around them is the theme's."""

from __future__ import annotations

from collections.abc import Iterator

from evidence import reporting
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.outputs import Page
from evidence.pages.api_page import api_page
from evidence.pages.builder_page import builder_page
from evidence.pages.code_pages import code_pages
from evidence.pages.entry_pages import entry_pages
from evidence.pages.heads import headed
from evidence.pages.home_pages import chooser, home_page, not_found, welcome_page
from evidence.pages.index_pages import index_pages
from evidence.pages.making import Maker
from evidence.pages.report_page import report_page
from evidence.pages.rules_page import rules_page

__all__ = ["Maker", "not_found", "render", "render_site"]


def render(maker: Maker, edition: Edition) -> Iterator[Page]:
    """Every page of one edition."""
    yield from (headed(maker, page) for page in _of_edition(maker, edition))


def render_site(maker: Maker) -> Iterator[Page]:
    """The pages that belong to a language or to the whole site, not to one edition."""
    yield from (headed(maker, page) for page in _of_site(maker))


def _of_edition(maker: Maker, edition: Edition) -> Iterator[Page]:
    yield home_page(maker, edition)
    yield from index_pages(maker, edition)
    yield from entry_pages(maker, edition)


def _of_site(maker: Maker) -> Iterator[Page]:
    yield chooser(maker)
    found = reporting.report(maker.library)
    for lang in maker.languages:
        yield welcome_page(maker, lang)
        yield from maker.hand_pages(lang)
        yield builder_page(maker, lang)
        yield report_page(maker, lang, found)
        yield rules_page(maker, lang)
        yield api_page(maker, lang)
        if lang == SOURCE_LANGUAGE:
            yield from code_pages(maker)
