"""Words: every key that is asked for exists, in every language, with its places and plurals."""

from __future__ import annotations

import ast
import re
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from pydantic import BaseModel

from conftest import Write
from evidence.editions import AUDIENCES, Edition, Locale
from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Certainty, Entry
from evidence.entries.claim import Claim, Effect, Evidence
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Figure, Finding, Study
from evidence.entries.term import Code, Label, Term
from evidence.entries.term import Mapping as TermMapping
from evidence.entries.translation import STATUSES
from evidence.loading import LOCALES, Folders, load, load_locales
from evidence.markup import SIDES, TEMPLATES, SiteMarkup, environment
from evidence.pages.api_page import DUTIES, FIELDS, PROMISES, VALUES
from evidence.pages.builder_page import POINTS, SIZES, SNIPPETS, THEMES
from evidence.pages.crosswalk_page import FILES
from evidence.pages.facets import FACETS
from evidence.pages.making import FRAME_WORDS, MENU
from evidence.pages.pictures import DIRECTIONS
from evidence.pages.view import DESIGN_FAMILIES, View
from evidence.rules import explained
from evidence.source import read_source
from samples import entry

PACKAGE = TEMPLATES.parent
LANGUAGES = sorted(path.stem for path in LOCALES.glob("*.yaml"))


def words(lang: str) -> dict[str, Any]:
    source, problems = read_source(lang, (LOCALES / f"{lang}.yaml").read_text(encoding="utf-8"))
    assert problems == []
    assert source is not None
    return typing.cast(dict[str, Any], source.value)


def choices(model: type[BaseModel], field: str) -> set[str]:
    """The words of a closed list: the literals in the type of a field."""
    return set(_literals(model.model_fields[field].annotation))


def _literals(annotation: Any) -> Iterator[str]:
    for part in typing.get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)


DESIGNS, UNITS = choices(Study, "design"), choices(Study, "sample")
RELATIONS = choices(TermMapping, "relation")
TRADITIONS = set(SIDES)
FAMILIES: Mapping[str, set[str]] = {
    "api.field.*": set(FIELDS),
    "api.promises.*": set(PROMISES),
    "api.start.*": {"index", "list", "entry", "schema", "manifest", "llms"},
    "api.use.*": set(DUTIES),
    "api.values.*": set(VALUES),
    "audience.*": set(AUDIENCES),
    "category.*": choices(Faq, "category"),
    "certainty.*": choices(Certainty, "level"),
    "certainty.meaning.*": choices(Certainty, "level"),
    "code.*": choices(Code, "relation") - {"exact"},
    "contested.*": {"yes", "no"},
    "crosswalk.file.*": set(FILES),
    "crosswalk.to-*": TRADITIONS,
    "domain.*": choices(Term, "domain"),
    "start.*": TRADITIONS,
    "term.*": {"notes", "wording", "law", "wider", "narrower"},
    "words.*": {"none", *TRADITIONS, *RELATIONS},
    "words.alone.*": TRADITIONS,
    "count.*": {"study", "claim", "faq", "term", "language"},
    "design.*": DESIGNS,
    "design-explained.*": DESIGNS,
    "design-plural.*": DESIGNS,
    "embed.behaves.*": set(POINTS),
    "embed.tag.*": set(SNIPPETS),
    "embed.tag.*-text": set(SNIPPETS),
    "embed.text.*": set(SIZES),
    "embed.theme.*": set(THEMES),
    "effect.*": {
        f"{direction}.{level}.{audience}" for direction in choices(Effect, "direction")
        for level in choices(Certainty, "level") for audience in AUDIENCES
    },
    "facet.*": {name for names in FACETS.values() for name in names} | {
        "start", "relation", "domain", "contested"},
    "favours.*": choices(Finding, "favours"),
    "field.*": choices(Study, "unconfirmed"),
    "figure.better.*": choices(Figure, "better"),
    "frame.*": set(FRAME_WORDS),
    "home.lead.*": set(AUDIENCES),
    "index.*": {entry_type.folder for entry_type in ENTRY_TYPES},
    "index.*.lead": {entry_type.folder for entry_type in ENTRY_TYPES},
    "kind.*": {entry_type.kind for entry_type in ENTRY_TYPES},
    "label.*": choices(Label, "status") - {"alternative"} | choices(Label, "tradition"),
    "language.*": choices(Term, "labels"),
    "map.*": {*DIRECTIONS, *DESIGN_FAMILIES},
    "mapping.*": {"argued_by", "disputed_by"},
    "mapping.confidence.*": choices(TermMapping, "confidence"),
    "mechanism.meaning.*": set(AUDIENCES),
    "menu.*": set(MENU),
    "note.translation.*": set(STATUSES) - {"clinician-reviewed"},
    "read.*": choices(Study, "read"),
    "reason.*": choices(Certainty, "because"),
    "relation.*": RELATIONS | {"alone", "unmapped"},
    "shock.*": choices(Study, "status") - {"current"},
    "rules.group.*": set(explained()),
    "scheme.*": choices(Code, "scheme"),
    "size.*": UNITS,
    "stance.*": choices(Evidence, "stance"),
    "stance.*.title": choices(Evidence, "stance"),
    "standing.*": choices(Mechanism, "standing"),
    "status.*": choices(Study, "status") - {"current"},
    "technique.*": choices(Study, "technique") | choices(Claim, "technique"),
    "topic.*": choices(Entry, "topics"),
    "tradition.*": choices(Term, "tradition"),
    "translation.*": {*STATUSES, "missing"},
    "unit.*": UNITS,
    "verdict.*": choices(Claim, "verdict"),
}
"""Keys that are put together: for each pattern, everything that can stand for the star."""

