"""The crosswalk: mappings read from both sides, and the conditions of SKOS on any set of terms."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence.crosswalk import INVERSE, Crosswalk
from evidence.entries.term import Term
from evidence.library import Library
from evidence.loading import Folders, load
from samples import entry

ROOT = Path(__file__).parent.parent


def term(name: str, tradition: str = "dry-needling", mappings: tuple[dict[str, str], ...] = (),
         broader: tuple[str, ...] = ()) -> Term:
    return Term.model_validate({
        "id": name, "tradition": tradition, "domain": "points", "updated": "2026-11-21",
        "labels": {"en": ({"text": name, "status": "preferred", "seen": "true"},)},
        "definition": "A word.", "broader": broader,
        "mappings": tuple({"confidence": "low", "note": "So."} | one for one in mappings),
    })


def crosswalk(*terms: Term) -> Crosswalk:
    return Crosswalk(Library(entries={one.id: one for one in terms}))


def test_a_mapping_is_seen_from_both_sides() -> None:
    walk = crosswalk(term("a", mappings=({"to": "b", "relation": "broad"},)),
                     term("b", "acupuncture"))
    assert [(x.term, x.relation, x.other) for x in walk.of("a")] == [("a", "broad", "b")]
    assert [(x.term, x.relation, x.other) for x in walk.of("b")] == [("b", "narrow", "a")]


def test_the_nearest_counterpart_comes_first_and_none_is_no_counterpart() -> None:
    walk = crosswalk(
        term("a", mappings=({"to": "far", "relation": "none"}, {"to": "b", "relation": "related"},
                            {"to": "c", "relation": "close"}, {"relation": "none"})),
        term("b", "acupuncture"), term("c", "acupuncture"), term("far", "acupuncture"))
    assert [x.other for x in walk.of("a")] == ["c", "b", "far", ""]
    assert [x.other for x in walk.counterparts("a")] == ["c", "b"]


def test_wider_goes_through_both_traditions() -> None:
    walk = crosswalk(term("a", broader=("b",)),
                     term("b", mappings=({"to": "c", "relation": "broad"},)),
                     term("c", "acupuncture"))
    assert walk.wider["a"] == {"b", "c"}
    assert walk.narrower("b") == ["a"]


RELATIONS = st.sampled_from(sorted(INVERSE))


@given(st.lists(st.tuples(st.integers(0, 5), RELATIONS, st.integers(0, 5)), max_size=12))
def test_what_one_term_sees_the_other_sees_turned_round(
    mappings: list[tuple[int, str, int]]
) -> None:
    terms = [term(f"a{n}", mappings=tuple(
        {"to": f"b{other}", "relation": relation} for one, relation, other in mappings
        if one == n)) for n in range(6)]
    walk = crosswalk(*terms, *(term(f"b{n}", "acupuncture") for n in range(6)))
    seen = sorted((x.term, x.relation, x.other) for n in range(6) for x in walk.of(f"a{n}"))
    turned = sorted((x.other, INVERSE[x.relation], x.term)
                    for n in range(6) for x in walk.of(f"b{n}"))
    assert seen == turned
    for one in walk.terms:
        assert all(one in walk.same[other] for other in walk.same[one])
        for other in walk.same[one]:
            assert walk.same[other] | {other} == walk.same[one] | {one}


def test_a_mapping_to_nothing_is_none_and_nothing_else(write: Write) -> None:
    lines = ("mappings:\n  - {relation: none, confidence: low, note: x}\n"
             "  - {relation: close, confidence: low, note: x}")
    root = write({"content/terms/a.yaml": entry("terms", lines)})
    _, problems = load(Folders(root), ("en",))
    assert [str(problem) for problem in problems] == [
        "content/terms/a.yaml:3:5: error: mappings.1: expected 'to', the term it is compared with"
        " (or 'relation: none', where the other tradition has no such concept) [missing-field]"]


def test_ours_says_what_was_found() -> None:
    """The two relations that popular articles get wrong, and a concept of a clinic’s guide."""
    library, _ = load(Folders(ROOT), ("en",))
    walk = Crosswalk(library)
    ashi = {x.term: x.relation for x in walk.links if x.other == "ashi-point"}
    assert ashi["trigger-point"] == "broad"
    [overactive] = [x for x in walk.links if x.term == "muscle-and-nerve-overactivity"]
    assert (overactive.other, overactive.relation) == ("qi-stagnation-and-blood-stasis", "none")
    assert not any(x.relation == "exact" for x in walk.of("ashi-point"))
