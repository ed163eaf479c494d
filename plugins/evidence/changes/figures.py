"""Figures that have another value than before, and where they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.changes.values import FigureMoved
from evidence.entries.base import FigureLink, links
from evidence.entries.study import Figure, Study
from evidence.library import Library
from evidence.prose import FigureMark


def figure_changes(old: Library, new: Library, renamed: Mapping[str, str]
                   ) -> Iterator[FigureMoved]:
    """Every figure of a study that goes on, under its id or a new one, with another value."""
    printed = _printed(new)
    once = {now: was for was, now in renamed.items()}
    for study in new.of_type(Study):
        before = old.study(once.get(study.id, study.id))
        if before is None:
            continue
        names = dict.fromkeys([*before.all_figures, *study.all_figures])
        for name in names:
            was, now = (_value(one.all_figures.get(name)) for one in (before, study))
            if was != now:
                users = tuple(sorted(printed.get((study.id, name), ())))
                yield FigureMoved(study.id, name, was, now, users)


def _printed(library: Library) -> Mapping[tuple[str, str], set[str]]:
    """For each figure the entries that print it, in a text or in a list."""
    found: dict[tuple[str, str], set[str]] = {}
    for identifier, entry in library.entries.items():
        for place in library.mark_places[identifier]:
            if isinstance(place.mark, FigureMark):
                found.setdefault((place.mark.study, place.mark.figure), set()).add(identifier)
        for _, link in links(entry):
            if isinstance(link, FigureLink):
                found.setdefault((link.study, link.figure), set()).add(identifier)
    return found


def _value(figure: Figure | int | None) -> str:
    """A figure as an editor writes it down; empty where there is none."""
    if not isinstance(figure, Figure):
        return "" if figure is None else str(figure)
    parts = [_measure(figure)]
    if figure.interval:
        parts.append(f"{figure.confidence}% CI {' to '.join(figure.interval)}")
    if figure.p and figure.measure != "p":
        parts.append(f"p {figure.p}")
    if figure.of is not None and figure.measure != "count":
        parts.append(f"of {figure.of} {figure.of_what}")
    return ", ".join(parts)


def _measure(figure: Figure) -> str:
    name, unit = figure.measure, f" {figure.unit.patient.text}" if figure.unit else ""
    if name == "range" and figure.range:
        return f"{' to '.join(figure.range)}{unit}"
    value = getattr(figure, name)
    words = {"percent": f"{value}%", "count": f"{value} of {figure.of} {figure.of_what}",
             "p": f"p {value}", "kappa": f"kappa {value}",
             "standardised_difference": f"{value} standard deviations"}
    return words.get(name, f"{value}{unit}")
