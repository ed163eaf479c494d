"""A guide: what to expect, what to do, and when to get help."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import ID_PATTERN, Entry, FigureLink, Flag, Value
from evidence.entries.text import Text

Aspect = Literal[
    "overview", "benefits", "risks", "side-effects", "contraindications", "preparation",
    "what-happens", "self-care", "get-help", "evidence", "questions",
]


class Section(Value):
    """One part of a guide. ``aspect`` follows schema.org's HealthAspectEnumeration.

    Where ``safety`` is true a translation that is stale, missing or machine-made is not shown:
    the source text is. ``icons`` are percentages that are drawn as so many dots of a hundred or a
    thousand.
    """

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    aspect: Aspect
    title: Text
    text: Text | None = None
    checklist: tuple[Text, ...] = ()
    icons: tuple[FigureLink, ...] = ()
    safety: Flag = False


class Guide(Entry):
    """``content/guides/<id>.yaml``."""

    kind = "guide"
    folder = "guides"

    order: Annotated[int, Field(ge=1)] = 100
    """The place among the guides: they follow a patient's way, not the alphabet."""
    title: Text
    summary: Text
    checklist: tuple[Text, ...] = ()
    diagram: Literal["session-timeline"] | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def heading(self) -> Text:
        return self.title

    @property
    def lead(self) -> Text | None:
        return self.summary
