"""Rules on judgements: verdicts, certainty, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.entries.claim import Claim
from evidence.entries.term import Term
from evidence.library import Library


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
                        library.locate(term.id, "mappings", index),
                    )
