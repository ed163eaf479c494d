"""Studies from records: what we have is recognised, what is new gets its files."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from conftest import Write
from evidence.adding import (
    Arrival,
    bib_file,
    missing_fields,
    record_file,
    sorted_out,
    study_file,
)
from evidence.bibliography import Name, Reference
from evidence.diagnostics import Location
from evidence.importing import Record
from evidence.library import Library
from evidence.loading import Folders, load
from samples import FLOCK

OURS = Reference("hong1994", "article", (Name("Hong", "CZ"),), "Humming in the llama: a survey",
                 "Sheep", "1994", "1", "2", "3-4", "10.1000/Hum", "111", "PMC222",
                 location=Location("bibliography/studies.bib", 3, 10))
LIBRARY = Library(bibliography={"hong1994": OURS})
NEW = Reference("", "article", (Name("Woolly", "A"),), "Singing in the alpaca", year="2014")
TODAY = datetime.date(2026, 11, 21)


def record(**more: str) -> Record:
    return Record(replace(NEW, **more), Location("given"))  # type: ignore[arg-type]


def known(*records: Record, anyway: bool = False) -> list[tuple[str, str, bool]]:
    found, _ = sorted_out(LIBRARY, records, anyway)
    return [(one.key, one.why, one.sure) for one in found]


@pytest.mark.parametrize(("more", "why"), [
    ({"doi": "10.1000/hUM"}, "the same DOI"), ({"pmid": "111"}, "the same PMID"),
    ({"pmcid": "pmc222"}, "the same PMCID"),
])
def test_a_work_is_known_by_its_identifier(more: dict[str, str], why: str) -> None:
    assert known(record(**more)) == [("hong1994", why, True)]
    assert known(record(**more), anyway=True) == [("hong1994", why, True)]


@pytest.mark.parametrize("title", [
    "Humming in the llama: a survey", "Humming in the Llama – A survey.",
    "Humming in the lama: a survey", "{Humming} in the llama: a survey",
])
def test_a_work_is_known_by_a_near_title_unless_the_author_says_otherwise(title: str) -> None:
    assert known(record(title=title)) == [("hong1994", "nearly the same title", False)]
    assert known(record(title=title), anyway=True) == []


@pytest.mark.parametrize("more", [
    {"title": "Humming in the alpaca: a trial"}, {"title": "針"},
    {"title": "Humming in the llama: a survey", "doi": "10.1000/part-2"},
    {"title": "Humming in the llama: a survey", "pmid": "112"},
])
def test_other_works_are_new(more: dict[str, str]) -> None:
    found, arrivals = sorted_out(LIBRARY, [record(**more)])
    assert (found, [one.key for one in arrivals]) == ([], ["woolly2014"])


def test_of_two_records_of_one_work_the_first_counts() -> None:
    found, arrivals = sorted_out(LIBRARY, [record(doi="10.1000/a"), record(doi="10.1000/A"),
                                           record(title="Another one", doi="10.1000/b")])
    assert [one.key for one in arrivals] == ["woolly2014", "woolly2014b"]
    assert [(one.key, one.why) for one in found] == [("woolly2014", "the same DOI")]


def test_what_a_record_does_not_give_is_not_confirmed() -> None:
    assert missing_fields(OURS) == []
    assert missing_fields(NEW) == ["journal", "volume", "issue", "pages", "doi"]
    assert missing_fields(Reference("", "book", title="On llamas")) == ["authors", "year"]


ARRIVAL = Arrival(record(), replace(NEW, key="woolly2014"))


def test_a_study_says_that_nobody_has_read_it() -> None:
    edit = study_file(ARRIVAL, {"design": "survey", "technique": "none"}, TODAY)
    assert edit.path == "content/studies/woolly2014.yaml"
    assert edit.text == """\
# yaml-language-server: $schema=../../schemas/study.schema.json
title: Singing in the alpaca
finding: Not read yet.
design: survey
technique: none
population: Not read yet.
intervention: Not read yet.
findings:
  - text: Not read yet.
limitations: Not read yet.
read: reference-list
unconfirmed: [journal, volume, issue, pages, doi, country, population, intervention, comparator, \
findings]
updated: 2026-11-21
"""


def test_a_title_that_may_not_stand_is_who_and_when() -> None:
    said = study_file(ARRIVAL, {"design": "survey", "technique": "none"}, TODAY, titled=False).text
    assert said
    assert "title: Woolly 2014\n" in said


def test_a_record_goes_where_most_records_are(write: Write) -> None:
    assert bib_file(Library()) == "bibliography/studies.bib"
    root = write({**FLOCK, "bibliography/a.bib": "@misc{a, title={A}, year=1}"})
    library, _ = load(Folders(root), ("en",))
    assert bib_file(library) == "bibliography/flock.bib"
    edit = record_file("bibliography/new.bib", "", [ARRIVAL])
    assert (edit.path, (edit.text or "").splitlines()[0]) == (
        "bibliography/new.bib", "@article{woolly2014,")
