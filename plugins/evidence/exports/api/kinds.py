"""What the records of each type have of their own; ``schemas.py`` says what each field means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from evidence import addresses
from evidence.citations.style import confirmed
from evidence.crosswalk import Link
from evidence.editions import AUDIENCES
from evidence.entries.claim import Claim, Effect
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide, Section
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Study
from evidence.entries.term import LANGUAGE_TAGS, Argument, Label, Term
from evidence.exports.api.pieces import Pieces
from evidence.exports.open_data import Record


def study(pieces: Pieces, entry: Study) -> Record:
    prose, phrase = pieces.texts.prose, pieces.texts.phrase
    seen = "country" not in entry.unconfirmed
    return {
        "design": entry.design, "technique": entry.technique, "sample": dict(entry.sample),
        "countries": list(entry.countries) if entry.countries and seen else None,
        "population": phrase(entry.population), "intervention": phrase(entry.intervention),
        "comparator": pieces.maybe_phrase(entry.comparator),
        "findings": [{"text": phrase(finding.text), "favours": finding.favours}
                     for finding in entry.findings],
        "limitations": prose(entry.limitations), "funding": pieces.maybe_phrase(entry.funding),
        "read": entry.read, "unconfirmed": list(entry.unconfirmed),
        "status": entry.status, "since": entry.since.isoformat() if entry.since else None,
        "notice": pieces.maybe_phrase(entry.notice),
        "reference": reference(pieces, entry.id),
        "claims": [{**pieces.link(claim.id), "stance": stance, "verdict": claim.verdict}
                   for claim, stance in pieces.grounds.weighed_by.get(entry.id, ())],
    }


def reference(pieces: Pieces, key: str) -> Record | None:
    """The work itself, without what nobody has confirmed."""
    record, markup = pieces.library.bibliography.get(key), pieces.made.markup
    if record is None:
        return None
    known = confirmed(record, markup.formatted.omit(key))
    words = pieces.texts.locale.t
    letters = markup.formatted.letters(markup.style, pieces.lang, words)
    line = markup.formatted.line(markup.style, pieces.lang, words, key, letters.get(key, ""))
    fields = {"title": known.plain_title, "journal": known.journal, "year": known.year,
              "doi": known.doi, "pmid": known.pmid, "pmcid": known.pmcid, "url": known.url}
    return {"text": line.text, **{name: value or None for name, value in fields.items()}}


def claim(pieces: Pieces, entry: Claim) -> Record:
    prose, phrase = pieces.texts.prose, pieces.texts.phrase
    evidence = [(item, pieces.study(item.study)) for item in entry.evidence]
    return {
        "verdict": entry.verdict, "technique": entry.technique,
        "certainty": {"level": entry.certainty.level, "because": list(entry.certainty.because),
                      "note": pieces.maybe_prose(entry.certainty.note)},
        "said_as": [phrase(said) for said in entry.said_as],
        "attributed_to": pieces.maybe_phrase(entry.attributed_to),
        "evidence": [{"study": found, "stance": item.stance, "note": prose(item.note)}
                     for item, found in evidence if found],
        "effects": [effect(pieces, item, entry) for item in entry.effects],
        "answer": prose(entry.answer), "unknown": prose(entry.unknown),
        "emergency": emergency(pieces, entry.id in pieces.library.calling_for_help),
    }


def effect(pieces: Pieces, item: Effect, entry: Claim) -> Record:
    phrase = pieces.texts.phrase
    sentences = {audience: pieces.texts.page(audience).effect_sentence(item, entry)
                 for audience in AUDIENCES}
    return {
        "direction": item.direction, "certainty": item.certainty or entry.certainty.level,
        "sentence": {audience: pieces.texts.plain(said) for audience, said in sentences.items()},
        "intervention": phrase(item.intervention),
        "outcome": phrase(item.outcome), "comparator": phrase(item.comparator),
        "time": phrase(item.time), "figure": pieces.figure_of(item.figure),
    }


def mechanism(pieces: Pieces, entry: Mechanism) -> Record:
    prose, phrase = pieces.texts.prose, pieces.texts.phrase
    return {
        "standing": entry.standing, "standing_note": prose(entry.standing_note),
        "meaning": prose(entry.meaning),
        "steps": [{"title": phrase(step.title), "text": prose(step.text),
                   "standing": step.standing, "claims": pieces.links(step.claims)}
                  for step in entry.steps],
        "key_figures": pieces.figures((link.study, link.figure) for link in entry.key_figures),
        "known": prose(entry.evidence), "unknown": prose(entry.unknown),
        "emergency": emergency(pieces, entry.id in pieces.library.calling_for_help),
    }


def faq(pieces: Pieces, entry: Faq) -> Record:
    return {
        "category": entry.category, "answer": pieces.texts.prose(entry.answer),
        "emergency": emergency(pieces, entry.safety), "claims": pieces.links(entry.claims),
    }


def emergency(pieces: Pieces, needed: bool) -> Record | None:
    """Whom to call: it belongs to every text on danger, and may not be left out."""
    return pieces.own_words("guide.emergency") if needed else None


def guide(pieces: Pieces, entry: Guide) -> Record:
    return {
        "order": entry.order, "checklist": [pieces.texts.phrase(item) for item in entry.checklist],
        "sections": [section(pieces, entry, part) for part in entry.sections],
    }


def section(pieces: Pieces, entry: Guide, part: Section) -> Record:
    pages = addresses.entry_pages(pieces.lang, entry.folder, entry.id)
    return {
        "id": part.id, "aspect": part.aspect, "safety": part.safety,
        "title": pieces.texts.phrase(part.title), "text": pieces.maybe_prose(part.text),
        "checklist": [pieces.texts.phrase(item) for item in part.checklist],
        "icons": pieces.figures((link.study, link.figure) for link in part.icons),
        "emergency": emergency(pieces, part.aspect == "get-help"),
        "pages": {audience: pieces.places.url(f"{page}#{part.id}")
                  for audience, page in zip(AUDIENCES, pages, strict=True)},
        "forms": {audience: pieces.places.forms(page, part.id)
                  for audience, page in zip(AUDIENCES, pages, strict=True)},
    }


def term(pieces: Pieces, entry: Term) -> Record:
    return {
        "tradition": entry.tradition, "domain": entry.domain, "abbreviation": entry.abbreviation,
        "labels": [label(pieces, lang, item) for lang, items in entry.labels.items()
                   for item in items],
        "broader": pieces.links(entry.broader),
        "narrower": pieces.links(pieces.made.markup.crosswalk.narrower(entry.id)),
        "mappings": [mapping(pieces, link) for link in pieces.made.markup.crosswalk.of(entry.id)],
        "codes": [pieces.code(code) for code in entry.codes],
        "notes": pieces.maybe_prose(entry.notes), "wording": pieces.maybe_prose(entry.wording),
        "law": pieces.maybe_prose(entry.law),
        "emergency": emergency(pieces, entry.id in pieces.library.calling_for_help),
    }


def label(pieces: Pieces, lang: str, item: Label) -> Record:
    return {"lang": LANGUAGE_TAGS.get(lang, lang), "text": item.text, "status": item.status,
            "seen": item.seen, "tradition": item.tradition, "ambiguous": item.ambiguous,
            "note": pieces.maybe_phrase(item.note)}


def mapping(pieces: Pieces, link: Link) -> Record:
    """A mapping as this term sees it, its reasons in the language of the record."""
    owner = pieces.library.entry(link.owner, pieces.lang)
    data = owner.mappings[link.index] if isinstance(owner, Term) else link.data
    return {
        "relation": link.relation, "to": pieces.link(link.other) if link.other else None,
        "confidence": data.confidence, "contested": data.contested,
        "note": pieces.texts.prose(data.note),
        "argued_by": [argument(pieces, item) for item in data.argued_by],
        "disputed_by": [argument(pieces, item) for item in data.disputed_by],
    }


def argument(pieces: Pieces, item: Argument) -> Record:
    return {"study": pieces.study(item.study) if item.study else None,
            "work": pieces.maybe_phrase(item.work), "note": pieces.maybe_phrase(item.note)}


OWN_FIELDS: Mapping[str, Callable[[Pieces, Any], Record]] = {
    "study": study, "claim": claim, "mechanism": mechanism, "faq": faq, "guide": guide,
    "term": term,
}
"""By the name of the type; each gives the fields that only its records have."""
