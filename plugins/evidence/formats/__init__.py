"""How diagnostics are written out. To add a format: a new file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evidence.diagnostics import Diagnostic
from evidence.formats.github import as_github
from evidence.formats.rows import as_json
from evidence.formats.sarif import as_sarif
from evidence.formats.surroundings import Surroundings
from evidence.formats.text import as_text

Format = Callable[[Sequence[Diagnostic], Surroundings], str]

FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}

__all__ = ["FORMATS", "Format", "Surroundings"]
