"""A mechanism: how needling is said to work, step by step, each step with its standing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import ClaimLink, Entry, FigureLink, Standing, Value
from evidence.entries.text import Text

Diagram = Literal[
    "twitch-reflex-arc", "trigger-point-cycle", "pain-gate", "opioid-pathway", "tissue-chemistry",
    "tissue-winding",
]


class MechanismStep(Value):
    """One step of the chain; ``claims`` are those that test it."""

    title: Text
    text: Text
    standing: Standing
    claims: tuple[ClaimLink, ...] = ()


class Mechanism(Entry):
    """``content/mechanisms/<id>.yaml``."""

    kind = "mechanism"
    folder = "mechanisms"

    title: Text
    summary: Text
    meaning: Text
    standing: Standing
    standing_note: Text
    diagram: Diagram | None = None
    steps: Annotated[tuple[MechanismStep, ...], Field(min_length=1)]
    key_figures: tuple[FigureLink, ...] = ()
    evidence: Text
    unknown: Text

    @property
    def heading(self) -> Text:
        return self.title

    @property
    def lead(self) -> Text | None:
        return self.summary
