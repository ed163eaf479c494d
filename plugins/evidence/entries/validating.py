"""From a source to an entry, with pydantic's complaints put into an author's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evidence.diagnostics import Diagnostic, Location, did_you_mean
from evidence.editions import AUDIENCES
from evidence.entries.base import Entry
from evidence.entries.shape import fields_at
from evidence.source import Path, Source

E = TypeVar("E", bound=Entry)
SHORT = 40
"""Characters of a wrong value that a message repeats."""
_AUDIENCE_STEPS = tuple((audience,) for audience in AUDIENCES)


def validate(
    source: Source, entry_type: type[E], identifier: str
) -> tuple[E | None, list[Diagnostic]]:
    """Make an entry of a file; where that fails, say what is wrong and where, and give None."""
    if not isinstance(source.value, dict):
        message = ("this file is empty" if source.value is None else
                   f"expected a {entry_type.kind}: 'key: value' lines")
        hint = f"known here: {', '.join(sorted(fields_at(entry_type, ())))}"
        return None, [Diagnostic("wrong-type", message, source.locate(), hint)]
    value = without_nulls(source.value, entry_type)
    if "id" in value:
        message = "id: the name of the file is the id"
        return None, [Diagnostic("unknown-field", message, source.locate_key("id"),
                                 "remove this line")]
    try:
        return entry_type.model_validate({"id": identifier, **value}), []
    except ValidationError as error:
        found = (explain(problem, source, entry_type) for problem in error.errors()
                 if not _counts_only_the_good(problem))
        return None, list(dict.fromkeys(found))


def without_nulls(value: Any, model: type[BaseModel], path: Path = ()) -> Any:
    """An empty value is an absent one, unless its key is one that nobody knows (a comma in a text
    without quotation marks makes such keys) or a name of the author's own.
    """
    if isinstance(value, dict):
        known = fields_at(model, path) if any(v is None for v in value.values()) else ()
        return {k: without_nulls(v, model, (*path, k)) for k, v in value.items()
                if v is not None or k not in known}
    if isinstance(value, list):
        return [without_nulls(item, model, (*path, n)) for n, item in enumerate(value)]
    return value


def explain(
    problem: Mapping[str, Any], source: Source, model: type[BaseModel]
) -> Diagnostic:
    """One complaint of pydantic as a diagnostic, at the place in the file it speaks of."""
    path = tuple(step for step in problem["loc"] if step != "[key]")
    if path[-1:] in _AUDIENCE_STEPS and path not in source.places and problem["type"] != "missing":
        path = path[:-1]  # one text for both audiences: its problem is said once
    key_is_wrong = "[key]" in problem["loc"] or problem["type"] == "extra_forbidden"
    name = ".".join(str(step) for step in path) or "this file"
    say = _WORDS.get(problem["type"])
    message, hint, code = say(problem, path, model) if say else (problem["msg"], "", "wrong-value")
    place: Location = source.locate_key(*path) if key_is_wrong else source.locate(*path)
    return Diagnostic(code, f"{name}: {message}", place, hint)


def _counts_only_the_good(problem: Mapping[str, Any]) -> bool:
    """Whether pydantic calls a list too short whose items it has refused one by one."""
    return problem["type"] == "too_short" and bool(problem["input"])


Said = tuple[str, str, str]


def _missing(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    if isinstance(path[-1], int):
        return _pair(problem, path, model)
    return "is required and missing", f"add a line '{path[-1]}: …'", "missing-field"


def _pair(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return "expected two numbers", "write [low, high]", "wrong-value"


def _too_long(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    hint = "rename the file" if path == ("id",) else ""
    return f"may have at most {problem['ctx']['max_length']} characters", hint, "wrong-value"


def _extra(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    fields = fields_at(model, path[:-1])
    hint = did_you_mean(str(path[-1]), fields) or (
        f"known here: {', '.join(sorted(fields))}" if fields else ""
    )
    return "there is no such field", hint, "unknown-field"


def _literal(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    expected = problem["ctx"]["expected"].replace("'", "")
    known = expected.replace(" or ", ", ").split(", ")
    given = problem["input"]
    hint = did_you_mean(given, known) if isinstance(given, str) else ""
    return f"expected {expected}, not {_short(problem)}", hint, "unexpected-value"


def _whole(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return f"expected a whole number, not {_short(problem)}", "", "wrong-type"


def _text(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return f"expected a text, not {_short(problem)}", "", "wrong-type"


def _lines(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    fields = fields_at(model, path)
    if problem.get("ctx", {}).get("class_name") == "Text":
        return (f"expected a text, not {_short(problem)}",
                "one text for everybody, or two below patient: and clinician:", "wrong-type")
    hint = f"known here: {', '.join(sorted(fields))}" if fields else ""
    return f"expected 'key: value' lines, not {_short(problem)}", hint, "wrong-type"


def _sequence(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    given = problem["input"]
    hint = f"write [{given}]" if isinstance(given, str) and len(given) < SHORT else (
        "start each line with '- '")
    return f"expected a list, not {_short(problem)}", hint, "wrong-type"


def _pattern(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    pattern = problem["ctx"]["pattern"]
    words = expected(pattern) or f"like {pattern}"
    return f"{_short(problem)} is not {words}", _in_form(problem["input"], path), "wrong-value"


def _in_form(given: str, path: Path) -> str:
    """What was probably meant by a value that is not in its form."""
    if path == ("id",):
        name = re.sub("[^a-z0-9]+", "-", given.lower()).strip("-")
        return f"rename the file to {name}.yaml" if name else "rename the file"
    if path[-1:] == ("p",) and re.fullmatch(r"0?\.[0-9]+", given):
        return f"write '= {given}'"
    if decimal := re.fullmatch(r"([+-]?[0-9]+),([0-9]{1,2}|[0-9]{4,})\s*%?", given):
        return f"write {decimal[1]}.{decimal[2]}"
    return ""


def expected(pattern: str) -> str:
    """What a pattern asks for, in words; empty where we have none."""
    return next((words for part, words in _PATTERNS if part in pattern), "")


def _own(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return problem["msg"], "", "wrong-value"


def _unreadable(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    """A file name of bytes that are no text: it can be an id as little as any other such name."""
    return f"{_short(problem)} is not an id", _in_form(problem["input"], path), "wrong-value"


def _given(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return f"{problem['msg']}, not {_short(problem)}", "", "wrong-value"


def _target(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return (problem["msg"], "or 'relation: none', where the other tradition has no such concept",
            "missing-field")


def _length(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return "may not be empty", "write it; what is not required can be left out", "empty-field"


def _short(problem: Mapping[str, Any]) -> str:
    given = problem["input"]
    if isinstance(given, dict):
        return "'key: value' lines"
    if isinstance(given, list):
        return "a list"
    if given is None:
        return "nothing"
    return repr(given if len(str(given)) < SHORT else f"{str(given)[:SHORT - 3]}…")


_PATTERNS = (
    (r"\S", "a text that is not empty"),
    (r"[0-9]+(\.[0-9]+)?", "a number (digits and one point, no thousands separator)"),
    ("[A-Z]{2}", "a two-letter country code such as KR"),
    (r"[a-z0-9-]*\.", "a figure: study.figure"),
    ("[<=>≤]", "a p value such as '< 0.001'"),
    ("[0-9a-f]{10}", "a fingerprint as evidence translations update writes it"),
    ("[a-z0-9]+(-", "an id: lower-case letters, digits and hyphens"),
)
_WORDS: dict[str, Callable[[Mapping[str, Any], Path, type[BaseModel]], Said]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "literal_error": _literal,
    "int_parsing": _whole,
    "int_type": _whole,
    "int_parsing_size": _whole,
    "int_from_float": _whole,
    "greater_than_equal": _whole,
    "less_than_equal": _whole,
    "string_type": _text,
    "string_unicode": _unreadable,
    "model_type": _lines,
    "model_attributes_type": _lines,
    "dict_type": _lines,
    "tuple_type": _sequence,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _length,
    "string_too_long": _too_long,
    "too_long": _pair,
    "too_short": _length,
    "yes_or_no": _given,
    "calendar_date": _given,
    "no_target": _target,
    "one_measure": _own,
    "count_of_what": _own,
}
