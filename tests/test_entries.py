"""Entry types: what holds, and what is said about what does not."""

from __future__ import annotations

import datetime

import pytest

from evidence.diagnostics import Diagnostic
from evidence.entries import BY_FOLDER, ENTRY_TYPES, Entry, validate
from evidence.entries.base import one_text
from evidence.entries.claim import Claim
from evidence.entries.describing import values
from evidence.entries.mechanism import Diagram
from evidence.entries.study import MEASURES, Figure, Study
from evidence.entries.term import Term
from evidence.entries.text import Passage, replace_texts, texts
from evidence.markup import TEMPLATES
from evidence.source import read_source
from samples import FLOCK, KINDS, REQUIRED, completed, entry


def read(folder: str, lines: str = "", identifier: str = "llama"
         ) -> tuple[Entry | None, list[Diagnostic]]:
    source, problems = read_source("f.yaml", entry(folder, lines))
    assert source is not None
    made, found = validate(source, KINDS[folder], identifier)
    return made, problems + found


def holds(folder: str, lines: str = "") -> Entry:
    made, problems = read(folder, lines)
    assert [str(problem) for problem in problems] == []
    assert made is not None
    return made


@pytest.mark.parametrize("entry_type", ENTRY_TYPES)
def test_entry_type_has_an_example_that_holds_and_a_template(entry_type: type[Entry]) -> None:
    assert isinstance(holds(entry_type.folder), entry_type)
    assert any(path.startswith(f"content/{entry_type.folder}/") for path in FLOCK)
    assert (TEMPLATES / f"{entry_type.kind}.html").is_file()


@pytest.mark.parametrize("folder", REQUIRED)
def test_every_required_line_is_required(folder: str) -> None:
    for name in REQUIRED[folder]:
        rest = "\n".join(f"{k}: {v}" for k, v in REQUIRED[folder].items() if k != name)
        source, _ = read_source("f.yaml", rest)
        assert source is not None
        assert [str(problem) for problem in validate(source, KINDS[folder], "llama")[1]] == [
            f"f.yaml:1:1: error: {name}: is required and missing (add a line '{name}: …') "
            "[missing-field]"
        ]


def test_every_diagram_has_its_template() -> None:
    drawn = {path.stem for path in (TEMPLATES / "diagrams").glob("*.html")}
    assert set(values(Diagram)) - drawn == set()


def test_folders_and_kinds_are_unique() -> None:
    assert list(BY_FOLDER) == ["studies", "claims", "mechanisms", "faqs", "guides", "terms"]
    assert [t.kind for t in ENTRY_TYPES] == ["study", "claim", "mechanism", "faq", "guide", "term"]


def test_every_measure_is_a_field() -> None:
    assert set(MEASURES) <= set(Figure.model_fields)


# What is said

ID = "is not an id: lower-case letters, digits and hyphens [wrong-value]"
NUMBER = "is not a number (digits and one point, no thousands separator) [wrong-value]"
LIST = "(start each line with '- ') [wrong-type]"
TEXT = "(one text for everybody, or two below patient: and clinician:) [wrong-type]"
ONE_MEASURE = ("a figure has exactly one of percent, count, number, difference, "
               "standardised_difference, kappa or range, or a p alone [wrong-value]")
