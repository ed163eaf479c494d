"""What the templates ask of a page beyond text: lists, labels, mappings, references."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from markupsafe import Markup, escape

from evidence import addresses
from evidence.crosswalk import Link
from evidence.diagnostics import Diagnostic
from evidence.editions import Edition
from evidence.entries.base import Entry, FigureLink, Value
from evidence.entries.claim import Claim, Effect
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide
from evidence.entries.study import Figure, Study
from evidence.entries.term import LANGUAGE_TAGS, Code, Term
from evidence.entries.term import Mapping as TermMapping
from evidence.entries.term_lists import Relation
from evidence.entries.text import Passage, Text, texts
from evidence.library import HandPage
from evidence.markup import SIDES, PageMarkup, SiteMarkup, prose_html
from evidence.outputs import Heading
from evidence.pages import paper, pictures
from evidence.pages.facets import facet_values
from evidence.prose import FigureMark

SWITCH = "\ue003"
"""Stands for the switch of words until the page is written."""
ASIDE = "\ue004"
"""Begins and ends what belongs to a page only, and not to its embeds."""
HREF = "\ue002"
"""Stands for a card's link until the page is known on which the card stands."""
CITATION_NAMES = {"ris": "RIS", "bib": "BibTeX", "csl.json": "CSL-JSON"}
SENTENCE = re.compile(r"[.?!…。？！][\s\"”»’」』]*$")
"""What ends like a sentence, within quotation marks too."""
CODE_URLS = {
    "mesh": "https://meshb.nlm.nih.gov/record/ui?ui={code}",
    "icd-11": "https://icd.who.int/browse/latest-release/mms/en#{code}",
}


DESIGN_FAMILIES = {
    "trial": ("rct", "crossover", "non-randomised-trial"),
    "review": ("systematic-review", "meta-analysis"),
    "observation": ("cohort", "survey", "case-series", "case-report", "laboratory"),
    "animal": ("animal",),
    "opinion": ("narrative-review", "theory", "guideline", "standard", "policy", "court-ruling",
                "book"),
}
FAMILY_OF = {design: family for family, all_ in DESIGN_FAMILIES.items() for design in all_}


@dataclass(frozen=True)
class MappingRow:
    """A mapping as one of its terms sees it, in the language of the page; ``other`` is missing
    where the other tradition has no such concept.
    """

    term: Term
    other: Term | None
    relation: Relation
    data: TermMapping


@dataclass(frozen=True)
class ListedReference:
    """One line of a page's reference list."""

    key: str
    number: int
    html: Markup
    anchors: tuple[str, ...]
    status: str


