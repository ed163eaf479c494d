"""Words that a shell can complete: ids, types of entries, languages. Files are listed, not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from evidence.diagnostics import did_you_mean
from evidence.entries import BY_FOLDER, ENTRY_TYPES, Entry
from evidence.settings import read_settings
from evidence.stubs import questions

KINDS = {entry_type.kind: entry_type for entry_type in ENTRY_TYPES}


class Word(click.ParamType[str]):
    """A word that is checked by its command, and that a shell can complete."""

    def __init__(self, name: str, known: Callable[[Path], Iterable[tuple[str, str]]]) -> None:
        self.name, self.known = name, known

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        root = ctx.params.get("root") or Path()
        return [CompletionItem(word, help=about) for word, about in self.known(root)
                if word.startswith(incomplete)]


class Kind(click.ParamType[type[Entry]]):
    """The name of an entry type, or of its folder; gives the type."""

    name = "type"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> type[Entry]:
        if isinstance(value, type):
            return value
        found = KINDS.get(str(value)) or BY_FOLDER.get(str(value))
        if found is None:
            hint = did_you_mean(str(value), KINDS)
            self.fail(f"there is no entry type {value!r}" + (
                f" ({hint})" if hint else f"; there are {', '.join(KINDS)}"), param, ctx)
        return found

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(kind, help=entry_type.folder) for kind, entry_type in KINDS.items()
                if kind.startswith(incomplete)]


class Setting(click.ParamType[tuple[str, str]]):
    """``NAME=WORDS``, a line of a new entry."""

    name = "name=words"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, is_there, words = str(value).partition("=")
        if not is_there or not words.strip():
            self.fail(f"{value!r} is not NAME=WORDS, as in title='After a session'", param, ctx)
        return name.strip(), words.strip()

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        # What stands before an option that has no value yet, click has not read.
        lines = {line.name: line.about for entry_type in ENTRY_TYPES
                 for line in questions(entry_type)}
        return [CompletionItem(f"{name}=", help=about) for name, about in lines.items()
                if name.startswith(incomplete)]


def _ids(root: Path) -> Iterator[tuple[str, str]]:
    for folder, entry_type in BY_FOLDER.items():
        for file in sorted((root / "content" / folder).glob("*.y*ml")):
            yield file.stem, entry_type.kind


def _languages(root: Path) -> Iterator[tuple[str, str]]:
    for lang in read_settings(root).languages[1:]:
        yield lang, ""


def _all_languages(root: Path) -> Iterator[tuple[str, str]]:
    for lang in read_settings(root).languages:
        yield lang, ""


ID = Word("id", _ids)
TRANSLATED = Word("language", _languages)
LANGUAGE = Word("language", _all_languages)
