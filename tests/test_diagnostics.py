"""Diagnostics: how they print, in which order, and what they suggest."""

from __future__ import annotations

import json

import pytest

from evidence.diagnostics import (
    FORMATS,
    Diagnostic,
    Location,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    errors,
    in_order,
)

WRONG = Diagnostic("unknown-link", "no entry has the id 'lama'", Location("a/b.yaml", 3, 7),
                   "did you mean 'llama'?")
LONG = Diagnostic("long-sentences", "30 words", Location("a/b.yaml"), severity="warning")


def test_text_is_one_line_each_as_compilers_print_them() -> None:
    assert as_text([WRONG, LONG]) == (
        "a/b.yaml:3:7: error: no entry has the id 'lama' (did you mean 'llama'?) [unknown-link]\n"
        "a/b.yaml:1:1: warning: 30 words [long-sentences]\n"
    )


def test_json_is_an_array_of_flat_objects() -> None:
    assert json.loads(as_json([WRONG, LONG])) == [
        {"code": "unknown-link", "message": "no entry has the id 'lama'",
         "hint": "did you mean 'llama'?", "severity": "error", "path": "a/b.yaml", "line": 3,
         "column": 7},
        {"code": "long-sentences", "message": "30 words", "hint": "", "severity": "warning",
         "path": "a/b.yaml", "line": 1, "column": 1},
    ]


def test_json_keeps_letters_of_every_language() -> None:
    assert "라마" in as_json([Diagnostic("x", "라마", Location("a"))])


def test_github_annotations_name_file_line_column_and_code() -> None:
    assert as_github([WRONG, LONG]) == (
        "::error file=a/b.yaml,line=3,col=7,title=unknown-link::no entry has the id 'lama' "
        "(did you mean 'llama'?)\n"
        "::warning file=a/b.yaml,line=1,col=1,title=long-sentences::30 words\n"
    )


def test_github_annotations_cannot_be_broken_out_of() -> None:
    hostile = Diagnostic("x", "100%\n::error::boo\r", Location("a,b:c%.yaml", 1, 2))
    assert as_github([hostile]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=x::100%25%0A::error::boo%0D\n"
    )


def test_each_format_has_a_name() -> None:
    assert {"text": as_text, "json": as_json, "github": as_github} == FORMATS


@pytest.mark.parametrize("write", FORMATS.values())
def test_nothing_found_prints_nothing_to_mend(write: object) -> None:
    assert callable(write)
    assert write([]) in ("", "[]\n")


def test_order_is_by_place_and_repeats_are_dropped() -> None:
    first, tenth, second = (Diagnostic("x", "m", Location("a", line)) for line in (1, 10, 2))
    other = Diagnostic("x", "m", Location("b", 1))
    assert in_order([other, tenth, second, first, second]) == [first, second, tenth, other]


def test_errors_are_those_that_stop_a_build() -> None:
    assert errors([WRONG, LONG]) == [WRONG]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("lama", "did you mean 'llama'?"), ("wolf", ""), ("llama", "did you mean 'llama'?"), ("", "")],
)
def test_did_you_mean_names_the_nearest_word_or_nothing(word: str, hint: str) -> None:
    assert did_you_mean(word, ["sheep", "llama", "alpaca"]) == hint


def test_locations_sort_by_line_as_a_number() -> None:
    assert sorted([Location("a", 10), Location("a", 9, 2), Location("a", 9)]) == [
        Location("a", 9), Location("a", 9, 2), Location("a", 10)]
