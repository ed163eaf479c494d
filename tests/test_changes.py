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
    Entries,
    FigureMoved,
    Moved,
    Named,
    Pages,
    Records,
    Renamed,
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
        changed=(Named("do-llamas-hum", "faq", "Do llamas ever hum?"),),
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
    assert found.records == Records(("wool1999",), ("llamas2014",), ("sheep2015",))
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
        {"id": "do-llamas-hum", "kind": "faq", "title": "Do llamas hum?"}]
    assert plain["problems"]["new"][0]["code"] == "unknown-link"
    assert plain["pages"]["editions"]["ko/patients/"] == len(plain["pages"]["reached"])


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
    assert reader.tags <= {"h2", "h3", "p", "ul", "li", "strong", "code", "a"}
    assert [link for link in reader.links if not link.startswith(URL)] == []
    assert not re.search(r"@|#\d|https?:|www\.|wolf|<|GH-", reader.text)


def test_what_a_file_says_is_only_ever_code(tmp_path: Path) -> None:
    said = json.dumps(HOSTILE)
    found = compared(tmp_path, {
        "content/faqs/why.yaml": f"question: {said}\nrelated: [{said}, {said}]\n",
        "content/faqs/who.yaml": f"question: {said}\n",
        CLAIM: FLOCK[CLAIM].replace("Llamas hum when they are happy.", said)
        .replace("verdict: supported", "verdict: contradicted"),
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
    for section in ("Figures", "Verdicts and certainty", "New problems", "Entries added",
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


def test_a_summary_is_the_same_each_time(flock: Path, write: Write) -> None:
    write({FAQ: entry("faqs", "question: Do llamas sing?\nrelated: [lama]\n"),
           "content/faqs/new.yaml": entry("faqs")})
    one, two = change(flock), change(flock)
    assert isinstance(one, Change)
    assert isinstance(two, Change)
    assert as_markdown(one, URL) == as_markdown(two, URL)
    assert one == two
