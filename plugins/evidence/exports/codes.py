"""From the codes that others use to our pages: ``/codes/mesh/D000079245.json``.

A record system that knows a code finds here what it can show, in each language. A code may stand
for several of our terms, each with its relation to the code (SKOS).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence import addresses
from evidence.entries.term import Code, Term
from evidence.exports.open_data import TERMS_OF_USE, VERSION, Places, Record, json_file
from evidence.exports.terminology import Made, code_uri
from evidence.library import Library
from evidence.outputs import OutputFile

Coded = Mapping[tuple[str, str], Sequence[tuple[Term, Code]]]


def export_codes(made: Made) -> Iterator[OutputFile]:
    """``/codes/index.json``, and a file for each code."""
    places, coded = Places(made), by_code(made.library)
    head = {"api": VERSION, "licence": TERMS_OF_USE}
    rows = [{**concept([code for _, code in found]),
             "pages": places.url(addresses.code(*place))} for place, found in coded.items()]
    yield json_file(f"{addresses.CODES}index.json", {**head, "codes": rows})
    for place, found in coded.items():
        terms = [_term(made, term, code) for term, code in found]
        yield json_file(addresses.code(*place),
                        {**head, **concept([code for _, code in found]), "terms": terms})


def by_code(library: Library) -> Coded:
    """The terms behind each code, by scheme and code; what is exactly the code comes first."""
    found: dict[tuple[str, str], list[tuple[Term, Code]]] = {}
    for term in library.of_type(Term):
        for code in term.codes:
            found.setdefault((code.scheme, code.code), []).append((term, code))
    return {place: sorted(found[place], key=lambda item: (item[1].relation != "exact",
                                                          item[0].id)) for place in sorted(found)}


def concept(codes: Sequence[Code]) -> Record:
    """What is known of a code, from whichever of our terms it stands at."""
    first = codes[0]
    return {"scheme": first.scheme, "code": first.code,
            "uri": next((uri for code in codes if (uri := code_uri(code))), None),
            "label": next((code.label for code in codes if code.label), None)}


def _term(made: Made, term: Term, code: Code) -> Record:
    places = Places(made)
    return {"id": term.id, "relation": code.relation, "languages": {
        lang: {
            "title": term.label(lang).text,
            "translated": made.library.is_translated(term.id, lang),
            "pages": places.pages(term, lang), "api": places.entry(term, lang),
        } for lang in made.library.locales}}
