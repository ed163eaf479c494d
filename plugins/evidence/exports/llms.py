"""``/llms.txt``: for programs that read the site on somebody's behalf.

The form is that of llmstxt.org: a title, a summary in a quotation, and sections of links. It says
how to cite, where numbers stand as data, and what may not be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence import addresses
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries import ENTRY_TYPES
from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.guide import Guide
from evidence.entries.term import Term
from evidence.exports.open_data import Places
from evidence.exports.terminology import LICENCE, Made
from evidence.markup import PageMarkup
from evidence.outputs import OutputFile

HOME = Edition(SOURCE_LANGUAGE, "clinician")
SUMMARY = "What is known about dry needling and acupuncture, and what people say of it, checked."
RULES = (
    "Cite the page by its title, the name of this site, its address and the date in `updated`;"
    " cite the studies behind it by their own records (`citations` in the API).",
    "Numbers: take them from `figures` in the API, where each stands as its study reported it, with"
    " unit, interval and study. Do not take them from prose, and do not round or combine them.",
    "A verdict and its certainty belong together, and so do benefits and harms: leave neither out.",
    "`null` means that nobody knows. `reviewed: null` means that no clinician has reviewed the"
    " entry; say so. A study whose `status` is not `current` supports nothing.",
    "Dry needling and acupuncture are kept apart: a result of one is not evidence for the other.",
    "These pages inform. They do not replace advice from somebody who knows the person.",
    f"Licence: CC BY 4.0 ({LICENCE}).",
)


def export_llms(made: Made) -> Iterator[OutputFile]:
    yield OutputFile("llms.txt", "\n".join([*_head(made), *_sections(made), ""]))


def _head(made: Made) -> Iterator[str]:
    t = made.library.locales[SOURCE_LANGUAGE].t
    yield f"# {t('site.name')}"
    yield ""
    yield (f"> {SUMMARY} For patients and for clinicians, in {len(made.library.locales)} languages."
           f" {t('home.promise')}")
    yield ""
    yield from (f"- {rule}" for rule in RULES)


def _sections(made: Made) -> Iterator[str]:
    places, page = Places(made), PageMarkup(made.markup, HOME, "")
    yield "\n## Data\n"
    for title, address, says in (*DATA, *(CROSSWALK if made.library.of_type(Term) else ())):
        yield _line(title, places.url(address), says)
    yield "\n## Lists\n"
    for entry_type in ENTRY_TYPES:
        count = len(made.library.of_type(entry_type))
        yield _line(page.t(f"index.{entry_type.folder}"),
                    places.url(f"{HOME.base}{entry_type.folder}/"), f"{count}, for clinicians")
    yield "\n## Claims and verdicts\n"
    for claim in made.library.of_type(Claim):
        yield _entry(places, page, claim, f"{page.t(f'verdict.{claim.verdict}')}; certainty: "
                     f"{page.t(f'certainty.{claim.certainty.level}')}.")
    yield "\n## Guides\n"
    for guide in sorted(made.library.of_type(Guide), key=lambda guide: (guide.order, guide.id)):
        yield _entry(places, page, guide, "")
    yield "\n## Optional\n"
    for lang, locale in made.library.locales.items():
        yield _line(locale.name, places.url(f"{lang}/"), f"the site in {lang}")


DATA = (
    ("API", addresses.api_file("index"), "where to begin: languages, types, addresses"),
    ("How to use it", addresses.api_page(SOURCE_LANGUAGE), "documentation, with examples"),
    ("Schema of an entry", addresses.api_schema("entry"), "what each field means"),
    ("Manifest", addresses.api_file("manifest"), "every page and section with a fingerprint"),
    ("Codes", f"{addresses.CODES}index.json", "MeSH, ICD-11 and WHO numbers, and their pages"),
)
CROSSWALK = (("Crosswalk", f"{addresses.EXPORTS}crosswalk.json",
              "how the terms of the two traditions stand to each other"),)


def _entry(places: Places, page: PageMarkup, entry: Entry, before: str) -> str:
    lead = page.words(entry.lead) if entry.lead else ""
    return _line(page.name(entry.id), places.page(entry, SOURCE_LANGUAGE, "clinician"),
                 f"{before} {lead}".strip())


def _line(title: str, url: str, says: str) -> str:
    """A link of Markdown; what would end its title early is escaped."""
    title = re.sub(r"([\[\]\\])", r"\\\1", title)
    return f"- [{title}]({url}){f': {says}' if says else ''}"
