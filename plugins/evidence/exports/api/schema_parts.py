"""The parts that several schemas share, under ``$defs``: texts, links, figures, addresses."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.editions import AUDIENCES
from evidence.entries import ENTRY_TYPES
from evidence.entries.study import Figure, Study
from evidence.exports.api.schema_words import (
    Schema,
    address,
    choices,
    decimal,
    maybe,
    obj,
    one_of,
    pair,
    string,
    the,
    whole,
)


def both(says: str, value: Schema) -> Schema:
    """Something for patients and for clinicians."""
    return obj(says, **dict.fromkeys(AUDIENCES, value))


KIND = one_of("The type of the entry.", [entry_type.kind for entry_type in ENTRY_TYPES])

PASSAGE = obj(
    "A text for one audience.",
    html=string(
        "HTML with p, ul, ol, li, strong, em, blockquote, br, h2 to h6, a and span, without any"
        " class; a title or a phrase has no p around it. Links are whole addresses. What was made"
        " of a mark says of what: data-cite the key of a study, data-entry the id of an entry,"
        " data-figure a study and its figure."),
    text=string("The same as plain text, without citations: an empty line between paragraphs, a"
                " hyphen before each item of a list. It is not escaped."),
    lang=string("The language that the text is really in (BCP 47)."),
    state=one_of(
        "source: as it was written. current: a translation of the source as it is now. stale: a"
        " translation of an older source; say so. missing: there is no translation, and the source"
        " stands here. A safety text whose translation is stale or machine-made is missing too.",
        ("source", "current", "stale", "missing")),
)

FIGURE = obj(
    "A number as a study reported it. Numbers are strings: they keep the decimals that were"
    " reported, as in 0.20. Take them from here, and never from a text.",
    study=string("The key of the study."),
    name=string("The figure's name within the study."),
    label=the("text", "What was measured."),
    measure=one_of("What kind of number it is; sample: how many took part.",
                  [*(name.replace("_", "-") for name in (
                      "percent", "count", "number", "difference", "standardised_difference",
                      "kappa", "range")), "p", "sample"]),
    value=maybe(decimal("The number; null: a range, or a p value alone.")),
    range=maybe(pair("The lowest and the highest; null: not a range.", decimal("A number."))),
    unit=maybe(the("text", "The unit of value, range and interval; null: it has none.")),
    of=maybe(whole("Out of how many; null: not reported.")),
    of_what=maybe(one_of("What was counted; null: not stated.", choices(Figure, "of_what"))),
    interval=maybe(pair("The confidence interval; null: not reported.", decimal("A bound."))),
    confidence=maybe(decimal("Its level in percent; null: there is no interval.")),
    p=maybe(obj("The p value; null: not reported.",
                sign=one_of("How the p value stands to the number.", ("<", "=", ">", "≤")),
                value=decimal("The number."))),
    at=maybe(the("text", "When it was measured; null: not stated.")),
    better=maybe(one_of("Which direction is better; null: neither, or not stated.",
                       choices(Figure, "better"))),
    shown=both("The figure as our pages print it in this language.",
               string("As these readers see it.")),
    api=address("The study, as JSON."),
)

LINK = {
    "id": string("Its id."), "kind": KIND, "title": the("text", "What it is called."),
    "pages": the("addresses", "Its pages."), "api": address("It as JSON."),
}

PARTS: Mapping[str, Schema] = {
    "text": both("A text for both audiences.", the("passage", "What these readers read.")),
    "passage": PASSAGE,
    "addresses": both("Addresses by audience.", address("The address for these readers.")),
    "forms": obj(
        "One page or section in forms that other websites can show.",
        embed=address("A bare page for an iframe."),
        fragment=address("HTML to put into another page."),
        oembed=maybe(address("oEmbed; null: the site does not know its own address.")),
        leaflet=maybe(address("A PDF to print; null: there is none."))),
    "link": obj("Another entry.", **LINK),
    "study": obj("A study in passing.", id=string("Its id, which is its key."),
                 name=string("First author and year, as far as they are confirmed."),
                 status=one_of("Whether it still stands.", choices(Study, "status")),
                 pages=the("addresses", "Its pages."), api=address("It as JSON.")),
    "figure": FIGURE,
    "hash": string("SHA-256 of the body as HTML, in hexadecimal: it changes when, and only when,"
                   " the body does.", pattern="^[0-9a-f]{64}$"),
}
