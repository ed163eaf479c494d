"""The mappings as SSSOM TSV: those between the traditions, and those to the codes of others.

Source: A Simple Standard for Sharing Ontological Mappings (Matentzoglu et al. 2022), version 1.
What does not correspond is a mapping with the modifier ``Not``; what has no counterpart at all
leads to ``sssom:NoTermFound``. Our confidence is a word, not a number, and stands in ``other``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from evidence.entries.term import Argument, Term
from evidence.exports.terminology import FOLDER, LICENCE, TITLE, Made, Terminology, code_uri
from evidence.outputs import OutputFile

PREDICATES = {"exact": "skos:exactMatch", "close": "skos:closeMatch", "broad": "skos:broadMatch",
              "narrow": "skos:narrowMatch", "related": "skos:relatedMatch",
              "none": "skos:mappingRelation"}
COLUMNS = ("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
           "object_label", "mapping_justification", "subject_source", "object_source",
           "comment", "other")
JUSTIFIED = "semapv:ManualMappingCuration"
PREFIXES = {"skos": "http://www.w3.org/2004/02/skos/core#",
            "semapv": "https://w3id.org/semapv/vocab/", "sssom": "https://w3id.org/sssom/",
            "MESH": "http://id.nlm.nih.gov/mesh/", "ICD11": "http://id.who.int/icd/entity/"}


def export_sssom(made: Made) -> Iterator[OutputFile]:
    """``crosswalk.sssom.tsv`` and ``codes.sssom.tsv``."""
    terms = made.terminology
    if not terms.terms:
        return
    yield _file(terms, "crosswalk", TITLE, _between(terms), ("skos", "semapv", "sssom"))
    yield _file(terms, "codes", f"{TITLE}: codes of MeSH and ICD-11", _to_codes(terms),
                ("skos", "semapv", "MESH", "ICD11"))


def _file(terms: Terminology, name: str, title: str, rows: Iterator[Mapping[str, str]],
          prefixes: tuple[str, ...]) -> OutputFile:
    head = [
        "curie_map:", f"  ne: {terms.base}", *(f"  {p}: {PREFIXES[p]}" for p in prefixes),
        f"license: {LICENCE}", f"mapping_set_id: {terms.base}{name}-mappings",
        f'mapping_set_title: "{title}"', f'mapping_set_version: "{terms.updated}"',
        f"mapping_date: {terms.updated}",
    ]
    out = io.StringIO()
    out.writelines(f"#{line}\n" for line in head)
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return OutputFile(f"{FOLDER}{name}.sssom.tsv", out.getvalue())


def _between(terms: Terminology) -> Iterator[dict[str, str]]:
    for link in terms.links():
        subject = terms.crosswalk.terms[link.term]
        other = terms.crosswalk.terms.get(link.other)
        yield {
            "subject_id": f"ne:{link.term}", "subject_label": terms.label(link.term),
            "predicate_id": PREDICATES[link.relation] if other else PREDICATES["exact"],
            "predicate_modifier": "Not" if other and link.relation == "none" else "",
            "object_id": f"ne:{link.other}" if other else "sssom:NoTermFound",
            "object_label": terms.label(link.other),
            "mapping_justification": JUSTIFIED,
            "subject_source": _scheme(subject.tradition),
            "object_source": _scheme(other.tradition if other else _opposite(subject)),
            "comment": terms.words(link.data.note),
            "other": _other(terms, link.data.confidence, link.data.contested,
                            link.data.argued_by, link.data.disputed_by),
        }


def _scheme(tradition: str) -> str:
    return f"ne:scheme-{tradition}" if tradition != "shared" else ""


def _opposite(term: Term) -> str:
    return {"dry-needling": "acupuncture", "acupuncture": "dry-needling"}.get(term.tradition, "")


def _other(terms: Terminology, confidence: str, contested: bool, argued: tuple[Argument, ...],
           disputed: tuple[Argument, ...]) -> str:
    parts = [f"confidence={confidence}", f"contested={'yes' if contested else 'no'}"]
    for name, side in (("argued_by", argued), ("disputed_by", disputed)):
        who = [argument.study or (terms.words(argument.work) if argument.work else "")
               for argument in side]
        parts += [f"{name}={' / '.join(who)}"] if who else []
    return "; ".join(parts)


def _to_codes(terms: Terminology) -> Iterator[dict[str, str]]:
    for term in terms.terms:
        for code in term.codes:
            uri = code_uri(code)
            prefix = {"mesh": "MESH", "icd-11": "ICD11"}.get(code.scheme)
            if uri and prefix:
                yield {
                    "subject_id": f"ne:{term.id}", "subject_label": terms.label(term.id),
                    "predicate_id": PREDICATES[code.relation], "predicate_modifier": "",
                    "object_id": f"{prefix}:{uri.rpartition('/')[2]}",
                    "object_label": code.label or "", "mapping_justification": JUSTIFIED,
                    "subject_source": _scheme(term.tradition),
                }
