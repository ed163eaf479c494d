"""Two versions of a file's values, compared field by field, whatever the fields are."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from evidence.changes.values import FieldMoved
from evidence.editions import AUDIENCES
from evidence.entries import Entry
from evidence.entries.base import links
from evidence.entries.text import Path, ancestors, texts
from evidence.prose import retargeted
from evidence.source import Source

_EMERGENCY = re.compile(
    r"\bemergency (?:number|services?)\b|\bambulance\b"
    r"|(?<![\d.,])(?:112|119|911|999)(?![.,]?\d)", re.I)

ABSENT = -1
"""The place of an item in the list that does not have it."""


@dataclass(frozen=True)
class Leaf:
    """A value at the end of its path, in both versions; empty in the one that has none."""

    was: Path
    now: Path
    old: str
    new: str

    @property
    def path(self) -> Path:
        return self.now if self.new else self.was


def leaves(old: Any, new: Any, was: Path = (), now: Path = ()) -> Iterator[Leaf]:
    """The values that differ. Items of lists are matched first, so one put in moves no other."""
    kinds = {_shape(old), _shape(new)} - {"none"}
    if kinds == {"map", "text"} and _two_parts(old, new):
        old, new, kinds = _split(old), _split(new), {"map"}
    if len(kinds) > 1:
        yield from leaves(old, None, was, now)
        yield from leaves(None, new, was, now)
    elif kinds == {"map"}:
        for key in dict.fromkeys([*(new or {}), *(old or {})]):
            yield from leaves((old or {}).get(key), (new or {}).get(key), (*was, key), (*now, key))
    elif kinds == {"list"}:
        for before, after in _matched(old or [], new or []):
            yield from leaves(old[before] if before != ABSENT else None,
                              new[after] if after != ABSENT else None,
                              (*was, before), (*now, after))
    elif _plain(old) != _plain(new):
        yield Leaf(was, now, _plain(old), _plain(new))


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "map"
    return "list" if isinstance(value, list) else "none" if value is None else "text"


def _two_parts(*values: Any) -> bool:
    return all(not isinstance(value, dict) or {*value} <= {*AUDIENCES} for value in values)


def _split(value: Any) -> Any:
    """One text for both audiences as one for each."""
    return value if isinstance(value, dict) else dict.fromkeys(AUDIENCES, value)


def _matched(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    """The places of the items that are not the same in both lists, side by side."""
    ours, theirs = ([json.dumps(item, sort_keys=True) for item in side] for side in (old, new))
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs).get_opcodes():
        if what != "equal":
            yield from zip_longest(range(a, b), range(c, d), fillvalue=ABSENT)


def _plain(value: Any) -> str:
    return "" if value is None else str(value).strip()


# Entries


def fields(old: tuple[Entry, Source], new: tuple[Entry, Source], names: Mapping[str, str]
           ) -> tuple[FieldMoved, ...]:
    """What differs between two versions of an entry, beyond the ids that others have now."""
    prose = {path for entry, _ in (old, new) for path, _ in texts(entry)}
    before, after = guarded(old[0]), guarded(new[0])
    return tuple(
        moved(leaf, text_path(leaf.path) in prose,
              safety=text_path(leaf.was) in before or text_path(leaf.now) in after)
        for leaf in leaves(carried(old[1].value, names, dict(links(old[0]))), new[1].value))


def moved(leaf: Leaf, prose: bool, *, safety: bool) -> FieldMoved:
    """A difference, named. Safety: a text that readers' safety may hang on, and the flag itself."""
    told = prose and (safety or mentions_emergency(leaf.old, leaf.new))
    return FieldMoved(".".join(map(str, leaf.path)), leaf.old, leaf.new, prose,
                      told or leaf.path[-1:] == ("safety",))


def mentions_emergency(*said: str) -> bool:
    """Whether a text tells people to call for help."""
    return any(map(_EMERGENCY.search, said))


def guarded(entry: Entry) -> Collection[Path]:
    """The texts that lie in a part of an entry that is marked ``safety: true``."""
    return {path for path, _ in texts(entry)
            if any(getattr(part, "safety", False) for part in ancestors(entry, path))}


def text_path(path: Path) -> Path:
    """The path of a text, without the audience."""
    return path[:-1] if path and path[-1] in AUDIENCES else path


def carried(value: Any, names: Mapping[str, str], leading: Collection[Path] = (),
            path: Path = ()) -> Any:
    """A value in which every link and mark to an old id leads to the new one."""
    if not names:
        return value
    if isinstance(value, dict):
        return {key: carried(child, names, leading, (*path, key)) for key, child in value.items()}
    if isinstance(value, list):
        return [carried(child, names, leading, (*path, n)) for n, child in enumerate(value)]
    if not isinstance(value, str):
        return value
    if path in leading:
        head, dot, rest = value.partition(".")
        return f"{names.get(head, head)}{dot}{rest}"
    return carried_text(value, names.items())


def carried_text(text: str, names: Iterable[tuple[str, str]]) -> str:
    """A text with its marks led to the new ids."""
    for old, new in names:
        if old in text:
            text = retargeted(text, old, new)
    return text
