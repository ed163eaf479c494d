"""Records written into .bib files, as this house writes them: sorted by key, one field a line.

BibTeX (Patashnik 1988) has no way to write a brace that stands alone, so braces of a text become
parentheses; the other signs that TeX keeps for itself are escaped. Letters stay letters: the files
are UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from unicodedata import normalize

from evidence.bibliography import Name, RecordPlace, Reference, record_places

_ESCAPES = str.maketrans({
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": "(", "}": ")",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
})
_BUT_BRACES = {sign: said for sign, said in _ESCAPES.items() if chr(sign) not in "{}"}
# What TeX reads as one other sign.
_LIGATURES = (
    ("---", "\N{EM DASH}"), ("--", "\N{EN DASH}"), ("''", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    ("``", "\N{LEFT DOUBLE QUOTATION MARK}"), ("`", "\N{LEFT SINGLE QUOTATION MARK}"),
)
_PUBLISHERS: Mapping[str, str] = {
    "techreport": "institution", "mastersthesis": "school", "phdthesis": "school",
}
_VERBATIM = ("doi", "pmid", "pmcid", "url")
_NAME_WIDTH = len("unconfirmed")
_LONE_AND = re.compile(r"\b(and|others)\b", re.I)


def as_bibtex(reference: Reference) -> str:
    """A reference as a record that ends with a line feed; what it does not say has no line."""
    rows = "".join(f"  {name.ljust(_NAME_WIDTH)} = {{{said}}},\n"
                   for name, said in _fields(reference) if said)
    return f"@{reference.type}{{{reference.key},\n{rows}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join([*map(_author, reference.authors),
                                  *(["others"] if reference.others else [])])
    yield "title", _title(reference.title)
    for name in ("journal", "booktitle", "year", "volume"):
        yield name, escaped(getattr(reference, name))
    yield "number", escaped(reference.issue)
    yield "pages", escaped(reference.pages).replace("-", "--")
    yield _PUBLISHERS.get(reference.type, "publisher"), escaped(reference.publisher)
    yield "edition", escaped(reference.edition)
    for name in _VERBATIM:
        yield name, re.sub(r"[{}\\\s]", "", getattr(reference, name))
    yield "langid", escaped(reference.language)
    yield "unconfirmed", ", ".join(sorted(reference.unconfirmed))


def escaped(text: str, escapes: Mapping[int, str] = _ESCAPES) -> str:
    """A text as the value of a BibTeX field: nothing in it is an order to TeX."""
    plain = " ".join(normalize("NFC", text).split())
    for written, read in _LIGATURES:
        plain = plain.replace(written, read)
    return plain.translate(escapes)


def _title(text: str) -> str:
    """A title keeps the braces that protect its capitals, where each of them has its other half."""
    depths = [*accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in text)]
    paired = not depths or (min(depths) >= 0 and depths[-1] == 0)
    return escaped(text, _BUT_BRACES if paired else _ESCAPES)


def _author(name: Name) -> str:
    """``Family, Given``, in which no comma and no "and" belongs to a name; a group in braces."""
    if name.literal:
        return f"{{{escaped(name.literal)}}}"
    family = _part(f"{name.particle} {name.family}".strip())
    if " " in family and not name.given and not name.suffix:
        return f"{{{family}}}"
    return ", ".join(part for part in (family, _part(name.suffix), _part(name.given)) if part)


def _part(text: str) -> str:
    return _LONE_AND.sub(lambda match: f"{{{match[0]}}}", escaped(text.replace(",", " ")))


def with_records(text: str, records: Mapping[str, str]) -> str:
    """The text of a .bib file with more records in it, each at the place of its key.

    In a file that is not sorted they come last.
    """
    for key, record in sorted(records.items()):
        text = _with_record(text, key, record)
    return text


def _with_record(text: str, key: str, record: str) -> str:
    places = [*record_places(text)]
    after = next((place for place in places if place.key.casefold() > key.casefold()), None)
    if after is None or not _sorted(places):
        before = text.rstrip()
        return f"{before}\n\n{record}" if before else record
    return f"{text[:after.start]}{record}\n{text[after.start:]}"


def with_key(text: str, old: str, new: str) -> str:
    """The text of a .bib file in which a record has another key, and stands at its place."""
    places = [*record_places(text)]
    place = next((place for place in places if place.key == old), None)
    if place is None:
        return text
    start, end = place.key_start, place.key_start + len(old)
    if not _sorted(places):
        return f"{text[:start]}{new}{text[end:]}"
    record = f"{text[place.start:start]}{new}{text[end:place.end]}\n"
    rest = (text[:place.start] + text[place.end:].lstrip("\n")).rstrip("\n") + "\n"
    return _with_record(rest, new, record)


def _sorted(places: Sequence[RecordPlace]) -> bool:
    return all(one.key.casefold() <= two.key.casefold() for one, two in pairwise(places))
