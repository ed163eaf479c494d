"""The API: its schemas hold for every file, its words are the library's, its examples run."""

from __future__ import annotations

import functools
import hashlib
import http.server
import io
import json
import re
import threading
import urllib.robotparser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from markupsafe import Markup

from conftest import Write
from evidence import addresses
from evidence.exports import Made
from evidence.exports.api import export_api
from evidence.exports.api.schemas import SCHEMAS
from evidence.exports.codes import export_codes
from evidence.loading import LOCALES, Folders, load
from evidence.markup import SiteMarkup
from evidence.outputs import OutputFile
from evidence.settings import Settings, read_settings
from evidence.site import Site, build
from reading import elements, values
from samples import FLOCK, completed, entry, record

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "site"
URL = "https://llama.example/"
FORMS = {
    r"api/v1/index\.json": "index", r"api/v1/manifest\.json": "manifest",
    r"api/v1/[^/]+/[^/]+/index\.json": "list", r"api/v1/[^/]+/[^/]+/[^/]+\.json": "entry",
    r"codes/index\.json": "codes", r"codes/[^/]+/[^/]+\.json": "code",
}
"""Which schema holds for which file: the first that fits."""


def form(path: str) -> str:
    if path.startswith("api/v1/schema/"):
        return ""
    return next((name for pattern, name in FORMS.items() if re.fullmatch(pattern, path)), "")


def files(site: Site) -> dict[str, str]:
    return {file.path: str(file.text) for file in site.files if isinstance(file.text, str)}


def made(root: Path, languages: tuple[str, ...] = ("en", "ko"), url: str = URL) -> dict[str, str]:
    site = build(Folders(root), Settings(languages), site_url=url)
    assert [str(problem) for problem in site.errors] == []
    return files(site)


def api(files: Mapping[str, str], path: str) -> Any:
    return json.loads(files[f"api/v1/{path}.json"])


@pytest.fixture(scope="module")
def golden() -> Site:
    return build(Folders(GOLDEN), read_settings(GOLDEN), site_url=URL)


# Schemas


