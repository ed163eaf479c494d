"""Rules on what leads somewhere: citations, links, figures, records, and their translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from evidence.diagnostics import Diagnostic, Location, did_you_mean
from evidence.entries.base import FigureLink, links
from evidence.entries.guide import Guide
from evidence.entries.study import Figure, Study
from evidence.entries.text import texts
from evidence.library import Library, text_steps
from evidence.prose import FORMS, Citation, FigureMark, LinkMark, marks

KEYS_ALIKE = 0.75
"""Keys end with a year, so that any two of them are somewhat alike."""


def unknown_citation(library: Library) -> Iterator[Diagnostic]:
    """Every citation names a record of the bibliography (DISCERN 4: sources are clear)."""
    for identifier, places in library.mark_places.items():
        for place in places:
            if not isinstance(place.mark, Citation):
                continue
            for item in place.mark.items:
                if item.key not in library.bibliography:
                    yield Diagnostic(
                        "unknown-citation", f"the bibliography has no record {item.key!r}",
                        library.locate_mark(identifier, place, item.key),
                        did_you_mean(item.key, library.bibliography, KEYS_ALIKE) or (
                            "'evidence add-study' adds one"),
                    )


def unknown_link(library: Library) -> Iterator[Diagnostic]:
    """Every link leads to an entry, and to one of a type that may stand there."""
    known = {*library.entries, *library.unread}
    for identifier, entry in library.entries.items():
        for path, link in links(entry):
            if isinstance(link, FigureLink):
                continue
            target = library.entries.get(link)
            if target is None and link not in library.unread:
                yield Diagnostic(
                    "unknown-link", f"no entry has the id {str(link)!r}",
                    library.locate(identifier, *path), did_you_mean(link, library.entries),
                )
            elif target and link.kinds and target.kind not in link.kinds:
                fitting = [e.id for e in library.entries.values() if e.kind in link.kinds]
                yield Diagnostic(
                    "wrong-link", f"{str(link)!r} is a {target.kind}, not a {link.kinds[0]}",
                    library.locate(identifier, *path),
                    did_you_mean(link, fitting) or f"name the id of a {link.kinds[0]}",
                )
        for place in library.mark_places[identifier]:
            if isinstance(place.mark, LinkMark) and place.mark.target not in known:
                yield Diagnostic(
                    "unknown-link", f"no entry has the id {place.mark.target!r}",
                    library.locate_mark(identifier, place, place.mark.target),
                    did_you_mean(place.mark.target, library.entries),
                )


def unknown_figure(library: Library) -> Iterator[Diagnostic]:
    """Every figure that a text or a list prints is a figure of a study."""
    for identifier, entry in library.entries.items():
        for path, link in links(entry):
            if isinstance(link, FigureLink) and _is_lost(library, link.study, link.figure):
                yield _no_figure(library, link.study, link.figure,
                                 library.locate(identifier, *path))
        for place in library.mark_places[identifier]:
            mark = place.mark
            if isinstance(mark, FigureMark) and _is_lost(library, mark.study, mark.figure):
                yield _no_figure(library, mark.study, mark.figure,
                                 library.locate_mark(identifier, place, mark.text))


def impossible_form(library: Library) -> Iterator[Diagnostic]:
    """A figure is asked for in a form that it has: ``.p``, or ``.per-1000`` of a percentage."""
    for identifier, places in library.mark_places.items():
        for place in places:
            mark = place.mark
            if not isinstance(mark, FigureMark) or not mark.form:
                continue
            figure = library.figure(mark.study, mark.figure)
            if mark.form not in FORMS:
                said, hint = f"no figure has the form {mark.form!r}", did_you_mean(mark.form, FORMS)
            elif figure is None or _in_form(figure, mark.form):
                continue
            else:
                what = "p value" if mark.form == "p" else "percentage"
                said = f"{mark.study}.{mark.figure} has no {what}"
                hint = f"write {{{mark.study}.{mark.figure}}}"
            yield Diagnostic("impossible-form", said,
                             library.locate_mark(identifier, place, mark.text), hint)


def _in_form(figure: Figure | int, form: str) -> bool:
    wanted = "p" if form == "p" else "percent"
    return getattr(figure, wanted, None) is not None


def study_without_record(library: Library) -> Iterator[Diagnostic]:
    """Every study has its record in the bibliography, under the same key."""
    for study in library.of_type(Study):
        if study.id not in library.bibliography:
            yield Diagnostic(
                "study-without-record", f"the bibliography has no record {study.id!r}",
                library.locate(study.id), "add it to bibliography/, or rename the file",
            )


def repeated_section(library: Library) -> Iterator[Diagnostic]:
    """Each section of a guide has an id of its own: it is the section's address."""
    for guide in library.of_type(Guide):
        first: dict[str, int] = {}
        for index, section in enumerate(guide.sections):
            if first.setdefault(section.id, index) != index:
                line = library.locate(guide.id, "sections", first[section.id], "id").line
                yield Diagnostic(
                    "repeated-section", f"a section with the id {section.id!r} stands above",
                    library.locate(guide.id, "sections", index, "id"), f"first on line {line}")


def different_marks(library: Library) -> Iterator[Diagnostic]:
    """A translation has the citations, links and figures of its source, each as often."""
    sources = {identifier: dict(texts(entry)) for identifier, entry in library.entries.items()}
    for (_, identifier), translation in library.translations.items():
        originals = sources[identifier]
        for path, text in translation.texts.items() if translation.source.path else ():
            for audience, passage in text.parts():
                if passage.state not in ("current", "stale"):
                    continue
                wanted = _mark_keys(originals[path].to(audience).text)
                found = _mark_keys(passage.text)
                if wanted != found:
                    want, have = Counter(wanted), Counter(found)
                    place = translation.source.locate(
                        *text_steps(translation.source, path, audience))
                    lost = ", ".join(sorted((want - have).elements()))
                    more = ", ".join(sorted((have - want).elements()))
                    said = "; ".join(
                        part for part in (f"missing {lost}" if lost else "",
                                          f"not in the source {more}" if more else "") if part)
                    yield Diagnostic("different-marks",
                                     f"{'.'.join(map(str, path))}: {said}", place,
                                     "copy [@…], [[…]] and {…} from the source as they are")


@lru_cache(maxsize=50_000)
def _mark_keys(text: str) -> tuple[str, ...]:
    """The marks of a text in the order of the alphabet, each as often as it stands."""
    return tuple(sorted(_mark_key(mark) for mark in marks(text)))


def _mark_key(mark: Citation | LinkMark | FigureMark) -> str:
    return f"[[{mark.target}]]" if isinstance(mark, LinkMark) else " ".join(mark.text.split())


def _is_lost(library: Library, study: str, figure: str) -> bool:
    return library.figure(study, figure) is None and study not in library.unread


def _no_figure(library: Library, study: str, figure: str, place: Location) -> Diagnostic:
    entry = library.study(study)
    if entry is None:
        hint = did_you_mean(study, (s.id for s in library.of_type(Study)))
        return Diagnostic("unknown-figure", f"no study has the id {study!r}", place, hint)
    hint = did_you_mean(figure, entry.all_figures) or (
        f"it has: {', '.join(entry.all_figures)}" if entry.all_figures else "")
    message = f"the study {study!r} has no figure {figure!r}"
    return Diagnostic("unknown-figure", message, place, hint)
