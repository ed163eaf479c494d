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
from evidence.faults import Fault, explain

Step = str | int
Path = tuple[Step, ...]

MAX_DEPTH = 24
_EMPTY = {"", "~", "null", "Null", "NULL"}
# YAML 1.1 ends a line at these, and no editor does: every place below would be wrong.
_ODD_LINE_END = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source:
    """One YAML file: its value (dicts, lists, text, None) and the place of each part of it."""

    path: str
    text: str = field(repr=False)
    value: Any = None
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    key_places: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    spans: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    key_spans: Mapping[Path, tuple[int, int]] = field(default_factory=dict, repr=False)

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
                return self._place(self.places[steps[:end]], self.spans.get(steps[:end]))
        return Location(self.path)

    def locate_key(self, *steps: Step) -> Location:
        """The place of a key, for what is wrong with the key and not with its value."""
        if steps in self.key_places:
            return self._place(self.key_places[steps], self.key_spans.get(steps))
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
        column = found - self.text.rfind("\n", 0, found)
        return self._place((line, column), (found, found + len(wanted)))

    def _place(self, place: tuple[int, int], span: tuple[int, int] | None) -> Location:
        """A place, and its end where what stands there does not go over the end of the line."""
        start, end = span or (0, 0)
        known = start < end and "\n" not in self.text[start:end]
        return Location(self.path, *place, place[1] + end - start if known else 0)


class _Refused(Exception):
    def __init__(self, message: str, mark: Any, hint: str) -> None:
        super().__init__(message)
        self.message, self.mark, self.hint = message, mark, hint


def read_source(path: str, text: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read one YAML document. A file that cannot be read gives None and says why."""
    text = text.lstrip("\ufeff")  # libyaml does not count them
    if odd := _ODD_LINE_END.search(text):
        return None, [_invalid(path, text, odd.start(), "an invisible line end stands here "
                               f"(U+{ord(odd[0]):04X})", "delete it, and begin a new line instead")]
    builder = _Builder()
    try:
        value = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _Refused as problem:
        return None, [_invalid(path, text, problem.mark.index, problem.message, problem.hint)]
    except yaml.MarkedYAMLError as problem:
        return None, [_invalid(path, text, *explain(builder.fault(problem, text), text))]
    except yaml.reader.ReaderError as problem:
        # libyaml counts bytes here.
        before = text.encode()[: problem.position].decode("utf-8", "ignore")
        return None, [_invalid(path, text, len(before), "a character that YAML does not allow "
                               "stands here", "delete it, and write it anew")]
    source = Source(path, text, value, builder.places, builder.key_places, builder.spans,
                    builder.key_spans)
    return source, builder.problems(path)


class _Builder:
    """Turns parser events into values, noting where each one starts."""

    def __init__(self) -> None:
        self.places: dict[Path, tuple[int, int]] = {}
        self.key_places: dict[Path, tuple[int, int]] = {}
        self.spans: dict[Path, tuple[int, int]] = {}
        self.key_spans: dict[Path, tuple[int, int]] = {}
        self._open: list[int] = []  # where the brackets begin that are not closed yet
        self._closed = 0  # where the last one began that is
        self._last: Any = None  # the event that ended the last value
        self._repeated: list[tuple[str, Any, int]] = []

    def problems(self, path: str) -> list[Diagnostic]:
        return [
            Diagnostic("repeated-key", f"{key!r} stands twice here",
                       Location(path, *_place(event.start_mark), _place(event.end_mark)[1]),
                       f"first on line {line}")
            for key, event, line in self._repeated
        ]

    def fault(self, problem: yaml.MarkedYAMLError, text: str) -> Fault:
        """What the parser complains of, with what was read before it."""
        where: Any = problem.problem_mark or problem.context_mark
        last = _span(self._last) if self._last else (0, 0)
        quoted = isinstance(self._last, yaml.ScalarEvent) and self._last.style in ("'", '"')
        flow = isinstance(self._last, yaml.CollectionEndEvent) and last[0] < last[1]
        since: Any = problem.context_mark
        return Fault(
            problem.problem or "", min(where.index, len(text.rstrip())) if where else 0,
            problem.context or "", since.index if since else None,
            # A pair alone inside […] is a map without a bracket of its own.
            next((place for place in reversed(self._open) if text[place] in "[{"), None),
            last if quoted else None, (self._closed, last[1]) if flow else None)

    def document(self, events: Iterator[Any]) -> Any:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("a second document starts here", event.start_mark,
                                   "one entry a file: remove the line '---'")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self._refuse(event, path)
        self.places.setdefault(path, _place(event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            self._last = event
            self.spans.setdefault(path, _span(event))
            plain = not event.style
            return None if plain and event.value in _EMPTY else event.value
        if event.flow_style:
            self._open.append(event.start_mark.index)
        read = self._list if isinstance(event, yaml.SequenceStartEvent) else self._mapping
        value = read(events, path)
        if event.flow_style:
            self._closed = self._open.pop()
        return value

    def _list(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        self._last = event
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._refuse(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused("a key must be one word", event.start_mark,
                               "write 'key: value'; a text that starts with [ or { needs "
                               "quotation marks")
            key, child = event.value, (*path, event.value)
            if key in items:
                self._repeated.append((key, event, self.key_places[child][0]))
                self._value(next(events), events, (*path, f"{key} (repeated)"))
                continue
            self._last = event
            self.key_places[child], self.key_spans[child] = _place(event.start_mark), _span(event)
            items[key] = self._value(next(events), events, child)
        self._last = event
        return items

    def _refuse(self, event: Any, path: Path) -> None:
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Refused("anchors (&) and aliases (*) are not used here", mark,
                           "write the text out, or put it in quotation marks")
        if event.tag and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise _Refused(f"the tag {tag!r} is not used here", mark,
                           "remove it; a text that starts with ! needs quotation marks")
        if len(path) > MAX_DEPTH:
            raise _Refused("this is nested too deeply", mark, "a text that starts with [ or { or "
                           "- needs quotation marks")


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _invalid(path: str, text: str, offset: int, message: str, hint: str) -> Diagnostic:
    line = text.count("\n", 0, offset) + 1
    place = Location(path, line, offset - text.rfind("\n", 0, offset))
    return Diagnostic("invalid-yaml", message, place, hint)


def write_yaml(value: Any) -> str:
    """Plain values as a YAML file that people like to edit; :func:`read_source` reads the same.

    A text of several lines is a literal block; nothing is wrapped, so that no sign is added.
    """
    said = yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**6,
                     default_flow_style=False)
    return str(said)


class Row(list[Any]):
    """A list that :func:`write_yaml` puts on one line, as ids and words of closed lists stand."""


class _Writer(yaml.SafeDumper):
    """Lists stand below their key, indented; texts of several lines as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        """Double quotation marks, where nothing would have to be escaped in them."""
        style = str(super().choose_scalar_style())
        value = getattr(self.event, "value", "")
        return '"' if style == "'" and not set(value) & {'"', "\\"} else style


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _row(writer: yaml.SafeDumper, row: Row) -> yaml.SequenceNode:
    return writer.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


_Writer.add_representer(str, _text)
_Writer.add_representer(Row, _row)
