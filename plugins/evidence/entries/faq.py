"""A question that people ask, with a short answer and a long one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import ClaimLink, Entry, Flag
from evidence.entries.describing import Meanings
from evidence.entries.text import Text

Category = Annotated[
    Literal["basics", "twitch", "acupuncture", "safety", "effects", "practical"],
    Meanings({
        "basics": "What needling is, and how it is said to work.",
        "twitch": "The local twitch response.",
        "acupuncture": "Dry needling and acupuncture: what they share, and where they differ.",
        "safety": "What can go wrong, and who should be careful.",
        "effects": "What it does, and for how long.",
        "practical": "Before, during and after a session.",
    }),
]


class Faq(Entry):
    """``content/faqs/<id>.yaml``."""

    kind = "faq"
    folder = "faqs"

    question: Text = Field(
        description="The question as people ask it.", examples=["Are the needles clean?"])
    short: Text = Field(
        description="The answer in at most two sentences.",
        examples=["They should be new, sterile and used once."])
    answer: Text = Field(
        description="The whole answer, in Markdown, with citations ([@hong1994]), links "
        "([[ashi-point]]) and figures ({hong1994.soreness-needling}).",
        examples=["Needles come in sealed packets. They should be opened in front of you."])
    category: Category = Field(
        description="Under which heading the question stands in the list.",
        examples=["safety", "basics"])
    claims: tuple[ClaimLink, ...] = Field(
        (), description="Ids of the claims that the answer rests on.",
        examples=[["needling-field-is-sterile", "needling-is-safe"]])
    safety: Flag = Field(
        False, description="Whether the entry is safety advice. Then a translation that is stale, "
        "missing or made by a machine is not shown: the English text is.",
        examples=[True, False])

    @property
    def heading(self) -> Text:
        return self.question

    @property
    def lead(self) -> Text | None:
        return self.short
