"""What every entry has, and the small value types the entry types share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError, core_schema

from evidence.entries.choices import Level, Reason, Topic
from evidence.entries.text import HOLDERS, Passage, Path, Text, children

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RESERVED = frozenset({"index"})
"""Well-formed names that no entry can have: lists lie at their addresses."""


class Value(BaseModel):
    """A part of an entry: frozen, and with no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    """A figure of a study, as ``study.figure``; the key of a study has a letter in it."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(pattern=r"^[a-z0-9-]*[a-z][a-z0-9-]*\.[a-z0-9-]+$")
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


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,12}", value):
        raise PydanticCustomError("int_parsing", "expected a whole number")
    return value


Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Whole = Annotated[int, Field(ge=0, le=999_999_999_999), BeforeValidator(_digits)]
"""A whole number in digits, twelve at most."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A few words that are the same for everybody and in every language."""
Number = Annotated[str, Field(pattern=r"^[+-]?[0-9]+(\.[0-9]+)?$", max_length=20)]
"""A number exactly as it was reported: ``0.20`` keeps its second decimal."""


class Review(Value):
    """A clinical review that a real person signed."""

    by: Words = Field(
        description="The name of the person who reviewed the entry and signed for it.",
        examples=["Given name and family name"])
    role: Words = Field(
        description="Profession, and what makes the reviewer competent here.",
        examples=["physiotherapist"])
    on: Date = Field(
        description="The day of the review.", examples=["2026-11-21"])
    due: Date = Field(
        description="The day by which the entry must be reviewed again.", examples=["2028-11-21"])
    conflicts: Words = Field(
        description="Interests of the reviewer that could matter, or that there are none.",
        examples=["none declared", "teaches courses on dry needling"])


class Certainty(Value):
    """How sure we are, after GRADE (Guyatt et al. 2008), and what lowered it."""

    level: Level = Field(
        description="How sure we are of the answer (GRADE).", examples=["low", "moderate"])
    because: tuple[Reason, ...] = Field(
        (), description="What lowered the certainty. Needed for every level below high.",
        examples=[["imprecision", "risk-of-bias"]])
    note: Text | None = Field(
        None, description="Why this level, in a sentence.",
        examples=["The later results agree with each other, but they come from small trials."])


class Entry(Value):
    """One YAML file. ``id`` is the name of the file and the address in every language."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
    topics: tuple[Topic, ...] = Field(
        (), description="What the entry is about. Readers narrow the lists down by it.",
        examples=[["twitch", "pain-relief"]])
    related: tuple[Link, ...] = Field(
        (), description="Ids of entries of any type that belong beside this one.",
        examples=[["twitch-is-needed", "hong1994"]])
    reviewed: Review | None = Field(
        None, description="The clinical review that a real person signed. Without it the page says "
        "that no clinician has reviewed it yet.",
        examples=[{"by": "Given name and family name", "role": "physiotherapist",
                   "on": "2026-11-21", "due": "2028-11-21", "conflicts": "none declared"}])
    searched: Date | None = Field(
        None, description="The day of the last search for evidence. Without it the page says that "
        "the day was not recorded.",
        examples=["2026-11-21"])
    updated: Date = Field(
        description="The day on which the entry was last changed in substance.",
        examples=["2026-11-21"])

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
    if isinstance(value, _LINKS):
        yield path, value
    elif not isinstance(value, Text):
        for step, child in children(value):
            if isinstance(child, _MAY_LEAD_ON):
                yield from links(child, (*path, step))


_LINKS = (Link, FigureLink)
_MAY_LEAD_ON = (*_LINKS, *HOLDERS)
