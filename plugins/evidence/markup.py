"""From text to HTML: prose through Python-Markdown, pages through the one Jinja environment."""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jinja2
import markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from evidence import suggesting
from evidence.addresses import entry_page
from evidence.bibliography import Reference
from evidence.citations import STYLES, Citations, FormattedReferences, Mention, Run
from evidence.crosswalk import Crosswalk
from evidence.editions import SOURCE_LANGUAGE, Audience, Edition, Locale
from evidence.entries.base import Entry
from evidence.entries.claim import Claim, Effect
from evidence.entries.study import Figure, Study
from evidence.entries.term import Term
from evidence.entries.text import Passage, State, Text
from evidence.glossing import Glossary
from evidence.library import Library
from evidence.outputs import Heading, relative
from evidence.prose import SAFE_SCHEMES, Citation, FigureMark, LinkMark, Mark, replace_marks

TEMPLATES = Path(__file__).parent / "templates"
SHORT_TITLE = 4
SIDES = ("dry-needling", "acupuncture")
"""The two traditions whose words stand beside each other."""
# No sign that means something inside a line, and no white space but single ones between words.
_PARAGRAPHS = re.compile(
    r"(?:[^*_\[\]<>&\\#`!|=~\s\x00-\x1f\x7f-\x9f]|(?<=\S)[ ](?=\S)|(?<=\S)\n+(?=\S))*"
)
_BLOCK_START = re.compile(r"^(?:[-+>:]|\d+\.)", re.M)
_HOLE = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000-\ue00f]")
"""Signs that no text may hold: they mark places in what is being written."""
_SINGLE_PARAGRAPH = re.compile(r"^<p>(.*)</p>$", re.S)


def environment(folder: Path = TEMPLATES) -> jinja2.Environment:
    """The Jinja environment of all bodies: everything is escaped unless it is Markup."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # each build has an environment of its own
    )


# Prose


class _SafeLinks(Treeprocessor):
    """Links lead to the web or to mail and nowhere else; what does not, stays as words."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter("a"):
            # A mark inside an address or a tooltip would be written there as HTML.
            marked = any(_PRIVATE.search(value) for value in element.attrib.values())
            if marked or not element.get("href", "").lower().startswith(SAFE_SCHEMES):
                element.attrib.clear()
                element.tag = "span"
            elif element.get("href", "").lower().startswith("http"):
                element.set("rel", "noopener")


def _markdown() -> markdown.Markdown:
    reader = markdown.Markdown(output_format="html")
    for registry, name in (
        (reader.preprocessors, "html_block"),
        (reader.inlinePatterns, "html"),
        (reader.inlinePatterns, "image_link"),
        (reader.inlinePatterns, "image_reference"),
        (reader.parser.blockprocessors, "code"),
        (reader.inlinePatterns, "backtick"),
    ):
        registry.deregister(name)
    reader.treeprocessors.register(_SafeLinks(reader), "safe-links", 0)
    return reader


_READER = _markdown()


