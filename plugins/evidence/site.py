"""The whole build on one page: load, check, render, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from evidence.codes import by_harm
from evidence.diagnostics import Diagnostic, errors
from evidence.editions import editions
from evidence.exports import EXPORTERS, Made
from evidence.exports.cards import CACHE, without_letters
from evidence.exports.redirects import at_old_addresses
from evidence.lettering import Lettering
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.markup import TEMPLATES, SiteMarkup
from evidence.outputs import OutputFile, Page
from evidence.pages import Maker, not_found, render, render_site
from evidence.rules import check, explained
from evidence.settings import Settings


@dataclass(frozen=True)
class Site:
    """What a build made, and what it found."""

    library: Library
    pages: Sequence[Page] = ()
    files: Sequence[OutputFile] = ()
    diagnostics: Sequence[Diagnostic] = field(default=())

    @property
    def errors(self) -> list[Diagnostic]:
        return errors(self.diagnostics)


def build(
    folders: Folders,
    settings: Settings,
    *,
    site_url: str = "",
    edit_base: str = "",
    forgiving: bool = False,
    templates: Path = TEMPLATES,
) -> Site:
    """Make every page and file of a site.

    Where there are errors nothing is made, unless ``forgiving``: then every entry that could be
    read has its page, and the problems of a file stand on the page of that file.
    """
    library, found = load(folders, settings.languages)
    problems = by_harm([*found, *check(library)])
    if errors(problems) and not forgiving:
        return Site(library, diagnostics=problems)
    markup = SiteMarkup(library, settings.citation_style, templates, settings.suggest_url)
    shown = problems if forgiving else ()
    # A card is found by its whole address; while one writes, nobody else looks.
    letters = Lettering() if settings.cards and site_url and not forgiving else None
    maker = Maker(library, markup, settings.languages, edit_base, site_url, shown, explained(),
                  settings.leaflets, letters)
    pages = [*render_site(maker)]
    for edition in editions(settings.languages):
        pages += render(maker, edition)
    made = Made(library, markup, pages, site_url, letters, folders.root / CACHE)
    problems = by_harm([*problems, *without_letters(made)])
    files = [file for export in EXPORTERS for file in export(made)]
    files += at_old_addresses(library, files)
    root = urlsplit(site_url).path or "/"
    return Site(library, pages, [*files, *not_found(maker, root)], problems)
