"""Translations on their way: files to begin with, PO out and in, and what each language has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence import exchange
from evidence.cli import main
from evidence.entries.faq import Faq
from evidence.entries.schema import comment
from evidence.entries.text import texts
from evidence.freshness import progress, translated
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.source import read_source, write_yaml
from evidence.translating import fingerprint, typeset
from samples import FLOCK

SETTINGS = {"mkdocs.yml": "plugins:\n  - evidence:\n      languages: [en, ko]\n"}
FAQ = "content/translations/ko/faqs/do-llamas-hum.yaml"
GUIDE = "content/translations/ko/guides/meeting-a-llama.yaml"
HELP = "Call at once if you are short of breath, or if your chest hurts."


def library_of(root: Path) -> Library:
    found, problems = load(Folders(root), ("en", "ko"))
    assert [str(problem) for problem in problems] == []
    return found


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["translations", *arguments, "--root", str(root)])


def states(library: Library) -> dict[str, str]:
    return {f"{text.id}:{text.name}": text.state for text in translated(library, "ko")}


def test_a_text_is_current_stale_withheld_or_missing(write: Write) -> None:
    root = write({**FLOCK, FAQ: f"""\
question: 라마는 흥얼거립니까?
short: 아마도.
fingerprints:
  question: {fingerprint("Do llamas hum?")}
  short: 0000000000
""", GUIDE: """\
sections:
  - {title: 도움, text: 바로 전화하십시오.}
