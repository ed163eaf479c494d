"""Tidying: the order of the house, and not one word of difference."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.entries.text import texts
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.source import read_source, write_yaml
from evidence.tidying import LINE, STEPS, tidied, with_fingerprints
from evidence.translating import fingerprint
from samples import FLOCK, entry, is_entry

FAQ, KO = "content/faqs/a.yaml", "content/translations/ko/faqs/a.yaml"
HEAD = "# yaml-language-server: $schema=../../schemas/faq.schema.json\n"
KO_HEAD = "# yaml-language-server: $schema=../../../../schemas/translations/faq.schema.json\n"
LONG = " ".join(["llama"] * 60)

CASES = {
    "the lines stand in the order of the type": (
        "updated: 2026-11-21\nquestion: Why?\nshort: No.\n", "question: Why?\nshort: No.\n"
        "updated: 2026-11-21\n"),
    "a comment goes with the line below it": (
        "# At the head.\nshort: No.\n\n# On the question.\nquestion: Why? # indeed\n",
        "# At the head.\n\n# On the question.\nquestion: Why? # indeed\nshort: No.\n"),
    "lines that nobody knows stay where they are": (
        "short: No.\nquestoin: Why?\n", "short: No.\nquestoin: Why?\n"),
    "texts of several lines move whole": (
        "answer: |\n  # One.\n\n  Two.\nquestion: >-\n  Why\n  not?\n",
        "question: >-\n  Why\n  not?\nanswer: |\n  # One.\n\n  Two.\n"),
    "quotation marks are double where nothing is escaped": (
        "question: 'Why: so?'\nshort: 'It''s \"no\".'\nanswer: 'It''s: so'\n",
        "question: \"Why: so?\"\nshort: 'It''s \"no\".'\nanswer: \"It's: so\"\n"),
    "a far too long line is wrapped": (
        f"short: >-\n  {LONG}\n", "short: >-\n" + "\n".join(
            f"  {' '.join(['llama'] * n)}" for n in (19, 19, 19, 3)) + "\n"),
    "a literal text keeps its lines": (f"short: |\n  {LONG}\n", f"short: |\n  {LONG}\n"),
    "a long line that is near enough stays": (
        f"short: >-\n  {LONG[:LINE + 60]}\n", f"short: >-\n  {LONG[:LINE + 60]}\n"),
    "spaces at the end of lines and empty lines go": (
        "\n\nquestion: Why?   \n\n\n\nshort:   No.\n\n\n", "question: Why?\n\nshort: No.\n"),
    "an empty line with spaces in it is an empty line": (
        "  \n\nquestion: Why?\n \n   \n\nshort: No.\n", "question: Why?\n\nshort: No.\n"),
    "spaces in a text stay": ("answer: |+\n  One.  \n\n\n  Two.\n\n", "answer: |+\n  One.  \n\n\n"
                              "  Two.\n\n"),
    "a line end at the end": ("question: Why?", "question: Why?\n"),
    "a comment at the end stays there": ("short: No.\n# The end.", "short: No.\n# The end.\n"),
}


@pytest.mark.parametrize(("given", "tidy"), CASES.values(), ids=CASES)
def test_a_file_is_put_in_order(given: str, tidy: str) -> None:
    assert tidied(FAQ, given) == HEAD + tidy
    assert tidied(FAQ, HEAD + tidy) == HEAD + tidy


def test_a_wrong_schema_is_put_right() -> None:
    assert tidied(FAQ, "# Ours.\n# yaml-language-server: $schema=x.json\nshort: No.\n") == (
        HEAD + "# Ours.\nshort: No.\n")
    marks = "fingerprints:\n  short: 0123456789\n"
    assert tidied(KO, f"{HEAD}{marks}short: 아니요.\nstatus: draft\n") == (
        KO_HEAD + "status: draft\nshort: 아니요.\nfingerprints:\n  short: 0123456789\n")


@pytest.mark.parametrize("given", [
    "question: [\n", "- a\n- b\n", "", "a: 1\na: 2\n", "just words", "\x00",
])
def test_what_is_no_entry_stays_as_it_is(given: str) -> None:
    assert tidied(FAQ, given) == given


def test_files_of_other_folders_stay_as_they_are() -> None:
    assert tidied("content/redirects.yaml", "b: a\n\n\n\na: b") == "b: a\n\n\n\na: b"
    assert tidied("content/llamas/a.yaml", "b: 'a'") == "b: 'a'"


LINES = st.sampled_from([
    "question: Why?\n", "question: 'Why: so?'\n", "short:   No.  \n", "# A comment.\n", "\n",
    "  \n",
    "answer: |\n  One.\n\n  # two\n", f"short: >-\n  {LONG}\n", "updated: 2026-11-21\n",
    "related: [a,   b] # and more\n", "answer: \"One\n  two\"\n", "category:\n  basics\n",
    "claims:\n  - a\n  # between\n  - b\n", "short: {patient: 'x',  clinician: y}\n", "\t\n",
    "# yaml-language-server: $schema=x\n", "answer: >\n  One\n\n   two  three\n", "---\n", "...\n",
    "safety: true", "id: &a x\n", "question: It's\n  wrapped\n", "? a\n: b\n",
    "short: |+\n  x\n\n\n",
])


@given(st.lists(LINES).map("".join))
def test_tidying_changes_no_value_loses_no_comment_and_is_done_once(text: str) -> None:
    once = tidied(FAQ, text)
    assert tidied(FAQ, once) == once
    before, after = read_source(FAQ, text)[0], read_source(FAQ, once)[0]
    assert (before and before.value) == (after and after.value)
    for comment in ("# A comment.", "# and more", "# between"):
        assert once.count(comment) == text.count(comment)


@given(st.dictionaries(
    st.sampled_from(["question", "short", "answer", "category", "related", "updated"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"])), max_size=3), min_size=1))
def test_another_reader_finds_the_same_values(value: dict[str, object]) -> None:
    text = write_yaml(value)
    assert yaml.safe_load(tidied(FAQ, text)) == yaml.safe_load(text)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_each_step_says_what_it_does(step: object) -> None:
    assert (step.__doc__ or "").endswith(".")


@pytest.mark.parametrize("path", [*filter(is_entry, FLOCK)])
def test_the_flock_is_tidied_without_a_loss(path: str) -> None:
    text = FLOCK[path]
    assert yaml.load(tidied(path, text), yaml.BaseLoader) == yaml.load(text, yaml.BaseLoader)


# Fingerprints

QUESTION = "question: 라마는 흥얼거리나요?\n"


def library_of(root: Path) -> Library:
    return load(Folders(root), ("en", "ko"))[0]


def fingerprinted(root: Path) -> str:
    return with_fingerprints(library_of(root), "ko", "a", (root / KO).read_text("utf-8"))


def test_a_text_without_a_fingerprint_gets_one(write: Write) -> None:
    root = write({FAQ: entry("faqs", "question: Do llamas hum?\n"), KO: QUESTION})
    assert fingerprinted(root) == (
        f"{QUESTION}fingerprints:\n  question: {fingerprint('Do llamas hum?')}\n")


def test_a_fingerprint_that_is_there_stays(write: Write) -> None:
    stale = f"{QUESTION}short: 아마도.\nfingerprints:\n  question: 0000000000\n"
    root = write({FAQ: entry("faqs", "question: Do llamas hum?\nshort: They may.\n"), KO: stale})
    assert fingerprinted(root) == f"{stale}  short: {fingerprint('They may.')}\n"
    write({KO: fingerprinted(root)})
    assert fingerprinted(root) == (root / KO).read_text("utf-8")


@pytest.mark.parametrize("given", ["", "short: ''\n", "short: {patient: 아마도., clinician: ''}\n"])
def test_a_text_that_is_not_there_has_none(write: Write, given: str) -> None:
    """Its first translation would look older than its source."""
    held = "fingerprints:\n  question: 0000000000\n"
    idle = "  short.patient: 0000000000\n" * ("아마도" in given) + "  short.clinician: 1111111111\n"
    both = "short: {patient: They may., clinician: It is so.}\n"
    root = write({FAQ: entry("faqs", f"question: Do llamas hum?\n{both}"),
                  KO: f"{QUESTION}{given}{held}{idle}"})
    kept = idle.partition("  short.clinician")[0]
    assert fingerprinted(root) == f"{QUESTION}{given}{held}{kept}"


def test_where_no_text_is_left_no_fingerprints_are(write: Write) -> None:
    root = write({FAQ: entry("faqs"), KO: "status: draft\nfingerprints:\n  short: 0123456789\n"})
    assert fingerprinted(root) == "status: draft\n"


@pytest.mark.parametrize(("held", "short"), [
    ("short: 0000000000", "{patient: They may., clinician: It is so.}"),
    ("short.patient: 0000000000\n  short.clinician: 0000000000", "They may."),
    (f"short.patient: {fingerprint('They may.')}\n  short.clinician: 0000000000", "They may."),
], ids=["one text became two", "two texts became one", "one of two was stale"])
def test_a_stale_text_stays_stale_where_its_source_changed_its_form(
    write: Write, held: str, short: str
) -> None:
    said = f"short: {{patient: 아마도., clinician: 그렇다.}}\nfingerprints:\n  {held}\n"
    root = write({FAQ: entry("faqs", f"short: {short}\n"), KO: said})
    before = stale(library_of(root))
    assert before
    write({KO: fingerprinted(root)})
    assert stale(library_of(root)) == before


def stale(library: Library) -> list[tuple[object, str]]:
    return [(path, audience) for path, text in texts(library.entry("a", "ko"))
            for audience, passage in text.parts() if passage.state == "stale"]
