"""Two versions of a site, compared."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from evidence import reporting
from evidence.changes.besides import besides
from evidence.changes.fields import fields
from evidence.changes.figures import figure_changes
from evidence.changes.records import record_changes
from evidence.changes.translations import translation_changes, written
from evidence.changes.values import (
    Change,
    Entries,
    FieldMoved,
    Moved,
    Named,
    Pages,
    Problems,
    Read,
    Records,
    Renamed,
    Version,
    counts,
)
from evidence.codes import by_harm
from evidence.diagnostics import Diagnostic
from evidence.editions import SOURCE_LANGUAGE, editions
from evidence.entries import Entry
from evidence.entries.claim import Claim
from evidence.entries.study import Study
from evidence.library import Library
from evidence.readability import measure_of, score

ALIKE = 0.8
"""How much of two files must be the same for one to be the other under a new name."""
MOST_PAIRS = 400
"""Beyond as many pairs of removed and added entries only those that are the same are matched."""
SHOWN = 5
"""Addresses of pages that are named."""


def compare(before: Version, after: Version, paths: tuple[str, ...] = ()) -> Change:
    """What a reader, a translator and an editor will find changed; ``paths`` are the files that
    changed, whatever they hold.
    """
    old, new = before.library, after.library
    renamed = dict(_renamed(old, new))
    records = record_changes(old.bibliography, new.bibliography, renamed)
    names = {one.old: one.key for one in records.renamed} | renamed
    entries = _entries(old, new, renamed, names)
    files = written(old, new, after.languages)
    touched = [*(one.id for one in (*entries.added, *entries.changed)), *entries.following,
               *renamed.values()]
    return Change(
        entries, records,
        verdicts=tuple(_verdicts(old, new, renamed)),
        statuses=tuple(_statuses(old, new, renamed)),
        figures=tuple(figure_changes(old, new, renamed)),
        translations=tuple(translation_changes(old, new, after.languages, touched, files, names)),
        pages=_pages(before, after, entries, records, files),
        readings=tuple(_readings(old, new, entries, files)),
        problems=_problems(before.problems, after.problems),
        besides=besides(before, after, names, paths),
    )


# Entries


def _renamed(old: Library, new: Library) -> Iterator[tuple[str, str]]:
    """Ids that are gone, each with the id under which its entry goes on."""
    gone = [i for i in old.ids if i not in new.entries and i not in new.unread]
    come = [i for i in new.ids if i not in old.entries and i not in old.unread]
    for one in gone:
        if new.redirects.get(one) in come:
            come.remove(new.redirects[one])
            yield one, new.redirects[one]
        elif match := _nearest(old, new, one, come, len(gone) * len(come) <= MOST_PAIRS):
            come.remove(match)
            yield one, match


def _nearest(old: Library, new: Library, gone: str, come: Iterable[str], near: bool) -> str:
    """The new entry that has most of an old one's lines; empty where none has enough of them."""
    entry, text = old.entries[gone], old.sources[gone].text.splitlines()
    best, most = "", ALIKE
    for one in come:
        other = new.entries[one]
        if type(other) is not type(entry):
            continue
        if other == entry.model_copy(update={"id": one}):
            return one
        alike = difflib.SequenceMatcher(None, text, new.sources[one].text.splitlines()).ratio() \
            if near else 0
        if alike > most:
            best, most = one, alike
    return best


def _entries(old: Library, new: Library, renamed: Mapping[str, str], names: Mapping[str, str]
             ) -> Entries:
    differ = {i: _fields(old, new, i, i, names) for i in new.ids
              if i in old.entries and old.entries[i] != new.entries[i]}
    following = tuple(i for i, moved in differ.items() if names and not moved)
    return Entries(
        added=tuple(_named(new, i) for i in new.ids
                    if i not in old.entries and i not in renamed.values() and i not in old.unread),
        changed=tuple(replace(_named(new, i), fields=differ.get(i, ())) for i in new.ids
                      if (i in differ or i in old.unread) and i not in following),
        removed=tuple(_named(old, i) for i in old.ids
                      if i not in new.entries and i not in renamed and i not in new.unread),
        renamed=tuple(_renaming(old, new, one, names) for one in sorted(renamed)),
        following=following,
        unread=tuple(sorted(new.unread - old.unread)),
    )


def _fields(old: Library, new: Library, was: str, now: str, names: Mapping[str, str]
            ) -> tuple[FieldMoved, ...]:
    return fields((old.entries[was], old.sources[was]), (new.entries[now], new.sources[now]), names)


def _named(library: Library, identifier: str) -> Named:
    entry = library.entries[identifier]
    return Named(identifier, entry.kind, entry.heading.patient.text)


def _renaming(old: Library, new: Library, one: str, names: Mapping[str, str]) -> Renamed:
    named = _named(new, names[one])
    return Renamed(one, named.id, named.kind, named.title, new.redirects.get(one) == named.id,
                   _fields(old, new, one, named.id, names))


