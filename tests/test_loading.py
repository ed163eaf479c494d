"""Loading: one broken file hides no other, and each text knows how fresh it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import Write
from evidence.diagnostics import Diagnostic, in_order
from evidence.entries.text import Passage, texts
from evidence.library import HandPage, Library
from evidence.loading import Folders, load
from evidence.rules import check
from evidence.translating import fingerprint
from samples import FLOCK, completed, entry, record

LANGUAGES = ("en", "ko")


def read(root: Path, languages: tuple[str, ...] = ("en",)) -> tuple[Library, list[str]]:
    library, problems = load(Folders(root), languages)
    return library, [str(problem) for problem in problems]


def everything(root: Path) -> list[str]:
    library, problems = load(Folders(root), ("en",))
    found: list[Diagnostic] = in_order([*problems, *check(library)])
    return [str(problem) for problem in found]


def test_the_flock_holds(write: Write) -> None:
    root = write(FLOCK)
    library, problems = read(root)
    assert problems == []
    assert library.ids == ("do-llamas-hum", "how-a-llama-hums", "llama", "llamas-hum",
                           "llamas2014", "meeting-a-llama", "sheep", "sheep2015")
    assert everything(root) == []


def test_an_empty_site_is_an_empty_library(write: Write) -> None:
    library, problems = read(write({}))
    assert (library.ids, library.bibliography, library.pages, problems) == ((), {}, (), [])


def test_five_broken_files_give_five_diagnostics_in_one_run(write: Write) -> None:
    root = write({
        **FLOCK,
        "content/faqs/cited.yaml": entry("faqs", "question: Why?\nanswer: |\n  So [@lamas2014].\n"),
        "content/faqs/linked.yaml": entry("faqs", "related:\n  - llama\n  - lama\n"),
        "content/faqs/twice.yaml": entry("faqs", "question: Why?\nshort: So.\nquestion: Who?\n"),
        "content/faqs/typed.yaml": entry("faqs", "category:\n  - basics\n"),
        "content/faqs/yaml.yaml": "question: Why: because\n",
    })
    assert everything(root) == [
        "content/faqs/cited.yaml:3:8: error: the bibliography has no record 'lamas2014' (did you "
        "mean 'llamas2014'?) [unknown-citation]",
        "content/faqs/linked.yaml:3:5: error: no entry has the id 'lama' (did you mean 'llama'?) "
        "[unknown-link]",
        "content/faqs/twice.yaml:3:1: error: 'question' stands twice here (first on line 1) "
        "[repeated-key]",
        "content/faqs/typed.yaml:2:3: error: category: expected basics, twitch, acupuncture, "
        "safety, effects or practical, not a list [unexpected-value]",
        "content/faqs/yaml.yaml:1:14: error: a colon cannot stand in this text (a text with a "
        "colon and a space in it needs quotation marks) [invalid-yaml]",
    ]


FILES: Mapping[str, tuple[dict[str, str | bytes], list[str]]] = {
    "two entries of one id": (
        {"content/faqs/llama.yaml": entry("faqs"), "content/terms/llama.yaml": entry("terms")},
        ["content/terms/llama.yaml:1:1: error: the id 'llama' is taken by "
         "content/faqs/llama.yaml (rename one file) [repeated-id]"],
    ),
    "two endings of one id": (
        {"content/faqs/llama.yaml": entry("faqs"), "content/faqs/llama.yml": entry("faqs")},
        ["content/faqs/llama.yml:1:1: error: the id 'llama' is taken by "
         "content/faqs/llama.yaml (rename one file) [repeated-id]"],
    ),
    "a folder that is misspelt": (
        {"content/faq/llama.yaml": entry("faqs")},
        ["content/faq/llama.yaml:1:1: error: no entry type has the folder 'faq' (did you mean "
         "'faqs'?) [unknown-folder]"],
    ),
    "a folder that nothing is like": (
        {"content/wool/llama.yaml": entry("faqs")},
        ["content/wool/llama.yaml:1:1: error: no entry type has the folder 'wool' (known here: "
         "studies, claims, mechanisms, faqs, guides, terms) [unknown-folder]"],
    ),
    "an entry that is not UTF-8": (
        {"content/faqs/llama.yaml": "question: ok\nshort: ä ".encode() + b"\xe4\n"},
        ["content/faqs/llama.yaml:2:10: error: this file is not UTF-8 text (save it as UTF-8) "
         "[not-utf-8]"],
    ),
    "a bibliography that is not UTF-8": (
        {"bibliography/a.bib": b"\xff\xfe"},
        ["bibliography/a.bib:1:1: error: this file is not UTF-8 text (save it as UTF-8) "
         "[not-utf-8]"],
    ),
    "a record that stands in two files": (
        {"bibliography/a.bib": record("llamas2014"),
         "bibliography/b.bib": "\n" + record("llamas2014")},
        ["bibliography/b.bib:2:10: error: the record 'llamas2014' stands in bibliography/a.bib "
         "too (keep one of them) [repeated-key]"],
    ),
    "an empty entry": (
        {"content/faqs/llama.yaml": ""},
        ["content/faqs/llama.yaml:1:1: error: this file is empty (known here: answer, category, "
         "claims, question, related, reviewed, safety, searched, short, topics, updated) "
         "[wrong-type]"],
    ),
    "a name that is no id": (
        {"content/faqs/Two Llamas.yaml": entry("faqs")},
        ["content/faqs/Two Llamas.yaml:1:1: error: id: 'Two Llamas' is not an id: lower-case "
         "letters, digits and hyphens (rename the file to two-llamas.yaml) [wrong-value]"],
    ),
    "a name that a list has": (
        {"content/faqs/index.yaml": entry("faqs")},
        ["content/faqs/index.yaml:1:1: error: no entry can have the id 'index': a list lies at its "
         "address (rename the file) [wrong-value]"],
    ),
    "a page without a title": (
        {"content/pages/en/about.md": "We like llamas.\n"},
        ["content/pages/en/about.md:1:1: error: the first line is not a title (start with "
         "'# Title') [missing-title]"],
    ),
    "hidden files and other endings are not entries": (
        {"content/faqs/.llama.yaml": "]", "content/faqs/notes.txt": "]",
         "content/faqs/.old/llama.yaml": "]", "bibliography/notes.md": "]"},
        [],
    ),
    "marks of the beginning and Windows line ends are no matter": (
        {"content/faqs/llama.yaml": b"\xef\xbb\xbf" + entry("faqs").replace("\n", "\r\n").encode()},
        [],
    ),
}


@pytest.mark.parametrize(("files", "said"), FILES.values(), ids=FILES)
def test_file(write: Write, files: dict[str, str | bytes], said: list[str]) -> None:
    assert read(write(files))[1] == said


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_hold_whatever_ends_the_lines(write: Write, end: str) -> None:
    text = entry("faqs", "question: Why?\nshort: >-\n  They may\n  hum [@wolf].\n")
    root = write({"content/faqs/llama.yaml": text.replace("\n", end)})
    assert everything(root) == [
        "content/faqs/llama.yaml:4:9: error: the bibliography has no record 'wolf' "
        "('evidence add-study' adds one) "
        "[unknown-citation]"]


def test_the_first_of_two_entries_stays(write: Write) -> None:
    library, _ = read(write({"content/faqs/llama.yaml": entry("faqs"),
                             "content/terms/llama.yaml": entry("terms")}))
    assert library.entries["llama"].kind == "faq"
    assert library.sources["llama"].path == "content/faqs/llama.yaml"


# Translations

GUIDE = "content/guides/meeting-a-llama.yaml"
KO = "content/translations/ko/guides/meeting-a-llama.yaml"
ENGLISH = {"title": "Meeting a llama", "summary": "Walk slowly.", "before": "Breathe.",
           "help": "Call at once."}
GUIDE_TEXT = """\
title: Meeting a llama
summary: Walk slowly.
sections:
  - {id: help, aspect: get-help, title: Help, safety: true, text: Call at once.}
  - {id: before, aspect: preparation, title: Before, text: Breathe.}
