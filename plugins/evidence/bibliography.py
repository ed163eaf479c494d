"""The .bib files as plain records that remember their places. pybtex reads them; nobody else need.

Values arrive decoded: LaTeX accents are letters, braces are gone. Only a title keeps its braces,
because they say which capitals a citation style may not touch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import normalize

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.utils import CaseInsensitiveDict

from evidence.diagnostics import Diagnostic, Location, did_you_mean
from evidence.prose import KEY

_HEAD = re.compile(r"@[ \t]*[A-Za-z]+\s*[{(]")
_RECORD = re.compile(rf"^[ \t]*{_HEAD.pattern}", re.M)
_NO_RECORDS = {"string", "preamble"}
_FAMILY_FIRST = re.compile(
    r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\U00020000-\U0003134f]"
)
_SUFFIX = re.compile(r"(Jr|Sr|[IVX]+|\d(st|nd|rd|th))\.?", re.I)
# latexcodec knows letters and signs; what only changes the face of a text is left out before it.
_FACE = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|sf|tt|rm|up|md|sl|normal|superscript|subscript)|url|mbox|math\w+"
    r"|it|bf|em|sc|rm|sf|tt|itshape|bfseries|scshape)(?![A-Za-z])\s*"
)
_DOTLESS = re.compile(r"""(\\['`^"~=.]\s*\{?)\\([ij])(?![A-Za-z])\s*""")
_LATEX = re.compile(r"[\\~$`]|''")
# Signs that latexcodec leaves escaped: each goes through it as a letter that nobody writes.
_SIGNS = (
    (re.compile(r"\\\$"), "\ue010", "$"),
    (re.compile(r"\\textasciicircum(?![A-Za-z])(?:\{\})?"), "\ue011", "^"),
)


_NOWHERE = Location("")


@dataclass(frozen=True)
class Name:
    """One author: a person, or a group (``literal``), which has no family and no given name."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def family_first(self) -> bool:
        """Written in Han, Hangul or Kana, where the family name leads and nothing is shortened."""
        return bool(_FAMILY_FIRST.match(self.family))


@dataclass(frozen=True)
class Reference:
    """One record of the bibliography; what it does not say is an empty text.

    ``unconfirmed`` names fields that the record gives but nobody has seen in the work itself.
    """

    key: str
    type: str
    authors: tuple[Name, ...] = ()
    title: str = ""
    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    publisher: str = ""
    booktitle: str = ""
    edition: str = ""
    language: str = ""
    location: Location = _NOWHERE
    others: bool = False
    unconfirmed: frozenset[str] = frozenset()

    @property
    def plain_title(self) -> str:
        """The title as it is read, without the braces that protect its capitals."""
        return _without_braces(self.title)


CONFIRMABLE = frozenset(
    {"authors", "year", "title", "journal", "volume", "issue", "pages", "doi"}
)


@dataclass(frozen=True)
class _Record:
    """A record as it stands in the file, with the places of its key and of its values."""

    type: str
    key: str
    fields: Mapping[str, str]
    places: Mapping[str, Location]
    location: Location
    whole: bool


# Our field, and the BibTeX and biblatex names it may have, the first one given wins.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "journal": ("journal", "journaltitle"),
    "year": ("year", "date"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "doi": ("doi",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
    "url": ("url",),
    "publisher": ("publisher", "school", "institution", "organization", "howpublished"),
    "booktitle": ("booktitle",),
    "edition": ("edition",),
    "language": ("langid", "language"),
}
_VERBATIM = {"doi", "pmid", "pmcid", "url"}
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.A)
_SHAPES: Mapping[str, tuple[re.Pattern[str], str, str]] = {
    "doi": (
        _DOI, "is not a DOI",
        "a DOI starts with '10.', without https://doi.org/",
    ),
    "pmid": (re.compile(r"\d{1,9}", re.A), "is not a PMID", "a PMID is a number, as in 8043247"),
    "pmcid": (re.compile(r"PMC\d{1,9}", re.A), "is not a PMCID", "a PMCID looks like PMC3201653"),
    "url": (
        re.compile(r"https?://[^\s<>\"]+"), "is not a web address",
        "an address starts with https://",
    ),
}
_ADVICE: Mapping[str, tuple[str, str]] = {
    "premature end of file": ("this record is not closed", "look for a missing } or \""),
    "'}' expected": ("a comma or a closing brace is missing before this", "end each field with ,"),
    "')' expected": ("a comma or a closing ) is missing before this", "end each field with ,"),
    "'=' expected": ("an equals sign is missing before this", "write a field as name = {value},"),
    "field value expected": ("a value is missing here", "write a field as name = {value},"),
    "entry key expected": ("this record has no key", "write the key first: @article{hong1994,"),
    "unbalanced braces": ("a } stands here without its {", "write braces in pairs"),
    "too many nested braces": ("this is nested too deeply", "remove some of the braces"),
}


def read_bibliography(path: str, text: str) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """The records of one .bib file by key, and what is wrong with it.

    A broken record is kept as far as it can be read, and hides no other. Of two records with the
    same key the first one counts; case makes no difference to a key, as in BibTeX.
    """
    references: dict[str, Reference] = {}
    firsts: dict[str, Location] = {}
    records, problems = _records(path, text)
    for record in records:
        first = firsts.setdefault(record.key.casefold(), record.location)
        if not re.fullmatch(KEY, record.key):
            problems.append(_bad_key(record))
        elif first is not record.location:
            problems.append(_repeated(record.key, record.location, first))
        else:
            references[record.key], found = _reference(record)
            problems += found
    return references, problems


def _bad_key(record: _Record) -> Diagnostic:
    message = f"{record.key!r} cannot be cited"
    hint = "a key has the letters a to z, digits, and the signs - _ : as in hong1994"
    return Diagnostic("wrong-value", message, record.location, hint)


def _repeated(name: str, place: Location, first: Location) -> Diagnostic:
    return Diagnostic(
        "repeated-key", f"{name!r} stands twice here", place, f"first on line {first.line}"
    )


# --- From text to records -------------------------------------------------------------------


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, noting where the key and the values of a record start."""

    key_place = 0
    value_places: list[int]

    def parse_entry_body(self, body_end: Any) -> None:
        self.eat_whitespace()
        self.key_place = self.pos
        self.value_places = []
        super().parse_entry_body(body_end)

    def parse_value(self) -> None:
        self.eat_whitespace()
        start = self.pos
        super().parse_value()
        if self.current_value and self.current_entry_key:
            self.value_places.append(start)


class _Page:
    """A text that knows line and column of each of its characters."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int, length: int = 0) -> Location:
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return Location(self.path, line, column, column + length if length else 0)


def _records(path: str, text: str) -> tuple[list[_Record], list[Diagnostic]]:
    """Each piece is read alone, so that a brace left open ends with the record it stands in."""
    page = _Page(path, text)
    macros = CaseInsensitiveDict(month_names)
    records: list[_Record] = []
    problems: list[Diagnostic] = []
    for start, piece in _pieces(text):
        errors: list[Any] = []
        parser = _Parser(piece, macros=macros, handle_error=errors.append)
        for command, body in parser:
            if command.lower() in _NO_RECORDS or body[0] is None:
                continue
            place = page.place(start + parser.key_place, len(body[0]))
            starts = [page.place(start + offset) for offset in parser.value_places]
            fields, places, found = _fields(body[1], starts)
            records.append(_Record(command.lower(), body[0], fields, places, place, not errors))
            problems += found
        problems += [_syntax(page, start, error) for error in errors if _in_record(piece, error)]
    return records, problems


@dataclass(frozen=True)
class RecordPlace:
    """Where a record stands in the text of a file: from its ``@`` to its last brace, and its key.
    """

    key: str
    start: int
    key_start: int
    end: int


def record_places(text: str) -> Iterator[RecordPlace]:
    """The place of each record of a .bib file that can be read, in the order of the file."""
    macros = CaseInsensitiveDict(month_names)
    for start, piece in _pieces(text):
        parser = _Parser(piece, macros=macros, handle_error=[].append)
        for command, body in parser:
            if command.lower() not in _NO_RECORDS and body[0] is not None:
                yield RecordPlace(body[0], start + parser.command_start,
                                  start + parser.key_place, start + parser.pos)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    starts = [match.start() for match in _RECORD.finditer(text)]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        if _HEAD.search(text, start, end):
            yield start, text[start:end]


def _in_record(piece: str, error: Any) -> bool:
    """Whether an error stands in a record: an ``@`` between the records is only text."""
    return bool(_HEAD.match(piece, error.error_context_info[0]))


def _fields(
    pairs: list[tuple[str, list[str]]], starts: list[Location]
) -> tuple[dict[str, str], dict[str, Location], list[Diagnostic]]:
    """The values of a record and their places; of a field that stands twice, the first."""
    fields: dict[str, str] = {}
    places: dict[str, Location] = {}
    problems: list[Diagnostic] = []
    for (name, parts), place in zip(pairs, starts, strict=True):
        first = places.setdefault(name.lower(), place)
        if first is place:
            fields[name.lower()] = " ".join("".join(parts).split())
        else:
            problems.append(_repeated(name, place, first))
    return fields, places, problems


def _syntax(page: _Page, start: int, error: Any) -> Diagnostic:
    said = str(error.args[0])
    record, _, here = error.error_context_info
    message, hint = _ADVICE.get(said, ("this is not valid BibTeX", ""))
    if error.error_type == "undefined string":
        message, hint = f"{said!r} is not defined", f"put the text in braces: {{{said}}}"
        here -= len(said)
    offset = record if said == "premature end of file" else here
    return Diagnostic("invalid-bibtex", message, page.place(start + offset), hint)


# --- From records to references -------------------------------------------------------------


def _reference(record: _Record) -> tuple[Reference, list[Diagnostic]]:
    values = {name: _field(record, name) for name in _FIELDS}
    problems = list(_wrong_values(record, values))
    for problem_field in _SHAPES:
        if not well_formed(problem_field, values[problem_field]):
            values[problem_field] = ""
    authors, others, found = _authors(record)
    unconfirmed, unknown = _unconfirmed(record)
    reference = Reference(
        record.key, record.type, authors, location=record.location, others=others,
        unconfirmed=unconfirmed, **values,
    )
    return reference, [*problems, *found, *unknown, *_incomplete(record, reference)]


def _unconfirmed(record: _Record) -> tuple[frozenset[str], list[Diagnostic]]:
    named = [name for name in re.split(r"[\s,]+", record.fields.get("unconfirmed", "")) if name]
    unknown = [
        Diagnostic(
            "wrong-value", f"unconfirmed: {name!r} is not a field that can be unconfirmed",
            record.places["unconfirmed"],
            did_you_mean(name, CONFIRMABLE) or f"one of {', '.join(sorted(CONFIRMABLE))}",
        )
        for name in named
        if name not in CONFIRMABLE
    ]
    return CONFIRMABLE.intersection(named), unknown


def _field(record: _Record, name: str) -> str:
    given = next((record.fields[n] for n in _FIELDS[name] if record.fields.get(n)), "")
    if name in _VERBATIM:
        given = re.sub(r"\\([_%&#~])", r"\1", _without_braces(_FACE.sub("", given))).strip()
        return f"PMC{given}" if name == "pmcid" and given.isdecimal() else given
    decoded = _decode(given)
    if name == "title":
        return decoded
    plain = _without_braces(decoded)
    if name == "pages":
        return re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", plain)
    if name == "year" and "year" not in record.fields:
        return plain[:4]
    return plain


def well_formed(name: str, value: str) -> bool:
    """Whether an identifier (doi, pmid, pmcid, url) has its shape, or is not there at all."""
    return not value or bool(_SHAPES[name][0].fullmatch(value))


def _wrong_values(record: _Record, values: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, (_, wrong, hint) in _SHAPES.items():
        if not well_formed(name, values[name]):
            place = next(record.places[n] for n in _FIELDS[name] if record.fields.get(n))
            known = _DOI.search(values[name]) if name == "doi" else None
            yield Diagnostic("wrong-value", f"{name}: {values[name]!r} {wrong}", place,
                             f"write {known[0]}" if known else hint)


def _incomplete(record: _Record, reference: Reference) -> Iterator[Diagnostic]:
    """A record has a title and a year. One that is broken has been reported already."""
    missing = [name for name in ("title", "year") if not getattr(reference, name)]
    if missing and record.whole:
        words = " and no ".join(missing)
        yield Diagnostic(
            "incomplete-record", f"{record.key!r} has no {words}", record.location,
            f"add {missing[0]} = {{…}}", "warning",
        )


# --- Authors --------------------------------------------------------------------------------


def _authors(record: _Record) -> tuple[tuple[Name, ...], bool, list[Diagnostic]]:
    names: list[Name] = []
    problems: list[Diagnostic] = []
    given = [name for name in split_name_list(record.fields.get("author", "")) if name.strip(" ,")]
    others = bool(given) and given[-1] == "others"
    for text in given[:-1] if others else given:
        name = _name(text.strip())
        if name is None:
            names.append(Name("", literal=_without_braces(_decode(text))))
            problems.append(_bad_name(record, text))
        else:
            names.append(name)
    return tuple(names), others, problems


def _bad_name(record: _Record, text: str) -> Diagnostic:
    return Diagnostic(
        "wrong-value", f"author: {text!r} is not one name", record.places["author"],
        "write 'Family, Given and Family, Given'; put the name of a group in braces",
    )


def _name(text: str) -> Name | None:
    """One name of an author list; nothing if it has more commas than a name can have."""
    if _is_group(text):
        return Name("", literal=_without_braces(_decode(text)))
    try:
        person = Person(text)
    except PybtexError:
        return None
    suffix = _joined(person.lineage_names)
    if suffix and not _SUFFIX.fullmatch(suffix):
        return None
    name = Name(
        _joined(person.last_names), _joined(person.bibtex_first_names),
        _joined(person.prelast_names), suffix,
    )
    # BibTeX takes all before the last small word as the particle: "Mayoral del" of "Moral".
    if name.particle and not name.particle[0].islower():
        return replace(name, family=f"{name.particle} {name.family}", particle="")
    return name


def _is_group(text: str) -> bool:
    depth = 0
    for index, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return index > 1 and index == len(text) - 1 and text[1] != "\\"
    return False


def _joined(parts: list[str]) -> str:
    return _without_braces(_decode(" ".join(parts)))


# --- LaTeX ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Braces:
    """A pybtex backend that writes text, and braces around what was protected."""

    RenderType: type = field(default=str)

    def format_str(self, text: str) -> str:
        return text

    def format_protected(self, text: str) -> str:
        """An accented letter is written in braces for LaTeX's sake, not to protect it."""
        return text if len(text) == 1 and not text.isascii() else f"{{{text}}}"

    def render_sequence(self, parts: list[str]) -> str:
        return "".join(parts)


def _decode(text: str) -> str:
    """LaTeX as plain letters, with the braces that protect; left as it is if it is not LaTeX."""
    text = normalize("NFC", text.replace("\u00a0", " "))
    if not _LATEX.search(text):
        return text.replace("---", "\N{EM DASH}").replace("--", "\N{EN DASH}")
    simple = _DOTLESS.sub(r"\1\2", _FACE.sub("", text))
    simple = re.sub(r"(?<!\\)%", r"\%", simple)
    for pattern, stand_in, _ in _SIGNS:
        simple = pattern.sub(stand_in, simple)
    try:
        decoded = str(Text.from_latex(simple).render(_Braces()))
    except (PybtexError, ValueError, RecursionError):
        decoded = text
    for _, stand_in, sign in _SIGNS:
        decoded = decoded.replace(stand_in, sign)
    return " ".join(decoded.split())


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "")