def lines(key: str) -> set[str]:
    """The steps that a diagram counts up, as its template says: three or more."""
    name = key.split(".")[1]
    template = (TEMPLATES / "diagrams" / f"{name}.html").read_text(encoding="utf-8")
    (end,) = re.findall(r"range\(1, (\d+)\)", template)
    assert int(end) > 3
    return {str(n) for n in range(1, int(end))}


def in_templates() -> Iterator[str]:
    """The keys that templates ask for; what is put together has a star in it."""
    env = environment()
    for path in sorted(TEMPLATES.rglob("*.html")):
        tree = env.parse(path.read_text(encoding="utf-8"))
        known = {
            node.target.name: str(node.node.value) for node in tree.find_all(nodes.Assign)
            if isinstance(node.target, nodes.Name) and isinstance(node.node, nodes.Const)
        }
        for call in tree.find_all(nodes.Call):
            name = getattr(call.node, "name", None) or getattr(call.node, "attr", None)
            if name == "t" and call.args:
                yield from _of_node(call.args[0], known)


def _of_node(node: nodes.Node, known: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, nodes.CondExpr):
        yield from _of_node(node.expr1, known)
        if node.expr2 is not None:
            yield from _of_node(node.expr2, known)
    elif isinstance(node, nodes.Concat):
        yield "".join(str(part.value) if isinstance(part, nodes.Const)
                      else known.get(getattr(part, "name", ""), "*") for part in node.nodes)
    elif isinstance(node, nodes.Const):
        yield str(node.value)


def in_code() -> Iterator[str]:
    """The keys that modules ask for."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and _asks(call.func):
                yield from _of_expression(call.args[0])


def _asks(function: ast.expr) -> bool:
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name in ("t", "words", "_words")


def _of_expression(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield str(value.value)
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*"
                      for part in value.values)


ASKED = sorted({*in_templates(), *in_code()} - {"*", "*.*"})


def test_keys_are_found_where_they_are_asked_for() -> None:
    assert {"claim.people-say", "note.missing.some", "verdict.*", "index.*.lead", "frame.*",
            "citation.et-al", "reference.two"} <= set(ASKED)


@pytest.mark.parametrize("key", ASKED)
def test_every_key_that_is_asked_for_has_words(key: str) -> None:
    english = words("en")
    family = lines(key) if key.startswith("diagram.") else FAMILIES.get(key, set())
    wanted = [key.replace("*", name) for name in family] if "*" in key else [key]
    assert wanted
    assert [one for one in wanted if one not in english] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_words(family: str) -> None:
    english = words("en")
    assert FAMILIES[family]
    assert [n for n in sorted(FAMILIES[family]) if family.replace("*", n) not in english] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_keys(lang: str) -> None:
    problems: list[Any] = []
    load_locales(Folders(Path("/nowhere")), (lang,), problems)
    assert [str(problem) for problem in problems] == []
    assert sorted(words(lang)) == sorted(words("en"))


def forms(said: Any) -> dict[str, str]:
    return said if isinstance(said, dict) else {"": said}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plurals_have_the_forms_of_their_language(lang: str) -> None:
    own = words(lang)
    wanted = {*Locale(lang).cldr.plural_form.tags, "other"}
    counted = [key for key, said in words("en").items() if isinstance(said, dict)]
    assert counted
    assert {key: set(forms(own[key])) for key in counted if set(forms(own[key])) != wanted} == {}
    assert [key for key, said in own.items() if isinstance(said, dict) and key not in counted] == []


EITHER = {"citation.edition": {"ordinal", "edition"}}
"""Words that may choose between two places."""


def places(said: Any) -> set[str]:
    return {name for form in forms(said).values() for name in re.findall(r"\{(\w*)\}", form)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_have_the_places_of_the_english_ones(lang: str) -> None:
    own, english = words(lang), words("en")
    wrong = {key: places(own[key]) for key in english
             if places(own[key]) != places(english[key]) and key not in EITHER}
    assert wrong == {}
    assert all(len(places(own[key])) == 1 and places(own[key]) <= some
               for key, some in EITHER.items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_an_emergency_number_and_is_no_substitute(lang: str) -> None:
    assert re.search(r"\d{3}", words(lang)["guide.emergency"])
    assert words(lang)["foot.not-a-substitute"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_text_without_markup(lang: str) -> None:
    said = {key: form for key, value in words(lang).items() for form in forms(value).values()}
    assert {key: form for key, form in said.items()
            if not form.strip() or re.search(r"[<>]|&\w+;", form)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "diagram"), [
    (kind, diagram) for kind in (Mechanism, Guide) for diagram in sorted(choices(kind, "diagram"))
])
def test_a_diagram_shows_no_key_in_place_of_words(
    write: Write, lang: str, kind: type[Entry], diagram: str
) -> None:
    root = write({f"content/{kind.folder}/hum.yaml": entry(kind.folder, f"diagram: {diagram}\n")})
    library, problems = load(Folders(root), (lang,))
    assert problems == []
    view = View(SiteMarkup(library, "vancouver"), Edition(lang, "patient"), f"{lang}/patients/x/")
    body = view.render(f"{kind.kind}.html", entry=library.entry("hum", lang), problems=(),
                       edit_path="", edit_url="", translation_status="")
    assert "<svg" in body
    assert re.findall(r"diagram\.[\w.-]+", body) == []
