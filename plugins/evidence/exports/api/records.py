"""An entry as a record, in one language: the same fields for every entry of a type.

What nobody knows is null; ``schemas.py`` says what null means in each place.
"""

from __future__ import annotations

from collections import Counter

from evidence import addresses
from evidence.editions import AUDIENCES
from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.text import texts
from evidence.exports.api.kinds import OWN_FIELDS
from evidence.exports.api.pieces import Pieces
from evidence.exports.open_data import TERMS_OF_USE, VERSION, Record, updated
from evidence.library import distinct_parts

FACETS = ("verdict", "technique", "standing", "design", "status", "category", "tradition",
          "domain")
"""Fields of one word by which lists can be narrowed down, where a type has them."""


def record(pieces: Pieces, entry: Entry) -> Record:
    """The whole entry."""
    return {
        "api": VERSION, **heading(pieces, entry), "forms": forms(pieces, entry),
        "languages": {other: pieces.places.entry(entry, other) for other in pieces.library.locales},
        **OWN_FIELDS[entry.kind](pieces, entry),
        "figures": pieces.figures(pieces.grounds.figures[entry.id]),
        "sources": list(pieces.library.cited[entry.id]), "citations": citations(pieces, entry),
        "shaken_by": [found for study in pieces.grounds.shaken(entry.id)
                      if (found := pieces.study(study))],
        "related": pieces.links(entry.related),
        "translation": translation(pieces, entry),
        "reviewed": reviewed(entry),
        "searched": entry.searched.isoformat() if entry.searched else None,
        "attribution": pieces.texts.locale.t("site.name"), "licence": TERMS_OF_USE,
    }


def heading(pieces: Pieces, entry: Entry) -> Record:
    """What lists and records say alike."""
    return {
        "id": entry.id, "kind": entry.kind, "lang": pieces.lang,
        "title": pieces.title(entry), "summary": pieces.maybe_prose(entry.lead),
        "topics": list(entry.topics),
        "pages": pieces.places.pages(entry, pieces.lang),
        "updated": updated(pieces.library, entry.id, pieces.lang).isoformat(),
    }


def listed(pieces: Pieces, entry: Entry) -> Record:
    """An entry in a list."""
    words = {name: getattr(entry, name) for name in FACETS if hasattr(entry, name)}
    certainty = {"certainty": entry.certainty.level} if isinstance(entry, Claim) else {}
    return {**heading(pieces, entry), "facets": {**words, **certainty},
            "translated": pieces.library.is_translated(entry.id, pieces.lang),
            "api": pieces.places.entry(entry, pieces.lang)}


def forms(pieces: Pieces, entry: Entry) -> Record:
    pages, leaflets = addresses.entry_pages(pieces.lang, entry.folder, entry.id), pieces.leaflets
    return {audience: pieces.places.forms(page, leaflet=leaflets.get(page))
            for audience, page in zip(AUDIENCES, pages, strict=True)}


def citations(pieces: Pieces, entry: Entry) -> Record | None:
    """The sources as files, where there are sources."""
    if not pieces.library.cited[entry.id]:
        return None
    return {form: pieces.places.url(addresses.citations(entry.folder, entry.id, form))
            for form in addresses.CITATION_FORMATS}


def translation(pieces: Pieces, entry: Entry) -> Record | None:
    """How far the texts are translated; nothing in the language they were written in."""
    found = pieces.library.translations.get((pieces.lang, entry.id))
    if found is None:
        return None
    states = Counter(passage.state for _, text in texts(entry)
                     for _, passage in distinct_parts(text))
    return {"status": None if found.status == "missing" else found.status,
            "texts": {state: states[state] for state in ("current", "stale", "missing")}}


def reviewed(entry: Entry) -> Record | None:
    """Who of the clinicians signed the entry; nobody is invented."""
    if entry.reviewed is None:
        return None
    review = entry.reviewed
    return {"by": review.by, "role": review.role, "on": review.on.isoformat(),
            "due": review.due.isoformat(), "conflicts": review.conflicts}
