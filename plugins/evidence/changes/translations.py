"""What a change does to translations: their states, their words, and what is said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from evidence.changes.fields import (
    carried,
    carried_text,
    guarded,
    leaves,
    mentions_emergency,
    moved,
    text_path,
)
from evidence.changes.values import FieldMoved, Rewritten, TextName, Translations
from evidence.editions import SOURCE_LANGUAGE
from evidence.entries import Entry
from evidence.entries.text import Path, texts
from evidence.entries.translation import BOOKKEEPING
from evidence.freshness import translated
from evidence.library import Library
from evidence.translating import dotted, fingerprint


def written(old: Library, new: Library, languages: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each language the entries whose translation was written, changed or removed."""
    found = {lang: tuple(i for i in new.ids if _file(old, lang, i) != _file(new, lang, i))
             for lang in languages}
    return {lang: ids for lang, ids in found.items() if ids}


def _file(library: Library, lang: str, identifier: str) -> str:
    translation = library.translations.get((lang, identifier))
    return translation.source.text if translation else ""


def translation_changes(
    old: Library, new: Library, languages: Iterable[str], touched: Iterable[str],
    files: Mapping[str, tuple[str, ...]], names: Mapping[str, str],
) -> Iterator[Translations]:
    """What became of each language. ``touched`` are the entries whose source changed, ``files``
    what :func:`written` gives, and ``names`` the new ids of what was renamed.
    """
    once = {now: was for was, now in names.items()}
    for lang in languages:
        ids = sorted({*touched, *files.get(lang, ())})
        if lang == SOURCE_LANGUAGE or not ids:
            continue
        found = _texts(old, new, lang, ids, once)
        given = tuple(i for i in files.get(lang, ()) if _file(new, lang, i))
        pairs = [_Pair(old, new, lang, once.get(i, i), i, names) for i in ids
                 if _file(old, lang, once.get(i, i)) and once.get(i, i) in old.entries]
        confirmed = sorted((text for pair in pairs for text in pair.confirmed()),
                           key=lambda text: (not text.safety, text.name))
        rewritten = (Rewritten(pair.id, pair.fields()) for pair in pairs)
        one = Translations(lang, found["withheld"], found["stale"], len(found["missing"]),
                           len(found["current"]), given, tuple(confirmed),
                           tuple(each for each in rewritten if each.fields))
        if (one.withheld or one.stale or one.missing or one.mended or one.files or one.confirmed
                or one.rewritten):
            yield one


class _Pair:
    """A translation that was there before, and what it is now."""

    def __init__(self, old: Library, new: Library, lang: str, was: str, now: str,
                 names: Mapping[str, str]) -> None:
        self.library, self.lang, self.id, self.names = new, lang, now, names
        self.before, self.after = old.translations[lang, was], new.translations[lang, now]
        self.old, self.new = old.entries[was], new.entries[now]

    def fields(self) -> tuple[FieldMoved, ...]:
        """What changed in the file, beyond the marks of the texts that it was made from."""
        before, after = (_without_prints(one.source.value) for one in (self.before, self.after))
        was, now = _vital(self.old), _vital(self.new)
        return tuple(
            moved(leaf, leaf.path[0] not in BOOKKEEPING,
                  safety=text_path(leaf.was) in was or text_path(leaf.now) in now)
            for leaf in leaves(carried(before, self.names), after))

    def confirmed(self) -> Iterator[TextName]:
        """The texts that are said to be current with another source, in the words that they had.

        They are known by their words, as a new part moves the paths of all that follow it.
        """
        made = self._made()
        vital = _vital(self.new)
        for text in translated(self.library, self.lang, [self.id]):
            words = _folded(self.after.given(text.path, text.audience))
            if text.state == "current" and words in made and (
                    fingerprint(text.source) not in made[words]):
                yield TextName(f"{self.id}:{text.name}", text.path in vital)

    def _made(self) -> Mapping[str, set[str]]:
        """For each translated text the marks of the source texts that it was made from."""
        found: dict[str, set[str]] = {}
        prints = self.before.source.at("fingerprints")
        held = prints if isinstance(prints, dict) else {}
        for path, text in texts(self.old):
            for audience, passage in text.parts():
                if words := self.before.given(path, audience):
                    own = fingerprint(passage.text)
                    stored = held.get(dotted((*path, audience)), held.get(dotted(path))) or own
                    carried_on = fingerprint(carried_text(passage.text, self.names.items()))
                    found.setdefault(_folded(carried_text(words, self.names.items())), set()).add(
                        carried_on if stored == own else str(stored))
        return found


def _without_prints(value: Any) -> Any:
    return {key: said for key, said in value.items() if key != "fingerprints"} if isinstance(
        value, dict) else {}


def _folded(text: str) -> str:
    return " ".join(text.split())


def _vital(entry: Entry) -> Collection[Path]:
    """The texts that readers' safety may hang on: a translator's word for 112 is not known here."""
    return {*guarded(entry), *(path for path, text in texts(entry) if mentions_emergency(
        text.patient.text, text.clinician.text))}


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
