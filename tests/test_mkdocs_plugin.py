"""The door to MkDocs: what ``mkdocs build`` makes, says and leaves alone."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from hosting import ENVIRONMENT, HOSTED, MKDOCS, lay_out, settings
from reading import elements, values

SITE_URL = "https://llamas.example/below/"
EDIT = "https://forge.example/flock/llamas/edit/main/"
CLAIM, FAQ = "claims/llamas-hum/", "faqs/do-llamas-hum/"


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MKDOCS, "build", *arguments], cwd=folder, env=ENVIRONMENT,
                          capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flock, with a public repository and below the root of its host."""
    folder = tmp_path_factory.mktemp("flock")
    lay_out(folder, {**HOSTED, "mkdocs.yml": settings(
        site_url=SITE_URL, repo_url="https://forge.example/flock/llamas",
        edit_uri="edit/main/")})
    return folder


@pytest.fixture(scope="module")
def said(folder: Path) -> str:
    """What a strict build says."""
    done = mkdocs(folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def pages(folder: Path, said: str) -> Mapping[str, str]:
    """Every page of the built site by its address, embeds aside."""
    found = [path for path in sorted((folder / "site").rglob("index.html"))
             if not re.search("/embed/(patients|clinicians)/", path.as_posix())]
    return {path.parent.relative_to(folder / "site").as_posix().removeprefix(".") + "/":
            path.read_text("utf-8") for path in found}


def entry_pages(pages: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(language, path of the entry's file, page) for the page of every entry in each edition."""
    for url, page in pages.items():
        parts = url.strip("/").split("/")
        if len(parts) == 4:
            yield parts[0], f"{parts[2]}/{parts[3]}.yaml", page


def attributes(page: str, tag: str, **wanted: str) -> list[Mapping[str, str | None]]:
    """The elements of a name with these attributes, as their attributes."""
    return [found for name, found in elements(page)
            if name == tag and wanted.items() <= found.items()]


# What is made


def test_a_strict_build_has_nothing_to_say(said: str) -> None:
    assert [line for line in said.splitlines() if not line.startswith("INFO")] == []


def test_every_edition_has_every_entry(pages: Mapping[str, str]) -> None:
    entries = {path.removeprefix("content/").removesuffix(".yaml") for path in HOSTED
               if path.count("/") == 2 and path.endswith(".yaml")}
    for edition in ("en/patients", "en/clinicians", "ko/patients", "ko/clinicians"):
        assert {f"{edition}/{entry}/" for entry in entries} <= pages.keys()
    assert {"/", "en/", "ko/", "en/about/", "ko/about/", "en/method/", "ko/method/"} <= pages.keys()


def test_the_page_knows_its_language_direction_and_title(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        lang = url.split("/")[0] or "en"
        assert [found["lang"] for found in attributes(page, "html")] == [lang], url
        assert [found["dir"] for found in attributes(page, "body")] == ["ltr"], url
    assert re.findall("<title>(.*)</title>", pages["ko/patients/" + CLAIM])[:1] == [
        "라마는 기분이 좋으면 흥얼거린다. – Needling Evidence"]


def test_search_reads_the_index_of_the_edition(folder: Path, pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        found = re.search(r'<script id="__config"[^>]*>(.*?)</script>', page, re.S)
        assert found
        base = (folder / "site" / url.strip("/") / json.loads(found[1])["base"]).resolve()
        parts = url.split("/")
        edition = "/".join(parts[:2]) if parts[1:2] in (["patients"], ["clinicians"]) else (
            f"{parts[0] or 'en'}/patients")
        assert base == (folder / "site" / edition).resolve(), url
        assert (base / "search/search_index.json").is_file()


def leads(url: str, link: str) -> str:
    """Where a link of a page leads, from the root of the site; other sites stay as they are."""
    return urljoin(SITE_URL + url.lstrip("/"), link).removeprefix(SITE_URL)


def test_every_link_of_a_page_and_of_its_frame_leads_somewhere(
    folder: Path, pages: Mapping[str, str]
) -> None:
    ids = {url: set(values(page, "id")) for url, page in pages.items()}
    lost = []
    for url, page in pages.items():
        for link in {*values(page, "href"), *values(page, "src")}:
            path, _, fragment = re.sub(r"\?[^#]*", "", leads(url, link)).partition("#")
            file = folder / "site" / path
            there = "://" in path or file.is_file() or (file / "index.html").is_file()
            if not there or (fragment and fragment not in ids[path or "/"]):
                lost.append((url, link))
    assert lost == []


def test_the_switch_of_audiences_stays_on_the_entry_or_opens_the_edition(
    pages: Mapping[str, str]
) -> None:
    for url, both in {
        "/": ["en/patients/", "en/clinicians/"],
        "ko/": ["ko/patients/", "ko/clinicians/"],
        "ko/about/": ["ko/patients/", "ko/clinicians/"],
        f"ko/patients/{CLAIM}": [f"ko/patients/{CLAIM}", f"ko/clinicians/{CLAIM}"],
        "en/clinicians/terms/": ["en/patients/terms/", "en/clinicians/terms/"],
    }.items():
        lists = re.findall(r'<ul class="ne-audience.*?</ul>', pages[url], re.S)
        assert lists
        for found in lists:
            assert [leads(url, link) for link in values(found, "href")] == both, url


# Edit links


def test_every_entry_leads_to_the_file_it_was_made_from(pages: Mapping[str, str]) -> None:
    links = [(lang, path, [found["href"] for found in attributes(page, "a", rel="edit")])
             for lang, path, page in entry_pages(pages)]
    translated = "claims/llamas-hum.yaml"
    assert links == [
        (lang, path, [f"{EDIT}content/translations/ko/{path}" if (lang, path) == ("ko", translated)
                      else f"{EDIT}content/{path}"])
        for lang, path, _ in links]
    assert len(links) == 4 * 8


# Languages and search engines


def alternates(page: str) -> dict[str, str]:
    """The hreflang links of a page; the space in their rel keeps Material's script away."""
    return {str(found["hreflang"]): str(found["href"])
            for found in attributes(page, "link", rel="alternate ") if found.get("hreflang")}


def test_translations_point_at_each_other(pages: Mapping[str, str]) -> None:
    both = {"en": f"{SITE_URL}en/patients/{CLAIM}", "ko": f"{SITE_URL}ko/patients/{CLAIM}",
            "x-default": f"{SITE_URL}en/patients/{CLAIM}"}
    assert alternates(pages["en/patients/" + CLAIM]) == both
    assert alternates(pages["ko/patients/" + CLAIM]) == both
    homes = {"en": f"{SITE_URL}en/", "ko": f"{SITE_URL}ko/", "x-default": SITE_URL}
    assert [alternates(pages[url]) for url in ("/", "en/", "ko/")] == [homes] * 3
    about = {"en": f"{SITE_URL}en/about/", "ko": f"{SITE_URL}ko/about/",
             "x-default": f"{SITE_URL}en/about/"}
    assert alternates(pages["en/about/"]) == alternates(pages["ko/about/"]) == about


def test_alternates_are_mutual_and_exist(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        for address in alternates(page).values():
            other = address.removeprefix(SITE_URL) or "/"
            assert alternates(pages[other]) == alternates(page), (url, other)


def test_a_page_that_shows_the_source_says_where_the_source_is(
    folder: Path, pages: Mapping[str, str]
) -> None:
    copies = {f"ko/{audience}/{path[:-5]}/" for lang, path, _ in entry_pages(pages)
              for audience in ("patients", "clinicians")
              if lang == "ko" and path != "claims/llamas-hum.yaml"} | {"ko/method/"}
    listed = sitemap(folder)
    for url, page in pages.items():
        own = SITE_URL + url.lstrip("/")
        source = own.replace("/ko/", "/en/") if url in copies else own
        assert [found["href"] for found in attributes(page, "link", rel="canonical")] == [source]
        robots = [found["content"] for found in attributes(page, "meta", name="robots")]
        assert robots == (["noindex,follow"] if url in copies else []), url
        assert (own in listed) == (url not in copies), url
        if url in copies:
            assert alternates(page) == {}
    assert alternates(pages["en/patients/" + FAQ]) == {}


def test_the_sitemap_holds_the_alternates_of_the_pages(
    folder: Path, pages: Mapping[str, str]
) -> None:
    listed = sitemap(folder)
    assert listed == {SITE_URL + url.lstrip("/"): alternates(page) for url, page in pages.items()
                      if SITE_URL + url.lstrip("/") in listed}


def sitemap(folder: Path) -> dict[str, dict[str, str]]:
    """Each address of the sitemap with its alternates."""
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9",
              "x": "http://www.w3.org/1999/xhtml"}
    tree = ElementTree.parse(folder / "site/sitemap.xml")
    return {str(row.findtext("s:loc", namespaces=spaces)):
            {link.attrib["hreflang"]: link.attrib["href"] for link in row.findall("x:link", spaces)}
            for row in tree.iterfind("s:url", spaces)}


def test_the_page_for_lost_visitors_is_ours(folder: Path, said: str) -> None:
    page = (folder / "site/404.html").read_text("utf-8")
    assert [found["lang"] for found in attributes(page, "section")] == ["en", "ko"]
    assert "/below/assets/evidence.css" in page
    assert (folder / "site/ko/404.html").is_file()


# Options


def test_apa_is_a_style_and_without_a_repository_nothing_leads_to_it(tmp_path: Path) -> None:
    lay_out(tmp_path, {**HOSTED, "mkdocs.yml": settings(evidence={"citation_style": "apa"})})
    done = mkdocs(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / f"site/en/patients/{CLAIM}index.html").read_text("utf-8")
    assert ">Woolly, 2014</a>" in page
    assert '<sup class="ne-cite"' not in page
    assert attributes(page, "a", rel="edit") == []


@pytest.mark.parametrize(("options", "complaint"), [
    ({"citation_style": "oxfrod"}, "Expected one of: ['apa', 'vancouver'] but received: 'oxfrod'"),
    ({"languages": "ko"}, "Expected a list of items"),
    ({"langauges": ["ko"]}, "Unrecognised configuration name: langauges"),
])
def test_a_wrong_option_is_said_in_one_line(
    tmp_path: Path, options: Mapping[str, object], complaint: str
) -> None:
    lay_out(tmp_path, {**HOSTED, "mkdocs.yml": settings(evidence=options)})
    done = mkdocs(tmp_path, "--strict")
    assert done.returncode == 1
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


# Errors

BROKEN: Mapping[str, str | bytes] = {
    "bibliography/flock.bib": HOSTED["bibliography/flock.bib"] + "@article{goats2016, title = {On",
    "content/claims/llamas-hum.yaml": "statement: Llamas: hum\n",
    "content/faqs/do-llamas-hum.yaml": HOSTED["content/faqs/do-llamas-hum.yaml"].replace(
        "[llamas-hum]", "[llamas-humm]"),
    "content/mechanisms/how-a-llama-hums.yaml": b"title: \xff\xfe\n",
    "content/translations/ko/terms/sheep.yaml": "status: perfect\nnonsense: 메에\n",
}


def test_all_errors_are_told_at_once_and_the_old_site_stays(tmp_path: Path) -> None:
    lay_out(tmp_path, {**HOSTED, "mkdocs.yml": settings()})
    assert mkdocs(tmp_path).returncode == 0
    before = contents(tmp_path / "site")
    lay_out(tmp_path, BROKEN)
    done = mkdocs(tmp_path)
    assert done.returncode == 1
    told = re.findall(r"^ERROR\s+-\s+(?:evidence: )?(\S+?):\d+:\d+: error: ", done.stderr, re.M)
    assert set(told) == BROKEN.keys()
    assert f"{len(told)} errors in the content; the site was not touched" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert contents(tmp_path / "site") == before


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    lay_out(tmp_path, {**HOSTED, "mkdocs.yml": settings()})
    for site in ("one", "two"):
        assert mkdocs(tmp_path, "--site-dir", site).returncode == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
