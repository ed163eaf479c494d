"""What a reader sees when the source has moved on: notes, the old text, and safety text anew."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from browser.conftest import NewPage, served
from evidence.cli import main
from hosting import ENVIRONMENT, HOSTED, MKDOCS, lay_out, settings

pytestmark = pytest.mark.browser

CALL = "Call at once if you are short of breath, or if your chest hurts."
KOREAN = {
    "content/translations/ko/guides/meeting-a-llama.yaml": """\
status: reviewed
title: 라마 만나기
summary: 천천히 걸으십시오.
sections:
  - {title: 목동을 부를 때, text: "숨이 차거나 가슴이 아프면 바로 전화하십시오."}
  - {title: 그 전에, text: 숨을 쉬십시오.}
""",
    "content/translations/ko/faqs/do-llamas-hum.yaml": """\
status: draft
question: 라마는 흥얼거립니까?
short: 아마도.
answer: 물어본 사람이 없습니다.
""",
}
CHANGED = {
    CALL: "Call at once if you are short of breath, feel faint, or if your chest hurts.",
    "Nobody has asked them.": "Somebody has asked them.",
}
"""Sentences of the English guide and question, before and after."""


def evidence(root: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site that was translated, then changed in English; its folder and its address."""
    root = tmp_path_factory.mktemp("moved")
    lay_out(root, {**HOSTED, **KOREAN, "mkdocs.yml": settings()})
    evidence(root, "translations", "update")
    for path in ("guides/meeting-a-llama", "faqs/do-llamas-hum"):
        file = root / f"content/{path}.yaml"
        text = file.read_text("utf-8")
        for old, new in CHANGED.items():
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
    subprocess.run([*MKDOCS, "build", "--quiet"], cwd=root, env=ENVIRONMENT, check=True)
    with served(root / "site") as address:
        yield root, address


def test_the_command_tells_what_is_stale_and_what_is_withheld(moved: tuple[Path, str]) -> None:
    root, _ = moved
    stale = evidence(root, "translations", "status", "ko", "--list", "stale")
    assert [line.split(": ")[1] for line in stale.splitlines()] == ["do-llamas-hum:answer.patient"]
    withheld = evidence(root, "translations", "status", "ko", "--list", "withheld")
    assert withheld.splitlines() == [
        "ko content/guides/meeting-a-llama.yaml:3:12: meeting-a-llama:sections.0.text.patient"
        " (safety)"]


def test_a_stale_text_stays_with_a_note_in_the_readers_language(
    new_page: NewPage, moved: tuple[Path, str]
) -> None:
    page = new_page()
    page.goto(f"{moved[1]}/ko/patients/faqs/do-llamas-hum/")
    expect(page.get_by_text("물어본 사람이 없습니다.")).to_be_visible()
    expect(page.get_by_text("번역한 뒤에 영어 원문의 일부가 바뀌었습니다.")).to_be_visible()
    expect(page.get_by_text("Somebody has asked them.")).to_have_count(0)


def test_a_safety_text_fails_closed(new_page: NewPage, moved: tuple[Path, str]) -> None:
    page = new_page()
    page.goto(f"{moved[1]}/ko/patients/guides/meeting-a-llama/")
    english = page.get_by_text(CHANGED[CALL])
    expect(english).to_be_visible()
    assert english.evaluate("e => e.closest('[lang]').lang") == "en"
    assert english.evaluate("e => e.closest('[dir]').dir") == "ltr"
    expect(page.get_by_text("숨이 차거나 가슴이 아프면")).to_have_count(0)
    expect(page.get_by_text("숨을 쉬십시오.")).to_be_visible()
    expect(page.get_by_text("이 페이지의 일부는 아직 번역되지 않았습니다.")).to_be_visible()


def test_a_page_that_falls_back_whole_is_not_a_page_of_the_language(
    new_page: NewPage, moved: tuple[Path, str]
) -> None:
    root, address = moved
    page = new_page()
    page.goto(f"{address}/ko/patients/terms/llama/")
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert canonical.endswith("/en/patients/terms/llama/")
    assert page.locator("link[hreflang]").count() == 0
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    assert "/ko/patients/terms/llama/" not in sitemap
    assert "/ko/patients/faqs/do-llamas-hum/" in sitemap
