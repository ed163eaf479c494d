"""The command ``evidence``."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.diagnostics import FORMATS, errors, in_order
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


if __name__ == "__main__":
    main()