"""


def korean(write: Write, translation: str) -> tuple[dict[str, Passage], list[str], str]:
    """The patient's texts of a translated guide by path, what was said, and its status."""
    files = {GUIDE: entry("guides", GUIDE_TEXT)}
    if translation:
        files[KO] = translation
    library, problems = read(write(files), LANGUAGES)
    found = library.translations["ko", "meeting-a-llama"]
    passages = {".".join(map(str, path)): text.patient for path, text in texts(found.entry)}
    return passages, problems, found.status


def missing(text: str) -> Passage:
    return Passage(text, "en", "missing")


UNTRANSLATED = {
    "title": missing("Meeting a llama"),
    "summary": missing("Walk slowly."),
    "sections.0.title": missing("Help"),
    "sections.0.text": missing("Call at once."),
    "sections.1.title": missing("Before"),
    "sections.1.text": missing("Breathe."),
}
FULL = """\
status: {status}
title: 라마를 만날 때
summary: 천천히 걸으세요.
sections:
  - {{title: 도움, text: 바로 전화하세요.}}
  - {{title: 전, text: 숨을 쉬세요.}}
fingerprints:
  title.patient: {title}
  title.clinician: {title}
  sections.0.text.patient: {help}
  sections.0.text.clinician: {help}
  sections.1.text.patient: {before}
"""
TRANSLATED = {
    "title": Passage("라마를 만날 때", "ko", "current"),
    "summary": Passage("천천히 걸으세요.", "ko", "current"),
    "sections.0.title": Passage("도움", "ko", "current"),
    "sections.0.text": Passage("바로 전화하세요.", "ko", "current"),
    "sections.1.title": Passage("전", "ko", "current"),
    "sections.1.text": Passage("숨을 쉬세요.", "ko", "current"),
}


