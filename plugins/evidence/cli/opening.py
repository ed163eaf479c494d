"""What the commands share: the folder of the site, its library, and how far the reading is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from evidence.diagnostics import Diagnostic, errors
from evidence.edits import Edit, apply
from evidence.formats import FORMATS, Surroundings
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.rules import RULES
from evidence.settings import Settings, read_settings

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def at_root(command: F) -> F:
    """The option ``--root``: an existing folder, by default the nearest that holds a site."""
    return click.option(
        "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=nearest,
        help="The folder that holds content/ and mkdocs.yml; by default the current one, or the "
             "nearest above it.",
    )(command)


def nearest() -> Path:
    """The nearest folder, from the current one upwards, that holds a site."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() or (folder / "content").is_dir():
            return Path() if folder == here else folder
    raise click.UsageError("here is no site: neither this folder nor one above it holds content/ "
                           "or mkdocs.yml (go to the folder that does, or name it with --root)")


def in_format(*names: str) -> Callable[[F], F]:
    """The option ``--format``, as the argument ``style``; the first name is the default."""
    return click.option("--format", "style", type=click.Choice(names), default=names[0],
                        show_default=True, help="How to print it.")


@dataclass(frozen=True)
class Opened:
    """A site that has been read."""

    root: Path
    settings: Settings
    library: Library
    problems: Sequence[Diagnostic]

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(self.root, self.settings.site_url)


def opened(root: Path) -> Opened:
    """Read a site, with a bar on the terminal that shows how far it is."""
    root = root.resolve()
    settings = read_settings(root)
    folders = Folders(root)
    with _keeping(), _bar("Reading", length=_count(folders)) as bar:
        library, problems = load(_Watched(root, step=bar.update), settings.languages)
    return Opened(root, settings, library, problems)


def broken_rules(library: Library) -> Iterator[Diagnostic]:
    """Everything that does not hold, with a bar that shows how far the checking is."""
    with _keeping(), _bar("Checking", RULES) as rules:
        for rule in rules:
            yield from rule(library)


def watched(label: str, items: Sequence[T]) -> Iterator[T]:
    """Items of work one by one, with a bar that shows how far it is."""
    with _bar(label, items) as bar:
        yield from bar


def speaking(root: Path, lang: str | None) -> Opened:
    """A site, once it is clear that it is translated into a language."""
    languages = read_settings(root).languages
    if lang is not None and lang not in languages[1:]:
        known = ", ".join(languages[1:])
        raise click.ClickException(f"the site is not translated into {lang!r}; it is into {known}")
    return opened(root)


def write(root: Path, edits: Iterable[Edit]) -> None:
    """Change files, all or none, and say which."""
    wanted = tuple(edits)
    try:
        apply(root, wanted)
    except OSError as error:
        raise click.ClickException(f"nothing was written: {error}") from error
    for edit in wanted:
        click.echo(edit.path if edit.text is not None else f"{edit.path} (removed)")


def refuse(site: Opened, problems: Sequence[Diagnostic], why: str) -> None:
    """Stop with exit code 1 where there are errors, and print them."""
    if wrong := errors(problems):
        click.echo(FORMATS["text"](wrong, site.surroundings), nl=False)
        raise click.ClickException(why)


def plural(count: int, thing: str) -> str:
    """"1 error", "2 errors", "2 entries"."""
    many = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{count} {thing if count == 1 else many}"


@contextmanager
def _keeping() -> Iterator[None]:
    """While a site is read and checked nothing is forgotten, so Python need not look for it.

    Nor need it look later through what has been read: that stays until the command ends.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@dataclass(frozen=True)
class _Watched(Folders):
    """Folders that tell of each file that is read."""

    step: Callable[[int], None] = field(kw_only=True)

    def files(self, folder: str, pattern: str) -> Iterator[tuple[str, Path]]:
        for found in super().files(folder, pattern):
            self.step(1)
            yield found


def _count(folders: Folders) -> int:
    return sum(1 for folder in (folders.content, folders.bibliography)
               for _ in folders.files(folder, "**/*.*")) if sys.stderr.isatty() else 0


def _bar(label: str, items: Iterable[T] | None = None, length: int | None = None) -> Any:
    """A progress bar on the terminal; where stderr is none, nothing is printed."""
    return click.progressbar(items, length=length, label=label, file=sys.stderr, width=24,
                             hidden=not sys.stderr.isatty(), show_eta=False)
