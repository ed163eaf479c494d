"""YAML files as plain values that remember their places. The one room that knows PyYAML.

Every scalar is read as text: the language ``no`` stays ``"no"``, and ``1e3`` stays ``"1e3"``;
what a value means is for the entry type to say. Anchors, aliases and tags are refused: content
comes from strangers, and none of the three is needed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from evidence.diagnostics import Diagnostic, Location

Step = str | int
Path = tuple[Step, ...]

MAX_DEPTH = 24
_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Source:
    """One YAML file: its value (dicts, lists, text, None) and the place of each part of it."""

    path: str
    text: str = field(repr=False)
    value: Any = None
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    key_places: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    spans: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)

    def at(self, *steps: Step) -> Any:
        """The value at the end of some steps; None where they lead nowhere."""
        value = self.value
        for step in steps:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def locate(self, *steps: Step) -> Location:
        """The place of a value; of its nearest parent where the value itself is absent."""
        for end in range(len(steps), -1, -1):
            if steps[:end] in self.places:
                return Location(self.path, *self.places[steps[:end]])
        return Location(self.path)

    def locate_key(self, *steps: Step) -> Location:
        """The place of a key, for what is wrong with the key and not with its value."""
        if steps in self.key_places:
            return Location(self.path, *self.key_places[steps])
        return self.locate(*steps)

    def locate_text(self, wanted: str, occurrence: int, *steps: Step) -> Location:
        """The place of a piece of text inside a value, as it stands in the file."""
        start, end = self.spans.get(steps, (0, 0))
        found = -1
        for _ in range(occurrence + 1):
            found = self.text.find(wanted, max(start, found + 1), end)
            if found < 0:
                return self.locate(*steps)
        line = self.text.count("\n", 0, found) + 1
        return Location(self.path, line, found - self.text.rfind("\n", 0, found))


class _Refused(Exception):
    def __init__(self, code: str, message: str, mark: Any, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.mark, self.hint = code, message, mark, hint


def read_source(path: str, text: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read one YAML document. A file that cannot be read gives None and says why."""
    text = text.lstrip("\ufeff")  # libyaml does not count them
    builder = _Builder()
    try:
        value = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _Refused as problem:
        return None, [_at(path, problem.code, problem.message, problem.mark, problem.hint)]
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        place = _place(mark) if mark and mark.index < len(text) else _end(text)
        message, hint = _plain(problem), _advice(problem, text)
        return None, [Diagnostic("invalid-yaml", message, Location(path, *place), hint)]
    except yaml.reader.ReaderError as problem:
        # libyaml counts bytes here.
        before = text.encode()[: problem.position].decode("utf-8", "ignore")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = "a character that YAML does not allow stands here"
        return None, [Diagnostic("invalid-yaml", message, Location(path, line, column))]
    source = Source(path, text, value, builder.places, builder.key_places, builder.spans)
    return source, builder.problems(path)


class _Builder:
    """Turns parser events into values, noting where each one starts."""

    def __init__(self) -> None:
        self.places: dict[Path, tuple[int, int]] = {}
        self.key_places: dict[Path, tuple[int, int]] = {}
        self.spans: dict[Path, tuple[int, int]] = {}
        self._repeated: list[tuple[str, Any, int]] = []

    def problems(self, path: str) -> list[Diagnostic]:
        return [
            _at(path, "repeated-key", f"{key!r} stands twice here", mark, f"first on line {line}")
            for key, mark, line in self._repeated
        ]

    def document(self, events: Iterator[Any]) -> Any:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        "invalid-yaml", "a second document starts here", event.start_mark,
                        "one entry a file: remove the line '---'",
                    )
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self._refuse(event, path)
        self.places.setdefault(path, _place(event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            self.spans.setdefault(path, _span(event))
            plain = not event.style
            return None if plain and event.value in _EMPTY else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _list(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._refuse(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused("invalid-yaml", "a key must be one word", event.start_mark)
            key, child = event.value, (*path, event.value)
            if key in items:
                self._repeated.append((key, event.start_mark, self.key_places[child][0]))
                self._value(next(events), events, (*path, f"{key} (repeated)"))
                continue
            self.key_places[child] = _place(event.start_mark)
            items[key] = self._value(next(events), events, child)
        return items

    def _refuse(self, event: Any, path: Path) -> None:
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Refused(
                "invalid-yaml", "anchors (&) and aliases (*) are not used here", mark,
                "write the text out, or put it in quotation marks",
            )
        if event.tag and event.tag != "!":
            raise _Refused("invalid-yaml", f"the tag {event.tag!r} is not used here", mark)
        if len(path) > MAX_DEPTH:
            raise _Refused("invalid-yaml", "this is nested too deeply", mark)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _end(text: str) -> tuple[int, int]:
    """The place after the last word: what does not end has its end missing there."""
    seen = text.rstrip()
    return seen.count("\n") + 1, len(seen) - seen.rfind("\n")


def _at(path: str, code: str, message: str, mark: Any, hint: str = "") -> Diagnostic:
    line, column = _place(mark) if mark else (1, 1)
    return Diagnostic(code, message, Location(path, line, column), hint)


def _plain(problem: yaml.MarkedYAMLError) -> str:
    return f"this is not valid YAML: {problem.problem or problem.context or 'unreadable'}"


def _advice(problem: yaml.MarkedYAMLError, text: str) -> str:
    said = str(problem.problem)
    mark = problem.problem_mark
    line = "".join(text.splitlines()[mark.line : mark.line + 1]) if mark else ""
    if "\t" in line or "tab" in said or "\\t" in said:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in said:
        return "a text with a colon and a space in it needs quotation marks"
    if "unexpected end of stream" in said:
        return "a quotation mark is opened and never closed"
    if "',' or" in said:
        return "inside {…} or […], a text with , [ ] { or } in it needs quotation marks"
    if re.match(r"\s*[^#'\"]*:\s*[%@`\[{]", line):
        return "a text that starts with this character needs quotation marks"
    if "could not find expected ':'" in said:
        return "write 'key: value', and indent what belongs to a long text"
    if "block end" in said or "did not find expected" in said:
        return "check the indentation and the quotation marks just above"
    return ""


def write_yaml(value: Any) -> str:
    """Plain values as a YAML file that people like to edit; :func:`read_source` reads the same.

    A text of several lines is a literal block; nothing is wrapped, so that no sign is added.
    """
    said = yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**6,
                     default_flow_style=False)
    return str(said)


class _Writer(yaml.SafeDumper):
    """Lists stand below their key, indented; texts of several lines as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)
