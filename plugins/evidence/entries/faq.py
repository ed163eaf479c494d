"""A question that people ask, with a short answer and a long one."""

from __future__ import annotations

from typing import Literal

from evidence.entries.base import ClaimLink, Entry, Flag
from evidence.entries.text import Text


class Faq(Entry):
    """``content/faqs/<id>.yaml``; ``short`` has at most two sentences."""

    kind = "faq"
    folder = "faqs"

    question: Text
    short: Text
    answer: Text
    category: Literal["basics", "twitch", "acupuncture", "safety", "effects", "practical"]
    claims: tuple[ClaimLink, ...] = ()
    safety: Flag = False

    @property
    def heading(self) -> Text:
        return self.question

    @property
    def lead(self) -> Text | None:
        return self.short