def full(status: str = "draft", **old: str) -> str:
    prints = {name: fingerprint(text) for name, text in ENGLISH.items()} | old
    return FULL.format(status=status, **prints)


def test_without_a_translation_every_text_is_the_source(write: Write) -> None:
    assert korean(write, "") == (UNTRANSLATED, [], "missing")


def test_a_translation_lies_over_its_entry(write: Write) -> None:
    assert korean(write, full()) == (TRANSLATED, [], "draft")


def test_a_text_that_is_not_translated_is_the_source(write: Write) -> None:
    assert korean(write, "summary: 천천히 걸으세요.\nsections:\n  - {}\n  - text: ' '\n") == (
        UNTRANSLATED | {"summary": TRANSLATED["summary"]}, [], "draft")


def test_a_text_whose_source_has_changed_is_stale(write: Write) -> None:
    assert korean(write, full(title="0000000000", before="0000000000")) == (
        TRANSLATED | {"title": Passage("라마를 만날 때", "ko", "stale"),
                      "sections.1.text": Passage("숨을 쉬세요.", "ko", "stale")}, [], "draft")


def test_a_stale_safety_text_gives_way_to_the_source(write: Write) -> None:
    assert korean(write, full(help="0000000000")) == (
        TRANSLATED | {"sections.0.text": missing("Call at once.")}, [], "draft")


def test_a_safety_text_by_machine_gives_way_to_the_source_and_other_texts_stay(
    write: Write,
) -> None:
    assert korean(write, full("machine")) == (
        TRANSLATED | {"sections.0.title": missing("Help"),
                      "sections.0.text": missing("Call at once.")}, [], "machine")


@pytest.mark.parametrize("status", ["draft", "reviewed", "clinician-reviewed"])
def test_a_safety_text_that_somebody_has_read_is_shown(write: Write, status: str) -> None:
    assert korean(write, full(status)) == (TRANSLATED, [], status)


