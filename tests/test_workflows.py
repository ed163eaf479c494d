"""What runs on the code host: valid, with no more rights than it needs, and safe with strangers.

The schemas are those that check-jsonschema carries (SchemaStore, Apache 2.0); nothing is fetched.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import language_server
from evidence.cli import COMMANDS
from samples import FLOCK, entry

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
CONFIG = GITHUB / "ISSUE_TEMPLATE/config.yml"
FORMS = sorted({*(GITHUB / "ISSUE_TEMPLATE").glob("*.y*ml")} - {CONFIG})
HOOKS = ROOT / ".pre-commit-config.yaml"
SCHEMAS: Mapping[str, list[Path]] = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [CONFIG],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
}
RIGHTS: Mapping[str, Mapping[str, str]] = {
    "check/content": {"contents": "read"},
    "check/alerts": {"actions": "read", "contents": "read", "security-events": "write"},
    "check/test": {"contents": "read"},
    "comment/comment": {"actions": "read", "pull-requests": "write"},
    "pages/build": {"contents": "read"},
    "pages/deploy": {"id-token": "write", "pages": "write"},
    "preview/preview": {"contents": "read"},
}
FIELDS: Mapping[str, list[str]] = {
    "new-evidence": ["source", "what", "read", "entry", "interest"],
    "translation-error": ["language", "entry", "field", "text", "suggestion", "kind", "version"],
    "unclear-sentence": ["text", "suggestion", "source", "entry", "field", "language", "version"],
    "wrong-fact": ["page", "what", "source", "read"],
}
"""Links that are printed and embedded elsewhere fill in forms by these names: none goes away."""


def read(file: Path) -> dict[str, Any]:
    """A file with each value as it is written (and so no ``on`` that is true)."""
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each job by ``workflow/job``."""
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            yield f"{file.stem}/{name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        for step in job["steps"]:
            yield name, step


def scripts() -> list[str]:
    return [step["run"] for _, step in steps() if "run" in step]


def tool(name: str) -> str:
    """A program that is installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


def run(*command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


# Their form


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_are_as_the_code_host_wants_them(schema: str) -> None:
    files = map(str, SCHEMAS[schema])
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout


def test_an_auditor_finds_nothing_unsafe() -> None:
    done = run(tool("zizmor"), "--offline", "--quiet", "--persona", "auditor", str(GITHUB))
    assert done.returncode == 0, done.stdout


def test_what_the_auditor_is_told_to_pass_over_is_little_and_has_a_reason() -> None:
    told = [line.strip() for file in WORKFLOWS for line in file.read_text("utf-8").splitlines()
            if "zizmor:" in line]
    assert told == [
        "workflow_run: # zizmor: ignore[dangerous-triggers] the reason stands above"]


# Rights


def test_each_job_has_the_rights_it_needs_and_no_other() -> None:
    assert {name: job["permissions"] for name, job in jobs()} == RIGHTS
    assert [read(file)["permissions"] for file in WORKFLOWS] == [{}] * len(WORKFLOWS)


def test_a_job_that_may_write_runs_no_code_of_ours() -> None:
    writing = {name for name, rights in RIGHTS.items() if "write" in rights.values()}
    assert [name for name, step in steps() if "run" in step and name in writing] == []


def test_nothing_of_a_stranger_is_run_with_rights() -> None:
    triggers = {file.stem: set(read(file)["on"]) for file in WORKFLOWS}
    assert triggers == {
        "check": {"push", "pull_request"}, "comment": {"workflow_run"},
        "pages": {"push", "workflow_dispatch"}, "preview": {"pull_request"}}
    assert not [step for name, step in steps()
                if name.startswith("comment/") and "checkout" in step.get("uses", "")]


def test_no_checkout_leaves_its_token_behind() -> None:
    kept = [name for name, step in steps() if "actions/checkout" in step.get("uses", "")
            and step.get("with", {}).get("persist-credentials") != "false"]
    assert kept == []


def test_no_script_is_put_together_from_expressions() -> None:
    written = [*scripts(), *(step.get("with", {}).get("script", "") for _, step in steps())]
    assert [script for script in written if "${{" in script] == []


def test_each_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    uses = [line.strip().removeprefix("- ") for file in WORKFLOWS
            for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r"uses: ([\w.-]+/)+[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert uses and [line for line in uses if not pinned.fullmatch(line)] == []


def test_a_run_that_is_overtaken_stops() -> None:
    assert [file.name for file in WORKFLOWS if "concurrency" not in read(file)] == []


def test_each_word_of_make_that_is_run_exists() -> None:
    words = {word for script in scripts() for word in re.findall(r"\bmake (\w+)", script)}
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert words == {"setup", "test", "build"} and words <= targets


def test_each_command_that_is_run_exists() -> None:
    said = {name for script in scripts() for name in re.findall(r"bin/evidence (\w+)", script)}
    assert said == {"check", "changes"} and said <= set(COMMANDS)


# The comment


HARNESS = """
const { script, payload, pulls, comments } = JSON.parse(require('fs').readFileSync(0));
const calls = [];
const call = (name) => async (given) => { calls.push([name, given]); };
const github = {
  paginate: async (list, given) => list(given),
  rest: {
    pulls: { list: async (given) => { calls.push(['list', given]); return { data: pulls }; } },
    issues: {
      listComments: async () => comments,
      createComment: call('create'), updateComment: call('update'),
    },
  },
};
const core = { info: (text) => calls.push(['info', text]) };
const context = { payload, repo: { owner: 'llamas', repo: 'evidence' } };
const Function = Object.getPrototypeOf(async () => {}).constructor;
new Function('require', 'github', 'context', 'core', script)(require, github, context, core)
  .then(() => console.log(JSON.stringify(calls)));
