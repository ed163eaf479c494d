"""The form in the browser: what it shows, and what a save would commit.

Files are kept where the CMS keeps those of its test repository: in the browser's own file system.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from browser.conftest import PATIENCE, ROOT, Witness, served
from browser.github import HOST, GitHub
from evidence.admin import admin, packages
from evidence.cli import main
from evidence.entries.claim import Claim, Verdict
from evidence.entries.describing import Meanings
from evidence.entries.outline import outline
from evidence.headers import header_files
from evidence.tidying import tidied

CLAIM = "content/claims/twitch-is-needed.yaml"
STUDY = "content/studies/hong1994.yaml"
KOREAN = "content/translations/ko/claims/twitch-is-needed.yaml"
QUESTION = "content/faqs/may-i-drive-home.yaml"
TITLE = "A twitch is needed for dry needling to work."

KEEP = """async (files) => {
  const place = await navigator.storage.getDirectory();
  const root = await place.getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const folders = path.split("/");
    const name = folders.pop();
    let folder = root;
    for (const part of folders) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await folder.getFileHandle(name, { create: true });
    const writer = await file.createWritable();
    await writer.write(text);
    await writer.close();
  }
}"""
GIVE = """async (path) => {
  const place = await navigator.storage.getDirectory();
  let here = await place.getDirectoryHandle("sveltia-cms-test");
  const folders = path.split("/");
  const name = folders.pop();
  for (const part of folders) here = await here.getDirectoryHandle(part);
  return await (await (await here.getFileHandle(name)).getFile()).text();
}"""
UNLIKE = """async (files) => {
  const { shown, written } = await import("./form.js");
  const { parse } = await import("./yaml/index.js");
  const answer = await fetch("config.yml");
  const { collections } = parse(await answer.text(), { maxAliasCount: -1 });
  const forms = new Map(collections.map(({ folder, fields }) => [folder, fields]));
  return Object.entries(files).filter(([path, text]) => {
    const fields = forms.get(path.slice(0, path.lastIndexOf("/")));
    return written(fields, structuredClone(shown(fields, text))) !== text;
  }).map(([path]) => path);
}"""


REWRITTEN = """async ([before, value]) => {
  const { File } = await import("./rewriting.js");
  return new File(before).with(value);
}"""
CASES = yaml.safe_load((Path(__file__).parent / "rewriting.yaml").read_text("utf-8"))


@dataclass
class Desk:
    """An editor at the form."""

    witness: Witness

    def open(self, collection: str, entry: str = "") -> None:
        """Leave what is open, and open a list, and an entry of it."""
        page, address = self.witness.page, f"{self.witness.site}/admin/#/collections/{collection}"
        self._go(address)
        expect(page.locator("section[data-key-path]")).to_have_count(0)
        if entry:
            self._go(f"{address}/{entry}")
            expect(page.locator("section[data-key-path]").first).to_be_visible()

    def _go(self, address: str) -> None:
        """Within the form: nothing is loaded anew."""
        self.witness.page.evaluate("address => { location.href = address }", address)
        expect(self.witness.page).to_have_url(address)

    def field(self, path: str) -> Locator:
        """A field by its path. Those further down are made as somebody comes near them."""
        page = self.witness.page
        outer = page.locator(f'section[data-key-path="{path.partition(".")[0]}"]')
        while not outer.count():
            page.locator("section[data-key-path]").last.scroll_into_view_if_needed()
        outer.scroll_into_view_if_needed()
        return page.locator(f'section[data-key-path="{path}"]')

    def text(self, path: str) -> Locator:
        return self.field(path).get_by_role("textbox")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a piece of a text."""
        text = self.text(path)
        before = text.input_value()
        assert before.count(old) == 1, before
        text.fill(before.replace(old, new))

    def save(self) -> None:
        self.witness.page.get_by_role("button", name="Save", exact=True).click()

    def saved(self) -> None:
        """Save, and wait until the form has gone back to the list: it may do so late, and would
        take along whoever has gone elsewhere by then.
        """
        self.save()
        expect(self.witness.page).to_have_url(re.compile(r"#/collections/[\w-]+$"))
        expect(self.witness.page.locator("section[data-key-path]")).to_have_count(0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that is nothing but the form, and what its server says."""
    assert packages.find(), packages.MISSING
    folder = tmp_path_factory.mktemp("form")
    (folder / "404.html").write_text("There is no such page.")
    headers = next(header_files([], ["en/", "en/about/"]))
    (folder / headers.path).write_text(str(headers.text))
    admin(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Iterator[Callable[..., Desk]]:
    """Open the form of a site; ``answer`` sees the browser before."""
    contexts: list[BrowserContext] = []

    def visit(site: str, answer: Callable[[BrowserContext], None] = lambda _: None) -> Desk:
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900},
                                            locale="en-GB"))
        contexts[-1].set_default_timeout(PATIENCE)
        answer(contexts[-1])
        desk = Desk(Witness(contexts[-1].new_page(), site))
        desk.witness.page.goto(f"{site}/admin/")
        return desk

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def desk(visit: Callable[..., Desk], made: Path) -> Iterator[Desk]:
    """The form with a few of our files, and nobody else's."""
    with served(made) as site:
        desk = visit(site)
        page = desk.witness.page
        page.evaluate(KEEP, {path: ours(path) for path in (
            CLAIM, STUDY, KOREAN, "content/faqs/does-it-hurt.yaml",
            "content/studies/fernandezcarnero2017.yaml")})
        page.get_by_role("button", name="Work with Test Repository").click()
        expect(page.get_by_role("treeitem", name="Claims", exact=True)).to_be_visible()
        yield desk


def ours(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def lines_changed(path: str, new: str) -> list[str]:
    """The lines that went (-) and came (+) in a file."""
    found = difflib.ndiff(ours(path).splitlines(), new.splitlines())
    return [line for line in found if line[0] in "-+"]


@pytest.fixture(scope="module")
def saved(desk: Desk) -> Mapping[str, str]:
    """Our files after a morning at the form: three changed, one new."""
    page = desk.witness.page
    desk.open("claims", "entries/twitch-is-needed")
    desk.change("answer.patient", "The trial found no difference between them.",
                "The trial found no clear difference between them.")
    desk.saved()
    desk.open("studies", "entries/hong1994")
    desk.field("figures").get_by_role("button", name="Expand", exact=True).first.click()
    desk.change("figures.0.label.text", "people who twitched", "patients who twitched")
    desk.field("figures").get_by_role("button", name=re.compile("Add .*Figures")).click()
    desk.text("figures.10._name").fill("twitch-share")
    desk.field("figures.10.label").get_by_role("button", name=re.compile("Add .*Label")).click()
    page.get_by_role("menuitem", name="One text for everybody").click()
    desk.text("figures.10.label.text").fill("share of patients who twitched")
    desk.text("figures.10.percent").fill("70.70")
    desk.saved()
    desk.open("ko-claims", "entries/twitch-is-needed")
    desk.change("statement.text", "있어야 한다", "필요하다")
    desk.saved()
    desk.open("faqs", "new")
    desk.text("question.text").fill("May I drive home?")
    for path, text in ANSWERS.items():
        desk.text(path).fill(text)
    desk.field("category").get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("^practical")).click()
    desk.field("safety").get_by_role("switch").click()
    desk.text("updated").fill("2026-11-21")
    page.get_by_role("textbox", name="Slug").fill("may-i-drive-home")
    desk.saved()
    return {path: page.evaluate(GIVE, path) for path in (CLAIM, STUDY, KOREAN, QUESTION)}


ANSWERS = {
    "short.patient": "We found no study that looked at it.",
    "short.clinician": "No study of driving after needling was found.",
    "answer.patient": "Nobody has measured how people drive after a session. Some people feel "
                      "light-headed or tired for a while.\n\nAsk first: see [[does-it-hurt]].",
    "answer.clinician": "Not studied. Vasovagal symptoms and drowsiness are reasons to wait.",
}
NEW = """\
# yaml-language-server: $schema=../../schemas/faq.schema.json
question: May I drive home?
short:
  patient: We found no study that looked at it.
  clinician: No study of driving after needling was found.
answer:
  patient: |-
    Nobody has measured how people drive after a session. Some people feel light-headed or tired for a while.

    Ask first: see [[does-it-hurt]].
  clinician: Not studied. Vasovagal symptoms and drowsiness are reasons to wait.
category: practical
safety: true
updated: 2026-11-21
"""  # noqa: E501 as wide as our files


def test_a_form_asks_for_the_lines_of_its_entry_type(desk: Desk) -> None:
    page = desk.witness.page
    desk.open("claims")
    page.get_by_text(TITLE).click()
    expect(desk.text("statement.text")).to_have_value(TITLE)
    desk.field("updated")
    top = "sections => sections.map(s => s.dataset.keyPath).filter(path => !path.includes('.'))"
    asked = page.locator("section[data-key-path]").evaluate_all(top)
    assert asked == [line.name for line in outline(Claim)]
    meanings = next(part for part in Verdict.__metadata__ if isinstance(part, Meanings)).said
    expect(desk.field("verdict").get_by_role("combobox")).to_have_text(
        f"contradicted: {meanings['contradicted']}")
    for name in ("answer", "evidence", "certainty"):
        expect(desk.field(name)).to_contain_text(Claim.model_fields[name].description or "?")
        expect(desk.field(name)).to_contain_text(name.capitalize())
    expect(desk.field("statement")).to_contain_text(
        f"For example: {(Claim.model_fields['statement'].examples or [''])[0]}")


def test_a_changed_sentence_changes_its_line_alone(saved: Mapping[str, str]) -> None:
    assert lines_changed(CLAIM, saved[CLAIM]) == [
        "-     improved over one week. The trial found no difference between them.",
        "+     improved over one week. The trial found no clear difference between them.",
    ]
    old, new = (yaml.safe_load(text) for text in (ours(CLAIM), saved[CLAIM]))
    old["answer"]["patient"] = old["answer"]["patient"].replace(
        "found no difference between", "found no clear difference between")
    assert new == old


def test_figures_keep_their_names_and_digits(saved: Mapping[str, str]) -> None:
    assert lines_changed(STUDY, saved[STUDY]) == [
        "-   twitch-patients: {label: people who twitched, count: 41, of: 58}",
        "+   twitch-patients: {label: patients who twitched, count: 41, of: 58}",
        "+   twitch-share:",
        "+     label: share of patients who twitched",
        '+     percent: "70.70"',
    ]


def test_a_translation_keeps_what_the_form_does_not_show(saved: Mapping[str, str]) -> None:
    assert lines_changed(KOREAN, saved[KOREAN]) == [
        "- statement: 건침이 효과를 내려면 움찔하는 반응(연축)이 있어야 한다.",
        "+ statement: 건침이 효과를 내려면 움찔하는 반응(연축)이 필요하다.",
    ]
    assert "fingerprints" in yaml.safe_load(saved[KOREAN])


def test_a_new_question_is_written_as_we_write_them(saved: Mapping[str, str]) -> None:
    assert saved[QUESTION] == NEW
    assert tidied(QUESTION, NEW) == NEW


def test_what_was_saved_passes_the_check(saved: Mapping[str, str], tmp_path: Path) -> None:
    for part in ("content", "bibliography"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    for path, text in saved.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    places = [str(tmp_path / path) for path in saved]
    checked = CliRunner().invoke(main, ["check", "--root", str(tmp_path), *places])
    assert checked.exit_code == 0, checked.output
    assert "error" not in checked.stdout, checked.stdout


def test_files_that_nobody_changed_stay_as_they_are(desk: Desk) -> None:
    """Each English file, and each seventh translation, through the form and back."""
    files = sorted((ROOT / "content").rglob("*.yaml"))
    english = [file for file in files if "translations" not in file.parts and
               file.parent.name != "content"]
    some = [*english, *[file for file in files if "translations" in file.parts][::7]]
    texts = {path: ours(path).strip() for path in
             (file.relative_to(ROOT).as_posix() for file in some)}
    assert desk.witness.page.evaluate(UNLIKE, texts) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["title"]))
