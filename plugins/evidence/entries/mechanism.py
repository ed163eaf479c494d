"""A mechanism: how needling is said to work, step by step, each step with its standing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import ClaimLink, Entry, FigureLink, Value
from evidence.entries.choices import Standing
from evidence.entries.describing import Meanings
from evidence.entries.text import Text

Diagram = Annotated[
    Literal[
        "twitch-reflex-arc", "trigger-point-cycle", "pain-gate", "opioid-pathway",
        "tissue-chemistry", "tissue-winding",
    ],
    Meanings({
        "twitch-reflex-arc": "The path of the twitch through the spinal cord.",
        "trigger-point-cycle": "The theory of trigger points as a circle that feeds itself.",
        "pain-gate": "The gate for pain in the spinal cord, as a theory drew it.",
        "opioid-pathway": "From the needle to the body's own painkillers.",
        "tissue-chemistry": "What fine probes found in muscle.",
        "tissue-winding": "Tissue round a needle that is turned.",
    }),
]


class MechanismStep(Value):
    """One step of the chain."""

    title: Text = Field(
        description="The step as a statement.",
        examples=["A turned acupuncture needle sets adenosine free"])
    text: Text = Field(
        description="What was measured, in whom, and with which treatment, in Markdown with "
        "citations.",
        examples=["In mice, adenosine was set free during acupuncture [@goldman2010]."])
    standing: Standing = Field(
        description="How well this step is supported.", examples=["plausible", "hypothesis"])
    claims: tuple[ClaimLink, ...] = Field(
        (), description="Ids of the claims that test this step.",
        examples=[["needling-and-acupuncture-work-alike"]])


class Mechanism(Entry):
    """``content/mechanisms/<id>.yaml``."""

    kind = "mechanism"
    folder = "mechanisms"

    title: Text = Field(
        description="The heading: what is explained.",
        examples=["Does a turning needle free a substance that eases pain?"])
    summary: Text = Field(
        description="The explanation in 30 seconds, and how far it is shown.",
        examples=["In mice, acupuncture set adenosine free, and pain relief needed its receptor."])
    meaning: Text = Field(
        description="What it means for a patient's decision, or for practice.",
        examples=["It does not tell you how much relief you can expect."])
    standing: Standing = Field(
        description="How well the explanation as a whole is supported.",
        examples=["hypothesis", "disputed"])
    standing_note: Text = Field(
        description="Why it has this standing.",
        examples=["The first steps fit together, but only for acupuncture, and mostly in mice."])
    diagram: Diagram | None = Field(
        None, description="The picture of the mechanism.",
        examples=["twitch-reflex-arc", "pain-gate"])
    steps: tuple[MechanismStep, ...] = Field(
        min_length=1, description="The steps of the explanation, from cause to effect.",
        examples=[[{"title": "People feel less pain because of it",
                    "text": "The study in people measured adenosine, but not pain [@takano2012].",
                    "standing": "hypothesis"}]])
    key_figures: tuple[FigureLink, ...] = Field(
        (), description="Figures that are shown large, each as study.figure.",
        examples=[["takano2012.adenosine-duration"]])
    evidence: Text = Field(
        description="Which studies stand behind the page, and in whom they were done.",
        examples=["Two studies stand behind this page [@goldman2010; @takano2012]."])
    unknown: Text = Field(
        description="What is not known.",
        examples=["Does adenosine rise during dry needling?"])

    @property
    def heading(self) -> Text:
        return self.title

    @property
    def lead(self) -> Text | None:
        return self.summary