"""
REPOSITORY = {"owner": "llamas", "repo": "evidence"}
RUN = {"head_sha": "a1", "head_branch": "wool", "conclusion": "success",
       "head_repository": {"owner": {"login": "ann"}}, "html_url": "https://host.example/runs/7"}
PULL = {"number": 4, "head": {"sha": "a1"}}
MARK = "<!-- evidence changes -->"
BOT = {"login": "github-actions[bot]"}


def comment(folder: Path, summary: str | bytes | None, *, run_: Mapping[str, Any] = RUN,
            pulls: tuple[Any, ...] = (PULL,), comments: tuple[Any, ...] = ()) -> list[Any]:
    """What the script of the workflow asks of the code host, given the summary of a build."""
    home = language_server.node()
    assert home, language_server.MISSING
    if summary is not None:
        (folder / "changes").mkdir()
        raw = summary.encode() if isinstance(summary, str) else summary
        (folder / "changes/changes.md").write_bytes(raw)
    script = next(step["with"]["script"] for _, step in steps() if "script" in step.get("with", {}))
    told = {"script": script, "payload": {"workflow_run": run_}, "pulls": pulls,
            "comments": comments}
    done = run(str(home / "bin/node"), "-e", HARNESS, input=json.dumps(told), cwd=folder)
    assert done.returncode == 0, done.stderr
    calls: list[Any] = json.loads(done.stdout)
    return calls


def said(calls: list[Any]) -> str:
    """The text below our own words."""
    body: str = calls[-1][1]["body"]
    return body.partition("\n\n")[2]


def test_a_summary_becomes_a_comment(tmp_path: Path) -> None:
    listed, created = comment(tmp_path, "## What this change does\n")
    assert listed == ["list", {**REPOSITORY, "state": "open", "head": "ann:wool"}]
    assert created[0] == "create"
    assert {**created[1], "body": ""} == {**REPOSITORY, "issue_number": 4, "body": ""}
    assert created[1]["body"].startswith(f"{MARK}\nMade by [this pull request's own build]")
    assert said([created]) == "## What this change does\n"


@pytest.mark.parametrize(("conclusion", "told"), [
    ("success", "offers the site to look at"), ("failure", "The site itself could not be built."),
])
def test_a_comment_says_whether_there_is_a_site_to_look_at(
    tmp_path: Path, conclusion: str, told: str
) -> None:
    calls = comment(tmp_path, "Hum.", run_={**RUN, "conclusion": conclusion})
    assert told in calls[-1][1]["body"]


def test_a_second_summary_replaces_the_first(tmp_path: Path) -> None:
    theirs = {"id": 1, "user": {"login": "eve"}, "body": f"{MARK}\nnot ours"}
    another = {"id": 2, "user": BOT, "body": "of another workflow"}
    ours = {"id": 3, "user": BOT, "body": f"{MARK}\nolder"}
    calls = comment(tmp_path, "Newer.", comments=(theirs, another, ours))
    assert [name for name, _ in calls] == ["list", "update"]
    assert calls[-1][1]["comment_id"] == 3


@pytest.mark.parametrize("changed", [
    {"run_": {**RUN, "head_sha": "b2"}}, {"pulls": ()},
    {"run_": {**RUN, "head_repository": None}, "pulls": ()},
], ids=["overtaken", "closed", "fork deleted"])
def test_nothing_is_said_where_no_pull_request_is_at_that_commit(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    assert [name for name, _ in comment(tmp_path, "Late.", **changed)] == ["list", "info"]


def test_nothing_is_said_without_a_summary(tmp_path: Path) -> None:
    assert comment(tmp_path, None)[1:] == [["info", "The build left no summary."]]


def test_a_link_in_place_of_a_summary_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("of the runner", encoding="utf-8")
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes/changes.md").symlink_to(tmp_path / "secret")
    assert comment(tmp_path, None)[1:] == [["info", "The build left no summary."]]


@pytest.mark.parametrize(("summary", "shown"), [
    ("Ask @ann, @llamas/herd; see #7.", "Ask @\u200bann, @\u200bllamas/herd; see #\u200b7."),
    ("a\u202eb\x00c\x1bd", "abcd"),
    (b"hum\xff", "hum\ufffd"),
    ("연축 · 抽搐\n\n# Head\n", "연축 · 抽搐\n\n# Head\n"),
    ("", ""),
], ids=["nobody is called", "nothing hides", "not UTF-8", "any language", "empty"])
def test_a_summary_is_text_and_nothing_else(
    tmp_path: Path, summary: str | bytes, shown: str
) -> None:
    assert said(comment(tmp_path, summary)) == shown


@pytest.mark.parametrize("summary", ["- a line\n" * 90_000, "연" * 90_000, "@a" * 59_000],
                         ids=["lines", "one line", "mentions"])
def test_a_long_summary_is_cut_to_what_a_comment_holds(tmp_path: Path, summary: str) -> None:
    calls = comment(tmp_path, summary)
    assert len(calls[-1][1]["body"]) < 65_536
    assert said(calls).endswith("\n\n… The rest is in the artefact.")


# Forms and owners


def test_the_forms_keep_the_names_that_links_fill_in() -> None:
    found = {file.stem: [part["id"] for part in read(file)["body"] if part["type"] != "markdown"]
             for file in FORMS}
    assert found == FIELDS


def test_what_a_link_fills_in_is_a_field_one_types_into() -> None:
    kinds = {part["id"]: part["type"] for part in
             read(GITHUB / "ISSUE_TEMPLATE/unclear-sentence.yml")["body"] if "id" in part}
    assert set(kinds.values()) == {"input", "textarea"}


def test_each_form_has_a_name_of_its_own() -> None:
    names = [read(file)["name"] for file in FORMS]
    assert sorted(set(names)) == sorted(names)


def test_each_folder_with_an_owner_exists_and_each_language_has_one() -> None:
    lines = [line.split() for line in (ROOT / "CODEOWNERS").read_text("utf-8").splitlines()
             if line and not line.startswith("#")]
    assert [line[0] for line in lines if line[0] != "*" and not (ROOT / line[0][1:]).exists()] == []
    assert [owner for line in lines for owner in line[1:]
            if not re.fullmatch(r"@needling-evidence/[a-z]+", owner)] == []
    owned = {line[0] for line in lines}
    translated = {f"/content/translations/{path.name}/"
                  for path in (ROOT / "content/translations").iterdir() if path.is_dir()}
    assert translated - owned == set()


# Hooks


def hooks() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for repo in read(HOOKS)["repos"] for hook in repo["hooks"]}


def test_each_hook_runs_a_program_that_make_setup_installs() -> None:
    assert run(sys.executable, "-m", "pre_commit", "validate-config", str(HOOKS)).returncode == 0
    programs = {hook["entry"].split()[0] for hook in hooks().values()}
    assert [name for name in programs if not name.startswith(".venv/bin/")
            or not Path(tool(Path(name).name)).is_file()] == []


def test_make_passes_over_no_hook_that_is_not_there() -> None:
    skipped = re.findall(r"SKIP=(\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert skipped and {name for names in skipped for name in names.split(",")} <= set(hooks())


FAQ = "content/faqs/do-llamas-hum.yaml"
WORKFLOW = """\
name: hum
on: push
permissions: {{}}
concurrency: {{group: hum, cancel-in-progress: true}}
jobs: {{hum: {{name: hum, runs-on: ubuntu-24.04, steps: [{{uses: {action}}}]}}}}
"""
SLIPS = {
    "trailing-whitespace": ("notes.md", "Llamas hum. \n", "Llamas hum.\n"),
    "end-of-file": ("notes.md", "Llamas hum.\n\n", "Llamas hum.\n"),
    "line-ends": ("notes.md", "Llamas hum.\r\n", "Llamas hum.\n"),
    "yaml": ("notes.yml", "hum: [\n", "hum: []\n"),
    "merge-conflict": ("notes.md", "<<<<<<< HEAD\nhum\n=======\nsing\n>>>>>>> wool\n", "hum\n"),
    "spelling": ("notes.md", "The color of a llama.\n", "The colour of a llama.\n"),
    "ruff": ("plugins/llama.py", "import os\n", '"""A llama."""\n'),
    "workflows": (".github/workflows/hum.yml", WORKFLOW.format(action="llamas/hum@v1"),
                  WORKFLOW.format(action=f"llamas/hum@{'a1' * 20}")),
    "evidence-check": (FAQ, entry("faqs", "related: [lama]\n"), ""),
    "evidence-fix": (FAQ, "".join(reversed(entry("faqs").splitlines(True))), ""),
}
"""For each hook a file, a text that it refuses, and one that it takes (or the one it had)."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site under git, tidied and committed, with our hooks."""
    root = tmp_path_factory.mktemp("repository")
    files = {**FLOCK, ".gitignore": ".venv\n", **{
        name: (ROOT / name).read_text("utf-8") for name in (HOOKS.name, "pyproject.toml")}}
    for path, text in files.items():
        put(root / path, text)
    (root / ".venv/bin").mkdir(parents=True)
    for name in {Path(hook["entry"].split()[0]).name for hook in hooks().values()}:
        (root / ".venv/bin" / name).symlink_to(tool(name))
    assert run(str(root / ".venv/bin/evidence"), "fix", cwd=root).returncode == 0
    for words in (["init", "--initial-branch", "main"], ["add", "."], ["commit", "-m", "Begin"]):
        run("git", "-c", "user.name=Ann", "-c", "user.email=ann@llamas.example", *words, cwd=root)
    return root


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def refused(root: Path, hook: str, path: str) -> bool:
    run("git", "add", ".", cwd=root)
    done = run(sys.executable, "-m", "pre_commit", "run", hook, "--files", path, cwd=root)
    assert done.returncode in (0, 1) and "Executable" not in done.stdout, done.stdout + done.stderr
    return done.returncode == 1


@pytest.mark.parametrize("hook", SLIPS)
def test_a_hook_refuses_a_slip_and_takes_what_is_right(repository: Path, hook: str) -> None:
    path, slip, right = SLIPS[hook]
    file = repository / path
    before = file.read_text("utf-8") if file.exists() else None
    put(file, slip)
    assert refused(repository, hook, path)
    put(file, right or str(before))
    assert not refused(repository, hook, path)
    put(file, before) if before is not None else file.unlink()


def test_each_hook_has_a_slip() -> None:
    assert set(SLIPS) == set(hooks())
