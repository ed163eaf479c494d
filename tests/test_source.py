"""YAML: every value is text and has a place; what has no business in content is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.diagnostics import Location
from evidence.source import Path, Source, read_source

LLAMA = """\
title: Llamas that hum
text:
  patient: >-
    They hum [@a] and then
    they hum [@b] and [@a] again.
  clinician: |
    One [@a].

    Two [@a]; "three".
said: ["x [@a]", 'it''s [@a]']
evidence:
  - study: llamas2014
    note: One
  - {study: sheep2015, note: Two}
"""


def read(text: str) -> Source:
    source, problems = read_source("f.yaml", text)
    assert problems == []
    assert source is not None
    return source


PLACES: dict[Path, tuple[int, int]] = {
    (): (1, 1),
    ("title",): (1, 8),
    ("text",): (3, 3),
    ("text", "patient"): (3, 12),
    ("text", "clinician"): (6, 14),
    ("said",): (10, 7),
    ("said", 0): (10, 8),
    ("said", 1): (10, 18),
    ("evidence",): (12, 3),
    ("evidence", 0): (12, 5),
    ("evidence", 0, "study"): (12, 12),
    ("evidence", 0, "note"): (13, 11),
    ("evidence", 1): (14, 5),
    ("evidence", 1, "study"): (14, 13),
    ("evidence", 1, "note"): (14, 30),
}
KEYS: dict[Path, tuple[int, int]] = {
    ("title",): (1, 1),
    ("text",): (2, 1),
    ("text", "patient"): (3, 3),
    ("text", "clinician"): (6, 3),
    ("said",): (10, 1),
    ("evidence",): (11, 1),
    ("evidence", 0, "study"): (12, 5),
    ("evidence", 0, "note"): (13, 5),
    ("evidence", 1, "study"): (14, 6),
    ("evidence", 1, "note"): (14, 24),
}


def test_every_value_and_every_key_has_its_place() -> None:
    source = read(LLAMA)
    assert source.places == PLACES
    assert source.key_places == KEYS


def test_values_are_dicts_lists_and_text() -> None:
    assert read(LLAMA).value == {
        "title": "Llamas that hum",
        "text": {
            "patient": "They hum [@a] and then they hum [@b] and [@a] again.",
            "clinician": 'One [@a].\n\nTwo [@a]; "three".\n',
        },
        "said": ["x [@a]", "it's [@a]"],
        "evidence": [
            {"study": "llamas2014", "note": "One"}, {"study": "sheep2015", "note": "Two"},
        ],
    }


def test_an_absent_value_is_placed_at_its_nearest_parent() -> None:
    source = read(LLAMA)
    assert source.locate("evidence", 1, "stance") == Location("f.yaml", 14, 5)
    assert source.locate("nothing", "here") == Location("f.yaml", 1, 1)
    assert source.locate_key("evidence", 0, "stance") == Location("f.yaml", 12, 5)


@pytest.mark.parametrize(
    ("wanted", "occurrence", "steps", "place"),
    [
        ("[@a]", 0, ("text", "patient"), (4, 14)),
        ("[@b]", 0, ("text", "patient"), (5, 14)),
        ("[@a]", 1, ("text", "patient"), (5, 23)),
        ("[@a]", 0, ("text", "clinician"), (7, 9)),
        ("[@a]", 1, ("text", "clinician"), (9, 9)),
        ("[@a]", 0, ("said", 0), (10, 11)),
        ("[@a]", 0, ("said", 1), (10, 25)),
        ("hum", 0, ("title",), (1, 20)),
    ],
)
def test_a_piece_of_text_has_a_place_in_folded_literal_and_quoted_scalars(
    wanted: str, occurrence: int, steps: Path, place: tuple[int, int]
) -> None:
    assert read(LLAMA).locate_text(wanted, occurrence, *steps) == Location("f.yaml", *place)


@pytest.mark.parametrize(
    ("wanted", "occurrence", "steps"),
    [("[@a]", 2, ("text", "patient")), ("no such text", 0, ("text", "patient")),
     ("and then they", 0, ("text", "patient"))],
)
def test_a_piece_that_is_not_found_is_placed_at_its_value(
    wanted: str, occurrence: int, steps: Path
) -> None:
    assert read(LLAMA).locate_text(wanted, occurrence, *steps) == Location("f.yaml", 3, 12)


@pytest.mark.parametrize(
    ("steps", "end"),
    [(("title",), 23), (("text", "patient"), 0), (("text", "clinician"), 0), (("said", 0), 16),
     (("said", 1), 30), (("evidence", 1, "note"), 33), (("evidence", 1), 0), ((), 0)],
)
def test_a_value_ends_where_its_line_says_so(steps: Path, end: int) -> None:
    assert read(LLAMA).locate(*steps).end_column == end


def test_keys_and_pieces_of_text_end_too() -> None:
    source = read(LLAMA)
    assert source.locate_key("evidence", 1, "note").end_column == 28
    assert source.locate_text("[@b]", 0, "text", "patient").end_column == 18
    assert source.locate_text("then\n    they", 0, "text", "patient").end_column == 0
    assert source.locate_key("evidence", 1, "stance").end_column == 0


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_letters_and_neither_bytes_nor_the_mark_of_the_beginning(mark: str) -> None:
    source = read(f"{mark}라마: 😀 ä [@a]\n")
    assert source.places["라마",] == (1, 5)
    assert source.locate_text("[@a]", 0, "라마") == Location("f.yaml", 1, 9)


SCALARS = {
    "no": "no",
    "off": "off",
    "True": "True",
    "1e3": "1e3",
    "0x1f": "0x1f",
    "012": "012",
    "1_000": "1_000",
    "-2.30": "-2.30",
    "2026-11-21": "2026-11-21",
    "12:30": "12:30",
    ".inf": ".inf",
    "=": "=",
    "'null'": "null",
    '""': "",
    "! x": "x",
    "null": None,
    "~": None,
    "": None,
}


@pytest.mark.parametrize(("written", "value"), SCALARS.items())
def test_every_scalar_stays_text_and_only_nothing_is_nothing(written: str, value: str) -> None:
    assert read(f"lang: {written}\n").value == {"lang": value}


def test_merge_keys_are_keys_like_any_other() -> None:
    assert read("<<: {a: 1}\n").value == {"<<": {"a": "1"}}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "--- ~\n"])
def test_an_empty_file_is_nothing(text: str) -> None:
    assert read(text).value is None


PROBLEMS = {
    "a key stands twice": (
        "a: 1\nb: 2\na: 3\n",
        ["f.yaml:3:1: error: 'a' stands twice here (first on line 1) [repeated-key]"],
    ),
    "a key stands three times, in flow style": (
        "{a: 1, a: 2, a: {b: 3}}",
        ["f.yaml:1:8: error: 'a' stands twice here (first on line 1) [repeated-key]",
         "f.yaml:1:14: error: 'a' stands twice here (first on line 1) [repeated-key]"],
    ),
    "a key stands twice deep inside": (
        "a:\n  - b: 1\n    b: 2\n",
        ["f.yaml:3:5: error: 'b' stands twice here (first on line 2) [repeated-key]"],
    ),
    "an anchor": (
        "a: &x 1\nb: 2\n",
        ["f.yaml:1:4: error: anchors (&) and aliases (*) are not used here (write the text out, "
         "or put it in quotation marks) [invalid-yaml]"],
    ),
    "an alias": (
        "a: *x\n",
        ["f.yaml:1:4: error: anchors (&) and aliases (*) are not used here (write the text out, "
         "or put it in quotation marks) [invalid-yaml]"],
    ),
    "an anchor on a key": (
        "&x a: 1\n",
        ["f.yaml:1:1: error: anchors (&) and aliases (*) are not used here (write the text out, "
         "or put it in quotation marks) [invalid-yaml]"],
    ),
    "an anchor in a repeated key's value": (
        "a: 1\na: {b: &x 2}\n",
        ["f.yaml:2:8: error: anchors (&) and aliases (*) are not used here (write the text out, "
         "or put it in quotation marks) [invalid-yaml]"],
    ),
    "a tag": (
        "a: !!python/object:os.system x\n",
        ["f.yaml:1:4: error: the tag '!!python/object:os.system' is not used here (remove it; a "
         "text that starts with ! needs quotation marks) [invalid-yaml]"],
    ),
    "a second document": (
        "a: 1\n---\nb: 2\n",
        ["f.yaml:2:1: error: a second document starts here (one entry a file: remove the line "
         "'---') [invalid-yaml]"],
    ),
    "a key that is a list": (
        "? [a]\n: b\n", ["f.yaml:1:3: error: a key must be one word (write 'key: value'; a text "
                         "that starts with [ or { needs quotation marks) [invalid-yaml]"],
    ),
    "a bomb of lists": (
        "[" * 100_000, ["f.yaml:1:26: error: this is nested too deeply (a text that starts with "
                        "[ or { or - needs quotation marks) [invalid-yaml]"],
    ),
    "a bomb of dashes": (
        "- " * 10_000, ["f.yaml:1:51: error: this is nested too deeply (a text that starts with "
                        "[ or { or - needs quotation marks) [invalid-yaml]"],
    ),
    "a bomb of maps": (
        "{a: " * 10_000, ["f.yaml:1:101: error: this is nested too deeply (a text that starts "
                          "with [ or { or - needs quotation marks) [invalid-yaml]"],
    ),
    "a control character": (
        "a: 1\nlä: x\x07\n",
        ["f.yaml:2:6: error: a character that YAML does not allow stands here (delete it, and "
         "write it anew) [invalid-yaml]"],
    ),
    "a null byte": (
        "a: \x00",
        ["f.yaml:1:4: error: a character that YAML does not allow stands here (delete it, and "
         "write it anew) [invalid-yaml]"],
    ),
    "a tab for indentation": (
        "a:\n\tb: 1\n",
        ["f.yaml:2:1: error: a tab stands here (indent with spaces, not tabs) [invalid-yaml]"],
    ),
    "a colon in a text": (
        "a: humming: a survey\n",
        ["f.yaml:1:11: error: a colon cannot stand in this text (a text with a colon and a "
         "space in it needs quotation marks) [invalid-yaml]"],
    ),
    "a citation at the start of a text": (
        "a: @hong1994 says\n",
        ["f.yaml:1:4: error: a text cannot start with @ (put the whole text in quotation marks) "
         "[invalid-yaml]"],
    ),
    "a citation in a text between braces": (
        "a: {patient: They hum [@a].}\n",
        ["f.yaml:1:23: error: a comma or a closing bracket is missing before this (inside {…} "
         "or […], a text with , [ ] { } or ': ' in it needs quotation marks) [invalid-yaml]"],
    ),
    "a list that does not end": (
        "a: [\n",
        ["f.yaml:1:4: error: this [ is opened and never closed (write ] at the end; a text that "
         "starts with [ needs quotation marks) [invalid-yaml]"],
    ),
    "a pair in a list that does not end": (
        "a: [b:\n",
        ["f.yaml:1:4: error: this [ is opened and never closed (write ] at the end; a text that "
         "starts with [ needs quotation marks) [invalid-yaml]"],
    ),
    "a pair with a question mark in a list that does not end": (
        "a: [? b: {c\n",
        ["f.yaml:1:10: error: this { is opened and never closed (write } at the end; a text that "
         "starts with { needs quotation marks) [invalid-yaml]"],
    ),
    "a quotation that does not end": (
        "a: 'x\n",
        ["f.yaml:1:4: error: this quotation mark is opened and never closed (write ' at the end "
         "of the text) [invalid-yaml]"],
    ),
    "a line that sticks out": (
        "a: |\n  x\n y\n",
        ["f.yaml:3:2: error: this line is not in one column with those above it (begin the keys "
         "of one map, and the dashes of one list, in the same column) [invalid-yaml]"],
    ),
    "a line without a colon": (
        "a: 1\nbcd\n",
        ["f.yaml:2:1: error: a colon is missing on this line (write 'key: value'; what belongs "
         "to the text above is indented) [invalid-yaml]"],
    ),
}


@pytest.mark.parametrize(("text", "problems"), PROBLEMS.values(), ids=PROBLEMS)
def test_problem(text: str, problems: list[str]) -> None:
    assert [str(problem) for problem in read_source("f.yaml", text)[1]] == problems


def test_a_repeated_key_hides_nothing_else() -> None:
    source, _ = read_source("f.yaml", "a: 1\na: {x: y}\nb: 2\n")
    assert source is not None
    assert source.value == {"a": "1", "b": "2"}
    assert source.locate("b") == Location("f.yaml", 3, 4)


YAML_LIKE = st.text(
    alphabet=st.sampled_from("abé라 \n\t:-[]{}&*!|>'\"#%@,?~<\\\r\u2028\x07\ufeff1"))


@given(YAML_LIKE)
def test_any_text_is_read_or_refused_at_a_place_in_the_file(text: str) -> None:
    source, problems = read_source("f.yaml", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + text.count("\u2028") + 1
    assert source is not None or len(problems) == 1
    for problem in problems:
        assert 1 <= problem.location.line <= lines
        assert problem.location.column >= 1


TREES = st.recursive(
    st.text(alphabet="abc é라:-#\"'", max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(alphabet="abcé", min_size=1, max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(TREES)
def test_every_value_of_any_tree_has_a_place_inside_its_file(tree: Any) -> None:
    text = json.dumps(tree, indent=1, ensure_ascii=False) + "\n"
    source = read(text)
    assert source.value == tree
    lines = text.split("\n")
    for path in paths(tree):
        line, column = source.places[path]
        assert lines[line - 1][column - 1] in "\"[{"


def paths(value: Any, path: Path = ()) -> list[Path]:
    children = (value.items() if isinstance(value, dict)
                else enumerate(value) if isinstance(value, list) else ())
    return [path, *(found for step, child in children for found in paths(child, (*path, step)))]
