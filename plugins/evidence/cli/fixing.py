"""What can be tidied safely: ``fix``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from evidence.cli.opening import Opened, at_root, opened, plural, watched, write
from evidence.edits import Edit, changing
from evidence.library import Library
from evidence.tidying import tidied, with_fingerprints


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "checking", is_flag=True,
              help="Change nothing; exit with 1 where something would change.")
@at_root
def fix(paths: tuple[Path, ...], checking: bool, root: Path) -> None:
    """Tidy files where that is safe.

    All files of the content, or PATHS. The lines of an entry in order, quotation marks, spaces, far
    too long lines, the comment that names the schema, fingerprints of translated texts that have
    none. What a file says never changes, comments stay, and nothing that is stale becomes current.
    A file that cannot be read stays as it is: see "evidence check".

    \b
    Examples:
      evidence fix
      evidence fix content/claims/twitch-is-needed.yaml
      evidence fix --check
    """
    site = opened(root)
    only = [path.resolve() for path in paths]
    changed = changing(site.root, [
        Edit(path, tidied(path, text))
        for path, text in watched("Tidying", [*_texts(site)])
        if not only or any((site.root / path).is_relative_to(one) for one in only)
    ])
    if checking:
        for edit in changed:
            click.echo(edit.path)
    else:
        write(site.root, changed)
    click.echo(f"{plural(len(changed), 'file')} {'would change' if checking else 'changed'}",
               err=True)
    raise SystemExit(1 if checking and changed else 0)


def _texts(site: Opened) -> Iterator[tuple[str, str]]:
    """Each entry and translation with its text, and with the fingerprints that it may have."""
    library: Library = site.library
    for source in library.sources.values():
        yield source.path, source.text
    for (lang, identifier), translation in library.translations.items():
        if translation.source.path:
            text = translation.source.text
            yield translation.source.path, with_fingerprints(library, lang, identifier, text)
