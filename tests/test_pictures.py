"""Pictures: where the marks of forest plots, icon arrays and the map of the evidence stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

import pytest

from conftest import Write
from evidence.loading import Folders
from evidence.outputs import Page
from evidence.pages.pictures import (
    Difference,
    Dots,
    EvidenceMap,
    Forest,
    ForestRow,
    MapMark,
    MapRow,
    Point,
    Tick,
    dashes,
    denominator,
    direction,
    dots,
    evidence_map,
    forests,
)
from evidence.settings import Settings
from evidence.site import build
from reading import values
from samples import FLOCK, entry, record

# Forest plots


def difference(name: str, estimate: str, low: str, high: str, *, study: str = "llamas2014",
               unit: str = "points", better: str = "lower", smd: bool = False) -> Difference:
    return Difference(study, name, "" if smd else unit, better, smd, Decimal(estimate),
                      Decimal(low), Decimal(high))


def test_nothing_to_plot_is_no_plot() -> None:
    assert forests([]) == []


def test_differences_of_a_scale_share_an_axis_on_which_both_sides_of_zero_are_seen() -> None:
    assert forests([difference("now", "-2.03", "-3.77", "-0.29"),
                    difference("later", "-0.20", "-1.46", "-0.06")]) == [
        Forest("points", "lower", False, 80.0,
               (Tick(0.0, "-4"), Tick(20.0, "-3"), Tick(40.0, "-2"), Tick(60.0, "-1"),
                Tick(80.0, "0"), Tick(100.0, "1")),
               (ForestRow("llamas2014", "now", 39.4, 4.6, 74.2),
                ForestRow("llamas2014", "later", 76.0, 50.8, 78.8)))]


def test_an_interval_that_is_much_longer_than_the_others_leaves_the_axis() -> None:
    (plot,) = forests([difference("a", "1", "0", "2"), difference("b", "2", "1", "3"),
                       difference("wide", "1", "-40", "90")])
    assert (plot.zero, plot.ticks[0], plot.ticks[-1]) == (
        33.3, Tick(0.0, "-2"), Tick(100.0, "4"))
    assert plot.rows[2] == ForestRow("llamas2014", "wide", 50.0, 0.0, 100.0, True, True)


def test_a_difference_of_nothing_has_an_axis_too() -> None:
    (plot,) = forests([difference("none", "0", "0", "0")])
    assert [tick.text for tick in plot.ticks] == ["-1", "0", "1"]
    assert plot.rows == (ForestRow("llamas2014", "none", 50.0, 50.0, 50.0),)


@pytest.mark.parametrize(("low", "high", "ticks"), [
    ("-0.41", "0.30", ["-0.6", "-0.4", "-0.2", "0.0", "0.2", "0.4"]),
    ("-13.68", "60.47", ["-20", "0", "20", "40", "60", "80"]),
    ("1", "8", ["-2", "0", "2", "4", "6", "8"]),
    ("-900", "400", ["-1000", "-500", "0", "500"]),
])
def test_an_axis_has_round_numbers(low: str, high: str, ticks: list[str]) -> None:
    middle = str((Decimal(low) + Decimal(high)) / 2)
    (plot,) = forests([difference("x", middle, low, high)])
    assert [tick.text for tick in plot.ticks] == ticks


def test_scales_are_not_mixed() -> None:
    plots = forests([
        difference("a", "1", "0", "2"),
        difference("b", "1", "0", "2", unit="kPa"),
        difference("c", "1", "0", "2", better="higher"),
        difference("d", "1", "0", "2", study="sheep2015"),
        difference("e", "1", "0", "2", smd=True),
        difference("f", "1", "0", "2", smd=True, study="sheep2015"),
    ])
    assert [(plot.unit, plot.better, plot.standardised, [row.name for row in plot.rows])
            for plot in plots] == [
        ("points", "lower", False, ["a"]), ("kPa", "lower", False, ["b"]),
        ("points", "higher", False, ["c"]), ("points", "lower", False, ["d"]),
        ("", "lower", True, ["e", "f"])]


# Icon arrays


@pytest.mark.parametrize(("percents", "of"), [
    (["19.18", "1"], 100), (["19.18", "0.99"], 1000), (["0"], 1000), ([], 100)])
def test_a_page_has_one_denominator(percents: list[str], of: int) -> None:
    assert denominator(percents) == of


@pytest.mark.parametrize(("percent", "of", "count"), [
    ("7.7", 1000, 77), ("7.55", 1000, 76), ("4.65", 1000, 47), ("0.04", 1000, 0),
    ("0.05", 1000, 1), ("0", 1000, 0), ("100", 1000, 1000), ("36.7", 100, 37),
    ("99.9", 100, 100)])
def test_a_share_is_so_many_dots_and_halves_are_rounded_up(
    percent: str, of: int, count: int
) -> None:
    assert (dots(percent, of).count, dots(percent, of).of) == (count, of)


def test_dots_stand_in_rows_with_a_gap_after_each_ten() -> None:
    assert dots("23", 100) == Dots(
        23, 100, 206, 50, "M5 5H201.1M5 15H201.1M5 25H201.1M5 35H201.1M5 45H201.1",
        "M5 5H201.1M5 15H25.1")
    thousand = dots("0.1", 1000)
    assert (thousand.width, thousand.height, thousand.marked) == (524, 206, "M5 5H5.1")
    assert thousand.all.count("M") == 20
    assert "M5 95H519.1M5 111H519.1" in thousand.all
    assert dots("0", 100).marked == ""


def test_the_dashes_of_a_row_meet_its_dots() -> None:
    steps = [int(number) for number in dashes().split()]
    assert (steps[::2], steps[1::2]) == ([0] * 10, [10] * 9 + [16])


# The map


@pytest.mark.parametrize(("stances", "taken"), [
    ([], "none"), (["context"], "none"), (["supports"], "supports"),
    (["supports", "context", "context"], "supports"), (["contradicts"] * 2 + ["mixed"],
                                                       "contradicts"),
    (["supports", "contradicts"], "mixed"), (["mixed"], "mixed"),
    (["supports", "mixed"], "mixed"),
])
def test_a_study_stands_where_more_than_half_of_its_stances_stand(
    stances: list[str], taken: str
) -> None:
    assert direction(stances) == taken


def test_studies_stand_at_their_year_and_beside_each_other_where_there_is_room() -> None:
    points = [
        Point("new", "trial", 2020, "supports"), Point("old", "trial", 2010, "none"),
        Point("twin", "trial", 2020, "mixed"), Point("lost", "trial", None, "mixed"),
        Point("sheep", "animal", 2015, "contradicts"),
    ]
    assert evidence_map(points, ("trial", "review", "animal")) == EvidenceMap(
        880, 84, (Tick(108, "2010"), Tick(482, "2015"), Tick(856, "2020")),
        (MapRow("trial", 48, (MapMark("lost", 12, 12, "mixed"), MapMark("old", 108, 12, "none"),
                              MapMark("new", 856, 12, "supports"),
                              MapMark("twin", 856, 36, "mixed"))),
         MapRow("animal", 24, (MapMark("sheep", 482, 12, "contradicts"),))))


def test_no_two_marks_of_a_crowd_overlap() -> None:
    points = [Point(f"s{n}", "trial", None if n % 9 == 0 else 1965 + n * 37 % 62, "none")
              for n in range(140)]
    (row,) = evidence_map(points, ("trial",)).rows
    places = sorted((mark.y, mark.x) for mark in row.marks)
    assert len(places) == 140
    assert [pair for pair in pairwise(places)
            if pair[0][0] == pair[1][0] and pair[1][1] - pair[0][1] < 24] == []
    assert all(12 <= x <= 868 and 12 <= y <= row.height - 12 for y, x in places)


def test_a_map_without_years_has_no_axis_and_one_without_studies_no_rows() -> None:
    assert evidence_map([Point("lost", "trial", None, "none")], ("trial",)) == EvidenceMap(
        880, 84, (), (MapRow("trial", 24, (MapMark("lost", 12, 12, "none"),)),))
    assert evidence_map([], ("trial",)) == EvidenceMap(880, 0, (), ())


# On the pages

PICTURES: Mapping[str, str] = {
    "bibliography/more.bib": record("goats2003", "2003"),
    "content/studies/goats2003.yaml": entry("studies", """\
