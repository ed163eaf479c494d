"""Embeds, fragments and oEmbed files, as other websites get them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from evidence import addresses, embedding
from evidence.headers import areas, embed_policy, header_files, inline_hashes
from evidence.loading import Folders
from evidence.outputs import Page
from evidence.settings import Settings
from evidence.site import Site, build
from hosting import HOSTED, lay_out

SITE = "https://llamas.example/below/"
GUIDE = "en/patients/guides/meeting-a-llama/"


class Reader(HTMLParser):
    """The tags of a document with their attributes, the ids, and where the links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.ids = [values["id"] for _, values in self.tags if "id" in values]
        self.links = [values["href"] for tag, values in self.tags if tag == "a"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, *names: str) -> list[dict[str, str]]:
        return [values for tag, values in self.tags if tag in names]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("flock")
    lay_out(folder, HOSTED)
    made = build(Folders(folder), Settings(("en", "ko")), site_url=SITE)
    assert made.errors == []
    return made


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, str]:
    return {file.path: str(file.text) for file in site.files if isinstance(file.text, str)}


@pytest.fixture(scope="module")
def entries(site: Site) -> list[Page]:
    return [page for page in site.pages if page.entry]


def test_every_entry_and_every_section_has_its_forms_in_every_edition(
    entries: list[Page], files: Mapping[str, str]
) -> None:
    wanted = {form for page in entries for section in ("", *(part.id for part in page.parts))
              for form in (f"{addresses.embed(page.url, section)}index.html",
                           addresses.fragment(page.url, section),
                           addresses.oembed(page.url, section))}
    made = {path for path in files if path.split("/")[1:2] in (["embed"], ["fragment"], ["oembed"])}
    assert made == wanted
    assert any(page.parts for page in entries)


def test_an_embed_says_whose_it_is_how_old_and_whether_anybody_checked_it(
    entries: list[Page], files: Mapping[str, str]
) -> None:
    for page in entries:
        document = files[f"{addresses.embed(page.url)}index.html"]
        read = Reader(document)
        assert read.named("html") == [{"lang": page.lang, "dir": page.direction}]
        metas = {values.get("name"): values.get("content") for values in read.named("meta")}
        assert metas["robots"] == "noindex, indexifembedded"
        assert metas["referrer"] == "no-referrer"
        assert metas["responsive-embedded-sizing"] == "allow-origins=*"
        assert [values for values in read.named("link") if values["rel"] == "canonical"] == []
        full = urljoin(SITE + addresses.embed(page.url), read.links[-1])
        assert full == SITE + page.url
        assert "ne-full" in document and "CC BY 4.0" in document
        assert read.named("time")


def test_headings_of_an_embed_begin_with_the_second_level(
    entries: list[Page], files: Mapping[str, str]
) -> None:
    for page in entries:
        for section in ("", *(part.id for part in page.parts)):
            read = Reader(files[f"{addresses.embed(page.url, section)}index.html"])
            levels = [int(tag[1]) for tag, _ in read.tags if tag in ("h1", "h2", "h3", "h4", "h5")]
            assert levels[0] == 2
            assert all(after <= before + 1
                       for before, after in pairwise(levels))


def test_every_link_of_every_form_leads_somewhere(
    site: Site, entries: list[Page], files: Mapping[str, str]
) -> None:
    known = {page.url for page in site.pages} | set(files)
    lost = []
    for page in entries:
        for section in ("", *(part.id for part in page.parts)):
            for place in (addresses.embed(page.url, section),
                          addresses.fragment(page.url, section)):
                document = files[place if place.endswith(".html") else f"{place}index.html"]
                read = Reader(document)
                for link in read.links:
                    if link.startswith("#"):
                        there = link[1:] in read.ids
                    else:
                        target = urljoin(SITE + place, link)
                        path = target.partition("#")[0].removeprefix(SITE)
                        there = not target.startswith(SITE) or path in known
                    if not there:
                        lost.append((place, link))
    assert lost == []


def test_links_of_an_embed_open_beside_it_and_those_inside_it_do_not(
    entries: list[Page], files: Mapping[str, str]
) -> None:
    for page in entries:
        for values in Reader(files[f"{addresses.embed(page.url)}index.html"]).named("a"):
            assert ("target" in values) == (not values["href"].startswith("#"))


def test_a_fragment_brings_nothing_along(entries: list[Page], files: Mapping[str, str]) -> None:
    """No classes, styles, scripts, pictures or documents; ids that no other page will have."""
    for page in entries:
        read = Reader(files[addresses.fragment(page.url)])
        assert {tag for tag, _ in read.tags} & {
            "html", "head", "body", "script", "style", "link", "svg", "iframe", "form"} == set()
        assert {name for _, values in read.tags for name in values} <= {
            "id", "href", "lang", "dir", "aria-label", "aria-hidden", "datetime", "scope",
            "value", "aria-labelledby", "start"}
        assert [name for name in read.ids if not name.startswith("needling-")] == []
        assert [link for link in read.links
                if not link.startswith(("#needling-", "https://", "http://"))] == []


