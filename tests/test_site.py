"""The whole build: all or nothing, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Write
from evidence.codes import CODES, address
from evidence.editions import editions
from evidence.loading import Folders, load
from evidence.markup import SiteMarkup
from evidence.outputs import page_path, relative
from evidence.pages import Maker, render
from evidence.settings import Settings
from evidence.site import Site, build
from hostile import HOSTILE
from reading import elements
from samples import FLOCK, completed, entry, record

LANGUAGES = ("en", "ko")
URL = "https://llama.example/wool/"
INDEXES = ("", "studies/", "claims/", "mechanisms/", "faqs/", "guides/", "terms/", "crosswalk/",
           "bibliography/")
OWN = ("", "embed/", "completeness/", "rules/", "api/")
"""The pages of a language that nobody wrote by hand."""
OWN_PAGES = ("", *(f"en/{name}" for name in OWN), *map(address, CODES),
             *(f"ko/{name}" for name in OWN))
ENTRIES = ("faqs/do-llamas-hum/", "mechanisms/how-a-llama-hums/", "terms/llama/",
           "claims/llamas-hum/", "studies/llamas2014/", "guides/meeting-a-llama/", "terms/sheep/",
           "studies/sheep2015/")


def made(root: Path, **more: bool) -> Site:
    return build(Folders(root), Settings(LANGUAGES), site_url=URL, **more)  # type: ignore[arg-type]


def test_every_edition_has_every_page(write: Write) -> None:
    site = made(write(FLOCK))
    assert site.diagnostics == []
    assert [page.url for page in site.pages] == [
        *OWN_PAGES,
        *(e.base + rest for e in editions(LANGUAGES) for rest in (*INDEXES, *ENTRIES)),
    ]
    assert {file.path for file in site.files} >= {
        *(f"{lang}/{audience}/search/search_index.json" for lang in LANGUAGES
          for audience in ("clinicians", "patients")),
        "sitemap.xml", *(f"exports/{name}" for name in (
            "crosswalk.ttl", "crosswalk.jsonld", "crosswalk.sssom.tsv", "codes.sssom.tsv",
            "crosswalk.tbx", "crosswalk-2008.tbx", "crosswalk.csv", "terms.csv",
            "crosswalk.json")),
        "404.html", "en/404.html", "ko/404.html",
    }
    assert all(page.path == page_path(page.url) for page in site.pages)


def test_no_two_files_have_one_path(write: Write) -> None:
    site = made(write(FLOCK))
    paths = [file.path.casefold() for file in (*site.pages, *site.files)]
    assert len(paths) == len(set(paths))


def test_two_builds_are_alike_to_the_byte(write: Write) -> None:
    root = write({**FLOCK, "content/translations/ko/terms/llama.yaml": "definition: 털짐승.\n"})
    one, two = made(root), made(root)
    assert (one.pages, one.files) == (two.pages, two.files)


BROKEN = {
    "content/faqs/do-llamas-hum.yaml": entry("faqs", "related: [lama]\n"),
    "content/faqs/what-is-wool.yaml": "question: What: wool?\n",
}


def test_where_there_are_errors_nothing_is_made(write: Write) -> None:
    site = made(write({**FLOCK, **BROKEN}))
    assert (site.pages, site.files) == ((), ())
    assert [(d.location.path, d.code) for d in site.errors] == [
        ("content/faqs/do-llamas-hum.yaml", "unknown-link"),
        ("content/faqs/what-is-wool.yaml", "invalid-yaml"),
    ]


def test_a_forgiving_build_makes_every_page_and_says_on_it_what_is_wrong(write: Write) -> None:
    site = made(write({**FLOCK, **BROKEN}), forgiving=True)
    pages = {page.url: page for page in site.pages}
    assert [(d.location.path, d.code) for d in site.errors] == [
        ("content/faqs/do-llamas-hum.yaml", "unknown-link"),
        ("content/faqs/what-is-wool.yaml", "invalid-yaml"),
    ]
    assert pages.keys() == {
        *OWN_PAGES,
        *(e.base + rest for e in editions(LANGUAGES)
          for rest in (*INDEXES, *ENTRIES, "faqs/what-is-wool/")),
    }
    for base in ("en/patients/", "ko/clinicians/"):
        assert alerts(pages[f"{base}faqs/do-llamas-hum/"].text) == [
            "<b>content/faqs/do-llamas-hum.yaml:1:11</b> no entry has the id &#39;lama&#39; (did "
            "you mean &#39;llama&#39;?) "
            + explained_at(f"{base}faqs/do-llamas-hum/", "unknown-link")]
        assert alerts(pages[f"{base}faqs/what-is-wool/"].text) == [
            "<b>content/faqs/what-is-wool.yaml:1:15</b> a colon cannot stand in this text (a text "
            "with a colon and a space in it needs quotation marks) "
            + explained_at(f"{base}faqs/what-is-wool/", "invalid-yaml")]
    assert alerts(pages["en/patients/terms/llama/"].text) == []


def explained_at(url: str, code: str) -> str:
    return f'<a href="{relative(url, address(code))}"><code>{code}</code></a>'


def alerts(body: str) -> list[str]:
    start = '<p class="ne-problem" role="alert">'
    return [part.partition("</p>")[0] for part in body.split(start)[1:]]


STRANGE = completed({
    "bibliography/a.bib": '@misc{x<y, title = {"><script>alert(1)</script>}, year = {<b>}}\n'
                          '@misc{z, title = {"><script>alert(1)</script>}, year = {<b>}}\n',
    "content/claims/a.yaml": ("statement: '\"><script>alert(1)</script> [[a]]'\n"
                              "short: '[@z] {z.x} [x](javascript:alert(1))'\n"),
    "content/studies/z.yaml": ("title: '<img src=x onerror=alert(1)>'\n"
                               "figures: {x: {label: '<b>\"', number: 1, unit: '\"><b>'}}\n"),
    "content/terms/t.yaml": ("labels: {en: [{text: '<i onclick=x>', seen: true}]}\n"
                             "abbreviation: '<u>'\n"),
    "content/guides/g.yaml": ("sections: [{id: a, aspect: risks, title: '<script>', "
                              "text: '\"<svg onload=x>'}]\n"),
    "content/faqs/<b>.yaml": "",
    "content/pages/en/about.md": "# <script>\n\n## <script>\n\n<img onerror=x> [@z]\n",
})


def test_what_a_stranger_writes_is_only_ever_text(write: Write) -> None:
    site = made(write(STRANGE), forgiving=True)
    assert len(site.pages) > 40
    for page in site.pages:
        for tag, attributes in elements(page.text):
            assert tag not in ("script", "img", "u", "comment"), page.url
            assert not [name for name in attributes if name.startswith("on") or "<" in name]
            assert not (attributes.get("href") or "").startswith("javascript")


@pytest.mark.parametrize("style", ["vancouver", "apa"])
def test_a_reference_is_formatted_once_for_a_style_and_language(write: Write, style: str) -> None:
    library, _ = load(Folders(write(FLOCK)), LANGUAGES)
    markup = SiteMarkup(library, style)
    maker = Maker(library, markup, LANGUAGES)
    assert sum(1 for edition in editions(LANGUAGES) for _ in render(maker, edition)) == 68
    assert markup.formatted.count == len(LANGUAGES) * len(library.bibliography) == 4


@pytest.mark.parametrize("files", [files for files, _ in HOSTILE.values()], ids=HOSTILE)
def test_a_forgiving_build_goes_on_whatever_it_reads(
    write: Write, files: dict[str, str | bytes]
) -> None:
    site = made(write(files), forgiving=True)
    assert len(site.pages) >= 3 + 4 * len(INDEXES)


@pytest.mark.parametrize("style", ["vancouver", "apa"])
def test_the_style_of_the_site_is_on_its_pages(write: Write, style: str) -> None:
    site = build(Folders(write(FLOCK)), Settings(citation_style=style))
    claim = next(p for p in site.pages if p.url == "en/clinicians/claims/llamas-hum/")
    mention = {"vancouver": '>1</a></sup>', "apa": ">Woolly, 2014</a>)</span>"}[style]
    assert mention in claim.text


LINKS = {
    ("", "en/"): "en/",
    ("", ""): "./",
    ("en/", ""): "../",
    ("en/patients/", "en/patients/"): "./",
    ("en/patients/faqs/a/", "en/patients/faqs/b/#c"): "../b/#c",
    ("en/patients/faqs/a/", "ko/patients/faqs/a/"): "../../../../ko/patients/faqs/a/",
    ("ko/404.html", "ko/"): "./",
    ("en/", "assets/evidence.css"): "../assets/evidence.css",
}


@pytest.mark.parametrize(("start", "end"), LINKS)
def test_links_are_relative_so_that_a_site_can_stand_anywhere(start: str, end: str) -> None:
    assert relative(start, end) == LINKS[start, end]


def test_a_claim_is_not_judged_by_the_rest_where_one_of_its_studies_cannot_be_read(
    write: Write,
) -> None:
    study = "technique: acupuncture\n"
    claim = ("technique: dry-needling\nverdict: supported\nevidence:\n"
             "  - {study: llamas2014, stance: supports, note: They hummed.}\n"
             "  - {study: sheep2015, stance: supports, note: They too.}\n")
    site = made(write({
        "bibliography/a.bib": record("llamas2014") + record("sheep2015"),
        "content/studies/llamas2014.yaml": entry("studies", study),
        "content/studies/sheep2015.yaml": entry("studies", "sample: {people: many}\n"),
        "content/claims/a.yaml": entry("claims", claim),
    }))
    assert [str(problem) for problem in site.errors] == [
        "content/studies/sheep2015.yaml:1:18: error: sample.people: expected a whole number, "
        "not 'many' [wrong-type]",
    ]
