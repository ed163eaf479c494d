"""A guide: what to expect, what to do, and when to get help."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import ID_PATTERN, Entry, FigureLink, Flag, Value, Whole
from evidence.entries.describing import Meanings
from evidence.entries.text import Text

Aspect = Annotated[
    Literal[
        "overview", "benefits", "risks", "side-effects", "contraindications", "preparation",
        "what-happens", "self-care", "get-help", "evidence", "questions",
    ],
    Meanings({
        "overview": "What it is about.",
        "benefits": "What it can do.",
        "risks": "What can go wrong.",
        "side-effects": "What often happens besides, and passes.",
        "contraindications": "Who should not be needled, or only with care.",
        "preparation": "What to do before.",
        "what-happens": "What happens in a session.",
        "self-care": "What people can do for themselves.",
        "get-help": "When to get medical help, and where.",
        "evidence": "What is known, and how well.",
        "questions": "What to ask the practitioner.",
    }),
]
Timeline = Annotated[
    Literal["session-timeline"],
    Meanings({"session-timeline": "How a session usually goes, before, during and after."}),
]


class Section(Value):
    """One part of a guide. ``aspect`` follows schema.org's HealthAspectEnumeration."""

    id: str = Field(
        pattern=ID_PATTERN,
        description="The name of the section in its address: lower-case letters, digits, hyphens.",
        examples=["soreness", "get-help"])
    aspect: Aspect = Field(
        description="What the section is about (schema.org, HealthAspectEnumeration).",
        examples=["side-effects", "get-help"])
    title: Text = Field(
        description="The heading of the section.", examples=["What may ease the soreness"])
    text: Text | None = Field(
        None, description="The section, in Markdown, with citations ([@hong1994]), links "
        "([[ashi-point]]) and figures ({hong1994.soreness-needling}).",
        examples=["A small bruise where the needle went in is common."])
    checklist: tuple[Text, ...] = Field(
        (), description="Points to tick off, one sentence each.",
        examples=[["Tell your practitioner about blood thinners, pregnancy and implants."]])
    icons: tuple[FigureLink, ...] = Field(
        (), description="Percentages that are drawn as so many dots of a hundred or a thousand, "
        "each as study.figure.",
        examples=[["brady2014.bruising", "boyce2020.bruising"]])
    safety: Flag = Field(
        False, description="Whether the section is safety advice. Then a translation that is "
        "stale, missing or made by a machine is not shown: the English text is.",
        examples=[True, False])


class Guide(Entry):
    """``content/guides/<id>.yaml``."""

    kind = "guide"
    folder = "guides"

    order: Whole = Field(
        100, description="The place among the guides: they follow a patient's way, not the "
        "alphabet.",
        examples=[1, 2])
    title: Text = Field(description="The heading of the guide.", examples=["After a session"])
    summary: Text = Field(
        description="The guide in a few sentences.",
        examples=["Expect soreness for a day or two. A few signs mean that you need help at once."])
    checklist: tuple[Text, ...] = Field(
        (), description="What matters most, one sentence each; it stands at the head of the page.",
        examples=[["Soreness for a day or two is normal. It should get less, not more."]])
    diagram: Timeline | None = Field(
        None, description="The picture of the guide.", examples=["session-timeline"])
    sections: tuple[Section, ...] = Field(
        min_length=1, description="The parts of the guide, in reading order.",
        examples=[[{"id": "soreness", "aspect": "side-effects", "title": "Soreness",
                    "text": "The needled muscle often feels bruised or achy."}]])

    @property
    def heading(self) -> Text:
        return self.title

    @property
    def lead(self) -> Text | None:
        return self.summary