def test_what_belongs_to_the_page_stays_there(
    entries: list[Page], files: Mapping[str, str]
) -> None:
    for page in entries:
        body = files[f"{addresses.embed(page.url)}index.html"].split("<footer")[0]
        for part in ("ne-words", "ne-section--related", "ne-problem", "data-gloss"):
            assert part not in body
        assert page.core == page.text or len(page.core) < len(page.text)


def test_oembed_says_what_the_standard_asks_for(
    entries: list[Page], files: Mapping[str, str]
) -> None:
    """oEmbed 1.0, 2.3.4: version, type; of type rich also html, width and height."""
    for page in entries:
        said = json.loads(files[addresses.oembed(page.url)])
        assert {key: said[key] for key in ("version", "type", "title", "provider_url")} == {
            "version": "1.0", "type": "rich", "title": page.title, "provider_url": SITE}
        assert isinstance(said["width"], int) and isinstance(said["height"], int)
        read = Reader(said["html"])
        assert [tag for tag, _ in read.tags] == ["blockquote", "a", "iframe"]
        (frame,) = read.named("iframe")
        assert frame["src"] == SITE + addresses.embed(page.url)
        assert frame["width"] == "100%"
        assert set(frame) == {"src", "width", "height", "frameborder", "title"}
        assert read.links == [SITE + page.url]


def test_a_page_leads_to_its_oembed(entries: list[Page]) -> None:
    for page in entries:
        (link,) = [link for link in page.links if link.type == "application/json+oembed"]
        assert link.url == addresses.oembed(page.url)


def test_without_an_address_there_is_no_oembed(tmp_path: Path) -> None:
    lay_out(tmp_path, HOSTED)
    made = build(Folders(tmp_path), Settings(("en",)))
    assert [file.path for file in made.files if "oembed" in file.path] == []
    assert [link for page in made.pages for link in page.links
            if link.type == "application/json+oembed"] == []


# Files that others hold


def test_a_released_script_never_changes() -> None:
    for file in embedding.RELEASED.iterdir():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert file.name == f"v1.{digest[:12]}.js"


def test_the_script_is_released() -> None:
    """Who changes embed-v1.js puts what it became into assets/released/ under its new name."""
    assert Path(embedding.parent_path()).name in {
        file.name for file in embedding.RELEASED.iterdir()}


def test_an_embed_has_the_colours_of_the_site() -> None:
    """The dark ones stand in two places: here they are asked for by a switch, there by a device."""
    def colours(sheet: str, start: str) -> dict[str, str]:
        block = sheet.partition(start)[2].partition("{")[2].partition("}")[0]
        rows = (row.partition(":") for row in block.split(";") if row.strip().startswith("--ne"))
        return {name.strip(): value.strip() for name, _, value in rows}

    entry = (embedding.ASSETS / "entry.css").read_text("utf-8")
    embed = (embedding.ASSETS / "embed.css").read_text("utf-8")
    dark = colours(entry, '[data-md-color-scheme="slate"]')
    assert dark and colours(embed, ":root:not([data-md-color-scheme])") == dark


# Headers


def test_the_policy_of_an_embed_allows_its_own_script_only(files: Mapping[str, str]) -> None:
    document = files[f"{addresses.embed(GUIDE)}index.html"]
    assert [f"'{found}'" in embed_policy() for found in inline_hashes(document)] == [True]
    assert f'content="{embed_policy()}"' in document.replace("&#39;", "'")


def test_everything_the_site_serves_lies_in_one_area(site: Site) -> None:
    """No path falls between two rules of a static host, nor under two."""
    static = next(header_files([], (page.url for page in site.pages)))
    paths = [line for line in str(static.text).splitlines() if line.startswith("/")]
    rules = [re.compile("".join("[^/]+" if part.startswith(":") else ".*" if part == "*" else
                                re.escape(part) for part in re.split(r"(:\w+|\*)", path)))
             for path in paths]
    urls = [f"/{page.url}" for page in site.pages]
    urls += [f"/{file.path.removesuffix('index.html')}" for file in site.files]
    urls += ["/admin/", "/admin/start.js", "/admin/locales/ko.js"]
    free = ("/sitemap.xml", "/robots.txt", "/llms.txt")
    many = {url: sum(bool(rule.fullmatch(url)) for rule in rules) for url in urls
            if url not in free and not url.endswith("search_index.json")}
    assert {url: count for url, count in many.items() if count != 1} == {}


def test_headers_for_other_servers_name_every_area() -> None:
    files = header_files(["sha256-x"], ["en/about/"], "/below/")
    found = {file.path: str(file.text) for file in files}
    assert set(found) == {"_headers", "_headers.nginx", "_headers.caddy"}
    for area in areas([]):
        assert area.pattern.removeprefix("^/") in found["_headers.nginx"]
        assert area.pattern.removeprefix("^/") in found["_headers.caddy"]
    assert "'sha256-x'" in found["_headers"]
    assert all(line.startswith("/below/") for line in found["_headers"].splitlines()
               if line and not line.startswith((" ", "#")))


def test_the_host_of_the_frame_is_that_of_the_site(files: Mapping[str, str]) -> None:
    hosts = {urlsplit(frame["src"]).netloc for path, text in files.items() if "/oembed/" in path
             for frame in Reader(json.loads(text)["html"]).named("iframe")}
    assert hosts == {"llamas.example"}
