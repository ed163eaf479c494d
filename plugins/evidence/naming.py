"""Ids and keys: which are well formed, which are free, and which a new record gets."""

from __future__ import annotations

import re
from collections.abc import Collection
from string import ascii_lowercase
from unicodedata import normalize

from evidence.bibliography import Name, Reference
from evidence.diagnostics import did_you_mean
from evidence.entries.base import ID_PATTERN, RESERVED
from evidence.library import Library

LONGEST = 60
# Letters that do not come apart into a Latin letter and its accent.
_LETTERS = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "Æ": "ae",
                          "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def flaw(identifier: str) -> str:
    """What is wrong with an id, and what would be right; empty where it is well formed."""
    if re.fullmatch(ID_PATTERN, identifier) and len(identifier) <= LONGEST and (
            identifier not in RESERVED):
        return ""
    if identifier in RESERVED:
        return f"{identifier!r} cannot be an id: a list lies at its address"
    nearest = slug(identifier)
    hint = f"; did you mean {nearest!r}?" if nearest else ""
    return (f"{identifier!r} cannot be an id: it has lower-case letters, digits and single hyphens,"
            f" at most {LONGEST} of them{hint}")


def slug(words: str) -> str:
    """The id nearest to some words: "Does it hurt?" is ``does-it-hurt``."""
    found = re.sub(r"[^a-z0-9]+", "-", _latin(words)).strip("-")
    return found[:LONGEST].rpartition("-")[0] if len(found) > LONGEST else found


def holder(library: Library, identifier: str) -> str:
    """Who has an id already, in words; empty where it is free.

    An address that leads on to another entry is taken too: readers have it.
    """
    if identifier in library.sources:
        return f"{library.sources[identifier].path} has it"
    if identifier in library.unread:
        return "a file has it that could not be read"
    if identifier in library.bibliography:
        return f"{library.bibliography[identifier].location.path} has a record of that key"
    if identifier in library.redirects:
        return f"its old address leads to {library.redirects[identifier]!r}"
    return ""


def missing(library: Library, identifier: str) -> str:
    """That nothing has an id, with the nearest one that something has."""
    known = {*library.entries, *library.bibliography}
    hint = did_you_mean(identifier, known)
    if identifier in library.redirects:
        hint = f"it is called {library.redirects[identifier]!r} now"
    return f"nothing has the id {identifier!r}" + (hint and f"; {hint}")


def new_key(reference: Reference, taken: Collection[str]) -> str:
    """The key of a record: its first author's family and its year, ``hong1994``.

    Where that is taken it gets the letter after the last one: ``hong1994b``, ``hong1994c``. Keys
    are told apart as BibTeX does, whatever their case.
    """
    base = f"{_who(reference)}{reference.year}"[: LONGEST - 1]
    known = {key.casefold() for key in taken}
    letters = [key.removeprefix(base) for key in known
               if re.fullmatch(rf"{re.escape(base)}[a-z]?", key)]
    if not letters:
        return base
    last = max(letters) or "a"
    for letter in ascii_lowercase[ascii_lowercase.index(last) + 1:]:
        return f"{base}{letter}"
    return next(f"{base}-{number}" for number in range(2, len(known) + 3)
                if f"{base}-{number}" not in known)


def _who(reference: Reference) -> str:
    """The family of the first author; the initials of a group; else the first word of the title."""
    first = next(iter(reference.authors), Name(""))
    family = _letters(f"{first.particle}{first.family}")
    capitals = _letters("".join(re.findall(r"[A-Z]", first.literal)))
    group = capitals if len(capitals) > 1 else _letters(first.literal)
    words = (word for word in map(_letters, reference.plain_title.split()) if len(word) > 3)
    return family or group or next(words, "") or "study"


def _letters(words: str) -> str:
    return re.sub(r"[^a-z]", "", _latin(words))


def _latin(words: str) -> str:
    """Words in lower-case Latin letters, without accents."""
    apart = normalize("NFKD", words.translate(_LETTERS))
    return apart.encode("ascii", "ignore").decode().lower()
