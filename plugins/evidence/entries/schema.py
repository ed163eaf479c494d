"""The schemas of our files (JSON Schema, draft-07): of each entry type, and of its translations.

They say what the check says, as far as a schema can: what lies outside the file (whether a link
leads anywhere, whether the source has such a text) it cannot know.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Entry
from evidence.entries.dialect import DEFINITIONS, DRAFT, NOTHING, REF, Draft07, Schema
from evidence.entries.translated import definitions, translation
from evidence.outputs import OutputFile

FOLDER, TRANSLATIONS = "schemas/", "translations/"


def schemas(base: str = "") -> Iterator[OutputFile]:
    """Every schema, by its path below a folder; ``base`` is the address of that folder, if any."""
    for entry_type in ENTRY_TYPES:
        for path, schema in ((_name(entry_type), entry_schema(entry_type)),
                             (TRANSLATIONS + _name(entry_type), translation_schema(entry_type))):
            head = {"$schema": DRAFT} | ({"$id": base + path} if base else {})
            yield OutputFile(path, json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n")


def comment(entry_type: type[Entry], *, translation: bool = False) -> str:
    """The first line of a file, by which an editor knows its schema."""
    way = f"../../../../{FOLDER}{TRANSLATIONS}" if translation else f"../../{FOLDER}"
    return f"# yaml-language-server: $schema={way}{_name(entry_type)}"


def entry_schema(entry_type: type[Entry]) -> Schema:
    """What a file of an entry type may hold."""
    made = entry_type.model_json_schema(
        ref_template=f"{REF}{{model}}", schema_generator=Draft07)
    known = made.pop("$defs")
    known["Both"] = known["Text"]["anyOf"].pop()
    known["Text"]["anyOf"].append({"$ref": f"{REF}Both"})
    about = str(sys.modules[entry_type.__module__].__doc__).partition("\n")[0]
    return _whole({"title": entry_type.kind.capitalize(), "description": about, **made}, known)


def translation_schema(entry_type: type[Entry]) -> Schema:
    """What a translation of an entry type may hold."""
    return _whole(translation(entry_type), definitions())


def _name(entry_type: type[Entry]) -> str:
    return f"{entry_type.kind}.schema.json"


def _whole(schema: Schema, known: Mapping[str, Schema]) -> Schema:
    """A schema with those definitions that it needs."""
    made, used = _written(schema, known), {}
    waiting = _named_in(made)
    while waiting:
        name = waiting.pop(0)
        if name not in used:
            used[name] = DEFINITIONS.get(name) or _written(known[name], known)
            waiting += _named_in(used[name])
    return {**made, "definitions": dict(sorted(used.items()))}


def _without(schema: Schema, name: str) -> Schema:
    return {other: part for other, part in schema.items() if other != name}


def _meant(schema: Schema, known: Mapping[str, Schema]) -> Schema:
    return known[schema["$ref"].removeprefix(REF)] if "$ref" in schema else schema


def _named_in(schema: Schema) -> list[str]:
    return re.findall(f'"{REF}(\\w+)"', json.dumps(schema))


def _written(value: Any, known: Mapping[str, Schema]) -> Any:
    """A schema as others read it best.

    What has a name is a reference. A reference with something beside it is written out, because
    draft-07 reads nothing beside one; so is one that may be empty, because editors then know what
    to put in.
    """
    for name, part in DEFINITIONS.items():
        if value == part:
            return {"$ref": f"{REF}{name}"}
    if isinstance(value, list):
        return [_written(item, known) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) > 1 and "$ref" in value:
        value = _without(value, "$ref") | _meant(value, known)
    if value.get("anyOf", ())[1:] == [NOTHING]:
        inside = _meant(value["anyOf"][0], known)
        if inside.get("type") in ("array", "object"):
            value = _without(value, "anyOf") | inside | {"type": [inside["type"], "null"]}
        elif "anyOf" in inside:
            value = {**value, "anyOf": [*inside["anyOf"], NOTHING]}
    return {name: part if name in ("examples", "default") else _written(part, known)
            for name, part in value.items()}
