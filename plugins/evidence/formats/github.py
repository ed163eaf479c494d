"""Diagnostics as annotations that GitHub shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.codes import by_harm
from evidence.diagnostics import Diagnostic, errors
from evidence.formats.surroundings import NOWHERE, Surroundings

MOST = 10
"""GitHub shows ten annotations of a severity for each step, and drops the rest unsaid."""


def as_github(diagnostics: Sequence[Diagnostic], around: Surroundings = NOWHERE) -> str:
    """Workflow commands: the ten worst, and a notice of how many there are besides.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    found = by_harm(diagnostics)
    return "".join(f"{line}\n" for line in (*map(_annotation, found[:MOST]), *_rest(found[MOST:])))


def _annotation(d: Diagnostic) -> str:
    place = d.location
    return (f"::{d.severity} file={_property(place.path)},line={place.line},col={place.column},"
            f"title={_property(d.code)}::{_data(d.said)}")


def _rest(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    if diagnostics:
        wrong = len(errors(diagnostics))
        yield (f"::notice::and {len(diagnostics)} more: {wrong} error(s), "
               f"{len(diagnostics) - wrong} warning(s); 'evidence check' lists them all")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
