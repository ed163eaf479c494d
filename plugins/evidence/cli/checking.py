"""What is wrong with the content, and what a change does to it: ``check``, ``changes``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import click

from evidence.branches import main_branch
from evidence.cli.opening import Opened, at_root, broken_rules, in_format, opened, plural
from evidence.codes import by_harm
from evidence.diagnostics import Diagnostic, errors
from evidence.formats import FORMATS

_COLOURS = {" error: ": "red", " warning: ": "yellow"}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--changed", is_flag=True,
              help="Only the problems of files that changed against the main branch.")
@click.option("--against", metavar="REF", help="A branch, tag or commit to compare with instead.")
@in_format(*FORMATS)
@at_root
def check(paths: tuple[Path, ...], changed: bool, against: str | None, style: str,
          root: Path) -> None:
    """Say what is wrong with the content.

    Places, links, figures, citations, wording, translations. All files are read; of PATHS (files or
    folders) alone the problems are printed, where some are given. Exits with 1 where there is an
    error, with 0 where there are only warnings or nothing.

    \b
    Examples:
      evidence check
      evidence check content/claims/twitch-is-needed.yaml content/faqs
      evidence check --changed
      evidence check --changed --against origin/main --format sarif > check.sarif
    """
    if (changed or against) and paths:
        raise click.UsageError("give either PATHS or --changed, not both")
    only = _changed(root, against) if changed or against else _relative(root, paths)
    site = opened(root)
    if paths and (lost := [path for path in only or () if not _of_content(path)]):
        raise click.ClickException(f"{lost[0]} is no part of the content")
    found = by_harm([*site.problems, *broken_rules(site.library)])
    if only is not None:
        found = [one for one in found if _among(one.location.path, only)]
    _print(found, style, site, only)
    raise SystemExit(1 if errors(found) else 0)


@click.command()
@click.option("--against", metavar="REF",
              help="A branch, tag or commit to compare with; by default the main branch.")
@in_format("markdown", "json")
@at_root
def changes(against: str | None, style: str, root: Path) -> None:
    """Tell what a change does.

    To entries, pages, translations, and to the number of problems. Exits with 1 where there are
    more errors than before, and where there is no history to compare with.

    \b
    Examples:
      evidence changes
      evidence changes --against origin/main --format json
    """
    from evidence.changes import NoHistory, as_markdown, change
    from evidence.settings import read_settings

    found = change(root.resolve(), against or main_branch(root.resolve()))
    if isinstance(found, NoHistory):
        raise click.ClickException(str(found))
    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if style == "json"
               else as_markdown(found, read_settings(root).site_url).rstrip("\n"))
    raise SystemExit(1 if found.worse else 0)


def _print(found: Sequence[Diagnostic], style: str, site: Opened,
           only: Collection[str] | None) -> None:
    said = FORMATS[style](found, site.surroundings)
    click.echo(_coloured(said) if style == "text" else said, nl=False)
    if style == "text":
        wrong = len(errors(found))
        where = plural(len(site.library.entries), "entry") if only is None else (
            "nothing has changed" if not only else plural(len(only), "path"))
        click.echo(f"{where}, {plural(wrong, 'error')}, {plural(len(found) - wrong, 'warning')}",
                   err=True)


def _coloured(said: str) -> str:
    """The first line of each problem, with its severity in colour; a pipe gets no colour."""
    return "".join(_line(line) for line in said.splitlines(keepends=True))


def _line(line: str) -> str:
    for severity, colour in _COLOURS.items():
        place, found, message = line.partition(severity)
        if found and not line.startswith(" "):
            return (f"{click.style(place, bold=True)} "
                    f"{click.style(severity.strip(), fg=colour)} {message}")
    return line


def _relative(root: Path, paths: Iterable[Path]) -> list[str] | None:
    """The paths from the root of the site; None for all of it."""
    base = root.resolve()
    found = [path.resolve() for path in paths]
    if not found:
        return None
    for path in found:
        if not path.is_relative_to(base):
            raise click.UsageError(f"{path} is not below {base}")
    return [path.relative_to(base).as_posix() for path in found]


def _of_content(path: str) -> bool:
    return path == "." or path.partition("/")[0] in ("content", "bibliography", "plugins")


def _among(path: str, only: Iterable[str]) -> bool:
    return any(one in (".", path) or path.startswith(f"{one}/") for one in only)


def _changed(root: Path, against: str | None) -> list[str]:
    from evidence.changes import NoHistory, changed_paths

    found = changed_paths(root.resolve(), against or main_branch(root.resolve()))
    if isinstance(found, NoHistory):
        raise click.ClickException(str(found))
    return [*found]
