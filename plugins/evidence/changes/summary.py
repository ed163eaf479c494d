"""What a change does, as one Markdown text for a pull request.

What comes from files is shown as code, and as nothing else: in it no Markdown, HTML, address or
@name means anything. Links lead to our own site only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from evidence.changes.values import Change, FieldMoved, FigureMoved, Moved, Named, Translations
from evidence.codes import CODES, address
from evidence.diagnostics import Diagnostic, visible
from evidence.entries import ENTRY_TYPES

LIMIT = 60_000
"""GitHub takes comments of 65,536 characters."""
LONGEST = 120
STEPS = (40, 20, 10, 5, 2, 1)
"""How many items of a list are shown, if the text is to fit."""
FIELDS = 12
"""Changed fields that are named of an entry, a record or a translation."""
FILES = 10
"""Translations of a language that are named."""
REST = "More than fits here has changed: `evidence changes` tells all of it."

Section = tuple[str, Sequence[str]]


def as_markdown(change: Change, site_url: str = "", limit: int = LIMIT) -> str:
    """The summary of a change, what can do most harm first; at most ``limit`` characters."""
    writer = _Writer(change, site_url)
    sections = [section for section in writer.sections() if section[1]]
    for most in STEPS:
        text = _laid_out(writer.head(), sections, most)
        if len(text) <= limit:
            return text
    return _cut(writer.head(), sections, limit)


def _cut(head: str, sections: Iterable[Section], limit: int) -> str:
    """As many sections, of one item each, as there is room for, and a word on the rest."""
    shown: list[Section] = []
    for section in sections:
        if len(_laid_out(head, [*shown, section], 1)) + len(REST) + 2 > limit:
            break
        shown.append(section)
    return f"{_laid_out(head, shown, 1)}\n{REST}\n"[:limit]


def _laid_out(head: str, sections: Iterable[Section], most: int) -> str:
    parts = [head]
    for title, items in sections:
        rest = len(items) - most
        more = [f"- … and {rest} more"] if rest > 0 else []
        parts.append("\n".join([f"### {title}", "", *items[:most], *more]))
    return "\n\n".join(parts) + "\n"


def quoted(text: str, longest: int = LONGEST) -> str:
    """A text as code, on one line and not too long. CommonMark 6.1: a span of code ends at as many
    backticks as it began with, and nothing in it is markup.
    """
    one = " ".join(visible(" ".join(text.split())).split())
    one = one if len(one) <= longest else f"{one[:longest - 1]}…"
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
        yield "Safety texts and signs changed", [*self._safety()]
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
        yield "Entries changed", [*self._changed()]
        yield "Bibliography", [*self._records()]
        yield "Translations", [*self._confirmed(), *self._translations()]
        yield "Besides entries", [*self._besides()]
        yield "Pages", [*self._pages()]
        yield "Reading grade of the texts for patients", [*self._readings()]

    def _safety(self) -> Iterator[str]:
        """What readers' safety may hang on, as it was and is, in full."""
        entries = self.change.entries
        named = [(self._link(one.id), one.fields) for one in entries.changed]
        named += [(quoted(one.new), one.fields) for one in entries.renamed]
        named += [(f"{quoted(lang.lang)} {quoted(one.id)}", one.fields)
                  for lang in self.change.translations for one in lang.rewritten]
        named += [("hand-written page", self.change.besides.pages),
                  ("word of the interface", self.change.besides.words)]
        for name, fields in named:
            for one in fields:
                if one.safety:
                    yield (f"- {name}: {quoted(one.name)}\n\n{_both(one)}" if one.prose else
                           f"- {name}: {quoted(one.name)} {self._step(one.old, one.new)}")

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
        """Both values; in full where they are the same as far as they would be shown."""
        longest = LIMIT if quoted(old) == quoted(new) else LONGEST
        return " → ".join(quoted(one, longest) if one else "(none)" for one in (old, new))

    def _problem(self, one: Diagnostic) -> str:
        code = quoted(one.code)
        if self.site_url and one.code in CODES:
            code = f"[{code}]({self.site_url}{address(one.code)})"
        return (f"- {one.severity} {code} {quoted(str(one.location))}: {quoted(one.message)}"
                + (f" ({quoted(one.hint)})" if one.hint else ""))

    def _entry(self, one: Named) -> str:
        return f"- {one.kind} {self._link(one.id)}: {quoted(one.title)}"

    def _changed(self) -> Iterator[str]:
        for one in self.change.entries.changed:
            yield self._with_fields(self._entry(one), one.fields)
        if n := len(self.change.entries.following):
            yield f"- {n} {'entry follows' if n == 1 else 'entries follow'} the rename"

    def _with_fields(self, line: str, fields: Sequence[FieldMoved]) -> str:
        """A line, and below it the fields that changed: values first, of texts only the names."""
        ordered = sorted(fields, key=lambda one: (one.prose, not one.safety))
        rows = [f"  - {self._field(one)}" for one in ordered[:FIELDS]]
        more = [f"  - and {len(fields) - FIELDS} more"] if len(fields) > FIELDS else []
        return "\n".join([line, *rows, *more])

    def _field(self, one: FieldMoved) -> str:
        if one.prose:
            return f"{quoted(one.name)}: {'safety ' if one.safety else ''}text {_became(one)}"
        return f"{quoted(one.name)}: {self._step(one.old, one.new)}"

    def _renamed(self) -> Iterator[str]:
        for one in self.change.entries.renamed:
            lost = "" if one.redirected else ", and the old address leads nowhere"
            yield self._with_fields(f"- {one.kind} {quoted(one.old)} → {quoted(one.new)}{lost}: "
                                    f"{quoted(one.title)}", one.fields)

    def _records(self) -> Iterator[str]:
        records = self.change.records
        yield from (f"- removed: {quoted(key)}" for key in records.removed)
        for one in records.renamed:
            yield self._with_fields(f"- renamed: {quoted(one.old)} → {quoted(one.key)}", one.fields)
        for one in records.changed:
            yield self._with_fields(f"- changed: {quoted(one.key)}", one.fields)
        yield from (f"- added: {quoted(key)}" for key in records.added)

    def _confirmed(self) -> Iterator[str]:
        for one in self.change.translations:
            if n := len(one.confirmed):
                said = "1 text" if n == 1 else f"{n} texts"
                yield (f"- {quoted(one.lang)}: {said} declared current again although the source "
                       "changed and the words did not")
                vital = sum(text.safety for text in one.confirmed)
                named = one.confirmed[:max(FILES, vital)]
                for text in named:
                    yield f"  - {'safety: ' if text.safety else ''}{quoted(text.name)}"
                if n > len(named):
                    yield f"  - and {n - len(named)} more"

    def _translations(self) -> Iterator[str]:
        for one in self.change.translations:
            yield f"- {quoted(one.lang)}: {', '.join(_states(one)) or 'no text changed its state'}"
            for text in one.stale[:10]:
                yield f"  - stale: {quoted(text.name)}"
            if len(one.stale) > 10:
                yield f"  - … and {len(one.stale) - 10} more"
            yield from self._statuses(one)
            for file in one.rewritten[:FILES]:
                yield f"  - {quoted(file.id)}: {self._rewritten(file.fields)}"
            if len(one.rewritten) > FILES:
                yield f"  - and {len(one.rewritten) - FILES} more translations rewritten"

    def _statuses(self, one: Translations) -> Iterator[str]:
        """Every step from one status to another, with the translations that took it."""
        steps: dict[str, list[str]] = {}
        for file in one.rewritten:
            for moved in file.fields:
                if moved.name == "status" and file.id in one.files:
                    step = self._step(moved.old or "draft", moved.new or "draft")
                    steps.setdefault(step, []).append(quoted(file.id))
        for step, ids in steps.items():
            more = f" and {len(ids) - STEPS[0]} more" if len(ids) > STEPS[0] else ""
            yield f"  - status {step}: {', '.join(ids[:STEPS[0]])}{more}"

    def _rewritten(self, fields: Sequence[FieldMoved]) -> str:
        ordered = sorted(fields, key=lambda one: (one.prose, not one.safety))
        more = f" and {len(fields) - FIELDS} more" if len(fields) > FIELDS else ""
        return "; ".join(self._field(one) for one in ordered[:FIELDS]) + more

    def _besides(self) -> Iterator[str]:
        besides = self.change.besides
        yield from (f"- hand-written page {self._field(one)}" for one in besides.pages)
        yield from (f"- old address {self._field(one)}" for one in besides.redirects)
        yield from (f"- word of the interface {self._field(one)}" for one in besides.words)
        yield from (f"- code, template or setting: {quoted(path)}" for path in besides.files)

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


def _became(one: FieldMoved) -> str:
    return "removed" if not one.new else "added" if not one.old else "changed"


def _both(one: FieldMoved) -> str:
    """A text as it was and as it is, paragraph by paragraph."""
    rows = [f"  > {when}: {quoted(part, LIMIT)}" if part else f"  > {when}: (none)"
            for when, text in (("was", one.old), ("now", one.new))
            for part in text.split("\n\n")]
    return "\n  >\n".join(rows)


def _states(one: Translations) -> Iterator[str]:
    for count, what in ((len(one.withheld), "withheld (safety)"), (len(one.stale), "stale"),
                        (one.missing, "missing"), (one.mended, "current again or new"),
                        (len(one.files), "file written" if len(one.files) == 1
                         else "files written")):
        if count:
            yield f"{count} {what}"
