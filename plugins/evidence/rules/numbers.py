"""Rules on numbers: each one is a figure of a study, and agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.entries.claim import Claim
from evidence.entries.guide import Guide
from evidence.entries.study import Figure, Study
from evidence.library import Library, text_steps
from evidence.prose import blanked

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?:\s?%)?(?![\w])")
_ADDRESS = re.compile(r"\]\([^)\s]*|<https?://[^>\s]*>")
_LISTED = re.compile(r"^[ \t]*\d+\.(?=\s)", re.M)
_YEAR = re.compile(r"^(1[6-9]|20)\d\d$")
_ALLOWED = re.compile(
    r"\b(?:[TLCS]|[A-Z]{2,})-?\d+\b|\b95\s?% (?:confidence|CI)|#\d+|\b(?:item|no\.|number) \d{2,}"
)


def interval_without_estimate(library: Library) -> Iterator[Diagnostic]:
    """An interval runs from low to high and holds its estimate (CONSORT 17a)."""
    for study in library.of_type(Study):
        for name, figure in study.figures.items():
            if figure.interval is None or figure.measure in ("range", "p"):
                continue
            low, high = (float(bound) for bound in figure.interval)
            estimate = float(getattr(figure, figure.measure))
            if not low <= estimate <= high:
                yield Diagnostic(
                    "interval-without-estimate",
                    f"{name}: the interval {low:g} to {high:g} does not hold {estimate:g}",
                    library.locate(study.id, "figures", name, "interval"),
                    "compare both with the paper; the minus sign is lost easily",
                )


def icons_without_percentage(library: Library) -> Iterator[Diagnostic]:
    """What is drawn as so many dots of a hundred or a thousand is a percentage, up to a hundred."""
    for guide in library.of_type(Guide):
        for place, section in enumerate(guide.sections):
            for index, link in enumerate(section.icons):
                figure = library.figure(link.study, link.figure)
                if figure is None:
                    continue  # unknown-figure says so
                percent = figure.percent if isinstance(figure, Figure) else None
                if percent is None or not 0 <= float(percent) <= 100:
                    yield Diagnostic(
                        "icons-without-percentage",
                        f"{link} is no percentage from 0 to 100",
                        library.locate(guide.id, "sections", place, "icons", index),
                        "name a figure with 'percent:'",
                    )


def loose_number(library: Library) -> Iterator[Diagnostic]:
    """Every number in prose is a figure of a study, printed with a mark.

    By themselves may stand: years; vertebral levels (T4) and the "95%" of an interval; the
    numbers of items in a standard (#2967); and the numbers that a claim states, in the claim
    itself and in entries that lead to it, because they are what is being checked.
    """
    for identifier, path, audience, passage in library.passages:
        if path[0] in ("labels", "figures", "statement", "said_as"):
            continue
        found = list(loose_numbers(passage.text))
        stated = stated_numbers(library, identifier) if found else set()
        for number, before in found:
            if number.rstrip("% ") in stated:
                continue
            source = library.sources[identifier]
            steps = text_steps(source, path, audience)
            yield Diagnostic(
                "loose-number", f"{number!r} is no figure of a study",
                source.locate_text(number, before, *steps),
                "make it a figure of its study and write {study.figure}",
            )


def stated_numbers(library: Library, identifier: str) -> set[str]:
    """The numbers in the statements of a claim and of the claims that an entry leads to."""
    found: set[str] = set()
    for target in (identifier, *library.targets(identifier)):
        claim = library.entries.get(target)
        if isinstance(claim, Claim):
            for text in (claim.statement, *claim.said_as):
                for _, passage in text.parts():
                    found |= {n.rstrip("% ") for n in _NUMBER.findall(passage.text)}
    return found


def loose_numbers(text: str) -> Iterator[tuple[str, int]]:
    """The numbers that no mark prints, and how often each stands before."""
    if not _NUMBER.search(text):
        return
    bare = blanked(text)
    for pattern in (_ADDRESS, _LISTED, _ALLOWED):
        bare = pattern.sub(lambda match: _blank(match[0]), bare)
    for match in _NUMBER.finditer(bare):
        if not _YEAR.match(match[0]):
            yield match[0], text.count(match[0], 0, match.start())


def _blank(text: str) -> str:
    """As many spaces: sign for sign, so that places hold."""
    return " " * len(text)
