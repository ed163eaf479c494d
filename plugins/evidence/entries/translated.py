"""What a translation of an entry type may hold, as JSON Schema: the texts, and no more."""

from __future__ import annotations

import typing
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from evidence.entries.base import Entry
from evidence.entries.dialect import BARE, NOTHING, REF, Draft07, Schema, named
from evidence.entries.text import Text
from evidence.entries.translation import Bookkeeping

ABOUT = ("The texts of an entry in another language, each where it stands in the entry. What is "
         "left out is shown in English.")
TEXT: Schema = {"$ref": f"{REF}Text"}


def translation(entry_type: type[Entry]) -> Schema:
    """The lines of a translation; all of them are optional, and any may be empty."""
    own = Bookkeeping.model_json_schema(schema_generator=Draft07)["properties"]
    texts = _map(entry_type)
    return {"title": f"{entry_type.kind.capitalize()} in another language", "description": ABOUT,
            **texts, "type": ["object", "null"], "properties": own | texts["properties"]}


def definitions() -> dict[str, Schema]:
    """A text for both audiences, or one for each; it may be empty."""
    words = [{"type": ["string", "number"]}, BARE, NOTHING]
    both = {name: {**_said(field), "anyOf": words} for name, field in Text.model_fields.items()}
    return {
        "Both": {"type": "object", "properties": both, "additionalProperties": False},
        "Text": {"anyOf": [*words, {"$ref": f"{REF}Both"}]},
    }


def _texts(annotation: Any) -> Schema | None:
    """The schema of the texts below a type; None where there are none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return TEXT if annotation is Text else _map(annotation) if _lines(annotation) else None
    parts = typing.get_args(annotation)
    if typing.get_origin(annotation) is tuple:
        items = _texts(parts[0])
        return items and {"type": "array", "items": _or_nothing(items)}
    if typing.get_origin(annotation) is dict:
        value = _texts(parts[1])
        names = TypeAdapter(parts[0]).json_schema(schema_generator=Draft07)
        return value and named(names, _or_nothing(value))
    return next((found for part in parts if (found := _texts(part))), None)


def _map(model: type[BaseModel]) -> Schema:
    return {"type": "object", "properties": _lines(model), "additionalProperties": False}


def _lines(model: type[BaseModel]) -> dict[str, Schema]:
    """The fields that hold texts."""
    lines = {}
    for name, field in model.model_fields.items():
        if texts := _texts(field.annotation):
            examples = [_texts_of(example, texts) for example in field.examples or ()]
            lines[name] = {**_said(field), "examples": examples, **_or_nothing(texts)}
    return lines


def _said(field: FieldInfo) -> Schema:
    return {"description": field.description, "examples": field.examples}


def _or_nothing(schema: Schema) -> Schema:
    return schema if schema == TEXT else {"anyOf": [schema, NOTHING]}


def _texts_of(example: Any, schema: Schema) -> Any:
    """What of an example of the entry is text."""
    schema = schema.get("anyOf", [schema])[0]
    if "$ref" in schema:
        return example
    if isinstance(example, list):
        return [_texts_of(item, schema["items"]) for item in example]
    lines: Schema = schema.get("properties", dict.fromkeys(example, schema["additionalProperties"]))
    return {name: _texts_of(said, lines[name]) for name, said in example.items() if name in lines}