unconfirmed: [year, doi]
figures:
  hum: {label: hum, percent: 7.7, of: 90, of_what: animals}
  spit: {label: spit, percent: "0.04"}
  wool: {label: wool with hay, difference: "-2", unit: cm, interval: ["-3", "-1"], better: higher}
"""),
    "content/claims/llamas-hum.yaml": entry("claims", """\
statement: Llamas hum.
evidence: [{study: goats2003, stance: mixed, note: Perhaps.}]
"""),
    "content/guides/meeting-a-llama.yaml": entry("guides", """\
diagram: session-timeline
sections:
  - {id: harm, aspect: side-effects, title: Harm, text: Some.,
     icons: [goats2003.hum, goats2003.spit]}
  - {id: help, aspect: get-help, title: Help, text: "Out of breath? Pain in the chest? Call."}
"""),
}


@pytest.fixture
def made(write: Write) -> Mapping[str, Page]:
    site = build(Folders(write({**FLOCK, **PICTURES})), Settings(("en", "ko")))
    assert [str(problem) for problem in site.diagnostics] == []
    return {page.url: page for page in site.pages}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def picture(page: Page, name: str) -> str:
    return page.text.partition(f'<figure class="p-picture p-{name}">')[2].partition("</figure>")[0]


@pytest.mark.parametrize("place", ["studies/goats2003/", "claims/llamas-hum/"])
def test_a_difference_is_plotted_and_stands_in_words_beside(
    made: Mapping[str, Page], place: str
) -> None:
    plot = picture(made[f"en/patients/{place}"], "forest")
    said = words(plot)
    assert "Scale: cm" in said
    assert "← worse better →" in said
    assert "wool with hay" in said
    assert "−2 cm 95% CI −3 to −1" in said
    assert ("../../studies/goats2003/#figure-wool" in values(plot, "href")) == (
        place == "claims/llamas-hum/")


def test_a_share_is_said_with_its_study(made: Mapping[str, Page]) -> None:
    english = picture(made["en/patients/guides/meeting-a-llama/"], "icons")
    assert "About 77 of every 1,000 animals 7.7% · Woolly" in words(english)
    assert "Fewer than 1 of every 1,000 people 0.04% · Woolly" in words(english)
    assert values(english, "href")[1] == "../../studies/goats2003/#figure-hum"
    korean = picture(made["ko/patients/guides/meeting-a-llama/"], "icons")
    assert "동물 1,000마리마다 약 77건" in words(korean)
    assert "1,000명 가운데 1명 미만" in words(korean)


def test_each_mark_of_the_map_is_a_named_link(made: Mapping[str, Page]) -> None:
    drawn = picture(made["en/clinicians/studies/"], "map")
    links = re.findall(r'<a href="([^"]+)" class="p-mark--(\w+)" aria-label="([^"]+)"', drawn)
    assert sorted(links) == [
        ("goats2003/", "mixed", "Woolly – Survey – mixed"),
        ("llamas2014/", "none", "Woolly 2014 – Survey – takes no side"),
        ("sheep2015/", "none", "Woolly 2015 – Survey – takes no side"),
    ]


def test_a_guide_has_its_diagram(made: Mapping[str, Page]) -> None:
    assert "session-steps" in values(made["ko/patients/guides/meeting-a-llama/"].text, "id")
