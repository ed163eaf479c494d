"""What an editor knows of our files: what may stand where, what it means, and what is wrong.

Asked of the language server that the extension of VS Code runs, too, on files as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import language_server
from evidence.entries import ENTRY_TYPES
from evidence.entries.claim import Claim, Verdict
from evidence.entries.describing import values

ROOT = Path(__file__).parent.parent
CLAIM = ROOT / "content/claims/advantage-lasts-four-weeks.yaml"
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
OFFLINE = {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}


@pytest.fixture(scope="module")
def editor() -> Iterator[language_server.Editor]:
    """An editor in which our folder is open, with the settings that lie in it."""
    command = language_server.find()
    assert command, language_server.MISSING
    settings = {"yaml": {**OFFLINE, "schemas": SETTINGS["yaml.schemas"]}}
    with language_server.Editor(command, ROOT, settings) as editor:
        yield editor


class Document:
    """A file that is open and has been looked at; ¦ marks where the cursor is."""

    def __init__(self, editor: language_server.Editor, file: Path, text: str) -> None:
        before, _, after = text.partition("¦")
        self._editor, self._uri = editor, editor.open(file, before + after)
        self._place = before.count("\n"), len(before) - before.rfind("\n") - 1
        self.problems = editor.problems(self._uri)

    def proposals(self) -> dict[str, str]:
        """What is proposed, with what is said of it."""
        found = self._editor.completions(self._uri, *self._place)
        return {label: said(item.get("documentation", "")) for label, item in found.items()}

    def hover(self) -> str:
        return self._editor.hover(self._uri, *self._place)


def said(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)


def claim(old: str, new: str) -> str:
    """Our claim with a piece of its text replaced."""
    text = CLAIM.read_text("utf-8")
    assert text.count(old) == 1
    return text.replace(old, new)


NUMBER = count()


def new_file(folder: str) -> Path:
    """A file that only the editor knows."""
    return ROOT / "content" / folder / f"new-{next(NUMBER)}.yaml"


@pytest.mark.parametrize("entry_type", ENTRY_TYPES)
@pytest.mark.parametrize("place", ["", "translations/ko/"])
def test_nothing_is_marked_in_our_files(
    editor: language_server.Editor, entry_type: type, place: str
) -> None:
    for file in sorted((ROOT / f"content/{place}{entry_type.folder}").glob("*.yaml"))[:5]:
        assert Document(editor, file, file.read_text("utf-8")).problems == [], file.name


def test_the_lines_that_are_missing_are_proposed_with_what_they_mean(
    editor: language_server.Editor,
) -> None:
    text = claim("verdict: contradicted\n", "¦\n")
    document = Document(editor, new_file("claims"), text)
    assert document.problems == ['Missing property "verdict".']
    proposals = document.proposals()
    wanted = ("verdict", "reviewed", "searched")
    assert {name: proposals[name] for name in wanted} == {
        name: Claim.model_fields[name].description for name in wanted}
    assert set(proposals) - set(wanted) <= {"Claim"}  # all that is needed, at once


@pytest.mark.parametrize("comment", [True, False], ids=["by its comment", "by its folder"])
def test_the_values_of_a_closed_list_are_proposed_with_their_meanings(
    editor: language_server.Editor, comment: bool
) -> None:
    text = claim("verdict: contradicted", "verdict: ¦")
    if not comment:
        _, _, text = text.partition("\n")
    proposals = Document(editor, new_file("claims"), text).proposals()
    assert tuple(proposals) == values(Verdict)
    assert proposals["not-checkable"] == "Too vague, or not a matter for studies."


@pytest.mark.parametrize(("text", "proposed"), [
    ("certainty:\n  ¦", {"level", "because", "note"}),
    ("certainty:\n  because: [¦]", {"imprecision", "abstract-only"}),
    ("evidence:\n  - study: hong1994\n    ¦", {"stance", "note"}),
    ("evidence:\n  - study: hong1994\n    stance: ¦", {"supports", "contradicts"}),
    ("statement:\n  ¦", {"patient", "clinician"}),
])
def test_what_lies_deeper_is_proposed_as_well(
    editor: language_server.Editor, text: str, proposed: set[str]
) -> None:
    proposals = Document(editor, new_file("claims"), text).proposals()
    assert proposed <= set(proposals)
    assert all(proposals[name] for name in proposed)
    assert "null" not in proposals


def test_a_translation_is_proposed_its_texts_and_no_more(editor: language_server.Editor) -> None:
    proposals = Document(editor, new_file("translations/ko/claims"), "status: draft\n¦").proposals()
    assert set(proposals) == {
        "by", "updated", "fingerprints", "statement", "said_as", "attributed_to", "evidence",
        "certainty", "effects", "short", "answer", "unknown"}


HOVER = """\
#### Claim

How the claim stands against the studies.

Allowed Values:

* `contradicted`: Does not hold: the studies speak against it.
* `supported`: Holds: the studies we read support it.
"""


def test_a_line_says_what_it_is_for_and_what_may_stand_there(
    editor: language_server.Editor,
) -> None:
    text = claim("verdict: contradicted", "ver¦dict: contradicted")
    hover = Document(editor, new_file("claims"), text).hover()
    assert hover.startswith(HOVER)
    assert "Example:\n\n```yaml\npartly-supported\n```" in hover


@pytest.mark.parametrize(("line", "problem"), [
    ("verdict: wrong", 'Value is not accepted. Valid values: "supported", "partly-supported", '
     '"contradicted", "misattributed", "not-found", "not-checkable".'),
    ("verdict: contradicted\nverdcit: x", "Property verdcit is not allowed."),
    ("verdict: contradicted\nsearched: today", "expected a date such as 2026-11-21"),
])
def test_what_is_wrong_is_marked(editor: language_server.Editor, line: str, problem: str) -> None:
    text = claim("verdict: contradicted", line)
    assert Document(editor, new_file("claims"), text).problems == [problem]
