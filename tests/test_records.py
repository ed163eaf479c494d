"""Records: what is written is BibTeX, is read again without loss, and stands at its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, RemoveEnclosingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from evidence.bibliography import Name, Reference, read_bibliography, record_places
from evidence.diagnostics import Location
from evidence.records import as_bibtex, with_key, with_records

OURS = sorted((Path(__file__).parents[1] / "bibliography").glob("*.bib"))
NOWHERE = Location("")
HARD = Reference(
    "hard2014", "article", (Name("Martín-Pintado", "A"), Name("Berg", "JP", "van den", "Jr"),
                            Name("", literal="Needles & Pins, and Others"), Name("김", "민수")),
    "{EMG} of 50% & more: $5, #1, a_b, x^2, ~7, C:\\temp <0.05 “침” — 針", "Pain & Needles", "2014",
    "12", "2-3", "S12-S15", "10.1002/(SICI)1097-0_1<1::AID>3.0.CO;2-#", "8043247", "PMC3201653",
    "https://llamas.example/~ann?a=1&b=50%25#c_d", others=True,
    unconfirmed=frozenset({"volume", "pages"}),
)


def read(text: str) -> dict[str, Reference]:
    found, problems = read_bibliography("a.bib", text)
    assert [str(problem) for problem in problems] == []
    return {key: replace(reference, location=NOWHERE) for key, reference in found.items()}


def read_by_another(text: str) -> dict[str, str]:
    """The fields of the one record of a text, as bibtexparser has them."""
    library = bibtexparser.parse_string(text, parse_stack=[
        RemoveEnclosingMiddleware(), LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    [entry] = library.entries
    return {"key": entry.key, "type": entry.entry_type,
            **{field.key: str(field.value) for field in entry.fields}}


def test_a_record_has_one_field_a_line() -> None:
    assert as_bibtex(Reference("hong1994", "article", (Name("Hong", "CZ"),), "On {EMG}",
                               "Pain & Needles", "1994", pages="1-9")) == """\
@article{hong1994,
  author      = {Hong, CZ},
  title       = {On {EMG}},
  journal     = {Pain \\& Needles},
  year        = {1994},
  pages       = {1--9},
}
"""


def test_hard_signs_are_read_again() -> None:
    assert read(as_bibtex(HARD)) == {"hard2014": HARD}


def test_another_parser_reads_the_same() -> None:
    found = read_by_another(as_bibtex(HARD))
    assert found["key"] == "hard2014"
    assert found["type"] == "article"
    assert found["journal"] == "Pain & Needles"
    assert found["pages"] == "S12–S15"
    assert found["doi"].replace("\\", "") == HARD.doi
    assert found["unconfirmed"] == "pages, volume"
    assert "50% & more: $5, #1, a_b" in found["title"]
    assert found["author"].startswith("Martín-Pintado, A and van den Berg, Jr, JP and ")


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_our_own_records_are_written_without_loss(file: Path) -> None:
    ours = read(file.read_text("utf-8"))
    assert read("\n".join(map(as_bibtex, ours.values()))) == ours


WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="{}"),
                min_size=1, max_size=30)


@given(WORDS, WORDS)
def test_any_words_are_balanced_and_stay_in_their_field(title: str, journal: str) -> None:
    text = as_bibtex(Reference("a2014", "article", title=title, journal=journal, year="2014"))
    found = read_by_another(text)
    assert {*found} <= {"key", "type", "title", "journal", "year"}
    assert found["year"] == "2014"
    again = read_bibliography("a.bib", text)[0]["a2014"]
    assert as_bibtex(again) == as_bibtex(replace(again, location=NOWHERE)) == as_bibtex(
        read_bibliography("a.bib", as_bibtex(again))[0]["a2014"])
    plain = " ".join(title.split())
    if not {*plain} & {*"`'-?!"} and plain.isprintable():
        assert again.title.replace(" ", "") == _composed(plain).replace(" ", "")


def _composed(text: str) -> str:
    from unicodedata import normalize
    return normalize("NFC", text)


@given(st.text())
def test_unpaired_braces_leave_no_record_open(title: str) -> None:
    text = as_bibtex(Reference("a2014", "misc", title=title, year="2014"))
    assert [place.key for place in record_places(text + as_bibtex(
        Reference("b2014", "misc", title="Next", year="2014")))] == ["a2014", "b2014"]


def short(key: str) -> str:
    return f"@misc{{{key},\n  title = {{On {key}}},\n}}\n"


SORTED = f"% Ours.\n\n{short('birch2003')}\n{short('hong1994')}\n{short('lewit1979')}"


@pytest.mark.parametrize(("key", "order"), [
    ("audette2004", ["audette2004", "birch2003", "hong1994", "lewit1979"]),
    ("Hong1994b", ["birch2003", "hong1994", "Hong1994b", "lewit1979"]),
    ("zhao2008", ["birch2003", "hong1994", "lewit1979", "zhao2008"]),
])
def test_a_record_is_put_at_the_place_of_its_key(key: str, order: list[str]) -> None:
    text = with_records(SORTED, {key: short(key)})
    assert [place.key for place in record_places(text)] == order
    assert text.startswith("% Ours.\n\n@misc{")
    assert "\n\n\n" not in text
    assert text.replace(short(key) + "\n", "").replace("\n" + short(key), "") == SORTED


def test_in_a_file_that_is_not_sorted_it_comes_last() -> None:
    text = short("b2003") + "\n" + short("a1994")
    assert with_records(text, {"ab2000": short("ab2000")}) == text + "\n" + short("ab2000")
    assert with_key(text, "b2003", "c2003") == short("b2003").replace(
        "{b2003", "{c2003") + "\n" + short("a1994")


def test_a_new_file_holds_the_records_alone() -> None:
    assert with_records("", {"b2": short("b2"), "a1": short("a1")}) == (
        short("a1") + "\n" + short("b2"))


def test_a_record_of_another_key_moves_to_its_place_and_changes_in_nothing_else() -> None:
    text = with_key(SORTED, "hong1994", "aung1994")
    assert text == f"% Ours.\n\n{short('hong1994').replace('{hong', '{aung', 1)}\n" + (
        f"{short('birch2003')}\n{short('lewit1979')}")
    assert with_key(text, "aung1994", "hong1994") == SORTED
    assert with_key(SORTED, "hong1995", "x") == SORTED


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_there_and_back_again(file: Path) -> None:
    text = file.read_text("utf-8")
    for place in record_places(text):
        for other in ("aaa", "zzz"):
            assert with_key(with_key(text, place.key, other), other, place.key) == text
