"""Changes: what git knows of them, what they do to readers, and a summary that nobody can abuse."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.changes import Change, NoHistory, as_markdown, change, changed_paths, version
from evidence.changes.comparing import compare
from evidence.changes.summary import quoted
from evidence.changes.values import (
    Besides,
    Entries,
    FieldMoved,
    FigureMoved,
    Moved,
    Named,
    Pages,
    RecordMoved,
    Records,
    Renamed,
    Rewritten,
    TextName,
    Translations,
)
from evidence.translating import fingerprint
from samples import FLOCK, completed, entry, record

URL = "https://llama.example/"
KOREAN = "plugins:\n  - evidence: {languages: [en, ko]}\n"
FAQ, CLAIM = "content/faqs/do-llamas-hum.yaml", "content/claims/llamas-hum.yaml"
STUDY, GUIDE = "content/studies/llamas2014.yaml", "content/guides/meeting-a-llama.yaml"


# What git knows


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), "-c", "user.name=Ann Woolly", "-c", "user.email=ann@llama.example",
         "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", *arguments],
        capture_output=True, text=True, check=True)
    return done.stdout


def committed(root: Path, message: str = "Hum") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


@pytest.fixture
def flock(write: Write) -> Path:
    """The flock, committed on main, and a branch that leaves it."""
    root = write({"mkdocs.yml": KOREAN, ".gitignore": "site/\n", **FLOCK})
    git(root, "init", "--quiet")
    committed(root)
    git(root, "checkout", "--quiet", "-b", "hum")
    return root


def test_changed_paths_are_those_committed_or_not_new_renamed_and_removed(
    flock: Path, write: Write
) -> None:
    write({FAQ: entry("faqs", "question: Do llamas sing?\n")})
    committed(flock)
    write({CLAIM: "staged", "content/faqs/neu é.yaml": "untracked", STUDY: "not staged",
           "site/index.html": "ignored"})
    git(flock, "add", CLAIM)
    (flock / "content/terms/sheep.yaml").rename(flock / "content/terms/ewe.yaml")
    assert changed_paths(flock) == (
        CLAIM, FAQ, "content/faqs/neu é.yaml", STUDY, "content/terms/ewe.yaml",
        "content/terms/sheep.yaml")


def test_what_happened_on_the_other_branch_since_is_no_part_of_a_change(
    flock: Path, write: Write
) -> None:
    git(flock, "checkout", "--quiet", "main")
    write({STUDY: "elsewhere"})
    committed(flock)
    git(flock, "checkout", "--quiet", "hum")
    write({FAQ: "here"})
    assert changed_paths(flock, "main") == (FAQ,)


def test_paths_start_at_the_site_where_it_is_a_folder_of_its_repository(tmp_path: Path) -> None:
    site = tmp_path / "wool/site"
    for path, text in {**FLOCK, "mkdocs.yml": KOREAN}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    git(tmp_path, "init", "--quiet")
    committed(tmp_path)
    (tmp_path / "elsewhere.txt").write_text("x")
    (site / FAQ).write_text(entry("faqs", "question: Do llamas sing?\n"))
    assert changed_paths(site) == (FAQ,)
    found = change(site)
    assert isinstance(found, Change)
    assert [one.id for one in found.entries.changed] == ["do-llamas-hum"]


def test_a_change_without_history_is_told(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ask in (changed_paths, change):
        assert ask(tmp_path) == NoHistory("this folder is in no git repository",
                                          "there is nothing to compare")
    git(tmp_path, "init", "--quiet")
    assert changed_paths(tmp_path) == NoHistory("nothing has been committed here yet")
    write({FAQ: "x"})
    committed(tmp_path)
    for name in ("wool", "--output=x", "main:content", ""):
        assert changed_paths(tmp_path, name) == NoHistory(
            f"git knows no branch, tag or commit {name!r}",
            "fetch it first, or name another with --against")
    git(tmp_path, "checkout", "--quiet", "--orphan", "elsewhere")
    committed(tmp_path, "Another beginning")
    told = changed_paths(tmp_path, "main")
    assert str(told) == ("git knows no commit that 'main' and this one have in common; fetch the "
                         "whole history: git fetch --unshallow")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert changed_paths(tmp_path) == NoHistory("git is not installed, or cannot be started")
    assert not (tmp_path / "x").exists()


def test_to_look_at_a_change_changes_nothing(flock: Path, write: Write) -> None:
    write({FAQ: "question: x\n", "new.txt": "x"})
    before = (git(flock, "status", "--porcelain"), git(flock, "worktree", "list"),
              git(flock, "count-objects", "--verbose"))
    assert isinstance(change(flock), Change)
    assert (git(flock, "status", "--porcelain"), git(flock, "worktree", "list"),
            git(flock, "count-objects", "--verbose")) == before


def test_links_in_an_older_version_are_not_followed(flock: Path) -> None:
    git(flock, "checkout", "--quiet", "main")
    (flock / "content/faqs/secret.yaml").symlink_to("/etc/hostname")
    (flock / "content/faqs/dash.yaml").write_text(entry("faqs"))
    committed(flock)
    (flock / "content/faqs/secret.yaml").unlink()
    found = change(flock)
    assert isinstance(found, Change)
    assert (found.entries, found.problems.mended) == (Entries(), ())


# What a change does


def compared(tmp_path: Path, files: Mapping[str, str | None],
             before: Mapping[str, str] | None = None) -> Change:
    """The flock with some files changed, or removed (None), against the flock as it was."""
    old = {"mkdocs.yml": KOREAN, **FLOCK, **completed(before or {})}
    new = {**old, **{path: whole(path, text) for path, text in files.items() if text is not None}}
    for path in [path for path, text in files.items() if text is None]:
        del new[path]
    for folder, laid in (("old", old), ("new", new)):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
        for path, text in laid.items():
            file = tmp_path / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    return compare(version(tmp_path / "old"), version(tmp_path / "new"))


def whole(path: str, text: str) -> str:
    """An entry with what its type requires; as it is, where it cannot be read."""
    return text if text.count('"') % 2 else completed({path: text})[path]


def replaced(path: str, old: str, new: str) -> dict[str, str | None]:
    assert old in FLOCK[path]
    return {path: FLOCK[path].replace(old, new)}


def test_nothing_changed_is_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, {"content/faqs/notes.txt": "x"})
    assert found.empty
    assert not found.worse
    assert as_markdown(found, URL) == (
        "## What this change does\n\nNothing that readers get is another than before.\n")


def test_lines_that_move_change_nothing_that_readers_get(tmp_path: Path) -> None:
    found = compared(tmp_path, {FAQ: "# a comment\n\n" + FLOCK[FAQ]})
    assert found.empty


def test_entries_are_added_changed_removed(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        "content/faqs/do-sheep-hum.yaml": "question: Do sheep hum?\n",
        FAQ: FLOCK[FAQ].replace("Do llamas hum?", "Do llamas ever hum?"),
        "content/mechanisms/how-a-llama-hums.yaml": None,
    })
    assert found.entries == Entries(
        added=(Named("do-sheep-hum", "faq", "Do sheep hum?"),),
        changed=(Named("do-llamas-hum", "faq", "Do llamas ever hum?", (
            FieldMoved("question", "Do llamas hum?", "Do llamas ever hum?", prose=True),)),),
        removed=(Named("how-a-llama-hums", "mechanism", "How a llama hums"),))
    assert found.pages.ended == ("en/patients/mechanisms/how-a-llama-hums/",)


@pytest.mark.parametrize(("redirects", "redirected"), [("", False), ("sheep: ewe\n", True)])
def test_an_entry_is_known_under_a_new_name(
    tmp_path: Path, redirects: str, redirected: bool
) -> None:
    found = compared(tmp_path, {
        "content/terms/sheep.yaml": None,
        "content/terms/ewe.yaml": FLOCK["content/terms/sheep.yaml"],
        **replaced("content/terms/llama.yaml", "to: sheep", "to: ewe"),
        "content/redirects.yaml": redirects,
    })
    assert found.entries.renamed == (Renamed("sheep", "ewe", "term", "sheep", redirected),)
    assert (found.entries.added, found.entries.removed) == ((), ())
    assert found.pages.ended == (() if redirected else ("en/patients/terms/sheep/",))


def test_a_renamed_entry_may_have_changed_a_little_and_not_much(tmp_path: Path) -> None:
    long = "answer: |\n" + "".join(f"  Line {word}.\n" for word in "abcdefghij")
    old = {"content/faqs/why.yaml": long}
    near = compared(tmp_path, {"content/faqs/why.yaml": None,
                               "content/faqs/why-not.yaml": long.replace("Line c", "Row c")}, old)
    far = compared(tmp_path, {"content/faqs/why.yaml": None,
                              "content/faqs/why-not.yaml": "answer: Hay.\nshort: Hay.\n"}, old)
    assert [one.new for one in near.entries.renamed] == ["why-not"]
    assert far.entries.renamed == ()


def test_a_file_that_cannot_be_read_any_more_is_not_called_removed(tmp_path: Path) -> None:
    found = compared(tmp_path, {FAQ: 'question: "Do llamas hum?\n'})
    assert found.entries == Entries(unread=("do-llamas-hum",))
    assert [problem.code for problem in found.problems.new] == ["invalid-yaml"]
    assert (found.problems.errors, found.worse) == ((0, 1), True)
    back = compared(tmp_path, {FAQ: FLOCK[FAQ]}, {FAQ: "question: 1\nnone: 2\n"})
    assert [one.id for one in back.entries.changed] == ["do-llamas-hum"]
    assert (back.problems.errors, back.worse) == ((1, 0), False)


def test_verdicts_certainty_and_statuses_are_told_as_they_were_and_are(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        **replaced(CLAIM, "verdict: supported", "verdict: partly-supported"),
        STUDY: FLOCK[STUDY] + "status: corrected\nnotice: A table.\n",
        "bibliography/wool.bib": record("wool1999", "1999"),
        "content/studies/wool1999.yaml": "status: retracted\nsince: 2001-01-01\nnotice: Gone.\n",
    })
    title = "Llamas hum when they are happy."
    assert found.verdicts == (
        Moved("llamas-hum", title, "verdict", "supported", "partly-supported"),)
    assert found.statuses == (
        Moved("wool1999", "Llamas that hum", "status", "", "retracted"),
        Moved("llamas2014", "Llamas that hum", "status", "current", "corrected"))
    level = compared(tmp_path, replaced(CLAIM, "level: low", "level: very-low"))
    assert level.verdicts == (Moved("llamas-hum", title, "certainty", "low", "very-low"),)


def test_figures_are_told_with_the_entries_that_print_them(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        STUDY: FLOCK[STUDY].replace("percent: 36.7", "percent: 36.8")
        .replace("range: [2, 8]", "range: [2, 9]").replace("animals: 1200", "animals: 1201")
        .replace('kappa: "0.20"', 'kappa: "0.20", p: "= 0.04"').replace("  metres:", "  feet:")})
    assert found.figures == (
        FigureMoved("llamas2014", "animals", "1200", "1201", ()),
        FigureMoved("llamas2014", "hum-rate", "36.7%, 95% CI 20.1 to 53.2, of 30 animals",
                    "36.8%, 95% CI 20.1 to 53.2, of 30 animals",
                    ("how-a-llama-hums", "llamas-hum")),
        FigureMoved("llamas2014", "hours", "2 to 8 hours", "2 to 9 hours", ()),
        FigureMoved("llamas2014", "agreement", "kappa 0.20", "kappa 0.20, p = 0.04", ()),
        FigureMoved("llamas2014", "metres", "1200 metres", "", ()),
        FigureMoved("llamas2014", "feet", "", "1200 metres", ()))


def test_a_figure_under_another_label_has_the_same_value(tmp_path: Path) -> None:
    found = compared(tmp_path, replaced(STUDY, "label: how much louder", "label: louder by"))
    assert (found.figures, [one.id for one in found.entries.changed]) == ((), ["llamas2014"])


KO = "content/translations/ko/"
HELP = "Call at once if you are short of breath, or if your chest hurts."
TRANSLATED = {
    KO + "guides/meeting-a-llama.yaml": (
        "title: 라마\nsections:\n  - {title: 도움, text: 바로 전화하세요.}\n  - {title: 전}\n"
        f"fingerprints:\n  title: {fingerprint('Meeting a llama')}\n"
        f"  sections.0.text: {fingerprint(HELP)}\n"),
    KO + "faqs/do-llamas-hum.yaml": (
        f"question: 라마?\nfingerprints:\n  question: {fingerprint('Do llamas hum?')}\n"),
}


def test_texts_made_stale_are_told_and_safety_texts_apart(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        GUIDE: FLOCK[GUIDE].replace("Call at once", "Call the shepherd at once")
        .replace("Meeting a llama", "Meeting one llama"),
        FAQ: FLOCK[FAQ].replace("Do llamas", "Do all llamas"),
    }, TRANSLATED)
    assert found.translations == (Translations(
        "ko",
        withheld=(TextName("meeting-a-llama:sections.0.text.patient", True),),
        stale=(TextName("do-llamas-hum:question.patient", False),
               TextName("meeting-a-llama:title.patient", False)),
        missing=0, mended=0, files=()),)


def test_texts_translated_anew_and_texts_not_translated_are_counted(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        KO + "terms/llama.yaml": "definition: 털짐승.\n",
        "content/terms/wool.yaml": "definition: It is soft.\n",
    }, TRANSLATED)
    assert found.translations == (
        Translations("ko", withheld=(), stale=(), missing=1, mended=1, files=("llama",)),)


def test_pages_are_counted_by_edition_with_all_that_rests_on_what_changed(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        "content/studies/sheep2015.yaml": "finding: Sheep hum.\n",
        KO + "terms/llama.yaml": "definition: 털짐승.\n",
    })
    assert found.pages == Pages(
        editions={"en/patients/": 3, "en/clinicians/": 3, "ko/patients/": 4, "ko/clinicians/": 4},
        reached=("sheep2015", "llamas-hum", "do-llamas-hum", "llama"),
        addresses=("en/patients/studies/sheep2015/", "en/patients/claims/llamas-hum/",
                   "en/patients/faqs/do-llamas-hum/", "ko/patients/terms/llama/"),
        ended=())


def test_what_used_an_entry_that_is_gone_is_reached_too(tmp_path: Path) -> None:
    found = compared(tmp_path, {"content/terms/sheep.yaml": None})
    assert found.pages.reached == ("llama",)


def test_records_of_the_bibliography_reach_what_cites_them(tmp_path: Path) -> None:
    found = compared(tmp_path, {"bibliography/flock.bib": (
        "\n" + record("llamas2014", "2014").replace("Sheep", "Wool") + record("wool1999"))})
    assert found.records == Records(
        ("wool1999",), (RecordMoved("llamas2014", "llamas2014", (
            FieldMoved("journal", "Sheep", "Wool"),)),), ("sheep2015",))
    assert found.pages.reached == (
        "llamas2014", "sheep2015", "how-a-llama-hums", "llamas-hum", "do-llamas-hum")


def test_the_reading_grade_of_what_changed_is_told_as_it_was_and_is(tmp_path: Path) -> None:
    easy = "answer: " + "Nobody has asked a llama. " * 9 + "\n"
    hard = "answer: " + "Vocalisation of domesticated camelids remains uninvestigated. " * 9 + "\n"
    found = compared(tmp_path, {FAQ: hard}, {FAQ: easy})
    (one,) = found.readings
    assert (one.id, one.lang, one.measure, one.easier_up) == (
        "do-llamas-hum", "en", "Flesch-Kincaid", False)
    assert one.old is not None
    assert one.new is not None
    assert one.old < 6 < 12 < one.new


def test_problems_are_new_or_mended_whatever_line_they_are_on(tmp_path: Path) -> None:
    before = {FAQ: "related: [lama]\nshort: A miracle.\n"}
    found = compared(tmp_path, {FAQ: "# a line more\nrelated: [lama]\nshort: <b>.\n"}, before)
    assert [problem.code for problem in found.problems.new] == ["raw-html"]
    assert [problem.code for problem in found.problems.mended] == ["marketing-words"]
    assert (found.problems.errors, found.problems.warnings, found.worse) == (
        (2, 2), (0, 0), False)


def test_a_change_as_plain_values_goes_through_json(tmp_path: Path) -> None:
    found = compared(tmp_path, {FAQ: "related: [lama]\n"})
    plain = json.loads(json.dumps(found.as_dict()))
    assert plain["worse"] is True
    assert plain["entries"]["changed"] == [
        {"id": "do-llamas-hum", "kind": "faq", "title": "Do llamas hum?", "fields": [
            {"name": "related.0", "old": "", "new": "lama", "prose": False, "safety": False},
            {"name": "claims.0", "old": "llamas-hum", "new": "", "prose": False,
             "safety": False}]}]
    assert plain["problems"]["new"][0]["code"] == "unknown-link"
    assert plain["pages"]["editions"]["ko/patients/"] == len(plain["pages"]["reached"])


# Field by field


def prose(name: str, old: str, new: str, *, safety: bool = False) -> FieldMoved:
    return FieldMoved(name, old, new, prose=True, safety=safety)


FIELDS: Mapping[str, tuple[str, str, str, tuple[FieldMoved, ...]]] = {
    "a value": (CLAIM, "stance: supports", "stance: mixed", (
        FieldMoved("evidence.0.stance", "supports", "mixed"),)),
    "a figure's direction": (STUDY, "unit: points}", "unit: points, better: lower}", (
        FieldMoved("figures.louder.better", "", "lower"),)),
    "a date": (FAQ, "updated: 2026-11-21", "updated: 2026-11-22", (
        FieldMoved("updated", "2026-11-21", "2026-11-22"),)),
    "a label": ("content/terms/llama.yaml", "text: chameau", "text: chamelle", (
        FieldMoved("labels.fr.0.text", "chameau", "chamelle"),)),
    "one text of two": (CLAIM, "patient: Some llamas hum.", "patient: Few llamas hum.", (
        prose("short.patient", "Some llamas hum.", "Few llamas hum."),)),
    "one text made two": (
        FAQ, "question: Do llamas hum?", "question: {patient: 'Do llamas hum?', clinician: 'Hum?'}",
        (prose("question.clinician", "Do llamas hum?", "Hum?"),)),
    "an item put in before others": (
        CLAIM, "evidence:\n",
        "evidence:\n  - {study: sheep2015, stance: contradicts, note: Baa.}\n", (
            FieldMoved("evidence.0.study", "", "sheep2015"),
            FieldMoved("evidence.0.stance", "", "contradicts"),
            prose("evidence.0.note", "", "Baa."))),
    "the flag of safety": (GUIDE, "safety: true", "safety: false", (
        FieldMoved("sections.0.safety", "true", "false", safety=True),)),
    "a safety text": (GUIDE, "Call at once", "Call", (
        prose("sections.0.text", HELP, HELP.replace("Call at once", "Call"), safety=True),)),
    "a safety text and its flag": (
        GUIDE, f'safety: true,\n     text: "{HELP}"', "text: Wait.", (
            FieldMoved("sections.0.safety", "true", "", safety=True),
            prose("sections.0.text", HELP, "Wait.", safety=True))),
    "a text that says whom to call": (
        FAQ, "answer: Nobody has asked them.", "answer: Call 112.", (
            prose("answer", "Nobody has asked them.", "Call 112.", safety=True),)),
}


@pytest.mark.parametrize("case", FIELDS)
def test_each_field_that_changed_is_named(tmp_path: Path, case: str) -> None:
    path, old, new, fields = FIELDS[case]
    found = compared(tmp_path, replaced(path, old, new))
    (one,) = found.entries.changed
    assert sorted(one.fields, key=str) == sorted(fields, key=str)


def test_of_many_fields_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    topics = ", ".join(f"llama-{n}" for n in range(14))
    text = as_markdown(compared(tmp_path, {CLAIM: FLOCK[CLAIM].replace(
        "related: [do-llamas-hum]", f"related: [do-llamas-hum, {topics}]")}))
    assert "  - `related.12`: (none) → `llama-11`\n  - and 2 more\n" in text


def test_a_long_value_is_shown_as_far_as_it_differs(tmp_path: Path) -> None:
    signed = "reviewed: {by: Ann, role: vet, on: 2026-11-21, due: 2027-11-21, conflicts: %s}\n"
    hay, wool = (FLOCK[FAQ] + signed % (f"{'of ' * 80}{last}") for last in ("hay", "wool"))
    text = as_markdown(compared(tmp_path, {FAQ: wool}, {FAQ: hay}))
    assert "of hay` → `of of" in text
    assert "of wool`\n" in text


def renamed_study(text: str) -> str:
    return text.replace("llamas2014", "llamas2013")


RENAMED: Mapping[str, str | None] = {
    STUDY: None, "content/studies/llamas2013.yaml": FLOCK[STUDY],
    "content/redirects.yaml": "llamas2014: llamas2013\n",
    **{path: renamed_study(FLOCK[path]) for path in FLOCK
       if path != STUDY and "llamas2014" in FLOCK[path]},
}


def test_a_rename_alone_changes_no_field(tmp_path: Path) -> None:
    found = compared(tmp_path, {**RENAMED, "bibliography/flock.bib": FLOCK[
        "bibliography/flock.bib"].replace("{llamas2014,", "{llamas2013,")})
    assert found.entries == Entries(
        renamed=(Renamed("llamas2014", "llamas2013", "study", "Llamas that hum", True),),
        following=("how-a-llama-hums", "llamas-hum"))
    assert found.records == Records(renamed=(RecordMoved("llamas2014", "llamas2013"),))
    assert (found.figures, found.besides) == ((), Besides())
    text = as_markdown(found, URL)
    assert "- 2 entries follow the rename\n" in text
    assert "- renamed: `llamas2014` → `llamas2013`\n" in text


def test_a_rename_hides_nothing_else(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        **RENAMED,
        "content/studies/llamas2013.yaml": FLOCK[STUDY].replace("count: 11", "count: 12"),
        CLAIM: renamed_study(FLOCK[CLAIM]).replace("stance: supports", "stance: mixed"),
        "bibliography/flock.bib": record("llamas2013", "2013") + record("sheep2015", "2015"),
    })
    assert found.figures == (FigureMoved(
        "llamas2013", "hummers", "11 of 30 people", "12 of 30 people", ()),)
    assert found.entries.renamed[0].fields == (FieldMoved("figures.hummers.count", "11", "12"),)
    assert [(one.id, one.fields) for one in found.entries.changed] == [
        ("llamas-hum", (FieldMoved("evidence.0.stance", "supports", "mixed"),))]
    assert found.entries.following == ("how-a-llama-hums",)
    assert found.records == Records(renamed=(RecordMoved("llamas2014", "llamas2013", (
        FieldMoved("title", "On llamas2014", "On llamas2013"),
        FieldMoved("year", "2014", "2013"))),))


def test_what_changed_in_a_translation_is_named(tmp_path: Path) -> None:
    guide = TRANSLATED[KO + "guides/meeting-a-llama.yaml"]
    found = compared(tmp_path, {KO + "guides/meeting-a-llama.yaml": guide.replace(
        "바로 전화", "나중에 전화").replace("title: 라마", "title: 야마") + "status: reviewed\n",
    }, TRANSLATED)
    (one,) = found.translations
    assert (one.confirmed, one.rewritten) == ((), (Rewritten("meeting-a-llama", (
        prose("title", "라마", "야마"),
        prose("sections.0.text", "바로 전화하세요.", "나중에 전화하세요.", safety=True),
        FieldMoved("status", "", "reviewed"))),))
    text = as_markdown(found)
    assert "> was: `바로 전화하세요.`\n  >\n  > now: `나중에 전화하세요.`\n" in text
    assert "  - status `draft` → `reviewed`: `meeting-a-llama`\n" in text


LATER = HELP.replace("at once", "tomorrow")


@pytest.mark.parametrize(("stamp", "said"), [(True, True), (False, False)])
def test_texts_declared_current_in_their_old_words_are_told_first(
    tmp_path: Path, stamp: bool, said: bool
) -> None:
    path = KO + "guides/meeting-a-llama.yaml"
    before = TRANSLATED[path]
    now = before.replace(fingerprint(HELP), fingerprint(LATER)).replace(
        fingerprint("Meeting a llama"), fingerprint("Meeting one llama"))
    found = compared(tmp_path, {
        GUIDE: FLOCK[GUIDE].replace(HELP, LATER).replace("Meeting a llama", "Meeting one llama"),
        path: now if stamp else before}, TRANSLATED)
    (one,) = found.translations
    assert one.confirmed == ((TextName("meeting-a-llama:sections.0.text.patient", True),
                              TextName("meeting-a-llama:title.patient", False)) if said else ())
    assert ("### Translations\n\n- `ko`: 2 texts declared current again although the source "
            "changed and the words did not\n  - safety: `meeting-a-llama:sections.0.text.patient`"
            "\n  - `meeting-a-llama:title.patient`\n" in as_markdown(found)) == said


def test_a_text_that_was_stale_is_declared_current_too(tmp_path: Path) -> None:
    path = KO + "faqs/do-llamas-hum.yaml"
    stale = {path: TRANSLATED[path].replace(fingerprint("Do llamas hum?"), "0123456789")}
    (one,) = compared(tmp_path, {path: TRANSLATED[path]}, stale).translations
    assert [text.name for text in one.confirmed] == ["do-llamas-hum:question.patient"]


def test_a_text_made_anew_or_carried_through_a_rename_is_not_declared_current(
    tmp_path: Path
) -> None:
    path = KO + "claims/llamas-hum.yaml"
    note, now = "In {llamas2014.hum-rate.per-100} [@llamas2014].", (
        "In {llamas2013.hum-rate.per-100} [@llamas2013].")
    before = ("evidence:\n  - note: {patient: '{llamas2014.hum-rate.per-100} [@llamas2014]'}\n"
              f"fingerprints: {{evidence.0.note.patient: {fingerprint(note)}}}\n")
    after = renamed_study(before).replace(fingerprint(note), fingerprint(now))
    (one,) = compared(tmp_path, {**RENAMED, path: after}, {path: before}).translations
    assert (one.confirmed, one.rewritten, one.mended) == ((), (), 0)


# What is besides entries

ABOUT, WOOL = "content/pages/en/about.md", "plugins/evidence/locales/en.yaml"
OUTSIDE = {ABOUT: "# About\n\nLlamas.\n\nCall 112.\n",
           WOOL: "wool: Wool\nhay: {one: hay, other: hays}\n",
           "content/redirects.yaml": "ewe: sheep\nlama: llama\n"}
BESIDES: Mapping[str, tuple[dict[str, str | None], Besides]] = {
    "a page": ({ABOUT: OUTSIDE[ABOUT].replace("Llamas", "Sheep")}, Besides(pages=(
        prose(ABOUT, "About\n\nLlamas.\n\nCall 112.", "About\n\nSheep.\n\nCall 112."),))),
    "a page on emergencies": ({ABOUT: OUTSIDE[ABOUT].replace("112", "911")}, Besides(pages=(
        prose(ABOUT, "Call 112.", "Call 911.", safety=True),))),
    "a page that is gone": ({ABOUT: None}, Besides(pages=(
        prose(ABOUT, "Call 112.", "", safety=True),))),
    "a word": ({WOOL: OUTSIDE[WOOL].replace("hays", "much hay")}, Besides(words=(
        prose("en.hay.other", "hays", "much hay"), prose("ko.hay.other", "hays", "much hay")))),
    "an old address lost": ({"content/redirects.yaml": "lama: llama\n"}, Besides(redirects=(
        FieldMoved("ewe", "sheep", ""),))),
    "an old address led elsewhere": (
        {"content/redirects.yaml": "ewe: llama\nlama: llama\n"}, Besides(redirects=(
            FieldMoved("ewe", "sheep", "llama"),))),
}


@pytest.mark.parametrize("case", BESIDES)
def test_what_changed_besides_entries_is_named(tmp_path: Path, case: str) -> None:
    files, besides = BESIDES[case]
    found = compared(tmp_path, files, OUTSIDE)
    assert (found.besides, found.empty) == (besides, False)
    text = as_markdown(found)
    assert "Nothing that readers get" not in text
    assert "### Besides entries\n" in text
    assert_tame(as_markdown(found, URL))


def test_words_and_files_of_the_program_are_read_from_both_commits(
    flock: Path, write: Write
) -> None:
    git(flock, "checkout", "--quiet", "main")
    write({WOOL: "wool: Wool\n", "overrides/main.html": "x"})
    committed(flock)
    git(flock, "checkout", "--quiet", "-B", "hum")
    write({WOOL: "wool: Fleece\n", "overrides/main.html": "y", "README.md": "z"})
    found = change(flock)
    assert isinstance(found, Change)
    assert found.besides == Besides(
        words=tuple(prose(f"{lang}.wool", "Wool", "Fleece") for lang in ("en", "ko")),
        files=("overrides/main.html",))
    assert not found.empty


# The summary


def test_a_summary_says_what_can_do_most_harm_first(tmp_path: Path) -> None:
    found = compared(tmp_path, {
        GUIDE: FLOCK[GUIDE].replace("Call at once", "Call the shepherd at once"),
        **replaced(CLAIM, "verdict: supported", "verdict: partly-supported"),
        STUDY: FLOCK[STUDY].replace("percent: 36.7", "percent: 36.8")
        + "status: concern\nnotice: A table.\n",
        "content/faqs/do-sheep-hum.yaml": "question: Do sheep hum?\nrelated: [lama]\n",
        "content/terms/sheep.yaml": None, "content/terms/ewe.yaml": (
            FLOCK["content/terms/sheep.yaml"]),
        **replaced("content/terms/llama.yaml", "to: sheep", "to: ewe"),
    }, TRANSLATED)
    assert as_markdown(found, URL) == (
        Path(__file__).parent / "changes/summary.md").read_text(encoding="utf-8")


HOSTILE = (
    "@octocat @llama/shepherds #1 GH-1 https://wolf.example www.wolf.example ann@wolf.example "
    "[x](https://wolf.example) ![x](https://wolf.example/x.png) <img src=x onerror=alert(1)> "
    "</details> | x | **x** `` ` ``` @wolf ` </code><script>alert(1)</script> &#64;wolf \\` x")


class Reader(HTMLParser):
    """What a page shows: its tags, its links, and the text that is not code."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [str(value) for name, value in attrs if name in ("href", "src")]
        self.code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "code"

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.text += data