class View(PageMarkup):
    """A page being written; templates see it as ``page``."""

    problems: tuple[Diagnostic, ...] = ()
    aside = Markup(ASIDE)

    def __init__(
        self, markup: SiteMarkup, edition: Edition, url: str, site_url: str = "",
        leaflets: bool = False,
    ) -> None:
        super().__init__(markup, edition, url)
        self.site_url, self.leaflets = site_url, leaflets

    # Texts

    def plain(self, text: Text | Passage) -> Markup:
        """Words without links, in an element that names their language where it is another."""
        passage = self.passage(text)
        said = escape(self.words(passage))
        if passage.lang == self.lang:
            return said
        return Markup("<span{}>{}</span>").format(Markup(self._lang(passage.lang)), said)

    def called(self, entry: Entry) -> Markup:
        """What an entry is called in running text: a claim in quotation marks, the rest as it is.
        """
        name = self.plain(self.title(entry.id))
        return Markup(self.t("quote", text=name)) if entry.kind == "claim" else name

    def hand(self, page: HandPage) -> Markup:
        """The body of a hand-written page, its ``##`` headings in the table of contents."""
        html = prose_html(self._tight(page.text), self.mark)
        html = re.sub(r"<h2>(.*?)</h2>", self._hand_heading, html, flags=re.S)
        if page.lang != self.lang:
            html = f"<div{self._lang(page.lang)}>{html}</div>"
        return Markup(html)

    def _hand_heading(self, match: re.Match[str]) -> str:
        return str(self.heading(f"section-{len(self.headings) + 1}", Markup(match[1])))

    def note_heading(self, identifier: str, title: str) -> str:
        """Note a heading for the table of contents that the template wrote itself."""
        self.headings.append(Heading(identifier, Markup(title).striptags()))
        return ""

    def state_counts(self, entry: Value) -> dict[str, int]:
        """How many texts of this audience there are, and how many are stale or missing."""
        states = Counter(text.to(self.audience).state for _, text in texts(entry))
        return {"all": states.total(), "missing": states["missing"], "stale": states["stale"]}

    def words_for(self, group: str, names: Iterable[str]) -> list[str]:
        return [self.t(f"{group}.{name}") for name in names]

    def figure_title(self, figure: Figure) -> Markup:
        """What a figure measures, and when."""
        label = self.inline(figure.label)
        if figure.at is None:
            return label
        return Markup(self.t("figure.title", label=label, at=self.inline(figure.at)))

    # Entries

    def card(self, entry: Entry) -> Markup:
        """An entry in a list, with a link from this page; the rest is written once an edition."""
        cards, place = self._markup.cards, (self.edition, entry.id)
        if place not in cards:
            cards[place] = self.render("card.html", entry=entry, href=HREF)
        return Markup(cards[place].replace(HREF, escape(self.to(entry.id))))

    def facet_values(self, entry: Entry) -> Mapping[str, tuple[str, ...]]:
        """What a card says of its entry, for lists that can be narrowed down."""
        return facet_values(self.library, entry)

    def known(self, identifiers: Iterable[str]) -> list[Entry]:
        """The entries that exist (in ``serve`` a link may lead nowhere for a while)."""
        return [self.get(i) for i in identifiers if i in self.library.entries]

    def further(self, entry: Entry) -> list[Entry]:
        """What to read next: what is related and does not stand further up on the page."""
        shown = self.known(entry.claims) if isinstance(entry, Faq) else (
            self.users(entry.id, "claim") if isinstance(entry, Study) else [])
        above = {other.id for other in shown}
        return [other for other in self.known(entry.related) if other.id not in above]

    def risk_guide(self) -> Entry | None:
        """The guide that starts with when to get help, where there is one."""
        for guide in self.library.of_type(Guide, self.lang):
            if guide.sections[0].aspect == "get-help":
                return guide
        return None

    def mentions(self, identifier: str) -> list[Entry]:
        """Everything that leads to an entry, other terms' mappings aside."""
        found = (self.get(user) for user in self.library.backlinks.get(identifier, ()))
        return [entry for entry in found if entry.kind != "term"]

    def family(self, study: Study) -> str:
        """The family of a study's design, which gives its dot a shape."""
        return FAMILY_OF[study.design]

    def countries(self, study: Study) -> list[str]:
        return [self.locale.territory(code) for code in study.countries]

    def shaken(self, entry: Entry) -> list[Study]:
        """The studies below an entry that were retracted, corrected or called into question.

        They count where the entry uses them itself, or rests on a claim that weighs them.
        """
        found: dict[str, Study] = {}
        if not self.library.shaken:
            return []
        for target in self.library.rests_on(entry.id):
            study = self.study(target)
            if study and study.status != "current" and study.id != entry.id:
                found[study.id] = study
        return list(found.values())

    def effect(self, effect: Effect, claim: Claim) -> Markup:
        """The sentence that an effect's data make, with its figure where it has one."""
        said = self.effect_sentence(effect, claim)
        text = escape(said.text)
        sentence = text if said.lang == self.lang else f"<span{self._lang(said.lang)}>{text}</span>"
        return Markup(f"{sentence}{self._effect_figure(effect)}")

    def _effect_figure(self, effect: Effect) -> str:
        """The figure behind an effect; standard deviations tell a patient nothing."""
        link = effect.figure
        figure = self.library.figure(link.study, link.figure) if link else None
        if link is None or figure is None:
            return ""
        measure = getattr(figure, "measure", "")
        if measure == "standardised_difference" and self.audience == "patient":
            return ""
        return f" {self.mark(FigureMark('', link.study, link.figure))}"

    # Terms

    def label(self, term: Term) -> Markup:
        return self.inline(term.label(self.lang))

    def side_label(self, term: Term, tradition: str) -> str:
        """The word that a tradition uses for a term."""
        return self.words(term.label(self.lang, tradition))

    def side_word(self, term: Term, tradition: str) -> Markup:
        return self.inline(term.label(self.lang, tradition))

    def chinese(self, term: Term) -> list[tuple[str, str]]:
        """The word in Chinese characters and in pinyin, as language tag and text; none where the
        page is in Chinese, or has such a word already.
        """
        if term.tradition == "dry-needling" or self.lang.startswith("zh"):
            return []
        found = [(lang, label.text) for lang in ("zh-Hant", "zh-Latn")
                 for label in term.labels.get(lang, ())[:1]]
        return [(self.language_tag(lang), text) for lang, text in found]

    def language_name(self, code: str) -> str:
        key = f"language.{code}"
        return self.t(key) if self.locale.has(key) else code

    def language_tag(self, code: str) -> str:
        return LANGUAGE_TAGS.get(code, code)

    def code_url(self, code: Code) -> str:
        number = code.uri.rpartition("/")[2] if code.uri else code.code
        return CODE_URLS.get(code.scheme, "").format(code=number)

    def mappings(self, identifier: str) -> list[MappingRow]:
        """The mappings of a term, its own and, turned round, those of others that lead to it."""
        return [self.mapping(link) for link in self._markup.crosswalk.of(identifier)]

    def mapping(self, link: Link) -> MappingRow:
        """A mapping with its terms and its reasons as this language has them."""
        return MappingRow(self.term(link.term), self.term(link.other) if link.other else None,
                          link.relation, self.term(link.owner).mappings[link.index])

    def term(self, identifier: str) -> Term:
        found = self.get(identifier)
        assert isinstance(found, Term)  # noqa: S101 the crosswalk knows terms only
        return found

    def wider(self, term: Term) -> list[Entry]:
        return self.known(term.broader)

    def narrower(self, term: Term) -> list[Entry]:
        return self.known(self._markup.crosswalk.narrower(term.id))

    def word_switch_place(self) -> Markup:
        """Where the switch for the other tradition's words stands, once it is known if any do."""
        return Markup(SWITCH)

    def with_word_switch(self, body: str) -> str:
        """A written body with its switch, or without where there is nothing to switch."""
        useful = any(self.other_words(term).keys() & {*SIDES} for term in self.terms)
        return body.replace(SWITCH, self.render("words.html") if useful else "")

    # Pictures

    def forests(self, studies: Iterable[str]) -> list[pictures.Forest]:
        """The differences with an interval that studies report, a plot for each scale."""
        found = (study for study in map(self.study, dict.fromkeys(studies)) if study)
        return pictures.forests(
            self._difference(study.id, name, figure) for study in found
            for name, figure in study.figures.items()
            if figure.interval and figure.measure in ("difference", "standardised_difference")
        )

    def _difference(self, study: str, name: str, figure: Figure) -> pictures.Difference:
        unit = self.words(figure.unit) if figure.unit else ""
        low, high = map(Decimal, figure.interval or ("0", "0"))
        return pictures.Difference(
            study, name, unit, figure.better or "",
            figure.measure == "standardised_difference",
            Decimal(getattr(figure, figure.measure)), low, high)

    def dots(self, guide: Guide, link: FigureLink) -> pictures.Dots | None:
        """A percentage as dots, of as many as all the others on the page."""
        of = pictures.denominator(
            figure.percent for section in guide.sections for icon in section.icons
            if (figure := self.percentage(icon)) and figure.percent)
        figure = self.percentage(link)
        return pictures.dots(figure.percent, of) if figure and figure.percent else None

    def dashes(self) -> str:
        return pictures.dashes()

    def percentage(self, link: FigureLink) -> Figure | None:
        figure = self.library.figure(link.study, link.figure, self.lang)
        return figure if isinstance(figure, Figure) and figure.percent else None

    def dots_words(self, figure: Figure, dots: pictures.Dots) -> str:
        """"About 77 of every 1,000 treatments"."""
        form = "about" if dots.count else "below"
        key = f"icons.{form}.{figure.of_what}"
        of = self.t(f"size.{figure.of_what}", n=dots.of)
        return self.t(key if self.locale.has(key) else f"icons.{form}",
                      count=self.locale.number(dots.count or 1), of=of)

    def evidence_map(self) -> pictures.EvidenceMap:
        """Every study by year and family of design, and how it stands to our claims."""
        stances: dict[str, list[str]] = {}
        for claim in self.library.of_type(Claim):
            for item in claim.evidence:
                stances.setdefault(item.study, []).append(item.stance)
        return pictures.evidence_map(
            [pictures.Point(study.id, self.family(study), self._confirmed_year(study),
                            pictures.direction(stances.get(study.id, ())))
             for study in self.library.of_type(Study)], DESIGN_FAMILIES)

    def _confirmed_year(self, study: Study) -> int | None:
        reference = self.library.bibliography.get(study.id)
        if reference is None or "year" in study.unconfirmed or not reference.year.isdecimal():
            return None
        return int(reference.year)

    # References

    def is_study(self, key: str) -> bool:
        return self.library.study(key) is not None

    def year(self, key: str) -> str:
        """The year of a record, or that nobody has confirmed it."""
        reference, study = self.library.bibliography.get(key), self.library.study(key)
        if reference is None or not reference.year:
            return self.t("citation.no-date")
        if study and "year" in study.unconfirmed:
            return self.t("citation.year-unconfirmed")
        return reference.year

    def full_reference(self, key: str) -> Markup:
        return self.reference_html(key) if key in self.library.bibliography else escape(key)

    def references(self) -> list[ListedReference]:
        """The reference list of the page, once all of it is written."""
        listed = []
        for item in self.citations.listed():
            study = self.library.study(item.key)
            status = study.status if study and study.status != "current" else ""
            listed.append(ListedReference(item.key, item.number, Markup(item.html),
                                          item.mentions, status))
        return listed

    # Citing

    def context_objects(self, entry: Entry) -> list[str]:
        """The sources of an entry as OpenURL has them, by which Zotero finds them on the page; one
        of which neither title nor number was seen would be found and then lost.
        """
        formatted = self._markup.formatted
        known = map(formatted.known, self.library.cited[entry.id])
        return [formatted.context_object(one.key) for one in known
                if one.title or one.doi or one.pmid]

    def citation_files(self, entry: Entry | None = None) -> list[tuple[str, str, str]]:
        """The sources of an entry, or all there are, to take away: name, address, media type."""
        return [
            (CITATION_NAMES[form], self.link(
                addresses.citations(entry.folder, entry.id, form) if entry
                else addresses.library_citations(form)), media_type)
            for form, media_type in addresses.CITATION_FORMATS.items()]

    def own_citations(self, entry: Entry) -> list[tuple[str, Markup]]:
        """This page as two styles cite a page without an author; it can be cited once its whole
        address is known.
        """
        if not self.site_url:
            return []
        title = self.called(entry)
        end = "" if SENTENCE.search(title.striptags()) else "."
        parts = {"url": escape(f"{self.site_url}{self.url}"), "site": escape(self.t("site.name"))}
        vancouver = self.locale.date(entry.updated, self.t("cite.vancouver-date"))
        apa = self.locale.date(entry.updated, self.t("cite.apa-date"))
        return [
            ("Vancouver", Markup(self.t("cite.vancouver", title=title, date=vancouver, **parts))),
            ("APA", Markup(self.t("cite.apa", title=Markup("<i>{}</i>{}").format(title, end),
                                  date=apa, **parts)))]


    # Paper

    @property
    def address(self) -> str:
        """The whole address of the page; empty where that of the site is not known."""
        return f"{self.site_url}{self.url}" if self.site_url else ""

    def is_leaflet(self, entry: Entry) -> bool:
        return paper.is_leaflet(self.edition, entry)

    def leaflet_link(self, entry: Entry) -> str:
        """A link to the page as a PDF, where the site says that there are PDFs."""
        made = self.leaflets and paper.has_pdf(self.library, self.edition, entry)
        return self.link(addresses.leaflet(self.url)) if made else ""

    def qr_code(self) -> Markup:
        return paper.qr_code(self.address, self.t("leaflet.qr", address=self.address))

    def short_references(self) -> list[paper.ShortReference]:
        """The reference list in short, once all of the page is written."""
        formatted = self._markup.formatted
        return [paper.ShortReference(
            item.key, item.number, self.short_reference(item.key),
            paper.identifier(formatted.references[item.key], formatted.omit(item.key)),
            item.status) for item in self.references()]


def without_asides(body: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A written body without its marks, and from where to where its asides reach."""
    texts = body.split(ASIDE)
    ends = [*accumulate(len(text) for text in texts)]
    return "".join(texts), tuple(zip(ends[:-1:2], ends[1::2], strict=True))


def spellings(term: Term) -> list[str]:
    """Every label of a term; pinyin also without its tones, and in one word, as people type it."""
    found: dict[str, None] = {}
    for lang, labels in term.labels.items():
        for label in labels:
            found[label.text] = None
            if lang == "zh-Latn":
                plain = "".join(sign for sign in unicodedata.normalize("NFD", label.text)
                                if not unicodedata.combining(sign))
                for word in (label.text, plain):
                    found |= dict.fromkeys((word, word.replace(" ", "")))
    return [*found, *([term.abbreviation] if term.abbreviation else [])]
