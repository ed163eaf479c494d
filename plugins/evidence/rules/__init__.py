"""What must hold. A rule is a small generator; its docstring is the rule, and names its source.

To add one: a function in this folder, its cases in ``tests/rules/``, and a line here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping

from evidence.diagnostics import Diagnostic, in_order
from evidence.library import Library
from evidence.rules import (
    appraisal,
    crosswalk,
    frequencies,
    numbers,
    plainness,
    references,
    safety,
    studies,
    translation,
    trust,
    wording,
)

Rule = Callable[[Library], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    references.unknown_citation,
    references.unknown_link,
    references.unknown_figure,
    references.impossible_form,
    references.study_without_record,
    references.repeated_section,
    references.different_marks,
    translation.different_numbers,
    translation.forbidden_label,
    translation.withheld_safety,
    studies.record_without_identifier,
    studies.status_without_notice,
    studies.unnamed_comparator,
    studies.unsized_pool,
    appraisal.verdict_without_evidence,
    appraisal.one_sided_verdict,
    appraisal.certainty_without_reasons,
    appraisal.overstated_certainty,
    appraisal.single_study,
    appraisal.old_reviews,
    appraisal.preprint_alone,
    appraisal.borrowed_evidence,
    appraisal.retracted_support,
    appraisal.one_sided_dispute,
    crosswalk.label_twice,
    crosswalk.one_preferred_label,
    crosswalk.mapped_twice,
    crosswalk.mapping_within,
    crosswalk.exact_is_shared,
    crosswalk.code_of_two,
    crosswalk.related_or_wider,
    crosswalk.circular_terms,
    crosswalk.broader_abroad,
    numbers.interval_without_estimate,
    numbers.icons_without_percentage,
    numbers.loose_number,
    frequencies.mixed_denominators,
    frequencies.percentage_alone,
    frequencies.relative_risk_alone,
    frequencies.decimals_for_patients,
    frequencies.rounded_to_none,
    frequencies.rare_of_how_many,
    wording.broken_prose,
    wording.unwritten,
    wording.marketing_words,
    wording.unhedged_answer,
    wording.empty_link_text,
    wording.long_sentences,
    wording.long_short_answer,
    plainness.long_title,
    plainness.long_lead,
    plainness.long_paragraph,
    plainness.long_list,
    plainness.bare_initials,
    safety.benefits_without_risks,
    safety.unmarked_safety,
    safety.no_way_to_help,
    safety.urgent_signs,
    safety.uneven_benefits,
    trust.review_dates,
)


def explained() -> Mapping[str, Mapping[str, str]]:
    """What each rule says of itself: its docstring by its name, in the files of this folder."""
    found: dict[str, dict[str, str]] = {}
    for rule in RULES:
        group = found.setdefault(rule.__module__.rpartition(".")[2], {})
        group[rule.__name__] = inspect.getdoc(rule) or ""
    return found


def check(library: Library) -> list[Diagnostic]:
    """Everything that does not hold, in the order of the files."""
    return in_order(problem for rule in RULES for problem in rule(library))
