"""Authors as citation styles write them: initials, particles, suffixes, other scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.bibliography import Name

# Citing Medicine, chapter 1: a rank after the name is given as an Arabic ordinal.
_RANKS: Mapping[str, str] = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th"}
# Longer words in capitals are names written in capitals.
_MOST_INITIALS = 4


def vancouver_name(name: Name) -> str:
    """``Hong CZ``, ``van der Berg JP``, ``Smith J Jr``, ``김민수``."""
    if name.literal or name.family_first:
        return full_name(name)
    suffix = name.suffix.rstrip(".")
    parts = (surname(name), "".join(_letters(name.given)), _RANKS.get(suffix, suffix))
    return " ".join(part for part in parts if part)


def apa_name(name: Name) -> str:
    """``Hong, C. Z.``, ``van der Berg, J.-P.``, ``Smith, J., Jr.``, ``김민수``."""
    if name.literal or name.family_first:
        return full_name(name)
    suffix = f"{name.suffix.rstrip('.')}." if name.suffix[:2] in ("Jr", "Sr") else name.suffix
    parts = (surname(name), _with_points(name.given), suffix)
    return ", ".join(part for part in parts if part)


def short_name(name: Name) -> str:
    """What stands in the running text: the surname, a group in full, or the whole name."""
    return full_name(name) if name.literal or name.family_first else surname(name)


def surname(name: Name) -> str:
    return f"{name.particle} {name.family}".strip()


def full_name(name: Name) -> str:
    """A group, or a name whose script puts the family first and leaves no space."""
    return name.literal or name.family + name.given


def spread_initials(given: str) -> str:
    """``CZ`` is ``C. Z.``: programs take a word for one name, and may keep one letter of it."""
    words = (part for part in re.split(r"\s+", given) if part)
    return " ".join(_pointed(list(word)) if _are_initials(word) else word for word in words)


def _letters(given: str) -> list[str]:
    """The initials of a given name, or the name itself where its script has no capitals."""
    return [letter for part in re.split(r"[\s.\-\u2010]+", given) for letter in _initials(part)]


def _with_points(given: str) -> str:
    """``Jean-Pierre`` is ``J.-P.``; a script without capitals is left as it is."""
    words = []
    for word in re.split(r"[\s.]+(?![-\u2010])", given):
        twins = [_pointed(_initials(part.strip("."))) for part in re.split(r"[-\u2010]", word)]
        words.append("-".join(twin for twin in twins if twin))
    return " ".join(word for word in words if word)


def _initials(part: str) -> list[str]:
    """``CZ`` is two initials already; ``Chang`` has one."""
    if _are_initials(part):
        return list(part)
    first = next((sign for sign in part if sign.isalpha()), "")
    if not first:
        return []
    return [first.upper()] if first.lower() != first.upper() else [part]


def _are_initials(part: str) -> bool:
    return part.isalpha() and part.isupper() and len(part) <= _MOST_INITIALS


def _pointed(initials: list[str]) -> str:
    return " ".join(f"{one}." if len(one) == 1 and one.isupper() else one for one in initials)
