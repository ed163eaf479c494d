"""Terms described: each alone, and all of them as the two vocabularies of the crosswalk."""

from __future__ import annotations

from evidence.entries.term import Term
from evidence.markup import SIDES
from evidence.pages.structured.entries import entry_page
from evidence.pages.structured.scene import Node, Scene, known

CROSSWALK = "crosswalk/"


def term(scene: Scene) -> list[Node]:
    """A term in the vocabularies that it belongs to."""
    entry = scene.entry
    assert isinstance(entry, Term)  # noqa: S101 by the table
    sides = [side for side in SIDES if entry.tradition in (side, "shared")]
    node = _defined(scene, entry, sides[0] if len(sides) == 1 else "") | {
        "inDefinedTermSet": [_set(scene, side) for side in sides]}
    return [entry_page(scene, "MedicalWebPage", mainEntity={"@id": node["@id"]}), node]


def crosswalk(scene: Scene) -> list[Node]:
    """Both vocabularies with all their terms, each by the word of the side."""
    terms = scene.maker.library.of_type(Term, scene.view.lang)
    sets = [known(_set(scene, side) | {
        "inLanguage": scene.view.lang,
        "hasDefinedTerm": [_defined(scene, term, side) for term in terms
                           if term.tradition in (side, "shared")],
    }) for side in SIDES]
    page = scene.webpage("CollectionPage", mainEntity=[{"@id": node["@id"]} for node in sets])
    return [page, *sets]


def _set(scene: Scene, side: str) -> Node:
    address = f"{scene.view.edition.base}{CROSSWALK}"
    return {"@type": "DefinedTermSet", "@id": scene.url(f"{address}#{side}"),
            "name": scene.view.t(f"tradition.{side}"), "url": scene.url(address)}


def _defined(scene: Scene, term: Term, side: str) -> Node:
    """A term by the word of a side, with its other words in the languages of the page."""
    view = scene.view
    name = view.words(term.label(view.lang, side))
    others = [label.text for lang in dict.fromkeys((view.lang, "zh-Hant", "zh-Latn"))
              for label in term.labels.get(lang, ())  # type: ignore[call-overload]
              if label.status != "avoid"]
    exact = [code.uri for code in term.codes if code.uri and code.relation == "exact"]
    return known({
        "@type": "DefinedTerm", "@id": scene.url(f"{scene.entry_url(term.id)}#term"),
        "url": scene.url(scene.entry_url(term.id)), "name": name, "termCode": term.id,
        "description": view.words(term.definition), "sameAs": [scene.concept(term.id), *exact],
        "alternateName": [word for word in dict.fromkeys((*others, term.abbreviation or name))
                          if word != name],
    })
