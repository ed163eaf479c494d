"""From a written body to a page: its address, its alternates, its search text, its frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from evidence.diagnostics import Diagnostic
from evidence.editions import AUDIENCES, SOURCE_LANGUAGE, Audience, Edition
from evidence.entries import ENTRY_TYPES
from evidence.lettering import Lettering
from evidence.library import HandPage, Library
from evidence.markup import SIDES, SiteMarkup
from evidence.outputs import Alternate, Page, SearchDocument, page_path, relative
from evidence.pages.view import View
from evidence.suggesting import MARK

MENU = ("claims", "mechanisms", "faqs", "guides", "crosswalk", "studies")
HAND_PAGES = ("about", "method", "privacy", "accessibility")
OWN_PAGES = (("embed", "frame.embed"), ("api", "frame.api"), ("completeness", "frame.report"),
             ("rules", "frame.rules"))
"""The pages of a language that are made and not written, with the words that lead to them."""


@dataclass(frozen=True)
class Maker:
    """What it takes to make the pages of a site.

    ``site_url`` is the address of the site's root, with a slash at its end, where it is known.
    ``edit_base`` is the start of the address at which a file can be edited; empty where the
    site has no public repository. ``problems`` are shown on the page of the file they are in;
    ``rules`` are what the rules say of themselves, by group and name; ``leaflets`` is whether
    pages link to their PDFs; ``letters`` are the fonts for cards, where there are to be cards.
    """

    library: Library
    markup: SiteMarkup
    languages: tuple[str, ...]
    edit_base: str = ""
    site_url: str = ""
    problems: Sequence[Diagnostic] = field(default=())
    rules: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    leaflets: bool = False
    letters: Lettering | None = None

    def view(self, edition: Edition, url: str) -> View:
        return View(self.markup, edition, url, self.site_url, self.leaflets)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many entries of each type there are, by kind."""
        return {kind.kind: len(self.library.of_type(kind)) for kind in ENTRY_TYPES}

    @cached_property
    def problems_by_path(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        found: dict[str, tuple[Diagnostic, ...]] = {}
        for problem in self.problems:
            path = problem.location.path
            found[path] = (*found.get(path, ()), problem)
        return found

    def edit_url(self, path: str) -> str:
        return f"{self.edit_base}{path}" if self.edit_base and path else ""

    def page(self, view: View, body: str, title: str, **more: Any) -> Page:
        """A page of an edition, with its frame."""
        locale, edition = view.locale, view.edition
        more.setdefault("alternates", self.alternates(edition, view.url))
        more.setdefault("other_audience", self._other_audience(edition, view.url))
        more.setdefault("search_base", edition.base)
        return Page(
            path=page_path(view.url), text=body, url=view.url, title=title, lang=edition.lang,
            direction=locale.direction, audience=edition.audience, toc=tuple(view.headings),
            frame=self.frame(view, more["alternates"], more["other_audience"]), **more,
        )

    def alternates(self, edition: Edition, url: str, translated: Mapping[str, bool] | None = None
                   ) -> tuple[Alternate, ...]:
        """The same page in every language; those not translated yet are marked as such."""
        rest = url.removeprefix(f"{edition.lang}/")
        return tuple(
            Alternate(lang, f"{lang}/{rest}", (translated or {}).get(lang, True))
            for lang in self.languages
        )

    def _other_audience(self, edition: Edition, url: str) -> str:
        other: Audience = "clinician" if edition.audience == "patient" else "patient"
        base = edition.with_audience(other).base
        return base + url.removeprefix(edition.base) if url.startswith(edition.base) else base

    def frame(self, view: View, alternates: Sequence[Alternate], other: str) -> dict[str, Any]:
        """What the theme's frame shows: menu, switches and foot, with links from this page."""
        edition, t = view.edition, view.t
        here = {alternate.lang: alternate for alternate in alternates}
        menu = [self._menu_item(view, folder) for folder in MENU]
        inside = view.url.startswith(edition.base)
        own = view.url if inside else edition.base
        audiences = [
            {
                "name": t(f"audience.{audience}"),
                "url": view.link(own if audience == edition.audience else other),
                "active": audience == edition.audience and inside,
            }
            for audience in AUDIENCES
        ]
        languages = [
            {
                "lang": lang, "name": self.library.locales[lang].name,
                "url": view.link(here[lang].url if lang in here else f"{lang}/"),
                "active": lang == edition.lang,
            }
            for lang in self.languages
        ]
        foot = [
            {"title": self._hand(name, edition.lang).title,
             "url": view.link(f"{edition.lang}/{name}/")}
            for name in HAND_PAGES if self._has_hand(name)
        ]
        foot += [{"title": t(words), "url": view.link(f"{edition.lang}/{name}/")}
                 for name, words in OWN_PAGES]
        return {
            "home": view.link(f"{edition.lang}/"), "menu": menu, "audiences": audiences,
            "languages": languages, "foot": foot, "site": t("site.name"), "logo": self._logo,
            "words": self._frame_words[edition.lang],
            "traditions": {side: t(f"tradition.{side}") for side in SIDES},
        }

    @cached_property
    def _logo(self) -> Markup:
        return Markup(self.markup.env.get_template("logo.html").render())

    @cached_property
    def _frame_words(self) -> Mapping[str, Mapping[str, str]]:
        """The words of the frame, by language."""
        return {lang: {key: self.library.locales[lang].t(f"frame.{key}") for key in FRAME_WORDS}
                for lang in self.languages}

    def _menu_item(self, view: View, folder: str) -> dict[str, Any]:
        url = f"{view.edition.base}{folder}/"
        return {"title": view.t(f"menu.{folder}"), "url": view.link(url),
                "active": view.url.startswith(url)}

    # Pages written by hand

    def _has_hand(self, name: str) -> bool:
        return any(page.id == name for page in self.library.pages)

    def _hand(self, name: str, lang: str) -> HandPage:
        """A hand-written page in a language, or in the source language."""
        found = {page.lang: page for page in self.library.pages if page.id == name}
        return found.get(lang) or found.get(SOURCE_LANGUAGE) or next(iter(found.values()))

    def hand_pages(self, lang: str) -> Iterator[Page]:
        for name in sorted({page.id for page in self.library.pages}):
            hand, edition = self._hand(name, lang), Edition(lang, "patient")
            view = self.view(edition, f"{lang}/{name}/")
            body = view.render("hand.html", hand=hand, edit_url=self.edit_url(hand.path))
            has = {page.lang for page in self.library.pages if page.id == name}
            text = searchable(body)
            yield self.page(
                view, body, hand.title, kind="page", edit_path=hand.path,
                alternates=self.alternates(edition, view.url, {x: x in has for x in
                                                               self.languages}),
                other_audience=edition.with_audience("clinician").base,
                search=(SearchDocument(relative_location(view.url, edition.base), hand.title,
                                       text),),
                canonical=view.url if hand.lang == lang else f"{hand.lang}/{name}/",
            )


FRAME_WORDS = (
    "menu", "search", "language", "audience", "skip", "contents", "light", "dark", "auto", "close",
    "clear", "foot", "licence", "draft", "search-start", "top", "tap",
)


def relative_location(url: str, base: str) -> str:
    """A page's address from the folder of its search index."""
    return relative(base, url) if not url.startswith(base) else url.removeprefix(base)


def searchable(html: str) -> str:
    """The words of a body, without its references, notes and small print."""
    for part in (r'<section class="ne-section ne-references">.*?</section>',
                 r'<aside class="ne-sheet.*?</aside>',
                 r'<footer class="ne-foot".*?</footer>', r"<svg.*?</svg>",
                 r'<p class="ne-note.*?</p>', MARK.pattern):
        html = re.sub(part, " ", html, flags=re.S)
    html = re.sub(r"<sup.*?</sup>|</?(?:a|span|b|strong|em|i|abbr)\b[^>]*>", "", html, flags=re.S)
    return Markup(re.sub(r"<[^>]+>", " ", html)).unescape().strip()
