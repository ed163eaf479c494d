"""A study: the appraisal of one record of the bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from evidence.entries.base import Date, Entry, Number, Technique, Value
from evidence.entries.text import Text

Design = Literal[
    "rct", "crossover", "non-randomised-trial", "cohort", "case-series", "case-report",
    "laboratory", "animal", "systematic-review", "meta-analysis", "narrative-review", "theory",
    "guideline", "standard", "policy", "court-ruling", "survey", "book",
]
Unit = Literal["people", "treatments", "trials", "animals", "practitioners", "points"]
Measure = Literal["percent", "count", "number", "difference", "standardised-difference", "kappa"]
MEASURES: tuple[str, ...] = (
    "percent", "count", "number", "difference", "standardised_difference", "kappa", "range",
)
Count = Annotated[int, Field(ge=0, le=10**12)]


class Figure(Value):
    """One number that a study reported. Pages print it from here and from nowhere else.

    Exactly one measure is given: ``percent`` (of hundred), ``count`` (with ``of``), ``number``,
    ``difference`` (in ``unit``), ``standardised_difference`` (in standard deviations), ``kappa``
    or ``range`` (two numbers). ``interval`` is the 95% confidence interval unless ``confidence``
    says otherwise; ``p`` is the p value as printed, for example ``< 0.001``. Where a study reports
    nothing but a p value, it stands alone.
    """

    label: Text
    percent: Number | None = None
    count: Count | None = None
    number: Number | None = None
    difference: Number | None = None
    standardised_difference: Number | None = None
    kappa: Number | None = None
    range: tuple[Number, Number] | None = None
    of: Count | None = None
    of_what: Unit = "people"
    unit: Text | None = None
    interval: tuple[Number, Number] | None = None
    confidence: Number = "95"
    p: Annotated[str, Field(pattern=r"^[<=>≤] ?0?\.[0-9]+$")] | None = None
    at: Text | None = None
    better: Literal["lower", "higher"] | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Figure:
        given = [name for name in MEASURES if getattr(self, name) is not None]
        if len(given) != 1 and (given or self.p is None):
            raise PydanticCustomError(
                "one_measure",
                "a figure has exactly one of percent, count, number, difference, "
                "standardised_difference, kappa or range, or a p alone",
            )
        if given == ["count"] and self.of is None:
            raise PydanticCustomError("count_of_what", "a count needs 'of': out of how many")
        return self

    @property
    def measure(self) -> str:
        return next((name for name in MEASURES if getattr(self, name) is not None), "p")


class Finding(Value):
    """One thing the study found, and whom it favours."""

    text: Text
    favours: Literal["intervention", "comparator", "neither", "unclear"] | None = None


class Study(Entry):
    """``content/studies/<key>.yaml``; the id is the key of its record in the bibliography."""

    kind = "study"
    folder = "studies"

    title: Text
    finding: Text
    design: Design
    technique: Technique
    sample: dict[Unit, Count] = Field(default_factory=dict)
    population: Text
    intervention: Text
    comparator: Text | None = None
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()
    figures: dict[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")], Figure] = Field(
        default_factory=dict
    )
    findings: Annotated[tuple[Finding, ...], Field(min_length=1)]
    limitations: Text
    read: Literal["abstract", "excerpt", "full-text", "reference-list"]
    unconfirmed: tuple[
        Literal[
            "authors", "year", "title", "journal", "volume", "issue", "pages", "doi", "country",
            "population", "intervention", "comparator", "findings",
        ],
        ...,
    ] = ()
    status: Literal["current", "corrected", "concern", "retracted"] = "current"
    since: Date | None = None
    notice: Text | None = None
    funding: Text | None = None

    @property
    def heading(self) -> Text:
        return self.title

    @property
    def lead(self) -> Text | None:
        return self.finding

    @property
    def all_figures(self) -> Mapping[str, Figure | int]:
        """The named figures, and the sample sizes under the names of their units."""
        sizes: dict[str, Figure | int] = {str(unit): n for unit, n in self.sample.items()}
        return sizes | self.figures
