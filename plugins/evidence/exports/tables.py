"""The terms as tables for spreadsheets, and as JSON.

The tables are CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know the
encoding. A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV
injection).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence.entries.term import LANGUAGE_TAGS, Argument, Term
from evidence.exports.terminology import (
    FOLDER,
    LICENCE,
    TITLE,
    Made,
    Terminology,
    code_uri,
    labels,
)
from evidence.outputs import OutputFile

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def export_tables(made: Made) -> Iterator[OutputFile]:
    """``crosswalk.csv`` (a row a mapping), ``terms.csv`` (a row a label), ``crosswalk.json``."""
    terms = made.terminology
    if not terms.terms:
        return
    yield OutputFile(f"{FOLDER}crosswalk.csv", table(_mapping_rows(terms)))
    yield OutputFile(f"{FOLDER}terms.csv", table(_label_rows(terms)))
    said = {"title": TITLE, "licence": LICENCE, "updated": terms.updated,
            "terms": [_term(terms, term) for term in terms.terms]}
    yield OutputFile(f"{FOLDER}crosswalk.json", json.dumps(said, ensure_ascii=False, indent=1))


def table(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows with the same keys as CSV, safe to open."""
    rows = list(rows)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows)
    return out.getvalue()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _mapping_rows(terms: Terminology) -> Iterator[dict[str, str]]:
    for link in terms.links():
        yield {
            "term": link.term, "label": terms.label(link.term), "relation": link.relation,
            "other term": link.other, "other label": terms.label(link.other),
            "confidence": link.data.confidence,
            "contested": "yes" if link.data.contested else "no",
            "argued by": _who(terms, link.data.argued_by),
            "disputed by": _who(terms, link.data.disputed_by),
            "reason": terms.words(link.data.note),
            "reason for patients": terms.words(link.data.note, "patient"),
        }


def _who(terms: Terminology, arguments: Iterable[Argument]) -> str:
    return "; ".join(_name(terms, argument) for argument in arguments)


def _name(terms: Terminology, argument: Argument) -> str:
    return str(argument.study or (terms.words(argument.work) if argument.work else ""))


def _label_rows(terms: Terminology) -> Iterator[dict[str, str]]:
    for term in terms.terms:
        for lang, _, label in labels(term):
            yield {
                "term": term.id, "tradition": label.tradition or term.tradition,
                "subject": term.domain, "language": LANGUAGE_TAGS.get(lang, lang),
                "label": label.text, "status": label.status,
                "seen": "yes" if label.seen else "no",
                "note": label.note.clinician.text if label.note else "",
            }


def _term(terms: Terminology, term: Term) -> dict[str, Any]:
    definition: dict[str, dict[str, str]] = {}
    for lang, audience, said in terms.definitions(term):
        definition.setdefault(lang, {})[audience] = said
    return {
        "id": term.id, "uri": f"{terms.base}{term.id}", "page": terms.page_url(term),
        "tradition": term.tradition, "subject": term.domain, "definition": definition,
        "labels": [
            {"language": LANGUAGE_TAGS.get(lang, lang), "text": label.text,
             "status": label.status, "seen": label.seen,
             **({"tradition": label.tradition} if label.tradition else {}),
             **({"note": label.note.clinician.text} if label.note else {})}
            for lang, _, label in labels(term)],
        "abbreviation": term.abbreviation, "broader": list(term.broader),
        "codes": [{"scheme": code.scheme, "code": code.code, "uri": code_uri(code) or None,
                   "label": code.label, "relation": code.relation} for code in term.codes],
        "mappings": [
            {"to": mapping.to, "relation": mapping.relation, "confidence": mapping.confidence,
             "contested": mapping.contested,
             "argued_by": [_name(terms, x) for x in mapping.argued_by],
             "disputed_by": [_name(terms, x) for x in mapping.disputed_by],
             "reason": {"patient": terms.words(mapping.note, "patient"),
                        "clinician": terms.words(mapping.note)}}
            for mapping in term.mappings],
    }
