"""The schemas of our files: they are whole, explain themselves, and say what the check says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

import core_yaml
from conftest import Write
from evidence.diagnostics import Diagnostic
from evidence.entries import BY_FOLDER, ENTRY_TYPES, Entry, validate
from evidence.entries.describing import values
from evidence.entries.schema import FOLDER, comment, schemas
from evidence.entries.study import MEASURES
from evidence.entries.study_lists import Unit
from evidence.entries.term_lists import LabelLanguage
from evidence.loading import Folders
from evidence.settings import Settings
from evidence.site import build
from evidence.source import Source, read_source
from evidence.translating import translate
from samples import FLOCK, entry

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
MADE: Mapping[str, Any] = {file.path: json.loads(file.text) for file in schemas()}
VALIDATORS = {
    path: Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    for path, schema in MADE.items()
}
CLOSED = (values(Unit), values(LabelLanguage))
"""Closed lists that name the lines of a map: each is explained, and the map has the example."""


def schema_of(path: Path) -> str:
    """Which schema a file of the content has."""
    folder = "translations/" if "translations" in path.parts else ""
    return f"{folder}{BY_FOLDER[path.parent.name].kind}.schema.json"


FILES = sorted(path for path in CONTENT.glob("**/*.yaml") if path.parent.name in BY_FOLDER)
ENTRIES = [path for path in FILES if "translations" not in path.parts]
TRANSLATED = [path for path in FILES if "translations" in path.parts]


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every schema inside a schema, with its path."""
    if isinstance(schema, dict):
        yield path, schema
        for name, part in schema.items():
            if name not in ("examples", "default", "enum"):
                yield from parts(part, f"{path}/{name}")
    elif isinstance(schema, list):
        for index, part in enumerate(schema):
            yield from parts(part, f"{path}/{index}")


def fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Every field with its path, and whether it is one of a closed list; conditions have none."""
    for path, part in parts(schema):
        if part.get("type") in ("object", ["object", "null"]):
            closed = tuple(part.get("properties", ())) in CLOSED
            for name, field in part.get("properties", {}).items():
                yield f"{path}/{name}", field, closed


@pytest.mark.parametrize("path", MADE)
def test_a_schema_is_valid_draft_07(path: str) -> None:
    Draft7Validator.check_schema(MADE[path])
    assert MADE[path]["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", MADE)
def test_nothing_stands_beside_a_reference_and_each_leads_somewhere(path: str) -> None:
    references = [part for _, part in parts(MADE[path]) if "$ref" in part]
    assert [part for part in references if len(part) > 1] == []
    assert {part["$ref"] for part in references} == {
        f"#/definitions/{name}" for name in MADE[path]["definitions"]}


@pytest.mark.parametrize("path", MADE)
def test_every_field_has_a_description_and_an_example_that_holds(path: str) -> None:
    found = [*fields(MADE[path])]
    assert len(found) > 5
    for name, field, closed in found:
        assert field.get("description", "").endswith("."), name
        assert closed or field["examples"], name
        alone = {**field, "definitions": MADE[path]["definitions"]}
        checker = Draft7Validator(alone, format_checker=Draft7Validator.FORMAT_CHECKER)
        for example in (*field.get("examples", ()), *(part for key, part in field.items()
                                                      if key == "default")):
            assert [error.message for error in checker.iter_errors(example)] == [], name


@pytest.mark.parametrize("path", MADE)
def test_every_value_of_a_closed_list_has_a_meaning(path: str) -> None:
    for name, part in parts(MADE[path]):
        if "enum" in part:
            meanings = part["enumDescriptions"]
            assert len(meanings) == len(part["enum"]) == len(set(meanings)), name
            assert all(said.endswith(".") and "\n" not in said for said in meanings), name


@pytest.mark.parametrize("path", [path for path in MADE if path.startswith("translations/")])
def test_the_example_of_a_translation_has_a_text_in_it(path: str) -> None:
    for name, field, _ in fields(MADE[path]):
        assert any(has_text(example) for example in field.get("examples", ["x"])), name


def has_text(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(has_text(x) for x in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str)


# Our files


@pytest.mark.parametrize("files", [ENTRIES, TRANSLATED], ids=["entries", "translations"])
def test_our_content_holds(files: list[Path]) -> None:
    assert len(files) > 300
    assert {path: found for path in files
            if (found := complaints(schema_of(path), path.read_text("utf-8")))} == {}


def test_a_comment_names_the_schema_of_each_file() -> None:
    for path in FILES:
        first, _, _ = path.read_text("utf-8").partition("\n")
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == ROOT / FOLDER / schema_of(path), path


@pytest.mark.parametrize("entry_type", ENTRY_TYPES)
def test_the_comment_of_a_new_file_is_that_of_its_neighbours(entry_type: type[Entry]) -> None:
    for files, translation in ((ENTRIES, False), (TRANSLATED, True)):
        heads = {path.read_text("utf-8").partition("\n")[0] for path in files
                 if path.parent.name == entry_type.folder}
        assert heads == {comment(entry_type, translation=translation)}


def test_an_editor_knows_the_schema_of_each_file_without_a_comment() -> None:
    known = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    found = {(pattern, schema) for schema, pattern in known.items()}
    assert found == {(f"content/{place}{entry_type.folder}/*.yaml",
                      f"./{FOLDER}{folder}{entry_type.kind}.schema.json")
                     for entry_type in ENTRY_TYPES
                     for place, folder in (("", ""), ("translations/*/", "translations/"))}
    wanted = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))
    assert wanted["recommendations"] == ["redhat.vscode-yaml"]


def test_the_schemas_of_the_repository_are_those_of_the_code() -> None:
    kept = {path.relative_to(ROOT / FOLDER).as_posix(): path.read_text("utf-8")
            for path in (ROOT / FOLDER).rglob("*") if path.is_file()}
    assert kept == {file.path: file.text for file in schemas()}


@pytest.mark.parametrize("address", ["https://llama.example/", ""])
def test_a_site_publishes_the_schemas(write: Write, address: str) -> None:
    site = build(Folders(write(FLOCK)), Settings(), site_url=address)
    published = {file.path.removeprefix("schemas/v1/"): json.loads(file.text)
                 for file in site.files if file.path.startswith("schemas/v1/")}
    base = f"{address}schemas/v1/"
    assert published == {path: schema | ({"$id": base + path} if address else {})
                         for path, schema in MADE.items()}


# The schema and the check agree

SCALARS: tuple[Any, ...] = (
    True, False, 0, 1, -1, 1.5, 10**12, 10**21, "", " ", "x", "A B", "true", "yes", "5", "-2.5",
    " 5", "1,000", "1" * 21, "< 0.05", "US", "a-b", "a.b", "2026-02-28", "2026-02-30", "20260228",
    "high", "none", "supports", "current", "people", "exact", "draft", "http://x.org/a",
    "0123456789",
)
OTHER: tuple[Any, ...] = (
    *SCALARS, None, [], {}, [None], ["x"], [1, 2], ["1", "2", "3"], [[]], [{}],
    {"x": None}, {"x": "y"}, {"en": []}, {"people": 5}, {"people": None}, {"text": "x"},
    {"patient": "a"}, {"patient": "a", "clinician": 5}, {"patient": "a", "clinician": None},
    {"patient": "a", "clinician": "b", "nurse": "c"}, {"a": {"label": "x", "percent": 1}},
)
KEYS = ("x", "id", "note", "text", "patient", "of", "percent", "study", "work", "to", "en", "kind")


@cache
def loaded(path: Path) -> Any:
    """A file as others read it; fingerprints as text, for some of them look like numbers."""
    text = path.read_text("utf-8")
    value, said = core_yaml.load(text), source_of(text).at("fingerprints")
    return value | {"fingerprints": said} if said else value


@st.composite
def mended(draw: st.DrawFn, files: list[Path]) -> tuple[Path, Any]:
    """One of our files, changed in one place or two."""
    path = draw(st.sampled_from(files))
    value = loaded(path)
    for _ in range(draw(st.integers(1, 2))):
        value = draw(changed(value))
    return path, value


def changed(value: Any) -> st.SearchStrategy[Any]:
    """The value with one change in it, on top or anywhere below."""
    found: list[st.SearchStrategy[Any]] = [st.sampled_from(OTHER)]
    if isinstance(value, dict) and value:
        found += [names(value), below(value, list(value)), below(value, list(value))]
    elif isinstance(value, list) and value:
        places = list(range(len(value)))
        found += [below(value, places), below(value, places),
                  st.sampled_from(places).map(lambda n: value[:n] + value[n + 1:]),
                  st.sampled_from(OTHER).map(lambda new: [*value, new])]
    elif isinstance(value, str):
        found += [st.sampled_from(SCALARS), st.sampled_from(SCALARS)]
    return st.one_of(found)


def names(value: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A line left out or emptied, a line too many, or a line with another name."""
    known = st.sampled_from(list(value))
    return st.one_of(
        known.map(lambda name: value | {name: None}),
        known.map(lambda name: {k: v for k, v in value.items() if k != name}),
        st.tuples(st.sampled_from(KEYS), st.sampled_from(OTHER)).map(
            lambda new: value | {new[0]: new[1]}),
        st.tuples(known, st.sampled_from(KEYS)).map(
            lambda two: {two[1] if k == two[0] else k: v for k, v in value.items()}),
    )


