"""A claim: something people say, checked against the studies."""

from __future__ import annotations

from typing import Literal

from evidence.entries.base import Certainty, Entry, StudyLink, Technique, Value
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
    short: Text
    answer: Text
    unknown: Text

    @property
    def heading(self) -> Text:
        return self.statement

    @property
    def lead(self) -> Text | None:
        return self.short