def test_a_question_marked_as_safety_fails_closed_as_a_whole(write: Write) -> None:
    library, problems = read(write({
        "content/faqs/spit.yaml": entry("faqs", "safety: true\n"),
        "content/translations/ko/faqs/spit.yaml": "status: machine\nshort: 아마도.\n",
    }), LANGUAGES)
    assert problems == []
    assert {text.patient for _, text in texts(library.entry("spit", "ko"))} == {
        missing("Do llamas hum?"), missing("They may."), missing("Nobody has asked them.")}


def test_each_audience_is_fresh_or_stale_by_itself(write: Write) -> None:
    library, problems = read(write({
        "content/faqs/spit.yaml": entry("faqs", "short: {patient: Yes., clinician: Indeed.}\n"),
        "content/translations/ko/faqs/spit.yaml": (
            "short: {patient: 네., clinician: 그렇다.}\nfingerprints:\n"
            f"  short.patient: {fingerprint('Yes.')}\n  short.clinician: {fingerprint('No.')}\n"),
    }), LANGUAGES)
    short = dict(texts(library.entry("spit", "ko")))["short",]
    assert problems == []
    assert dict(short.parts()) == {"patient": Passage("네.", "ko", "current"),
                                   "clinician": Passage("그렇다.", "ko", "stale")}


TRANSLATION_PROBLEMS = {
    "a text the source does not have": (
        "title: 라마\ntitel: 라마\n",
        [f"{KO}:2:1: error: titel: the source has no such text (did you mean 'title'?) "
         "[unknown-text]"],
    ),
    "a section the source does not have": (
        "sections:\n  - {}\n  - {}\n  - {title: 셋}\n",
        [f"{KO}:4:5: error: sections.2: the source has no such text (the list of the source ends "
         "with sections.1) [unknown-text]"],
    ),
    "a field that is no text": (
        "sections:\n  - {aspect: 도움}\n",
        [f"{KO}:2:6: error: sections.0.aspect: the source has no such text [unknown-text]"],
    ),
    "a text that is a list": (
        "title: [라마]\n", [f"{KO}:1:8: error: title: expected a text [wrong-type]"],
    ),
    "one audience's text is a list": (
        "title: {patient: [라마], clinician: 라마}\n",
        [f"{KO}:1:18: error: title.patient: expected a text [wrong-type]"],
    ),
    "an audience that is misspelt": (
        "title: {patient: 라마, clinican: 라마}\n",
        [f"{KO}:1:22: error: title.clinican: the source has no such text (did you mean "
         "'clinician'?) [unknown-text]"],
    ),
    "an empty text the source does not have": (
        "titel:\n",
        [f"{KO}:1:1: error: titel: the source has no such text (did you mean 'title'?) "
         "[unknown-text]"],
    ),
    "a map where a list belongs": (
        "title: 라마\nsections: {}\n",
        [f"{KO}:2:11: error: sections: expected a list, as in the source [wrong-type]"],
    ),
    "fingerprints that are no map": (
        "fingerprints: [x]\n",
        [f"{KO}:1:15: error: fingerprints: expected 'key: value' lines, not a list [wrong-type]"],
    ),
    "a day that is none": (
        "updated: yesterday\n",
        [f"{KO}:1:10: error: updated: expected a date such as 2026-11-21, not 'yesterday' "
         "[wrong-value]"],
    ),
    "a status that is none": (
        "status: checked\n",
        [f"{KO}:1:9: error: status: expected machine, draft, reviewed or clinician-reviewed, not "
         "'checked' [unexpected-value]"],
    ),
    "a status that is misspelt": (
        "status: reviewd\n",
        [f"{KO}:1:9: error: status: expected machine, draft, reviewed or clinician-reviewed, not "
         "'reviewd' (did you mean 'reviewed'?) [unexpected-value]"],
    ),
    "a translation that is a list": (
        "- 라마\n",
        [f"{KO}:1:1: error: expected a translation: 'key: value' lines [wrong-type]"],
    ),
    "a translation that is no YAML": (
        "title: 라마: 하나\n",
        [f"{KO}:1:10: error: a colon cannot stand in this text (a text with a colon and a space "
         "in it needs quotation marks) [invalid-yaml]"],
    ),
    "an empty translation": ("", []),
}


