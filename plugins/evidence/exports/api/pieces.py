"""What records are made of besides texts: links to other entries, figures, codes."""

from __future__ import annotations

from collections.abc import Iterable

from evidence import addresses
from evidence.editions import AUDIENCES
from evidence.entries.base import Entry, FigureLink
from evidence.entries.study import Figure
from evidence.entries.term import Code
from evidence.entries.text import Passage, Text
from evidence.exports.api.grounds import Grounds
from evidence.exports.api.texts import Texts
from evidence.exports.open_data import Places, Record, leaflet
from evidence.exports.terminology import Made, code_uri


class Pieces:
    """Writes what is inside the records of a language."""

    def __init__(self, made: Made, lang: str, grounds: Grounds) -> None:
        self.made, self.lang, self.library, self.grounds = made, lang, made.library, grounds
        self.texts, self.places = Texts(made, lang), Places(made)
        self.leaflets = {page.url: leaflet(page) for page in made.pages}
        self._figures: dict[tuple[str, str], Record] = {}

    def maybe_prose(self, text: Text | None) -> Record | None:
        return self.texts.prose(text) if text else None

    def maybe_phrase(self, text: Text | None) -> Record | None:
        return self.texts.phrase(text) if text else None

    def title(self, entry: Entry) -> Record:
        return self.texts.phrase(self.texts.page("patient").title(entry.id))

    def own_words(self, key: str, **values: object) -> Record:
        """Words of the interface, as a text."""
        said = Passage(self.texts.locale.t(key, **values), self.lang, "current")
        return {audience: self.texts.plain(said) for audience in AUDIENCES}

    # Links

    def link(self, identifier: str) -> Record:
        entry = self.library.entry(identifier, self.lang)
        return {
            "id": entry.id, "kind": entry.kind, "title": self.title(entry),
            "pages": self.places.pages(entry, self.lang),
            "api": self.places.entry(entry, self.lang),
        }

    def links(self, identifiers: Iterable[str]) -> list[Record]:
        """The entries that exist: while serving, a link may lead nowhere for a while."""
        return [self.link(i) for i in identifiers if i in self.library.entries]

    def study(self, identifier: str) -> Record | None:
        """A study in passing: what it is called, and whether it still stands."""
        study = self.library.study(identifier)
        if study is None:
            return None
        return {"id": study.id, "name": self.texts.page("patient").short_reference(study.id),
                "status": study.status, "pages": self.places.pages(study, self.lang),
                "api": self.places.entry(study, self.lang)}

    # Figures

    def figure(self, study: str, name: str) -> Record | None:
        """A figure as data, the same wherever it is asked for."""
        if (study, name) not in self._figures:
            figure = self.library.figure(study, name, self.lang)
            if figure is None:
                return None
            self._figures[study, name] = self._figure(study, name, figure)
        return self._figures[study, name]

    def figure_of(self, link: FigureLink | None) -> Record | None:
        return self.figure(link.study, link.figure) if link else None

    def figures(self, found: Iterable[tuple[str, str]]) -> list[Record]:
        written = (self.figure(*place) for place in dict.fromkeys(found))
        return [figure for figure in written if figure]

    def _figure(self, study: str, name: str, figure: Figure | int) -> Record:
        own = self._sample(name, figure) if isinstance(figure, int) else self._measured(figure)
        shown = {audience: self.texts.page(audience).figure_words(figure)
                 for audience in AUDIENCES}
        return {"study": study, "name": name, **own, "shown": shown,
                "api": self.places.entry(self.library.entries[study], self.lang)}

    def _sample(self, unit: str, size: int) -> Record:
        """How many took part, in the shape of a figure."""
        return {**dict.fromkeys(FIGURE_FIELDS), "label": self.own_words(f"unit.{unit}", n=size),
                "measure": "sample", "value": str(size), "of_what": unit}

    def _measured(self, figure: Figure) -> Record:
        known = figure.of is not None or figure.of_what != "people"
        value = None if figure.measure in ("range", "p") else getattr(figure, figure.measure)
        return {
            "label": self.texts.phrase(figure.label),
            "measure": figure.measure.replace("_", "-"),
            "value": None if value is None else str(value),
            "range": figure.range, "unit": self.maybe_phrase(figure.unit),
            "of": figure.of, "of_what": figure.of_what if known else None,
            "interval": figure.interval,
            "confidence": figure.confidence if figure.interval else None,
            "p": p_value(figure.p) if figure.p else None,
            "at": self.maybe_phrase(figure.at), "better": figure.better,
        }

    # Codes

    def code(self, code: Code) -> Record:
        return {
            "scheme": code.scheme, "code": code.code, "label": code.label,
            "uri": code_uri(code) or None, "relation": code.relation,
            "pages": self.places.url(addresses.code(code.scheme, code.code)),
        }


FIGURE_FIELDS = ("label", "measure", "value", "range", "unit", "of", "of_what", "interval",
                 "confidence", "p", "at", "better")


def p_value(printed: str) -> Record:
    """A p value in two parts: ``< .001`` is below 0.001."""
    number = printed[1:].strip()
    return {"sign": printed[0], "value": number if number.startswith("0") else f"0{number}"}
