"""Rules on studies: where they can be found, what they compared, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.bibliography import Reference
from evidence.diagnostics import Diagnostic
from evidence.entries.claim import Claim
from evidence.entries.study import Study
from evidence.library import Library

SHOWN = 3


def record_without_identifier(library: Library) -> Iterator[Diagnostic]:
    """An article that a claim weighs has a DOI, a PMID, a PMCID or an address (DISCERN 4; JAMA).

    Or it is said that its DOI is not confirmed, in the study or in the record. One line for each
    .bib file: to look identifiers up is one piece of work.
    """
    weighed = {item.study for claim in library.of_type(Claim) for item in claim.evidence
               if item.stance != "context"}
    lost: dict[str, list[Reference]] = {}
    for key in sorted(weighed & library.bibliography.keys()):
        record, study = library.bibliography[key], library.study(key)
        said = "doi" in record.unconfirmed or bool(study and "doi" in study.unconfirmed)
        found = record.doi or record.pmid or record.pmcid or record.url
        if key in library.unread:
            continue  # what it says of its DOI cannot be read
        if record.type == "article" and not found and not said:
            lost.setdefault(record.location.path, []).append(record)
    for records in lost.values():
        keys = ", ".join(record.key for record in records[:SHOWN])
        rest = f" and {len(records) - SHOWN} more" if len(records) > SHOWN else ""
        yield Diagnostic(
            "record-without-identifier",
            f"articles without DOI, PMID, PMCID and address: {keys}{rest}",
            min(record.location for record in records),
            "add one, or list doi under unconfirmed", "warning",
        )


def status_without_notice(library: Library) -> Iterator[Diagnostic]:
    """A study that was corrected, doubted or retracted has its notice (COPE; Retraction Watch).

    A retraction has its date as well.
    """
    for study in library.of_type(Study):
        needed = {"current": (), "corrected": ("notice",), "concern": ("notice",),
                  "retracted": ("since", "notice")}[study.status]
        for field in needed:
            if not getattr(study, field):
                yield Diagnostic("status-without-notice", f"the status {study.status!r} needs "
                                 f"{field!r}", library.locate(study.id, "status"),
                                 "say what the journal said, and when")


def unnamed_comparator(library: Library) -> Iterator[Diagnostic]:
    """A trial and a meta-analysis name what they compared with (PICO; CONSORT 5).

    Or they say that we could not confirm it.
    """
    for study in library.of_type(Study):
        if study.design in ("rct", "crossover", "meta-analysis") and not (
                study.comparator or "comparator" in study.unconfirmed):
            yield Diagnostic(
                "unnamed-comparator", f"a {study.design} without a comparator",
                library.locate(study.id, "design"),
                "add comparator:, or list it under unconfirmed", "warning",
            )


def unsized_pool(library: Library) -> Iterator[Diagnostic]:
    """A meta-analysis says how many trials or people it pooled (Cochrane plain-language).

    Or its population is listed as not confirmed.
    """
    for study in library.of_type(Study):
        if study.design == "meta-analysis" and not {"trials", "people"} & set(study.sample) and (
                "population" not in study.unconfirmed):
            yield Diagnostic("unsized-pool", "a meta-analysis of neither trials nor people",
                             library.locate(study.id, "design"), "sample: {trials: …, people: …}")