PROBLEMS: dict[str, tuple[str, str, list[str]]] = {
    "a line with nothing on it is missing": (
        "claims", "verdict:\n",
        ["1:9: error: verdict: is required and missing (add a line 'verdict: …') "
         "[missing-field]"],
    ),
    "one audience is missing": (
        "claims", "statement:\n  patient: x\n",
        ["2:3: error: statement.clinician: is required and missing (add a line 'clinician: …') "
         "[missing-field]"],
    ),
    "an audience is misspelt": (
        "claims", "statement: {patient: x, clinican: y}\n",
        ["1:12: error: statement.clinician: is required and missing (add a line 'clinician: …') "
         "[missing-field]",
         "1:25: error: statement.clinican: there is no such field (did you mean 'clinician'?) "
         "[unknown-field]"],
    ),
    "an empty text is said once, for both audiences": (
        "claims", "statement: ''\n",
        ["1:12: error: statement: may not be empty (write it; what is not required can be "
         "left out) [empty-field]"],
    ),
    "an empty text for one audience": (
        "claims", "statement: {patient: ' ', clinician: x}\n",
        ["1:22: error: statement.patient: may not be empty (write it; what is not required "
         "can be left out) [empty-field]"],
    ),
    "a text that a comma cuts in two": (
        "terms",
        "labels: {en: [{text: llama, status: preferred, seen: true, note: tall, woolly}]}\n",
        ["1:72: error: labels.en.0.woolly: there is no such field (known here: ambiguous, note, "
         "seen, status, text, tradition) [unknown-field]"],
    ),
    "a text that is a list": (
        "claims", "statement: [a]\n",
        [f"1:12: error: statement: expected a text, not a list {TEXT}"],
    ),
    "one audience's text is a list": (
        "claims", "statement: {patient: [a], clinician: x}\n",
        ["1:22: error: statement.patient: expected a text, not a list [wrong-type]"],
    ),
    "a field is misspelt": (
        "claims", "evidense: []\n",
        ["1:1: error: evidense: there is no such field (did you mean 'evidence'?) "
         "[unknown-field]"],
    ),
    "a field that nothing is like": (
        "claims", "certainty: {level: high, wool: soft}\n",
        ["1:26: error: certainty.wool: there is no such field (known here: because, level, note) "
         "[unknown-field]"],
    ),
    "the id is written into the file": (
        "claims", "id: other\n",
        ["1:1: error: id: the name of the file is the id (remove this line) [unknown-field]"],
    ),
    "a word of a closed list is misspelt": (
        "claims", "verdict: suported\n",
        ["1:10: error: verdict: expected supported, partly-supported, contradicted, "
         "misattributed, not-found or not-checkable, not 'suported' (did you mean 'supported'?) "
         "[unexpected-value]"],
    ),
    "a word that no closed list has": (
        "faqs", "category: wool\n",
        ["1:11: error: category: expected basics, twitch, acupuncture, safety, effects or "
         "practical, not 'wool' [unexpected-value]"],
    ),
    "a list that is a text": (
        "claims", "evidence: x\n",
        ["1:11: error: evidence: expected a list, not 'x' (write [x]) [wrong-type]"],
    ),
    "a list that is a map": (
        "claims", "topics: {a: b}\n",
        [f"1:9: error: topics: expected a list, not 'key: value' lines {LIST}"],
    ),
    "items of a list are each looked at": (
        "claims",
        "evidence:\n  - a\n  -\n  - {study: A_b, stance: suports, note: x}\n",
        ["2:5: error: evidence.0: expected 'key: value' lines, not 'a' (known here: note, stance, "
         "study) [wrong-type]",
         "3:4: error: evidence.1: expected 'key: value' lines, not nothing (known here: note, "
         "stance, study) [wrong-type]",
         f"4:13: error: evidence.2.study: 'A_b' {ID}",
         "4:26: error: evidence.2.stance: expected supports, contradicts, mixed or context, not "
         "'suports' (did you mean 'supports'?) [unexpected-value]"],
    ),
    "a line with nothing on it inside a list": (
        "claims", "evidence:\n  - study: a\n    stance: mixed\n    note:\n",
        ["4:10: error: evidence.0.note: is required and missing (add a line 'note: …') "
         "[missing-field]"],
    ),
    "a map that is a word": (
        "claims", "certainty: high\n",
        ["1:12: error: certainty: expected 'key: value' lines, not 'high' (known here: because, "
         "level, note) [wrong-type]"],
    ),
    "a long word is shortened": (
        "claims", f"certainty: {'x' * 50}\n",
        [f"1:12: error: certainty: expected 'key: value' lines, not '{'x' * 37}…' (known here: "
         "because, level, note) [wrong-type]"],
    ),
    "a date in words": (
        "claims", "updated: yesterday\n",
        ["1:10: error: updated: expected a date such as 2026-11-21, not 'yesterday' [wrong-value]"],
    ),
    "a date that no calendar has": (
        "claims", "updated: 2026-02-30\n",
        ["1:10: error: updated: expected a date such as 2026-11-21, not '2026-02-30' "
         "[wrong-value]"],
    ),
    "a date without hyphens": (
        "claims", "updated: 20261121\n",
        ["1:10: error: updated: expected a date such as 2026-11-21, not '20261121' [wrong-value]"],
    ),
    "a link that is no id": (
        "claims", "related: [A B, ../x]\n",
        [f"1:11: error: related.0: 'A B' {ID}", f"1:16: error: related.1: '../x' {ID}"],
    ),
    "a figure link without its study": (
        "mechanisms", "key_figures: [hum-rate]\n",
        ["1:15: error: key_figures.0: 'hum-rate' is not a figure: study.figure [wrong-value]"],
    ),
    "a count in words": (
        "studies", "sample: {people: many}\n",
        ["1:18: error: sample.people: expected a whole number, not 'many' [wrong-type]"],
    ),
    "a count below nothing": (
        "studies", "sample: {people: -1}\n",
        ["1:18: error: sample.people: expected a whole number, not '-1' [wrong-type]"],
    ),
    "a count with a point": (
        "studies", "sample: {people: 1.5}\n",
        ["1:18: error: sample.people: expected a whole number, not '1.5' [wrong-type]"],
    ),
    "a count that is too large to be one": (
        "studies", "sample: {people: 1000000000001}\n",
        ["1:18: error: sample.people: expected a whole number, not '1000000000001' [wrong-type]"],
    ),
    "a count beyond counting": (
        "studies", f"sample: {{people: {'9' * 5000}}}\n",
        [f"1:18: error: sample.people: expected a whole number, not '{'9' * 37}…' [wrong-type]"],
    ),
    "a count of what nobody counts": (
        "studies", "sample: {llamas: 3}\n",
        ["1:10: error: sample.llamas: expected people, treatments, trials, animals, practitioners "
         "or points, not 'llamas' (did you mean 'animals'?) [unexpected-value]"],
    ),
    "a sample that is a list": (
        "studies", "sample: [1]\n",
        ["1:9: error: sample: expected 'key: value' lines, not a list [wrong-type]"],
    ),
    "a country by its name": (
        "studies", "countries: [Peru]\n",
        ["1:13: error: countries.0: 'Peru' is not a two-letter country code such as KR "
         "[wrong-value]"],
    ),
    "a figure's name with capitals": (
        "studies", "figures:\n  Hum_rate: {label: x, percent: 1}\n",
        [f"2:3: error: figures.Hum_rate: 'Hum_rate' {ID}"],
    ),
    "a figure without a number": (
        "studies", "figures: {a: {label: x}}\n", [f"1:14: error: figures.a: {ONE_MEASURE}"],
    ),
    "a figure with two numbers": (
        "studies", "figures: {a: {label: x, percent: 1, kappa: 0.2}}\n",
        [f"1:14: error: figures.a: {ONE_MEASURE}"],
    ),
    "a count out of nobody knows how many": (
        "studies", "figures: {a: {label: x, count: 1}}\n",
        ["1:14: error: figures.a: a count needs 'of': out of how many [wrong-value]"],
    ),
    "a number with a thousands separator": (
        "studies", "figures: {a: {label: x, number: '1,000'}}\n",
        [f"1:33: error: figures.a.number: '1,000' {NUMBER}"],
    ),
    "a number beyond counting": (
        "studies", f"figures: {{a: {{label: x, number: {'9' * 21}}}}}\n",
        ["1:33: error: figures.a.number: may have at most 20 characters [wrong-value]"],
    ),
    "a number in other digits": (
        "studies", "figures: {a: {label: x, number: ٣}}\n",
        [f"1:33: error: figures.a.number: '٣' {NUMBER}"],
    ),
    "a p value without its sign": (
        "studies", "figures: {a: {label: x, percent: 1, p: '0.05'}}\n",
        ["1:40: error: figures.a.p: '0.05' is not a p value such as '< 0.001' (write '= 0.05') "
         "[wrong-value]"],
    ),
    "an interval of one number": (
        "studies", "figures: {a: {label: x, percent: 1, interval: [1]}}\n",
        ["1:47: error: figures.a.interval.1: expected two numbers (write [low, high]) "
         "[wrong-value]"],
    ),
    "an interval of three numbers": (
        "studies", "figures: {a: {label: x, percent: 1, interval: [1, 2, 3]}}\n",
        ["1:47: error: figures.a.interval: expected two numbers (write [low, high]) "
         "[wrong-value]"],
    ),
    "no findings": (
        "studies", "findings: []\n",
        ["1:11: error: findings: may not be empty (write it; what is not required can be "
         "left out) [empty-field]"],
    ),
    "a broken item does not make its list empty": (
        "guides", "sections: [{id: a, aspect: risks, title: x, safety: yes}]\n",
        ["1:53: error: sections.0.safety: expected true or false, not 'yes' [wrong-value]"],
    ),
    "labels of a language we do not know": (
        "terms", "labels: {xx: [{text: a, seen: true}]}\n",
        ["1:10: error: labels.xx: expected en, ko, zh-Hant, zh-Hans, zh-Latn, ja, pt-BR, es, fr "
         "or de, not 'xx' [unexpected-value]"],
    ),
    "labels that are no list": (
        "terms", "labels: {en: {text: a}}\n",
        [f"1:14: error: labels.en: expected a list, not 'key: value' lines {LIST}"],
    ),
    "a count with an underline": (
        "studies", "sample: {people: '1_000'}\n",
        ["1:18: error: sample.people: expected a whole number, not '1_000' [wrong-type]"],
    ),
    "a count with nothing on it": (
        "studies", "sample: {people: }\n",
        ["1:18: error: sample.people: expected a whole number, not nothing [wrong-type]"],
    ),
    "a figure with nothing on it, by the name of a field": (
        "studies", "figures: {label: }\n",
        ["1:18: error: figures.label: expected 'key: value' lines, not nothing (known here: at, "
         "better, confidence, count, difference, interval, kappa, label, number, of, of_what, p, "
         "percent, range, standardised_difference, unit) [wrong-type]"],
    ),
    "a link with spaces": (
        "claims", "related: [' llama ']\n", [f"1:11: error: related.0: ' llama ' {ID}"],
    ),
    "an empty label": (
        "terms", "labels: {en: [{text: ' ', seen: true}]}\n",
        ["1:22: error: labels.en.0.text: may not be empty (write it; what is not required can be "
         "left out) [empty-field]"],
    ),
    "a relation of another vocabulary": (
        "terms", "mappings: [{to: sheep, relation: broader, confidence: low, note: x}]\n",
        ["1:34: error: mappings.0.relation: expected exact, close, broad, narrow, related or "
         "none, not 'broader' (did you mean 'broad'?) [unexpected-value]"],
    ),
}


