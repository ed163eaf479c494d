"""What a translation holds besides texts: how far it is, and which texts it was made from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from evidence.diagnostics import Diagnostic
from evidence.entries.base import Date, Value, Words
from evidence.entries.describing import Meanings, values
from evidence.entries.validating import explain, without_nulls
from evidence.source import Source

Status = Annotated[
    Literal["machine", "draft", "reviewed", "clinician-reviewed"],
    Meanings({
        "machine": "Made by a machine, and nobody has checked it. Its safety texts are not shown.",
        "draft": "A draft: no clinician who speaks the language has checked it.",
        "reviewed": "Checked by a second reader, but not yet by a clinician.",
        "clinician-reviewed": "Checked by a clinician who speaks the language.",
    }),
]
STATUSES = values(Status)


class Bookkeeping(Value):
    """The lines of a translation that are no texts."""

    status: Status = Field(
        "draft", description="How far the translation is.", examples=["draft", "reviewed"])
    by: Words | None = Field(
        None, description="Who translated it.", examples=["Given name and family name"])
    updated: Date | None = Field(
        None, description="The day of the last change.", examples=["2026-11-21"])
    fingerprints: dict[str, Annotated[str, Field(pattern="^[0-9a-f]{10}$")]] = Field(
        default_factory=dict, description="For each text, by its path, the mark of the English "
        "text it was made from. The command evidence translations update writes them.",
        examples=[{"statement": "740a390861"}, {"short.patient": "d6d853f61f"}])


BOOKKEEPING = tuple(Bookkeeping.model_fields)


def check_bookkeeping(source: Source) -> list[Diagnostic]:
    """What is wrong with the lines that are no texts."""
    given = {name: source.value[name] for name in BOOKKEEPING if name in source.value}
    try:
        Bookkeeping.model_validate(without_nulls(given, Bookkeeping))
    except ValidationError as error:
        return [explain(problem, source, Bookkeeping) for problem in error.errors()]
    return []
