"""Entries described, a function for each type: what the page is mainly about, and the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.entries.base import Entry, FigureLink, Review, links
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide, Section
from evidence.entries.study import Study
from evidence.pages.structured import cited
from evidence.pages.structured.scene import LICENCE, Node, Scene, known, refs

RATINGS: Mapping[str, int] = {"supported": 5, "partly-supported": 3, "contradicted": 1}
"""Verdicts as numbers: 5 holds, 3 partly holds, 1 does not hold. The others have none: that no
source was found, or that a study was misread, does not say how true a claim is.
"""
ASPECTS: Mapping[str, str] = {
    "overview": "OverviewHealthAspect", "benefits": "BenefitsHealthAspect",
    "risks": "RisksOrComplicationsHealthAspect", "side-effects": "SideEffectsHealthAspect",
    "contraindications": "SafetyHealthAspect", "self-care": "SelfCareHealthAspect",
    "get-help": "SeeDoctorHealthAspect", "evidence": "EffectivenessHealthAspect",
    "questions": "SeeDoctorHealthAspect",
}
"""Aspects of sections by their names in HealthAspectEnumeration; it has none for how to prepare
and for what happens.
"""
GROUNDS = ("claims", "steps", "evidence", "effects", "key_figures", "sections")
"""The fields that hold what an entry rests on; links in others lead further."""


def claim(scene: Scene) -> list[Node]:
    """A fact check (ClaimReview), one to a page."""
    entry, view = scene.entry, scene.view
    assert isinstance(entry, Claim)  # noqa: S101 by the table
    statement = view.words(entry.statement)
    review = {
        "@type": "ClaimReview", "@id": scene.own("review"), "url": scene.own(),
        "claimReviewed": statement, "inLanguage": view.lang, "author": scene.publisher,
        "itemReviewed": known({
            "@type": "Claim", "@id": scene.own("claim"), "text": statement,
            "alternateName": [view.words(said) for said in entry.said_as],
        }),
        "reviewRating": _rating(scene, entry), "reviewBody": view.words(entry.short),
        "license": LICENCE,
    }
    return [entry_page(scene, "MedicalWebPage", mainEntity={"@id": review["@id"]}), review]


def _rating(scene: Scene, entry: Claim) -> Node:
    t, value = scene.view.t, RATINGS.get(entry.verdict)
    level = entry.certainty.level
    scale = {} if value is None else {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return {
        "@type": "Rating", "alternateName": t(f"verdict.{entry.verdict}"), **scale,
        "ratingExplanation": f"{t('certainty.label')} {t(f'certainty.{level}')} – "
                             f"{t(f'certainty.meaning.{level}')}",
    }


def study(scene: Scene) -> list[Node]:
    """A page of ours that is about a work of others."""
    if scene.page.entry not in scene.maker.library.bibliography:
        return [entry_page(scene, "MedicalWebPage")]
    entry = scene.entry
    assert isinstance(entry, Study)  # noqa: S101 by the table
    work = cited.full(scene, entry.id) | {"genre": scene.view.t(f"design.{entry.design}")}
    return [entry_page(scene, "MedicalWebPage", mainEntity={"@id": work["@id"]}), work]


def faq(scene: Scene) -> list[Node]:
    """A question with our answer to it."""
    entry, view = scene.entry, scene.view
    assert isinstance(entry, Faq)  # noqa: S101 by the table
    question = {
        "@type": "Question", "@id": scene.own("question"), "name": view.words(entry.question),
        "inLanguage": view.lang,
        "acceptedAnswer": {"@type": "Answer", "@id": scene.own("answer"), "inLanguage": view.lang,
                           "text": f"{view.words(entry.short)} {view.words(entry.answer)}"},
    }
    return [entry_page(scene, "FAQPage", "MedicalWebPage", mainEntity=[question])]


def guide(scene: Scene) -> list[Node]:
    """A guide with its sections, each by its health aspect."""
    entry = scene.entry
    assert isinstance(entry, Guide)  # noqa: S101 by the table
    return [entry_page(scene, "MedicalWebPage",
                       hasPart=[_section(scene, section) for section in entry.sections])]


def _section(scene: Scene, section: Section) -> Node:
    return _part(scene, section.id, scene.view.words(section.title), ASPECTS.get(section.aspect))


def mechanism(scene: Scene) -> list[Node]:
    """How something is said to work."""
    steps = _part(scene, "steps", scene.view.t("mechanism.steps"), "HowItWorksHealthAspect")
    return [entry_page(scene, "MedicalWebPage", hasPart=[steps])]


def _part(scene: Scene, identifier: str, name: str, aspect: str | None) -> Node:
    return known({
        "@type": "HealthTopicContent" if aspect else "WebContent", "@id": scene.own(identifier),
        "url": scene.own(identifier), "name": name, "inLanguage": scene.view.lang,
        "hasHealthAspect": {"@id": f"schema:{aspect}"} if aspect else None,
    })


def entry_page(scene: Scene, *types: str, **more: Any) -> Node:
    """The page of an entry: when it changed, who reviewed it, and what it rests on."""
    entry = scene.entry
    weighed = [item.study for item in entry.evidence] if isinstance(entry, Claim) else []
    records = [key for key in dict.fromkeys((*scene.page.cited, *weighed))
               if key in scene.maker.library.bibliography]
    return scene.webpage(
        *types, dateModified=entry.updated.isoformat(), **_review(entry.reviewed),
        citation=[cited.brief(scene, key) for key in records],
        isBasedOn=refs(_grounds(scene, entry)), **scene.translations(), **more)


def _review(review: Review | None) -> Node:
    """Who reviewed the page; nothing where nobody has."""
    if review is None:
        return {}
    person = {"@type": "Person", "name": review.by, "jobTitle": review.role}
    return {"lastReviewed": review.on.isoformat(), "reviewedBy": person}


def _grounds(scene: Scene, entry: Entry) -> list[str]:
    """The claims and the works that an entry rests on, by their names."""
    library, found = scene.maker.library, []
    for path, link in links(entry):
        target = link.study if isinstance(link, FigureLink) else str(link)
        if path[0] not in GROUNDS or target not in library.entries:
            continue
        if library.entries[target].kind == "claim":
            found.append(scene.url(scene.entry_url(target) + "#review"))
        elif target in library.bibliography:
            found.append(cited.work_id(scene, target))
    return found
