"""Stubs: a new entry passes the check, and says that it says nothing yet."""

from __future__ import annotations

import datetime

import pytest

from conftest import Write
from evidence.diagnostics import errors
from evidence.entries import ENTRY_TYPES, Entry
from evidence.entries.outline import outline
from evidence.loading import Folders, load
from evidence.rules import check
from evidence.stubs import STUBS, questions, stub
from evidence.tidying import tidied
from samples import FLOCK, record

TODAY = datetime.date(2026, 11, 21)


def answers(entry_type: type[Entry], word: int = 0) -> dict[str, str]:
    """An answer to each question: one of the words of a list, or words with a colon in them."""
    return {line.name: [*line.choices][word % len(line.choices)] if line.choices
            else "Llamas: do they “hum”?" for line in questions(entry_type)}


@pytest.mark.parametrize("entry_type", ENTRY_TYPES, ids=lambda one: one.kind)
@pytest.mark.parametrize("word", range(18))
def test_each_stub_passes_the_check_with_any_answer(
    write: Write, entry_type: type[Entry], word: int
) -> None:
    path = f"content/{entry_type.folder}/newcomer.yaml"
    root = write({**FLOCK, "bibliography/new.bib": record("newcomer"),
                  path: stub(entry_type, answers(entry_type, word), TODAY)})
    library, problems = load(Folders(root), ("en",))
    found = [str(one) for one in errors([*problems, *check(library)])]
    assert found == []
    assert library.entries["newcomer"].updated == TODAY


@pytest.mark.parametrize("entry_type", ENTRY_TYPES, ids=lambda one: one.kind)
def test_a_stub_is_tidy(entry_type: type[Entry]) -> None:
    path = f"content/{entry_type.folder}/newcomer.yaml"
    text = stub(entry_type, answers(entry_type), TODAY)
    assert tidied(path, text) == text


@pytest.mark.parametrize("entry_type", ENTRY_TYPES, ids=lambda one: one.kind)
def test_what_is_asked_is_explained(entry_type: type[Entry]) -> None:
    for line in questions(entry_type):
        assert line.about
        assert all(line.choices.values())


def test_a_claim_that_nobody_has_checked_holds_and_fails_in_nothing() -> None:
    claim = next(one for one in ENTRY_TYPES if one.kind == "claim")
    verdict = next(line for line in questions(claim) if line.name == "verdict")
    assert [*verdict.choices] == ["not-found", "not-checkable"]
    text = stub(claim, {"statement": "Llamas hum.", "verdict": "not-found", "technique": "none",
                        "short": "Nobody knows."}, TODAY)
    assert text == """\
# yaml-language-server: $schema=../../schemas/claim.schema.json
statement: Llamas hum.
verdict: not-found
technique: none
certainty:
  level: very-low
  because: [no-direct-evidence]
short: Nobody knows.
answer: Not written yet.
unknown: Not written yet.
updated: 2026-11-21
"""


def test_every_type_has_a_stub() -> None:
    assert {*STUBS} == {entry_type.kind for entry_type in ENTRY_TYPES}


@pytest.mark.parametrize("entry_type", ENTRY_TYPES, ids=lambda one: one.kind)
def test_the_outline_has_each_line_once_and_the_date_last(entry_type: type[Entry]) -> None:
    names = [line.name for line in outline(entry_type)]
    assert sorted(names) == sorted({*entry_type.model_fields} - {"id"})
    assert names[-4:] == ["related", "reviewed", "searched", "updated"]
