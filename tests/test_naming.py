"""Ids and keys: which are well formed, which are free, which a new record gets."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.bibliography import Name, Reference
from evidence.loading import Folders, load
from evidence.naming import flaw, holder, missing, new_key, slug
from samples import FLOCK

HONG = (Name("Hong", "CZ"),)


@pytest.mark.parametrize("identifier", ["hong1994", "does-it-hurt", "a", "a" * 60])
def test_what_is_well_formed_has_no_flaw(identifier: str) -> None:
    assert flaw(identifier) == ""


@pytest.mark.parametrize(("identifier", "nearest"), [
    ("Does it hurt?", "does-it-hurt"), ("Ärzte_und--Nadeln", "arzte-und-nadeln"),
    ("twitch.", "twitch"), ("../../etc/passwd", "etc-passwd"),
])
def test_what_is_malformed_is_answered_with_the_nearest_id(identifier: str, nearest: str) -> None:
    assert f"did you mean '{nearest}'?" in flaw(identifier)


@pytest.mark.parametrize("identifier", ["", "침", "--", "a" * 61])
def test_what_has_no_near_id_is_only_refused(identifier: str) -> None:
    assert "cannot be an id" in flaw(identifier)


@given(st.text())
def test_a_slug_is_an_id_or_nothing(words: str) -> None:
    assert slug(words) == "" or flaw(slug(words)) == ""


def test_an_id_is_taken_by_entries_records_and_old_addresses(write: Write) -> None:
    root = write({**FLOCK, "content/redirects.yaml": "alpaca: llama\n",
                  "bibliography/more.bib": "@misc{goat1999, title = {On goats}, year = {1999}}\n",
                  "content/faqs/broken.yaml": "question: [\n"})
    library, _ = load(Folders(root), ("en",))
    assert {name: holder(library, name) for name in
            ("llama", "goat1999", "alpaca", "broken", "camel")} == {
        "llama": "content/terms/llama.yaml has it",
        "goat1999": "bibliography/more.bib has a record of that key",
        "alpaca": "its old address leads to 'llama'",
        "broken": "a file has it that could not be read",
        "camel": "",
    }
    assert missing(library, "lama") == "nothing has the id 'lama'; did you mean 'llama'?"
    assert missing(library, "alpaca") == "nothing has the id 'alpaca'; it is called 'llama' now"
    assert missing(library, "submarine") == "nothing has the id 'submarine'"


@pytest.mark.parametrize(("reference", "key"), [
    (Reference("", "article", HONG, year="1994"), "hong1994"),
    (Reference("", "article", (Name("Fernández-de-las-Peñas", "C"),), year="2022"),
     "fernandezdelaspenas2022"),
    (Reference("", "article", (Name("Berg", "J", "van den"),), year="2001"), "vandenberg2001"),
    (Reference("", "article", (Name("Ørsted", "H"),), year="2001"), "orsted2001"),
    (Reference("", "misc", (Name("", literal="World Health Organization"),), year="2022"),
     "who2022"),
    (Reference("", "misc", (Name("", literal="cochrane"),), year="2022"), "cochrane2022"),
    (Reference("", "article", (Name("홍", "길동"),), "On {Seoul}", year="2022"), "seoul2022"),
    (Reference("", "article", (), "A pain in the neck", year="2022"), "pain2022"),
    (Reference("", "article", HONG), "hong"),
    (Reference("", "misc", title="針"), "study"),
])
def test_a_key_is_the_first_author_and_the_year(reference: Reference, key: str) -> None:
    assert new_key(reference, ()) == key


@pytest.mark.parametrize(("taken", "key"), [
    (["hong1994"], "hong1994b"),
    (["Hong1994"], "hong1994b"),
    (["hong1994", "hong1994b", "hong1994c"], "hong1994d"),
    (["hong1994a", "hong1994b"], "hong1994c"),
    (["hong1995", "hong1994and"], "hong1994"),
    (["hong1994", "hong1994z"], "hong1994-2"),
])
def test_a_key_that_is_taken_gets_the_next_letter(taken: Collection[str], key: str) -> None:
    assert new_key(Reference("", "article", HONG, year="1994"), taken) == key


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["", "1994"])), max_size=40))
def test_keys_are_ids_and_never_the_same_twice(works: list[tuple[str, str]]) -> None:
    taken: list[str] = []
    for family, year in works:
        taken.append(new_key(Reference("", "article", (Name(family),), year=year), taken))
    assert len(set(taken)) == len(taken)
    assert [flaw(key) for key in taken] == [""] * len(taken)
