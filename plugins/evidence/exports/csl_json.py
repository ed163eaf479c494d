"""Works as CSL-JSON, the input of citation processors (CSL 1.0.2, csl-data.json)."""

from __future__ import annotations

import json
from typing import Any

from evidence.bibliography import Name
from evidence.citations.csl import csl_type
from evidence.citations.names import spread_initials
from evidence.exports.works import Work, one_line

GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}
MORE = {"literal": "et al."}


def csl_json(work: Work) -> str:
    """One work, on one line."""
    return json.dumps(csl_item(work), ensure_ascii=False)


def csl_item(work: Work) -> dict[str, Any]:
    """A work; what is not known is left out.

    Our page is no address of the work: it stands in ``annote``, which few styles print.
    """
    known = work.reference
    texts = {
        "title": known.plain_title, "container-title": known.journal or known.booktitle,
        "volume": known.volume, "issue": known.issue, "page": known.pages,
        "edition": known.edition, "publisher": known.publisher, "language": known.language,
        "genre": GENRES.get(known.type, ""), "DOI": known.doi, "PMID": known.pmid,
        "PMCID": known.pmcid, "URL": known.url, "note": work.note, "annote": work.appraisal,
        "status": "" if work.status == "current" else work.status,
    }
    found: dict[str, Any] = {
        "author": [_name(name) for name in known.authors] + ([MORE] if known.others else []),
        "issued": _date(known.year),
    }
    found |= {name: one_line(text) for name, text in texts.items()}
    return {"id": known.key, "type": csl_type(known),
            **{name: value for name, value in found.items() if value}}


def _name(name: Name) -> dict[str, Any]:
    """A person in parts, a group whole; a name that begins with the family keeps that order."""
    if name.literal:
        return {"literal": name.literal}
    parts: dict[str, Any] = {
        "family": name.family, "given": spread_initials(name.given),
        "non-dropping-particle": name.particle, "suffix": name.suffix,
        "static-ordering": name.family_first,
    }
    return {part: value for part, value in parts.items() if value}


def _date(year: str) -> dict[str, Any]:
    if not year:
        return {}
    return {"date-parts": [[int(year)]]} if year.isdecimal() else {"literal": one_line(year)}
