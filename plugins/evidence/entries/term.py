"""A term: one concept of one tradition, its labels, and how it maps to the other tradition."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from evidence.entries.base import Entry, Flag, StudyLink, TermLink, Value
from evidence.entries.text import Passage, Text

Tradition = Literal["dry-needling", "acupuncture", "shared"]
LabelLanguage = Literal[
    "en", "ko", "zh-Hant", "zh-Hans", "zh-Latn", "ja", "pt-BR", "es", "fr", "de"
]
LANGUAGE_TAGS = {"zh-Latn": "zh-Latn-pinyin"}
"""How a language of the labels is called in HTML and RDF (BCP 47), where it is another name."""
Relation = Literal["exact", "close", "broad", "narrow", "related", "none"]
Domain = Literal[
    "points", "assessment", "physiology", "responses", "interventions", "technique", "devices",
    "conditions", "theory", "safety", "research",
]


class Label(Value):
    """A word for the concept. ``seen`` says whether the form was seen in use.

    Where both traditions share the concept, ``tradition`` names the one that uses this word.
    An ``ambiguous`` word has other senses too: where a text uses it, nothing is linked.
    """

    text: str
    status: Literal["preferred", "alternative", "avoid"] = "alternative"
    seen: Flag
    tradition: Literal["dry-needling", "acupuncture"] | None = None
    ambiguous: Flag = False
    note: Text | None = None


class Code(Value):
    """The concept's number in a scheme that others keep.

    ``relation`` is that of our concept to theirs: ``broad`` where theirs is the wider one.
    """

    scheme: Literal["mesh", "icd-11", "who-2022"]
    code: str
    uri: Annotated[str, Field(pattern=r"^https?://[\w./-]+$")] | None = None
    label: str | None = None
    relation: Literal["exact", "close", "broad", "narrow", "related"] = "exact"


class Argument(Value):
    """Who argues for or against a correspondence: a study of ours, or a work in words."""

    study: StudyLink | None = None
    work: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _names_somebody(self) -> Argument:
        if (self.study is None) == (self.work is None):
            raise PydanticCustomError("one_name", "expected either 'study' or 'work'")
        return self


class Mapping(Value):
    """This concept stands in ``relation`` to ``to`` (SKOS mapping properties).

    ``broad`` means that ``to`` is the wider concept, ``narrow`` that it is the narrower one;
    ``none`` says that the two do not correspond, and ``note`` says why. ``none`` without ``to``:
    the other tradition has no such concept. ``argued_by`` are those who see a correspondence, or
    the relation given here; ``disputed_by`` those who do not, or see another one.
    """

    to: TermLink | None = None
    relation: Relation
    confidence: Literal["high", "moderate", "low"]
    contested: Flag = False
    argued_by: tuple[Argument, ...] = ()
    disputed_by: tuple[Argument, ...] = ()
    note: Text

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Mapping:
        if self.to is None and self.relation != "none":
            raise PydanticCustomError("no_target", "expected 'to', the term it is compared with")
        return self


class Term(Entry):
    """``content/terms/<id>.yaml``."""

    kind = "term"
    folder = "terms"

    tradition: Tradition
    domain: Domain
    labels: Annotated[dict[LabelLanguage, tuple[Label, ...]], Field(min_length=1)]
    abbreviation: str | None = None
    definition: Text
    broader: tuple[TermLink, ...] = ()
    """Wider concepts of the same tradition (SKOS)."""
    codes: tuple[Code, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    notes: Text | None = None
    wording: Text | None = None
    """How the word differs by region, and the traps for those who translate it."""
    law: Text | None = None
    """Where a law or a court decides what the word stands for."""

    def label(self, lang: str, tradition: str = "") -> Passage:
        """The word to use in a language; the English one, marked as such, where there is none.

        With a ``tradition``, the word that this tradition uses for a concept they share.
        """
        for code in (lang, "en"):
            usable = [x for x in self.labels.get(code, ()) if x.status != "avoid"]  # type: ignore[call-overload]
            usable.sort(key=lambda label: (
                bool(tradition) and label.tradition not in (None, tradition),
                label.status != "preferred", label.tradition != (tradition or None)))
            if usable:
                return Passage(usable[0].text, code, "current" if code == lang else "missing")
        return Passage(self.id.replace("-", " "))

    @property
    def heading(self) -> Text:
        label = self.label("en")
        return Text.model_construct(patient=label, clinician=label)

    @property
    def lead(self) -> Text | None:
        return self.definition