def _verdicts(old: Library, new: Library, renamed: Mapping[str, str]) -> Iterator[Moved]:
    for before, after in _pairs(old, new, renamed):
        if isinstance(before, Claim) and isinstance(after, Claim):
            title = after.statement.patient.text
            if before.verdict != after.verdict:
                yield Moved(after.id, title, "verdict", before.verdict, after.verdict)
            if before.certainty.level != after.certainty.level:
                yield Moved(after.id, title, "certainty", before.certainty.level,
                            after.certainty.level)


def _statuses(old: Library, new: Library, renamed: Mapping[str, str]) -> Iterator[Moved]:
    for study in new.of_type(Study):
        if study.id not in old.entries and study.status != "current":
            yield Moved(study.id, study.title.patient.text, "status", "", study.status)
    for before, after in _pairs(old, new, renamed):
        if isinstance(before, Study) and isinstance(after, Study) and (
                before.status != after.status):
            yield Moved(after.id, after.title.patient.text, "status", before.status, after.status)


def _pairs(old: Library, new: Library, renamed: Mapping[str, str]) -> Iterator[tuple[Entry, Entry]]:
    """Every entry that goes on, as it was and as it is."""
    for identifier in old.ids:
        after = new.entries.get(renamed.get(identifier, identifier))
        if after is not None:
            yield old.entries[identifier], after


# Pages


def _pages(before: Version, after: Version, entries: Entries, records: Records,
           written: Mapping[str, tuple[str, ...]]) -> Pages:
    old, new = before.library, after.library
    changed = [one.id for one in (*entries.changed, *entries.added)] + [*entries.following]
    changed += [one.new for one in entries.renamed]
    gone = [*(one.id for one in entries.removed), *(one.old for one in entries.renamed)]
    keys = (*(one.key for one in (*records.changed, *records.renamed)), *records.added,
            *records.removed)
    reached = dict.fromkeys([*changed, *(key for key in keys if key in new.entries)])
    for version, targets in ((new, [*changed, *keys]), (old, [*gone, *records.removed])):
        ties = reporting.all_ties(version)
        near = sorted((found for target in targets
                       for found in reporting.impact(version, target, ties)),
                      key=lambda found: (found.distance, found.id))
        reached |= dict.fromkeys(found.id for found in near if found.id in new.entries)
    also = {lang: {*ids} for lang, ids in written.items()}
    folders = {i: new.entries[i].folder for i in new.ids}
    return Pages(
        editions={edition.base: len(reached.keys() | also.get(edition.lang, set()))
                  for edition in editions(after.languages)},
        reached=tuple(reached | dict.fromkeys(sorted(set().union(*also.values())))),
        addresses=_addresses(reached, also, folders),
        ended=tuple(f"{SOURCE_LANGUAGE}/patients/{old.entries[i].folder}/{i}/"
                    for i in gone if i not in new.redirects),
    )


def _addresses(reached: Iterable[str], also: Mapping[str, set[str]], folders: Mapping[str, str]
               ) -> tuple[str, ...]:
    """The first few pages that change, for patients; of translations alone those of the language.
    """
    found = [f"{SOURCE_LANGUAGE}/patients/{folders[i]}/{i}/" for i in reached]
    found += [f"{lang}/patients/{folders[i]}/{i}/" for lang, ids in also.items()
              for i in sorted(ids - {*reached})]
    return tuple(found[:SHOWN])


def _readings(old: Library, new: Library, entries: Entries, written: Mapping[str, tuple[str, ...]]
              ) -> Iterator[Read]:
    """The patient texts that are harder or easier than they were."""
    names = {one.id: one.id for one in (*entries.added, *entries.changed)}
    names |= {one.new: one.old for one in entries.renamed}
    for lang in (SOURCE_LANGUAGE, *written):
        measure = measure_of(lang)
        ids = sorted(names) if lang == SOURCE_LANGUAGE else written[lang]
        for identifier in ids if measure else ():
            before = _score(old, names.get(identifier, identifier), lang)
            after = _score(new, identifier, lang)
            if measure and before != after:
                yield Read(identifier, lang, measure.name, measure.easier_up, before, after)


def _score(library: Library, identifier: str, lang: str) -> float | None:
    if identifier not in library.entries:
        return None
    return score(reporting.patient_text(library.entry(identifier, lang), lang), lang)


# Problems


def _problems(before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> Problems:
    """Compared by what they say and in which file, and not by the line they are on."""
    new, mended = _beyond(after, before), _beyond(before, after)
    (errors, warnings), (errors_now, warnings_now) = counts(before), counts(after)
    return Problems(tuple(by_harm(new)), tuple(by_harm(mended)), (errors, errors_now),
                    (warnings, warnings_now))


def _beyond(found: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    left = Counter(map(_said, others))
    for diagnostic in found:
        if left[_said(diagnostic)]:
            left[_said(diagnostic)] -= 1
        else:
            yield diagnostic


def _said(diagnostic: Diagnostic) -> tuple[str, str, str, str]:
    return (diagnostic.code, diagnostic.location.path, diagnostic.message, diagnostic.severity)
