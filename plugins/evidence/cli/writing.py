"""New entries, and old ones under new names: ``new``, ``rename``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from evidence.cli.opening import Opened, at_root, opened, refuse, write
from evidence.cli.words import ID, Kind, Setting
from evidence.diagnostics import Diagnostic, did_you_mean, errors
from evidence.edits import Edit
from evidence.entries import Entry
from evidence.entries.outline import Line, outline
from evidence.entries.study import Study
from evidence.loading import joined
from evidence.naming import flaw, holder, missing
from evidence.rules import check
from evidence.stubs import questions, stub


@click.command()
@click.argument("entry_type", metavar="TYPE", type=Kind())
@click.argument("identifier", metavar="ID")
@click.option("--set", "given", type=Setting(), multiple=True,
              help="A line of the entry, so that it is not asked for; may be given more than once.")
@click.option("--no-input", is_flag=True, help="Ask nothing; what is needed comes from --set.")
@at_root
def new(entry_type: type[Entry], identifier: str, given: tuple[tuple[str, str], ...],
        no_input: bool, root: Path) -> None:
    """Write a new entry.

    TYPE is study, claim, mechanism, faq, guide or term; ID is its name and its address. Asks for
    what only you can know. All else says honestly that it is not written yet, and passes the check;
    the file is yours to go on with.

    \b
    Examples:
      evidence new faq does-it-bruise
      evidence new claim cupping-is-better --no-input \\
        --set statement="Cupping works better than needling." \\
        --set verdict=not-found --set technique=none
    """
    site = opened(root)
    _free(site, identifier, study=entry_type is Study)
    path = f"content/{entry_type.folder}/{identifier}.yaml"
    answers = _answers(site, entry_type, identifier, dict(given), no_input)
    edits = [Edit(path, stub(entry_type, answers, datetime.date.today()))]
    tried(site, edits)
    write(site.root, edits)


@click.command()
@click.argument("old", type=ID)
@click.argument("new_id", metavar="NEW")
@at_root
def rename(old: str, new_id: str, root: Path) -> None:
    """Give an entry another id.

    OLD is an entry or a record of the bibliography, NEW what it is called from now on. Its file and
    its translations move, its record gets the new key, every link, citation and figure follows, and
    the old addresses lead to the new ones (content/redirects.yaml). Translations stay as current as
    they were. All of it is done, or nothing.

    \b
    Example:
      evidence rename twitch-is-needed a-twitch-is-needed
    """
    from evidence.renaming import NotRenamed
    from evidence.renaming import rename as renamed

    site = opened(root)
    refuse(site, site.problems, "mend these first: a file that cannot be read cannot be renamed in")
    if old not in {*site.library.entries, *site.library.bibliography}:
        raise click.ClickException(missing(site.library, old))
    if site.library.redirects.get(new_id) != old:  # the way back is open
        _free(site, new_id)
    try:
        edits = renamed(site.root, site.library, old, new_id)
    except NotRenamed as error:
        raise click.ClickException(str(error)) from error
    write(site.root, edits)


def tried(site: Opened, edits: Sequence[Edit]) -> None:
    """Stop with what is wrong with new files before they are written, where anything is."""
    refuse(site, problems_of(site, edits),
           "nothing was written: the file would not pass the check")


def problems_of(site: Opened, edits: Sequence[Edit]) -> list[Diagnostic]:
    """What would be wrong if new files were written: in them, and because of them elsewhere."""
    files = {edit.path: edit.text or "" for edit in edits}
    library, problems = joined(site.library, files)
    found = [*problems, *check(library)]
    elsewhere = [one for one in errors(found) if one.location.path not in files]
    before = {*check(site.library)} if elsewhere else set()
    return [one for one in found if one.location.path in files] + [
        one for one in elsewhere if one not in before]


def _free(site: Opened, identifier: str, study: bool = False) -> None:
    """Stop where an id is malformed or taken; a study has the key of its record."""
    if wrong := flaw(identifier):
        raise click.ClickException(wrong)
    record = identifier in site.library.bibliography
    if (taken := holder(site.library, identifier)) and not (
            study and record and identifier not in {*site.library.entries, *site.library.unread}):
        raise click.ClickException(f"the id {identifier!r} is taken: {taken}")
    if study and not record:
        hint = did_you_mean(identifier, site.library.bibliography.keys() - site.library.entries)
        raise click.ClickException(
            f"the bibliography has no record {identifier!r}" + (f" ({hint})" if hint else "")
            + '; "evidence add-study" takes one from PubMed, RIS, BibTeX or CSL-JSON')


def _answers(site: Opened, entry_type: type[Entry], identifier: str, given: Mapping[str, str],
             no_input: bool) -> dict[str, str]:
    """What is asked for a new entry, from the options and from the author."""
    asked = {line.name: line for line in questions(entry_type)}
    known = {*asked, *(line.name for line in outline(entry_type))}
    for name in given:
        if name not in known:
            raise click.UsageError(f"a {entry_type.kind} has no line {name!r}"
                                   + (f" ({hint})" if (hint := did_you_mean(name, known)) else ""))
    for name in given.keys() & asked.keys():
        words = asked[name].choices
        if words and given[name] not in words:
            raise click.UsageError(f"{name}: {given[name]!r} is not one of {', '.join(words)}")
    missing_lines = [name for name in asked if name not in given]
    if missing_lines and no_input:
        needed = " ".join(f"--set {name}=…" for name in missing_lines)
        raise click.UsageError(f"a {entry_type.kind} needs {needed}")
    return {**given, **{name: ask(asked[name], _suggested(site, identifier, name))
                        for name in missing_lines}}


def _suggested(site: Opened, identifier: str, name: str) -> str | None:
    reference = site.library.bibliography.get(identifier)
    return reference.plain_title if reference and name == "title" else None


def ask(line: Line, suggested: str | None = None) -> str:
    """Ask for a line: for one of its words, where it has a closed list."""
    click.echo(f"{line.about}", err=True)
    for word, meaning in line.choices.items():
        click.echo(f"  {word}  {meaning}".rstrip(), err=True)
    kind = _Choice([*line.choices]) if line.choices else _Words()
    answer: str = click.prompt(line.name, type=kind, default=suggested, err=True,
                               show_choices=False)
    return answer


class _Words(click.ParamType[str]):
    name = "words"

    def convert(self, value: object, param: click.Parameter | None,
                ctx: click.Context | None) -> str:
        if not str(value).strip():
            self.fail("some words are needed")
        return str(value).strip()


class _Choice(click.ParamType[str]):
    """One of some words; a slip is answered with the nearest."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def convert(self, value: object, param: click.Parameter | None,
                ctx: click.Context | None) -> str:
        if str(value) not in self.words:
            hint = did_you_mean(str(value), self.words)
            self.fail(f"{value!r} is not one of them" + (f" ({hint})" if hint else ""))
        return str(value)
