"""Diagnostics: how they sort, what they suggest, and how they are known again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.diagnostics import (
    Diagnostic,
    Location,
    did_you_mean,
    errors,
    fingerprints,
    in_order,
    visible,
)

WRONG = Diagnostic("unknown-link", "no entry has the id 'lama'", Location("a/b.yaml", 3, 7),
                   "did you mean 'llama'?")
LONG = Diagnostic("long-sentences", "30 words", Location("a/b.yaml"), severity="warning")


@pytest.mark.parametrize(
    ("diagnostic", "said"),
    [
        (WRONG, "a/b.yaml:3:7: error: no entry has the id 'lama' (did you mean 'llama'?) "
                "[unknown-link]"),
        (LONG, "a/b.yaml:1:1: warning: 30 words [long-sentences]"),
    ],
)
def test_a_diagnostic_is_one_line_as_compilers_print_it(diagnostic: Diagnostic, said: str) -> None:
    assert str(diagnostic) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("라마 ä 😀", "라마 ä 😀"),
        ("two\nlines\r\n", r"two\nlines\r\n"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("turned \u202eround\u2066", r"turned \u202eround\u2066"),
        ("\u2028\x85\ufeff", r"\u2028\x85\ufeff"),
        ("caf\udce9.yaml", r"caf\udce9.yaml"),
    ],
)
def test_a_line_disturbs_no_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert str(replace(LONG, message=text)) == f"a/b.yaml:1:1: warning: {shown} [long-sentences]"
    shown.encode()


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


def test_where_a_problem_ends_makes_no_other_place_of_it() -> None:
    assert Location("a", 9, 2, 5) == Location("a", 9, 2)
    assert in_order([WRONG, replace(WRONG, location=Location("a/b.yaml", 3, 7, 11))]) == [WRONG]


def test_a_diagnostic_is_known_again_when_lines_move_and_not_when_it_is_another() -> None:
    (known,) = fingerprints([WRONG])
    moved = replace(WRONG, location=Location("a/b.yaml", 300, 1))
    others = [replace(WRONG, message="no entry has the id 'wolf'"), replace(WRONG, code="x"),
              replace(WRONG, location=Location("a/c.yaml", 3, 7))]
    assert [*fingerprints([moved])] == [known]
    assert known not in fingerprints(others)


def test_two_that_say_the_same_are_told_apart() -> None:
    twice = [WRONG, replace(WRONG, location=Location("a/b.yaml", 9))]
    first, second = fingerprints(twice)
    assert first != second
    assert [*fingerprints(twice)] == [first, second]
