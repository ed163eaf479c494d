"""The command: what it prints, how it exits, and that nothing a stranger writes breaks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Write
from evidence.cli import main
from hostile import FAQ, HOSTILE, KO, KOREAN
from samples import FLOCK, entry

BROKEN = {
    "content/faqs/a.yaml": entry("faqs", "related: [lama]\n"),
    "content/faqs/b.yaml": entry("faqs", f"short: {'hum ' * 21}\n"),
    "content/terms/llama.yaml": entry("terms"),
}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), *arguments])


def test_a_site_that_holds_exits_with_0(write: Write) -> None:
    result = run(write(FLOCK))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("8 entries, 0 ")


def test_an_error_exits_with_1_and_is_a_line(write: Write) -> None:
    result = run(write(BROKEN))
    assert result.exit_code == 1
    assert result.stdout == (
        "content/faqs/a.yaml:1:11: error: no entry has the id 'lama' (did you mean 'llama'?) "
        "[unknown-link]\n"
        "content/faqs/b.yaml:1:8: warning: sentences of 21 words on average, the longest of 21 "
        "(at most 20 on average and 35 in one) [long-sentences]\n"
    )
    assert result.stderr.startswith("3 entries, 1 error")


def test_a_warning_alone_exits_with_0(write: Write) -> None:
    result = run(write({"content/faqs/b.yaml": BROKEN["content/faqs/b.yaml"]}))
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)


def test_json_is_json_and_nothing_else(write: Write) -> None:
    result = run(write(BROKEN), "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.output) == [
        {"code": "unknown-link", "message": "no entry has the id 'lama'",
         "hint": "did you mean 'llama'?", "severity": "error", "path": "content/faqs/a.yaml",
         "line": 1, "column": 11},
        {"code": "long-sentences",
         "message": "sentences of 21 words on average, the longest of 21",
         "hint": "at most 20 on average and 35 in one", "severity": "warning",
         "path": "content/faqs/b.yaml", "line": 1, "column": 8},
    ]


def test_github_annotations(write: Write) -> None:
    result = run(write(BROKEN), "--format", "github")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "::error file=content/faqs/a.yaml,line=1,col=11,title=unknown-link::no entry has the id "
        "'lama' (did you mean 'llama'?)",
        "::warning file=content/faqs/b.yaml,line=1,col=8,title=long-sentences::sentences of 21 "
        "words on average, the longest of 21 (at most 20 on average and 35 in one)",
    ]


def test_the_languages_come_from_the_settings(write: Write) -> None:
    root = write({**FLOCK, "content/translations/ko/terms/llama.yaml": "defintion: 털짐승.\n"})
    assert run(root).exit_code == 0
    result = run(write({"mkdocs.yml": KOREAN}))
    assert result.stdout == (
        "content/translations/ko/terms/llama.yaml:1:1: error: defintion: the source has no such "
        "text (did you mean 'definition'?) [unknown-text]\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
     (["--root", "/no/such/folder"], "does not exist"), (["--rot", "."], "No such option")],
)
def test_a_wrong_option_is_said_in_words(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exit_code == 2
    assert said in result.output


def test_help_and_version() -> None:
    assert "check" in CliRunner().invoke(main, ["-h"]).output
    assert CliRunner().invoke(main, ["--version"]).exit_code == 0


@pytest.mark.parametrize(("files", "exit_code"), HOSTILE.values(), ids=HOSTILE)
def test_no_input_ends_in_a_traceback(
    write: Write, files: dict[str, str | bytes], exit_code: int
) -> None:
    result = run(write({"mkdocs.yml": KOREAN, **files}))
    assert isinstance(result.exception, SystemExit | None), result.exc_info
    assert "Traceback" not in result.output
    assert (result.exit_code, bool(result.stdout)) == (exit_code, exit_code == 1)


def test_links_that_lead_nowhere_or_in_circles_are_passed_over(write: Write) -> None:
    root = write(FLOCK)
    (root / "content/faqs/dead.yaml").symlink_to("nowhere.yaml")
    (root / "content/faqs/round.yaml").symlink_to("round.yaml")
    assert (run(root).exit_code, run(root).stdout) == (0, "")


# Fingerprints of translations

TRANSLATED = "question: 라마는 흥얼거리나요?\nshort: {patient: 네., clinician: 그렇다.}\n"


def update(root: Path, *paths: str) -> str:
    result = CliRunner().invoke(
        main, ["translations", "update", "--root", str(root), *(str(root / p) for p in paths)])
    assert (result.exit_code, result.stdout) == (0, "")
    return (root / KO).read_text(encoding="utf-8")


def test_update_writes_the_fingerprints_and_nothing_else(write: Write) -> None:
    root = write({"mkdocs.yml": KOREAN, FAQ: entry("faqs"), KO: TRANSLATED})
    once = update(root)
    assert once.startswith(TRANSLATED + "fingerprints:\n")
    assert update(root) == once


def test_update_keeps_what_is_stale_unless_the_file_is_named(write: Write) -> None:
    root = write({"mkdocs.yml": KOREAN, FAQ: entry("faqs"), KO: TRANSLATED})
    before = update(root)
    write({FAQ: entry("faqs", "question: Do llamas really hum?\n")})
    assert update(root) == before
    assert update(root, KO) != before
