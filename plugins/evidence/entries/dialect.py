"""Entry types as JSON Schema (draft-07), in the form that editors of YAML understand best.

We read every scalar as text; whoever else reads YAML 1.2 finds numbers and truth values where
there are no quotation marks. A schema accepts both, so that it says of a file what we say of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from evidence.entries.base import Entry
from evidence.entries.text import Text
from evidence.entries.validating import expected

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
REF = "#/definitions/"
NOTHING: Schema = {
    "title": "Empty",
    "$comment": "An empty value is an absent one. Said this way, no editor proposes null.",
    "not": {"type": ["array", "boolean", "number", "object", "string"]},
}
BARE: Schema = {
    "$comment": "A text of the one word true or false, without quotation marks.",
    "not": {"type": ["array", "null", "number", "object", "string"]},
}
DEFINITIONS: Mapping[str, Schema] = {"Nothing": NOTHING, "Bare": BARE}
ANNOTATIONS = ("description", "examples", "default")


def or_nothing(schema: Schema) -> Schema:
    """The same, or an empty value; what is said of the field stays outside."""
    said = {name: schema[name] for name in ANNOTATIONS if name in schema}
    rest = {name: part for name, part in schema.items() if name not in said}
    inside = rest["anyOf"] if rest.keys() == {"anyOf"} else [rest]
    return {**said, "anyOf": [*inside, NOTHING]}


def _said_first(schema: Schema) -> Schema:
    return {name: schema[name] for name in ANNOTATIONS if name in schema} | schema


def scalar(pattern: str, longest: int | None = None) -> Schema:
    """A text of some pattern, and what others take such a text for without quotation marks."""
    number = _number(pattern)
    schema: Schema = {"type": ["string", number] if number else "string", "pattern": pattern}
    if words := expected(pattern):
        schema["patternErrorMessage"] = f"expected {words}"
    if number == "integer":
        schema["minimum"] = 0
    if longest:
        schema |= {"maxLength": longest, "exclusiveMinimum": -(10 ** (longest - 1)),
                   "exclusiveMaximum": 10**longest}
    return {"anyOf": [schema, BARE]} if re.search(pattern, "true") else schema


def _number(pattern: str) -> str:
    for sample, kind in (("1.5", "number"), ("7", "integer"), ("1e23456789", "number")):
        if re.search(pattern, sample):
            return kind
    return ""


class Draft07(GenerateJsonSchema):
    """Pydantic's schema in our dialect."""

    schema_dialect = DRAFT

    def sort(self, value: Any, parent_key: str | None = None) -> Any:
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        made = super().default_schema(schema)
        if made.get("default") in (None, []):
            made.pop("default", None)
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """A map; a line that has a default may be empty. The name of a file is no line of it."""
        made, kind = super().model_schema(schema), schema["cls"]
        shared = Entry.model_fields if issubclass(kind, Entry) else {}
        needed, fields = made.get("required", ()), {}
        for name, field in sorted(made["properties"].items(), key=lambda f: f[0] in shared):
            if not (name == "id" and shared):
                fields[name] = _said_first(field) if name in needed else or_nothing(field)
        made = {name: part for name, part in made.items() if name not in ("title", "description")}
        made |= {"properties": fields, "required": [name for name in fields if name in needed]}
        return {"anyOf": [*scalar(r"\S")["anyOf"], made]} if kind is Text else made

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return scalar(str(schema.get("pattern") or r"\S"), schema.get("max_length"))

    def bool_schema(self, schema: core_schema.BoolSchema) -> Schema:
        return {"type": ["boolean", "string"], "pattern": "^(true|false)$",
                "patternErrorMessage": "expected true or false"}

    def int_schema(self, schema: core_schema.IntSchema) -> Schema:
        return {"type": ["integer", "string"], "minimum": schema["ge"], "maximum": schema["le"],
                "pattern": f"^[0-9]{{1,{len(str(schema['le']))}}}$",
                "patternErrorMessage": "expected a whole number"}

    def date_schema(self, schema: core_schema.DateSchema) -> Schema:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "patternErrorMessage": "expected a date such as 2026-11-21"}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Schema:
        return {"type": "string", "enum": schema["expected"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """A list, all items of one type."""
        made = super().tuple_schema(schema)
        made["items"] = made.pop("prefixItems", [made.get("items")])[0]
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """A map with the names of a closed list, or with names of the author's own."""
        names = self.generate_inner(schema["keys_schema"])
        return named(names, self.generate_inner(schema["values_schema"]), schema.get("min_length"))


def named(names: Schema, value: Schema, least: int | None = None) -> Schema:
    """A map of values under names; those of a closed list are lines of their own."""
    made: Schema = {"type": "object"}
    if least:
        made["minProperties"] = least
    if "enum" in names:
        meanings = zip(names["enum"], names["enumDescriptions"], strict=True)
        made["properties"] = {name: {**value, "description": said} for name, said in meanings}
        made["additionalProperties"] = False
    else:
        made["propertyNames"] = {"title": "name", "pattern": names["anyOf"][0]["pattern"]}
        made["additionalProperties"] = value
    return made
