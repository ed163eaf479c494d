"""What a change does, as one Markdown text for a pull request.

What comes from files is shown as code, and as nothing else: in it no Markdown, HTML, address or
@name means anything. Links lead to our own site only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from evidence.changes.values import Change, FigureMoved, Moved, Named, Translations
from evidence.codes import CODES, address
from evidence.diagnostics import Diagnostic, visible
from evidence.entries import ENTRY_TYPES

LIMIT = 60_000
"""GitHub takes comments of 65,536 characters."""
LONGEST = 120
STEPS = (40, 20, 10, 5, 2, 1)
"""How many items of a list are shown, if the text is to fit."""

Section = tuple[str, Sequence[str]]


def as_markdown(change: Change, site_url: str = "", limit: int = LIMIT) -> str:
    """The summary of a change, what can do most harm first; at most ``limit`` characters."""
    writer = _Writer(change, site_url)
    sections = [section for section in writer.sections() if section[1]]
    for most in STEPS:
        text = _laid_out(writer.head(), sections, most)
        if len(text) <= limit:
            return text
    return _laid_out(writer.head(), [], 0)[:limit]


def _laid_out(head: str, sections: Iterable[Section], most: int) -> str:
    parts = [head]
    for title, items in sections:
        rest = len(items) - most
        more = [f"- … and {rest} more"] if rest > 0 else []
        parts.append("\n".join([f"### {title}", "", *items[:most], *more]))
    return "\n\n".join(parts) + "\n"


def quoted(text: str) -> str:
    """A text as code, on one line and not too long. CommonMark 6.1: a span of code ends at as many
    backticks as it began with, and nothing in it is markup.
    """
    one = " ".join(visible(" ".join(text.split())).split())
    one = one if len(one) <= LONGEST else f"{one[:LONGEST - 1]}…"
    ticks = "`" * (max(map(len, re.findall("`+", one)), default=0) + 1)
    gap = " " if one.startswith("`") or one.endswith("`") or not one.strip() else ""
    return f"{ticks}{gap}{one or ' '}{gap}{ticks}"


class _Writer:
    """Writes the sections of a summary."""

    def __init__(self, change: Change, site_url: str) -> None:
        self.change, self.site_url = change, site_url
        named = (*change.entries.changed, *change.entries.removed)
        folders = {kind.kind: kind.folder for kind in ENTRY_TYPES}
        # Where an entry can be read today; what is new has no address yet.
        self.urls = {one.id: f"en/patients/{folders[one.kind]}/{one.id}/" for one in named}

    def head(self) -> str:
        change = self.change
        if change.empty:
            return "## What this change does\n\nNothing that readers get is another than before."
        counts = [(len(change.entries.added), "added"), (len(change.entries.changed), "changed"),
                  (len(change.entries.removed), "removed"),
                  (len(change.entries.renamed), "renamed")]
        entries = ", ".join(f"{n} {what}" for n, what in counts if n) or "none changed"
        errors, warnings = change.problems.errors, change.problems.warnings
        pages = sum(change.pages.editions.values())
        return (f"## What this change does\n\n**Entries:** {entries} · **pages:** {pages} · "
                f"**errors:** {errors[0]} → {errors[1]} · "
                f"**warnings:** {warnings[0]} → {warnings[1]}")

    def sections(self) -> Iterator[Section]:
        change = self.change
        yield "Safety texts that readers will get in English", [*self._withheld()]
        yield "Studies whose status changed", [self._moved(one) for one in change.statuses]
        yield "Verdicts and certainty", [self._moved(one) for one in change.verdicts]
        yield "Figures", [self._figure(one) for one in change.figures]
        yield "New problems", [self._problem(one) for one in change.problems.new]
        yield "Files that can no longer be read", [f"- {quoted(i)}" for i in change.entries.unread]
        yield "Mended problems", [self._problem(one) for one in change.problems.mended]
        yield "Entries removed", [self._entry(one) for one in change.entries.removed]
        yield "Entries renamed", [*self._renamed()]
        yield "Entries added", [self._entry(one) for one in change.entries.added]
        yield "Entries changed", [self._entry(one) for one in change.entries.changed]
        yield "Bibliography", [*self._records()]
        yield "Translations", [*self._translations()]
        yield "Pages", [*self._pages()]
        yield "Reading grade of the texts for patients", [*self._readings()]

    def _withheld(self) -> Iterator[str]:
        for one in self.change.translations:
            for text in one.withheld:
                yield f"- {quoted(one.lang)}: {quoted(text.name)}"

    def _moved(self, one: Moved) -> str:
        return (f"- {self._link(one.id)}: {one.what} {self._step(one.old, one.new)}: "
                f"{quoted(one.title)}")

    def _figure(self, one: FigureMoved) -> str:
        users = ", ".join(self._link(i) for i in one.printed_by[:10])
        more = len(one.printed_by) - 10
        where = f"; printed by {users}" if users else "; printed nowhere"
        return (f"- {quoted(f'{one.study}.{one.figure}')}: {self._step(one.old, one.new)}{where}"
                + (f" and {more} more" if more > 0 else ""))

    def _step(self, old: str, new: str) -> str:
        return " → ".join(quoted(one) if one else "(none)" for one in (old, new))

    def _problem(self, one: Diagnostic) -> str:
        code = quoted(one.code)
        if self.site_url and one.code in CODES:
            code = f"[{code}]({self.site_url}{address(one.code)})"
        return (f"- {one.severity} {code} {quoted(str(one.location))}: {quoted(one.message)}"
                + (f" ({quoted(one.hint)})" if one.hint else ""))

    def _entry(self, one: Named) -> str:
        return f"- {one.kind} {self._link(one.id)}: {quoted(one.title)}"

    def _renamed(self) -> Iterator[str]:
        for one in self.change.entries.renamed:
            lost = "" if one.redirected else ", and the old address leads nowhere"
            yield f"- {one.kind} {quoted(one.old)} → {quoted(one.new)}{lost}: {quoted(one.title)}"

    def _records(self) -> Iterator[str]:
        records = self.change.records
        for what, keys in (("removed", records.removed), ("changed", records.changed),
                           ("added", records.added)):
            for key in keys:
                yield f"- {what}: {quoted(key)}"

    def _translations(self) -> Iterator[str]:
        for one in self.change.translations:
            yield f"- {quoted(one.lang)}: {', '.join(_states(one)) or 'no text changed its state'}"
            for text in one.stale[:10]:
                yield f"  - stale: {quoted(text.name)}"
            if len(one.stale) > 10:
                yield f"  - … and {len(one.stale) - 10} more"

    def _pages(self) -> Iterator[str]:
        pages = self.change.pages
        if len({*pages.editions.values()}) == 1 and pages.reached:
            yield f"- {len(pages.reached)} in each of {len(pages.editions)} editions"
        else:
            yield from (f"- {quoted(name)}: {n}" for name, n in pages.editions.items() if n)
        for url in pages.addresses:
            yield f"- for example {self._page(url)}"
        for url in pages.ended:
            yield f"- leads nowhere now: {quoted(url)}"

    def _readings(self) -> Iterator[str]:
        for one in self.change.readings:
            old, new = ("too short" if value is None else f"{value:g}"
                        for value in (one.old, one.new))
            way = "" if one.old is None or one.new is None else (
                ", easier" if (one.new > one.old) == one.easier_up else ", harder")
            yield (f"- {self._link(one.id)}, {quoted(one.lang)} ({one.measure}): "
                   f"{old} → {new}{way}")

    def _link(self, identifier: str) -> str:
        url = self.urls.get(identifier)
        return f"[{quoted(identifier)}]({self.site_url}{url})" if self.site_url and url else (
            quoted(identifier))

    def _page(self, url: str) -> str:
        return f"[{quoted(url)}]({self.site_url}{url})" if self.site_url and re.fullmatch(
            r"[A-Za-z0-9/-]+", url) else quoted(url)


def _states(one: Translations) -> Iterator[str]:
    for count, what in ((len(one.withheld), "withheld (safety)"), (len(one.stale), "stale"),
                        (one.missing, "missing"), (one.mended, "current again or new"),
                        (len(one.files), "file written" if len(one.files) == 1
                         else "files written")):
        if count:
            yield f"{count} {what}"