@lru_cache(maxsize=50_000)
def _to_html(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Markdown to HTML with a hole for each mark, and the marks.

    Pure, so one text is converted once, in however many editions it stands.
    """
    found: list[Mark] = []

    def hole(mark: Mark) -> str:
        found.append(mark)
        return f"\ue000{len(found) - 1}\ue001"

    text = replace_marks(_PRIVATE.sub("", text), hole)
    return paragraphs(text) or _convert(text), tuple(found)


def _convert(text: str) -> str:
    _READER.reset()
    return _READER.convert(text)


def paragraphs(text: str) -> str:
    """What Markdown makes of a text that has nothing but paragraphs; empty for any other text.

    Most texts are such, and Markdown takes a hundred times as long to find that out.
    """
    if not _PARAGRAPHS.fullmatch(text) or _BLOCK_START.search(text):
        return ""
    return "\n".join(f"<p>{block}</p>" for block in re.split(r"\n\n+", text) if block)


def prose_html(text: str, write: Callable[[Mark], str]) -> str:
    """A text as HTML, each mark written by ``write`` (which returns safe HTML)."""
    html, found = _to_html(text)
    if not found:
        return html
    written = [write(mark) for mark in found]
    return _HOLE.sub(lambda match: written[int(match[1])], html)


# Pages


class PageMarkup:
    """What a template can do while it writes one page. It gathers the page's headings and
    citations on the way, in reading order.
    """

    def __init__(self, markup: SiteMarkup, edition: Edition, url: str) -> None:
        self.edition, self.url, self._markup = edition, url, markup
        self.library = markup.library
        self.locale: Locale = markup.library.locales[edition.lang]
        self.headings: list[Heading] = []
        self.citations = Citations(markup.style, markup.formatted, edition.lang, self.t)
        self.numbered = markup.style.numbered
        self.fields: Mapping[int, str] = {}
        """The field of the page's entry that each of its texts comes from, by the text's id()."""
        self.version = ""
        self.terms: dict[str, None] = {}
        """The terms that the page links, in reading order."""
        self._voices: dict[str, PageMarkup] = {}

    @property
    def lang(self) -> str:
        return self.edition.lang

    @property
    def audience(self) -> Audience:
        return self.edition.audience

    def t(self, key: str, **values: Any) -> str:
        return self.locale.t(key, **values)

    def render(self, template: str, **values: Any) -> str:
        """A template's text; templates see this object as ``page``."""
        found = self._markup.env.get_template(template)
        return found.render(page=self, t=self.t, lang=self.lang, audience=self.audience,
                            clinician=self.audience == "clinician", edition=self.edition,
                            prose=self.prose, inline=self.inline, words=self.words,
                            link=self.link, to=self.to, locale=self.locale, **values)

    # Texts

    def passage(self, text: Text | Passage) -> Passage:
        return text if isinstance(text, Passage) else text.to(self.audience)

    def prose(self, text: Text | Passage) -> Markup:
        """Paragraphs, in an element that names their language where it is another one.

        The first mention of a term on the page is a link to it.
        """
        passage = self.passage(text)
        glossed = self._markup.glossary(passage.lang).glossed(passage.text)
        html = prose_html(self._tight(glossed), self._marks_in(passage.lang))
        if passage.lang != self.lang:
            html = f'<div{self._lang(passage.lang)} class="ne-foreign">{html}</div>'
        return Markup(f"{html}{self._suggestion(text, passage)}")

    def suggest_url(self, field: str, text: str) -> str:
        """Where to propose a change to a field of the page's entry; empty where nobody takes any.
        """
        form, entry = self._markup.suggest_url, self.url.rstrip("/").rpartition("/")[2]
        return suggesting.address(form, {
            "entry": entry, "field": field, "language": self.lang, "version": self.version,
            "text": text}) if form else ""

    def _suggestion(self, text: Text | Passage, passage: Passage) -> str:
        field = self.fields.get(id(text))
        if not field or not self._markup.suggest_url:
            return ""
        url, said = self.suggest_url(field, self.words(passage)), self.t("suggest.text")
        return (f'<a class="ne-suggest" href="{escape(url)}" title="{escape(said)}"'
                f' aria-label="{escape(said)}" rel="nofollow">✎</a>')

    def inline(self, text: Text | Passage, write: Callable[[Mark], str] | None = None) -> Markup:
        """A text of one paragraph without its paragraph."""
        passage = self.passage(text)
        html = prose_html(self._tight(passage.text), write or self._marks_in(passage.lang))
        single = _SINGLE_PARAGRAPH.match(html)
        html = single[1] if single and "<p>" not in single[1] else html
        if passage.lang != self.lang:
            html = f"<span{self._lang(passage.lang)}>{html}</span>"
        return Markup(html)

    def _tight(self, text: str) -> str:
        """Raised numbers stand close to their word; author and date keep their space."""
        return re.sub(r"\s+(?=\[@)", "", text) if self.numbered else text

    def words(self, text: Text | Passage, write: Callable[[Mark], str] | None = None) -> str:
        """A text as plain words, for attributes, search and the window's title."""
        passage = self.passage(text)
        voice = self if passage.lang == self.lang else self._voice(passage.lang)
        said = re.sub(r"\s+(?=\[@)", "", passage.text)
        html = prose_html(said, write or voice._plain_mark)
        return Markup(re.sub(r"\s+", " ", html)).striptags()

    def _lang(self, lang: str) -> str:
        direction = self.library.locales[lang].direction
        return f' lang="{lang}" dir="{direction}"'

    # Marks

    def _marks_in(self, lang: str) -> Callable[[Mark], str]:
        """Writes the marks of a text in a language: there figures are written as it writes them."""
        if lang == self.lang:
            return self.mark
        voice = self._voice(lang)
        return lambda mark: (self._figure(mark, voice) if isinstance(mark, FigureMark)
                             else self.mark(mark))

    def _voice(self, lang: str) -> PageMarkup:
        """The same page as it says figures in another language."""
        if lang not in self._voices:
            self._voices[lang] = PageMarkup(self._markup, Edition(lang, self.audience), self.url)
        return self._voices[lang]

    def mark(self, mark: Mark) -> str:
        if isinstance(mark, Citation):
            return self._citation(mark)
        if isinstance(mark, LinkMark):
            return self._link(mark)
        return self._figure(mark)

    def _plain_mark(self, mark: Mark) -> str:
        if isinstance(mark, LinkMark):
            if mark.label or mark.target not in self.library.entries:
                return self._bare_mark(mark)
            return str(escape(self.words(self.title(mark.target), self._bare_mark)))
        if isinstance(mark, FigureMark):
            figure = self.library.figure(mark.study, mark.figure, self.lang)
            return "" if figure is None else str(escape(self._mark_words(mark, figure)))
        return ""

    def _bare_mark(self, mark: Mark) -> str:
        """A mark in a title or a unit: it leads no further, for these may lead in circles."""
        return str(escape(mark.label or mark.target)) if isinstance(mark, LinkMark) else ""

    def _citation(self, mark: Citation) -> str:
        known = [item for item in mark.items if item.key in self.library.bibliography]
        if not known:
            return f'<span class="ne-broken">{escape(mark.text)}</span>'
        mention = self.citations.cite(known)
        return str(self._mention_html(mention))

    def _mention_html(self, mention: Mention) -> Markup:
        """Numbers stand raised, author and date in parentheses; each is a link to its line."""
        links = mention.separator.join(map(self._run_html, mention.runs))
        place = f'id="{mention.anchor}"'
        if self.numbered:
            return Markup(f'<sup class="ne-cite" {place}>{links}</sup>')
        return Markup(f'<span class="ne-cite ne-cite--words" {place}>({links})</span>')

    def _run_html(self, run: Run) -> str:
        names = [self.short_reference(key) for key in run.keys]
        label = f"{run.text}: {names[0] if len(names) == 1 else self.locale.list(names)}"
        return (f'<a href="#ref-{escape(run.keys[0])}" data-refs="{escape(" ".join(run.keys))}"'
                f' aria-label="{escape(label)}">{escape(run.text)}</a>')

    def _link(self, mark: LinkMark) -> str:
        if mark.target not in self.library.entries:
            return f'<span class="ne-broken">{escape(mark.label or mark.target)}</span>'
        term = isinstance(self.library.entries[mark.target], Term)
        if mark.auto and (mark.target in self.terms or self.url == self.entry_url(mark.target)):
            return str(escape(mark.label))
        if term:
            self.terms[mark.target] = None
        label = (escape(mark.label) if mark.label
                 else self.inline(self.title(mark.target), self._bare_mark))
        what = self.term_attributes(mark.target) if term else ""
        return f'<a href="{escape(self.to(mark.target))}"{what}>{label}</a>'

    def term_attributes(self, identifier: str) -> str:
        """What a link to a term carries for its tooltip: what it means, the other side's words."""
        made = self._markup.term_attributes
        place = (self.edition, identifier)
        if place not in made:
            values = {"gloss": self._gloss(identifier), **self.other_words(identifier)}
            made[place] = ' class="ne-term"' + "".join(
                f' data-{name}="{escape(value)}"' for name, value in values.items() if value)
        return made[place]

    def _gloss(self, identifier: str) -> str:
        """What a term means, where somebody has said it in this language."""
        term = self.get(identifier)
        passage = self.passage(term.lead) if term.lead else Passage("")
        return self.words(passage, self._bare_mark) if passage.lang == self.lang else ""

    def other_words(self, identifier: str) -> dict[str, str]:
        """The words of the other tradition for a term, each with how it stands to it."""
        term, crosswalk = self.get(identifier), self._markup.crosswalk
        if not isinstance(term, Term):
            return {}
        if term.tradition == "shared":
            said = {side: term.label(self.lang, side).text for side in SIDES}
            return said if len({*said.values()}) > 1 else {}
        other = SIDES[1 - SIDES.index(term.tradition)]
        words = [self.t(f"words.{link.relation}", word=self.name(link.other))
                 for link in crosswalk.counterparts(identifier)]
        if words:
            return {other: ", ".join(words)}
        alone = any(not link.other for link in crosswalk.of(identifier))
        return {"alone": self.t(f"words.alone.{other}")} if alone else {}

    def _figure(self, mark: FigureMark, voice: PageMarkup | None = None) -> str:
        voice = voice or self
        figure = self.library.figure(mark.study, mark.figure, voice.lang)
        if figure is None:
            return f'<span class="ne-broken">{escape(mark.text)}</span>'
        title, said = voice.figure_label(mark.study, mark.figure), voice._mark_words(mark, figure)
        study = self.library.study(mark.study)
        taken_back = study is not None and study.status == "retracted"
        note = f" ({self.t('figure.retracted')})" if taken_back else ""
        return (f'<a class="ne-figure{" ne-figure--retracted" if taken_back else ""}"'
                f' href="{escape(self.to(mark.study))}#figure-{mark.figure}"'
                f' title="{escape(title)}">{escape(said)}</a>{escape(note)}')

    def _mark_words(self, mark: FigureMark, figure: Figure | int) -> str:
        if mark.form and isinstance(figure, Figure):
            return self.p_words(figure) if mark.form == "p" else self._per(figure, mark.form)
        return self.figure_words(figure)

    def _per(self, figure: Figure, form: str) -> str:
        """A percentage as so many of every hundred or thousand, rounded to whole ones."""
        if figure.percent is None:
            return self.figure_words(figure)
        of = int(form.removeprefix("per-"))
        count = decimal.Decimal(figure.percent) * of / 100
        whole = count.quantize(decimal.Decimal(1), rounding=decimal.ROUND_HALF_UP)
        key = f"figure.per.{figure.of_what}"
        return self.t(key if self.locale.has(key) else "figure.per",
                      count=self.locale.number(int(whole)), of=self.locale.number(of))

    # Figures

    def figure_words(self, figure: Figure | int, *, interval: bool | None = None) -> str:
        """A figure as this edition writes it; clinicians get the interval too."""
        if isinstance(figure, int):
            return self.locale.number(figure)
        value = self._value(figure)
        wants = self.audience == "clinician" if interval is None else interval
        if figure.interval and wants:
            value += f" [{self.interval_words(figure)}]"
        return value

    def p_words(self, figure: Figure) -> str:
        """A p value: sign and number, as the language writes numbers."""
        sign, number = (figure.p or "")[:1], (figure.p or "")[1:].strip()
        number = number if number.startswith("0") else f"0{number}"
        return f"p\u00a0{sign}\u00a0{self.locale.number(number)}"

    def interval_words(self, figure: Figure) -> str:
        low, high = figure.interval or ("", "")
        return self.t("figure.interval", confidence=self.locale.number(figure.confidence),
                      low=self.locale.number(low), high=self.locale.number(high))

    def _value(self, figure: Figure) -> str:
        number = self.locale.number
        match figure.measure:
            case "percent":
                return self.locale.percent(figure.percent or "")
            case "count":
                key = f"figure.count.{figure.of_what}"
                key = key if self.locale.has(key) else "figure.count"
                return self.t(key, count=number(figure.count or 0), of=number(figure.of or 0))
            case "range":
                low, high = figure.range or ("", "")
                return self._unit(self.t("figure.range", low=number(low), high=number(high)),
                                  figure)
            case "standardised_difference":
                value = number(figure.standardised_difference or "")
                return f"SMD {value}" if self.audience == "clinician" else value
            case "p":
                return self.p_words(figure)
            case "kappa":
                value = number(figure.kappa or "")
                return f"κ {value}" if self.audience == "clinician" else value
            case measure:
                return self._unit(number(getattr(figure, measure)), figure)

    def _unit(self, value: str, figure: Figure) -> str:
        if figure.unit is None:
            return value
        unit = self.words(figure.unit, self._bare_mark)
        gap = "" if re.match(r"[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af°]", unit) else "\u00a0"
        return f"{value}{gap}{unit}"

    def figure_label(self, study: str, name: str) -> str:
        """What a figure is and where it comes from, in words."""
        figure = self.library.figure(study, name, self.lang)
        label = (self.words(figure.label) if isinstance(figure, Figure)
                 else self.t(f"unit.{name}", n=figure or 0))
        return f"{label} – {self.short_reference(study)}"

    def effect_sentence(self, effect: Effect, claim: Claim) -> Passage:
        """The sentence that an effect's data make, as plain words.

        The verbs are those of GRADE for the certainty (Santesso et al. 2020). A sentence is in one
        language: where a text of it is not translated, all of it is English.
        """
        names = ("intervention", "outcome", "comparator", "time")
        passages = {name: self.passage(getattr(effect, name)) for name in names}
        own = all(passage.lang == self.lang for passage in passages.values())
        stale = any(passage.state == "stale" for passage in passages.values())
        lang = self.lang if own else SOURCE_LANGUAGE
        state: State = "missing" if not own else "stale" if stale else passages["outcome"].state
        case = f"{effect.direction}.{effect.certainty or claim.certainty.level}.{self.audience}"
        parts = {name: self.words(text) for name, text in passages.items()}
        said = self.library.locales[lang].t(f"effect.{case}", **parts)
        return Passage(said[:1].upper() + said[1:], lang, state)

    def reference_html(self, key: str) -> Markup:
        """The full reference of a record, as the reference list prints it."""
        markup = self._markup
        letters = markup.formatted.letters(markup.style, self.lang, self.t)
        line = markup.formatted.line(markup.style, self.lang, self.t, key, letters.get(key, ""))
        return Markup(line.html)

    def short_reference(self, key: str) -> str:
        """"Hong 1994", as a reader would call a study in passing."""
        names = self._markup.short_references
        if (self.lang, key) not in names:
            reference, study = self.library.bibliography.get(key), self.library.study(key)
            unconfirmed = study.unconfirmed if study else ()
            names[self.lang, key] = (
                short_reference(reference, self.t, unconfirmed) if reference else key)
        return names[self.lang, key]

    # Entries

    def title(self, identifier: str) -> Text:
        """What an entry is called in this edition's language."""
        entry = self.library.entry(identifier, self.lang)
        if isinstance(entry, Term):
            label = entry.label(self.lang)
            return Text.model_construct(patient=label, clinician=label)
        return entry.heading

    def name(self, identifier: str) -> str:
        return self.words(self.title(identifier))

    def get(self, identifier: str) -> Entry:
        return self.library.entry(identifier, self.lang)

    def entry_url(self, identifier: str) -> str:
        """The address of an entry in this edition, from the site's root."""
        return entry_page(self.edition, self.library.entries[identifier].folder, identifier)

    def to(self, identifier: str) -> str:
        """A link from this page to an entry; within the page where it is its own."""
        target = self.entry_url(identifier)
        return "" if target == self.url else relative(self.url, target)

    def link(self, url: str) -> str:
        """A link from this page to any address of the site."""
        return relative(self.url, url)

    def users(self, identifier: str, kind: str) -> list[Entry]:
        """The entries of a type that lead to this one."""
        found = (self.get(user) for user in self.library.backlinks.get(identifier, ()))
        return [entry for entry in found if entry.kind == kind]

    def study(self, identifier: str) -> Study | None:
        found = self.library.entries.get(identifier)
        return self.get(identifier) if isinstance(found, Study) else None  # type: ignore[return-value]

    def heading(self, identifier: str, title: str) -> Markup:
        """A section's heading, noted for the table of contents."""
        self.headings.append(Heading(identifier, Markup(title).striptags()))
        return Markup(f'<h2 id="{escape(identifier)}">{escape(title)}</h2>')


def short_reference(
    reference: Reference, t: Callable[..., str], unconfirmed: tuple[str, ...] = ()
) -> str:
    """The first author and the year, as far as both were seen."""
    known = reference.authors if "authors" not in unconfirmed else ()
    names = [name.literal or f"{name.particle} {name.family}".strip() for name in known]
    if not names:
        words = reference.plain_title.split()
        who = f"“{' '.join(words[:SHORT_TITLE])}{'…' if len(words) > SHORT_TITLE else ''}”"
    elif len(names) == 1:
        who = names[0]
    elif len(names) == 2:
        who = t("reference.two", one=names[0], two=names[1])
    else:
        who = t("reference.many", one=names[0])
    year = reference.year if "year" not in unconfirmed else ""
    return f"{who} {year}".strip()


class SiteMarkup:
    """The environment, the citation style and the formatted references of one build."""

    def __init__(
        self, library: Library, style: str, templates: Path = TEMPLATES, suggest_url: str = ""
    ) -> None:
        self.library, self.style, self.env = library, STYLES[style], environment(templates)
        self.suggest_url = suggest_url
        # Cards that have been written, by edition and id: the same one stands on many pages.
        self.cards: dict[tuple[Edition, str], str] = {}
        self.crosswalk = Crosswalk(library)
        # What links to terms carry, by edition and id.
        self.term_attributes: dict[tuple[Edition, str], str] = {}
        self._glossaries: dict[str, Glossary] = {}
        # What a study is called in passing, by language and key.
        self.short_references: dict[tuple[str, str], str] = {}
        unconfirmed = {study.id: study.unconfirmed for study in library.of_type(Study)}
        self.formatted = FormattedReferences(library.bibliography, unconfirmed)

    def glossary(self, lang: str) -> Glossary:
        """The words of all terms in a language."""
        if lang not in self._glossaries:
            self._glossaries[lang] = Glossary(self.library, lang)
        return self._glossaries[lang]
