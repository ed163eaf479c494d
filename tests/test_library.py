"""The library: what leads where, and what leads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.bibliography import Reference
from evidence.diagnostics import Location
from evidence.entries import validate
from evidence.entries.claim import Claim
from evidence.entries.study import Figure
from evidence.entries.term import Term
from evidence.library import Library, MarkPlace, mark_places
from evidence.loading import Folders, load
from evidence.prose import Citation, CitedItem, LinkMark
from evidence.source import read_source
from samples import FLOCK, KINDS, entry


def library(root: Path) -> Library:
    found, problems = load(Folders(root), ("en", "ko"))
    assert problems == []
    return found


@pytest.fixture
def flock(write: Write) -> Library:
    return library(write(FLOCK))


def test_backlinks_are_the_links_turned_round(flock: Library) -> None:
    assert flock.backlinks == {
        "llamas2014": ("how-a-llama-hums", "llamas-hum"),
        "sheep2015": ("llamas-hum",),
        "llama": ("llamas-hum",),
        "do-llamas-hum": ("llamas-hum",),
        "llamas-hum": ("do-llamas-hum",),
        "sheep": ("llama",),
    }


def test_a_text_for_both_audiences_has_its_marks_once(write: Write) -> None:
    lines = ('question: {patient: "See [[a]].", clinician: "See [[a]], [[a]]."}\n'
             "short: 'Hum [@x; @y, p. 3] and [@x; @y, p. 3].'\n")
    found = library(write({"content/faqs/q.yaml": entry("faqs", lines)}))
    link = LinkMark("[[a]]", "a")
    cite = Citation("[@x; @y, p. 3]", (CitedItem("x"), CitedItem("y", "p. 3")))
    places = [
        MarkPlace(link, ("question",), "patient", 0),
        MarkPlace(link, ("question",), "clinician", 0),
        MarkPlace(link, ("question",), "clinician", 1),
        MarkPlace(cite, ("short",), "patient", 0),
        MarkPlace(cite, ("short",), "patient", 1),
    ]
    assert list(mark_places(found.entries["q"])) == places
    path = "content/faqs/q.yaml"
    assert [found.locate_mark("q", place, place.mark.text) for place in places] == [
        Location(path, 1, 26), Location(path, 1, 51), Location(path, 1, 58),
        Location(path, 2, 13), Location(path, 2, 32),
    ]
    assert found.locate_mark("q", places[4], "y") == Location(path, 2, 38)


def test_entries_of_a_type_come_by_id(flock: Library) -> None:
    assert [term.id for term in flock.of_type(Term)] == ["llama", "sheep"]
    assert [claim.id for claim in flock.of_type(Claim, "ko")] == ["llamas-hum"]


def test_figures_are_found_by_study_and_name(flock: Library) -> None:
    hum = flock.figure("llamas2014", "hum-rate")
    assert isinstance(hum, Figure)
    assert hum.percent == "36.7"
    assert flock.figure("llamas2014", "animals") == 1200
    assert flock.figure("llamas2014", "wool") is None
    assert flock.figure("wolf2001", "hum-rate") is None
    assert flock.figure("llamas-hum", "hum-rate") is None


def test_an_entry_without_a_translation_is_the_source(flock: Library) -> None:
    assert flock.entry("llama", "xx") is flock.entries["llama"]


IDS = ("a", "b", "c", "d")
CHOICES = st.lists(st.sampled_from((*IDS, "e", "nowhere")), max_size=4)
FAQS = st.fixed_dictionaries({i: st.tuples(CHOICES, CHOICES, CHOICES) for i in IDS})


@given(FAQS)
def test_backlinks_mirror_links_in_any_library(
    faqs: dict[str, tuple[list[str], list[str], list[str]]]
) -> None:
    entries = {}
    for identifier, (related, linked, cited) in faqs.items():
        text = " ".join([*(f"[[{i}]]" for i in linked), *(f"[@{i}]" for i in cited), "x"])
        lines = f"related: [{', '.join(related)}]\nanswer: '{text}'\n"
        source, _ = read_source("f.yaml", entry("faqs", lines))
        assert source is not None
        made, problems = validate(source, KINDS["faqs"], identifier)
        assert made is not None, problems
        entries[identifier] = made
    found = Library(entries, bibliography={"e": Reference("e", "misc")})
    forth = {(i, target) for i, lists in faqs.items() for some in lists for target in some
             if target != i}
    back = {(user, target) for target, users in found.backlinks.items() for user in users}
    assert forth == back
    assert all(list(users) == sorted(set(users)) for users in found.backlinks.values())
