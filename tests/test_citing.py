"""Sources to take away, read back by those who take them; and pages as others cite them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from evidence import addresses
from evidence.bibliography import CONFIRMABLE, Name, Reference, read_bibliography
from evidence.citations import context_object
from evidence.exports import Made
from evidence.exports.citing import FORMS, export_citations
from evidence.exports.works import Work
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.markup import SiteMarkup
from evidence.outputs import Page
from evidence.settings import Settings
from evidence.site import Site, build
from reading import elements, values
from samples import FLOCK

ROOT = Path(__file__).parent.parent
URL = "https://llama.example/"
CSL = json.loads((ROOT / "tests/schemas/csl-data.json").read_text(encoding="utf-8"))
Fields = dict[str, Any]


def files(library: Library, site_url: str = URL) -> dict[str, str]:
    made = Made(library, SiteMarkup(library, "vancouver"), (), site_url)
    return {file.path: str(file.text) for file in export_citations(made)}


def loaded(root: Path) -> Library:
    library, problems = load(Folders(root), ("en",))
    assert [problem for problem in problems if problem.severity == "error"] == []
    return library


@pytest.fixture(scope="module")
def ours() -> Library:
    return loaded(ROOT)


@pytest.fixture(scope="module")
def taken(ours: Library) -> Mapping[str, str]:
    return files(ours)


@pytest.fixture(scope="module")
def site() -> Site:
    return build(Folders(ROOT), Settings(), site_url=URL)


@pytest.fixture(scope="module")
def pages(site: Site) -> Mapping[str, Page]:
    return {page.url: page for page in site.pages}


# Reading back: each form, by a library that knows nothing of ours, as key → plain fields


def unspread(name: str) -> str:
    """A name without the points and spaces of its initials: ``Hong, C. Z.`` is ``Hong, CZ``."""
    return re.sub(r"\b(\w)\.( (?=\w\.))?", r"\1", name)


def read_ris(text: str) -> dict[str, Fields]:
    found = {}
    for item in rispy.loads(text):
        pages = [item.get("start_page", ""), item.get("end_page", "")]
        found[item["id"]] = {
            "authors": [unspread(name.rstrip(",")) for name in item.get("authors", ())],
            "title": item.get("title", ""), "container": item.get("secondary_title", ""),
            "year": item.get("year", ""), "volume": item.get("volume", ""),
            "issue": item.get("number", ""), "pages": "-".join(filter(None, pages)),
            "doi": item.get("doi", ""), "pmid": item.get("accession_number", "")}
    return found


def read_bib(text: str) -> dict[str, Fields]:
    library = bibtexparser.parse_string(text, append_middleware=[
        SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    found = {}
    for entry in library.entries:
        item = {field.key: field.value for field in entry.fields}
        found[entry.key] = {
            "authors": [_bib_name(name) for name in item.get("author", ())],
            # Braces have taken no space with them, and the accent alone stands for the sign.
            "title": " ".join(item.get("title", "").replace("ˆ", "^").split()),
            "container": item.get("journal", "") or item.get("booktitle", ""),
            "year": item.get("year", ""), "volume": item.get("volume", ""),
            "issue": item.get("number", ""), "pages": item.get("pages", "").replace("–", "-"),
            "doi": item.get("doi", ""), "pmid": item.get("pmid", "")}
    return found


def _bib_name(name: Any) -> str:
    parts = [[*name.von, *name.last], name.first, name.jr]
    said = re.sub("[{}]", "", ", ".join(" ".join(part) for part in parts if part))
    return "et al." if said == "others" else unspread(said)


def read_csl(text: str) -> dict[str, Fields]:
    items = json.loads(text)
    jsonschema.Draft7Validator(CSL).validate(items)
    found = {}
    for item in items:
        date = item.get("issued", {})
        found[item["id"]] = {
            "authors": [_csl_name(name) for name in item.get("author", ())],
            "title": item.get("title", ""), "container": item.get("container-title", ""),
            "year": str(date["date-parts"][0][0]) if date else "",
            "volume": item.get("volume", ""), "issue": item.get("issue", ""),
            "pages": item.get("page", ""), "doi": item.get("DOI", ""),
            "pmid": item.get("PMID", "")}
    return found


def _csl_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    parts = (family, name.get("given", ""), name.get("suffix", ""))
    return unspread(", ".join(part for part in parts if part))


READERS: Mapping[str, Callable[[str], dict[str, Fields]]] = {
    "ris": read_ris, "bib": read_bib, "csl.json": read_csl,
}


def listed(name: Name) -> str:
    if name.literal:
        return name.literal
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def expected(reference: Reference, unconfirmed: frozenset[str], form: str) -> Fields:
    """What a record says, field by field, without what nobody has seen."""
    authors = [listed(name) for name in reference.authors]
    if form == "ris":  # whose names cannot hold a comma of their own
        authors = [name.literal.replace(",", "") or said
                   for name, said in zip(reference.authors, authors, strict=True)]
    said = {
        "authors": authors + ["et al."] * reference.others, "title": reference.plain_title,
        "container": reference.journal or reference.booktitle, "year": reference.year,
        "volume": reference.volume, "issue": reference.issue, "pages": reference.pages,
        "doi": reference.doi, "pmid": reference.pmid}
    hidden = {"container" if field == "journal" else field for field in unconfirmed}
    return {field: type(value)() if field in hidden else value for field, value in said.items()}


def unconfirmed(library: Library, key: str) -> frozenset[str]:
    study = library.study(key)
    named = {*library.bibliography[key].unconfirmed, *(study.unconfirmed if study else ())}
    return frozenset(named & CONFIRMABLE)


# Our library


def test_each_form_has_a_reader_a_writer_and_a_media_type() -> None:
    assert [*FORMS] == [*READERS] == [*addresses.CITATION_FORMATS]


@pytest.mark.parametrize("form", FORMS)
def test_the_whole_library_is_read_back_as_the_bibliography_has_it(
    ours: Library, taken: Mapping[str, str], form: str
) -> None:
    assert len(ours.bibliography) > 100
    assert READERS[form](taken[addresses.library_citations(form)]) == {
        key: expected(reference, unconfirmed(ours, key), form)
        for key, reference in sorted(ours.bibliography.items())}


@pytest.mark.parametrize("form", FORMS)
def test_each_file_holds_the_sources_of_its_entry_as_the_library_s_file_has_them(
    ours: Library, taken: Mapping[str, str], form: str
) -> None:
    every = READERS[form](taken[addresses.library_citations(form)])
    for identifier, keys in ours.cited.items():
        path = addresses.citations(ours.entries[identifier].folder, identifier, form)
        found = READERS[form](taken[path]) if keys else {}
        assert found == {key: every[key] for key in keys}, path
        assert (path in taken) == bool(keys)


def test_there_are_no_other_files(ours: Library, taken: Mapping[str, str]) -> None:
    assert sorted(taken) == sorted(
        [addresses.library_citations(form) for form in FORMS]
        + [addresses.citations(ours.entries[identifier].folder, identifier, form)
           for identifier, keys in ours.cited.items() if keys for form in FORMS])


def test_what_nobody_has_confirmed_is_printed_nowhere(
    ours: Library, site: Site, taken: Mapping[str, str]
) -> None:
    """Numbers and years stand in keys and addresses too: of these the fields are compared above."""
    hidden = [(key, getattr(reference, field)) for key, reference in ours.bibliography.items()
              for field in unconfirmed(ours, key) & {"title", "journal", "doi"}
              if getattr(reference, field)]
    assert len(hidden) > 20
    for key, value in hidden:
        pages = [span for page in site.pages if page.entry == key for span in coins(page.text)]
        said = [taken[addresses.citations("studies", key, form)] for form in FORMS]
        assert [text for text in [*said, str(pages)]
                if re.sub(r"[{}\\]", "", value) in re.sub(r"[{}\\]", "", text)] == []


# Who cites what


def test_an_entry_takes_along_what_it_uses_itself(write: Write) -> None:
    path = "content/terms/llama.yaml"
    more = FLOCK[path].replace("note: Both have wool.", (
        "note: Both have wool., argued_by: [{study: sheep2015}]"))
    assert loaded(write({**FLOCK, path: more})).cited == {
        "do-llamas-hum": (),  # it rests on a claim, and cites nothing itself
        "how-a-llama-hums": ("llamas2014",),
        "llama": ("sheep2015",),
        "llamas-hum": ("llamas2014", "sheep2015"),
        "llamas2014": ("llamas2014",),
        "meeting-a-llama": (),
        "sheep": (),
        "sheep2015": ("sheep2015",),
    }


def test_the_sources_of_an_entry_leave_in_full(write: Write) -> None:
    found = files(loaded(write(FLOCK)))
    page = f"{URL}en/clinicians/studies/"
    assert found["exports/citations/mechanisms/how-a-llama-hums.ris"] == (
        "TY  - JOUR\r\nID  - llamas2014\r\nAU  - Woolly, Ann\r\nTI  - On llamas2014\r\n"
        f"T2  - Sheep\r\nPY  - 2014\r\nUR  - {page}llamas2014/\r\nER  - \r\n")
    assert found["exports/citations/studies/sheep2015.bib"] == (
        "@article{sheep2015,\n  author = {Woolly, Ann},\n  title = {On sheep2015},\n"
        "  journal = {Sheep},\n  year = {2015},\n"
        f"  annote = {{Appraised at {page}sheep2015/}},\n}}\n")
    assert json.loads(found["exports/citations/studies/sheep2015.csl.json"]) == [{
        "id": "sheep2015", "type": "article-journal",
        "author": [{"family": "Woolly", "given": "Ann"}], "issued": {"date-parts": [[2015]]},
        "title": "On sheep2015", "container-title": "Sheep",
        "annote": f"Appraised at {page}sheep2015/"}]


def test_a_site_that_does_not_know_its_address_gives_none(write: Write) -> None:
    found = files(loaded(write(FLOCK)), site_url="")
    assert [path for path, text in found.items() if "http" in text] == []


@pytest.mark.parametrize(("status", "said"), [
    ("current", ""), ("retracted", "Retracted (1 May 2020). No llama was asked."),
    ("concern", "The journal has expressed concern (1 May 2020). No llama was asked."),
    ("corrected", "Corrected by its journal (1 May 2020). No llama was asked."),
])
def test_what_a_journal_did_about_a_study_goes_along(write: Write, status: str, said: str) -> None:
    path = "content/studies/llamas2014.yaml"
    more = f"status: {status}\nsince: 2020-05-01\nnotice: No llama was asked.\n"
    found = files(loaded(write({**FLOCK, path: FLOCK[path] + more})))
    ris, bib, csl = (found[f"exports/citations/claims/llamas-hum.{form}"] for form in FORMS)
    assert [item.get("notes", []) for item in rispy.loads(ris)] == [[said] if said else [], []]
    entries = [entry.fields_dict for entry in bibtexparser.parse_string(bib).entries]
    assert [entry["note"].value if "note" in entry else "" for entry in entries] == [said, ""]
    assert [(item.get("note", ""), item.get("status", "")) for item in json.loads(csl)] == [
        (said, "" if status == "current" else status), ("", "")]


# Names and types

NAMES: Mapping[str, tuple[str, list[str], list[Fields]]] = {
    "initials": ("Hong, CZ", ["Hong, C. Z."], [{"family": "Hong", "given": "C. Z."}]),
    "a given name": ("Travell, Janet G", ["Travell, Janet G."],
                     [{"family": "Travell", "given": "Janet G."}]),
    "capitals with accents": ("Rodríguez-Fernández, ÁL", ["Rodríguez-Fernández, Á. L."],
                              [{"family": "Rodríguez-Fernández", "given": "Á. L."}]),
    "a particle": ("van der Berg, JP", ["van der Berg, J. P."],
                   [{"family": "Berg", "given": "J. P.", "non-dropping-particle": "van der"}]),
    "a rank": ("Smith, Jr, J", ["Smith, J., Jr"],
               [{"family": "Smith", "given": "J.", "suffix": "Jr"}]),
    "a small word inside the family": (
        "Mayoral del Moral, O", ["Mayoral del Moral, O."],
        [{"family": "Mayoral del Moral", "given": "O."}]),
    "Korean": ("김, 민수", ["김, 민수"],
               [{"family": "김", "given": "민수", "static-ordering": True}]),
    "Chinese": ("刘, 保延", ["刘, 保延"],
                [{"family": "刘", "given": "保延", "static-ordering": True}]),
    "one name": ("Avicenna", ["Avicenna"], [{"family": "Avicenna"}]),
    "a group": ("{World Health Organization}", ["World Health Organization,"],
                [{"literal": "World Health Organization"}]),
    "a group with a comma": (
        "{Supreme Court of Korea, Second Division}", ["Supreme Court of Korea Second Division,"],
        [{"literal": "Supreme Court of Korea, Second Division"}]),
    "a group with an and": ("{Food and Drug Administration}", ["Food and Drug Administration,"],
                            [{"literal": "Food and Drug Administration"}]),
    "more than are known": ("Liu, BY and others", ["Liu, B. Y.", "et al.,"],
                            [{"family": "Liu", "given": "B. Y."}, {"literal": "et al."}]),
}


def read_one(text: str) -> Reference:
    references, problems = read_bibliography("a.bib", text)
    assert problems == []
    (reference,) = references.values()
    return reference


def written(reference: Reference, form: str) -> str:
    return FORMS[form].file([FORMS[form].record(Work(reference))])


@pytest.mark.parametrize("case", NAMES)
def test_names_leave_whole(case: str) -> None:
    given_, ris, csl = NAMES[case]
    reference = read_one(f"@article{{a, author = {{{given_}}}, title = {{T}}, year = {{2020}}}}")
    assert rispy.loads(written(reference, "ris"))[0]["authors"] == ris
    assert json.loads(written(reference, "csl.json"))[0]["author"] == csl
    again = read_bib(written(reference, "bib"))["a"]["authors"]
    assert again == expected(reference, frozenset(), "bib")["authors"]


@pytest.mark.parametrize(("given_", "csl", "ris", "kev", "genre"), [
    ("article", "article-journal", "JOUR", "journal", "article"),
    ("book", "book", "BOOK", "book", "book"),
    ("incollection", "chapter", "CHAP", "book", "bookitem"),
    ("inproceedings", "paper-conference", "CONF", "book", "proceeding"),
    ("mastersthesis", "thesis", "THES", "dissertation", None),
    ("techreport", "report", "RPRT", "book", "report"),
    ("misc", "document", "GEN", "book", "document"),
    ("unheardof", "document", "GEN", "book", "document"),
])
def test_types_are_those_of_each_form(
    given_: str, csl: str, ris: str, kev: str, genre: str | None
) -> None:
    reference = Reference("a", given_, title="T", booktitle="B", publisher="P", year="2020")
    assert json.loads(written(reference, "csl.json"))[0]["type"] == csl
    assert rispy.loads(written(reference, "ris"))[0]["type_of_reference"] == ris
    assert bibtexparser.parse_string(written(reference, "bib")).entries[0].entry_type == given_
    pairs = dict(parse_qsl(context_object(reference), strict_parsing=True))
    assert pairs["rft_val_fmt"] == f"info:ofi/fmt:kev:mtx:{kev}"
    assert pairs.get("rft.genre") == genre


def test_what_is_not_known_is_left_out() -> None:
    nothing = Reference("a", "article")
    assert {form: written(nothing, form) for form in FORMS} == {
        "ris": "TY  - JOUR\r\nID  - a\r\nER  - \r\n", "bib": "@article{a,\n}\n",
        "csl.json": '[\n{"id": "a", "type": "article-journal"}\n]\n'}


# Hostile texts

HOSTILE = {
    "signs of LaTeX": r"100% of {DNA} & RNA_1 #2 $x$ ~a^b \input{/etc/passwd}",
    "the end of a record": "Llamas\r\nER  - \r\nTY  - JOUR\r\nTI  - Another",
    "the start of a record": "TY  - JOUR",
    "a record of BibTeX": "}, note = {x}} @article{b, title = {y}",
    "an open brace": "Llamas { and sheep",
    "a comment of BibTeX": "@comment{ llamas } % and sheep",
    "the end of a script": "</script><script>alert(1)</script>",
    "quotation marks": "\"Llamas\" and 'sheep' “hum”",
    "other line breaks": "a\u2028b\x85c\x0bd\x1ee",
    "other scripts": "关于\"干针\"属于针灸 – 건침 📌",
    "an address": "x&rft.au=Nobody&rft_id=info:doi/10.1/x",
}


def as_read(title: str) -> str:
    """A title as a reader sees it: braces only protect, and all white space is a space."""
    return " ".join(re.sub(r"[{}]", "", title).split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_title_is_a_title(case: str, form: str) -> None:
    title = HOSTILE[case]
    before, after = Reference("a", "misc", title="Before"), Reference("c", "misc", title="After")
    middle = Reference("b", "article", (Name("Woolly", "Ann"),), title, title, "2014",
                       booktitle=title)
    records = [FORMS[form].record(Work(one)) for one in (before, middle, after)]
    found = READERS[form](FORMS[form].file(records))
    assert {key: item["title"] for key, item in found.items()} == {
        "a": "Before", "b": as_read(title), "c": "After"}
    assert found["b"]["authors"] == ["Woolly, Ann"]
    assert found["b"]["year"] == "2014"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=30))
def test_any_title_is_read_back(title: str) -> None:
    found = [READERS[form](written(Reference("a", "article", title=f"A {title}"), form))
             for form in ("ris", "csl.json")]
    assert found == [{"a": {**found[0]["a"], "title": as_read(f"A {title}")}}] * 2


def test_records_of_ris_are_lines_that_end_with_cr_lf(taken: Mapping[str, str]) -> None:
    text = taken[addresses.library_citations("ris")]
    records = text.split("\r\n\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert text.endswith("ER  - \r\n")
    for record in records:
        lines = record.rstrip("\r\n").split("\r\n")
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
        assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"]


# Formatting, once, by a citation processor


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported")
def test_a_citation_processor_writes_our_references(ours: Library) -> None:
    text = files(ours)[addresses.citations("studies", "hong1994", "csl.json")]
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    works = CitationStylesBibliography(style, CiteProcJSON(json.loads(text)), formatter.plain)
    works.register(Citation([CitationItem("hong1994")]))
    assert [str(line) for line in works.bibliography()] == [
        "Hong, C.Z. (1994) “Lidocaine injection versus dry needling to myofascial trigger point. "
        "The importance of the local twitch response”, American Journal of Physical Medicine & "
        "Rehabilitation, 73(4), pp. 256–263. Available at: "
        "https://doi.org/10.1097/00002060-199407000-00006."]


# On pages: what Zotero finds, and how to cite the page itself

# The keys of ANSI/NISO Z39.88-2004, KEV formats journal, book and dissertation, as far as used.
KEYS = {
    "ctx_ver", "rft_val_fmt", "rft_id", "rft.genre", "rft.atitle", "rft.jtitle", "rft.btitle",
    "rft.title", "rft.aulast", "rft.aufirst", "rft.ausuffix", "rft.au", "rft.aucorp", "rft.date",
    "rft.volume", "rft.issue", "rft.pages", "rft.spage", "rft.epage", "rft.edition", "rft.pub",
    "rft.inst",
}


def coins(html: str) -> list[list[tuple[str, str]]]:
    """The context objects of a page, as pairs."""
    return [parse_qsl(found["title"] or "", strict_parsing=True)
            for tag, found in elements(html) if tag == "span" and found.get("class") == "Z3988"]


def test_a_study_s_page_is_saved_as_the_study(pages: Mapping[str, Page]) -> None:
    assert coins(pages["en/clinicians/studies/hong1994/"].text) == [[
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft_id", "info:doi/10.1097/00002060-199407000-00006"), ("rft_id", "info:pmid/8043247"),
        ("rft.genre", "article"),
        ("rft.atitle", "Lidocaine injection versus dry needling to myofascial trigger point. "
                       "The importance of the local twitch response"),
        ("rft.jtitle", "American Journal of Physical Medicine & Rehabilitation"),
        ("rft.aulast", "Hong"), ("rft.aufirst", "C. Z."), ("rft.date", "1994"),
        ("rft.volume", "73"), ("rft.issue", "4"), ("rft.pages", "256-263"),
        ("rft.spage", "256"), ("rft.epage", "263")]]


def test_every_page_offers_its_sources_and_no_more_than_was_seen(
    ours: Library, pages: Mapping[str, Page]
) -> None:
    for page in pages.values():
        keys = ours.cited.get(page.entry, ())
        found = coins(page.text)
        wanted = []
        for key in keys:
            known = expected(ours.bibliography[key], unconfirmed(ours, key), "csl.json")
            if known["title"] or known["doi"] or known["pmid"]:
                wanted.append((known["title"], known["container"], known["doi"], known["year"],
                               "" if ours.bibliography[key].type == "book" else known["volume"],
                               known["issue"], known["pages"], bool(known["authors"])))
        assert [_in_short(pairs) for pairs in found] == wanted, page.url
        assert {key for pairs in found for key, _ in pairs} <= KEYS


def _in_short(pairs: list[tuple[str, str]]) -> tuple[Any, ...]:
    one = dict(pairs)
    ids = [value for key, value in pairs if key == "rft_id"]
    doi = next((value.removeprefix("info:doi/") for value in ids if "info:doi/" in value), "")
    title = one.get("rft.atitle") or one.get("rft.btitle") or one.get("rft.title", "")
    return (title, one.get("rft.jtitle", ""), doi, one.get("rft.date", ""),
            one.get("rft.volume", ""), one.get("rft.issue", ""), one.get("rft.pages", ""),
            bool({"rft.aulast", "rft.aucorp"} & one.keys()))


def test_context_objects_name_every_author() -> None:
    authors = (Name("", literal="A & B, Ltd"), Name("Smith", "JP", suffix="Jr"), Name("김", "민수"))
    reference = Reference("a", "article", authors, title="T", others=True)
    assert [pair for pair in parse_qsl(context_object(reference)) if pair[0][4:6] == "au"] == [
        ("rft.aucorp", "A & B, Ltd"), ("rft.au", "Smith, J. P., Jr"), ("rft.au", "김, 민수"),
        ("rft.au", "et al.,")]


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_title_ends_no_context_object(case: str) -> None:
    reference = Reference("a", "article", title=HOSTILE[case], doi="10.1/a")
    assert parse_qsl(context_object(reference), strict_parsing=True) == [
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft_id", "info:doi/10.1/a"), ("rft.genre", "article"),
        ("rft.atitle", re.sub("[{}]", "", HOSTILE[case]))]


def test_no_page_passes_itself_off_as_a_paper(pages: Mapping[str, Page]) -> None:
    assert [page.url for page in pages.values()
            if any(name.startswith("citation_") for name, _ in page.metas)
            or "citation_" in page.text] == []


def test_citing_belongs_to_the_page_and_not_to_its_embeds(site: Site) -> None:
    ours = re.compile("Z3988|ne-citing")
    cited = [page for page in site.pages if page.entry]
    assert all(ours.search(page.text) for page in cited)
    assert [page.url for page in cited if ours.search(page.core)] == []
    assert [file.path for file in site.files
            if isinstance(file.text, str) and ours.search(file.text)] == []


def test_a_page_leads_to_its_sources_and_a_page_without_sources_says_nothing_of_them(
    ours: Library, pages: Mapping[str, Page]
) -> None:
    for page in pages.values():
        if page.entry:
            folder = ours.entries[page.entry].folder
            wanted = [addresses.citations(folder, page.entry, form) for form in FORMS
                      if ours.cited[page.entry]]
            in_head = [link.url for link in page.links if "citations/" in link.url]
            up = "../" * page.url.count("/")
            in_body = [link.removeprefix(up) for link in values(page.text, "href")
                       if "exports/citations/" in link]
            assert in_head == in_body == wanted, page.url


def test_the_bibliography_leads_to_the_whole_library(pages: Mapping[str, Page]) -> None:
    links = [link.removeprefix("../../../") for link in values(
        pages["en/patients/bibliography/"].text, "href") if "exports/" in link]
    assert links == [addresses.library_citations(form) for form in FORMS]


def own(page: Page) -> list[str]:
    found = re.findall(r'<dd class="ne-citing__text">(.*?)</dd>', page.text, re.S)
    return [re.sub(r"<[^>]+>", "", text) for text in found]


OWN = {
    ("en", "claims/llamas-hum"): [
        "“Llamas hum when they are happy.” [Internet]. Needling Evidence; "
        "[updated 2026 Nov 21]. Available from: https://llama.example/en/patients/claims/llamas-hum/",
        "“Llamas hum when they are happy.” (2026, November 21). Needling Evidence. "
        "https://llama.example/en/patients/claims/llamas-hum/"],
    ("en", "studies/sheep2015"): [
        "Sheep that hum [Internet]. Needling Evidence; [updated 2026 Nov 21]. "
        "Available from: https://llama.example/en/patients/studies/sheep2015/",
        "Sheep that hum. (2026, November 21). Needling Evidence. "
        "https://llama.example/en/patients/studies/sheep2015/"],
    ("ko", "faqs/do-llamas-hum"): [
        "Do llamas hum? [인터넷]. Needling Evidence; [2026년 11월 21일 수정]. "
        "출처: https://llama.example/ko/patients/faqs/do-llamas-hum/",
        "Do llamas hum? (2026년 11월 21일). Needling Evidence. "
        "https://llama.example/ko/patients/faqs/do-llamas-hum/"],
}


def test_a_page_can_be_cited_and_has_no_author(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings(("en", "ko")), site_url=URL)
    found = {page.url: own(page) for page in site.pages}
    assert {place: found[f"{place[0]}/patients/{place[1]}/"] for place in OWN} == OWN


def test_a_page_whose_address_is_not_known_cannot_be_cited(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings())
    assert site.pages
    assert [page.url for page in site.pages if own(page)] == []


def test_a_record_that_is_missing_takes_nothing_along(write: Write) -> None:
    library = loaded(write(FLOCK))
    fewer = replace(library, bibliography={
        key: one for key, one in library.bibliography.items() if key != "sheep2015"})
    assert fewer.cited["sheep2015"] == ()
    assert fewer.cited["llamas-hum"] == ("llamas2014",)
    assert not [path for path in files(fewer) if "studies/sheep2015" in path]