def below(value: Any, places: list[Any]) -> st.SearchStrategy[Any]:
    def put(place: Any) -> st.SearchStrategy[Any]:
        if isinstance(value, dict):
            return changed(value[place]).map(lambda new: value | {place: new})
        return changed(value[place]).map(lambda new: [*value[:place], new, *value[place + 1:]])
    return st.sampled_from(places).flatmap(put)


def source_of(text: str) -> Source:
    source, problems = read_source("f.yaml", text)
    assert source is not None
    assert problems == []
    return source


def checked(folder: str, text: str) -> list[Diagnostic]:
    """What the check says of an entry."""
    source, problems = read_source("f.yaml", text)
    return problems + (validate(source, BY_FOLDER[folder], "llama")[1] if source else [])


def complaints(path: str, text: str) -> list[str]:
    """What the schema says of a file; only the first complaint is looked for."""
    found = VALIDATORS[path].iter_errors(core_yaml.load(text))
    return [f"{error.json_path}: {error.message}" for error in islice(found, 1)]


@settings(max_examples=400, derandomize=True)
@given(mended(ENTRIES))
def test_the_schema_of_a_changed_entry_says_what_the_check_says(case: tuple[Path, Any]) -> None:
    path, value = case
    text = json.dumps(value, ensure_ascii=False)  # which is YAML too
    found = [str(problem) for problem in checked(path.parent.name, text)]
    said = complaints(schema_of(path), text)
    assert bool(said) == bool(found), (said, found)


@settings(max_examples=200, derandomize=True)
@given(st.dictionaries(st.sampled_from([*MEASURES, "of", "p", "interval"]),
                       st.sampled_from([None, 1, "2", "= 0.05", [1, 2]]), max_size=4))
def test_the_schema_of_a_figure_says_what_the_check_says(figure: dict[str, Any]) -> None:
    text = entry("studies", f"figures: {json.dumps({'hum': {'label': 'x', **figure}})}\n")
    found = [str(problem) for problem in checked("studies", text)]
    said = complaints("study.schema.json", text)
    assert bool(said) == bool(found), (said, found)


@cache
def original(path: Path) -> Entry:
    """The entry that a translation is of."""
    file = CONTENT / path.parent.name / path.name
    made, _ = validate(source_of(file.read_text("utf-8")), BY_FOLDER[path.parent.name], file.stem)
    assert made is not None
    return made


@settings(max_examples=300, derandomize=True)
@given(mended(TRANSLATED))
def test_the_schema_of_a_changed_translation_says_what_the_check_says(
    case: tuple[Path, Any]
) -> None:
    """But for texts that this type of entry may have, and this entry has not.

    And for fingerprints that others take for numbers.
    """
    path, value = case
    text = json.dumps(value, ensure_ascii=False)
    problems: list[Diagnostic] = []
    translate(original(path), "ko", source_of(text), problems)
    said = complaints(schema_of(path), text)
    assert problems or not said, said
    assert said or all(problem.code == "unknown-text" or problem.message.startswith("fingerprints.")
                       for problem in problems), problems


DIFFERENCES: Mapping[str, tuple[str, tuple[str, ...], bool]] = {
    "others see a number, and not how it is written": ("studies", (
        "sample: {people: 1e1}", "sample: {people: 0x1F}", "sample: {people: +5}",
        "sample: {people: 5.0}", "figures: {a: {label: x, percent: .5}}",
        "figures: {a: {label: x, number: 0.123456789012345678901}}"), True),
    "others see a truth value, and not how it is written": ("faqs", (
        "safety: True", "related: [FALSE]"), True),
    "others see one key of two that are the same": ("faqs", (
        "category: basics\ncategory: safety",), True),
    "others see what an anchor or a tag stands for": ("faqs", (
        "question: &q Why?", "question: !!str Why?"), True),
}
"""What a schema cannot know, and why: lines, and whether it takes them; the check does not."""


@pytest.mark.parametrize(
    ("folder", "lines", "taken"),
    [(folder, line, taken) for folder, lines, taken in DIFFERENCES.values() for line in lines])
def test_where_the_schema_and_the_check_cannot_agree(
    folder: str, lines: str, taken: bool
) -> None:
    text = entry(folder, lines + "\n")
    said = complaints(f"{BY_FOLDER[folder].kind}.schema.json", text)
    assert (said == []) is taken
    assert (checked(folder, text) == []) is not taken
