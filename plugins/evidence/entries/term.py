"""A term: one concept of one tradition, its labels, and how it maps to the other tradition."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.entries.base import Entry, Flag, StudyLink, TermLink, Value
from evidence.entries.text import Passage, Text

Tradition = Literal["dry-needling", "acupuncture", "shared"]
LabelLanguage = Literal[
    "en", "ko", "zh-Hant", "zh-Hans", "zh-Latn", "ja", "pt-BR", "es", "fr", "de"
]
Relation = Literal["exact", "close", "broad", "narrow", "related", "none"]


class Label(Value):
    """A word for the concept. ``seen`` says whether the form was seen in use."""

    text: str
    status: Literal["preferred", "alternative", "avoid"] = "alternative"
    seen: Flag
    note: str | None = None


class Code(Value):
    """The concept's number in a scheme that others keep."""

    scheme: Literal["mesh", "icd-11", "who-2022"]
    code: str
    label: str | None = None


class Argument(Value):
    """Who argues for or against a mapping: a study of ours, or a name with its year."""

    study: StudyLink | None = None
    work: str | None = None
    note: Text | None = None


class Mapping(Value):
    """This concept stands in ``relation`` to ``to`` (SKOS mapping properties).

    ``broad`` means that ``to`` is the wider concept, ``narrow`` that it is the narrower one;
    ``none`` says that the two do not correspond, and ``note`` says why.
    """

    to: TermLink
    relation: Relation
    confidence: Literal["high", "moderate", "low"]
    contested: Flag = False
    argued_by: tuple[Argument, ...] = ()
    disputed_by: tuple[Argument, ...] = ()
    note: Text


class Term(Entry):
    """``content/terms/<id>.yaml``."""

    kind = "term"
    folder = "terms"

    tradition: Tradition
    labels: Annotated[dict[LabelLanguage, tuple[Label, ...]], Field(min_length=1)]
    abbreviation: str | None = None
    definition: Text
    codes: tuple[Code, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    notes: Text | None = None

    def label(self, lang: str) -> Passage:
        """The word to use in a language; the English one, marked as such, where there is none."""
        for code in (lang, "en"):
            usable = [x for x in self.labels.get(code, ()) if x.status != "avoid"]  # type: ignore[call-overload]
            usable.sort(key=lambda label: label.status != "preferred")
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
