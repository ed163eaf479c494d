"""Records from elsewhere: four formats, one reference; and what is none is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.bibliography import Name, Reference, read_bibliography
from evidence.diagnostics import Location, errors
from evidence.importing import read_records
from evidence.importing import record as values

SAMPLES = sorted((Path(__file__).parent / "importing").glob("brady2014.*"))
STUDIES = Path(__file__).parents[1] / "bibliography" / "studies.bib"


def references(text: str) -> list[Reference]:
    records, problems = read_records("given", text)
    assert [str(problem) for problem in problems] == []
    return [replace(record.reference, location=Location("")) for record in records]


def said(text: str) -> list[str]:
    return [str(problem) for problem in read_records("given", text)[1]]


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.suffix)
def test_each_format_gives_the_record_that_we_have(file: Path) -> None:
    ours = read_bibliography("", STUDIES.read_text("utf-8"))[0]["brady2014"]
    assert references(file.read_text("utf-8")) == [replace(ours, key="", location=Location(""))]


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.suffix)
@pytest.mark.parametrize("change", [
    lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"),
    lambda text: "\n\n" + text + "\n\n",
], ids=["a BOM", "line ends of Windows", "empty lines"])
def test_how_it_was_saved_makes_no_difference(file: Path, change: object) -> None:
    text = file.read_text("utf-8")
    assert references(change(text)) == references(text)  # type: ignore[operator]


def test_many_records_are_each_read_with_their_place() -> None:
    ris = next(file for file in SAMPLES if file.suffix == ".ris").read_text("utf-8")
    nbib = next(file for file in SAMPLES if file.suffix == ".nbib").read_text("utf-8")
    for text in (ris, nbib):
        other = text.replace("Brady", "Hong")
        records, problems = read_records("given", f"{text}\n{other}")
        assert problems == []
        assert [(one.reference.authors[0].family, one.location.line) for one in records] == [
            ("Brady", 1), ("Hong", text.count("\n") + 2)]


MEDLINE = """\
PMC - PMC3201653
PMID- 21955450
TI  - [Trigger points: a
      review].
