"""Leaflets: the pages that patients take home, each as a tagged PDF of two sheets at most."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evidence.diagnostics import errors
from evidence.editions import Edition
from evidence.exports.redirects import at_old_addresses
from evidence.leaflets.documents import Document, document
from evidence.leaflets.printing import NotPrintedError, Printed, printed
from evidence.loading import Folders, load
from evidence.markup import SiteMarkup
from evidence.outputs import OutputFile
from evidence.pages import Maker
from evidence.pages.paper import has_pdf
from evidence.settings import read_settings

__all__ = ["PAPERS", "Leaflet", "NotPrintedError", "leaflets"]

PAPERS = ("A4", "Letter")


@dataclass(frozen=True)
class Leaflet:
    """A PDF that was written: where, and how many sheets it has."""

    file: Path
    sheets: int


def leaflets(
    root: Path, languages: Iterable[str] = (), out: Path | None = None, paper: str = "A4"
) -> Iterator[Leaflet]:
    """Make the leaflets of a site in some of its languages (all, where none is named).

    They are written below ``out``, by default the folder of the built site, at the addresses to
    which the pages link. Raises NotPrintedError where one cannot be made.
    """
    maker, folder = _maker(root), out or root / "site"
    wanted = tuple(languages) or maker.languages
    if unknown := set(wanted) - set(maker.languages):
        raise NotPrintedError(f"the site has no language {', '.join(sorted(unknown))}")
    for made in _printed(maker, wanted, paper):
        pdf = OutputFile(made.path, made.pdf)
        for file in (pdf, *at_old_addresses(maker.library, [pdf])):
            place = folder / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(made.pdf)
        yield Leaflet(folder / made.path, made.sheets)


def _maker(root: Path) -> Maker:
    settings = read_settings(root)
    library, problems = load(Folders(root), settings.languages)
    if wrong := errors(problems):
        raise NotPrintedError("\n".join(map(str, wrong)))
    markup = SiteMarkup(library, settings.citation_style)
    return Maker(library, markup, settings.languages, site_url=settings.site_url)


def _documents(maker: Maker, lang: str) -> list[Document]:
    edition = Edition(lang, "patient")
    entries = (maker.library.entry(identifier, lang) for identifier in maker.library.ids)
    return [document(maker, edition, entry) for entry in entries
            if has_pdf(maker.library, edition, entry)]


def _printed(maker: Maker, languages: Iterable[str], paper: str) -> Iterator[Printed]:
    """The PDFs of some languages, made as many at a time as this machine has processors."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        try:
            for lang in languages:
                yield from pool.map(partial(printed, paper=paper), _documents(maker, lang))
        finally:
            pool.shutdown(cancel_futures=True)