@pytest.mark.parametrize(("folder", "lines", "said"), PROBLEMS.values(), ids=PROBLEMS)
def test_problem(folder: str, lines: str, said: list[str]) -> None:
    made, problems = read(folder, lines)
    assert [str(problem) for problem in problems] == [f"f.yaml:{line}" for line in said]
    assert made is None


@pytest.mark.parametrize(("text", "place"), [("", "1:1"), ("- a\n", "1:1"), ("llama\n", "1:1")])
def test_a_file_that_is_no_map_is_no_entry(text: str, place: str) -> None:
    source, _ = read_source("f.yaml", text)
    assert source is not None
    said = "expected a claim: 'key: value' lines" if text else "this file is empty"
    (problem,) = validate(source, Claim, "llama")[1]
    assert str(problem).startswith(f"f.yaml:{place}: error: {said} (known here: answer, att")


@pytest.mark.parametrize(
    ("identifier", "said"),
    [("Two Words", "'Two Words' is not an id: lower-case letters, digits and hyphens (rename the "
                   "file to two-words.yaml)"),
     ("a--b", "'a--b' is not an id: lower-case letters, digits and hyphens (rename the file to "
              "a-b.yaml)"),
     ("라마", "'라마' is not an id: lower-case letters, digits and hyphens (rename the file)"),
     ("x" * 61, "may have at most 60 characters (rename the file)")],
)
def test_the_name_of_the_file_is_an_id(identifier: str, said: str) -> None:
    _, problems = read("faqs", identifier=identifier)
    assert [str(problem) for problem in problems] == [
        f"f.yaml:1:1: error: id: {said} [wrong-value]"]


