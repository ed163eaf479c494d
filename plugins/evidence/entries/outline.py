"""What a file of each entry type holds: its lines in their order, and what each of them asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from evidence.entries.base import Entry
from evidence.entries.describing import Meanings

_LAST = tuple(name for name in Entry.model_fields if name not in ("id", "topics"))


@dataclass(frozen=True)
class Line:
    """One line of an entry; ``choices`` are the words of a closed list with their meanings."""

    name: str
    required: bool
    about: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def outline(entry_type: type[Entry]) -> tuple[Line, ...]:
    """The lines of an entry type in the order of the house.

    Its own ones first, the topics after the technique where there is one, and at the end what
    every entry has.
    """
    fields = entry_type.model_fields
    own = [name for name in fields if name not in Entry.model_fields]
    place = own.index("technique") + 1 if "technique" in own else len(own)
    own.insert(place, "topics")
    return tuple(
        Line(name, fields[name].is_required(), fields[name].description or "",
             _choices(fields[name]))
        for name in (*own, *_LAST)
    )


def _choices(info: FieldInfo) -> Mapping[str, str]:
    words = get_args(info.annotation) if get_origin(info.annotation) is Literal else ()
    meanings = next((part.said for part in info.metadata if isinstance(part, Meanings)), {})
    return {str(word): meanings.get(str(word), "") for word in words}
