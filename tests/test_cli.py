"""The command: what it prints, how it exits, and that nothing a stranger writes breaks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.cli import COMMANDS, main
from evidence.entries import ENTRY_TYPES
from evidence.formats import FORMATS
from hostile import FAQ, HOSTILE, KO, KOREAN
from hosting import HOSTED
from samples import FLOCK, entry, record

BROKEN = {
    "content/faqs/a.yaml": entry("faqs", "related: [lama]\n"),
    "content/faqs/b.yaml": entry("faqs", f"short: {'hum ' * 21}\n"),
    "content/terms/llama.yaml": entry("terms"),
}
LINES = [
    "content/faqs/a.yaml:1:11: error: no entry has the id 'lama' (did you mean 'llama'?) "
    "[unknown-link]",
    "content/faqs/b.yaml:1:8: warning: sentences of 21 words on average, the longest of 21 "
    "(at most 20 on average and 35 in one) [long-sentences]",
]


def evidence(root: Path, *arguments: str, said: str | bytes | None = None) -> Result:
    """Run the command on a site; ``said`` is what is typed, or piped in."""
    return CliRunner().invoke(main, [*arguments, "--root", str(root)], input=said)


def run(root: Path, *arguments: str) -> Result:
    return evidence(root, "check", *arguments)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in root.rglob("*") if path.is_file() and ".git" not in path.parts}


# check


def test_a_site_that_holds_exits_with_0(write: Write) -> None:
    result = run(write(FLOCK))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("8 entries, 0 ")


def test_an_error_exits_with_1_and_is_a_line(write: Write) -> None:
    result = run(write(BROKEN))
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == LINES
    assert result.stderr == "3 entries, 1 error, 1 warning\n"


@pytest.mark.parametrize("below", ["", "content", "content/faqs"])
def test_a_site_is_found_from_any_folder_in_it(
    write: Write, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    monkeypatch.chdir(write(BROKEN) / below)
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stderr) == (1, "3 entries, 1 error, 1 warning\n")
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == LINES


def test_where_no_site_is_nothing_is_done(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({"notes/llamas.txt": "They hum."})
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, ["new", "faq", "do-llamas-sing"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "neither this folder nor one above it holds content/ or mkdocs.yml" in result.stderr
    assert files(root) == {"notes/llamas.txt": b"They hum."}


def test_a_warning_alone_exits_with_0(write: Write) -> None:
    result = run(write({"content/faqs/b.yaml": BROKEN["content/faqs/b.yaml"]}))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, LINES[1])


@pytest.mark.parametrize("style", FORMATS)
def test_each_format_prints_what_it_makes_and_nothing_else(write: Write, style: str) -> None:
    result = run(write(BROKEN), "--format", style)
    assert result.exit_code == 1
    assert result.stdout.count("unknown-link") >= 1
    if style in ("json", "sarif"):
        assert json.loads(result.output)
    if style != "text":
        assert result.stderr == ""


@pytest.mark.parametrize(("paths", "lines"), [
    (["content/faqs/a.yaml"], LINES[:1]), (["content/faqs/b.yaml"], LINES[1:]),
    (["content/faqs"], LINES), (["content/terms"], []), (["."], LINES),
    (["content/faqs/b.yaml", "content/terms/llama.yaml"], LINES[1:]),
])
def test_only_the_problems_of_some_paths(write: Write, paths: list[str], lines: list[str]) -> None:
    root = write(BROKEN)
    result = run(root, *(str(root / path) for path in paths))
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == lines
    assert result.exit_code == (1 if lines and "error" in lines[0] else 0)


def test_a_path_that_is_no_content_exits_with_1_and_one_elsewhere_with_2(write: Write) -> None:
    root = write({**BROKEN, "site/content/faqs/a.yaml": "", "notes.txt": "x"})
    assert run(root, str(root / "notes.txt")).exit_code == 1
    result = evidence(root / "site", "check", str(root / "notes.txt"))
    assert (result.exit_code, "is not below" in result.stderr) == (2, True)
    assert run(root, str(root / "content"), "--changed").exit_code == 2


def committed(root: Path) -> None:
    for words in (["init", "--initial-branch", "main"], ["add", "."], ["commit", "-m", "Begin"]):
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@llamas.example")
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def test_only_the_problems_of_what_changed(write: Write) -> None:
    root = write(BROKEN)
    committed(root)
    result = run(root, "--changed")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "nothing has changed, 0 errors, 0 warnings\n"
    write({"content/faqs/b.yaml": BROKEN["content/faqs/b.yaml"].replace("hum ", "mmm ", 1)})
    assert [line for line in run(root, "--changed").stdout.splitlines()
            if not line.startswith(" ")] == LINES[1:]
    assert run(root, "--changed", "--against", "HEAD").exit_code == 0


@pytest.mark.parametrize("arguments", [["check", "--changed"], ["changes"]])
def test_without_a_history_there_is_nothing_to_compare_with(
    write: Write, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(FLOCK)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    result = evidence(root, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")


def test_a_change_is_told_in_words_and_as_data(write: Write) -> None:
    root = write(FLOCK)
    committed(root)
    write({"content/faqs/do-llamas-hum.yaml": entry("faqs", "question: Do llamas sing?\n")})
    told = evidence(root, "changes")
    assert (told.exit_code, "do-llamas-hum" in told.stdout) == (0, True)
    assert json.loads(evidence(root, "changes", "--format", "json").stdout)


def test_the_languages_come_from_the_settings(write: Write) -> None:
    root = write({**FLOCK, "content/translations/ko/terms/llama.yaml": "defintion: 털짐승.\n"})
    assert run(root).exit_code == 0
    result = run(write({"mkdocs.yml": KOREAN}))
    assert result.stdout.startswith(
        "content/translations/ko/terms/llama.yaml:1:1: error: defintion: the source has no such "
        "text (did you mean 'definition'?) [unknown-text]\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'sarif', 'github'"),
     (["check", "--root", "/no/such/folder"], "does not exist"),
     (["check", "--rot", "."], "No such option"), (["chek"], "'check'"),
     (["new", "fqa", "x"], "did you mean 'faq'?"),
     (["new", "camel", "x"], "there are study, claim"),
     (["new", "faq", "x", "--set", "question"], "is not NAME=WORDS"),
     (["new", "faq", "x", "--no-input"], "a faq needs --set question=… --set category=…"),
     (["new", "faq", "x", "--set", "qestion=x"], "did you mean 'question'?"),
     (["new", "faq", "x", "--set", "category=x", "--no-input"], "'x' is not one of basics"),
     (["add-study", "/no/such/file"], "does not exist"),
     (["completion", "csh"], "'csh' is not one")],
)
def test_a_wrong_use_is_said_in_words_and_exits_with_2(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_help_names_every_command_and_the_exit_codes() -> None:
    said = CliRunner().invoke(main, ["-h"]).output
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []
    assert "Exit codes:\n    0 " in said
    assert CliRunner().invoke(main, ["--version"]).exit_code == 0


def commands(group: click.Group, *above: str) -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found[" ".join([*above, name])] = command
        if isinstance(command, click.Group):
            found |= commands(command, *above, name)
    return found


@pytest.mark.parametrize("name", commands(main))
def test_each_command_teaches_with_an_example(name: str) -> None:
    said = CliRunner().invoke(main, [*name.split(), "--help"]).output
    assert f"    evidence {name}" in said, said
    assert "Example" in said or "install" in said
    command = commands(main)[name]
    assert not command.get_short_help_str(45).endswith("...")
    assert all(parameter.help for parameter in command.params
               if isinstance(parameter, click.Option) and parameter.name != "help")


def test_the_check_loads_nothing_that_other_commands_need() -> None:
    code = ("import sys; import evidence.cli.checking; print([name for name in "
            "('rdflib', 'rispy', 'jinja2', 'markdown', 'babel.messages', 'mkdocs') "
            "if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


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


# fix


def test_fix_tidies_and_says_which_files(write: Write) -> None:
    root = write(HOSTED | {"mkdocs.yml": KOREAN})
    would = evidence(root, "fix", "--check")
    assert would.exit_code == 1
    before = files(root)
    done = evidence(root, "fix")
    assert (done.exit_code, done.stdout) == (0, would.stdout)
    changed = [path for path, held in files(root).items() if held != before[path]]
    assert sorted(done.stdout.splitlines()) == sorted(changed)
    assert "content/translations/ko/claims/llamas-hum.yaml" in changed
    again = evidence(root, "fix", "--check")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "0 files would change\n")
    assert run(root).exit_code == 0


def test_fix_leaves_other_files_and_broken_ones_alone(write: Write) -> None:
    root = write({**FLOCK, "content/faqs/broken.yaml": "question: [\n\n\n"})
    before = files(root)
    path = "content/terms/llama.yaml"
    done = evidence(root, "fix", str(root / path), str(root / "content/faqs/broken.yaml"))
    assert (done.exit_code, done.stdout) == (0, f"{path}\n")
    assert [name for name, held in files(root).items() if held != before[name]] == [path]


# new


@pytest.mark.parametrize("entry_type", ENTRY_TYPES, ids=lambda one: one.kind)
def test_new_asks_and_writes_an_entry_that_passes(write: Write, entry_type: type) -> None:
    records = {"bibliography/new.bib": record("newcomer")} if entry_type.kind == "study" else {}
    root = write({**FLOCK, **records})
    typed = {"study": "\nsurvey\nnone\n", "claim": "Llamas sing.\nnot-fuond\nnot-found\nnone\n",
             "mechanism": "How they sing\ndisputed\n", "faq": "\n \nDo they sing?\nbasics\n",
             "guide": "Singing\n", "term": "song\nshared\npoints\n"}[entry_type.kind]
    done = evidence(root, "new", entry_type.kind, "newcomer", said=typed)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == f"content/{entry_type.folder}/newcomer.yaml"
    assert (run(root).exit_code, evidence(root, "fix", "--check", str(
        root / f"content/{entry_type.folder}/newcomer.yaml")).exit_code) == (0, 0)
    if entry_type.kind == "claim":
        assert "did you mean 'not-found'?" in done.stderr
    again = evidence(root, "new", entry_type.kind, "newcomer", said=typed)
    assert (again.exit_code, "is taken: content/" in again.stderr) == (1, True)


def test_new_takes_answers_from_options(write: Write) -> None:
    root = write(FLOCK)
    done = evidence(root, "new", "faq", "do-they-sing", "--no-input", "--set",
                    "question=Do they = sing?", "--set", "category=basics", "--set", "short=No.")
    assert done.exit_code == 0, done.output
    text = (root / "content/faqs/do-they-sing.yaml").read_text("utf-8")
    assert "question: Do they = sing?\nshort: No.\nanswer: Not written yet.\n" in text


@pytest.mark.parametrize(("arguments", "said"), [
    (["faq", "Do they sing?"], "did you mean 'do-they-sing'?"),
    (["faq", "llama"], "is taken: content/terms/llama.yaml has it"),
    (["faq", "llamas2014"], "is taken: content/studies/llamas2014.yaml has it"),
    (["faq", "../sing"], "cannot be an id"),
    (["study", "sing2020"], "the bibliography has no record 'sing2020'; \"evidence add-study\""),
    (["faq", "sing", "--set", "question=<b>Sing</b>?", "--set", "category=basics"],
     "the file would not pass the check"),
])
def test_new_refuses_and_writes_nothing(write: Write, arguments: list[str], said: str) -> None:
    root = write(FLOCK)
    before = files(root)
    done = evidence(root, "new", *arguments)
    assert (done.exit_code, files(root)) == (1, before)
    assert said in done.output


# add-study

RECORDS = sorted((Path(__file__).parent / "importing").glob("brady2014.*"))
WORDS = ("--design", "survey", "--technique", "dry-needling", "--no-input")


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.suffix)
def test_a_study_is_added_once_from_any_format(write: Write, file: Path) -> None:
    root = write(FLOCK)
    done = evidence(root, "add-study", str(file), *WORDS)
    assert (done.exit_code, done.stdout) == (
        0, "bibliography/flock.bib\ncontent/studies/brady2014.yaml\n"), done.output
    assert "1 study added. Next, in each file: title, finding" in done.stderr
    assert run(root).exit_code == 0
    before = files(root)
    for other in RECORDS:
        again = evidence(root, "add-study", str(other), *WORDS)
        assert (again.exit_code, files(root)) == (0, before)
        assert "as brady2014 (the same DOI; bibliography/flock.bib:" in again.stdout


def test_records_come_from_a_pipe_and_need_their_answers(write: Write) -> None:
    root, piped = write(FLOCK), RECORDS[-1].read_bytes()
    before = files(root)
    lacking = evidence(root, "add-study", "-", said=piped)
    assert (lacking.exit_code, files(root)) == (2, before)
    assert "brady2014: its record does not say the design and technique" in lacking.stderr
    assert evidence(root, "add-study", "-", *WORDS[:4], said=piped).exit_code == 0


def test_what_a_record_does_not_say_is_asked(write: Write) -> None:
    root = write(FLOCK)
    done = evidence(root, "add-study", str(RECORDS[0]), said="survy\nsurvey\ndry-needling\n")
    assert done.exit_code == 0, done.output
    assert "did you mean 'survey'?" in done.stderr
    assert "\ndesign: survey\ntechnique: dry-needling\n" in (
        root / "content/studies/brady2014.yaml").read_text("utf-8")


def test_a_title_that_no_text_may_have_is_kept_in_the_record_alone(write: Write) -> None:
    ris = "TY  - JOUR\nAU  - Wool, A\nTI  - A miracle cure in 65 llamas\nPY  - 2014\nER  - \n"
    root = write({**FLOCK, "given.ris": ris})
    done = evidence(root, "add-study", str(root / "given.ris"), *WORDS)
    assert done.exit_code == 0, done.output
    assert "\ntitle: Wool 2014\n" in (root / "content/studies/wool2014.yaml").read_text("utf-8")
    assert "{A miracle cure in 65 llamas}" in (root / "bibliography/flock.bib").read_text("utf-8")


@pytest.mark.parametrize("bad", [
    b"\xff\xfe", b"", b"Dear llama", b"[{}]", b"TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\n",
    b"@article{a, title={A}, year=2001}\n@article{b, title={B",
])
def test_of_a_bad_file_nothing_is_written(write: Write, bad: bytes) -> None:
    root = write({**FLOCK, "given": bad})
    before = files(root)
    done = evidence(root, "add-study", str(root / "given"), *WORDS)
    assert (done.exit_code, files(root)) == (1, before)
    assert f"{root / 'given'}:1:1: error: " in done.stdout or ":2:" in done.stdout or (
        ":4:1: error: " in done.stdout)
    assert "nothing was written" in done.stderr


# rename


def test_rename_moves_and_the_old_address_leads_on(write: Write) -> None:
    root = write(FLOCK)
    done = evidence(root, "rename", "llama", "lama-glama")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "content/claims/llamas-hum.yaml", "content/terms/lama-glama.yaml",
        "content/terms/llama.yaml (removed)", "content/redirects.yaml"]
    assert run(root).exit_code == 0
    assert "it is called 'lama-glama' now" in evidence(root, "show", "llama").output


@pytest.mark.parametrize(("old", "new", "said"), [
    ("lama", "alpaca", "did you mean 'llama'?"), ("llama", "sheep", "is taken"),
    ("llama", "llama", "is taken"), ("llama", "Lama Glama", "did you mean 'lama-glama'?"),
    ("llama", "sheep2015", "is taken"),
])
def test_rename_refuses_and_changes_nothing(write: Write, old: str, new: str, said: str) -> None:
    root = write(FLOCK)
    before = files(root)
    done = evidence(root, "rename", old, new)
    assert (done.exit_code, files(root)) == (1, before)
    assert said in done.output


def test_rename_waits_until_every_file_can_be_read(write: Write) -> None:
    root = write({**FLOCK, "content/faqs/broken.yaml": "question: ["})
    before = files(root)
    done = evidence(root, "rename", "llama", "lama-glama")
    assert (done.exit_code, files(root)) == (1, before)
    assert "content/faqs/broken.yaml:1:" in done.output


# show, schema, completion


def test_show_says_what_the_page_says(write: Write) -> None:
    root = write(HOSTED | {"mkdocs.yml": KOREAN})
    english = evidence(root, "show", "llamas-hum", "--audience", "clinician").output
    assert "“Llamas hum when they are happy.”\n=====" in english
    assert "In 36.7% [95% CI 20.1 to 53.2] of llamas[1]." in english
    korean = evidence(root, "show", "llamas-hum", "--lang", "ko").output
    assert "라마는 기분이 좋으면 흥얼거린다." in korean
    assert "\x1b" not in english + korean
    for arguments in (["show", "lama"], ["show", "llama", "--lang", "xx"]):
        assert evidence(root, *arguments).exit_code == 1


def test_schemas_are_written_and_then_they_are_right(write: Write) -> None:
    root = write({})
    assert evidence(root, "schema", "--check").exit_code == 1
    done = evidence(root, "schema")
    assert done.exit_code == 0
    assert "schemas/translations/claim.schema.json" in done.stdout.splitlines()
    assert all(json.loads(held) for held in files(root).values())
    assert evidence(root, "schema", "--check").exit_code == 0
    (root / "schemas/faq.schema.json").write_text("{}\n")
    again = evidence(root, "schema", "--check")
    assert (again.exit_code, again.stdout) == (1, "schemas/faq.schema.json\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_and_how_to_install_it(shell: str) -> None:
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0
    assert "_EVIDENCE_COMPLETE" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(f"# To install: evidence completion {shell} >")
    assert shell != "zsh" or done.stdout.startswith("#compdef evidence\n")


@pytest.mark.parametrize(("typed", "incomplete", "offered"), [
    ([], "tr", ["translations"]), (["new"], "f", ["faq"]),
    (["new", "faq", "x"], "--no", ["--no-input"]),
    (["new", "faq", "x", "--set"], "ca", ["category="]),
    (["show"], "llama", ["llamas2014", "llamas-hum", "llama"]),
    (["impact"], "sheep", ["sheep2015", "sheep"]),
    (["rename"], "do-", ["do-llamas-hum"]), (["translations", "start"], "", ["ko"]),
    (["show", "llama", "--lang"], "", ["en", "ko"]),
    (["translations", "start", "ko"], "how", ["how-a-llama-hums"]),
    (["check", "--format"], "s", ["sarif"]),
])
def test_a_shell_completes_ids_types_and_words(
    write: Write, monkeypatch: pytest.MonkeyPatch, typed: list[str], incomplete: str,
    offered: list[str],
) -> None:
    monkeypatch.chdir(write({**FLOCK, "mkdocs.yml": KOREAN}))
    completing = ShellComplete(main, {}, "evidence", "_EVIDENCE_COMPLETE")
    assert [item.value for item in completing.get_completions(typed, incomplete)] == offered


def test_bash_asks_the_command_itself(write: Write) -> None:
    root = write(FLOCK)
    done = subprocess.run(
        [sys.executable, "-c", "from evidence.cli import main; main(prog_name='evidence')"],
        cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "_EVIDENCE_COMPLETE": "bash_complete", "COMP_CWORD": "2",
             "COMP_WORDS": "evidence show how"})
    assert (done.stdout, done.stderr) == ("plain,how-a-llama-hums\n", "")


# Whatever is typed


@given(st.binary())
def test_random_bytes_are_answered_in_words(tmp_path_factory: pytest.TempPathFactory, given: bytes
                                            ) -> None:
    root = tmp_path_factory.mktemp("site")
    done = evidence(root, "add-study", "-", *WORDS, said=given)
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit), done.exc_info
    assert files(root) == {}


@pytest.mark.parametrize("asked", [
    "fix", "fix --check", "report", "rename a b", "show a", "impact a", "translations status",
    "new faq b --set question=B? --set category=basics",
])
@pytest.mark.parametrize("held", HOSTILE.values(), ids=HOSTILE)
def test_no_site_ends_a_command_in_a_traceback(
    write: Write, held: tuple[dict[str, str | bytes], int], asked: str
) -> None:
    root = write({"mkdocs.yml": KOREAN, **held[0]})
    done = evidence(root, *asked.split())
    assert isinstance(done.exception, SystemExit | None), done.exc_info
    assert done.exit_code in (0, 1)