@pytest.mark.parametrize(("translation", "said"), TRANSLATION_PROBLEMS.values(),
                         ids=TRANSLATION_PROBLEMS)
def test_translation_problem(write: Write, translation: str, said: list[str]) -> None:
    root = write({GUIDE: entry("guides", GUIDE_TEXT), KO: translation})
    assert read(root, LANGUAGES)[1] == said


def test_a_translation_of_nothing_is_said(write: Write) -> None:
    root = write({GUIDE: entry("guides", GUIDE_TEXT),
                  "content/translations/ko/guides/meeting-a-lama.yaml": "title: 라마\n",
                  "content/translations/ko/guide/meeting-a-llama.yaml": "title: 라마\n"})
    assert read(root, LANGUAGES)[1] == [
        "content/translations/ko/guide/meeting-a-llama.yaml:1:1: error: the entry "
        "'meeting-a-llama' is not in the folder 'guide' (move this file to guides/) "
        "[unknown-entry]",
        "content/translations/ko/guides/meeting-a-lama.yaml:1:1: error: no entry has the id "
        "'meeting-a-lama' (did you mean 'meeting-a-llama'?) [unknown-entry]",
    ]


def test_translations_into_languages_the_site_does_not_have_wait(write: Write) -> None:
    root = write({GUIDE: entry("guides", GUIDE_TEXT), KO: "titel: 라마\n"})
    assert read(root)[1] == []


def test_a_fingerprint_does_not_mind_how_a_text_is_wrapped() -> None:
    assert fingerprint("Walk\n  slowly. ") == fingerprint("Walk slowly.")
    assert fingerprint("Walk slowly.") != fingerprint("Walk slowly!")


# Pages and words


def test_pages_are_read_in_every_language(write: Write) -> None:
    root = write({"content/pages/en/about.md": "\n# About us\n\nWe like *llamas*.\n",
                  "content/pages/ko/about.md": "# 소개\n", "content/pages/fr/about.md": "# À\n"})
    assert read(root, LANGUAGES)[0].pages == (
        HandPage("about", "en", "About us", "We like *llamas*.", "content/pages/en/about.md"),
        HandPage("about", "ko", "소개", "", "content/pages/ko/about.md"),
    )


def words(write: Write, **languages: str) -> tuple[Library, list[str]]:
    root = write({f"words/{lang}.yaml": text for lang, text in languages.items()})
    library, problems = load(Folders(root, locales=root / "words"), LANGUAGES)
    return library, [str(problem) for problem in problems]


def test_a_word_that_a_language_lacks_is_said_and_english_stands_in(write: Write) -> None:
    library, problems = words(write, en="a: Wool\nb: Hum\n", ko="a: 털\nc: 음\nb:\n")
    assert problems == [
        "words/ko.yaml:1:1: error: the words 'b' are missing (in English: 'Hum') [missing-word]",
        "words/ko.yaml:2:1: error: c: English has no such words [unknown-word]",
    ]
    assert [library.locales["ko"].t(key) for key in "ab"] == ["털", "Hum"]


def test_a_language_without_words_is_said(write: Write) -> None:
    library, problems = words(write, en="a: Wool\n")
    assert problems == [
        "words/ko.yaml:1:1: error: the language 'ko' has no words (add this file) "
        "[missing-locale]"]
    assert library.locales["ko"].t("a") == "Wool"


def test_completed_files_hold(write: Write) -> None:
    paths = [f"content/{folder}/a-{folder}.yaml" for folder in
             ("studies", "claims", "mechanisms", "faqs", "guides", "terms")]
    library, problems = read(write(completed(dict.fromkeys(paths, ""))))
    assert (len(library.ids), problems) == (6, [])
