"""Diagnostics as JSON, for programs of one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from evidence.codes import CODES
from evidence.diagnostics import Diagnostic
from evidence.formats.surroundings import NOWHERE, Surroundings


def as_json(diagnostics: Sequence[Diagnostic], around: Surroundings = NOWHERE) -> str:
    """A JSON array of flat objects; ``end_column`` is null where it is not known."""
    rows = [_row(diagnostic, around) for diagnostic in diagnostics]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _row(d: Diagnostic, around: Surroundings) -> dict[str, Any]:
    place = d.location
    return {
        "code": d.code, "severity": d.severity,
        "harm": CODES[d.code].harm if d.code in CODES else "",
        "message": d.message, "hint": d.hint,
        "path": place.path, "line": place.line, "column": place.column,
        "end_column": place.end_column or None, "help": around.help(d.code),
    }
