"""The page that makes the tag for another website: what to show, how, and the text to paste."""

from __future__ import annotations

from dataclasses import dataclass

from evidence import addresses, embedding
from evidence.editions import AUDIENCE_FOLDERS, AUDIENCES, Edition
from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Study
from evidence.entries.term import Term
from evidence.outputs import Page, SearchDocument
from evidence.pages.making import Maker, relative_location
from evidence.pages.view import View

OFFERED: tuple[type[Entry], ...] = (Guide, Faq, Mechanism, Claim, Term, Study)
"""What clinics ask for most comes first."""
SANDBOX = ("allow-scripts allow-popups allow-popups-to-escape-sandbox"
           " allow-top-navigation-by-user-activation")
SNIPPETS = ("plain", "precise", "wordpress", "element", "fragment", "link")
THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("s", "m", "l")
POINTS = ("current", "safety", "private", "small", "colours", "licence")
"""What who embeds our pages can rely on."""


@dataclass(frozen=True)
class Choice:
    """Something that can be shown: ``guides/after-a-session`` or a section of it, and its name."""

    value: str
    title: str
    section: bool = False


def builder_page(maker: Maker, lang: str) -> Page:
    edition = Edition(lang, "patient")
    view = maker.view(edition, addresses.builder(lang))
    groups = {kind.kind: _choices(view, kind) for kind in OFFERED}
    body = view.render(
        "builder.html", groups={kind: found for kind, found in groups.items() if found},
        languages=[maker.library.locales[code] for code in maker.languages],
        audiences={audience: AUDIENCE_FOLDERS[audience] for audience in AUDIENCES},
        themes=THEMES, sizes=SIZES, points=POINTS, snippets=SNIPPETS, sandbox=SANDBOX,
        site_url=maker.site_url or "https://…/", embed=addresses.embed,
        page_of=lambda value: f"{edition.base}{value}/", element=embedding.ELEMENT,
        fragment=addresses.fragment, parent=embedding.parent_path(),
        integrity=embedding.parent_integrity(),
    )
    title, lead = view.t("embed.title"), view.t("embed.lead")
    return maker.page(
        view, body, title, kind="builder", description=lead, canonical=view.url,
        other_audience=edition.with_audience("clinician").base, scripts=("assets/builder.js",),
        search=(SearchDocument(relative_location(view.url, edition.base), title, lead),))


def _choices(view: View, kind: type[Entry]) -> list[Choice]:
    """The entries of a type by their names, each guide with its sections."""
    found = []
    for entry in sorted(view.library.of_type(kind, view.lang), key=lambda e: view.name(e.id)):
        found.append(Choice(f"{entry.folder}/{entry.id}", view.name(entry.id)))
        for section in entry.sections if isinstance(entry, Guide) else ():
            found.append(Choice(f"{entry.folder}/{entry.id}/{section.id}",
                                view.words(section.title), section=True))
    return found
