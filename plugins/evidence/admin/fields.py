"""The fields of the form: what a schema says of a file, as Sveltia CMS asks for it.

Labels are the names of the lines, hints their descriptions with an example, options the values of
closed lists with their meanings. What the CMS has no field for, ``page/form.js`` takes apart and
puts together: a text that is one for everybody or one for each audience (``_readers``), and a map
whose names are the author's own (a list, each item with its ``_name``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.entries import ENTRY_TYPES, Entry
from evidence.entries.dialect import ANNOTATIONS, REF, Schema
from evidence.entries.shape import kinds_at

Field = dict[str, Any]
Path = tuple[str | int, ...]

NAME, READERS = "_name", "_readers"
EVERYBODY, EACH = "everybody", "each"
SHORT = 100
"""Characters of an example that a hint repeats."""
_UNWRITTEN = ({"$ref": f"{REF}Nothing"}, {"$ref": f"{REF}Bare"})
_BOTH = {"$ref": f"{REF}Both"}
_FOLDERS = {entry_type.kind: entry_type.folder for entry_type in ENTRY_TYPES}


def fields(schema: Schema, entry_type: type[Entry] | None = None) -> list[Field]:
    """The fields for a file of a schema; the links of an entry type are chosen from a list."""
    made = _Form(schema["definitions"], entry_type).lines(schema, ())
    if "default" in made[0]:  # what an entry is called is mostly the same for everybody
        made[0]["default"] = {READERS: EVERYBODY}
    return made


def label(name: str) -> str:
    """What the form calls a line: its name, in words."""
    return name.replace("_", " ").capitalize() if name.islower() else name


@dataclass(frozen=True)
class _Form:
    definitions: Mapping[str, Schema]
    entry_type: type[Entry] | None

    def lines(self, schema: Schema, path: Path) -> list[Field]:
        required = schema.get("required", ())
        return [self.line(name, part, (*path, name), name in required)
                for name, part in schema["properties"].items()]

    def line(self, name: str, schema: Schema, path: Path, required: bool) -> Field:
        schema = self.plain(schema)
        made = self.widget(schema, path)
        example = {} if "options" in made else _example(schema)
        return {"name": name, "label": label(name), "required": required, **_about(schema),
                **example, **made, **_default(schema, path, required)}

    def widget(self, schema: Schema, path: Path) -> Field:
        make = next(make for fits, make in _WIDGETS if fits(schema))
        return make(self, schema, path)

    def plain(self, schema: Schema) -> Schema:
        """A schema without names for its parts, and without what stands there for other readers."""
        said = {name: schema[name] for name in ANNOTATIONS if name in schema}
        if "$ref" in schema:
            return self.plain(self.definitions[schema["$ref"].removeprefix(REF)]) | said
        options = [part for part in schema.get("anyOf", ()) if part not in _UNWRITTEN]
        if _BOTH in options:
            return {"text": self.definitions["Both"], **said}
        return self.plain(options[0]) | said if options else schema

    def linked(self, path: Path) -> Field:
        """A link that is chosen from the entries of a kind; nothing where it is typed."""
        kinds = kinds_at(self.entry_type, path) if self.entry_type else ()
        return {} if len(kinds) != 1 else {
            "widget": "relation", "collection": _FOLDERS[kinds[0]], "value_field": "{{slug}}",
            "display_fields": ["{{slug}}"]}

    # The widgets

    def text(self, schema: Schema, path: Path) -> Field:
        return {"widget": "object", **_readers(schema)}

    def choice(self, schema: Schema, path: Path) -> Field:
        meanings = zip(schema["enum"], schema["enumDescriptions"], strict=True)
        return {"widget": "select", "options": [
            {"label": f"{value}: {said}", "value": value} for value, said in meanings]}

    def items(self, schema: Schema, path: Path) -> Field:
        item, here = self.plain(schema["items"]), (*path, 0)
        if "enum" in item:
            return self.choice(item, here) | {"multiple": True}
        if link := self.linked(here):
            return link | {"multiple": True}
        limits = {short: schema[long] for short, long in (("min", "minItems"), ("max", "maxItems"))
                  if long in schema}
        if "text" in item:
            return {"widget": "list", **limits, **_readers(item)}
        if "properties" in item:
            return {"widget": "list", **limits, "fields": self.lines(item, here)}
        single = {"name": "item", "label": label(str(path[-1])), **self.widget(item, here)}
        return {"widget": "list", **limits, "field": single}

    def named(self, schema: Schema, path: Path) -> Field:
        name = {"name": NAME, "label": "Name", "widget": "string",
                "comment": "What texts call it: lower-case letters, digits and hyphens.",
                "pattern": [schema["propertyNames"]["pattern"], "expected letters and digits"]}
        value = self.plain(schema["additionalProperties"])
        return {"widget": "list", "summary": f"{{{{fields.{NAME}}}}}", "collapsed": "auto",
                "fields": [name, *self.lines(value, (*path, ""))]}

    def part(self, schema: Schema, path: Path) -> Field:
        return {"widget": "object", "fields": self.lines(schema, path)}

    def flag(self, schema: Schema, path: Path) -> Field:
        return {"widget": "boolean"}

    def date(self, schema: Schema, path: Path) -> Field:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}

    def whole(self, schema: Schema, path: Path) -> Field:
        return {"widget": "number", "value_type": "int/string", "min": schema["minimum"]}

    def words(self, schema: Schema, path: Path) -> Field:
        if link := self.linked(path):
            return link
        pattern, said = schema.get("pattern", r"\S"), schema.get("patternErrorMessage", "")
        return {"widget": "string"} | ({"pattern": [pattern, said]} if pattern != r"\S" else {})


Make = Callable[[_Form, Schema, Path], Field]
_WIDGETS: tuple[tuple[Callable[[Schema], bool], Make], ...] = (
    (lambda schema: "text" in schema, _Form.text),
    (lambda schema: "enum" in schema, _Form.choice),
    (lambda schema: "items" in schema, _Form.items),
    (lambda schema: "propertyNames" in schema, _Form.named),
    (lambda schema: "properties" in schema, _Form.part),
    (lambda schema: "boolean" in schema["type"], _Form.flag),
    (lambda schema: schema.get("format") == "date", _Form.date),
    (lambda schema: "maximum" in schema, _Form.whole),
    (bool, _Form.words),
)


def _readers(schema: Schema) -> Field:
    """One text for everybody, or one for each audience; each of a pair is needed in an entry."""
    pair = schema["text"]
    each = [{"name": audience, "label": label(audience), "comment": said["description"],
             "widget": "text", "required": audience in pair.get("required", ())}
            for audience, said in pair["properties"].items()]
    return {"typeKey": READERS, "types": [
        {"name": EVERYBODY, "label": "One text for everybody",
         "fields": [{"name": "text", "label": "Text", "widget": "text"}]},
        {"name": EACH, "label": "One for patients, one for clinicians", "fields": each},
    ]}


def _default(schema: Schema, path: Path, required: bool) -> Field:
    """What a line of a new entry begins with: the day, and a text for each audience."""
    if required and len(path) == 1 and schema.get("format") == "date":
        return {"default": "{{now}}"}
    if required and len(path) == 1 and "text" in schema:
        return {"default": {READERS: EACH}}
    return {}


def _about(schema: Schema) -> Field:
    """What is asked for, to be read before one answers."""
    said = str(schema.get("description", ""))
    if schema.get("default"):
        said += f" Left empty: {schema['default']}."
    return {"comment": said} if said else {}


def _example(schema: Schema) -> Field:
    examples = map(_in_words, schema.get("examples", ()))
    short = next((one for one in examples if 0 < len(one) <= SHORT), "")
    return {"hint": f"For example: {short}"} if short else {}


def _in_words(example: Any) -> str:
    """An example as somebody types it; nothing for those that have fields of their own."""
    if isinstance(example, list):
        return "" if any(isinstance(one, dict) for one in example) else ", ".join(map(str, example))
    return "" if isinstance(example, dict | bool) else str(example)
