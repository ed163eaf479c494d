"""Problems as values: made anywhere, sorted and printed here."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """Something an author should mend: what is wrong, where, and what would be right."""

    code: str
    message: str
    location: Location
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.severity}: {self.message}{hint} [{self.code}]"


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, and drop exact repeats."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.location, d.severity, d.code, d.message))


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that stop a build."""
    return [d for d in diagnostics if d.severity == "error"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else ""


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """One line each, as compilers print them."""
    return "".join(f"{d}\n" for d in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array of flat objects."""
    rows = [asdict(d) | asdict(d.location) for d in diagnostics]
    for row in rows:
        del row["location"]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the changed line.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message.
    """
    return "".join(
        f"::{d.severity} file={_property(d.location.path)},line={d.location.line},"
        f"col={d.location.column},title={_property(d.code)}::"
        f"{_data(d.message + (f' ({d.hint})' if d.hint else ''))}\n"
        for d in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
