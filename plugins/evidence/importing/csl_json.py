"""CSL-JSON, the input of citation processors, as Zotero and Crossref give it.

Source: "CSL-JSON schema" (citation-style-language/schema, csl-data.json, 1.0.2).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from evidence.bibliography import Name, Reference
from evidence.diagnostics import Diagnostic, Location
from evidence.importing import record
from evidence.importing.record import Record

_TYPES: Mapping[str, str] = {
    "article-journal": "article", "journal-article": "article", "article": "article",
    "article-magazine": "article", "book": "book", "chapter": "incollection",
    "book-chapter": "incollection", "thesis": "phdthesis", "report": "techreport",
    "paper-conference": "inproceedings",
}
_INSIDE = ("incollection", "inproceedings")


def is_it(text: str) -> bool:
    return text.lstrip()[:1] in ("[", "{")


def read(path: str, text: str) -> tuple[list[Record], list[Diagnostic]]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        place = Location(path, error.lineno, error.colno)
        return [], [Diagnostic("bad-records", f"this is not valid JSON: {error.msg}", place)]
    except (ValueError, RecursionError):
        return [], [Diagnostic("bad-records", "this JSON cannot be read", Location(path))]
    items = value if isinstance(value, list) else [value]
    place = Location(path)
    if not all(isinstance(item, dict) for item in items):
        return [], [Diagnostic("bad-records", "expected a list of CSL-JSON items", place,
                               'each is an object with "title", "author", "issued"')]
    return [Record(_reference(item), place) for item in items], []


def _reference(item: Mapping[str, Any]) -> Reference:
    kind = _TYPES.get(str(item.get("type")), "misc")
    whole = _one(item.get("container-title"))
    inside = kind in _INSIDE
    return Reference(
        "", kind, _authors(item), record.title(_one(item.get("title"))),
        "" if inside else record.words(whole), _year(item.get("issued")),
        record.words(item.get("volume")), record.words(item.get("issue")),
        record.pages(item.get("page")), record.identifier("doi", item.get("DOI")),
        record.identifier("pmid", item.get("PMID")),
        record.identifier("pmcid", item.get("PMCID")), record.identifier("url", item.get("URL")),
        record.words(item.get("publisher")) if kind != "article" else "",
        record.words(whole) if inside else "", record.words(item.get("edition")),
    )


def _one(value: Any) -> Any:
    """Crossref gives a list where CSL has a text."""
    return next(iter(value), "") if isinstance(value, list) else value


def _year(issued: Any) -> str:
    if not isinstance(issued, dict):
        return record.year(issued)
    parts = _one(issued.get("date-parts"))
    return record.year(_one(parts)) or record.year(issued.get("raw")) or record.year(
        issued.get("literal"))


def _authors(item: Mapping[str, Any]) -> tuple[Name, ...]:
    listed = item.get("author")
    found = [_author(author) for author in listed if isinstance(author, dict)] if isinstance(
        listed, list) else []
    return tuple(author for author in found if author)


def _author(author: Mapping[str, Any]) -> Name | None:
    said = {name: record.words(value) for name, value in author.items()}
    family = " ".join(filter(None, (said.get("dropping-particle"),
                                    said.get("non-dropping-particle"), said.get("family"))))
    if not family:
        return record.group(said.get("literal") or said.get("name") or said.get("given", ""))
    return record.name(family, said.get("given", ""), said.get("suffix", ""))
