"""The exports of the terms, read back by libraries that did not write them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
import rdflib
import sssom_pydantic
from hypothesis import given
from hypothesis import strategies as st
from skosify import check as skosify
from translate.storage.tbx import tbxfile

from evidence.entries.term import LANGUAGE_TAGS, Term
from evidence.exports.tables import safe_cell, table
from evidence.library import Library
from evidence.loading import Folders
from evidence.settings import Settings
from evidence.site import build

ROOT = Path(__file__).parent.parent
URL = "https://llama.example/"
BASE = f"{URL}exports/crosswalk.ttl#"
SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
XL = "PREFIX xl: <http://www.w3.org/2008/05/skos-xl#> "


@pytest.fixture(scope="module")
def ours() -> tuple[Library, Mapping[str, str]]:
    """Our own library, and the files that its terms become."""
    site = build(Folders(ROOT), Settings(("en",)), site_url=URL)
    assert site.errors == []
    return site.library, {file.path.removeprefix("exports/"): file.text for file in site.files
                          if file.path.startswith("exports/")}


Ours = tuple[Library, Mapping[str, str]]


def terms_of(library: Library) -> list[Term]:
    return library.of_type(Term)


def store(text: str, syntax: pyoxigraph.RdfFormat) -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    found.load(io.BytesIO(text.encode()), format=syntax)
    return found


def ask(graph: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    rows = graph.query(SKOS + XL + query)
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    return sorted(tuple(value.value for value in row if value) for row in rows)  # type: ignore[union-attr]


def test_every_term_is_a_concept_of_the_schemes_of_its_tradition(ours: Ours) -> None:
    library, files = ours
    graph = store(files["crosswalk.ttl"], pyoxigraph.RdfFormat.TURTLE)
    found = ask(graph, "SELECT ?c ?s { ?c a skos:Concept; skos:inScheme ?s }")
    sides = {"shared": ("dry-needling", "acupuncture")}
    assert found == sorted(
        (f"{BASE}{term.id}", f"{BASE}scheme-{side}") for term in terms_of(library)
        for side in sides.get(term.tradition, (term.tradition,)))


def test_both_forms_of_skos_say_the_same(ours: Ours) -> None:
    _, files = ours
    turtle = store(files["crosswalk.ttl"], pyoxigraph.RdfFormat.TURTLE)
    json_ld = store(files["crosswalk.jsonld"], pyoxigraph.RdfFormat.JSON_LD)
    assert {str(quad) for quad in turtle} == {str(quad) for quad in json_ld}


def test_labels_and_their_status_are_those_of_the_library(ours: Ours) -> None:
    library, files = ours
    graph = store(files["crosswalk.ttl"], pyoxigraph.RdfFormat.TURTLE)
    found = Counter(ask(graph, f"""SELECT ?status ?word (LANG(?word) AS ?tag) {{
        ?label xl:literalForm ?word; <{BASE}labelStatus> ?status }}"""))
    assert found == Counter(
        (label.status, label.text, LANGUAGE_TAGS.get(lang, lang).lower())
        for term in terms_of(library) for lang, labels in term.labels.items() for label in labels)
    hidden = ask(graph, "SELECT ?c ?word { ?c skos:hiddenLabel ?word }")
    assert len(hidden) == sum(label.status == "avoid" for term in terms_of(library)
                              for labels in term.labels.values() for label in labels)


def test_relations_stand_in_both_directions_and_none_is_no_relation(ours: Ours) -> None:
    library, files = ours
    graph = store(files["crosswalk.ttl"], pyoxigraph.RdfFormat.TURTLE)
    inverse = {"exact": "exact", "close": "close", "broad": "narrow", "narrow": "broad",
               "related": "related"}
    want = set()
    for term in terms_of(library):
        for mapping in term.mappings:
            if mapping.relation != "none":
                want |= {(term.id, mapping.relation, str(mapping.to)),
                         (str(mapping.to), inverse[mapping.relation], term.id)}
    found = {(one.removeprefix(BASE), relation, other.removeprefix(BASE))
             for relation in inverse for one, other in
             ask(graph, f"SELECT ?a ?b {{ ?a skos:{relation}Match ?b }}") if BASE in other}
    assert found == want
    none = [mapping for term in terms_of(library) for mapping in term.mappings
            if mapping.relation == "none"]
    assert len(ask(graph, "SELECT ?a ?n { ?a skos:scopeNote ?n }")) == len(none)


@pytest.mark.parametrize("condition", [
    "?a skos:related|skos:relatedMatch ?b . ?a (skos:broader|skos:broadMatch)+ ?b",  # S27, S46
    "?a skos:exactMatch ?b . ?a skos:broadMatch|skos:narrowMatch|skos:relatedMatch ?b",  # S46
    "?a skos:prefLabel ?l . ?a skos:altLabel|skos:hiddenLabel ?l",  # S13
    "?a skos:altLabel ?l . ?a skos:hiddenLabel ?l",  # S13
    "?a skos:prefLabel ?l, ?m . FILTER(LANG(?l) = LANG(?m) && ?l != ?m)",  # S14
    "?a (skos:broader|skos:broadMatch|^skos:narrowMatch)+ ?a",  # a circle
    "?a skos:exactMatch+ ?b . ?a skos:broader|skos:narrower ?b",
    "?a a skos:Concept . FILTER NOT EXISTS { ?a skos:prefLabel ?l }",
    "?a skos:topConceptOf ?s . ?a skos:broader ?b . ?b skos:inScheme ?s",
])
def test_nothing_breaks_a_condition_of_skos(ours: Ours, condition: str) -> None:
    graph = store(ours[1]["crosswalk.ttl"], pyoxigraph.RdfFormat.TURTLE)
    assert ask(graph, f"SELECT * {{ {condition} }}") == []


def test_skosify_finds_nothing(ours: Ours, caplog: pytest.LogCaptureFixture) -> None:
    graph = rdflib.Graph().parse(data=ours[1]["crosswalk.ttl"])
    for check in (skosify.hierarchy_cycles, skosify.disjoint_relations, skosify.label_overlap,
                  skosify.hierarchical_redundancy):
        check(graph, fix=False)
    skosify.preflabel_uniqueness(graph, "shortest")
    assert [record.getMessage() for record in caplog.records] == []


def test_mappings_are_sssom_with_what_does_not_correspond(
    ours: Ours, tmp_path: Path
) -> None:
    library, files = ours
    (tmp_path / "x.sssom.tsv").write_text(files["crosswalk.sssom.tsv"], "utf-8")
    mappings = sssom_pydantic.read(tmp_path / "x.sssom.tsv").mappings
    found = sorted((m.subject.identifier, m.predicate.identifier, m.predicate_modifier or "",
                    m.object.identifier) for m in mappings)
    names = {relation: f"{relation}Match" for relation in
             ("exact", "close", "broad", "narrow", "related")}
    assert found == sorted(
        (term.id, "exactMatch" if mapping.to is None else
         names.get(mapping.relation, "mappingRelation"),
         "Not" if mapping.to and mapping.relation == "none" else "", mapping.to or "NoTermFound")
        for term in terms_of(library) for mapping in term.mappings)


def test_codes_are_sssom(ours: Ours, tmp_path: Path) -> None:
    library, files = ours
    (tmp_path / "x.sssom.tsv").write_text(files["codes.sssom.tsv"], "utf-8")
    mappings = sssom_pydantic.read(tmp_path / "x.sssom.tsv").mappings
    found = sorted((m.subject.identifier, m.predicate.identifier, m.object.identifier)
                   for m in mappings)
    want = []
    for term in terms_of(library):
        for code in term.codes:
            if code.scheme == "mesh" or code.uri:
                number = code.uri.rpartition("/")[2] if code.uri else code.code
                want.append((term.id, f"{code.relation}Match", number))
    assert found == sorted(want)


@pytest.mark.parametrize("lang", ["ko", "zh-Hant", "pt-BR", "es", "fr"])
def test_translation_tools_read_the_terms_and_what_to_avoid(ours: Ours, lang: str) -> None:
    library, files = ours
    read = tbxfile.parsestring(files["crosswalk-2008.tbx"].encode())
    read.setsourcelanguage("en")
    read.settargetlanguage(lang)
    assert [unit.getid() for unit in read.units] == [f"c-{term.id}" for term in terms_of(library)]
    for unit, term in zip(read.units, terms_of(library), strict=True):
        for found, code in ((unit.get_source_terms(), "en"), (unit.get_target_terms(), lang)):
            assert [(one.text, one.deprecated) for one in found] == [
                (label.text, label.status == "avoid")
                for label in term.labels.get(code, ())]  # type: ignore[call-overload]


@pytest.mark.parametrize(("file", "entry", "section"), [
    ("crosswalk.tbx", "{urn:iso:std:iso:30042:ed-2}conceptEntry",
     "{urn:iso:std:iso:30042:ed-2}termSec"),
    ("crosswalk-2008.tbx", "termEntry", "tig"),
])
def test_tbx_holds_every_label(ours: Ours, file: str, entry: str, section: str) -> None:
    library, files = ours
    root = ElementTree.fromstring(files[file])
    assert len([*root.iter(entry)]) == len(terms_of(library))
    assert len([*root.iter(section)]) == sum(
        len(labels) for term in terms_of(library) for labels in term.labels.values())


def test_tables_hold_a_row_for_each_mapping_and_label(ours: Ours) -> None:
    library, files = ours
    for file in ("crosswalk.csv", "terms.csv"):
        assert files[file].startswith("\ufeff")
    rows = [*csv.DictReader(io.StringIO(files["crosswalk.csv"].removeprefix("\ufeff")))]
    assert sorted((row["term"], row["relation"], row["other term"]) for row in rows) == sorted(
        (term.id, mapping.relation, mapping.to or "") for term in terms_of(library)
        for mapping in term.mappings)
    labels = [*csv.DictReader(io.StringIO(files["terms.csv"].removeprefix("\ufeff")))]
    assert len(labels) == sum(len(found) for term in terms_of(library)
                              for found in term.labels.values())


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_no_cell_is_a_formula(cells: list[str]) -> None:
    text = table([{f"column {n}": cell for n, cell in enumerate(cells)}])
    [_, read] = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for cell in read] == [False] * len(
        cells)
    assert [cell.removeprefix("'") if cell != raw else cell
            for cell, raw in zip(read, cells, strict=True)] == cells
    assert [safe_cell(cell) for cell in cells] == read


def test_json_holds_every_term_whole(ours: Ours) -> None:
    library, files = ours
    said = json.loads(files["crosswalk.json"])
    assert [term["id"] for term in said["terms"]] == [term.id for term in terms_of(library)]
    for one, term in zip(said["terms"], terms_of(library), strict=True):
        assert len(one["mappings"]) == len(term.mappings)
        assert len(one["labels"]) == sum(map(len, term.labels.values()))
        assert one["definition"]["en"].keys() == {"patient", "clinician"}


def test_a_library_without_terms_exports_none(tmp_path: Path) -> None:
    site = build(Folders(tmp_path), Settings(("en",)))
    assert [file.path for file in site.files if file.path.startswith("exports/")] == []