AU  - van den Berg J
AU  - King ML Jr
AU  - Plato
CN  - Needling Study Group
DP  - 2011 Sep 28
JT  - Acupuncture in medicine : journal of the British Medical Acupuncture Society
LA  - eng
PG  - S12-S15
AID - S0964-5284(11)00001-1 [pii]
AID - 10.1136/acupmed-2011-000001 [doi]
PT  - Journal Article
PT  - Systematic Review
"""


def test_medline_wraps_repeats_and_names_designs() -> None:
    [record], problems = read_records("given", MEDLINE)
    assert problems == []
    assert record.design == "systematic-review"
    assert record.reference == Reference(
        "", "article", (Name("van den Berg", "J"), Name("King", "ML", suffix="Jr"),
                        Name("", literal="Plato"), Name("", literal="Needling Study Group")),
        "[Trigger points: a review]", "Acupuncture in Medicine", "2011", pages="S12-S15",
        doi="10.1136/acupmed-2011-000001", pmid="21955450", pmcid="PMC3201653")


def test_ris_knows_chapters_and_their_books() -> None:
    [chapter] = references("TY  - CHAP\nA1  - Pomeranz, Bruce\nT1  - Scientific basis\n"
                           "T2  - The book\nPB  - Springer\nY1  - 1989/05//\nSP  - 1\nEP  - 33\n"
                           "UR  - https://llamas.example/a;https://llamas.example/b\nER  - \n")
    assert chapter == Reference(
        "", "incollection", (Name("Pomeranz", "B"),), "Scientific basis", year="1989",
        pages="1-33", url="https://llamas.example/a", publisher="Springer", booktitle="The book")


def test_csl_knows_groups_particles_and_lists() -> None:
    [report] = references(json.dumps({
        "type": "report", "title": ["Needles &amp; <i>pins</i>"], "publisher": "WHO",
        "author": [{"literal": "World Health Organization"},
                   {"family": "Berg", "non-dropping-particle": "van den", "given": "Jan-Piet"},
                   {"family": "김", "given": "민수"}],
        "issued": {"raw": "c. 2022"}, "number": 7}))
    assert report == Reference(
        "", "techreport", (Name("", literal="World Health Organization"),
                           Name("van den Berg", "JP"), Name("김", "민수")),
        "Needles & pins", year="2022", publisher="WHO")


def test_bibtex_may_have_keys_that_nobody_can_cite_and_one_twice() -> None:
    text = "@article{doi:10.1/x, title={One}, year=2001}\n@book{doi:10.1/x, title={Two}, year=2002}"
    assert [(one.title, one.type) for one in references(text)] == [
        ("One", "article"), ("Two", "book")]


@pytest.mark.parametrize(("given", "written"), [
    ("368-74", "368-374"), ("368-374; quiz 375-7", "368-374"), ("S12–S15", "S12-S15"),
    ("e1234", "e1234"), ("1134-40, 1150", "1134-1140"), ("7-7", "7"), ("", ""),
])
def test_pages_are_written_out(given: str, written: str) -> None:
    assert values.pages(given) == written


@pytest.mark.parametrize(("given", "written"), [
    ("Chang-Zern", "CZ"), ("C. Z.", "CZ"), ("CZ", "CZ"), ("Jean-François M.", "JFM"), ("", ""),
    ("Éva", "É"),
])
def test_given_names_are_initials(given: str, written: str) -> None:
    assert values.initials(given) == written


@pytest.mark.parametrize(("name", "given", "kept"), [
    ("doi", "https://doi.org/10.1179/x_1", "10.1179/x_1"), ("doi", "doi: 10.1179/x", "10.1179/x"),
    ("doi", "11.1179/x", ""), ("doi", "10.1179/{x}", ""), ("pmid", "PMID 12", ""),
    ("pmcid", "3201653", "PMC3201653"), ("url", "javascript:alert(1)", ""),
    ("url", "https://doi.org/10.1179/x", ""), ("url", "https://llamas.example", "https://llamas.example"),
])
def test_an_identifier_has_its_shape_or_is_left_out(name: str, given: str, kept: str) -> None:
    assert values.identifier(name, given) == kept


BROKEN = {
    "TY  - JOUR\nTI  - Open\n": "given:1:1: error: this RIS record is not closed "
    "(end it with a line 'ER  - ') [bad-records]",
    "TY  - JOUR\n  lost\nER  - \nTY  - JOUR\nER  - \n": "given:1:1: error: this RIS record has no "
    "title (export it again, with its title) [incomplete-record]",
    "[{\"title\": 1,]": "given:1:14: error: this is not valid JSON: Expecting property name "
    "enclosed in double quotes [bad-records]",
    "[1]": "given:1:1: error: expected a list of CSL-JSON items (each is an object with \"title\", "
    "\"author\", \"issued\") [bad-records]",
    "[]": "given:1:1: error: no CSL-JSON record was found in it [bad-records]",
    "[" * 100_000: "given:1:1: error: this JSON cannot be read [bad-records]",
    "[" + "9" * 10_000 + "]": "given:1:1: error: this JSON cannot be read [bad-records]",
    "@article{a,\n  title = {Open\n": "given:1:1: error: this record is not closed (look for a "
    "missing } or \") [invalid-bibtex]",
    "PMID- 1\n": "given:1:1: error: this PubMed (.nbib) record has no title (export it again, with "
    "its title) [incomplete-record]",
    "Dear llama,": "given:1:1: error: these are no bibliographic records (expected one of "
    "CSL-JSON, RIS, PubMed (.nbib), BibTeX) [bad-records]",
}


@pytest.mark.parametrize(("text", "problem"), BROKEN.items(), ids=range(len(BROKEN)))
def test_what_is_broken_is_said(text: str, problem: str) -> None:
    assert problem in said(text)


def test_a_value_that_we_cannot_use_is_a_warning_in_bibtex() -> None:
    records, problems = read_records("given", "@article{a, title={T}, year=2001, pmid={PMID: 7}}")
    assert [one.reference.pmid for one in records] == [""]
    assert [(one.severity, one.code) for one in problems] == [("warning", "wrong-value")]


MARKS = st.sampled_from(["TY  - JOUR\n", "ER  - \n", "TI  - ", "AU  - ", "PMID- ", "      ", "\n",
                         "@article{", "}", "=", "{", "[", "\"", ":", ",", "\ud800", "\x00", "\\"])


@given(st.one_of(st.text(), st.lists(st.one_of(MARKS, st.text(max_size=8))).map("".join)))
def test_any_text_gives_records_or_problems(text: str) -> None:
    records, problems = read_records("given", text)
    assert records or errors(problems)
    assert all(record.reference.title for record in records) or errors(problems)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["title", "author", "issued", "date-parts", "family",
                                         "page", "DOI", "type", "given", "container-title"]), inner,
                        max_size=4), max_leaves=12)


@given(st.lists(st.dictionaries(st.sampled_from(
    ["title", "author", "issued", "page", "DOI", "PMID", "URL", "type", "volume"]), JSON)))
def test_any_json_gives_records_or_problems(items: list[object]) -> None:
    records, problems = read_records("given", json.dumps(items))
    assert records or errors(problems)
