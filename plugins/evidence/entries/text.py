"""Text for two audiences, each part knowing the language it is written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import is_not
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from evidence.editions import AUDIENCES, SOURCE_LANGUAGE, Audience

State = Literal["source", "current", "stale", "missing"]
Path = tuple[str | int, ...]
HOLDERS = (BaseModel, tuple, dict)
"""What a text may stand in, and what a text is."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text in one language, and how it stands to the source it was made from."""

    text: str
    lang: str = SOURCE_LANGUAGE
    state: State = "source"

    def __bool__(self) -> bool:
        return bool(self.text)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls, core_schema.str_schema(strip_whitespace=True, min_length=1)
        )


class Text(BaseModel):
    """What an entry says: one text for both audiences, or one for each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    patient: Passage = Field(
        description="For patients: everyday words, short sentences, nothing left out that matters.",
        examples=["People whose muscle twitched felt better straight away.",
                  "Chance did not decide who would twitch."])
    clinician: Passage = Field(
        description="For clinicians: the exact terms, with figures and citations.",
        examples=["Patients with a twitch improved immediately after treatment [@hong1994].",
                  "Twitch status was observed, not randomised."])

    @model_validator(mode="before")
    @classmethod
    def _one_text_for_both(cls, value: Any) -> Any:
        return {"patient": value, "clinician": value} if isinstance(value, str) else value

    def to(self, audience: Audience) -> Passage:
        return self.patient if audience == "patient" else self.clinician

    def parts(self) -> Iterator[tuple[Audience, Passage]]:
        for audience in AUDIENCES:
            yield audience, self.to(audience)


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text of an entry with the path of its field, in reading order."""
    found: list[tuple[Path, Text]] = []
    _gather(value, path, found)
    return iter(found)


def _gather(value: Any, path: Path, found: list[tuple[Path, Text]]) -> None:
    if isinstance(value, Text):
        found.append((path, value))
        return
    for step, child in children(value):
        if isinstance(child, HOLDERS):
            _gather(child, (*path, step), found)


def text_at(value: Any, path: Path) -> Text:
    """The text at the end of a path that :func:`texts` has given."""
    for step in path:
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
    found: Text = value
    return found


def replace_texts(value: Any, new: Mapping[Path, Text], path: Path = ()) -> Any:
    """The same entry with some of its texts replaced; nothing is changed in place."""
    if isinstance(value, Text):
        return new.get(path, value)
    if isinstance(value, BaseModel):
        changed = {
            str(step): replaced for step, child in children(value)
            if isinstance(child, HOLDERS)
            and (replaced := replace_texts(child, new, (*path, step))) is not child
        }
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(replace_texts(child, new, (*path, i)) for i, child in enumerate(value))
        return items if any(map(is_not, items, value)) else value
    if isinstance(value, dict):
        return {key: replace_texts(child, new, (*path, key)) for key, child in value.items()}
    return value


def ancestors(value: Any, path: Path) -> Iterator[Any]:
    """The parts of an entry that hold the value at the end of a path, from the outside in."""
    for step in path:
        yield value
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]


def children(value: Any) -> Iterable[tuple[str | int, Any]]:
    """What lies in a part of an entry, with its name, its number or its key."""
    if isinstance(value, BaseModel):
        return vars(value).items()
    if isinstance(value, tuple):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()
