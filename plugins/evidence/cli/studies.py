"""Studies from bibliographic records: ``add-study``."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from evidence.adding import (
    TO_WRITE,
    Arrival,
    Known,
    bib_file,
    record_file,
    sorted_out,
    study_file,
)
from evidence.cli.opening import Opened, at_root, opened, plural, write
from evidence.cli.writing import ask, problems_of, tried
from evidence.diagnostics import Diagnostic, errors
from evidence.entries.study import Study
from evidence.formats import FORMATS, Surroundings
from evidence.importing import Record, read_records
from evidence.loading import decoded
from evidence.stubs import questions

_LINES = {line.name: line for line in questions(Study)}
_ASKED = ("design", "technique")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--design", type=click.Choice([*_LINES["design"].choices]), metavar="WORD",
              help="The design of each study whose record names none.")
@click.option("--technique", type=click.Choice([*_LINES["technique"].choices]), metavar="WORD",
              help="The technique of each study.")
@click.option("--into", metavar="BIB", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The .bib file; by default the one that most of our records are in.")
@click.option("--anyway", is_flag=True,
              help="Add also what only looks like something that we have, by its title.")
@click.option("--no-input", is_flag=True, help="Ask nothing.")
@at_root
def add_study(file: str, design: str | None, technique: str | None, into: Path | None,
              anyway: bool, no_input: bool, root: Path) -> None:
    """Add studies from their records.

    FILE is PubMed's .nbib, RIS, BibTeX or CSL-JSON with one record or many; - is the input. What we
    have already is recognised by DOI, PMID, PMCID or a near title, and stays as it is. What is new
    gets a key, a record in the bibliography and a study that says that nobody has read it yet. If
    anything is wrong with FILE, nothing is written.

    \b
    Examples:
      evidence add-study pubmed.nbib
      evidence add-study zotero.json --design rct --technique dry-needling --no-input
      pbpaste | evidence add-study - --design cohort --technique acupuncture
    """
    records = _records(file)
    site = opened(root)
    known, arrivals = sorted_out(site.library, records, anyway)
    for one in known:
        _say_known(site, one)
    if not arrivals:
        click.echo("nothing is new", err=True)
        return
    given = {"design": design, "technique": technique}
    ask_nothing = no_input or file == "-"
    today = datetime.date.today()
    answers = {one.key: _answers(one, given, ask_nothing) for one in arrivals}
    path = into.resolve().relative_to(site.root).as_posix() if into else bib_file(site.library)
    bib = site.root / path
    held = bib.read_text(encoding="utf-8-sig") if bib.is_file() else ""
    record = record_file(path, held, arrivals)
    edits = [record, *(study_file(one, answers[one.key], today) for one in arrivals)]
    wrong = {problem.location.path for problem in errors(problems_of(site, edits))}
    edits = [record, *(study_file(one, answers[one.key], today, titled=edit.path not in wrong)
                       for one, edit in zip(arrivals, edits[1:], strict=True))]
    tried(site, edits)
    write(site.root, edits)
    _say_next(arrivals)


def _records(file: str) -> Sequence[Record]:
    """The records of a file; where anything is wrong with it, stop and say what."""
    name = "stdin" if file == "-" else file
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    problems: list[Diagnostic] = []
    text = decoded(name, raw, problems)
    records, more = read_records(name, text) if text is not None else ([], [])
    problems += more
    click.echo(FORMATS["text"](problems, Surroundings(Path())), nl=False, err=not errors(problems))
    if errors(problems):
        raise click.ClickException("nothing was written")
    return records


def _say_known(site: Opened, one: Known) -> None:
    title = one.record.reference.plain_title
    place = site.library.bibliography[one.key].location if (
        one.key in site.library.bibliography) else "in this file"
    sure = "" if one.sure else "; add it with --anyway if it is another work"
    click.echo(f"{one.record.location}: we have {title!r} as {one.key} ({one.why}; {place}){sure}")


def _answers(one: Arrival, given: Mapping[str, str | None], ask_nothing: bool) -> dict[str, str]:
    """The design and the technique of a study: from its record, the options, the author."""
    found = {"design": one.record.design or given["design"], "technique": given["technique"]}
    lacking = [name for name in _ASKED if not found[name]]
    if lacking and ask_nothing:
        raise click.UsageError(f"{one.key}: its record does not say the {' and '.join(lacking)};"
                               f" add {' '.join(f'--{name} WORD' for name in lacking)}")
    if lacking:
        click.echo(f"{one.key}: {one.reference.plain_title}", err=True)
    asked = {name: ask(_LINES[name]) for name in lacking}
    return {name: str(found[name] or asked[name]) for name in _ASKED}


def _say_next(arrivals: Sequence[Arrival]) -> None:
    click.echo(f"{plural(len(arrivals), 'study')} added. Next, in each file: {', '.join(TO_WRITE)};"
               " take from unconfirmed what you have seen. Then: evidence check", err=True)
