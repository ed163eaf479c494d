"""The published JSON Schemas: what each field of the API means."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.addresses import CHANGES, CITATION_FORMATS
from evidence.editions import AUDIENCES
from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Study
from evidence.entries.term import Code, Term
from evidence.exports.api.entry_schemas import OWN_SCHEMAS
from evidence.exports.api.schema_parts import PARTS, both
from evidence.exports.api.schema_words import (
    Schema,
    address,
    by_name,
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
from evidence.exports.open_data import VERSION

KINDS = tuple(entry_type.kind for entry_type in ENTRY_TYPES)
API = {"description": "The version of the API. Within it fields are added, never taken away.",
       "const": VERSION}
LICENCE = obj(
    "Under which terms all of this may be used, also for money: name where it comes from.",
    id=string("The licence's SPDX identifier."), url=address("The text of the licence."))
HEADING: Mapping[str, Schema] = {
    "id": string("The name of the entry, the same in every language; it does not change."),
    "kind": one_of("The type of the entry.", KINDS),
    "lang": string("The language of this file (BCP 47)."),
    "title": the("text", "What the entry is called: of a claim the statement that is checked."),
    "summary": maybe(the("text", "The sentences that stand for the entry.")),
    "topics": many("What it is about.", one_of("A topic.", choices(Entry, "topics"))),
    "pages": the("addresses", "The pages for readers."),
    "updated": date("When the entry last changed in this language."),
}
FORMS = both("The pages in forms that other websites can show.",
             the("forms", "The forms for these readers."))

ENTRY: Schema = {
    "title": "Entry",
    **obj(
        "An entry of the library in one language. Null always means: not known, or there is none;"
        " each field says which. A text for patients and one for clinicians stand side by side.",
        api=API, **HEADING, forms=FORMS,
        languages=by_name("This entry in each language, as JSON.", address("Its address.")),
        figures=many("Every figure that the entry reports, or that its texts print.",
                     the("figure", "A figure.")),
        sources=many("The keys of the works that the entry cites, weighs or takes a figure from;"
                     " of a study its own. They are ids of studies, and the ids in CSL-JSON.",
                     string("A key.")),
        citations=maybe(obj("Those works to take away; null: there are none.", **{
            form: address(f"The works as {media_type}.")
            for form, media_type in CITATION_FORMATS.items()})),
        shaken_by=many("Studies below this entry that were retracted, corrected or called into"
                       " question. Show them beside whatever you show of the entry.",
                       the("study", "Such a study.")),
        related=many("What to read next.", the("link", "An entry.")),
        translation=maybe(obj(
            "How far the translation is; null in the language the entry was written in.",
            status=maybe(one_of("Who has looked at it; null: nobody has translated anything yet.",
                               ("machine", "draft", "reviewed", "clinician-reviewed"))),
            texts=obj("How many texts are in which state; one that both audiences read counts"
                      " once.",
                      current=whole("Translations of the source as it is now."),
                      stale=whole("Translations of an older source."),
                      missing=whole("Texts that stand here in the source language.")))),
        reviewed=maybe(obj(
            "The clinical review; null: no clinician has reviewed the entry yet. Say so.",
            by=string("Who reviewed it."), role=string("What the reviewer does."),
            on=date("When."), due=date("When it is to be reviewed again."),
            conflicts=string("Interests that the reviewer declared."))),
        searched=maybe(date("When the evidence was last searched; null: not recorded.")),
        attribution=string("Whom to name."), licence=LICENCE,
    ),
    "allOf": [{"if": {"properties": {"kind": {"const": kind}}}, "then": schema}
              for kind, schema in OWN_SCHEMAS.items()],
    "$defs": PARTS,
}

LIST: Schema = {
    "title": "List",
    **obj(
        "All entries of a type in one language, in short.",
        api=API, kind=HEADING["kind"], lang=HEADING["lang"], licence=LICENCE,
        entries=many("The entries, by id.", obj(
            "An entry in short.", **HEADING,
            facets={
                "description": "Words by which the list can be narrowed down; which there are,"
                               " depends on the type.",
                "type": "object",
                "properties": {
                    "verdict": one_of("Of claims.", choices(Claim, "verdict")),
                    "certainty": one_of("Of claims.", ("high", "moderate", "low", "very-low")),
                    "technique": one_of("Of claims and studies.", choices(Study, "technique")),
                    "design": one_of("Of studies.", choices(Study, "design")),
                    "status": one_of("Of studies.", choices(Study, "status")),
                    "standing": one_of("Of mechanisms.", choices(Mechanism, "standing")),
                    "category": one_of("Of questions.", choices(Faq, "category")),
                    "tradition": one_of("Of terms.", choices(Term, "tradition")),
                    "domain": one_of("Of terms.", choices(Term, "domain")),
                }},
            translated=flag("Whether any of it is in this language; else it is in English."),
            api=address("The whole entry, as JSON."))),
    ),
    "$defs": PARTS,
}

INDEX: Schema = {
    "title": "Index",
    **obj(
        "Where to begin.",
        api=API, title=string("The name of the site."), licence=LICENCE,
        updated=maybe(date("When any entry last changed; null: there are none.")),
        languages=many("The languages.", obj(
            "A language.",
            lang=HEADING["lang"], name=string("What the language calls itself."),
            direction=one_of("In which direction it is written.", ("ltr", "rtl")),
            source=flag("Whether the entries were written in it; all others are translations."),
            lists=by_name("The lists of entries, by folder.", address("A list.")),
            changes=obj("The feeds of what changed; null: the site has no address.", **{
                form: maybe(address(f"The feed as {media_type}."))
                for form, media_type in CHANGES.items()}),
            documentation=address("A page that explains the API in this language."))),
        kinds=many("The types of entries.", obj(
            "A type.", kind=HEADING["kind"], folder=string("Its name in addresses."),
            entries=whole("How many there are."))),
        entry=string("The address of an entry, with places for language, folder and id."),
        manifest=address("Every page and section with a fingerprint."),
        codes=address("Codes of MeSH, ICD-11 and others, and the pages behind them."),
        schemas=by_name("JSON Schemas.", address("A schema.")),
    ),
}

MANIFEST: Schema = {
    "title": "Manifest",
    **obj(
        "Every page of the site. Keep the fingerprints, and fetch again what has another one.",
        api=API, licence=LICENCE,
        pages=many("The pages.", obj(
            "A page.",
            url=address("The page."), lang=HEADING["lang"],
            audience=maybe(one_of("For whom it is written; null: for all.", AUDIENCES)),
            kind=string("What it is: the type of its entry, or another kind of page."),
            entry=maybe(string("The id of the entry it shows; null: it shows none.")),
            title=string("Its title."),
            translated=flag("Whether any of it is in this language; else it is in English."),
            sha256=the("hash", "The fingerprint of what the page says, and of its review."),
            updated=maybe(date("When its entry last changed; null: it shows none.")),
            api=maybe(address("Its entry as JSON; null: it shows none.")),
            forms=maybe(the("forms", "Its other forms; null: it has none.")),
            sections=many("Those of its sections that can stand alone.", obj(
                "A section.",
                id=string("Its name in addresses."), title=string("Its title."),
                aspect=string("What it tells, after schema.org's HealthAspectEnumeration."),
                url=address("Its place on the page."),
                sha256=the("hash", "The fingerprint of what the section says, and of its review."),
                forms=the("forms", "Its other forms."))))),
    ),
    "$defs": PARTS,
}

CONCEPT = {
    "scheme": one_of("The scheme; who-2022 are the numbers of WHO's international standard"
                    " terminologies on traditional Chinese medicine (2022).",
                    choices(Code, "scheme")),
    "code": string("The code, as the scheme writes it."),
    "uri": maybe(address("Its address in the scheme; null: the scheme has none.")),
    "label": maybe(string("What the scheme calls it; null: we have not recorded it.")),
}
CODES: Schema = {
    "title": "Codes",
    **obj("The codes for which there are pages.", api=API, licence=LICENCE,
          codes=many("The codes, by scheme.", obj(
              "A code.", **CONCEPT, pages=address("The pages behind it.")))),
}
CODE: Schema = {
    "title": "Code",
    **obj("The pages behind a code.", api=API, licence=LICENCE, **CONCEPT,
          terms=many("Our terms for it.", obj(
              "A term.", id=string("Its id."),
              relation=one_of("How our concept stands to the code (SKOS): broad where the code is"
                             " the wider one, narrow where it is the narrower one.",
                             choices(Code, "relation")),
              languages=by_name("The term in each language.", obj(
                  "The term in a language.", title=string("What it is called there."),
                  translated=flag("Whether any of its page is in this language."),
                  pages=the("addresses", "Its pages."), api=address("The term as JSON.")))))),
    "$defs": PARTS,
}

SCHEMAS: Mapping[str, Schema] = {
    "index": INDEX, "list": LIST, "entry": ENTRY, "manifest": MANIFEST, "codes": CODES,
    "code": CODE,
}
"""By the name of the form: the files below ``/api/v1/schema/``."""
