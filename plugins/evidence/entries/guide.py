"""A guide: what to expect, what to do, and when to get help."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import ID_PATTERN, Entry, Flag, Value
from evidence.entries.text import Text

Aspect = Literal[
    "overview", "benefits", "risks", "side-effects", "contraindications", "preparation",
    "what-happens", "self-care", "get-help", "evidence", "questions",
]


class Section(Value):
    """One part of a guide. ``aspect`` follows schema.org's HealthAspectEnumeration.

    Where ``safety`` is true a translation that is stale, missing or machine-made is not shown:
    the source text is.
    """

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    aspect: Aspect
    title: Text
    text: Text | None = None
    checklist: tuple[Text, ...] = ()
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
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def heading(self) -> Text:
        return self.title

    @property
    def lead(self) -> Text | None:
        return self.summary
