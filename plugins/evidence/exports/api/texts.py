"""Texts as they leave the site: HTML without classes, and plain words.

Links are whole addresses. An element that was made of a mark says of what: ``data-cite`` the key of
a study, ``data-entry`` the id of an entry, ``data-figure`` a study and its figure. Citations stand
in the HTML as author and year, each a link to the study, because a number needs a list.
"""

from __future__ import annotations

import re
from html import unescape

from markupsafe import escape

from evidence.editions import SOURCE_LANGUAGE, Audience, Edition
from evidence.entries.text import Passage, Text
from evidence.exports.open_data import Places, Record
from evidence.exports.terminology import Made
from evidence.markup import PageMarkup, prose_html
from evidence.prose import Citation, CitedItem, FigureMark, LinkMark, Mark

_SINGLE = re.compile(r"^<p>((?:(?!<p>).)*)</p>$", re.S)
_BEFORE_CITATION = re.compile(r"\s+(?=\[@)")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"[ \t\n]+")  # not the unbreakable one, which somebody put there
_BREAKS = ((_SPACE, " "), (re.compile(r" ?<li>(?: ?<p>)? ?"), "\n- "),
           (re.compile(r" ?</(?:p|ul|ol|h\d|blockquote)> ?| ?<(?:ul|ol)> ?"), "\n\n"),
           (re.compile(r"<br ?/?> ?"), "\n"))
_GAPS = re.compile(r"\n{3,}")


class Outside(PageMarkup):
    """Texts in one language for one audience; ``home`` is the edition to which links lead."""

    def __init__(self, made: Made, edition: Edition, home: Edition) -> None:
        super().__init__(made.markup, edition, "")
        self._places, self._home = Places(made), home

    def html(self, passage: Passage, *, glossed: bool) -> str:
        return prose_html(self._source(passage, glossed), self.mark)

    def plain(self, passage: Passage, *, glossed: bool) -> str:
        """The words without citations, paragraphs apart by an empty line, items after a hyphen."""
        return plain_text(prose_html(self._source(passage, glossed), self._word))

    def _source(self, passage: Passage, glossed: bool) -> str:
        """The text as pages convert it, so that it is converted once a build."""
        text = passage.text
        if glossed:
            text = self._markup.glossary(passage.lang).glossed(text)
        return _BEFORE_CITATION.sub("", text)

    def mark(self, mark: Mark) -> str:
        if isinstance(mark, Citation):
            return f" ({'; '.join(map(self._cited, mark.items))})"
        if isinstance(mark, LinkMark):
            return self._linked(mark)
        name, place = f"{mark.study}.{mark.figure}", f"figure-{mark.figure}"
        said = escape(self.figure_mark_words(mark))
        return self._anchor(mark.study, said, f'data-figure="{name}"', place)

    def _word(self, mark: Mark) -> str:
        if isinstance(mark, Citation):
            return ""
        if isinstance(mark, LinkMark):
            return str(escape(self._label(mark)))
        return str(escape(self.figure_mark_words(mark)))

    def _cited(self, item: CitedItem) -> str:
        name = escape(self.short_reference(item.key))
        said = self._anchor(item.key, name, f'data-cite="{escape(item.key)}"')
        return f"{said}, {escape(item.locator)}" if item.locator else said

    def _linked(self, mark: LinkMark) -> str:
        said = str(escape(self._label(mark)))
        if mark.auto:
            return said
        return self._anchor(mark.target, said, f'data-entry="{escape(mark.target)}"')

    def _label(self, mark: LinkMark) -> str:
        known = mark.target in self.library.entries
        if mark.label or not known:
            return mark.label or mark.target
        return self.words(self.title(mark.target), self._bare_mark)

    def _anchor(self, target: str, said: str, data: str, place: str = "") -> str:
        """A link to an entry; words alone where there is no such entry."""
        if target not in self.library.entries:
            return f"<span {data}>{said}</span>"
        page = self._places.page(self.library.entries[target], self._home.lang,
                                 self._home.audience)
        return f'<a href="{escape(page)}{f"#{place}" if place else ""}" {data}>{said}</a>'

    def figure_mark_words(self, mark: FigureMark) -> str:
        """A figure as pages print it, with a word where its study was taken back."""
        figure = self.library.figure(mark.study, mark.figure, self.lang)
        if figure is None:
            return mark.text
        study = self.library.study(mark.study)
        retracted = study is not None and study.status == "retracted"
        said = self._mark_words(mark, figure)
        return f"{said} ({self.t('figure.retracted')})" if retracted else said


class Texts:
    """The texts of a language, each as both audiences read it."""

    def __init__(self, made: Made, lang: str) -> None:
        self.lang, self.locale = lang, made.library.locales[lang]
        self._made = made
        self._writers: dict[tuple[str, Audience], Outside] = {}
        self._written: dict[tuple[Passage, Audience, bool], Record] = {}

    def prose(self, text: Text) -> Record:
        """A text of paragraphs, in ``<p>`` and lists."""
        return {audience: self._said(passage, audience, True)
                for audience, passage in text.parts()}

    def phrase(self, text: Text) -> Record:
        """A text that stands inside a line."""
        return {audience: self._said(passage, audience, False)
                for audience, passage in text.parts()}

    def words(self, passage: Passage, audience: Audience) -> str:
        """A text as one line of plain words."""
        return " ".join(self._said(passage, audience, False)["text"].split())

    def plain(self, passage: Passage) -> Record:
        """Words that are written already, without any mark."""
        return {"html": str(escape(passage.text)), "text": passage.text, "lang": passage.lang,
                "state": self._state(passage)}

    def page(self, audience: Audience) -> Outside:
        return self._writer(self.lang, audience)

    def _writer(self, lang: str, audience: Audience) -> Outside:
        """Who writes what stands in a language: it may be the source in place of a translation."""
        if (lang, audience) not in self._writers:
            self._writers[lang, audience] = Outside(
                self._made, Edition(lang, audience), Edition(self.lang, audience))
        return self._writers[lang, audience]

    def _said(self, passage: Passage, audience: Audience, prose: bool) -> Record:
        if not any(sign in passage.text for sign in "[{"):  # without marks all read the same
            audience = "patient"
        place = (passage, audience, prose)
        if place not in self._written:
            writer = self._writer(passage.lang, audience)
            html = writer.html(passage, glossed=prose)
            single = None if prose else _SINGLE.match(html)
            self._written[place] = {
                "html": single[1] if single else html,
                "text": writer.plain(passage, glossed=prose),
                "lang": passage.lang, "state": self._state(passage),
            }
        return self._written[place]

    def _state(self, passage: Passage) -> str:
        return "source" if self.lang == SOURCE_LANGUAGE else passage.state


def plain_text(html: str) -> str:
    """What our HTML says, as plain text."""
    paragraphs = html.removeprefix("<p>").removesuffix("</p>").split("</p>\n<p>")
    if not any("<" in paragraph for paragraph in paragraphs):  # as most are
        return "\n\n".join(_SPACE.sub(" ", unescape(paragraph)) for paragraph in paragraphs)
    for pattern, instead in _BREAKS:
        html = pattern.sub(instead, html)
    lines = unescape(_TAG.sub("", html)).split("\n")
    return _GAPS.sub("\n\n", "\n".join(line.strip(" ") for line in lines)).strip()
