"""Formats: diagnostics for people, for programs, and for GitHub; nothing breaks out of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import validator_for

from conftest import Write
from evidence.codes import CODES
from evidence.diagnostics import Diagnostic, Location
from evidence.formats import FORMATS, Format, Surroundings
from evidence.formats.github import as_github
from evidence.formats.rows import as_json
from evidence.formats.sarif import as_sarif
from evidence.formats.text import as_text

URL = "https://llama.example/"
WRONG = Diagnostic("unknown-link", "no entry has the id 'lama'", Location("a/b.yaml", 3, 7, 11),
                   "did you mean 'llama'?")
LONG = Diagnostic("long-sentences", "30 words", Location("a/b.yaml"), severity="warning")
STRANGE = Diagnostic("a-code-of-tomorrow", "x", Location("a/b.yaml"))


def test_each_format_has_a_name() -> None:
    assert [*FORMATS] == ["text", "json", "sarif", "github"]


@pytest.mark.parametrize(("name", "nothing"), [("text", ""), ("json", "[]\n"), ("github", "")])
def test_nothing_found_prints_nothing_to_mend(name: str, nothing: str) -> None:
    assert FORMATS[name]([], Surroundings()) == nothing


# Text


def text(write: Write, line: str | bytes, place: tuple[int, int, int]) -> list[str]:
    """What is printed below the first line."""
    root = write({"a.yaml": line})
    found = as_text([Diagnostic("x", "m", Location("a.yaml", *place))], Surroundings(root))
    first, *rest = found.splitlines()
    assert first == f"a.yaml:{place[0]}:{place[1]}: error: m [x]"
    return rest


EXCERPTS: dict[str, tuple[str | bytes, tuple[int, int, int], list[str]]] = {
    "a caret below the sign": (
        "related: [lama]\n", (1, 11, 0), ["    1 | related: [lama]", "      |           ^"]),
    "carets below all of it, where its end is known": (
        "a: b\nrelated: [lama]\n", (2, 11, 15),
        ["    2 | related: [lama]", "      |           ^^^^"]),
    "Chinese and Korean signs take two columns": (
        "질문: 針刺 lama\n", (1, 5, 7), ["    1 | 질문: 針刺 lama", "      |       ^^^^"]),
    "what stands after them is still below": (
        "질문: 針刺 lama\n", (1, 8, 12), ["    1 | 질문: 針刺 lama", "      |            ^^^^"]),
    "accents that stand alone take none": (
        "ae\u0301 x: y\n", (1, 5, 0), ["    1 | ae\u0301 x: y", "      |    ^"]),
    "a tab is four columns": (
        "a:\tb\n", (1, 4, 5), ["    1 | a:    b", "      |       ^"]),
    "a tab that is meant": ("\ta: b\n", (1, 1, 0), ["    1 |     a: b", "      | ^^^^"]),
    "after the last sign, where something is missing": (
        "a: [b\n", (1, 6, 0), ["    1 | a: [b", "      |      ^"]),
    "beyond the end of a line that has become shorter": (
        "a: b\n", (1, 90, 99), ["    1 | a: b", "      |     ^"]),
    "what a terminal would obey is shown as a sign": (
        "a: \x1b[31m\u202eb\n", (1, 10, 0), ["    1 | a: �[31m�b", "      |          ^"]),
    "an empty line is not shown": ("a: b\n\n", (2, 1, 0), []),
    "nor is a line that is not there": ("a: b\n", (7, 1, 0), []),
    "lines are counted as editors do": (
        b"\xef\xbb\xbfa: b\r\nc: d\re: f\n", (3, 1, 2), ["    3 | e: f", "      | ^"]),
    "bytes that are no text are shown as a sign": (
        b"a: caf\xe9\n", (1, 7, 0), ["    1 | a: caf�", "      |       ^"]),
    "a long line is cut on the right": (
        f"a: lama {'x' * 200}\n", (1, 4, 8),
        [f"    1 | a: lama {'x' * 91}…", "      |    ^^^^"]),
    "or on both sides": (
        f"{'x' * 200} lama {'y' * 200}\n", (1, 202, 206),
        [f"    1 | …{'x' * 58} lama {'y' * 34}…", f"      | {' ' * 60}^^^^"]),
    "what is meant may itself be too long": (
        f"a: {'x' * 200}\n", (1, 4, 204), [f"    1 | a: {'x' * 96}…", f"      |    {'^' * 97}"]),
}


@pytest.mark.parametrize(("line", "place", "below"), EXCERPTS.values(), ids=EXCERPTS)
def test_excerpt(
    write: Write, line: str | bytes, place: tuple[int, int, int], below: list[str]
) -> None:
    assert text(write, line, place) == below


def test_first_lines_start_with_the_path_and_all_others_with_a_space(write: Write) -> None:
    root = write({"a/b.yaml": "x: y\n\nrelated: [lama]\n"})
    said = as_text([WRONG, LONG], Surroundings(root)).splitlines()
    assert [line for line in said if not line.startswith(" ")] == [str(WRONG), str(LONG)]


@pytest.mark.parametrize("path", ["nowhere.yaml", ".", "a\0b", "../../../etc/passwd/x"])
def test_a_file_that_cannot_be_read_has_no_excerpt(tmp_path: Path, path: str) -> None:
    found = Diagnostic("x", "m", Location(path))
    assert as_text([found], Surroundings(tmp_path)) == f"{found}\n"


def test_without_a_root_there_are_only_the_first_lines() -> None:
    assert as_text([WRONG, LONG]) == f"{WRONG}\n{LONG}\n"


@given(st.text(max_size=200), st.integers(1, 220), st.integers(0, 220))
def test_the_line_stays_in_its_columns_and_the_caret_below_it(
    line: str, column: int, end: int
) -> None:
    class Given(Surroundings):
        def lines(self, path: str) -> list[str]:
            return [line]

    found = as_text([Diagnostic("x", "m", Location("a", 1, column, end))], Given())
    below = found.split("\n")[1:-1]
    assert len(below) in (0, 2)
    if below:
        shown, carets = below
        assert carets.removeprefix("      | ").lstrip(" ").strip("^") == ""
        assert "^" in carets
        assert len(shown) <= 108 + len(line)


# JSON


def test_json_is_an_array_of_flat_objects() -> None:
    assert json.loads(as_json([WRONG, LONG, STRANGE], Surroundings(site_url=URL))) == [
        {"code": "unknown-link", "severity": "error", "harm": "references",
         "message": "no entry has the id 'lama'", "hint": "did you mean 'llama'?",
         "path": "a/b.yaml", "line": 3, "column": 7, "end_column": 11,
         "help": "https://llama.example/en/rules/unknown-link/"},
        {"code": "long-sentences", "severity": "warning", "harm": "style", "message": "30 words",
         "hint": "", "path": "a/b.yaml", "line": 1, "column": 1, "end_column": None,
         "help": "https://llama.example/en/rules/long-sentences/"},
        {"code": "a-code-of-tomorrow", "severity": "error", "harm": "", "message": "x",
         "hint": "", "path": "a/b.yaml", "line": 1, "column": 1, "end_column": None, "help": ""},
    ]


def test_json_keeps_letters_of_every_language() -> None:
    assert "라마" in as_json([Diagnostic("x", "라마", Location("a"))])


# GitHub


def test_github_annotations_name_file_line_column_and_code() -> None:
    assert as_github([LONG, WRONG]) == (
        "::error file=a/b.yaml,line=3,col=7,title=unknown-link::no entry has the id 'lama' "
        "(did you mean 'llama'?)\n"
        "::warning file=a/b.yaml,line=1,col=1,title=long-sentences::30 words\n"
    )


def test_github_annotations_cannot_be_broken_out_of() -> None:
    hostile = Diagnostic("x", "100%\n::error::boo\r", Location("a,b:c%.yaml", 1, 2))
    assert as_github([hostile]) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=x::100%25%0A::error::boo%0D\n"
    )


def test_github_gets_the_ten_worst_and_the_number_of_the_others() -> None:
    mild = [Diagnostic("long-list", "m", Location("a", n), severity="warning")
            for n in range(1, 9)]
    grave = [Diagnostic("no-way-to-help", "m", Location("z", n)) for n in range(1, 4)]
    said = as_github([*mild, *grave]).splitlines()
    assert [line.split(" ")[0] for line in said[:10]] == ["::error"] * 3 + ["::warning"] * 7
    assert said[10:] == [
        "::notice::and 1 more: 0 error(s), 1 warning(s); 'evidence check' lists them all"]


# SARIF

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text())


def sarif(*found: Diagnostic, site_url: str = URL) -> dict[str, Any]:
    """The one run of a log that keeps to the schema."""
    log = json.loads(as_sarif(found, Surroundings(site_url=site_url)))
    validator = validator_for(SCHEMA)
    validator.check_schema(SCHEMA)
    assert [error.message for error in validator(SCHEMA).iter_errors(log)] == []
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_a_sarif_result_has_its_rule_its_place_and_a_name_to_be_known_by() -> None:
    run = sarif(WRONG, LONG)
    fingerprint = run["results"][0]["partialFingerprints"]["needlingEvidence/v1"]
    assert run["results"][0] == {
        "ruleId": "unknown-link", "ruleIndex": 1, "level": "error",
        "message": {"text": "no entry has the id 'lama' (did you mean 'llama'?)"},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": "a/b.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 3, "startColumn": 7, "endColumn": 11}}}],
        "partialFingerprints": {"needlingEvidence/v1": fingerprint},
    }
    moved = Diagnostic(WRONG.code, WRONG.message, Location("a/b.yaml", 50, 2))
    assert sarif(moved)["results"][0]["partialFingerprints"]["needlingEvidence/v1"] == fingerprint
    assert run["columnKind"] == "unicodeCodePoints"
    assert [*run["originalUriBaseIds"]] == ["%SRCROOT%"]


def test_a_sarif_rule_says_what_the_code_means_and_where_to_read_on() -> None:
    rule = sarif(WRONG)["tool"]["driver"]["rules"][0]
    assert rule["id"] == "unknown-link"
    assert rule["shortDescription"] == {"text": "A link to an entry that is not there"}
    assert rule["fullDescription"]["text"].endswith("and the entry would miss its backlink.")
    assert rule["helpUri"] == "https://llama.example/en/rules/unknown-link/"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {"tags": ["references"]}
    assert "helpUri" not in sarif(WRONG, site_url="")["tool"]["driver"]["rules"][0]


def test_sarif_of_nothing_and_of_every_code_keeps_to_the_schema() -> None:
    assert sarif()["results"] == []
    everything = [Diagnostic(code, "m", Location("a", 1)) for code in CODES]
    assert len(sarif(*everything, STRANGE)["tool"]["driver"]["rules"]) == len(CODES) + 1


def test_sarif_takes_braces_and_links_of_a_message_for_text() -> None:
    said = Diagnostic("x", "{llamas.hum} {0} [x](javascript:1) [@a]", Location("ä b#?.yaml"))
    result = sarif(said)["results"][0]
    assert result["message"] == {"text": r"{{llamas.hum}} {{0}} \[x](javascript:1) [@a]"}
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%C3%A4%20b%23%3F.yaml"


HOSTILE = st.builds(
    Diagnostic, st.sampled_from([*CODES, "x"]), st.text(),
    st.builds(Location, st.text(min_size=1), st.integers(1, 9), st.integers(1, 9),
              st.integers(0, 20)),
    st.text(), st.sampled_from(["error", "warning"]))


@pytest.mark.parametrize("write_out", FORMATS.values(), ids=FORMATS)
@given(st.lists(HOSTILE, max_size=3))
def test_whatever_is_said_can_be_written_out(write_out: Format, found: list[Diagnostic]) -> None:
    write_out(found, Surroundings(site_url=URL)).encode()
