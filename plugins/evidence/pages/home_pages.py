"""The front doors: of the site, of a language, of an edition; and the page for a lost visitor."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide
from evidence.entries.mechanism import Mechanism
from evidence.outputs import Alternate, OutputFile, Page, SearchDocument
from evidence.pages.facets import FAQ_CATEGORIES
from evidence.pages.heads import feed_links
from evidence.pages.making import Maker

FIRST_CLAIMS = ("twitch-65-versus-40-percent", "soreness-is-common-and-passes", "twitch-is-needed")


def chooser(maker: Maker) -> Page:
    """The site's root: a door for each language (hreflang's x-default)."""
    view = maker.view(Edition(SOURCE_LANGUAGE, "patient"), "")
    languages = [maker.library.locales[lang] for lang in maker.languages]
    body = view.render("chooser.html", languages=languages)
    return maker.page(
        view, body, view.t("site.name"), kind="chooser", description=view.t("home.promise"),
        alternates=tuple(Alternate(lang, f"{lang}/") for lang in maker.languages),
        other_audience=view.edition.with_audience("clinician").base, canonical="",
    )


def welcome_page(maker: Maker, lang: str) -> Page:
    """A language's home: for patients, for clinicians."""
    edition = Edition(lang, "patient")
    view = maker.view(edition, f"{lang}/")
    has_method = any(page.id == "method" for page in maker.library.pages)
    body = view.render(
        "welcome.html", claims=_first_claims(maker, lang)[:3], counts=maker.counts,
        languages=maker.languages, method=f"{lang}/method/" if has_method else "",
    )
    return maker.page(view, body, view.t("site.name"), kind="welcome",
                      description=view.t("home.promise"), canonical=view.url,
                      links=tuple(feed_links(maker, lang)),
                      other_audience=edition.with_audience("clinician").base)


def home_page(maker: Maker, edition: Edition) -> Page:
    """An edition's home."""
    view, library, lang = maker.view(edition, edition.base), maker.library, edition.lang
    body = view.render(
        "home.html", claims=_first_claims(maker, lang)[:6], faqs=_first_questions(maker, lang)[:8],
        mechanisms=library.of_type(Mechanism, lang), counts=maker.counts,
        guides=sorted(library.of_type(Guide, lang), key=lambda guide: (guide.order, guide.id)),
    )
    title = f"{view.t('site.name')} – {view.t(f'audience.{edition.audience}')}"
    return maker.page(view, body, title, kind="home", canonical=view.url,
                      description=view.t(f"home.lead.{edition.audience}"),
                      search=(SearchDocument("", title, ""),), links=tuple(feed_links(maker, lang)))


def _first_questions(maker: Maker, lang: str) -> list[Faq]:
    """The questions in the order of their categories: what it is and whether it is safe first."""
    return sorted(maker.library.of_type(Faq, lang),
                  key=lambda faq: (FAQ_CATEGORIES.index(faq.category), faq.id))


def not_found(maker: Maker, root: str) -> Sequence[OutputFile]:
    """404.html for the site (every language) and for each language; links start at ``root``."""
    locales = [maker.library.locales[lang] for lang in maker.languages]
    files = [_not_found(maker, "404.html", SOURCE_LANGUAGE, locales, root)]
    for locale in locales:
        files.append(_not_found(maker, f"{locale.lang}/404.html", locale.lang, [locale], root))
    return files


def _not_found(
    maker: Maker, path: str, lang: str, locales: Sequence[object], root: str
) -> OutputFile:
    view = maker.view(Edition(lang, "patient"), path)
    return OutputFile(path, view.render("not-found.html", languages=locales, root=root))


def _first_claims(maker: Maker, lang: str) -> list[Entry]:
    """The claims to show first: three that tell what the site is, then the rest by id."""
    claims: list[Entry] = list(maker.library.of_type(Claim, lang))
    return sorted(claims, key=lambda claim: (
        FIRST_CLAIMS.index(claim.id) if claim.id in FIRST_CLAIMS else len(FIRST_CLAIMS), claim.id))
