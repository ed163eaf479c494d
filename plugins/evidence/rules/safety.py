"""Rules on harm: who reads what can help also reads what can hurt, and when to call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide, Section
from evidence.entries.text import ancestors
from evidence.library import Library
from evidence.prose import EMERGENCY, LinkMark
from evidence.rules.written import words, written

HARMS = ("risks", "side-effects", "contraindications")
URGENT = {"breathlessness": re.compile(r"\bbreath", re.I),
          "chest pain": re.compile(r"\bchest", re.I)}
MOST = 3.0


def benefits_without_risks(library: Library) -> Iterator[Diagnostic]:
    """A guide that tells of a session or of what it may bring tells what can go wrong (NICE; NHS).

    In a section of its own where it has one on benefits; else a link to such a guide will do.
    """
    for guide in library.of_type(Guide):
        aspects = [section.aspect for section in guide.sections]
        place = next((i for i, a in enumerate(aspects) if a in ("benefits", "what-happens")), None)
        if place is None or set(HARMS) & set(aspects):
            continue
        if "benefits" not in aspects and any(_tells_harms(g) for g in _linked(library, guide)):
            continue
        yield Diagnostic("benefits-without-risks",
                         f"a section on {aspects[place]}, and none on risks",
                         library.locate(guide.id, "sections", place, "aspect"),
                         "add a section with the aspect 'risks'")


def no_way_to_help(library: Library) -> Iterator[Diagnostic]:
    """Whoever reads about a session, its benefits or its risks is told when to get help (NHS).

    In the guide itself, or in one that it links to.
    """
    for guide in library.of_type(Guide):
        aspects = {section.aspect for section in guide.sections}
        if aspects & {"benefits", "what-happens", *HARMS} and "get-help" not in aspects:
            if any(_get_help(other) for other in _linked(library, guide)):
                continue
            yield Diagnostic("no-way-to-help", "nothing says when to get help",
                             library.locate(guide.id, "sections"),
                             "add a section with the aspect 'get-help', or link to one")


def urgent_signs(library: Library) -> Iterator[Diagnostic]:
    """When to get help names breathlessness and pain in the chest (NHS care cards).

    They are the signs of a collapsed lung, the gravest harm of a needle in the trunk. Another guide
    that names them may be linked to instead.
    """
    for guide in library.of_type(Guide):
        known = "\n".join(_said(s) for g in _linked(library, guide) for s in _get_help(g))
        for place, section in enumerate(guide.sections):
            if section.aspect != "get-help":
                continue
            missing = [name for name, sign in URGENT.items()
                       if not sign.search(_said(section) + known)]
            if missing:
                yield Diagnostic("urgent-signs", f"{' and '.join(missing)}: not named",
                                 library.locate(guide.id, "sections", place),
                                 "name the signs of a collapsed lung")


def unmarked_safety(library: Library) -> Iterator[Diagnostic]:
    """What says when to call the emergency number is marked as safety advice.

    Then no old translation of it is shown. A question is marked as a whole, a guide by sections.
    """
    for said in written(library):
        found = EMERGENCY.search(said.text)
        may_be_marked = isinstance(said.entry, Faq) or said.path[0] == "sections"
        if found and may_be_marked and not any(
                getattr(part, "safety", False) for part in ancestors(said.entry, said.path)):
            yield Diagnostic("unmarked-safety", f"{found[0]!r} in a text that is not marked as "
                             "safety advice",
                             said.place(found[0], said.text.count(found[0], 0, found.start())),
                             "write 'safety: true'")


def uneven_benefits(library: Library) -> Iterator[Diagnostic]:
    """Benefits and risks get about the same room (CDC CCI 19; NICE).

    The patients' words on one are at most three times those on the other.
    """
    for guide in library.of_type(Guide):
        good = _count(s for s in guide.sections if s.aspect == "benefits")
        bad = _count(s for s in guide.sections if s.aspect in ("risks", "side-effects"))
        if good and bad and max(good, bad) / min(good, bad) > MOST:
            yield Diagnostic("uneven-benefits",
                             f"{good} words on benefits and {bad} on risks",
                             library.locate(guide.id, "sections"),
                             "say less of one or more of the other", "warning")


def _linked(library: Library, guide: Guide) -> Iterator[Guide]:
    """The guides that a guide links to in its texts, or names to read next."""
    targets = {place.mark.target for place in library.mark_places[guide.id]
               if isinstance(place.mark, LinkMark)} | set(map(str, guide.related))
    for target in sorted(targets):
        other = library.entries.get(target)
        if isinstance(other, Guide):
            yield other


def _tells_harms(guide: Guide) -> bool:
    return any(section.aspect in HARMS for section in guide.sections)


def _get_help(guide: Guide) -> list[Section]:
    return [section for section in guide.sections if section.aspect == "get-help"]


def _said(section: Section) -> str:
    """What patients read in a section."""
    said = [section.text.patient.text] if section.text else []
    return "\n".join([*said, *(item.patient.text for item in section.checklist)])


def _count(sections: Iterator[Section]) -> int:
    return sum(len(words(_said(section))) for section in sections)
