"""Rules on numbers: each one is a figure of a study, and agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.entries.study import Study
from evidence.entries.text import texts
from evidence.library import Library, distinct_parts, text_steps
from evidence.prose import Citation, replace_marks

_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n{2,}")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?:\s?%)?(?![\w])")
_ADDRESS = re.compile(r"\]\([^)\s]*|<https?://[^>\s]*>")
_LISTED = re.compile(r"^[ \t]*\d+\.(?=\s)", re.M)
_CITED = "\ue000"
_YEAR = re.compile(r"^(1[6-9]|20)\d\d$")
_ALLOWED = re.compile(r"\b(?:T|L|C|ST|LI)-?\d+\b|\b95\s?% (?:confidence|CI)|\bSMD\b")


def interval_without_estimate(library: Library) -> Iterator[Diagnostic]:
    """An interval runs from low to high and holds its estimate (CONSORT 17a)."""
    for study in library.of_type(Study):
        for name, figure in study.figures.items():
            if figure.interval is None or figure.measure == "range":
                continue
            low, high = (float(bound) for bound in figure.interval)
            estimate = float(getattr(figure, figure.measure))
            if not low <= estimate <= high:
                yield Diagnostic(
                    "interval-without-estimate",
                    f"{name}: the interval {low:g} to {high:g} does not hold {estimate:g}",
                    library.locate(study.id, "figures", name, "interval"),
                )


def loose_number(library: Library) -> Iterator[Diagnostic]:
    """Every number in prose is a figure of a study, or stands in a sentence that cites.

    Years, vertebral levels (T4) and the words "95% confidence" may stand by themselves.
    """
    for identifier, entry in library.entries.items():
        for path, text in texts(entry):
            if path[0] in ("labels", "figures", "statement", "said_as"):
                continue
            for audience, passage in distinct_parts(text):
                for number, before in loose_numbers(passage.text):
                    source = library.sources[identifier]
                    steps = text_steps(source, path, audience)
                    yield Diagnostic(
                        "loose-number",
                        f"{number!r} is no figure of a study, and its sentence cites nothing",
                        source.locate_text(number, before, *steps),
                        "write {study.figure}, or cite: [@key]",
                    )


def loose_numbers(text: str) -> Iterator[tuple[str, int]]:
    """The numbers that stand in a sentence without a citation, and how often each stands before.
    """
    # Sign for sign, so that places hold; marks first, as the stop in [@key, p. 3] ends no sentence.
    bare = replace_marks(text, lambda mark: _blank(mark.text, isinstance(mark, Citation)))
    for pattern in (_ADDRESS, _LISTED, _ALLOWED):
        bare = pattern.sub(lambda match: _blank(match[0]), bare)
    start = 0
    for end in (*(match.end() for match in _SENTENCE.finditer(bare)), len(bare)):
        for match in _NUMBER.finditer(bare, start, end):
            if not _YEAR.match(match[0]) and _CITED not in bare[start:end]:
                yield match[0], text.count(match[0], 0, match.start())
        start = end


def _blank(text: str, cited: bool = False) -> str:
    return (_CITED if cited else " ") * len(text)
