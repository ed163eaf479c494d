"""Rules: each one's cases lie in ``tests/rules/<rule>.yaml``. A new case needs no Python.

A case has a title, ``files:`` (an entry needs only the lines that matter; what its type requires
besides is added below them) and the exact ``problems:`` that the rule finds in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Write
from evidence.diagnostics import in_order
from evidence.loading import Folders, load
from evidence.rules import RULES, Rule, check
from samples import completed

CASES = Path(__file__).parent / "rules"


def cases(name: str) -> list[dict[str, Any]]:
    found = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found


def all_cases() -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.__name__}: {case['title']}")
        for rule in RULES for case in cases(rule.__name__)
    ]


@pytest.mark.parametrize(("rule", "case"), all_cases())
def test_case(write: Write, rule: Rule, case: dict[str, Any]) -> None:
    assert case.keys() == {"title", "files", "problems"}
    library, unread = load(Folders(write(completed(case["files"]))), ("en", "ko"))
    assert [str(problem) for problem in unread] == []
    assert [str(problem) for problem in in_order(rule(library))] == case["problems"]


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_docstring_and_cases(rule: Rule) -> None:
    first = (rule.__doc__ or "").split("\n")[0]
    assert first.endswith((".", ").", ":"))
    assert {bool(case["problems"]) for case in cases(rule.__name__)} == {True, False}


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {path.stem for path in CASES.iterdir()} == {rule.__name__ for rule in RULES}


def test_check_says_what_every_rule_finds_in_the_order_of_the_files(write: Write) -> None:
    root = write(completed({
        "content/faqs/b.yaml": "question: <b>Why</b>?\nrelated: [wolf]\n",
        "content/claims/a.yaml": "certainty: {level: low}\nshort: A miracle.\n",
    }))
    library, _ = load(Folders(root), ("en",))
    assert [(d.location.path, d.location.line, d.code) for d in check(library)] == [
        ("content/claims/a.yaml", 1, "certainty-without-reasons"),
        ("content/claims/a.yaml", 2, "marketing-words"),
        ("content/faqs/b.yaml", 1, "raw-html"),
        ("content/faqs/b.yaml", 1, "raw-html"),
        ("content/faqs/b.yaml", 2, "unknown-link"),
    ]
