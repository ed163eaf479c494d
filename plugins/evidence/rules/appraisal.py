"""Rules on judgements: verdicts, certainty, and what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.diagnostics import Diagnostic
from evidence.entries.choices import Level
from evidence.entries.claim import Claim
from evidence.entries.study import Study
from evidence.entries.study_lists import Design
from evidence.entries.term import Term
from evidence.library import Library

LEVELS: tuple[Level, ...] = ("very-low", "low", "moderate", "high")
HIGHEST: Mapping[Design, Level] = {
    "systematic-review": "high", "meta-analysis": "high", "rct": "high", "crossover": "high",
    "standard": "high", "policy": "high", "court-ruling": "high",
    "guideline": "moderate", "non-randomised-trial": "moderate", "cohort": "moderate",
    "laboratory": "moderate", "survey": "moderate",
    "case-series": "low", "case-report": "low", "animal": "low", "narrative-review": "low",
    "theory": "low", "book": "low",
}
"""How certain a claim can be that rests on a design at best. GRADE starts trials high and
observation low; ours may be raised one step, because many claims ask what happens and not what
works. A standard, a policy or a ruling is itself the fact that a claim about it states."""
REVIEWS: tuple[Design, ...] = ("systematic-review", "meta-analysis")
EFFECT_TOPICS = {"pain-relief", "movement", "safety", "soreness", "conditions"}
OLDEST_REVIEW = 5
_PREPRINT = re.compile(r"rxiv|preprint|research square|ssrn", re.I)


def verdict_without_evidence(library: Library) -> Iterator[Diagnostic]:
    """A verdict rests on at least one study, unless it says that none can be had (DISCERN 4)."""
    for claim in library.of_type(Claim):
        stances = {item.stance for item in claim.evidence}
        if claim.verdict in ("not-found", "not-checkable"):
            continue
        needed = {"supported": "supports", "contradicted": "contradicts",
                  "misattributed": "contradicts"}.get(claim.verdict)
        if not claim.evidence or (needed and needed not in stances):
            what = f"that {needed} it" if needed else "as its evidence"
            yield Diagnostic(
                "verdict-without-evidence",
                f"the verdict {claim.verdict!r} has no study {what}",
                library.locate(claim.id, "verdict"), "add it under evidence:",
            )


def certainty_without_reasons(library: Library) -> Iterator[Diagnostic]:
    """Certainty below high lists what lowered it (GRADE)."""
    for claim in library.of_type(Claim):
        if claim.certainty.level != "high" and not claim.certainty.because:
            yield Diagnostic(
                "certainty-without-reasons",
                f"certainty is {claim.certainty.level} and 'because' is empty",
                library.locate(claim.id, "certainty"),
                "because: [risk-of-bias, imprecision, …]",
            )


def overstated_certainty(library: Library) -> Iterator[Diagnostic]:
    """A claim is no more certain than its best study allows (GRADE).

    Work that we know only from the reference lists of others allows low. Claims about what was
    written and when (topic: history; verdict: misattributed) rest on the paper itself, and where
    nothing was found the certainty is that of the search.
    """
    for claim in readable_claims(library):
        if "history" in claim.topics or claim.verdict in (
                "misattributed", "not-found", "not-checkable"):
            continue
        allowed = [_allowed(study) for item in claim.evidence
                   if item.stance != "context" and (study := library.study(item.study))]
        best = max(allowed, key=LEVELS.index, default=claim.certainty.level)
        if LEVELS.index(claim.certainty.level) > LEVELS.index(best):
            yield Diagnostic(
                "overstated-certainty",
                f"certainty is {claim.certainty.level}, and its best study allows {best}",
                library.locate(claim.id, "certainty"), f"level: {best}",
            )


def _allowed(study: Study) -> Level:
    return "low" if study.read == "reference-list" else HIGHEST[study.design]


def one_sided_verdict(library: Library) -> Iterator[Diagnostic]:
    """A claim that a study contradicts is not plainly supported (DISCERN 8; NICE).

    Where studies only contradict it, it is not partly supported either.
    """
    for claim in library.of_type(Claim):
        stances = {item.stance for item in claim.evidence} - {"context"}
        if claim.verdict == "supported" and "contradicts" in stances:
            said, hint = "a study contradicts it", "partly-supported, or contradicted"
        elif claim.verdict == "partly-supported" and stances == {"contradicts"}:
            said, hint = "its studies only contradict it", "contradicted"
        else:
            continue
        yield Diagnostic("one-sided-verdict", f"the verdict is {claim.verdict!r}, and {said}",
                         library.locate(claim.id, "verdict"), hint)


def single_study(library: Library) -> Iterator[Diagnostic]:
    """A claim that rests on one study says so (IQWiG: reviews before single trials).

    Its certainty is lowered for imprecision, or because there is no direct evidence, or because
    only an abstract was read. One review of many studies is no single study; a claim about
    history needs no second paper.
    """
    for claim in library.of_type(Claim):
        studies = [item.study for item in claim.evidence if item.stance != "context"]
        study = library.study(studies[0]) if len(studies) == 1 else None
        reasons = {"imprecision", "no-direct-evidence", "abstract-only"}
        if study is None or study.design in REVIEWS or "history" in claim.topics:
            continue
        if claim.verdict != "misattributed" and not reasons & set(claim.certainty.because):
            yield Diagnostic(
                "single-study", f"the claim rests on {study.id!r} alone",
                library.locate(claim.id, "certainty"), "because: [imprecision]", "warning",
            )


def old_reviews(library: Library) -> Iterator[Diagnostic]:
    """A verdict on effects rests on a review of the last five years (IQWiG; PIF TICK).

    Counted back from the entry's last change, by the years of the bibliography; claims that rest
    on no review are not meant.
    """
    for claim in library.of_type(Claim):
        if claim.verdict not in ("supported", "partly-supported", "contradicted") or (
                "history" in claim.topics or not EFFECT_TOPICS & set(claim.topics)):
            continue
        years = [int(library.bibliography[item.study].year) for item in claim.evidence
                 if item.stance != "context" and _is_review(library, item.study)]
        if years and claim.updated.year - max(years) > OLDEST_REVIEW:
            yield Diagnostic(
                "old-reviews", f"its newest review is of {max(years)}",
                library.locate(claim.id, "evidence"), "look for a newer one", "warning",
            )


def _is_review(library: Library, key: str) -> bool:
    study, reference = library.study(key), library.bibliography.get(key)
    return bool(study and reference and study.design in REVIEWS and reference.year.isdecimal())


def preprint_alone(library: Library) -> Iterator[Diagnostic]:
    """What nobody has reviewed is never the only support of a claim."""
    for claim in library.of_type(Claim):
        support = [item.study for item in claim.evidence if item.stance == "supports"]
        if support and all(_is_preprint(library, key) for key in support):
            yield Diagnostic(
                "preprint-alone", "only preprints support this claim",
                library.locate(claim.id, "evidence"), "wait for the paper, or say 'mixed'",
            )


def _is_preprint(library: Library, key: str) -> bool:
    record = library.bibliography.get(key)
    return record is not None and (
        record.type == "unpublished" or bool(_PREPRINT.search(record.journal + record.publisher)))


def readable_claims(library: Library) -> Iterator[Claim]:
    """The claims whose studies could all be read: no other can be judged by them."""
    for claim in library.of_type(Claim):
        if not any(item.study in library.unread for item in claim.evidence):
            yield claim


def borrowed_evidence(library: Library) -> Iterator[Diagnostic]:
    """What was tested with another technique is indirect (GRADE, indirectness).

    A claim about dry needling whose support comes from acupuncture or injections alone has
    'indirectness' among the reasons of its certainty.
    """
    for claim in readable_claims(library):
        techniques = {study.technique for item in claim.evidence if item.stance == "supports"
                      and (study := library.study(item.study))}
        if claim.technique == "dry-needling" and techniques and (
                techniques <= {"acupuncture", "electroacupuncture", "injection"}):
            if "indirectness" in claim.certainty.because:
                continue
            said = " and ".join(sorted(techniques))
            yield Diagnostic("borrowed-evidence", f"its support comes from {said} alone",
                             library.locate(claim.id, "certainty"), "because: [indirectness]")


def retracted_support(library: Library) -> Iterator[Diagnostic]:
    """A retracted study supports nothing (COPE; Crossref and Retraction Watch)."""
    for claim in library.of_type(Claim):
        for index, item in enumerate(claim.evidence):
            study = library.study(item.study)
            if study and study.status == "retracted" and item.stance != "context":
                yield Diagnostic(
                    "retracted-support", f"the study {study.id!r} was retracted",
                    library.locate(claim.id, "evidence", index, "stance"),
                    "judge the claim without it, or give it the stance 'context'",
                )


def one_sided_dispute(library: Library) -> Iterator[Diagnostic]:
    """A contested mapping names both sides (DISCERN 8)."""
    for term in library.of_type(Term):
        for index, mapping in enumerate(term.mappings):
            for side in ("argued_by", "disputed_by"):
                if mapping.contested and not getattr(mapping, side):
                    yield Diagnostic(
                        "one-sided-dispute", f"a contested mapping needs {side!r}",
                        library.locate(term.id, "mappings", index), f"add {side}:",
                    )
