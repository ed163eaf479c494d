"""A claim: something people say, checked against the studies."""

from __future__ import annotations

from typing import Literal

from evidence.entries.base import (
    Certainty,
    Entry,
    FigureLink,
    Level,
    StudyLink,
    Technique,
    Value,
)
from evidence.entries.text import Text

Verdict = Literal[
    "supported", "partly-supported", "contradicted", "misattributed", "not-found", "not-checkable"
]
VERDICTS: tuple[str, ...] = (
    "supported", "partly-supported", "contradicted", "misattributed", "not-found", "not-checkable",
)
Stance = Literal["supports", "contradicts", "mixed", "context"]


class Evidence(Value):
    """How one study stands to the claim, and why."""

    study: StudyLink
    stance: Stance
    note: Text


class Effect(Value):
    """What one comparison found, as data; the sentence is made of it in each language.

    The texts are noun phrases that fit into a sentence: "dry needling", "pain", "sham needling",
    "straight after treatment". ``certainty`` is that of the claim unless it is given.
    """

    direction: Literal["reduces", "increases", "no-difference"]
    intervention: Text
    outcome: Text
    comparator: Text
    time: Text
    figure: FigureLink | None = None
    certainty: Level | None = None


class Claim(Entry):
    """``content/claims/<id>.yaml``. ``statement`` is in our words, as popular sources put it."""

    kind = "claim"
    folder = "claims"

    statement: Text
    said_as: tuple[Text, ...] = ()
    attributed_to: Text | None = None
    verdict: Verdict
    technique: Technique
    evidence: tuple[Evidence, ...] = ()
    certainty: Certainty
    effects: tuple[Effect, ...] = ()
    short: Text
    answer: Text
    unknown: Text

    @property
    def heading(self) -> Text:
        return self.statement

    @property
    def lead(self) -> Text | None:
        return self.short
