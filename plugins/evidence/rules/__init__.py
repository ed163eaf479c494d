"""What must hold. A rule is a small generator; its docstring is the rule, and names its source.

To add one: a function in this folder, its cases in ``tests/rules/``, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.diagnostics import Diagnostic, in_order
from evidence.library import Library
from evidence.rules import appraisal, numbers, references, wording

Rule = Callable[[Library], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    references.unknown_citation,
    references.unknown_link,
    references.unknown_figure,
    references.study_without_record,
    references.different_marks,
    appraisal.verdict_without_evidence,
    appraisal.certainty_without_reasons,
    appraisal.retracted_support,
    appraisal.one_sided_dispute,
    numbers.interval_without_estimate,
    numbers.loose_number,
    wording.broken_prose,
    wording.marketing_words,
    wording.long_sentences,
    wording.long_short_answer,
)


def check(library: Library) -> list[Diagnostic]:
    """Everything that does not hold, in the order of the files."""
    return in_order(problem for rule in RULES for problem in rule(library))