# What is meant


def test_one_text_is_for_both_audiences() -> None:
    assert dict(holds("faqs", "question: Why?\n").heading.parts()) == {
        "patient": Passage("Why?"), "clinician": Passage("Why?")}


def test_two_texts_are_each_for_their_audience() -> None:
    question = holds("faqs", "question: {patient: ' Why? ', clinician: Cause.}\n").heading
    assert (question.to("patient"), question.to("clinician")) == (
        Passage("Why?"), Passage("Cause."))


def test_numbers_keep_their_decimals_and_dates_are_dates() -> None:
    study = holds("studies", "figures: {a: {label: x, kappa: 0.20, interval: [-0.10, 0.50]}}\n")
    assert isinstance(study, Study)
    figure = study.figures["a"]
    assert (figure.kappa, figure.interval, figure.measure) == ("0.20", ("-0.10", "0.50"), "kappa")
    assert study.updated == datetime.date(2026, 11, 21)


def test_sample_sizes_are_figures_under_the_name_of_their_unit() -> None:
    study = holds("studies", "sample: {people: 30}\nfigures: {a: {label: x, percent: 1}}\n")
    assert isinstance(study, Study)
    assert study.all_figures == {"people": 30, "a": study.figures["a"]}


LABELS = """\
labels:
  en: [{text: llama, seen: true}, {text: Lama, status: preferred, seen: true}]
  ko: [{text: 라마, seen: true}]
  fr: [{text: chameau, status: avoid, seen: true}]
"""


