"""The command ``evidence``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from evidence import exchange, reporting
from evidence.diagnostics import FORMATS, did_you_mean, errors, in_order
from evidence.freshness import STATES, State, as_table, progress, translated
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.rules import check as check_rules
from evidence.settings import read_settings
from evidence.translating import prints, stamped


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="needling-evidence")
def main() -> None:
    """Check and publish evidence on dry needling and acupuncture."""


@main.command()
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text",
              show_default=True, help="How to print what was found.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
def check(style: str, root: Path) -> None:
    """Check the content: places, links, figures, citations, wording.

    Exits with 1 where there is an error, with 0 where there are only warnings or nothing.
    """
    settings = read_settings(root)
    library, problems = load(Folders(root.resolve()), settings.languages)
    found = in_order([*problems, *check_rules(library)])
    click.echo(FORMATS[style](found), nl=False)
    if style == "text":
        wrong = len(errors(found))
        mild = len(found) - wrong
        click.echo(f"{len(library.entries)} entries, {wrong} error(s), {mild} warning(s)", err=True)
    raise SystemExit(1 if errors(found) else 0)


@main.command()
@click.argument("identifier")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              show_default=True)
def impact(identifier: str, root: Path, style: str) -> None:
    """Show everything that rests on IDENTIFIER, an entry or a key of the bibliography.

    Exits with 1 where there is no such entry or key.
    """
    settings = read_settings(root)
    library, _ = load(Folders(root.resolve()), settings.languages)
    known = {*library.entries, *library.bibliography}
    if identifier not in known:
        hint = did_you_mean(identifier, known)
        raise click.ClickException(f"nothing has the id {identifier!r}" + (hint and f"; {hint}"))
    reached = reporting.impact(library, identifier)
    places = reporting.addresses(library, reached, settings.languages)
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
    click.echo(f"{len(reached)} entries, {pages} pages", err=True)


@main.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              show_default=True)
def report(root: Path, style: str) -> None:
    """Count what is here: entries, verdicts, figures, reading grades, what is missing."""
    library, _ = load(Folders(root.resolve()), read_settings(root).languages)
    found = reporting.report(library)
    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if style == "json"
               else reporting.as_text(found), nl=style == "json")


@main.group()
def translations() -> None:
    """Look after the translations."""


@translations.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def update(root: Path, paths: tuple[Path, ...]) -> None:
    """Write down which source text each translated text was made from.

    Without PATHS, texts that have no fingerprint yet get one. Name the files that you have
    revised to say that they are current again.
    """
    root, revised = root.resolve(), {path.resolve() for path in paths}
    library, _ = load(Folders(root), read_settings(root).languages)
    changed = 0
    for (lang, identifier), translation in library.translations.items():
        if not translation.source.path:
            continue
        file = root / translation.source.path
        marked = prints(library, lang, identifier, anew=file in revised)
        text = file.read_text(encoding="utf-8")
        if (new := stamped(text, marked)) != text:
            file.write_text(new, encoding="utf-8")
            changed += 1
    click.echo(f"{changed} files written", err=True)


@translations.command()
@click.argument("lang", required=False)
@click.option("--list", "wanted", type=click.Choice(["stale", "withheld", "missing"]),
              help="List the texts of a state, one a line, with their places.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              show_default=True)
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
def status(lang: str | None, wanted: str | None, style: str, root: Path) -> None:
    """Show how many texts of each language (or of LANG) are current, stale, withheld, missing.

    Withheld are safety texts that are older than their source, or machine-made: readers get the
    source instead.
    """
    library = _library(root, lang)
    if wanted:
        for one in [lang] if lang else [code for code in library.locales if code != "en"]:
            for text in translated(library, str(one)):
                if text.state == wanted:
                    safety = " (safety)" if text.safety else ""
                    click.echo(f"{one} {text.location}: {text.id}:{text.name}{safety}")
        return
    found = [one for one in progress(library) if lang in (None, one.lang)]
    click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2)
               if style == "json" else as_table(found), nl=style == "json")


@translations.command()
@click.argument("lang")
@click.argument("identifier")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
def start(lang: str, identifier: str, root: Path) -> None:
    """Write a file in which the entry IDENTIFIER can be translated into LANG.

    Each text is empty, with the source above it. A file that is there already stays as it is.
    """
    library = _library(root, lang)
    if identifier not in library.entries:
        hint = did_you_mean(identifier, library.entries)
        raise click.ClickException(f"no entry has the id {identifier!r}" + (hint and f"; {hint}"))
    entry = library.entries[identifier]
    file = root / f"content/translations/{lang}/{entry.folder}/{identifier}.yaml"
    if file.exists():
        raise click.ClickException(f"{file} is there already; open it, or delete it first")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(exchange.start(library, lang, identifier), encoding="utf-8")
    click.echo(str(file))


@translations.command("export")
@click.argument("lang")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--state", "states", type=click.Choice(STATES), multiple=True,
              help="Only texts in this state; may be given more than once.")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
def to_po(lang: str, file: Path, states: tuple[State, ...], root: Path) -> None:
    """Write the texts of LANG into FILE, a PO file (GNU gettext) for translators' tools."""
    file.write_text(exchange.to_po(_library(root, lang), lang, states), encoding="utf-8")
    click.echo(f"{file} written", err=True)


@translations.command("import")
@click.argument("lang")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
def from_po(lang: str, file: Path, root: Path) -> None:
    """Lay the translations of FILE, a PO file, into the files of LANG.

    What is empty or marked fuzzy changes nothing. Exits with 1 where FILE cannot be read.
    """
    try:
        said = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8") from error
    arrivals, problems = exchange.from_po(_library(root, lang), lang, said, str(file))
    for arrival in arrivals:
        target = root / arrival.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(arrival.text, encoding="utf-8")
    click.echo(FORMATS["text"](problems), nl=False)
    texts = sum(arrival.changed for arrival in arrivals)
    click.echo(f"{texts} texts changed in {len(arrivals)} files", err=True)
    raise SystemExit(1 if errors(problems) else 0)


def _library(root: Path, lang: str | None) -> Library:
    """The library of a site, once it is clear that it speaks a language."""
    settings = read_settings(root)
    if lang is not None and lang not in settings.languages[1:]:
        known = ", ".join(settings.languages[1:])
        raise click.ClickException(f"the site is not translated into {lang!r}; it is into {known}")
    return load(Folders(root.resolve()), settings.languages)[0]


if __name__ == "__main__":
    main()
