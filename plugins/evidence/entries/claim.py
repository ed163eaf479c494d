"""A claim: something people say, checked against the studies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import Certainty, Entry, FigureLink, StudyLink, Value
from evidence.entries.choices import Level, Technique
from evidence.entries.describing import Meanings, values
from evidence.entries.text import Text

Verdict = Annotated[
    Literal[
        "supported", "partly-supported", "contradicted", "misattributed", "not-found",
        "not-checkable",
    ],
    Meanings({
        "supported": "Holds: the studies we read support it.",
        "partly-supported": "Partly holds: only a part is supported, or only for some people.",
        "contradicted": "Does not hold: the studies speak against it.",
        "misattributed": "A real study is named, but it reports something else.",
        "not-found": "We searched and found nothing that shows it.",
        "not-checkable": "Too vague, or not a matter for studies.",
    }),
]
VERDICTS = values(Verdict)
Stance = Annotated[
    Literal["supports", "contradicts", "mixed", "context"],
    Meanings({
        "supports": "The study speaks for the claim.",
        "contradicts": "The study speaks against the claim.",
        "mixed": "Parts of the study speak for it, and parts against.",
        "context": "Helps to understand the claim; decides nothing.",
    }),
]
Direction = Annotated[
    Literal["reduces", "increases", "no-difference"],
    Meanings({
        "reduces": "Less of the outcome than with the comparator.",
        "increases": "More of the outcome than with the comparator.",
        "no-difference": "No difference was found.",
    }),
]


class Evidence(Value):
    """How one study stands to the claim, and why."""

    study: StudyLink = Field(
        description="The id of the study, which is its key in the bibliography.",
        examples=["hong1994", "koppenhaver2017"])
    stance: Stance = Field(
        description="How the study stands to the claim.", examples=["contradicts", "context"])
    note: Text = Field(
        description="What the study found that bears on the claim, with its figures.",
        examples=["No difference in pain between the groups at any visit up to one week."])


class Effect(Value):
    """What one comparison found, as data; the sentence is made of it in each language."""

    direction: Direction = Field(
        description="What the intervention does to the outcome.",
        examples=["reduces", "no-difference"])
    intervention: Text = Field(
        description="What was done: a noun phrase that fits into a sentence.",
        examples=["dry needling"])
    outcome: Text = Field(
        description="What was measured: a noun phrase.", examples=["pain", "neck or back pain"])
    comparator: Text = Field(
        description="What it was compared with: a noun phrase.",
        examples=["sham needling", "the same needling without a twitch"])
    time: Text = Field(
        description="When it was measured: words that end the sentence.",
        examples=["straight after treatment", "up to one week"])
    figure: FigureLink | None = Field(
        None, description="The figure that shows the effect, as study.figure.",
        examples=["fernandezdelaspenas2022.pain-immediately"])
    certainty: Level | None = Field(
        None, description="How sure we are of this effect, where it differs from the claim.",
        examples=["low", "very-low"])


class Claim(Entry):
    """``content/claims/<id>.yaml``."""

    kind = "claim"
    folder = "claims"

    statement: Text = Field(
        description="The claim in our words, as popular sources put it.",
        examples=["The advantage of a twitch lasts up to four weeks."])
    said_as: tuple[Text, ...] = Field(
        (), description="Other ways in which people say it.",
        examples=[["People who twitch are still ahead four weeks after treatment."]])
    attributed_to: Text | None = Field(
        None, description="Whom popular sources credit with it.", examples=["Hong (1994)"])
    verdict: Verdict = Field(
        description="How the claim stands against the studies.",
        examples=["contradicted", "partly-supported"])
    technique: Technique = Field(
        description="The treatment that the claim speaks of.", examples=["dry-needling", "none"])
    evidence: tuple[Evidence, ...] = Field(
        (), description="The studies that speak for the claim, against it, or beside it.",
        examples=[[{"study": "hong1994", "stance": "contradicts",
                    "note": "It has no four-week comparison by twitch status."}]])
    certainty: Certainty = Field(
        description="How sure we are of the answer, after GRADE, and what lowered it.",
        examples=[{"level": "low", "because": ["imprecision", "risk-of-bias"],
                   "note": "The later results agree, but they come from small trials."}])
    effects: tuple[Effect, ...] = Field(
        (), description="What comparisons found, as data: each becomes a sentence in every "
        "language.",
        examples=[[{"direction": "reduces", "intervention": "needling with a twitch",
                    "outcome": "neck or back pain",
                    "comparator": "the same needling without a twitch",
                    "time": "straight after needling",
                    "figure": "fernandezdelaspenas2022.pain-immediately"}]])
    short: Text = Field(
        description="The answer in at most two sentences.",
        examples=["Any extra relief linked to a twitch seems to be short-lived."])
    answer: Text = Field(
        description="The whole answer, in Markdown, with citations ([@hong1994]), links "
        "([[ashi-point]]) and figures ({hong1994.soreness-needling}).",
        examples=["The claim is credited to a study from 1994 [@hong1994]. It does not say who was "
                  "better off after four weeks."])
    unknown: Text = Field(
        description="What is not known, and what would change our mind.",
        examples=["A trial that compares people with and without twitches for months."])

    @property
    def heading(self) -> Text:
        return self.statement

    @property
    def lead(self) -> Text | None:
        return self.short
