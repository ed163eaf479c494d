"""A term: one concept of one tradition, its labels, and how it maps to the other tradition."""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from evidence.entries.base import Entry, Flag, StudyLink, TermLink, Value, Words
from evidence.entries.describing import given
from evidence.entries.term_lists import (
    CodeRelation,
    Confidence,
    Domain,
    LabelLanguage,
    LabelStatus,
    Relation,
    Scheme,
    Side,
    Tradition,
)
from evidence.entries.text import Passage, Text

LANGUAGE_TAGS = {"zh-Latn": "zh-Latn-pinyin"}
"""How a language of the labels is called in HTML and RDF (BCP 47), where it is another name."""


class Label(Value):
    """A word for the concept."""

    text: Words = Field(
        description="The word as it stands in running text.",
        examples=["active trigger point", "活動性トリガーポイント"])
    status: LabelStatus = Field(
        "alternative", description="Whether to use the word.", examples=["preferred", "avoid"])
    seen: Flag = Field(
        description="Whether the form was seen in use; a word of our making was not.",
        examples=[True, False])
    tradition: Side | None = Field(
        None, description="Which tradition uses this word, where both share the concept.",
        examples=["dry-needling", "acupuncture"])
    ambiguous: Flag = Field(
        False, description="Whether the word has other senses too. Where a text uses it, nothing "
        "is linked.",
        examples=[True, False])
    note: Text | None = Field(
        None, description="What a reader should know of the word.",
        examples=["WHO 3118; reads like any needling of muscle"])


class Code(Value):
    """The concept's number in a scheme that others keep."""

    scheme: Scheme = Field(description="Who keeps the number.", examples=["mesh", "who-2022"])
    code: Words = Field(
        description="The number as the scheme writes it.", examples=["D061028", "2908"])
    uri: str | None = Field(
        None, pattern=r"^https?://[A-Za-z0-9_./-]+$",
        description="Its address, where the scheme has one that the number does not give.",
        examples=["http://id.who.int/icd/entity/1640759172"])
    label: Words | None = Field(
        None, description="What the scheme calls it.",
        examples=["Trigger Points", "Traumatic pneumothorax"])
    relation: CodeRelation = Field(
        "exact", description="How our concept stands to theirs (SKOS): broad where theirs is the "
        "wider one.",
        examples=["exact", "broad"])


class Argument(Value):
    """Who argues for or against a correspondence: a study of ours, or a work in words."""

    model_config = ConfigDict(json_schema_extra={
        "if": given("study"), "then": {"not": given("work")}, "else": given("work"),
    })

    study: StudyLink | None = Field(
        None, description="The id of a study of ours. Give either a study or a work.",
        examples=["birch2003", "quintner2015"])
    work: Text | None = Field(
        None, description="A work in words, where it is no study of ours.",
        examples=["Lee, Lee and Chae (2022)"])
    note: Text | None = Field(
        None, description="What is argued.",
        examples=["In muscle pain, the authors cannot tell the two apart [@lees2022a]."])

    @model_validator(mode="after")
    def _names_somebody(self) -> Argument:
        if (self.study is None) == (self.work is None):
            raise PydanticCustomError("one_name", "expected either 'study' or 'work'")
        return self


class Mapping(Value):
    """This concept stands in ``relation`` to ``to`` (SKOS mapping properties)."""

    model_config = ConfigDict(json_schema_extra={
        "if": {"properties": {"relation": {"const": "none"}}}, "else": given("to"),
    })

    to: TermLink | None = Field(
        None, description="The id of the term it is compared with. Without it, and with the "
        "relation none: the other tradition has no such concept.",
        examples=["ashi-point", "de-qi"])
    relation: Relation = Field(
        description="How this concept stands to the other (SKOS).", examples=["broad", "none"])
    confidence: Confidence = Field(
        description="How sure we are of the relation.", examples=["moderate", "low"])
    contested: Flag = Field(
        False, description="Whether researchers disagree on it. Then both sides are named.",
        examples=[True, False])
    argued_by: tuple[Argument, ...] = Field(
        (), description="Those who see a correspondence, or the relation given here.",
        examples=[[{"work": "Fan, Xu and Li (2017)",
                    "note": "Say that dry needling grew out of a part of Ashi needling [@fan2017]."
                    }]])
    disputed_by: tuple[Argument, ...] = Field(
        (), description="Those who see none, or another one.",
        examples=[[{"study": "quintner2015",
                    "note": "Rejects the theory of trigger points, and so what would be matched."
                    }]])
    note: Text = Field(
        description="Why this relation, and where the two differ.",
        examples=["An Ashi point does not have to give you the pain you came with. So Ashi is the "
                  "wider idea."])

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Mapping:
        if self.to is None and self.relation != "none":
            raise PydanticCustomError("no_target", "expected 'to', the term it is compared with")
        return self


class Term(Entry):
    """``content/terms/<id>.yaml``."""

    kind = "term"
    folder = "terms"

    tradition: Tradition = Field(
        description="Whose concept it is.", examples=["dry-needling", "shared"])
    domain: Domain = Field(
        description="The field it belongs to.", examples=["points", "technique"])
    labels: dict[LabelLanguage, tuple[Label, ...]] = Field(
        min_length=1, description="The words for the concept, by language.",
        examples=[{"en": [{"text": "winding", "seen": False, "ambiguous": True,
                           "note": "also used for what the tissue does round a turned needle"}],
                   "de": [{"text": "Nadelrotation", "status": "preferred", "seen": False}]}])
    abbreviation: Words | None = Field(
        None, description="The abbreviation that English texts use.", examples=["aTrP", "LTR"])
    definition: Text = Field(
        description="What the concept is, in two or three sentences.",
        examples=["A trigger point that gives you your own pain when it is pressed."])
    broader: tuple[TermLink, ...] = Field(
        (), description="Ids of wider concepts of the same tradition (SKOS).",
        examples=[["trigger-point"]])
    codes: tuple[Code, ...] = Field(
        (), description="The numbers of the concept in schemes that others keep.",
        examples=[[{"scheme": "mesh", "code": "D061028", "relation": "broad",
                    "label": "Trigger Points"}]])
    mappings: tuple[Mapping, ...] = Field(
        (), description="How the concept stands to concepts of the other tradition. A mapping is "
        "written once, at one of the two terms.",
        examples=[[{"to": "ashi-point", "relation": "broad", "confidence": "moderate",
                    "note": "Ashi is the wider idea."}]])
    notes: Text | None = Field(
        None, description="What else a reader should know.",
        examples=["In most people he needled just under the skin [@baldry2002]."])
    wording: Text | None = Field(
        None, description="How the word differs by region, and the traps for those who translate "
        "it.",
        examples=["The word active does not mean that the muscle is working."])
    law: Text | None = Field(
        None, description="Where a law or a court decides what the word stands for.",
        examples=["In South Korea courts were asked whether this needling is acupuncture."])

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
