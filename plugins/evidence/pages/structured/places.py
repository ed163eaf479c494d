"""The other pages described: doors, lists, pages written by hand, and the data to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence import addresses
from evidence.entries import BY_FOLDER, ENTRY_TYPES
from evidence.entries.term import Term
from evidence.pages.crosswalk_page import FILES
from evidence.pages.index_pages import in_order
from evidence.pages.structured.scene import LICENCE, Node, Scene, known
from evidence.pages.structured.terms import CROSSWALK, crosswalk

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json",
    "tbx": "application/xml", "tsv": "text/tab-separated-values", "ttl": "text/turtle",
    **addresses.CITATION_FORMATS,
}
"""The media type of a file by its ending."""


def door(scene: Scene) -> list[Node]:
    """The door of the site or of a language: the site, who makes it, and its data."""
    site = scene.website | {"inLanguage": list(scene.maker.languages),
                            "description": scene.view.t("home.promise"),
                            "publisher": {"@id": scene.publisher["@id"]}, "license": LICENCE}
    page = scene.webpage("WebPage") if scene.page.canonical else None
    return [*([page] if page else []), site, scene.publisher, catalogue(scene)]


def index(scene: Scene) -> list[Node]:
    """A list of entries in the order in which the page shows them."""
    folder = scene.page.canonical.removeprefix(scene.view.edition.base)
    if folder == CROSSWALK:
        return crosswalk(scene)
    entry_type = BY_FOLDER.get(folder.strip("/"))
    if entry_type is None:
        return [scene.webpage("CollectionPage")]
    entries = in_order(scene.view, entry_type)
    items = [{"@type": "ListItem", "position": place, "name": scene.view.name(entry.id),
              "url": scene.url(scene.entry_url(entry.id))}
             for place, entry in enumerate(entries, start=1)]
    return [scene.webpage("CollectionPage", mainEntity={
        "@type": "ItemList", "numberOfItems": len(items), "itemListElement": items})]


def written(scene: Scene) -> list[Node]:
    """A page written by hand; the one about the site says so."""
    about = scene.page.canonical.endswith("/about/")
    more = {"mainEntity": {"@id": scene.publisher["@id"]}} if about else {}
    return [scene.webpage("AboutPage" if about else "WebPage", **scene.translations(), **more)]


def plain(scene: Scene) -> list[Node]:
    return [scene.webpage("WebPage")]


def data(scene: Scene) -> list[Node]:
    """The page that explains the API, and what can be had there."""
    whole = catalogue(scene)
    return [scene.webpage("WebPage", mainEntity={"@id": whole["@id"]}), whole]


def catalogue(scene: Scene) -> Node:
    """All that can be taken away as files."""
    t = scene.view.t
    return {
        "@type": "DataCatalog", "@id": scene.url("#data"), "name": t("api.title"),
        "description": t("api.lead"), "url": scene.url(addresses.api_page(scene.page.text_lang)),
        "license": LICENCE, "publisher": {"@id": scene.publisher["@id"]},
        "dataset": list(_datasets(scene)),
    }


def _datasets(scene: Scene) -> Iterator[Node]:
    t, lang, library = scene.view.t, scene.page.text_lang, scene.maker.library
    updated = max((entry.updated for entry in library.entries.values()), default=None)
    lists = [addresses.api_list(lang, entry_type.folder) for entry_type in ENTRY_TYPES]
    yield _dataset(scene, "entries", t("site.name"), t("api.lead"),
                   [addresses.api_file("index"), *lists]) | known(
                       {"dateModified": updated.isoformat() if updated else None})
    if library.of_type(Term):
        yield _dataset(scene, "crosswalk", t("index.crosswalk"), t("index.crosswalk.lead"),
                       [f"{addresses.EXPORTS}{name}" for name in FILES.values()])
    if library.bibliography:
        cited = sum(bool(library.study(key) or library.backlinks.get(key))
                    for key in library.bibliography)
        yield _dataset(scene, "bibliography", t("index.bibliography"),
                       t("index.bibliography.lead", n=cited),
                       [addresses.library_citations(form) for form in addresses.CITATION_FORMATS])


def _dataset(scene: Scene, name: str, title: str, description: str, files: list[str]) -> Node:
    return {
        "@type": "Dataset", "@id": scene.url(f"#data-{name}"), "name": title,
        "description": description, "license": LICENCE, "isAccessibleForFree": True,
        "creator": {"@id": scene.publisher["@id"]}, "distribution": [
            {"@type": "DataDownload", "contentUrl": scene.url(file),
             "encodingFormat": _media_type(file)} for file in files],
    }


def _media_type(file: str) -> str:
    """The longest ending that is known counts: ``csl.json`` before ``json``."""
    name = file.rpartition("/")[2]
    return MEDIA_TYPES[max((ending for ending in MEDIA_TYPES if name.endswith(f".{ending}")),
                           key=len)]
