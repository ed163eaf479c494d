"""The command ``evidence``."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.diagnostics import FORMATS, errors, in_order
from evidence.loading import Folders, load
from evidence.rules import check as check_rules
from evidence.settings import read_settings


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
        click.echo(f"{len(library.entries)} entries, {wrong} errors, {len(found) - wrong} warnings",
                   err=True)
    raise SystemExit(1 if errors(found) else 0)
if __name__ == "__main__":
    main()
