"""The terms as SKOS, one concept scheme a tradition, with SKOS-XL for the status of each label.

Sources: SKOS Reference (W3C Recommendation, 18 August 2009) with its appendix B, SKOS-XL. SKOS
has no property for "does not correspond": such a mapping is a scope note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF

from evidence.entries.term import LANGUAGE_TAGS, Term
from evidence.exports.terminology import (
    FOLDER,
    LICENCE,
    TITLE,
    Made,
    Terminology,
    code_uri,
    labels,
    traditions,
)
from evidence.outputs import OutputFile

XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
MATCHES = {"exact": SKOS.exactMatch, "close": SKOS.closeMatch, "broad": SKOS.broadMatch,
           "narrow": SKOS.narrowMatch, "related": SKOS.relatedMatch}
OWN = {
    "plainDefinition": (SKOS.definition, "A definition for patients."),
    "seenInUse": (None, "Whether we saw the label on a page that we read."),
    "labelStatus": (None, "preferred, alternative or avoid."),
    "usedBy": (None, "The concept scheme whose people use the label, of a concept of both."),
}
"""Properties of our own: the SKOS property that each refines, and what it says."""
SCHEMES = {"dry-needling": "Terms of dry needling", "acupuncture": "Terms of acupuncture"}


def export_skos(made: Made) -> Iterator[OutputFile]:
    """``crosswalk.ttl`` and ``crosswalk.jsonld``: the same graph."""
    terms = made.terminology
    if not terms.terms:
        return
    graph = _graph(terms)
    yield OutputFile(f"{FOLDER}crosswalk.ttl", graph.serialize(format="turtle"))
    yield OutputFile(f"{FOLDER}crosswalk.jsonld", _json_ld(graph, terms))


def _graph(terms: Terminology) -> Graph:
    graph, own = Graph(), Namespace(terms.base)
    for prefix, namespace in (("skos", SKOS), ("skosxl", XL), ("dct", DCTERMS), ("ne", own),
                              ("foaf", FOAF), ("mesh", "http://id.nlm.nih.gov/mesh/")):
        graph.bind(prefix, namespace)
    for name, (refines, comment) in OWN.items():
        graph.add((own[name], RDF.type, RDF.Property))
        graph.add((own[name], RDFS.comment, Literal(comment, "en")))
        if refines:
            graph.add((own[name], RDFS.subPropertyOf, refines))
    graph.add((own.whoNumber, RDF.type, RDFS.Datatype))
    graph.add((own.whoNumber, RDFS.comment, Literal(
        "A number of WHO international standard terminologies on traditional Chinese medicine"
        " (2022).", "en")))
    for side, title in SCHEMES.items():
        scheme = own[f"scheme-{side}"]
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        graph.add((scheme, RDFS.label, Literal(title, "en")))
        graph.add((scheme, DCTERMS.title, Literal(title, "en")))
        graph.add((scheme, DCTERMS.isPartOf, Literal(TITLE)))
        graph.add((scheme, DCTERMS.license, URIRef(LICENCE)))
        graph.add((scheme, DCTERMS.modified, Literal(terms.updated, datatype=XSD.date)))
        graph.add((scheme, OWL.versionInfo, Literal(terms.updated)))
    for term in terms.terms:
        _add_term(graph, own, terms, term)
    for link in terms.links():
        for seen in (link, link.turned):
            if seen.relation != "none" and seen.other:
                graph.add((own[seen.term], MATCHES[seen.relation], own[seen.other]))
        if link.relation == "none":
            said = _denied(terms, link.other, terms.words(link.data.note))
            graph.add((own[link.term], SKOS.scopeNote, Literal(said, "en")))
    return graph


def _denied(terms: Terminology, other: str, reason: str) -> str:
    what = (f"Does not correspond to “{terms.label(other)}”" if other
            else "Has no counterpart in the other tradition")
    return f"{what}: {reason}"


def _add_term(graph: Graph, own: Namespace, terms: Terminology, term: Term) -> None:
    concept = own[term.id]
    graph.add((concept, RDF.type, SKOS.Concept))
    for side in traditions(term):
        graph.add((concept, SKOS.inScheme, own[f"scheme-{side}"]))
        if not term.broader:
            graph.add((concept, SKOS.topConceptOf, own[f"scheme-{side}"]))
            graph.add((own[f"scheme-{side}"], SKOS.hasTopConcept, concept))
    for wider in term.broader:
        graph.add((concept, SKOS.broader, own[wider]))
        graph.add((own[wider], SKOS.narrower, concept))
    for lang, audience, said in terms.definitions(term):
        name = SKOS.definition if audience == "clinician" else own.plainDefinition
        graph.add((concept, name, Literal(said, lang)))
    for text in (term.notes, term.wording, term.law):
        if text:
            graph.add((concept, SKOS.note, Literal(terms.words(text), "en")))
    for code in term.codes:
        if uri := code_uri(code):
            graph.add((concept, MATCHES[code.relation], URIRef(uri)))
        elif code.relation == "exact":
            graph.add((concept, SKOS.notation, Literal(code.code, datatype=own.whoNumber)))
    if terms.made.site_url:
        graph.add((concept, FOAF.page, URIRef(terms.page_url(term))))
    _add_labels(graph, own, term)


def _add_labels(graph: Graph, own: Namespace, term: Term) -> None:
    """Each label as a literal and as a thing; a language has one preferred label (SKOS S14)."""
    concept = own[term.id]
    preferred: set[str] = set()
    for lang, index, label in labels(term):
        tag = LANGUAGE_TAGS.get(lang, lang)
        first = label.status == "preferred" and tag not in preferred
        kind = "prefLabel" if first else "hiddenLabel" if label.status == "avoid" else "altLabel"
        preferred |= {tag} if first else set()
        literal, thing = Literal(label.text, tag), own[f"{term.id}-{lang}-{index + 1}"]
        graph.add((concept, SKOS[kind], literal))
        graph.add((concept, XL[kind], thing))
        graph.add((thing, RDF.type, XL.Label))
        graph.add((thing, XL.literalForm, literal))
        graph.add((thing, own.seenInUse, Literal(label.seen)))
        graph.add((thing, own.labelStatus, Literal(label.status)))
        if label.tradition:
            graph.add((thing, own.usedBy, own[f"scheme-{label.tradition}"]))
        if label.note:
            graph.add((thing, SKOS.note, Literal(label.note.clinician.text, "en")))


def _json_ld(graph: Graph, terms: Terminology) -> str:
    """The graph as JSON-LD, in an order that does not change from build to build."""
    context = {"skos": str(SKOS), "skosxl": str(XL), "dct": str(DCTERMS), "ne": terms.base,
               "foaf": str(FOAF), "rdfs": str(RDFS), "xsd": str(XSD), "owl": str(OWL),
               "rdf": str(RDF)}
    said = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
    return json.dumps(_ordered(said), ensure_ascii=False, indent=1, sort_keys=True)


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ordered(child) for key, child in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda child: json.dumps(child, sort_keys=True))
    return value
