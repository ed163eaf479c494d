"""How a schema is written: JSON Schema 2020-12 in few words.

Every field of an object is there in each file: what is not known is null, and the field's
description says so. Objects are open, because fields may be added.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from typing import Any

Schema = dict[str, Any]


def obj(says: str, **fields: Schema) -> Schema:
    return {"description": says, "type": "object", "properties": fields,
            "required": list(fields)}


def string(says: str, **more: Any) -> Schema:
    return {"description": says, "type": "string", "minLength": 1, **more}


def one_of(says: str, among: Iterable[str]) -> Schema:
    """A word of a closed list."""
    return {"description": says, "enum": list(among)}


def address(says: str) -> Schema:
    return string(says, format="uri-reference")


def date(says: str) -> Schema:
    return string(says, format="date", pattern=r"^\d{4}-\d{2}-\d{2}$")


def whole(says: str) -> Schema:
    return {"description": says, "type": "integer", "minimum": 0}


def decimal(says: str) -> Schema:
    return string(says, pattern=r"^[+-]?[0-9]+(\.[0-9]+)?$")


def flag(says: str) -> Schema:
    return {"description": says, "type": "boolean"}


def many(says: str, items: Schema) -> Schema:
    return {"description": says, "type": "array", "items": items}


def pair(says: str, items: Schema) -> Schema:
    return {**many(says, items), "minItems": 2, "maxItems": 2}


def by_name(says: str, values: Schema) -> Schema:
    """An object whose names are data."""
    return {"description": says, "type": "object", "additionalProperties": values}


def the(name: str, says: str) -> Schema:
    """A definition that stands once in the schema."""
    return {"description": says, "$ref": f"#/$defs/{name}"}


def maybe(schema: Schema) -> Schema:
    """The same, or null; its description has to say what null means."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"description": schema["description"], "anyOf": [rest, {"type": "null"}]}


def choices(model: type[Any], field: str) -> list[str]:
    """The words of a closed list, as the type of an entry's field has them."""
    return list(dict.fromkeys(_literals(model.model_fields[field].annotation)))


def _literals(annotation: Any) -> Iterator[str]:
    for part in typing.get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)
