"""``python -m evidence.leaflets``: make the leaflets of the site in this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from evidence.leaflets import PAPERS, Leaflet, NotPrintedError, leaflets

EVERY = 10
"""After how many leaflets a line says how far it is."""


@click.command()
@click.argument("languages", nargs=-1)
@click.option("--paper", type=click.Choice(PAPERS), default=PAPERS[0], show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True,
              help="The folder of the built site.")
def main(languages: tuple[str, ...], paper: str, out: Path) -> None:
    """Make the leaflets (PDF) of some LANGUAGES, or of all, into the folder of the built site."""
    try:
        count = sum(1 for _ in _told(leaflets(Path.cwd(), languages, out, paper)))
    except NotPrintedError as error:
        click.echo(f"no leaflets: {error}", err=True)
        sys.exit(1)
    click.echo(f"{count} leaflets in {out}", err=True)


def _told(made: Iterator[Leaflet]) -> Iterator[Leaflet]:
    """What is made, with a line now and then on how far it is."""
    for count, leaflet in enumerate(made, start=1):
        if count % EVERY == 0:
            click.echo(f"{count}: {leaflet.file}", err=True)
        yield leaflet


if __name__ == "__main__":
    main()