def parts(schema: Any) -> Iterator[Mapping[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


def closed(schema: Any) -> Any:
    """The same schema, allowing no field that it does not name."""
    if isinstance(schema, list):
        return [closed(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    tight = {key: closed(value) for key, value in schema.items()}
    if schema.get("type") in ("object", ["object", "null"]) and "properties" in schema:
        tight["unevaluatedProperties"] = False
    return tight


def complaints(schema: Mapping[str, Any], value: Any) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_describes_each_field(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    nameless = [field for part in parts(SCHEMAS[name])
                if isinstance(part.get("properties"), dict)
                and "if" not in part
                for field, value in part["properties"].items()
                if not value.get("description") and "const" not in value]
    assert nameless == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_one_we_keep(golden: Site, name: str) -> None:
    published = json.loads(files(golden)[addresses.api_schema(name)])
    assert published == {"$schema": "https://json-schema.org/draft/2020-12/schema",
                         "$id": f"{URL}api/v1/schema/{name}.json", **SCHEMAS[name]}


def test_every_file_has_the_fields_of_its_schema_and_no_others(golden: Site) -> None:
    tight = {name: closed(schema) for name, schema in SCHEMAS.items()}
    seen = {}
    for path, text in files(golden).items():
        if name := form(path):
            seen[name] = path
            assert complaints(tight[name], json.loads(text)) == [], path
    assert seen.keys() == SCHEMAS.keys()


def test_every_entry_of_our_library_in_every_language_is_as_its_schema_says() -> None:
    settings = read_settings(ROOT)
    library, _ = load(Folders(ROOT), settings.languages)
    own = Made(library, SiteMarkup(library, settings.citation_style), (), URL)
    validators = {name: Draft202012Validator(schema, format_checker=FormatChecker())
                  for name, schema in SCHEMAS.items()}
    wrong, count = [], 0
    for file in (*export_api(own), *export_codes(own)):
        if name := form(file.path):
            count += name == "entry"
            wrong += [f"{file.path} {error.json_path}: {error.message[:200]}"
                      for error in validators[name].iter_errors(json.loads(file.text))]
    assert wrong == []
    assert count == len(library.entries) * len(settings.languages)


WRONG: Mapping[str, tuple[str, Callable[[Any], None]]] = {
    "an empty text": ("claims", lambda x: x["answer"]["patient"].update(text="")),
    "an unknown as an empty text": ("claims", lambda x: x.update(searched="")),
    "an unknown left out": ("claims", lambda x: x.pop("reviewed")),
    "a text for one audience only": ("claims", lambda x: x["answer"].pop("clinician")),
    "a state of its own": ("claims", lambda x: x["answer"]["patient"].update(state="fresh")),
    "a verdict of its own": ("claims", lambda x: x.update(verdict="true")),
    "a claim without a certainty": ("claims", lambda x: x.pop("certainty")),
    "a study's field missing": ("studies", lambda x: x.pop("design")),
    "a figure as a number": ("studies", lambda x: x["figures"][0].update(value=36.7)),
    "an interval of one bound": ("studies", lambda x: x["figures"][0].update(interval=["1"])),
    "a date with a time": ("claims", lambda x: x.update(updated="2026-11-21T00:00:00Z")),
    "another version": ("claims", lambda x: x.update(api="2")),
    "a review by nobody": ("claims", lambda x: x.update(reviewed={"by": ""})),
    "a kind that there is not": ("claims", lambda x: x.update(kind="rumour")),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_schema_rejects_what_is_wrong(golden: Site, case: str) -> None:
    folder, spoil = WRONG[case]
    name = {"claims": "llamas-hum", "studies": "llamas2014"}[folder]
    value = api(files(golden), f"en/{folder}/{name}")
    assert complaints(SCHEMAS["entry"], value) == []
    spoil(value)
    assert complaints(SCHEMAS["entry"], value) != []


# What stands in an entry


def test_a_text_is_html_with_whole_addresses_and_plain_words(write: Write) -> None:
    claim = api(made(write(FLOCK)), "en/claims/llamas-hum")
    study = f"{URL}en/clinicians/studies"
    assert claim["evidence"][0]["note"]["clinician"] == {
        "html": f'<p>In <a href="{study}/llamas2014/#figure-hum-rate"'
                ' data-figure="llamas2014.hum-rate">36.7% [95% CI 20.1 to 53.2]</a> of llamas'
                f' (<a href="{study}/llamas2014/" data-cite="llamas2014">Woolly 2014</a>).</p>',
        "text": "In 36.7% [95% CI 20.1 to 53.2] of llamas.", "lang": "en", "state": "source",
    }
    patients = f"{URL}en/patients"
    assert claim["answer"]["patient"]["html"].split("\n")[0] == (
        f'<p>See <a href="{patients}/terms/llama/" data-entry="llama">llama</a> and '
        f'<a href="{patients}/faqs/do-llamas-hum/" data-entry="do-llamas-hum">the question</a> '
        f'(<a href="{patients}/studies/llamas2014/" data-cite="llamas2014">Woolly 2014</a>; '
        f'<a href="{patients}/studies/sheep2015/" data-cite="sheep2015">Woolly 2015</a>, p. 3).'
        "</p>")
    assert claim["answer"]["patient"]["text"] == (
        "See llama and the question.\n\nSheep do not.")
    assert claim["title"]["patient"]["html"] == "Llamas hum when they are happy."


PLAIN = {
    "Hum.": "Hum.",
    "Hum\nand hum.\n\nHum.": "Hum and hum.\n\nHum.",
    "They:\n\n- hum & sing\n- *spit*\n\nThat is all.": (
        "They:\n\n- hum & sing\n- spit\n\nThat is all."),
    "1. hum\n2. sing": "- hum\n- sing",
    "12\N{NO-BREAK SPACE}hums, **a lot** < many": "12\N{NO-BREAK SPACE}hums, a lot < many",
    "See <https://llama.example>.": "See https://llama.example.",
}


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_keeps_paragraphs_and_items_and_no_markup(write: Write, text: str) -> None:
    lines = "".join(f"  {line}\n" for line in text.split("\n"))
    root = write({"content/faqs/a.yaml": entry("faqs", f"answer: |\n{lines}")})
    library, _ = load(Folders(root), ("en",))
    markup = SiteMarkup(library, "vancouver")
    found = {file.path: file.text for file in export_api(Made(library, markup, (), ""))}
    assert api(found, "en/faqs/a")["answer"]["patient"]["text"] == PLAIN[text]  # type: ignore[arg-type]


def test_a_figure_keeps_its_decimals_and_says_what_is_not_known(write: Write) -> None:
    study = api(made(write(FLOCK)), "en/studies/llamas2014")
    known = {figure["name"]: figure for figure in study["figures"]}
    shown = {name: figure["shown"]["clinician"] for name, figure in known.items()}
    assert shown == {
        "animals": "1,200", "hum-rate": "36.7% [95% CI 20.1 to 53.2]",
        "louder": "−2.30\N{NO-BREAK SPACE}points", "hummers": "11 of 30",
        "hours": "2 to 8\N{NO-BREAK SPACE}hours", "smd": "SMD −0.87", "agreement": "κ 0.20",
        "metres": "1,200\N{NO-BREAK SPACE}metres",
    }
    assert {name: (figure["measure"], figure["value"], figure["range"], figure["of"])
            for name, figure in known.items()} == {
        "animals": ("sample", "1200", None, None), "hum-rate": ("percent", "36.7", None, 30),
        "louder": ("difference", "-2.30", None, None), "hummers": ("count", "11", None, 30),
        "hours": ("range", None, ["2", "8"], None),
        "smd": ("standardised-difference", "-0.87", None, None),
        "agreement": ("kappa", "0.20", None, None), "metres": ("number", "1200", None, None),
    }
    assert (known["hum-rate"]["interval"], known["hum-rate"]["confidence"]) == (
        ["20.1", "53.2"], "95")
    assert (known["louder"]["interval"], known["louder"]["confidence"], known["louder"]["p"]) == (
        None, None, None)
    assert known["louder"]["unit"]["patient"]["text"] == "points"


P_VALUES = {"<.001": ("<", "0.001"), "= 0.04": ("=", "0.04"), "≤ .05": ("≤", "0.05")}


@pytest.mark.parametrize("printed", P_VALUES)
def test_a_p_value_has_two_parts(write: Write, printed: str) -> None:
    root = write({"bibliography/a.bib": record("a"), "content/studies/a.yaml": entry(
        "studies", f"figures: {{x: {{label: hum, p: '{printed}'}}}}")})
    (figure,) = api(made(root), "en/studies/a")["figures"]
    sign, value = P_VALUES[printed]
    assert (figure["measure"], figure["p"]) == ("p", {"sign": sign, "value": value})


def test_an_entry_names_the_figures_and_works_behind_it(write: Write) -> None:
    found = made(write(FLOCK))
    claim, guide = api(found, "ko/claims/llamas-hum"), api(found, "en/guides/meeting-a-llama")
    assert [(x["study"], x["name"]) for x in claim["figures"]] == [("llamas2014", "hum-rate")]
    assert claim["sources"] == ["llamas2014", "sheep2015"]
    assert [work["id"] for work in json.loads(found[claim["citations"]["csl.json"].removeprefix(
        URL)])] == claim["sources"]
    assert (guide["figures"], guide["sources"], guide["citations"]) == ([], [], None)


def test_what_nobody_confirmed_is_null(write: Write) -> None:
    root = write({
        "bibliography/a.bib": "@article{a, author = {Woolly, Ann}, title = {On wool},"
                              " journal = {Sheep}, year = {2014}, doi = {10.1234/seen},"
                              " volume = {3}, unconfirmed = {journal}}\n",
        "content/studies/a.yaml": entry("studies", "unconfirmed: [doi, year, country]\n"
                                                   "countries: [PE]\n"),
    })
    found = made(root)
    study = api(found, "en/studies/a")
    assert study["reference"] == {
        "text": study["reference"]["text"], "title": "On wool", "journal": None, "year": None,
        "doi": None, "pmid": None, "pmcid": None, "url": None}
    assert study["countries"] is None
    assert study["unconfirmed"] == ["doi", "year", "country"]
    said = "".join(text for path, text in found.items() if path.startswith("api/v1/en"))
    assert [word for word in ("10.1234/seen", "2014", "Sheep", "PE") if f'"{word}"' in said] == []
    assert [word for word in ("10.1234/seen", "2014", "Sheep") if word in
            study["reference"]["text"]] == []


STALE = {
    "content/translations/ko/guides/meeting-a-llama.yaml": """\
status: reviewed
title: 라마 만나기
summary: 천천히.
sections:
  - {title: 부를 때, text: 곧 부르십시오.}
  - {title: 전에, text: 숨 쉬기.}
fingerprints:
  title: 0000000000
  sections.0.text: 0000000000
""",
}


def test_each_text_says_its_language_and_state_and_safety_fails_closed(write: Write) -> None:
    guide = api(made(write({**FLOCK, **STALE})), "ko/guides/meeting-a-llama")
    help_, before = guide["sections"]
    said = {name: (text["patient"]["text"], text["patient"]["lang"], text["patient"]["state"])
            for name, text in {"title": guide["title"], "summary": guide["summary"],
                               "help": help_["text"], "before": before["text"]}.items()}
    assert said == {
        "title": ("라마 만나기", "ko", "stale"), "summary": ("천천히.", "ko", "current"),
        "help": ("Call at once if you are short of breath, or if your chest hurts.", "en",
                 "missing"),
        "before": ("숨 쉬기.", "ko", "current"),
    }
    assert guide["translation"] == {
        "status": "reviewed", "texts": {"current": 4, "stale": 1, "missing": 1}}
    assert help_["emergency"]["patient"]["text"] and before["emergency"] is None
    assert (help_["safety"], before["safety"]) == (True, False)


def test_a_review_is_there_only_where_somebody_signed(write: Write) -> None:
    signed = ("reviewed: {by: A. Woolly, role: vet, on: 2026-01-02, due: 2028-01-02, "
              "conflicts: none}\nsearched: 2025-12-24\n")
    found = made(write({"content/faqs/a.yaml": entry("faqs", signed),
                        "content/faqs/b.yaml": entry("faqs")}))
    assert api(found, "en/faqs/a")["reviewed"] == {
        "by": "A. Woolly", "role": "vet", "on": "2026-01-02", "due": "2028-01-02",
        "conflicts": "none"}
    assert api(found, "en/faqs/a")["searched"] == "2025-12-24"
    assert (api(found, "en/faqs/b")["reviewed"], api(found, "en/faqs/b")["searched"]) == (
        None, None)


RETRACTED = "status: retracted\nsince: 2026-01-02\nnotice: Nobody hummed.\n"


def test_a_retracted_study_shows_on_what_rests_on_it(write: Write) -> None:
    path = "content/studies/llamas2014.yaml"
    found = made(write({**FLOCK, path: FLOCK[path] + RETRACTED,
                        "content/claims/llamas-hum.yaml": FLOCK["content/claims/llamas-hum.yaml"]
                        .replace("verdict: supported", "verdict: not-found")
                        .replace("stance: supports", "stance: context")}))
    for path in ("claims/llamas-hum", "faqs/do-llamas-hum"):
        assert [(study["id"], study["status"]) for study in api(found, f"en/{path}")[
            "shaken_by"]] == [("llamas2014", "retracted")]
    note = api(found, "en/claims/llamas-hum")["evidence"][0]["note"]["patient"]
    assert "(retracted)" in note["text"] and "(retracted)" in note["html"]


def test_an_effect_is_data_and_a_sentence_of_the_same(write: Write) -> None:
    effect = ("effects: [{direction: reduces, intervention: humming, outcome: fear, "
              "comparator: silence, time: at once, figure: llamas2014.smd}]\n")
    path = "content/claims/llamas-hum.yaml"
    found = made(write({**FLOCK, path: FLOCK[path] + effect}))
    (said,) = api(found, "en/claims/llamas-hum")["effects"]
    assert (said["direction"], said["certainty"], said["figure"]["value"]) == (
        "reduces", "low", "-0.87")
    assert said["sentence"]["patient"]["text"].startswith("Humming may reduce fear")
    (korean,) = api(found, "ko/claims/llamas-hum")["effects"]
    assert {text["lang"] for text in korean["sentence"].values()} == {"en"}
    assert {text["state"] for text in korean["sentence"].values()} == {"missing"}


def test_both_terms_of_a_mapping_have_it(write: Write) -> None:
    found = made(write(FLOCK))
    seen = {term: [(x["relation"], x["to"]["id"]) for x in api(found, f"en/terms/{term}")[
        "mappings"]] for term in ("llama", "sheep")}
    assert seen == {"llama": [("broad", "sheep")], "sheep": [("narrow", "llama")]}
    avoided = [(x["lang"], x["text"], x["status"])
               for x in api(found, "en/terms/llama")["labels"]]
    assert avoided == [("en", "llama", "preferred"), ("ko", "라마", "preferred"),
                       ("fr", "chameau", "avoid")]


STRANGE = completed({
    "bibliography/a.bib": '@misc{z, title = {"><script>alert(1)</script>}, year = {<b>}}\n',
    "content/claims/a.yaml": "statement: '\"><script>alert(1)</script> [[a]]'\n"
                             "short: '[@z] {z.x} [x](javascript:alert(1)) [[t|<u>]]'\n",
    "content/studies/z.yaml": "title: '<img src=x onerror=alert(1)>'\n"
                              "figures: {x: {label: '<b>\"', number: 1, unit: '\"><b>'}}\n",
    "content/terms/t.yaml": "labels: {en: [{text: '<i onclick=x>', seen: true}]}\n"
                            "codes: [{scheme: mesh, code: '../../<b>'}]\n",
    "content/guides/g.yaml": "sections: [{id: a, aspect: risks, title: '<script>', "
                             "text: '\"<svg onload=x>'}]\n",
})
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "span", "blockquote", "br",
        "h2", "h3", "h4", "h5", "h6"}


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a value, with the name under which it stands."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from strings(child, key)
    elif isinstance(value, list):
        for child in value:
            yield from strings(child, name)


def test_what_a_stranger_writes_is_only_ever_text(write: Write) -> None:
    library, _ = load(Folders(write(STRANGE)), ("en",))
    own = Made(library, SiteMarkup(library, "vancouver"), (), URL)
    found = [*export_api(own), *export_codes(own)]
    for file in found:
        for name, text in strings(json.loads(file.text)):
            for tag, attributes in elements(text) if name == "html" else ():
                assert tag in TAGS
                assert {*attributes} <= {"href", "rel", "data-cite", "data-figure", "data-entry"}
                assert (attributes.get("href") or URL).startswith(URL)
    assert [file.path for file in found if ".." in file.path.split("/") or "<" in file.path] == []


# Addresses


def test_every_address_of_the_api_leads_to_something_that_was_made(golden: Site) -> None:
    bodies = {page.url: str(page.text) for page in golden.pages}
    known = {*bodies, *(file.path for file in golden.files)} | {
        page.url.removesuffix("index.html") for page in golden.pages}
    embeds = {path.removesuffix("index.html") for path in files(golden) if "/embed/" in path}
    lost, places = set(), 0
    for path, text in files(golden).items():
        if not form(path):
            continue
        for name, said in strings(json.loads(text)):
            found = values(said, "href") if name == "html" else [said]
            for address in (one for one in found if one.startswith(URL) and "{" not in one):
                target, _, place = address.removeprefix(URL).partition("#")
                if target not in known | embeds:
                    lost.add(address)
                elif place:
                    places += 1
                    assert f'id="{place}"' in bodies[target], address
    assert lost == set()
    assert places > 10


def test_without_an_address_everything_starts_at_the_root(write: Write) -> None:
    found = made(write(FLOCK), url="")
    claim = api(found, "en/claims/llamas-hum")
    assert claim["pages"]["patient"] == "en/patients/claims/llamas-hum/"
    assert claim["forms"]["patient"]["oembed"] is None
    assert api(found, "index")["languages"][0]["changes"] == {"atom": None, "json": None}
    for path, text in found.items():
        if name := form(path):
            assert complaints(SCHEMAS[name], json.loads(text)) == [], path


# The manifest


def test_the_manifest_has_every_page_and_section_once(golden: Site) -> None:
    rows = api(files(golden), "manifest")["pages"]
    assert [row["url"] for row in rows] == [URL + page.url for page in golden.pages]
    assert [[section["id"] for section in row["sections"]] for row in rows] == [
        [part.id for part in page.parts] for page in golden.pages]
    hashes = {row["url"]: row["sha256"] for row in rows}
    for page in golden.pages:
        if not page.entry:
            assert hashes[URL + page.url] == hashlib.sha256(page.core.encode()).hexdigest()
    audiences = {row["url"].removeprefix(URL): row["audience"] for row in rows}
    assert [audiences[url] for url in ("", "ko/", "ko/api/", "ko/patients/", "en/clinicians/",
                                       "en/patients/claims/llamas-hum/")] == [
        None, None, None, "patient", "clinician", "patient"]


def test_a_fingerprint_changes_with_the_page_and_with_nothing_else(write: Write) -> None:
    path = "content/guides/meeting-a-llama.yaml"

    def fingerprints(text: str) -> dict[str, str]:
        rows = api(made(write({**FLOCK, path: text})), "manifest")["pages"]
        return {**{row["url"]: row["sha256"] for row in rows},
                **{s["url"]: s["sha256"] for row in rows for s in row["sections"]}}

    before = fingerprints(FLOCK[path])
    after = fingerprints(FLOCK[path].replace("Breathe.", "Breathe slowly."))
    changed = {url.removeprefix(URL) for url in before if before[url] != after[url]}
    own = {f"{lang}/{audience}/guides/meeting-a-llama/" for lang in ("en", "ko")
           for audience in ("patients", "clinicians")}
    # The page of the report counts words, and changes too.
    parts = {*own, *(f"{url}#before" for url in own)}
    assert {url for url in changed if "completeness" not in url} == parts
    review = "reviewed: {by: A. Vet, role: vet, on: 2026-01-02, due: 2028-01-02, conflicts: none}\n"
    reviewed = fingerprints(FLOCK[path] + review)
    assert {url.removeprefix(URL) for url in before if before[url] != reviewed[url]} >= parts


# Codes


CODED = {
    "content/terms/a.yaml": entry("terms", "codes:\n"
                                  "  - {scheme: icd-11, code: MG30/PL&2, label: Hum, "
                                  "relation: broad}\n"),
    "content/terms/b.yaml": entry("terms", "labels: {en: [{text: hum, status: preferred, "
                                  "seen: true}], ko: [{text: 흥얼, status: preferred, "
                                  "seen: true}]}\ncodes:\n  - {scheme: icd-11, "
                                  "code: MG30/PL&2}\n"),
}


def test_a_code_leads_to_its_terms_in_all_languages_the_exact_one_first(write: Write) -> None:
    found = made(write(CODED))
    (row,) = json.loads(found["codes/index.json"])["codes"]
    assert row == {"scheme": "icd-11", "code": "MG30/PL&2", "uri": None, "label": "Hum",
                   "pages": f"{URL}codes/icd-11/MG30_2F_PL_26_2.json"}
    code = json.loads(found["codes/icd-11/MG30_2F_PL_26_2.json"])
    assert [(term["id"], term["relation"]) for term in code["terms"]] == [
        ("b", "exact"), ("a", "broad")]
    assert code["terms"][0]["languages"]["ko"] == {
        "title": "흥얼", "translated": False, "api": f"{URL}api/v1/ko/terms/b.json",
        "pages": {"patient": f"{URL}ko/patients/terms/b/",
                  "clinician": f"{URL}ko/clinicians/terms/b/"}}


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_codes_never_share_a_file_and_its_name_is_safe(one: str, other: str) -> None:
    assert re.fullmatch(r"codes/mesh/[\w-][\w.-]{0,250}\.json", addresses.code("mesh", one), re.A)
    assert (addresses.code("mesh", one) == addresses.code("mesh", other)) is (one == other)


# For programs that read the site


def test_llms_txt_has_its_form_and_its_links_lead_somewhere(golden: Site) -> None:
    found = files(golden)
    lines = found["llms.txt"].split("\n")
    title, summary = (line for line in lines[:4] if line)
    assert title.startswith("# ") and summary.startswith("> ")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Data", "## Lists", "## Claims and verdicts", "## Guides", "## Optional"]
    known = {*found, *(page.url for page in golden.pages)}
    links = re.findall(r"^- \[(?:\\.|[^\]\\])+\]\((.*?)\)", found["llms.txt"], re.M)
    assert len(links) == 6 + 6 + 2 + 2 + 2
    assert [link for link in links if link.removeprefix(URL) not in known] == []
    for needed in ("Cite", "`figures`", "CC BY 4.0", "`reviewed: null`"):
        assert needed in found["llms.txt"]


def test_robots_may_read_everything_and_find_the_sitemap(golden: Site, write: Write) -> None:
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(files(golden)["robots.txt"].splitlines())
    assert robots.site_maps() == [f"{URL}sitemap.xml"]
    assert robots.can_fetch("GPTBot", f"{URL}en/") and robots.can_fetch("*", f"{URL}api/v1/")
    root = write(FLOCK)
    assert "robots.txt" not in made(root, url="")
    assert "robots.txt" not in made(root, url="https://llama.example/wool/")


# The page


def own_page(site: Site, lang: str) -> str:
    return next(str(page.text) for page in site.pages if page.url == f"{lang}/api/")


def examples(body: str) -> dict[str, str]:
    found = re.findall(r"<h3[^>]*>(.*?)</h3>\s*<pre[^>]*>(.*?)</pre>", body, re.S)
    return {name: Markup(code).unescape() for name, code in found}


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_everything_that_the_page_names_is_there(golden: Site, lang: str) -> None:
    body = own_page(golden, lang)
    known = {*files(golden), *(page.url for page in golden.pages)}
    shown = [Markup(code).unescape() for code in re.findall(
        r'<a href="[^"]*"><code[^>]*>/(.*?)</code>', body)]
    assert len(shown) > 10
    assert [address for address in shown if address not in known] == []
    links = [re.sub(r"^(\.\./)+", "", link) for link in values(body, "href")]
    own = [f"{lang}/{link}" for link in links]
    assert [one for one, two in zip(links, own, strict=True)
            if not {one.partition("#")[0], two.partition("#")[0]} & known] == []


def paths(code: str) -> set[tuple[str, ...]]:
    """The paths into an entry's JSON that an example follows, in any of three languages."""
    dotted = re.findall(r"(?<=claim)((?:\.\w+)+)(?=[,)])|(?<![\w/)])((?:\.[a-z_]+)+)", code)
    keyed = re.findall(r'claim((?:\["\w+"\])+)', code)
    return {tuple(path.strip(".").split(".")) for pair in dotted for path in pair if path} | {
        tuple(re.findall(r'"(\w+)"', path)) for path in keyed}


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_examples_ask_for_what_is_there(golden: Site, lang: str) -> None:
    found = examples(own_page(golden, lang))
    followed = {}
    for name, code in found.items():
        (address,) = re.findall(r'"(https://[^"]+)"', code)
        value = json.loads(files(golden)[address.removeprefix(URL)])
        assert (value["kind"], value["lang"]) == ("claim", lang)
        followed[name] = paths(code.replace(address, ""))
        for path in followed[name]:
            assert functools.reduce(lambda inside, key: inside[key], path, value) is not None
    short = {("verdict",), ("certainty", "level"), ("summary", "patient", "text")}
    assert followed == {"curl": short, "JavaScript": short, "Python": short | {("figures",)}}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def lay_out(folder: Path, made: Site) -> None:
    for file in made.files:
        if isinstance(file, OutputFile) and file.path.startswith("api/"):
            place = folder / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(str(file.text), "utf-8")


def test_the_python_example_runs(write: Write, tmp_path: Path) -> None:
    with served(tmp_path) as address:
        site = build(Folders(write(FLOCK)), Settings(), site_url=address)
        lay_out(tmp_path, site)
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(examples(own_page(site, "en"))["Python"], "example", "exec"), {})
    assert out.getvalue() == ("supported low\nSome llamas hum.\n"
                              "llamas that hum 36.7 ['20.1', '53.2']\n")


def test_a_site_without_claims_has_no_examples_and_without_an_address_no_feeds(
    write: Write,
) -> None:
    site = build(Folders(write({"content/faqs/a.yaml": entry("faqs")})), Settings())
    body = own_page(site, "en")
    assert examples(body) == {}
    assert "changes.atom" not in body


def test_the_page_speaks_of_the_same_fields_in_every_language() -> None:
    named = {}
    for path in LOCALES.glob("*.yaml"):
        lines = re.findall(r"^(api\.[\w.]+): (.*)$", path.read_text("utf-8"), re.M)
        named[path.stem] = {key: sorted(set(re.findall("`(.+?)`", said))) for key, said in lines}
    assert len(named) == 6
    assert all(found == named["en"] for found in named.values())
    fields = {*SCHEMAS["entry"]["properties"], *(name for part in parts(SCHEMAS["entry"])
                                                 for name in part.get("properties", {}))}
    template = (LOCALES.parent / "templates" / "api.html").read_text("utf-8")
    listed = re.findall(r'"([\w ]+)"', template.partition("fields_of = {")[2].partition("}")[0])
    assert {field for words in listed[1::2] for field in words.split()} <= fields
