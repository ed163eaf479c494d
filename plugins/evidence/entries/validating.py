"""From a source to an entry, with pydantic's complaints put into an author's words."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evidence.diagnostics import Diagnostic, Location, did_you_mean
from evidence.editions import AUDIENCES
from evidence.entries.base import Entry
from evidence.source import Path, Source

E = TypeVar("E", bound=Entry)
_AUDIENCE_STEPS = tuple((audience,) for audience in AUDIENCES)


def validate(
    source: Source, entry_type: type[E], identifier: str
) -> tuple[E | None, list[Diagnostic]]:
    """Make an entry of a file; where that fails, say what is wrong and where, and give None."""
    if not isinstance(source.value, dict):
        message = f"expected a {entry_type.kind}: 'key: value' lines"
        return None, [Diagnostic("wrong-type", message, source.locate())]
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
    """An empty value is an absent one, unless its key is one that nobody knows: a comma in a text
    without quotation marks makes such keys.
    """
    if isinstance(value, dict):
        known = _fields_at(model, path) if any(v is None for v in value.values()) else ()
        return {k: without_nulls(v, model, (*path, k)) for k, v in value.items()
                if v is not None or (known and k not in known)}
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
    return f"may have at most {problem['ctx']['max_length']} characters", "", "wrong-value"


def _extra(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    fields = _fields_at(model, path[:-1])
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
    fields = _fields_at(model, path)
    if problem.get("ctx", {}).get("class_name") == "Text":
        hint = "a text is one string, or a map with patient: and clinician:"
    else:
        hint = f"known here: {', '.join(sorted(fields))}" if fields else ""
    return f"expected 'key: value' lines, not {_short(problem)}", hint, "wrong-type"


def _sequence(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return f"expected a list, not {_short(problem)}", "start each line with '- '", "wrong-type"


def _pattern(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    pattern = problem["ctx"]["pattern"]
    expected = next((words for part, words in _PATTERNS if part in pattern), f"like {pattern}")
    return f"{problem['input']!r} is not {expected}", "", "wrong-value"


def _own(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return problem["msg"], "", "wrong-value"


def _length(problem: Mapping[str, Any], path: Path, model: type[BaseModel]) -> Said:
    return "may not be empty", "leave the line out where nothing is known", "empty-field"


def _short(problem: Mapping[str, Any]) -> str:
    given = problem["input"]
    if isinstance(given, dict):
        return "'key: value' lines"
    if isinstance(given, list):
        return "a list"
    if given is None:
        return "nothing"
    return repr(given if len(str(given)) < 40 else f"{str(given)[:37]}…")


_PATTERNS = (
    (r"[0-9]+(\.[0-9]+)?", "a number (digits and one point, no thousands separator)"),
    ("[A-Z]{2}", "a two-letter country code such as KR"),
    (r"[a-z0-9-]+\.", "a figure: study.figure"),
    ("[<=>≤]", "a p value such as '< 0.001'"),
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
    "model_type": _lines,
    "model_attributes_type": _lines,
    "dict_type": _lines,
    "tuple_type": _sequence,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _length,
    "string_too_long": _too_long,
    "too_long": _pair,
    "too_short": _length,
    "yes_or_no": _own,
    "calendar_date": _own,
    "one_measure": _own,
    "count_of_what": _own,
}


def _fields_at(model: Any, path: Path) -> list[str]:
    """The field names of the part of an entry type that a path leads to."""
    here = _model_in(model)
    for step in path:
        if here is not None and isinstance(step, str) and step in here.model_fields:
            here = _model_in(here.model_fields[step].annotation)
    return [name for name in here.model_fields if name != "id"] if here else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in typing.get_args(annotation))
    return next((model for model in inner if model is not None), None)
