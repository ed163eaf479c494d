"""What the cards say: the pictures that social media show beside a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from evidence import addresses
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Study
from evidence.entries.term import Term
from evidence.markup import SIDES
from evidence.outputs import Badge, Card, Page
from evidence.pages.making import Maker
from evidence.pages.view import View

SITE = ("site", "home")
"""Where the card of the site lies, in the place of an entry's folder and id."""

TOLD = ("term", "faq", "guide")
"""Whose lead stands on the card: it says what the title leaves open. What a study found does not
stand there, for it needs its certainty beside it.
"""


def card(maker: Maker, page: Page) -> Card | None:
    """The first card that can be drawn: the entry's, in English if need be, or the site's.

    A page that is not translated shows the English text, and has the English card.
    """
    if maker.letters is None or page.kind == "broken":
        return None
    return next((found for found in _cards(maker, page)
                 if maker.letters.reads(found.texts, found.lang)), None)


def _cards(maker: Maker, page: Page) -> Iterator[Card]:
    languages = dict.fromkeys((page.text_lang, SOURCE_LANGUAGE))
    for lang in languages if page.entry else ():
        found = entry_card(maker.view(Edition(lang, "patient"), page.url), page.entry)
        yield from (found, replace(found, text=""))
    for lang in languages:
        yield site_card(maker.view(Edition(lang, "patient"), page.url))


def entry_card(view: View, identifier: str) -> Card:
    """An entry's card, as patients read the entry."""
    entry = view.get(identifier)
    title = view.name(identifier)
    lead = entry.lead if entry.kind in TOLD else None
    return _card(view, (entry.folder, identifier), _kind(view, entry),
                 view.t("quote", text=title) if entry.kind == "claim" else title,
                 view.words(lead) if lead else "",
                 BADGES.get(entry.kind, _none)(view, entry))


def site_card(view: View) -> Card:
    """The card of the site itself."""
    kind = " · ".join(view.t(f"tradition.{side}") for side in SIDES)
    return _card(view, SITE, kind, view.t("home.question"), view.t("home.promise"))


def _card(view: View, place: tuple[str, str], kind: str, title: str, text: str,
          badges: tuple[Badge, ...] = ()) -> Card:
    return Card(addresses.card(view.lang, *place), view.lang, view.locale.direction, kind, title,
                view.t("site.name"), text, badges)


def _kind(view: View, entry: Entry) -> str:
    """The small words above the title, as they stand on the page."""
    if isinstance(entry, Claim):
        return view.t("claim.people-say")
    more = (view.short_reference(entry.id) if isinstance(entry, Study)
            else view.t(f"tradition.{entry.tradition}") if isinstance(entry, Term) else "")
    return " · ".join(filter(None, (view.t(f"kind.{entry.kind}"), more)))


def _of_claim(view: View, entry: Entry) -> tuple[Badge, ...]:
    assert isinstance(entry, Claim)  # noqa: S101 by the table
    return (_badge(view, f"verdict.{entry.verdict}"),
            _badge(view, f"certainty.{entry.certainty.level}", "certainty.label"))


def _of_mechanism(view: View, entry: Entry) -> tuple[Badge, ...]:
    assert isinstance(entry, Mechanism)  # noqa: S101 by the table
    return (_badge(view, f"standing.{entry.standing}", "standing.label"),)


def _of_study(view: View, entry: Entry) -> tuple[Badge, ...]:
    """That a study was retracted or called into question, else what kind of study it is."""
    assert isinstance(entry, Study)  # noqa: S101 by the table
    if entry.status != "current":
        return (_badge(view, f"status.{entry.status}"),)
    sizes = (view.t(f"size.{unit}", n=n) for unit, n in entry.sample.items())
    return (Badge(" · ".join([view.t(f"design.{entry.design}"), *sizes])),)


def _none(view: View, entry: Entry) -> tuple[Badge, ...]:
    return ()


BADGES: Mapping[str, Callable[[View, Entry], tuple[Badge, ...]]] = {
    "claim": _of_claim, "mechanism": _of_mechanism, "study": _of_study,
}
"""What stands below the title, by the type of the entry."""


def _badge(view: View, key: str, label: str = "") -> Badge:
    return Badge(view.t(key), key, view.t(label) if label else "")
