"""Rules on numbers as patients meet them: one scale, no decimals, how many of how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide
from evidence.entries.study import Figure
from evidence.entries.text import texts
from evidence.library import Library
from evidence.prose import FigureMark, LinkMark, blanked, marks
from evidence.rules.written import Written, for_patients

_ONE = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|half)"
_MANY = r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|a hundred|" \
        r"a thousand|thousand)"
_OF = re.compile(rf"\b{_ONE} (?:\w+ )?(?:in|out of|of every|in every) ({_MANY})\b", re.I)
_SAID = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
         "ten": 10, "twenty": 20, "hundred": 100, "a hundred": 100, "thousand": 1000,
         "a thousand": 1000}
_RELATIVE = re.compile(
    r"\b(?:(?:twice|double|half|(?:two|three|four|five|ten|\d+) times) (?:as|more|less|the) "
    r"(?:likely|common|often|risk|chance)|(?:doubles|halves|triples) (?:the|your) (?:risk|chance)|"
    r"per ?cent (?:more|less) likely|% (?:more|less|lower|higher) (?:likely|risk)|"
    r"relative risk|odds ratio|risk ratio)\b", re.I)
_OFTEN = re.compile(r"\b(?:(?:very |un)?common(?!ly (?:said|used|called|told|heard))|"
                    r"(?:very |extremely )?rare(?:ly)?)\b", re.I)
RAREST = 0.1
"""One in a thousand, as a percentage."""
LEAST = 5
"""Out of fewer than five nobody counts a rate: "four in two weeks"."""


def mixed_denominators(library: Library) -> Iterator[Diagnostic]:
    """A page for patients counts out of one number: all of 100, or all of 1,000 (CDC CCI 17; NHS).

    Looked at are guides and questions; how many people of a sample did something is no rate.
    """
    by_entry: dict[str, list[tuple[int, Written, str]]] = {}
    for said in for_patients(library):
        if isinstance(said.entry, Guide | Faq):
            by_entry.setdefault(said.entry.id, []).extend(
                (of, said, words) for of, words in _denominators(said.text))
    for found in by_entry.values():
        other = next((item for item in found if item[0] != found[0][0]), None)
        if other:
            of, said, words = other
            yield Diagnostic("mixed-denominators",
                             f"{words!r} counts out of {of:,}, the text before it out of "
                             f"{found[0][0]:,}", said.place(words), "choose one", "warning")


def percentage_alone(library: Library) -> Iterator[Diagnostic]:
    """Percentages for patients are said as "so many of every hundred" too (NHS; CDC CCI 20).

    Looked at are whole percentages in claims, guides and questions; once on a page is enough, and
    the first one is pointed at.
    """
    first: dict[str, tuple[Written, FigureMark]] = {}
    counted: set[str] = set()
    for said in for_patients(library):
        if any(_denominators(said.text)):
            counted.add(said.entry.id)
        for mark in marks(said.text):
            if isinstance(said.entry, Claim | Guide | Faq) and isinstance(mark, FigureMark) and (
                    not mark.form and (_percent(library, mark) or ".").isdecimal()):
                first.setdefault(said.entry.id, (said, mark))
    for identifier, (said, mark) in first.items():
        if identifier not in counted:
            yield Diagnostic("percentage-alone", f"{mark.text} is a bare percentage",
                             said.place(mark.text), f"{{{mark.study}.{mark.figure}.per-100}}",
                             "warning")


def relative_risk_alone(library: Library) -> Iterator[Diagnostic]:
    """What is "twice as likely" is said in plain counts too (NICE; IPDAS)."""
    for said in for_patients(library):
        match = _RELATIVE.search(said.text)
        if match and not _has_counts(library, said.text):
            yield Diagnostic("relative-risk-alone", f"{match[0]!r}: of how many?",
                             said.place(match[0]), "say how many of every hundred, with and "
                             "without", "warning")


def decimals_for_patients(library: Library) -> Iterator[Diagnostic]:
    """Percentages for patients are whole numbers (NHS content guide).

    One line for each entry, at the first of them. What is rarer than one in a thousand may have
    its decimals: as so many of every 1,000 it would round to none.
    """
    found: dict[str, list[tuple[Written, FigureMark]]] = {}
    for said in for_patients(library):
        for mark in marks(said.text):
            percent = _percent(library, mark) if isinstance(mark, FigureMark) else None
            if isinstance(mark, FigureMark) and not mark.form and percent and (
                    "." in percent and float(percent) >= RAREST):
                found.setdefault(said.entry.id, []).append((said, mark))
    for (said, mark), *rest in found.values():
        more = f" (and {len(rest)} more here)" if rest else ""
        yield Diagnostic(
            "decimals-for-patients", f"{mark.text} prints a decimal{more}", said.place(mark.text),
            f"{{{mark.study}.{mark.figure}.per-1000}}, or .per-100", "warning",
        )


def rounded_to_none(library: Library) -> Iterator[Diagnostic]:
    """A harm that happened is never printed as "0 of every 100"."""
    for identifier, places in library.mark_places.items():
        for place in places:
            mark = place.mark
            if not isinstance(mark, FigureMark) or mark.form not in ("per-100", "per-1000"):
                continue
            percent, of = float(_percent(library, mark) or 0), int(mark.form[4:])
            if 0 < percent * of / 100 < 0.5:
                yield Diagnostic("rounded-to-none", f"{mark.text} prints 0 for {percent:g}%",
                                 library.locate_mark(identifier, place, mark.text),
                                 f"{{{mark.study}.{mark.figure}}}, or a count")


def rare_of_how_many(library: Library) -> Iterator[Diagnostic]:
    """"Common" and "rare" stand beside a number, or lead to it (CIOMS; EU readability).

    Looked at is what guides and questions tell patients of harms.
    """
    for said in for_patients(library):
        if not _of_harms(said):
            continue
        match = _OFTEN.search(said.text)
        if match and not _has_counts(library, said.text) and not _leads_to_counts(library, said):
            yield Diagnostic("rare-of-how-many", f"{match[0]!r}: how many of how many?",
                             said.place(match[0]), "print a figure, or link to where it is",
                             "warning")


def _of_harms(said: Written) -> bool:
    if isinstance(said.entry, Guide) and said.path[0] == "sections":
        return said.entry.sections[int(said.path[1])].aspect in ("risks", "side-effects")
    return isinstance(said.entry, Faq) and said.entry.category == "safety" and (
        said.path[0] == "answer")


def _denominators(text: str) -> Iterator[tuple[int, str]]:
    """What a text counts out of, with the words that say so."""
    for mark in marks(text):
        if isinstance(mark, FigureMark) and mark.form.startswith("per-"):
            yield int(mark.form.removeprefix("per-")), mark.text
    bare = blanked(text)
    for match in _OF.finditer(bare):
        said = match[1].lower().replace(",", "")
        of = int(said) if said.isdecimal() else _SAID[said]
        if of >= LEAST:
            yield of, match[0]


def _percent(library: Library, mark: FigureMark) -> str | None:
    figure = library.figure(mark.study, mark.figure)
    return figure.percent if isinstance(figure, Figure) else None


def _has_counts(library: Library, text: str) -> bool:
    figures = (library.figure(mark.study, mark.figure) for mark in marks(text)
               if isinstance(mark, FigureMark))
    return any(isinstance(figure, Figure) and (figure.percent or figure.count is not None)
               for figure in figures) or any(_denominators(text))


def _leads_to_counts(library: Library, said: Written) -> bool:
    """Whether the entry stands on a claim, or links to an entry, that prints counts to patients."""
    targets = [mark.target for mark in marks(said.text) if isinstance(mark, LinkMark)]
    targets += [said.entry.id, *getattr(said.entry, "claims", ())]
    for target in targets:
        entry = library.entries.get(target)
        if entry and (isinstance(entry, Claim | Guide | Faq)) and any(
                _has_counts(library, text.patient.text) for _, text in texts(entry)):
            return True
    return False
