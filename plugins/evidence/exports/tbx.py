"""The terms as TBX for translation tools, in both editions of ISO 30042.

``crosswalk.tbx`` is TBX-Basic of ISO 30042:2019 (DCA style), ``crosswalk-2008.tbx`` that of 2008,
which many tools still ask for. Forms to avoid have the administrative status "deprecated".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from evidence.entries.term import LANGUAGE_TAGS, Label, Term
from evidence.exports.terminology import FOLDER, TITLE, Made, Terminology
from evidence.outputs import OutputFile

STATUS = {"preferred": "preferredTerm-admn-sts", "alternative": "admittedTerm-admn-sts",
          "avoid": "deprecatedTerm-admn-sts"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Names:
    """What the elements are called in an edition of the standard."""

    root: str
    header: str
    entry: str
    language: str
    term: str


NEW = Names("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec")
OLD = Names("martif", "martifHeader", "termEntry", "langSet", "tig")


def export_tbx(made: Made) -> Iterator[OutputFile]:
    """Both files."""
    terms = made.terminology
    if not terms.terms:
        return
    for name, names in (("crosswalk.tbx", NEW), ("crosswalk-2008.tbx", OLD)):
        root = _document(terms, names)
        ElementTree.indent(root, " ")
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        if names is OLD:
            head += '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
        yield OutputFile(f"{FOLDER}{name}",
                         head + ElementTree.tostring(root, encoding="unicode") + "\n")


def _document(terms: Terminology, names: Names) -> Element:
    root = Element(names.root, {"type": "TBX-Basic", XML_LANG: "en"})
    if names is NEW:
        root.attrib |= {"style": "dca", "xmlns": "urn:iso:std:iso:30042:ed-2"}
    head = SubElement(SubElement(root, names.header), "fileDesc")
    SubElement(SubElement(head, "titleStmt"), "title").text = TITLE
    SubElement(SubElement(head, "sourceDesc"), "p").text = (
        f"{terms.made.site_url or 'Needling Evidence'}, {terms.updated}. CC BY 4.0.")
    if names is OLD:
        coding = SubElement(root[0], "encodingDesc")
        SubElement(coding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    body = SubElement(SubElement(root, "text"), "body")
    for term in terms.terms:
        _entry(body, terms, term, names)
    return root


def _entry(body: Element, terms: Terminology, term: Term, names: Names) -> None:
    entry = SubElement(body, names.entry, {"id": f"c-{term.id}"})
    _descrip(entry, "subjectField", term.tradition)
    if terms.made.site_url:
        SubElement(entry, "xref", {"type": "externalCrossReference",
                                   "target": terms.page_url(term)}).text = terms.label(term.id)
    definitions: dict[str, list[str]] = {}
    for lang, audience, said in terms.definitions(term):
        # A translator reads the precise one; the plain one comes after it.
        definitions.setdefault(lang, []).insert(0 if audience == "clinician" else 1, said)
    for lang, found in term.labels.items():
        section = SubElement(entry, names.language, {XML_LANG: LANGUAGE_TAGS.get(lang, lang)})
        for said in dict.fromkeys(definitions.get(lang, ())):
            _descrip(section, "definition", said)
        for label in found:
            _term(section, label, names)


def _descrip(parent: Element, kind: str, said: str) -> None:
    SubElement(parent, "descrip", {"type": kind}).text = said


def _term(section: Element, label: Label, names: Names) -> None:
    part = SubElement(section, names.term)
    SubElement(part, "term").text = label.text
    SubElement(part, "termNote", {"type": "administrativeStatus"}).text = STATUS[label.status]
    if label.note:
        SubElement(part, "note").text = label.note.clinician.text
    if label.tradition:
        SubElement(part, "note").text = f"Used in {label.tradition.replace('-', ' ')}."
    if not label.seen:
        SubElement(part, "note").text = "Not seen in use by us."
