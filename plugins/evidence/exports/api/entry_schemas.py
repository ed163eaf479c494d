"""The schemas of the fields that only records of one type have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.entries.base import Certainty
from evidence.entries.claim import Claim, Effect, Evidence
from evidence.entries.faq import Faq
from evidence.entries.guide import Section
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Finding, Study
from evidence.entries.term import Code, Label, Term
from evidence.entries.term import Mapping as TermMapping
from evidence.exports.api.schema_parts import LINK, both
from evidence.exports.api.schema_words import (
    Schema,
    address,
    choices,
    date,
    flag,
    many,
    maybe,
    obj,
    one_of,
    string,
    the,
    whole,
)

STANCE = one_of("How the study stands to the claim.", choices(Evidence, "stance"))
LEVEL = one_of("How sure we are, after GRADE.", choices(Certainty, "level"))
STANDING = one_of("How well it is founded.", choices(Mechanism, "standing"))
VERDICT = one_of("What the evidence says of the claim.", choices(Claim, "verdict"))
EMERGENCY = maybe(the("text", "Whom to call in an emergency; show it with the text. Null: the text"
                              " is not about danger."))


def text(says: str) -> Schema:
    return the("text", says)


def own(**fields: Any) -> Schema:
    return {"properties": fields, "required": list(fields)}


STUDY = own(
    design=one_of("The design.", choices(Study, "design")),
    technique=one_of("What was studied.", choices(Study, "technique")),
    sample={"description": "How many took part, by what they are; empty: not reported.",
            "type": "object", "propertyNames": {"enum": choices(Study, "sample")},
            "additionalProperties": whole("How many.")},
    countries=maybe(many("Where it took place; null: not known.",
                         string("A country (ISO 3166-1).", pattern="^[A-Z]{2}$"))),
    population=text("Who took part."), intervention=text("What was done."),
    comparator=maybe(text("With what it was compared; null: with nothing, or not known.")),
    findings=many("What it found.", obj(
        "A finding.", text=text("The finding."),
        favours=maybe(one_of("Whom it favours; null: not a comparison.",
                            choices(Finding, "favours"))))),
    limitations=text("What weakens it."),
    funding=maybe(text("Who paid; null: not recorded by us.")),
    read=one_of("How much of it we have read.", choices(Study, "read")),
    unconfirmed=many("What nobody has confirmed: our texts say what is not known of it, and fields"
                     " of the reference are null.",
                     one_of("A field.", choices(Study, "unconfirmed"))),
    status=one_of("Whether it still stands.", choices(Study, "status")),
    since=maybe(date("Since when it has this status; null: not known, or it always had.")),
    notice=maybe(text("What the notice says; null: there is none.")),
    reference=maybe(obj(
        "The work itself; a field is null where it has none or nobody has confirmed it.",
        text=string("The reference as our pages print it."),
        title=maybe(string("Its own title.")), journal=maybe(string("The journal.")),
        year=maybe(string("The year.")), doi=maybe(string("The DOI, without https://doi.org/.")),
        pmid=maybe(string("The number in PubMed.")),
        pmcid=maybe(string("The number in PubMed Central.")),
        url=maybe(address("Another address.")))),
    claims=many("The claims for which it is evidence.", obj(
        "A claim.", **LINK, stance=STANCE, verdict=VERDICT)),
)

CLAIM = own(
    verdict=VERDICT,
    technique=one_of("What the claim is about.", choices(Claim, "technique")),
    certainty=obj("How sure we are. Show it with the verdict.", level=LEVEL,
                  because=many("What lowered it.", one_of("A reason.",
                                                         choices(Certainty, "because"))),
                  note=maybe(text("More on it; null: there is none."))),
    said_as=many("Other ways in which it is said.", text("A way.")),
    attributed_to=maybe(text("Whom popular sources name for it; null: nobody that we know of.")),
    evidence=many("What speaks for and against it.", obj(
        "A study and its stance.", study=the("study", "The study."), stance=STANCE,
        note=text("What it shows."))),
    effects=many("What comparisons found.", obj(
        "An effect.",
        direction=one_of("What happened to the outcome.", choices(Effect, "direction")),
        certainty=LEVEL,
        sentence=text("The effect as a sentence, with GRADE's verb for the certainty."),
        intervention=text("What was done."), outcome=text("What was measured."),
        comparator=text("With what it was compared."), time=text("When it was measured."),
        figure=maybe(the("figure", "The number behind it; null: none was reported.")))),
    answer=text("The whole answer."), unknown=text("What would change our mind."),
    emergency=EMERGENCY,
)

MECHANISM = own(
    standing=STANDING, standing_note=text("Why."), meaning=text("What it means for the reader."),
    steps=many("The chain, step by step.", obj(
        "A step.", title=text("What it is called."), text=text("What is said to happen."),
        standing=STANDING,
        claims=many("The claims that test it.", the("link", "A claim.")))),
    key_figures=many("The figures that tell most.", the("figure", "A figure.")),
    known=text("What the evidence says."), unknown=text("What is not known."),
    emergency=EMERGENCY,
)

FAQ = own(
    category=one_of("What the question is about.", choices(Faq, "category")),
    answer=text("The whole answer."), emergency=EMERGENCY,
    claims=many("The claims it rests on.", the("link", "A claim.")),
)

GUIDE = own(
    order=whole("Its place among the guides, which follow a patient's way."),
    checklist=many("What to do, in short.", text("An item.")),
    sections=many("The sections.", obj(
        "A section.", id=string("Its name in addresses."),
        aspect=one_of("What it tells, after schema.org's HealthAspectEnumeration.",
                     choices(Section, "aspect")),
        safety=flag("Whether it is about danger; then no outdated translation is ever shown."),
        title=text("Its title."), text=maybe(text("Its text; null: it is only a list.")),
        checklist=many("Its list.", text("An item.")),
        icons=many("Figures that our pages draw as dots.", the("figure", "A figure.")),
        emergency=EMERGENCY, pages=the("addresses", "Its place on the pages."),
        forms=both("The section in forms that other websites can show.",
                   the("forms", "The forms for these readers.")))),
)

ARGUMENT = obj(
    "Who argues: either a study of ours or another work.",
    study=maybe(the("study", "The study; null: it is another work.")),
    work=maybe(text("The work, in words; null: it is a study.")),
    note=maybe(text("What is argued; null: not told.")))

TERM = own(
    emergency=EMERGENCY,
    tradition=one_of("Who uses the concept.", choices(Term, "tradition")),
    domain=one_of("What the concept belongs to.", choices(Term, "domain")),
    abbreviation=maybe(string("Its abbreviation; null: none that we know of.")),
    labels=many("Its words in all languages.", obj(
        "A word.", lang=string("Its language (BCP 47)."), text=string("The word."),
        status=one_of("Which word to use.", choices(Label, "status")),
        seen=flag("Whether we have seen it in use."),
        tradition=maybe(one_of("Who uses this word; null: all who use the concept.",
                              choices(Label, "tradition"))),
        ambiguous=flag("Whether it has other senses too."),
        note=maybe(text("More on it; null: there is none.")))),
    broader=many("Wider concepts of the same tradition.", the("link", "A term.")),
    narrower=many("Narrower concepts of the same tradition.", the("link", "A term.")),
    mappings=many("How it stands to concepts of the other tradition.", obj(
        "A mapping, as this term sees it.",
        relation=one_of("The relation (SKOS): broad where the other one is wider. none: the two do"
                       " not correspond.", choices(TermMapping, "relation")),
        to=maybe(the("link", "The other term; null: the other tradition has no such concept.")),
        confidence=one_of("How sure we are of it.", choices(TermMapping, "confidence")),
        contested=flag("Whether people disagree about it."),
        note=text("Why."), argued_by=many("Who argues for it.", ARGUMENT),
        disputed_by=many("Who disputes it.", ARGUMENT))),
    codes=many("Its numbers in schemes that others keep.", obj(
        "A code.", scheme=one_of("The scheme.", choices(Code, "scheme")),
        code=string("The code."),
        label=maybe(string("What the scheme calls it; null: not recorded by us.")),
        uri=maybe(address("Its address in the scheme; null: the scheme has none.")),
        relation=one_of("How our concept stands to the code (SKOS).", choices(Code, "relation")),
        pages=address("All our pages behind this code, as JSON."))),
    notes=maybe(text("Notes; null: none.")),
    wording=maybe(text("How the word differs by region, and traps for translators; null: none"
                       " that we know of.")),
    law=maybe(text("Where a law decides what the word stands for; null: nowhere that we know"
                   " of.")),
)

OWN_SCHEMAS: Mapping[str, Schema] = {
    "study": STUDY, "claim": CLAIM, "mechanism": MECHANISM, "faq": FAQ, "guide": GUIDE,
    "term": TERM,
}
"""By the name of the type."""
