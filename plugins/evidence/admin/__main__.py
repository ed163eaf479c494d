"""``python -m evidence.admin``: make the form in the browser for the site in this folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from evidence.admin import NotMadeError, admin
from evidence.admin.packages import find


@click.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path),
              default=Path(), help="The folder that holds content/ and mkdocs.yml.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True,
              help="The folder of the built site.")
def main(root: Path, out: Path) -> None:
    """Make the form in the browser, into the folder of the built site."""
    if find() is None:
        click.echo("Getting what the form needs from npm …", err=True)
    try:
        admin(root, out)
    except NotMadeError as error:
        click.echo(f"no form: {error}", err=True)
        sys.exit(1)
    click.echo(f"{out / 'admin/index.html'}", err=True)


if __name__ == "__main__":
    main()
