"""A new entry that says honestly that it says nothing yet, and that passes the check.

What only an author can know is asked for. All else has a value that is true of an entry that nobody
has written: texts say so, certainty is very low for want of evidence, a study is known from a list
of references, what nobody has confirmed is named.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evidence.editions import SOURCE_LANGUAGE
from evidence.entries.base import Entry
from evidence.entries.outline import Line, outline
from evidence.entries.schema import comment
from evidence.source import Row, write_yaml

UNWRITTEN = "Not written yet."
UNREAD = "Not read yet."
LABEL = Line("label", required=True, about="The word that English texts use for the concept.")


@dataclass(frozen=True)
class Stub:
    """What an author is asked for, by field, and what stands in the other lines.

    A closed list may be narrowed to the words that are true of a stub.
    """

    asks: Mapping[str, tuple[str, ...]]
    rest: Mapping[str, Any] = field(default_factory=dict)


STUBS: Mapping[str, Stub] = {
    "study": Stub(
        {"title": (), "design": (), "technique": ()},
        {"finding": UNREAD, "population": UNREAD, "intervention": UNREAD,
         "findings": [{"text": UNREAD}], "limitations": UNREAD, "read": "reference-list",
         "unconfirmed": Row(["country", "population", "intervention", "comparator", "findings"])},
    ),
    "claim": Stub(
        {"statement": (), "verdict": ("not-found", "not-checkable"), "technique": ()},
        {"certainty": {"level": "very-low", "because": Row(["no-direct-evidence"])},
         "short": UNWRITTEN, "answer": UNWRITTEN, "unknown": UNWRITTEN},
    ),
    "mechanism": Stub(
        {"title": (), "standing": ()},
        {"summary": UNWRITTEN, "meaning": UNWRITTEN, "standing_note": UNWRITTEN,
         "steps": [{"title": UNWRITTEN, "text": UNWRITTEN}],
         "evidence": UNWRITTEN, "unknown": UNWRITTEN},
    ),
    "faq": Stub({"question": (), "category": ()}, {"short": UNWRITTEN, "answer": UNWRITTEN}),
    "guide": Stub(
        {"title": ()},
        {"summary": UNWRITTEN, "sections": [
            {"id": "overview", "aspect": "overview", "title": "Overview", "text": UNWRITTEN}]},
    ),
    "term": Stub({"label": (), "tradition": (), "domain": ()}, {"definition": UNWRITTEN}),
}


def questions(entry_type: type[Entry]) -> tuple[Line, ...]:
    """What an author is asked for a new entry of a type, in order."""
    lines = {line.name: line for line in (LABEL, *outline(entry_type))}
    return tuple(replace(lines[name], required=True, choices=_narrowed(lines[name].choices, only))
                 for name, only in STUBS[entry_type.kind].asks.items())


def _narrowed(choices: Mapping[str, str], only: tuple[str, ...]) -> Mapping[str, str]:
    return {word: meaning for word, meaning in choices.items() if word in only or not only}


def stub(entry_type: type[Entry], given: Mapping[str, Any], today: datetime.date) -> str:
    """The file of a new entry: what is given in the lines of its type, and honest words besides.
    """
    value: dict[str, Any] = {**STUBS[entry_type.kind].rest, **given, "updated": today}
    if label := value.pop("label", None):
        value["labels"] = {
            SOURCE_LANGUAGE: [{"text": label, "status": "preferred", "seen": False}]}
    if "steps" in value:  # the chain is as sure as its only step
        value["steps"] = [{**step, "standing": value.get("standing")} for step in value["steps"]]
    order = [line.name for line in outline(entry_type)]
    known = {name: value.pop(name) for name in order if name in value}
    return f"{comment(entry_type)}\n{write_yaml({**known, **value})}"