fingerprints: {sections.0.text: 0000000000}
"""})
    found = states(library_of(root))
    assert {name: state for name, state in found.items() if state != "missing"} == {
        "do-llamas-hum:question.patient": "current", "do-llamas-hum:short.patient": "stale",
        "meeting-a-llama:sections.0.title.patient": "current",
        "meeting-a-llama:sections.0.text.patient": "withheld"}
    [ko] = progress(library_of(root))
    assert ko.kinds["faq"]["patient"] == {"current": 1, "stale": 1, "missing": 1}
    assert ko.safety == {"current": 1, "withheld": 1}
    assert ko.count("missing") == sum(state == "missing" for state in found.values())


def test_what_a_file_starts_with_is_a_translation_of_nothing_yet(write: Write) -> None:
    root = write(FLOCK)
    library = library_of(root)
    for identifier, entry in library.entries.items():
        said = exchange.start(library, "ko", identifier)
        source, problems = read_source("x", said)
        assert problems == []
        assert source
        assert source.value["status"] == "draft"
        for path, text in texts(entry):
            value = source.at(*path)
            both = text.patient == text.clinician
            assert value == "" if both else value == {"patient": "", "clinician": ""}, said
            for line in text.patient.text.splitlines():
                assert f"# {line}" in said


def test_start_writes_a_file_once(write: Write) -> None:
    root = write({**FLOCK, **SETTINGS})
    done = run(root, "start", "ko", "do-llamas-hum")
    assert done.exit_code == 0
    file = root / FAQ
    text = file.read_text("utf-8")
    assert "# Do llamas hum?\nquestion: \"\"\n" in text
    assert text.startswith(f"{comment(Faq, translation=True)}\n# content/faqs/do-llamas-hum.yaml")
    assert states(library_of(root))["do-llamas-hum:question.patient"] == "missing"
    again = run(root, "start", "ko", "do-llamas-hum")
    assert again.exit_code == 1
    assert "is there already; open it: add what it lacks (question" in again.output
    assert file.read_text("utf-8") == text
    assert "did you mean 'do-llamas-hum'" in run(root, "start", "ko", "do-llamas-hun").output
    assert "it is into ko" in run(root, "start", "kr", "llama").output


def filled(po: str) -> str:
    """A PO file in which somebody has translated everything, in their way."""
    return po.replace('msgstr ""\n\n', 'msgstr "번역: \\"하나\\"\\n\\n둘"\n\n').removesuffix(
        'msgstr ""\n') + ('msgstr "끝"\n' if po.endswith('msgstr ""\n') else "")


def test_a_po_file_comes_back_without_loss(write: Write) -> None:
    root = write({**FLOCK, **SETTINGS, FAQ: "question: 라마는 흥얼거립니까?\n"})
    file = root / "ko.po"
    assert run(root, "export", "ko", str(file)).exit_code == 0
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert "0 texts changed in 0 files" in run(root, "import", "ko", str(file)).output
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before

    with file.open("rb") as opened:
        catalog = read_po(opened)
    for message in catalog:
        if message.id and not message.string and "@" not in str(message.id) and (
                "{" not in str(message.id)) and "[" not in str(message.id):
            message.string = f"말: \"{message.context}\"\n\n둘"
    from babel.messages.pofile import write_po
    with file.open("wb") as opened:
        write_po(opened, catalog)
    done = run(root, "import", "ko", str(file))
    assert done.exit_code == 0, done.output
    found = load(Folders(root), ("en", "ko"))[0]
    for message in catalog:
        if message.id and message.string:
            [text] = [t for t in translated(found, "ko") if f"{t.id}:{t.name}" == message.context]
            assert text.state == "current", message.context
    assert "0 texts changed in 0 files" in run(root, "import", "ko", str(file)).output


def test_what_came_back_late_is_stale(write: Write) -> None:
    root = write({**FLOCK, **SETTINGS})
    po = ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
          'msgctxt "do-llamas-hum:question.patient"\nmsgid "Did llamas hum?"\n'
          'msgstr "라마는 흥얼거렸습니까?"\n')
    (root / "ko.po").write_text(po, "utf-8")
    assert "1 texts changed in 1 files" in run(root, "import", "ko", str(root / "ko.po")).output
    assert states(library_of(root))["do-llamas-hum:question.patient"] == "stale"


def test_what_is_fuzzy_or_of_no_text_changes_nothing(write: Write) -> None:
    root = write({**FLOCK, **SETTINGS})
    (root / "ko.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '#, fuzzy\nmsgctxt "do-llamas-hum:question.patient"\nmsgid "Do llamas hum?"\n'
        'msgstr "라마?"\n\nmsgctxt "do-llamas-sing:question.patient"\nmsgid "x"\nmsgstr "y"\n',
        "utf-8")
    done = run(root, "import", "ko", str(root / "ko.po"))
    assert done.exit_code == 0
    assert "no text has the context 'do-llamas-sing:question.patient'" in done.output
    assert "0 texts changed in 0 files" in done.output


@pytest.mark.parametrize("wrong", [b"\xff\xfe\x00", b"{json: no}"])
def test_what_is_no_po_file_is_said(write: Write, wrong: bytes) -> None:
    root = write({**FLOCK, **SETTINGS, "ko.po": wrong})
    done = run(root, "import", "ko", str(root / "ko.po"))
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert not [*(root / "content").rglob("ko/**/*.yaml")]


def test_stale_texts_are_fuzzy_and_safety_says_so(write: Write) -> None:
    root = write({**FLOCK, GUIDE: "sections:\n  - {text: 바로 전화하십시오.}\n"
                                  "fingerprints: {sections.0.text: 0000000000}\n"})
    po = exchange.to_po(library_of(root), "ko")
    part = po.partition('msgctxt "meeting-a-llama:sections.0.text.patient"')[0][-150:]
    assert "#. Safety: shown in English until it is current." in part
    assert "#, fuzzy" in part
    only = exchange.to_po(library_of(root), "ko", ["withheld"])
    assert only.count("msgctxt") == 1


def test_status_is_a_table_or_json(write: Write) -> None:
    root = write({**FLOCK, **SETTINGS, FAQ: "question: 라마는 흥얼거립니까?\n"})
    rows = [line.split() for line in run(root, "status").output.splitlines()]
    assert rows[0] == ["study", "claim", "mechanism", "faq", "guide", "term", "safety", "stale",
                       "withheld", "missing"]
    assert rows[1][:2] == ["ko", "patients"]
    assert rows[1][5] == "1/3"
    [said] = json.loads(run(root, "status", "--format", "json").output)
    assert said["kinds"]["faq"]["patient"] == {"current": 1, "missing": 2}
    listed = run(root, "status", "ko", "--list", "missing").output
    assert "content/faqs/do-llamas-hum.yaml" in listed
    assert "do-llamas-hum:question" not in listed


@given(st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.sampled_from(
        ["no", "1: 2\n\n- x"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3)
    | st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True), inner, min_size=1,
                      max_size=3), max_leaves=8))
def test_what_is_written_is_read_again(value: object) -> None:
    source, problems = read_source("x", write_yaml({"a": value}))
    assert problems == []
    assert source
    assert source.value == {"a": value}


@pytest.mark.parametrize(("lang", "text", "set_"), [
    ("fr", "Vraiment ? « Oui » : 42 %", "Vraiment\u00a0? «\u00a0Oui\u00a0»\u00a0: 42\u00a0%"),
    ("zh-Hant", "針很細。\n不會痛 的 dry needling。\n\n第二段",
     "針很細。不會痛的 dry needling。\n\n第二段"),
    ("ko", "침은 가늡니다 .", "침은 가늡니다 ."),
])
def test_a_text_has_the_spaces_of_its_language(lang: str, text: str, set_: str) -> None:
    assert typeset(text, lang) == set_
