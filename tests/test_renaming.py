"""Renaming: the name changes wherever it stands, and nothing else does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.diagnostics import errors
from evidence.edits import apply
from evidence.freshness import translated
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.prose import marks, retargeted
from evidence.renaming import NotRenamed, rename
from evidence.rules import check
from evidence.translating import fingerprint
from samples import FLOCK

ANSWER = ("See [[llama]] and [[do-llamas-hum|the question]] [@llamas2014; @sheep2015, p. 3].\n\n"
          "Sheep do not [@sheep2015].")
SITE: Mapping[str, str] = {
    **FLOCK,
    "content/translations/ko/claims/llamas-hum.yaml": f"""\
# content/claims/llamas-hum.yaml in ko. Write below each text.
status: draft
statement: 라마는 흥얼거린다.   # llamas-hum
evidence:
  - note:
      patient: "라마 {{llamas2014.hum-rate.per-100}}에서 [@llamas2014]."
      clinician: "라마의 {{llamas2014.hum-rate}}에서 [@llamas2014]."
short: {{patient: 흥얼거린다., clinician: "흥얼거린다 [@llamas2014]."}}
answer: >-
  [[llama]]와 [[do-llamas-hum|질문]] [@llamas2014;
  @sheep2015, p. 3].

  양은 그러지 않는다 [@sheep2015].
fingerprints:
  statement: {fingerprint("Llamas hum when they are happy.")}
  evidence.0.note.patient: 0000000000
  evidence.0.note.clinician: {fingerprint("In {llamas2014.hum-rate} of llamas [@llamas2014].")}
  short.patient: {fingerprint("Some llamas hum.")}
  answer: {fingerprint(ANSWER)}
