"""The page for those who build with our data: where it lies, what it means, what will stay."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from evidence import addresses
from evidence.editions import Edition
from evidence.entries.claim import Claim
from evidence.entries.term import Code, Term
from evidence.outputs import HeadLink, Page, SearchDocument
from evidence.pages.heads import feed_links
from evidence.pages.home_pages import FIRST_CLAIMS
from evidence.pages.making import Maker, relative_location

FIELDS = ("heading", "pages", "verdict", "evidence", "effects", "figures", "parts", "terms",
          "sources", "shaken", "translation", "reviewed", "dates", "licence")
"""The fields of an entry that the page explains, in groups; the schema has all of them."""
VALUES = ("texts", "state", "null", "numbers", "marks")
PROMISES = ("stable", "same", "open", "keep")
DUTIES = ("licence", "whole", "review")


def api_page(maker: Maker, lang: str) -> Page:
    """``/{lang}/api/``: the API in the words of a language, with examples of this very site."""
    edition = Edition(lang, "patient")
    view = maker.view(edition, addresses.api_page(lang))
    claim, code = _claim(maker, lang), _code(maker)
    body = view.render(
        "api.html", start=_start(lang, claim), claim=claim and maker.site_url + claim,
        code=code and addresses.code(code.scheme, code.code),
        base=urlsplit(maker.site_url).path or "/",
        fields=FIELDS, values=VALUES, promises=PROMISES, duties=DUTIES,
        feeds=[feed.url for feed in feed_links(maker, lang)],
        codes=f"{addresses.CODES}index.json", manifest=addresses.api_file("manifest"),
        works=[addresses.library_citations(form) for form in addresses.CITATION_FORMATS
               if maker.library.bibliography],
        crosswalk=f"{edition.base}crosswalk/#take", builder=addresses.builder(lang), coded=coded,
    )
    title, lead = view.t("api.title"), view.t("api.lead")
    index = HeadLink("alternate", addresses.api_file("index"), "application/json", title)
    return maker.page(
        view, body, title, kind="api", description=lead, canonical=view.url,
        other_audience=edition.with_audience("clinician").base,
        links=(index, *feed_links(maker, lang)),
        search=(SearchDocument(relative_location(view.url, edition.base), title, lead),))


def coded(said: str) -> Markup:
    """Words in which the names of fields stand between backticks, as in Markdown."""
    code = r'<code dir="ltr" translate="no">\1</code>'
    return Markup(re.sub(r"`(.+?)`", code, str(escape(said))))


def _start(lang: str, claim: str) -> dict[str, str]:
    """Where to begin: what lies there, and its address."""
    return {
        "index": addresses.api_file("index"), "list": addresses.api_list(lang, Claim.folder),
        **({"entry": claim} if claim else {}), "schema": addresses.api_schema("entry"),
        "manifest": addresses.api_file("manifest"), "llms": "llms.txt",
    }


def _claim(maker: Maker, lang: str) -> str:
    """A claim to show: one that stands first on the home pages, or else the first of all."""
    found = [claim.id for claim in maker.library.of_type(Claim)]
    first = [claim for claim in FIRST_CLAIMS if claim in found]
    return next((addresses.api_entry(lang, Claim.folder, claim) for claim in [*first, *found]), "")


def _code(maker: Maker) -> Code | None:
    """A code to show: the first that is exactly one of our terms."""
    codes = [code for term in maker.library.of_type(Term) for code in term.codes]
    return next((code for code in codes if code.relation == "exact"), codes[0] if codes else None)
