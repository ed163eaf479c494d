"""What README and CONTRIBUTING tell people to do can be done: commands, files, examples."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest
import yaml

from conftest import Write
from evidence.cli import COMMANDS, main
from evidence.diagnostics import errors
from evidence.loading import Folders, load
from evidence.rules import check
from evidence.settings import read_settings
from evidence.tidying import tidied
from samples import FLOCK, entry, is_entry

ROOT = Path(__file__).parent.parent
GUIDES = ("README.md", "CONTRIBUTING.md")
OTHERS = {"apt", "cd", "git", "python3", "source", "sudo"}
"""Programs that are not ours."""
RECORD = ("@article{he2017, author = {He, C and Ma, H}, title = {Needling for heel pain}, "
          "year = {2017}, doi = {10.2147/JPR.S141607}}\n")


def text(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def blocks(guide: str, language: str) -> list[str]:
    """The blocks of code of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text(guide), re.M | re.S)


def spans(guide: str) -> list[str]:
    """What stands between backticks in running text."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text(guide), flags=re.M | re.S))


def typed() -> Iterator[list[str]]:
    """Each command that readers are told to type, as words."""
    for guide in GUIDES:
        lines = [line[2:] for block in blocks(guide, "console")
                 for line in block.splitlines() if line.startswith("$ ")]
        lines += [line for block in blocks(guide, "") for line in block.splitlines()
                  if line.startswith("make ")]
        known = tuple(f"{name} " for name in (*OTHERS, "evidence", "make", "pre-commit", "pytest"))
        for line in (*lines, *(span for span in spans(guide) if span.startswith(known))):
            yield shlex.split(line.removeprefix(".venv/bin/").replace("…", ""), comments=True)


def flaw(words: list[str]) -> str | None:
    """What is wrong with a command, as click knows it; None where nothing is."""
    command: click.Command = main
    context = click.Context(main)
    rest = words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        if name == "COMMAND":
            return None
        found = command.get_command(context, name)
        if found is None:
            return f"{shlex.join(words)}: there is no {name}"
        command, context = found, click.Context(found)
    options = {name: one for one in command.get_params(context) for name in one.opts}
    for option, value in pairwise([*rest, ""]):
        if option.startswith("-") and option not in options:
            return f"{shlex.join(words)}: there is no {option}"
        kind = options[option].type if option in options else None
        if isinstance(kind, click.Choice) and value not in kind.choices:
            return f"{shlex.join(words)}: {option} takes no {value}"
    return None


# Commands


def test_each_command_exists_with_its_options() -> None:
    ours = [words for words in typed() if words[0] == "evidence"]
    assert len(ours) > 20
    assert [flaw(words) for words in ours if flaw(words)] == []


@pytest.mark.parametrize("said", [
    "evidence chekc", "evidence check --chnged", "evidence translations begin es",
    "evidence check --format yaml", "evidence translations status es --list lost",
])
def test_a_command_that_does_not_exist_is_noticed(said: str) -> None:
    assert flaw(said.split())


def test_each_word_of_make_exists() -> None:
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.M))
    words = {words[1] for words in typed() if words[0] == "make"}
    assert {"setup", "serve", "test"} <= words <= targets


def test_each_other_program_is_installed_by_make_setup_or_named_as_needed() -> None:
    programs = {words[0] for words in typed()} - OTHERS - {"make", "evidence"}
    assert programs
    assert [name for name in programs if not Path(sys.executable).with_name(name).is_file()] == []


def test_the_readme_explains_each_command() -> None:
    explained = {span.split()[1] for span in spans("README.md") if span.startswith("evidence ")}
    assert explained >= set(COMMANDS)


# Files and links


def named(guide: str) -> set[str]:
    """Paths in this repository that a guide names; not those that its commands make."""
    made = {line for block in blocks(guide, "console") for line in block.splitlines()}
    words = {word.rstrip(".,;:") for span in (*spans(guide), *blocks(guide, "console"))
             for word in span.split()}
    folders = r"(content|bibliography|overrides|plugins|schemas|tests|\.github)/[\w./-]*|\w+\.toml"
    return {word for word in words if re.fullmatch(folders, word)} - made


@pytest.mark.parametrize("guide", GUIDES)
def test_each_file_that_is_named_exists(guide: str) -> None:
    found = named(guide)
    assert found
    assert [path for path in sorted(found) if not (ROOT / path).exists()] == []


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("guide", GUIDES)
def test_each_link_leads_somewhere(guide: str) -> None:
    anchors = {f"#{anchor(heading)}" for heading in re.findall(r"^#+ (.*)$", text(guide), re.M)}
    links = set(re.findall(r"\]\(((?!https?:)[^)]+)\)", text(guide)))
    assert links
    assert {link for link in links if link.startswith("#")} <= anchors
    files = {link.partition("#")[0] for link in links} - {""}
    assert [file for file in sorted(files) if not (ROOT / file).exists()] == []


def test_the_marks_in_the_guide_are_real() -> None:
    shown = " ".join(spans("CONTRIBUTING.md"))
    cited = set(re.findall(r"@(\w+)", shown))
    records = set(re.findall(r"^@\w+\{(\w+),", "".join(
        path.read_text("utf-8") for path in (ROOT / "bibliography").glob("*.bib")), re.M))
    figures = set(re.findall(r"\{(\w+)\.([\w-]+)\}", shown)) - {("study", "figure")}
    held = {(study, name) for study, name in figures
            if name in yaml.safe_load(text(f"content/studies/{study}.yaml"))["figures"]}
    linked = set(re.findall(r"\[\[([\w-]+)", shown))
    entries = {path.stem for path in (ROOT / "content").glob("*/*.yaml")}
    assert cited and figures and linked
    assert (cited - records, figures - held, linked - entries) == (set(), set(), set())


# Examples


def examples(guide: str) -> dict[str, str]:
    """The examples of files, by the path in their first line."""
    found = {}
    for block in blocks(guide, "yaml"):
        if match := re.match(r"# (\S+\.yaml)\b.*\n", block):
            found[match[1]] = block[match.end():]
    return found


def wrong(root: Path) -> list[str]:
    """What is wrong with a site, warnings aside."""
    library, problems = load(Folders(root), ("en", "es"))
    return [str(one) for one in errors([*problems, *check(library)])]


def test_the_examples_of_the_guide_pass_the_check(write: Write) -> None:
    found = examples("CONTRIBUTING.md")
    assert {path for path in found if is_entry(path)} == {"content/studies/he2017.yaml"}
    asked = entry("faqs", "question: Does it bruise?\n")
    assert wrong(write({**FLOCK, "bibliography/heel.bib": RECORD,
                        "content/faqs/does-it-bruise.yaml": asked, **found})) == []


@pytest.mark.parametrize("path", examples("CONTRIBUTING.md"))
def test_the_examples_of_the_guide_are_tidy(path: str) -> None:
    shown = examples("CONTRIBUTING.md")[path]
    assert tidied(path, shown) == shown


@pytest.mark.parametrize(("path", "slip"), [
    ("content/studies/he2017.yaml", "reed: abstract\n"),
    ("content/translations/es/faqs/does-it-bruise.yaml", "qestion: ¿?\n"),
])
def test_an_example_with_a_slip_would_be_noticed(write: Write, path: str, slip: str) -> None:
    found = examples("CONTRIBUTING.md")
    asked = entry("faqs", "question: Does it bruise?\n")
    assert wrong(write({**FLOCK, "bibliography/heel.bib": RECORD,
                        "content/faqs/does-it-bruise.yaml": asked, **found,
                        path: found[path] + slip}))


def test_the_example_in_the_readme_is_a_part_of_its_file() -> None:
    for path, shown in examples("README.md").items():
        held = yaml.safe_load(text(path))
        for key, value in yaml.safe_load(shown).items():
            assert among(value, held[key]), f"{path}: {key}"


def among(shown: object, held: object) -> bool:
    """Whether all that is shown is held; a text that ends in … may be in other words by now."""
    if isinstance(shown, dict):
        return isinstance(held, dict) and all(among(v, held.get(k)) for k, v in shown.items())
    if isinstance(shown, list):
        return isinstance(held, list) and all(
            any(among(one, other) for other in held) for one in shown)
    return shown == held or (str(shown).endswith("…") and isinstance(held, str))


def test_the_settings_in_the_readme_are_ours(write: Write) -> None:
    shown = next(block for block in blocks("README.md", "yaml") if block.startswith("plugins:"))
    root = write({"mkdocs.yml": shown})
    ours = read_settings(ROOT)
    assert (read_settings(root).languages, read_settings(root).citation_style) == (
        ours.languages, ours.citation_style)


DIAGNOSTIC = re.compile(
    r"^content/(?P<folder>\w+)/[\w-]+\.yaml:\d+:\d+: (?P<said>error: (?P<field>\w+): .*, "
    r"not '(?P<value>\w+)'.*)$", re.M)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_problem_is_shown_as_it_is_printed(write: Write, guide: str) -> None:
    shown = DIAGNOSTIC.search(text(guide))
    assert shown
    path = f"content/{shown['folder']}/example.yaml"
    found = wrong(write({path: entry(shown["folder"], f"{shown['field']}: {shown['value']}\n")}))
    assert shown["said"] in [one.split(": ", 1)[1] for one in found]