""",
    "content/translations/ko/studies/llamas2014.yaml": "title: 흥얼거리는 라마\n",
    "content/translations/ko/faqs/do-llamas-hum.yaml": "question: 라마는 흥얼거리나요?\n",
    "content/pages/en/about.md": "# About\n\nSee [[llama|llamas]] [@llamas2014], not llamas2014.\n",
}


def opened(root: Path) -> Library:
    library, problems = load(Folders(root), ("en", "ko"))
    assert [str(one) for one in errors([*problems, *check(library)])] == []
    return library


def files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8")
            for path in sorted(root.rglob("*.*")) if path.is_file()}


def renamed(root: Path, old: str, new: str) -> dict[str, str]:
    apply(root, rename(root, opened(root), old, new))
    return files(root)


def states(root: Path, new: str = "", old: str = "") -> dict[tuple[str, str], str]:
    """The state of each text in Korean; an entry that was renamed stands under its old name."""
    return {(old if text.id == new else text.id, text.name): text.state
            for text in translated(opened(root), "ko")}


def test_a_study_is_renamed_with_its_record_its_figures_and_its_citations(write: Write) -> None:
    root = write(SITE)
    before = states(root)
    found = renamed(root, "llamas2014", "alpacas2014")
    new_answer = ANSWER.replace("llamas2014", "alpacas2014")
    wanted = {path.replace("llamas2014", "alpacas2014"): text.replace("@llamas2014", "@alpacas2014")
              .replace("{llamas2014.", "{alpacas2014.").replace("[llamas2014.", "[alpacas2014.")
              .replace("study: llamas2014", "study: alpacas2014")
              .replace("{llamas2014,", "{alpacas2014,")
              for path, text in SITE.items()}
    claim = "content/translations/ko/claims/llamas-hum.yaml"
    wanted[claim] = wanted[claim].replace(fingerprint(ANSWER), fingerprint(new_answer)).replace(
        fingerprint("In {llamas2014.hum-rate} of llamas [@llamas2014]."),
        fingerprint("In {alpacas2014.hum-rate} of llamas [@alpacas2014]."))
    record = wanted["bibliography/flock.bib"].splitlines(keepends=True)
    wanted["bibliography/flock.bib"] = f"{record[0]}\n{record[1]}"
    wanted["content/redirects.yaml"] = found["content/redirects.yaml"]
    assert found == wanted
    assert found["content/redirects.yaml"].splitlines()[1:] == ["llamas2014: alpacas2014"]
    assert states(root, "alpacas2014", "llamas2014") == before


@pytest.mark.parametrize(("old", "places"), [
    ("llamas-hum", {
        "content/faqs/do-llamas-hum.yaml": [("claims: [llamas-hum]", "claims: [new-name]")]}),
    ("do-llamas-hum", {
        "content/claims/llamas-hum.yaml": [("related: [do-llamas-hum]", "related: [new-name]"),
                                           ("[[do-llamas-hum|", "[[new-name|")],
        "content/translations/ko/claims/llamas-hum.yaml": [
            ("[[do-llamas-hum|", "[[new-name|"),
            (fingerprint(ANSWER),
             fingerprint(ANSWER.replace("[[do-llamas-hum|", "[[new-name|")))]}),
    ("sheep", {"content/terms/llama.yaml": [("{to: sheep,", "{to: new-name,")]}),
    ("llama", {
        "content/claims/llamas-hum.yaml": [("[[llama]]", "[[new-name]]")],
        "content/pages/en/about.md": [("[[llama|llamas]]", "[[new-name|llamas]]")],
        "content/translations/ko/claims/llamas-hum.yaml": [
            ("[[llama]]", "[[new-name]]"),
            (fingerprint(ANSWER), fingerprint(ANSWER.replace("[[llama]]", "[[new-name]]")))]}),
    ("how-a-llama-hums", {}), ("meeting-a-llama", {}),
])
def test_every_link_follows_and_nothing_else_changes(
    write: Write, old: str, places: dict[str, list[tuple[str, str]]]
) -> None:
    root = write(SITE)
    before = states(root)
    found = renamed(root, old, "new-name")
    wanted = {}
    for path, text in SITE.items():
        for was, is_now in places.get(path, []):
            assert was in text
            text = text.replace(was, is_now)
        text = text.replace(f"claims/{old}.yaml in ko", "claims/new-name.yaml in ko")
        wanted[path.replace(f"/{old}.yaml", "/new-name.yaml")] = text
    del found["content/redirects.yaml"]
    assert found == wanted
    assert states(root, "new-name", old) == before


def test_old_addresses_lead_to_the_last_name_and_the_way_back_is_free(write: Write) -> None:
    root = write(SITE)
    renamed(root, "llama", "lama")
    assert dict(opened(root).redirects) == {"llama": "lama"}
    renamed(root, "lama", "lama-glama")
    assert dict(opened(root).redirects) == {"lama": "lama-glama", "llama": "lama-glama"}
    renamed(root, "lama-glama", "llama")
    assert dict(opened(root).redirects) == {"lama": "llama", "lama-glama": "llama"}
    now = files(root)
    del now["content/redirects.yaml"]
    assert now == SITE


def test_a_record_without_a_study_leaves_no_address(write: Write) -> None:
    path, text = "bibliography/more.bib", "@misc{goat1999, title = {Goats}, year = 1999}\n"
    root = write({**SITE, path: text})
    found = renamed(root, "goat1999", "goat2000")
    assert found == {**SITE, path: text.replace("goat1999", "goat2000")}


def test_what_cannot_be_renamed_alone_is_refused(write: Write) -> None:
    text = 'question: "Why [@llamas2014; @\\\n  sheep2015]?"\n'
    root = write({**SITE, "content/faqs/odd.yaml": text + "short: No.\nanswer: No.\n"
                                                   "category: basics\nupdated: 2026-11-21\n"})
    with pytest.raises(NotRenamed, match=r"content/faqs/odd\.yaml"):
        rename(root, opened(root), "sheep2015", "goats2015")


@pytest.mark.parametrize(("text", "there"), [
    ("[@old]", "[@new]"),
    ("[@old; @older, p. 3; @old, old p. 4]", "[@new; @older, p. 3; @new, old p. 4]"),
    ("[@older; old]", "[@older; new]"), ("[[old]] [[old|old]]", "[[new]] [[new|old]]"),
    ("[[ old ]] [[older]]", "[[ new ]] [[older]]"),
    ("{old.n} {older.old} {old.n.p}", "{new.n} {older.old} {new.n.p}"),
    ("old @old [old] (old)", "old @old [old] (old)"), ("[@a;\n  @old]", "[@a;\n  @new]"),
])
def test_a_mark_is_led_elsewhere(text: str, there: str) -> None:
    assert retargeted(text, "old", "new") == there


PIECES = st.sampled_from(["[@old]", "[@old; @x]", "[[old]]", "[[old|", "]]", "{old.x}", "old", " ",
                          ";", "[@", "]", "{x.old}", "[[x]]", "\n"])


@given(st.lists(PIECES).map("".join))
def test_no_mark_leads_to_the_old_name_and_back_is_the_same(text: str) -> None:
    there = retargeted(text, "old", "new")
    assert retargeted(there, "new", "old") == text
    targets = [item.key for mark in marks(there) for item in getattr(mark, "items", ())]
    targets += [getattr(mark, "target", getattr(mark, "study", "")) for mark in marks(there)]
    assert "old" not in targets
