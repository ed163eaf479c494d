"""What a schema says of an entry type besides its types. Nothing here is asked when a file is read.

Descriptions and examples stand at the fields (:func:`pydantic.Field`); here are the words for the
values of closed lists, and the conditions that bind one line to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


@dataclass(frozen=True, eq=False)
class Meanings:
    """What each value of a closed list means, in one line; editors show it beside the value."""

    said: Mapping[str, str]

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        schema = handler(core_schema)
        return schema | {"enumDescriptions": [self.said[value] for value in schema["enum"]]}


def values(closed_list: Any) -> tuple[str, ...]:
    """The values of a closed list with meanings, in order."""
    return get_args(get_args(closed_list)[0])


def given(name: str) -> dict[str, Any]:
    """The condition that a line is there and not empty: an empty value is an absent one."""
    empty = {"required": [name], "properties": {name: {"type": "null"}}}
    return {"required": [name], "not": empty}