def shown(markdown: str) -> Reader:
    """A text as GitHub's own parser reads it."""
    reader = Reader()
    reader.feed(cmarkgfm.github_flavored_markdown_to_html(markdown))
    return reader


def assert_tame(markdown: str) -> None:
    reader = shown(markdown)
    assert reader.tags <= {"h2", "h3", "p", "ul", "li", "strong", "code", "a", "blockquote"}
    assert [link for link in reader.links if not link.startswith(URL)] == []
    assert not re.search(r"@|#\d|https?:|www\.|wolf|<|GH-", reader.text)


def test_what_a_file_says_is_only_ever_code(tmp_path: Path) -> None:
    said = json.dumps(HOSTILE)
    found = compared(tmp_path, {
        "content/faqs/why.yaml": f"question: {said}\nrelated: [{said}, {said}]\n",
        "content/faqs/who.yaml": f"question: {said}\n",
        CLAIM: FLOCK[CLAIM].replace("Llamas hum when they are happy.", said)
        .replace("verdict: supported", "verdict: contradicted"),
        GUIDE: FLOCK[GUIDE].replace(f'"{HELP}"', said),
        "content/pages/en/@wolf.md": f"# x\n\n112 {HOSTILE}\n",
        STUDY: FLOCK[STUDY].replace("unit: hours", f"unit: {said}")
        .replace("[2, 8]", "[2, 9]") + f"status: corrected\nnotice: {said}\n",
        f"content/faqs/{HOSTILE[:40].replace('/', ' ')}.yaml": "question: x\n",
        "bibliography/@wolf.bib": "@misc{@octocat, title = {x}}\n",
        KO + "faqs/do-llamas-hum.yaml": f"short: {said}\n{said}: x\nfingerprints: {{{said}: x}}\n",
        "mkdocs.yml": f"plugins: [{{evidence: {{languages: [en, ko, {said}]}}}}]\n",
    })
    assert len(found.problems.new) > 6
    text = as_markdown(found, URL)
    assert_tame(text)
    for section in ("Safety texts and signs changed", "Besides entries", "Figures",
                    "Verdicts and certainty", "New problems", "Entries added",
                    "Studies whose status changed"):
        assert f"### {section}\n" in text
    assert_tame(as_markdown(found))


