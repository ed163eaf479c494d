"""Two versions of a site, compared."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from evidence import reporting
from evidence.changes.figures import figure_changes
from evidence.changes.values import (
    Change,
    Entries,
    Moved,
    Named,
    Pages,
    Problems,
    Read,
    Records,
    Renamed,
    TextName,
    Translations,
    Version,
    counts,
)
from evidence.codes import by_harm
from evidence.diagnostics import Diagnostic
from evidence.editions import SOURCE_LANGUAGE, editions
from evidence.entries import Entry
from evidence.entries.claim import Claim
from evidence.entries.study import Study
from evidence.freshness import translated
from evidence.library import Library
from evidence.readability import measure_of, score

ALIKE = 0.8
"""How much of two files must be the same for one to be the other under a new name."""
MOST_PAIRS = 400
"""Beyond as many pairs of removed and added entries only those that are the same are matched."""
SHOWN = 5
"""Addresses of pages that are named."""


def compare(before: Version, after: Version) -> Change:
    """What a reader, a translator and an editor will find changed."""
    old, new = before.library, after.library
    renamed = dict(_renamed(old, new))
    entries = _entries(old, new, renamed)
    records = _records(old, new)
    written = _written(old, new, after.languages)
    return Change(
        entries, records,
        verdicts=tuple(_verdicts(old, new, renamed)),
        statuses=tuple(_statuses(old, new, renamed)),
        figures=tuple(figure_changes(old, new)),
        translations=tuple(_translations(old, new, after.languages, entries, written)),
        pages=_pages(before, after, entries, records, written),
        readings=tuple(_readings(old, new, entries, written)),
        problems=_problems(before.problems, after.problems),
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


def _entries(old: Library, new: Library, renamed: Mapping[str, str]) -> Entries:
    same = [i for i in new.ids if i in old.entries]
    return Entries(
        added=tuple(_named(new, i) for i in new.ids
                    if i not in old.entries and i not in renamed.values() and i not in old.unread),
        changed=tuple(_named(new, i) for i in new.ids if (
            old.entries[i] != new.entries[i] if i in same else i in old.unread)),
        removed=tuple(_named(old, i) for i in old.ids
                      if i not in new.entries and i not in renamed and i not in new.unread),
        renamed=tuple(_renaming(new, one, other) for one, other in sorted(renamed.items())),
        unread=tuple(sorted(new.unread - old.unread)),
    )


def _named(library: Library, identifier: str) -> Named:
    entry = library.entries[identifier]
    return Named(identifier, entry.kind, entry.heading.patient.text)


def _renaming(new: Library, one: str, other: str) -> Renamed:
    named = _named(new, other)
    return Renamed(one, other, named.kind, named.title, new.redirects.get(one) == other)


def _records(old: Library, new: Library) -> Records:
    before, after = old.bibliography, new.bibliography
    return Records(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(key for key in sorted(after.keys() & before.keys())
                      if replace(before[key], location=after[key].location) != after[key]),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


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


# Translations


def _written(old: Library, new: Library, languages: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each language the entries whose translation was written, changed or removed."""
    found = {lang: tuple(i for i in new.ids if _file(old, lang, i) != _file(new, lang, i))
             for lang in languages}
    return {lang: ids for lang, ids in found.items() if ids}


def _file(library: Library, lang: str, identifier: str) -> str:
    translation = library.translations.get((lang, identifier))
    return translation.source.text if translation else ""


def _translations(old: Library, new: Library, languages: Iterable[str], entries: Entries,
                  written: Mapping[str, tuple[str, ...]]) -> Iterator[Translations]:
    touched = {named.id for named in (*entries.added, *entries.changed)}
    touched |= {one.new for one in entries.renamed}
    for lang in languages:
        ids = sorted(touched | {*written.get(lang, ())})
        if lang == SOURCE_LANGUAGE or not ids:
            continue
        found = _texts(old, new, lang, ids, {one.new: one.old for one in entries.renamed})
        files = tuple(i for i in written.get(lang, ()) if _file(new, lang, i))
        one = Translations(lang, found["withheld"], found["stale"], len(found["missing"]),
                           len(found["current"]), files)
        if one.withheld or one.stale or one.missing or one.mended or one.files:
            yield one


def _texts(old: Library, new: Library, lang: str, ids: Iterable[str], once: Mapping[str, str]
           ) -> Mapping[str, tuple[TextName, ...]]:
    """The texts whose state is another than before, by the state that they are in now.

    ``once`` says what entries were called that have a new name.
    """
    before = [once.get(i, i) for i in ids]
    was = {(text.id, text.name): text.state for text in
           translated(old, lang, (i for i in before if i in old.entries))
           } if lang in old.locales else {}
    found: dict[str, list[TextName]] = {"withheld": [], "stale": [], "missing": [], "current": []}
    for text in translated(new, lang, ids):
        if was.get((once.get(text.id, text.id), text.name)) != text.state:
            found[text.state].append(TextName(f"{text.id}:{text.name}", text.safety))
    return {state: tuple(sorted(names, key=lambda text: (not text.safety, text.name)))
            for state, names in found.items()}


# Pages


def _pages(before: Version, after: Version, entries: Entries, records: Records,
           written: Mapping[str, tuple[str, ...]]) -> Pages:
    old, new = before.library, after.library
    changed = [one.id for one in (*entries.changed, *entries.added)]
    changed += [one.new for one in entries.renamed]
    gone = [*(one.id for one in entries.removed), *(one.old for one in entries.renamed)]
    keys = (*records.changed, *records.added, *records.removed)
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
