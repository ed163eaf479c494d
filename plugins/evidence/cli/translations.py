"""The translations: how far they are, to begin one, out to translators' tools and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from evidence.cli.opening import at_root, in_format, opened, plural, speaking
from evidence.cli.words import ID, TRANSLATED
from evidence.diagnostics import errors
from evidence.editions import SOURCE_LANGUAGE
from evidence.edits import Edit, apply, changing
from evidence.formats import FORMATS, Surroundings
from evidence.freshness import STATES, State, as_table, progress, translated
from evidence.library import Library
from evidence.naming import missing
from evidence.translating import prints, stamped


@click.group()
def translations() -> None:
    """Look after the translations.

    \b
    Examples:
      evidence translations status ko --list missing
      evidence translations start ko does-it-hurt
      evidence translations update content/translations/ko/faqs/does-it-hurt.yaml
    """


@translations.command()
@at_root
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def update(root: Path, paths: tuple[Path, ...]) -> None:
    """Write down what each text was made from.

    Beside each translated text stands the fingerprint of the source text it was made from.
    Without PATHS, texts that have no fingerprint yet get one. Name the files that you have
    revised to say that they are current again.

    \b
    Example:
      evidence translations update content/translations/ko/faqs/does-it-hurt.yaml
    """
    site, revised = opened(root), {path.resolve() for path in paths}
    wanted = [
        Edit(one.source.path, stamped(
            (site.root / one.source.path).read_text(encoding="utf-8"),
            prints(site.library, lang, identifier, anew=site.root / one.source.path in revised)))
        for (lang, identifier), one in site.library.translations.items() if one.source.path
    ]
    changed = changing(site.root, wanted)
    apply(site.root, changed)
    click.echo(f"{plural(len(changed), 'file')} written", err=True)


@translations.command()
@click.argument("lang", required=False, type=TRANSLATED)
@click.option("--list", "wanted", type=click.Choice(["stale", "withheld", "missing"]),
              help="List the texts of a state, one a line, with their places.")
@in_format("text", "json")
@at_root
def status(lang: str | None, wanted: str | None, style: str, root: Path) -> None:
    """Show how far each language is.

    How many texts (of LANG, where one is named) are current, stale, withheld, missing. Withheld are
    safety texts that are older than their source, or machine-made: readers get the source instead.

    \b
    Example:
      evidence translations status ko --list stale
    """
    library = speaking(root, lang).library
    if wanted:
        _list(library, [lang] if lang else
              [code for code in library.locales if code != SOURCE_LANGUAGE], wanted)
        return
    found = [one for one in progress(library) if lang in (None, one.lang)]
    click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2)
               if style == "json" else as_table(found), nl=style == "json")


def _list(library: Library, languages: list[str], wanted: str) -> None:
    for lang in languages:
        for text in translated(library, lang):
            if text.state == wanted:
                safety = " (safety)" if text.safety else ""
                click.echo(f"{lang} {text.location}: {text.id}:{text.name}{safety}")


@translations.command()
@click.argument("lang", type=TRANSLATED)
@click.argument("identifier", type=ID)
@at_root
def start(lang: str, identifier: str, root: Path) -> None:
    """Begin to translate an entry.

    Writes a file in which the entry IDENTIFIER can be translated into LANG. Each text is empty,
    with the source above it. A file that is there already stays as it is.

    \b
    Example:
      evidence translations start ko does-it-hurt
    """
    from evidence import exchange

    site = speaking(root, lang)
    if identifier not in site.library.entries:
        raise click.ClickException(missing(site.library, identifier))
    entry = site.library.entries[identifier]
    path = f"content/translations/{lang}/{entry.folder}/{identifier}.yaml"
    if (root / path).exists():
        lacking = [text.name for text in translated(site.library, lang)
                   if text.id == identifier and text.state == "missing"]
        what = f"add what it lacks ({', '.join(lacking)})" if lacking else "it lacks nothing"
        raise click.ClickException(f"{root / path} is there already; open it: {what}")
    apply(site.root, [Edit(path, exchange.start(site.library, lang, identifier))])
    click.echo(str(root / path))


@translations.command("export")
@click.argument("lang", type=TRANSLATED)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--state", "states", type=click.Choice(STATES), multiple=True,
              help="Only texts in this state; may be given more than once.")
@at_root
def to_po(lang: str, file: Path, states: tuple[State, ...], root: Path) -> None:
    """Write texts out for translators' tools.

    The texts of LANG go into FILE, a PO file (GNU gettext).

    \b
    Example:
      evidence translations export ko korean.po --state missing --state stale
    """
    from evidence import exchange

    file.write_text(exchange.to_po(speaking(root, lang).library, lang, states), encoding="utf-8")
    click.echo(f"{file} written", err=True)


@translations.command("import")
@click.argument("lang", type=TRANSLATED)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@at_root
def from_po(lang: str, file: Path, root: Path) -> None:
    """Bring translated texts back in.

    Lays the translations of FILE, a PO file, into the files of LANG. What is empty or marked fuzzy
    changes nothing. Exits with 1 where FILE cannot be read.

    \b
    Example:
      evidence translations import ko korean.po
    """
    from evidence import exchange

    try:
        said = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8") from error
    site = speaking(root, lang)
    arrivals, problems = exchange.from_po(site.library, lang, said, str(file))
    apply(site.root, (Edit(arrival.path, arrival.text) for arrival in arrivals))
    click.echo(FORMATS["text"](problems, Surroundings(Path())), nl=False)
    texts = sum(arrival.changed for arrival in arrivals)
    click.echo(f"{texts} texts changed in {len(arrivals)} files", err=True)
    raise SystemExit(1 if errors(problems) else 0)
