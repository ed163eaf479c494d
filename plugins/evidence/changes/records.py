"""The records of the bibliography, compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from evidence.bibliography import Name, Reference
from evidence.changes.values import FieldMoved, RecordMoved, Records


def record_changes(before: Mapping[str, Reference], after: Mapping[str, Reference],
                   renamed: Mapping[str, str]) -> Records:
    """What became of each record; one whose study has a new id may have it too."""
    names = dict(_renamed(before, after, renamed))
    moved = [RecordMoved(key, key, _fields(before[key], after[key]))
             for key in sorted(before.keys() & after.keys())]
    return Records(
        added=tuple(sorted(after.keys() - before.keys() - {*names.values()})),
        changed=tuple(one for one in moved if one.fields),
        removed=tuple(sorted(before.keys() - after.keys() - names.keys())),
        renamed=tuple(RecordMoved(old, new, _fields(before[old], after[new]))
                      for old, new in sorted(names.items())),
    )


def _renamed(before: Mapping[str, Reference], after: Mapping[str, Reference],
             renamed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Keys that are gone, each with the one of its study, or of a record that says the same."""
    come = sorted(after.keys() - before.keys())
    for old in sorted(before.keys() - after.keys()):
        new = renamed.get(old) or next(
            (key for key in come if not _fields(before[old], after[key])), "")
        if new in come:
            come.remove(new)
            yield old, new


def _fields(old: Reference, new: Reference) -> tuple[FieldMoved, ...]:
    names = [one.name for one in dataclasses.fields(Reference)
             if one.name not in ("key", "location")]
    steps = ((name, _said(getattr(old, name)), _said(getattr(new, name))) for name in names)
    return tuple(FieldMoved(name, was, now) for name, was, now in steps if was != now)


def _said(value: Any) -> str:
    """A value of a record as one text."""
    if isinstance(value, Name):
        return value.literal or ", ".join(part for part in (
            f"{value.particle} {value.family}".strip(), value.given, value.suffix) if part)
    if isinstance(value, (tuple, frozenset)):
        return "; ".join(map(_said, sorted(value) if isinstance(value, frozenset) else value))
    return str(value).lower() if isinstance(value, bool) else str(value)
