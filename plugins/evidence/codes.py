"""What the codes of the diagnostics mean: for the pages about them, and for the order of harm.

The texts, the harm and the examples of a code stand in ``codes.yaml``, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from evidence.diagnostics import Diagnostic, Severity, in_order
from evidence.editions import SOURCE_LANGUAGE
from evidence.source import read_source

FILE = Path(__file__).parent / "codes.yaml"
Harm = Literal[
    "safety", "evidence", "references", "structure", "translation", "wording", "style"
]
HARMS: tuple[Harm, ...] = get_args(Harm)
"""What a problem can do to a reader, the worst first."""


@dataclass(frozen=True)
class Code:
    """One kind of diagnostic, in words.

    ``means``, ``matters`` and ``mend`` are Markdown in English. ``wrong`` and ``right`` are the
    lines that matter of some files, by path; ``note`` says what cannot be seen in them. ``rule``
    names the rule that reports it, where a rule of another name does.
    """

    name: str
    title: str
    harm: Harm
    severities: tuple[Severity, ...]
    means: str
    matters: str
    mend: str
    wrong: Mapping[str, str] = field(default_factory=dict)
    right: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    rule: str = ""

    @property
    def rule_name(self) -> str:
        """The name of the rule that may report it; not every code has one."""
        return self.rule or self.name


def read_codes(file: Path = FILE) -> Mapping[str, Code]:
    """Every code by its name, in the order of the file."""
    source, _ = read_source(file.name, file.read_text(encoding="utf-8"))
    values: dict[str, Any] = source.value if source else {}
    return MappingProxyType({name: _code(name, value) for name, value in values.items()})


def _code(name: str, value: Mapping[str, Any]) -> Code:
    return Code(name, **{**value, "severities": tuple(value["severities"])})


CODES: Mapping[str, Code] = read_codes()


def by_harm(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors first, then by what they can do to a reader, then by place; exact repeats dropped."""
    return sorted(in_order(diagnostics), key=lambda d: (d.severity != "error", _rank(d.code)))


def _rank(code: str) -> int:
    return HARMS.index(CODES[code].harm) if code in CODES else len(HARMS)


def address(code: str) -> str:
    """The page about a code, from the site's root. There is one, in the source language."""
    return f"{SOURCE_LANGUAGE}/rules/{code}/"
