"""Works of others: articles and books, as far as somebody has seen their fields.

A work has one name on all pages: its DOI, else its number in PubMed, else our page on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from evidence import addresses
from evidence.bibliography import Name, Reference
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries.study import Study
from evidence.pages.structured.scene import Node, Scene, known

TYPES: Mapping[str, str] = {
    "article": "MedicalScholarlyArticle", "book": "Book", "incollection": "Chapter",
    "mastersthesis": "Thesis", "phdthesis": "Thesis", "techreport": "Report",
}
"""The type of a work by that of its BibTeX record; anything else is a CreativeWork."""


def brief(scene: Scene, key: str) -> Node:
    """A work as a citation names it."""
    work, study = scene.maker.markup.formatted.known(key), scene.maker.library.study(key)
    return known({
        "@type": TYPES.get(work.type, "CreativeWork"), "@id": work_id(scene, key),
        "name": work.plain_title, "datePublished": _year(work), "identifier": _identifiers(work),
        "sameAs": _same_as(work), "url": None if _same_as(work) else _address(work.url),
        "creativeWorkStatus": _status(scene, study),
    })


def full(scene: Scene, key: str) -> Node:
    """A work with its authors and where it was published."""
    work, study = scene.maker.markup.formatted.known(key), scene.maker.library.study(key)
    return brief(scene, key) | known({
        "author": [_author(name) for name in work.authors],
        "isPartOf": _container(work), "pagination": work.pages if work.journal else None,
        "publisher": ({"@type": "Organization", "name": work.publisher}
                      if work.publisher else None),
        "bookEdition": work.edition if work.type == "book" else None,
        "inLanguage": work.language, "correction": _correction(scene, study),
    })


def work_id(scene: Scene, key: str) -> str:
    """The name of a work, the same in every language."""
    work = scene.maker.markup.formatted.known(key)
    if same := _same_as(work):
        return same[0]
    study = scene.maker.library.study(key)
    if study is None:
        return _address(work.url) or scene.url(f"#{quote(key)}")
    edition = Edition(SOURCE_LANGUAGE, "clinician")
    return scene.url(addresses.entry_page(edition, study.folder, study.id) + "#study")


def _same_as(work: Reference) -> list[str]:
    """Where others keep the work, by its DOI and its numbers in PubMed."""
    found = [
        ("https://doi.org/" + quote(work.doi, safe="/:;()._-+,@!")) if work.doi else "",
        f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/" if work.pmid else "",
        f"https://pmc.ncbi.nlm.nih.gov/articles/{work.pmcid}/" if work.pmcid else "",
    ]
    return [address for address in found if address]


def _identifiers(work: Reference) -> list[Node]:
    numbers = {"DOI": work.doi, "PMID": work.pmid, "PMCID": work.pmcid}
    return [{"@type": "PropertyValue", "propertyID": name, "value": number}
            for name, number in numbers.items() if number]


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _year(work: Reference) -> str:
    return work.year if re.fullmatch(r"\d{4}", work.year) else ""


def _author(name: Name) -> Node:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    family = " ".join(filter(None, (name.particle, name.family)))
    whole = ((family, name.given) if name.family_first else (name.given, family, name.suffix))
    return known({"@type": "Person", "name": " ".join(filter(None, whole)),
                  "givenName": name.given, "familyName": family})


def _container(work: Reference) -> Node | None:
    """The issue of the volume of the journal, or the book."""
    if work.booktitle:
        return {"@type": "Book", "name": work.booktitle}
    node: dict[str, Any] | None = None
    for type_, name, value in (("Periodical", "name", work.journal),
                               ("PublicationVolume", "volumeNumber", work.volume),
                               ("PublicationIssue", "issueNumber", work.issue)):
        if value:
            node = known({"@type": type_, name: value, "isPartOf": node})
    return node


def _status(scene: Scene, study: Study | None) -> str:
    """That a study was retracted, corrected or called into question."""
    return scene.view.t(f"status.{study.status}") if study and study.status != "current" else ""


def _correction(scene: Scene, study: Study | None) -> Node | None:
    """What the journal said of it afterwards."""
    if study is None or study.status == "current":
        return None
    return known({
        "@type": "CorrectionComment",
        "text": scene.view.words(study.notice) if study.notice else _status(scene, study),
        "datePublished": study.since.isoformat() if study.since else None,
    })
