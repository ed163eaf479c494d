"""A record on its way in, and its values put as this house puts them."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from evidence.bibliography import Name, Reference, well_formed
from evidence.diagnostics import Location

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_UNSEEN = ("Cc", "Cs", "Co", "Cn")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", re.I)
_RANGE = re.compile(r"(\D*)(\d+)\s*[-\u2010-\u2015\u2212]+\s*(\D*)(\d+)")
_SUBTITLED = re.compile(r"\s+[:=]\s.*|\s*\([^()]*\)$")
_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


@dataclass(frozen=True)
class Record:
    """A reference without a key, where it stood, and the design if the record names one."""

    reference: Reference
    location: Location
    design: str = ""


def words(text: object) -> str:
    """A value as plain words: no tags or entities of HTML, no signs that cannot be seen."""
    said = str(text) if isinstance(text, str | int | float) else ""
    said = _TAG.sub("", html.unescape(said))
    seen = "".join(" " if unicodedata.category(sign) in _UNSEEN else sign for sign in said)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def title(text: object) -> str:
    """A title without the full stop that databases put behind it, and without a brace."""
    return without_stop(words(text).translate(str.maketrans("{}", "()")))


def without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def catalogued(text: object) -> str:
    """An English journal in Title Case, without its article, its subtitle and its place.

    MEDLINE writes "Acupuncture in medicine : journal of the British Medical Acupuncture Society".
    """
    said = words(text)
    short = re.sub(r"^The (?=Journal )", "", _SUBTITLED.sub("", said)) or said
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:]
                    for word in short.split(" "))


def year(text: object) -> str:
    """The year that a date begins with, or that stands in it."""
    found = re.search(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)", words(text))
    return found[0] if found else ""


def pages(text: object) -> str:
    """The first stretch of pages, written out: "368-74; quiz 375" is "368-374"."""
    first = words(text).partition(";")[0].partition(",")[0].strip()
    found = _RANGE.fullmatch(first)
    if not found:
        return re.sub(r"[-\u2010-\u2015\u2212]+", "-", first)
    before, start, between, end = found.groups()
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    return f"{before}{start}" if start == end else f"{before}{start}-{between}{end}"


def identifier(name: str, text: object) -> str:
    """A DOI, PMID, PMCID or address, or nothing where it has not its shape."""
    said = words(text)
    if name == "doi":
        said = _DOI.sub("", said)
    if name == "pmcid" and said.isdecimal():
        said = f"PMC{said}"
    if name == "url" and _DOI.match(said):
        return ""
    return said if well_formed(name, said) and not re.search(r"[{}\\]", said) else ""


def person(text: object) -> Name | None:
    """A name as "Family, Given" or "Family, Given, Jr"; what has no comma is a group."""
    family, *rest = [part.strip() for part in words(text).split(",")]
    given, suffix = (*rest, "", "")[:2]
    return name(family, given, suffix) if family and (given or rest) else group(text)


def name(family: str, given: str, suffix: str = "") -> Name | None:
    """A name of a person, the given names as initials: "Hong, Chang-Zern" is "Hong, CZ"."""
    if not family:
        return group(given)
    whole = Name(family, given)
    return Name(family, given if whole.family_first else initials(given), suffix=suffix)


def group(text: object) -> Name | None:
    said = words(text)
    return Name("", literal=said) if said else None


def initials(given: str) -> str:
    """The initials of given names without points; what is initials already stays."""
    parts = [part for part in re.split(r"[\s.\-\u2010]+", given) if part]
    return "".join(part if part.isupper() and len(part) <= 4 else part[0].upper()
                   for part in parts if part[0].isalpha())
