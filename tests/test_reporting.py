"""Reports: what is counted, what a change reaches, and how a retraction shows on every page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Write
from evidence import reporting
from evidence.cli import main
from evidence.loading import Folders, load
from evidence.readability import score
from evidence.reporting import Reach
from evidence.settings import Settings
from evidence.site import build
from samples import entry, record

HERD = {
    "bibliography/a.bib": record("wool1999") + record("hums2014"),
    "content/studies/wool1999.yaml": entry("studies", (
        "status: retracted\nsince: 2020-02-02\nnotice: It was a radio.\n"
        "figures: {share: {label: llamas that hum, percent: 36.7, p: '< 0.001'}}\n")),
    "content/studies/hums2014.yaml": entry("studies"),
    "content/claims/llamas-hum.yaml": entry("claims", (
        "evidence: [{study: wool1999, stance: context, note: Withdrawn.}]\n"
        "effects:\n"
        "  - direction: reduces\n"
        "    intervention: hay\n"
        "    outcome: the hum\n"
        "    comparator: grass\n"
        "    time: at noon\n"
        "    figure: wool1999.share\n")),
    "content/faqs/do-they.yaml": entry("faqs", "claims: [llamas-hum]\n"),
    "content/faqs/why.yaml": entry("faqs", "answer: See [[do-they]], and {wool1999.share}.\n"),
    "content/faqs/next.yaml": entry("faqs", "related: [wool1999]\n"),
}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(root)])


def test_a_study_reaches_claims_and_what_rests_on_them_but_not_what_to_read_next(
    write: Write,
) -> None:
    library, _ = load(Folders(write(HERD)), ("en",))
    assert reporting.impact(library, "wool1999") == [
        Reach("llamas-hum", "claim", "weighs it", "wool1999", 1),
        Reach("why", "faq", "prints its figures", "wool1999", 1),
        Reach("do-they", "faq", "rests on it", "llamas-hum", 2),
    ]
    assert reporting.impact(library, "hums2014") == []


def test_the_command_names_files_and_pages(write: Write) -> None:
    result = run(write(HERD), "impact", "llamas-hum")
    assert result.exit_code == 0
    assert result.stdout == (
        "faq do-they: rests on it\n"
        "    content/faqs/do-they.yaml\n"
        "    /en/patients/faqs/do-they/\n"
        "    /en/clinicians/faqs/do-they/\n"
    )
    assert result.stderr == "1 entry, 2 pages\n"
    rows = json.loads(run(write(HERD), "impact", "llamas-hum", "--format", "json").stdout)
    assert [(row["id"], row["distance"]) for row in rows] == [("do-they", 1)]


def test_an_unknown_id_is_said_with_what_is_near(write: Write) -> None:
    result = run(write(HERD), "impact", "llama-hums")
    assert result.exit_code == 1
    assert result.stderr == "Error: nothing has the id 'llama-hums'; did you mean 'llamas-hum'?\n"


def test_a_report_counts(write: Write) -> None:
    result = run(write(HERD), "report", "--format", "json")
    found = json.loads(result.stdout)
    assert found["entries"] == {
        "study": 2, "claim": 1, "mechanism": 0, "faq": 3, "guide": 0, "term": 0}
    assert found["verdicts"] == {"not-found": 1}
    assert found["read"] == {"abstract": 2}
    assert (found["figures_held"], found["figures_printed"]) == (1, 2)
    assert (found["without_review"], found["oldest_search"]) == (6, "")
    assert run(write(HERD), "report").stdout.startswith("entries: study 2, claim 1,")


@pytest.mark.parametrize(("text", "grade"), [
    # 29 words in 7 sentences with 30 syllables: 0.39 * 29 / 7 + 11.8 * 30 / 29 - 15.59
    ("The llama hums. It is at ease. It eats hay. The sun is up. The day is long. "
     "We do not know why it hums. We may ask it.", -1.8),
    # 30 words in 3 sentences with 30 syllables: 0.39 * 10 + 11.8 - 15.59
    ("The old man and his dog sat on the hill. " * 3, 0.1),
    ("Llamas.", None),
])
def test_the_reading_grade_is_that_of_flesch_and_kincaid(text: str, grade: float | None) -> None:
    assert score(text, "en") == grade


def test_a_retraction_shows_wherever_something_rests_on_the_study(write: Write) -> None:
    site = build(Folders(write(HERD)), Settings())
    assert [str(problem) for problem in site.errors] == []
    shaken = {page.url for page in site.pages if "ne-shock" in page.text}
    assert shaken == {f"en/{audience}/{rest}/" for audience in ("patients", "clinicians")
                      for rest in ("claims/llamas-hum", "faqs/do-they", "faqs/why")}
    (why,) = (page for page in site.pages if page.url == "en/patients/faqs/why/")
    assert "36.7%</a> (retracted)" in why.text


def test_an_effect_is_a_sentence_with_the_verb_of_its_certainty(write: Write) -> None:
    korean = "effects: [{intervention: 건초, outcome: 소리, comparator: 풀, time: 정오에}]\n"
    site = build(Folders(write(
        {**HERD, "content/translations/ko/claims/llamas-hum.yaml": korean})),
        Settings(("en", "ko")))
    pages = {page.url: page.text for page in site.pages}
    assert "Hay may reduce the hum compared with grass, at noon." in (
        pages["en/clinicians/claims/llamas-hum/"])
    assert "건초는 풀에 견주어, 정오에 소리를 줄일 수도 있다." in (
        pages["ko/clinicians/claims/llamas-hum/"])