@pytest.mark.parametrize(
    ("lang", "label"),
    [("en", Passage("Lama", "en", "current")), ("ko", Passage("라마", "ko", "current")),
     ("fr", Passage("Lama", "en", "missing")), ("xx", Passage("Lama", "en", "missing"))],
)
def test_a_term_goes_by_its_best_label_and_by_the_english_one_where_there_is_none(
    lang: str, label: Passage
) -> None:
    term = holds("terms", LABELS)
    assert isinstance(term, Term)
    assert term.label(lang) == label


def test_a_term_with_no_label_to_use_goes_by_its_id() -> None:
    term, _ = read("terms", "labels: {ko: [{text: 라마, seen: true}]}\n", "de-qi")
    assert isinstance(term, Term)
    assert term.label("en") == Passage("de qi")


def test_a_term_is_listed_under_its_english_label() -> None:
    assert holds("terms", LABELS).heading.patient == Passage("Lama", "en", "current")


def test_texts_are_found_in_reading_order_and_can_be_replaced() -> None:
    guide = holds("guides", "checklist: [Walk, Breathe]\n")
    assert [(path, text.patient.text) for path, text in texts(guide)] == [
        (("title",), "Meeting a llama"), (("summary",), "Walk slowly."),
        (("checklist", 0), "Walk"), (("checklist", 1), "Breathe"),
        (("sections", 0, "title"), "Before"), (("sections", 0, "text"), "Breathe."),
    ]
    new = one_text("숨", "ko")
    changed = replace_texts(guide, {("sections", 0, "text"): new})
    assert dict(texts(changed)) == dict(texts(guide)) | {("sections", 0, "text"): new}
    assert dict(texts(guide))["sections", 0, "text"].patient == Passage("Breathe.")


def test_what_is_not_an_entry_is_left_as_it_is() -> None:
    files = {"content/translations/ko/faqs/a.yaml": "x: y\n", "content/pages/en/a.md": "# A\n",
             "bibliography/a.bib": ""}
    assert completed(files) == files
