"""What is here, and what it rests on: ``show``, ``impact``, ``report``."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import click

from evidence import reporting
from evidence.cli.opening import at_root, in_format, opened, plural
from evidence.cli.words import ID, LANGUAGE
from evidence.editions import AUDIENCES, SOURCE_LANGUAGE, Audience, Edition
from evidence.naming import missing

WIDEST = 88


@click.command()
@click.argument("identifier", type=ID)
@click.option("--lang", type=LANGUAGE, default=SOURCE_LANGUAGE, show_default=True,
              help="In which language.")
@click.option("--audience", type=click.Choice(AUDIENCES), default=AUDIENCES[0], show_default=True,
              help="For whom.")
@at_root
def show(identifier: str, lang: str, audience: Audience, root: Path) -> None:
    """Show an entry as its page says it.

    The entry IDENTIFIER as plain text, with its references.

    \b
    Examples:
      evidence show twitch-is-needed
      evidence show twitch-is-needed --lang ko --audience clinician
      evidence show hong1994 | less
    """
    from evidence.markup import SiteMarkup
    from evidence.pages import Maker
    from evidence.pages.entry_pages import entry_page
    from evidence.plain import plain

    site = opened(root)
    if lang not in site.settings.languages:
        known = ", ".join(site.settings.languages)
        raise click.ClickException(f"the site does not speak {lang!r}; it speaks {known}")
    if identifier not in site.library.entries:
        raise click.ClickException(missing(site.library, identifier))
    maker = Maker(site.library, SiteMarkup(site.library, site.settings.citation_style),
                  site.settings.languages)
    page = entry_page(maker, Edition(lang, audience), site.library.entry(identifier, lang))
    click.echo(plain(page.core, min(WIDEST, shutil.get_terminal_size().columns)), nl=False)


@click.command()
@click.argument("identifier", type=ID)
@in_format("text", "json")
@at_root
def impact(identifier: str, root: Path, style: str) -> None:
    """Show everything that rests on something.

    IDENTIFIER is an entry or a key of the bibliography. Exits with 1 where there is no such entry
    or key.

    \b
    Example:
      evidence impact hong1994
    """
    site = opened(root)
    if identifier not in {*site.library.entries, *site.library.bibliography}:
        raise click.ClickException(missing(site.library, identifier))
    reached = reporting.impact(site.library, identifier)
    places = reporting.addresses(site.library, reached, site.settings.languages)
    if style == "json":
        rows = [asdict(reach) | {"places": places[reach.id]} for reach in reached]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for reach in reached:
        via = "" if reach.distance == 1 else f" (by way of {reach.via})"
        click.echo(f"{reach.kind} {reach.id}: {reach.how}{via}")
        for place in places[reach.id]:
            click.echo(f"    {place}")
    pages = sum(place.startswith("/") for found in places.values() for place in found)
    click.echo(f"{plural(len(reached), 'entry')}, {plural(pages, 'page')}", err=True)


@click.command()
@in_format("text", "json")
@at_root
def report(root: Path, style: str) -> None:
    """Count what is here.

    Entries, verdicts, figures, reading grades, and what is missing.

    \b
    Example:
      evidence report --format json > report.json
    """
    found = reporting.report(opened(root).library)
    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if style == "json"
               else reporting.as_text(found), nl=style == "json")
