"""A study: the appraisal of one record of the bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from evidence.entries.base import ID_PATTERN, Date, Entry, Number, Value, Whole
from evidence.entries.choices import Technique
from evidence.entries.describing import given
from evidence.entries.study_lists import Better, Design, Favours, Reading, Status, Unconfirmed, Unit
from evidence.entries.text import Text

MEASURES: tuple[str, ...] = (
    "percent", "count", "number", "difference", "standardised_difference", "kappa", "range",
)


class Figure(Value):
    """One number that a study reported. Pages print it from here and from nowhere else.

    Exactly one measure is given, or a p value alone where a study reports nothing else.
    """

    model_config = ConfigDict(json_schema_extra={
        "if": {"anyOf": [given(name) for name in MEASURES]},
        "then": {"oneOf": [given(name) for name in MEASURES]},
        "else": {"anyOf": [given(name) for name in (*MEASURES, "p")]},
        "allOf": [{"if": given("count"), "then": given("of")}],
    })

    label: Text = Field(
        description="What the number is of, in words that can stand beside it.",
        examples=["soreness after dry needling"])
    percent: Number | None = Field(
        None, description="The measure, in per cent, as it was reported.", examples=[36.7, 100])
    count: Whole | None = Field(
        None, description="The measure, as a count of those named in of.", examples=[41, 17])
    number: Number | None = Field(
        None, description="The measure, as a number in unit.", examples=[26, 1.5])
    difference: Number | None = Field(
        None, description="The measure, as a difference between groups in unit.",
        examples=[-2.03, "-0.20"])
    standardised_difference: Number | None = Field(
        None, description="The measure, as a difference between groups in standard deviations.",
        examples=[-1.35, "-0.05"])
    kappa: Number | None = Field(
        None, description="The measure, as agreement between examiners (kappa).",
        examples=["0.35", "0.49"])
    range: tuple[Number, Number] | None = Field(
        None, description="The measure, as two numbers between which it lies.",
        examples=[[2, 8], ["0.35", "0.49"]])
    of: Whole | None = Field(
        None, description="Out of how many: the denominator of a count or of a per cent.",
        examples=[58, 15])
    of_what: Unit = Field(
        "people", description="What was counted, where it was not people.",
        examples=["treatments", "trials"])
    unit: Text | None = Field(
        None, description="The unit of a number or a difference.", examples=["points", "hours"])
    interval: tuple[Number, Number] | None = Field(
        None, description="The confidence interval of the measure: its lower and upper end.",
        examples=[[-3.77, -0.29], ["-1.46", "1.06"]])
    confidence: Number = Field(
        "95", description="The level of the interval in per cent, where it is not 95.",
        examples=[90, 99])
    p: str | None = Field(
        None, pattern=r"^[<=>≤] ?0?\.[0-9]+$",
        description="The p value as it was printed, with its sign. Alone only where a study "
        "reports nothing else.",
        examples=["= 0.75", "< 0.001"])
    at: Text | None = Field(
        None, description="When it was measured.",
        examples=["immediately after needling", "at short-term follow-up"])
    better: Better | None = Field(
        None, description="Which way is better for people, where there is one.",
        examples=["lower", "higher"])

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

    text: Text = Field(
        description="What was found, in Markdown; numbers as figures ({hong1994.twitch-patients}).",
        examples=["Some hours later {hong1994.soreness-needling} were sore after dry needling."])
    favours: Favours | None = Field(
        None, description="Which side the finding speaks for, where two were compared.",
        examples=["intervention", "neither"])


class Study(Entry):
    """``content/studies/<key>.yaml``; the id is the key of its record in the bibliography."""

    kind = "study"
    folder = "studies"

    title: Text = Field(
        description="What the study asked, in words of ours; the printed title stands in the "
        "bibliography.",
        examples=["Does a twitch during needling bring quicker relief?"])
    finding: Text = Field(
        description="What it found, in a sentence or two.",
        examples=["People whose muscle twitched felt better straight away. The study cannot tell "
                  "whether the twitch was the reason."])
    design: Design = Field(
        description="How the study was made.", examples=["rct", "non-randomised-trial"])
    technique: Technique = Field(
        description="Which treatment was studied.", examples=["dry-needling", "mixed"])
    sample: dict[Unit, Whole] = Field(
        default_factory=dict, description="How many of what were studied, by unit.",
        examples=[{"people": 58}, {"trials": 6}])
    population: Text = Field(
        description="Who was studied.",
        examples=["People with a sore spot (trigger point) between neck and shoulder."])
    intervention: Text = Field(
        description="What was done.", examples=["Needling that made the muscle twitch."])
    comparator: Text | None = Field(
        None, description="What it was compared with. Expected of trials and meta-analyses.",
        examples=["The same needling without a twitch."])
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = Field(
        (), description="Where it was done: two-letter country codes (ISO 3166-1).",
        examples=[["US"], ["ES", "KR"]])
    figures: dict[Annotated[str, Field(pattern=ID_PATTERN)], Figure] = Field(
        default_factory=dict, description="The numbers that the study reported, each under a name "
        "of ours. A text prints one as {study.name}.",
        examples=[{"soreness-needling": {"label": "soreness after dry needling", "percent": 100,
                                         "at": "2 to 8 hours after treatment", "better": "lower"}},
                  {"twitch-patients": {"label": "people who twitched", "count": 41, "of": 58}}])
    findings: tuple[Finding, ...] = Field(
        min_length=1, description="What was found, one finding each.",
        examples=[[{"text": "There was no clear difference in pain at a later check.",
                    "favours": "neither"}]])
    limitations: Text = Field(
        description="What limits the study, and what of it we have not seen.",
        examples=["Nobody chose by chance who would twitch. We have read the summary only."])
    read: Reading = Field(
        description="How much of it we have read.", examples=["abstract", "full-text"])
    unconfirmed: tuple[Unconfirmed, ...] = Field(
        (), description="What nobody of us has seen in print. It is not printed as a fact.",
        examples=[["pages", "doi"]])
    status: Status = Field(
        "current", description="What became of the paper after it was published.",
        examples=["corrected", "retracted"])
    since: Date | None = Field(
        None, description="The day of the retraction, correction or expression of concern.",
        examples=["2026-11-21"])
    notice: Text | None = Field(
        None, description="What the journal said. Needed for every status but current.",
        examples=["What the notice of the journal says, in a sentence"])
    funding: Text | None = Field(
        None, description="Who paid for the study. Without it the page says that we have not "
        "recorded it.",
        examples=["The paper does not say who paid for it."])

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
