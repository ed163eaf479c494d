"""What every entry has, and the small value types the entry types share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError, core_schema

from evidence.entries.text import Passage, Path, Text

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Value(BaseModel):
    """A part of an entry: frozen, and with no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Link(str):
    """The id of another entry; ``kinds`` are the entry types it may lead to (empty: any)."""

    kinds: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=ID_PATTERN)
        )


class StudyLink(Link):
    kinds = ("study",)


class ClaimLink(Link):
    kinds = ("claim",)


class TermLink(Link):
    kinds = ("term",)


class FigureLink(str):
    """A figure of a study, as ``study.figure``."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")
        )

    @property
    def study(self) -> str:
        return self.partition(".")[0]

    @property
    def figure(self) -> str:
        return self.partition(".")[2]


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("yes_or_no", "expected true or false")


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("calendar_date", "expected a date such as 2026-11-21")


Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Number = Annotated[str, Field(pattern=r"^[+-]?[0-9]+(\.[0-9]+)?$", max_length=20)]
"""A number exactly as it was reported: ``0.20`` keeps its second decimal."""

Level = Literal["high", "moderate", "low", "very-low"]
Standing = Literal["established", "plausible", "hypothesis", "disputed"]
Topic = Literal[
    "twitch", "trigger-points", "pain-relief", "movement", "safety", "soreness", "nerves",
    "chemistry", "blood-flow", "tissue", "technique", "acupuncture", "history", "aftercare",
    "conditions", "practice",
]
Technique = Literal[
    "dry-needling", "acupuncture", "electroacupuncture", "injection", "mixed", "none"
]


class Review(Value):
    """A clinical review that a real person signed."""

    by: str
    role: str
    on: Date
    due: Date
    conflicts: str


class Certainty(Value):
    """How sure we are, after GRADE (Guyatt et al. 2008), and what lowered it."""

    level: Level
    because: tuple[
        Literal[
            "risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias",
            "no-direct-evidence", "abstract-only",
        ],
        ...,
    ] = ()
    note: Text | None = None


class Entry(Value):
    """One YAML file. ``id`` is the name of the file and the address in every language."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
    topics: tuple[Topic, ...] = ()
    related: tuple[Link, ...] = ()
    reviewed: Review | None = None
    searched: Date | None = None
    updated: Date

    @property
    def heading(self) -> Text:
        """What the entry is called where it is listed."""
        raise NotImplementedError

    @property
    def lead(self) -> Text | None:
        """The sentence that stands for the entry in lists and search results."""
        raise NotImplementedError


def one_text(words: str, lang: str = "en") -> Text:
    """A text that is the same for both audiences."""
    passage = Passage(words, lang)
    return Text.model_construct(patient=passage, clinician=passage)


def links(value: Any, path: Path = ()) -> Iterator[tuple[Path, Link | FigureLink]]:
    """Every link that stands in a field of its own (marks in prose are found in the texts)."""
    if isinstance(value, Link | FigureLink):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from links(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from links(child, (*path, index))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from links(child, (*path, key))