@given(st.text())
def test_any_text_is_code_and_nothing_but_code(text: str) -> None:
    reader = shown(f"- a: {quoted(text)} → {quoted(text)}")
    assert reader.tags == {"ul", "li", "code"}
    assert reader.text.split() == ["a:", "→"]
    assert "\n" not in quoted(text)


@pytest.mark.parametrize("limit", [60_000, 20_000, 4_000, 500])
def test_a_summary_of_whatever_length_is_cut_between_lines(tmp_path: Path, limit: int) -> None:
    many = {f"content/faqs/question-{n}.yaml": f"question: {'Why? ' * 40}\nrelated: [wolf-{n}]\n"
            for n in range(300)}
    text = as_markdown(compared(tmp_path, many), URL, limit)
    assert len(text) <= limit
    assert text.startswith("## What this change does\n\n**Entries:** 300 added")
    assert_tame(text)
    if limit > 20_000:
        assert "- … and 260 more\n" in text


def test_what_can_do_most_harm_is_what_stays_in_a_summary_with_little_room(
    tmp_path: Path
) -> None:
    many = {f"content/faqs/question-{n}.yaml": f"question: {'Why? ' * 40}\n" for n in range(9)}
    found = compared(tmp_path, {**many, **replaced(GUIDE, "Call at once", "Call")})
    text = as_markdown(found, "", 500)
    assert len(text) <= 500
    assert f"> was: `{HELP}`\n" in text
    assert text.endswith("\nMore than fits here has changed: `evidence changes` tells all of it.\n")


def test_a_summary_is_the_same_each_time(flock: Path, write: Write) -> None:
    write({FAQ: entry("faqs", "question: Do llamas sing?\nrelated: [lama]\n"),
           "content/faqs/new.yaml": entry("faqs")})
    one, two = change(flock), change(flock)
    assert isinstance(one, Change)
    assert isinstance(two, Change)
    assert as_markdown(one, URL) == as_markdown(two, URL)
    assert one == two