def test_rewritten(desk: Desk, case: Mapping[str, str]) -> None:
    after = desk.witness.page.evaluate(REWRITTEN, [case["before"], case["value"]])
    assert after == case["after"]


def test_nothing_is_asked_elsewhere(desk: Desk, saved: Mapping[str, str]) -> None:
    assert (desk.witness.elsewhere, desk.witness.complaints) == ([], [])


def test_saving_makes_a_pull_request(
    visit: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text("repo_url: https://github.com/llamas/flock.git\n")
    (tmp_path / "404.html").write_text("There is no such page.")
    admin(tmp_path, tmp_path)
    github = GitHub("llamas/flock", {CLAIM: ours(CLAIM)})
    with served(tmp_path) as site:
        desk = visit(site, github.stand_in)
        page = desk.witness.page
        page.get_by_role("button", name="Sign In Using Access Token").click()
        page.get_by_role("textbox", name="Personal Access Token").fill("of a llama")
        page.keyboard.press("Enter")
        page.get_by_role("treeitem", name="Claims", exact=True).click()
        page.get_by_text(TITLE).click()
        desk.change("short.patient", "People also improve", "People improve")
        desk.save()
        expect(page.get_by_text("Your changes have been saved as a draft")).to_be_visible()
    (branch, files), = github.commits
    assert branch == "cms/claims/twitch-is-needed"
    assert list(files) == [CLAIM]
    assert len(lines_changed(CLAIM, files[CLAIM])) == 2
    assert [(pull["head"], pull["base"]) for pull in github.pulls] == [(branch, "main")]
    assert (github.branches, github.unknown) == ([f"refs/heads/{branch}"], [])
    assert [url for url in desk.witness.elsewhere if not url.startswith(HOST)] == []
