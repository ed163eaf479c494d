"""Works as BibTeX, in UTF-8.

Signs that mean something to LaTeX are escaped; DOIs and addresses are not, as biblatex reads them
to the letter. Braces in a title protect capitals, as in the source. Our page stands in
``annote``, which no usual style prints; a retraction in ``note``, which all of them print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.bibliography import Name
from evidence.citations.names import spread_initials
from evidence.exports.works import Work, one_line

PUBLISHERS: Mapping[str, str] = {
    "thesis": "institution", "phdthesis": "school", "mastersthesis": "school",
    "report": "institution", "techreport": "institution", "misc": "howpublished",
}
"""The field that says who published a work, where it is not ``publisher``."""
_ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    # An escaped brace would still be counted, and leave the field open.
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}
_VERBATIM = ("doi", "url", "pmid", "pmcid")


def bibtex(work: Work) -> str:
    """One record, a field a line."""
    known = work.reference
    fields = [(name, one_line(value)) for name, value in _fields(work)]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{known.type}{{{known.key},\n{lines}}}\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    known = work.reference
    names = [author(name) for name in known.authors]
    yield "author", " and ".join([*names, "others"] if known.others else names)
    yield "title", protected(known.title)
    plain = {
        "journal": known.journal, "booktitle": known.booktitle, "year": known.year,
        "volume": known.volume, "number": known.issue,
        "pages": re.sub(r"(?<=\w)-(?=\w)", "--", known.pages),
        PUBLISHERS.get(known.type, "publisher"): known.publisher,
        "edition": known.edition, "langid": known.language,
    }
    yield from ((name, escaped(value)) for name, value in plain.items())
    yield from ((name, getattr(known, name)) for name in _VERBATIM)
    yield "note", escaped(work.note)
    yield "annote", escaped(work.appraisal)


def escaped(text: str) -> str:
    """Plain text as LaTeX writes it."""
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def protected(title: str) -> str:
    """A title as LaTeX writes it, with the braces that protect its capitals; without braces where
    they do not come in pairs.
    """
    if not _paired(title):
        title = title.replace("{", "").replace("}", "")
    return "".join(sign if sign in "{}" else escaped(sign) for sign in title)


def _paired(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def author(name: Name) -> str:
    """``van der Berg, Jr., J. P.``; braces keep a group together, and a family name that BibTeX
    would otherwise take apart.
    """
    if name.literal:
        return f"{{{escaped(name.literal)}}}"
    family, given = escaped(name.family), escaped(spread_initials(name.given))
    if re.search(r"(^|\s)[a-z]", family) or (" " in family and not given):
        family = f"{{{family}}}"
    parts = (f"{name.particle} {family}".strip(), escaped(name.suffix), given)
    return ", ".join(part for part in parts if part)
