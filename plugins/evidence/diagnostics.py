"""Problems as values: made anywhere, sorted here, written out by the formats."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file; line and column count from 1, a column is a character.

    ``end_column`` is the column after what is meant, on the same line; 0 where that is not known.
    It plays no part in comparisons: two problems that start at one place are at one place.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = field(default=0, compare=False)

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

    @property
    def said(self) -> str:
        """The message, with its hint."""
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __str__(self) -> str:
        return visible(f"{self.location}: {self.severity}: {self.said} [{self.code}]")


def visible(text: str) -> str:
    r"""A text as one line that cannot disturb a terminal: a line end is written ``\n``.

    So are other control characters, and those that turn the direction of writing round.
    """
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, and drop exact repeats."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.location, d.severity, d.code, d.message))


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that stop a build."""
    return [d for d in diagnostics if d.severity == "error"]


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """For each a name that stays when the lines above it move; no two have the same."""
    seen: Counter[str] = Counter()
    for d in diagnostics:
        said = "\0".join((d.code, d.location.path, d.message))
        known = hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:16]
        seen[known] += 1
        yield f"{known}:{seen[known]}"


def did_you_mean(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """A hint that names the nearest known word, or nothing; ``alike`` is how near, from 0 to 1."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=alike)
    return f"did you mean {near[0]!r}?" if near else ""
