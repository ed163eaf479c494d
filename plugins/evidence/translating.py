"""Translations: the texts of a file laid over their entry, each with the state it is in.

Beside each text stands the fingerprint of the source text it was made from, so that a change in
the source is seen text by text and not by the date of a file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from evidence.diagnostics import Diagnostic, did_you_mean
from evidence.editions import AUDIENCES
from evidence.entries import Entry
from evidence.entries.text import Passage, Path, State, Text, ancestors, replace_texts, texts
from evidence.entries.translation import BOOKKEEPING, check_bookkeeping
from evidence.library import Library, Translation
from evidence.source import Source

_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_FOLDED = re.compile(rf"(?<=[{_WIDE}])[ \n](?=[{_WIDE}])(?!\n)")
_BEFORE, _AFTER = re.compile(r"(?<=\S)[ \u202f](?=[;:!?»%])"), re.compile(r"(?<=«)[ \u202f]")
_BLOCK = re.compile(r"^fingerprints:.*\n?(?:(?:[ \t]+.*)?(?:\n|\Z))*", re.M)


@lru_cache(maxsize=50_000)
def fingerprint(text: str) -> str:
    """A short hash of a source text: the same text, however it is wrapped, gives the same."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def translate(
    entry: Entry, lang: str, source: Source | None, problems: list[Diagnostic],
    own_texts: Mapping[Path, Text] | None = None,
) -> Translation:
    """An entry with the texts of a translation laid over it; ``own_texts`` are the entry's, where
    somebody has gathered them.
    """
    value = source.value if source and isinstance(source.value, dict) else {}
    own = source or Source("", "", {})
    status = "missing" if source is None else str(value.get("status") or "draft")
    if isinstance(own.value, dict):
        problems += check_bookkeeping(own)
    elif own.value is not None:
        problems.append(Diagnostic("wrong-type", "expected a translation: 'key: value' lines",
                                   own.locate()))
    prints = value.get("fingerprints")
    laid = _Overlay(entry, dict(texts(entry)) if own_texts is None else own_texts, lang, own,
                    prints if isinstance(prints, dict) else {}, status, problems)
    said = laid.texts(value)
    return Translation(replace_texts(entry, said), own, status, said)


def typeset(text: str, lang: str) -> str:
    """A text with the spaces of its language: none that only a line end in the file made between
    Chinese or Japanese signs, and unbreakable ones beside French punctuation.
    """
    base = lang.split("-")[0]
    if base in ("zh", "ja"):
        return _FOLDED.sub("", text)
    if base == "fr":
        return _BEFORE.sub("\u00a0", _AFTER.sub("\u00a0", text))
    return text


class _Overlay:
    """Lays the texts of one translation file over its entry."""

    def __init__(self, entry: Entry, own_texts: Mapping[Path, Text], lang: str, source: Source,
                 prints: Mapping[str, Any], status: str, problems: list[Diagnostic]) -> None:
        self.source_texts = own_texts
        self.original, self.lang, self.source = entry, lang, source
        self.prints, self.status, self.problems = prints, status, problems

    def texts(self, value: Mapping[str, Any]) -> dict[Path, Text]:
        """Every text of the entry: the translated one, or the source's where there is none."""
        given: dict[Path, Any] = {}
        for key, child in value.items():
            if key not in BOOKKEEPING:
                self._collect(child, (key,), given)
        return {path: self._text(path, given.get(path)) for path in self.source_texts}

    def _collect(self, value: Any, path: Path, given: dict[Path, Any]) -> None:
        """Gather the texts of the file, and complain of those the entry does not have."""
        if path in self.source_texts:
            given[path] = value
        elif isinstance(value, dict) and self._leads_on(path, str):
            for key, child in value.items():
                self._collect(child, (*path, key), given)
        elif isinstance(value, list) and self._leads_on(path, int):
            for index, child in enumerate(value):
                self._collect(child, (*path, index), given)
        elif not self._may_be_empty(value, path) and self._leads_on(path, (int, str)):
            what = "a list" if self._leads_on(path, int) else "'key: value' lines"
            self.problems.append(Diagnostic(
                "wrong-type", f"{dotted(path)}: expected {what}, as in the source",
                self.source.locate(*path)))
        elif not self._may_be_empty(value, path):
            known = {str(p[len(path) - 1]) for p in self.source_texts if p[: len(path) - 1] ==
                     path[:-1]}
            name = dotted(path)
            self.problems.append(
                Diagnostic("unknown-text", f"{name}: the source has no such text",
                           self.source.locate_key(*path), self._instead(path, known))
            )

    def _instead(self, path: Path, known: set[str]) -> str:
        """The name that was probably meant; how long the list is, where it is too long."""
        if not isinstance(path[-1], int):
            return did_you_mean(path[-1], known)
        last = max(map(int, known), default=-1)
        return f"the list of the source ends with {dotted((*path[:-1], last))}" if known else ""

    def _leads_on(self, path: Path, step: type | tuple[type, ...]) -> bool:
        end = len(path)
        return any(known[:end] == path and isinstance(known[end], step)
                   for known in self.source_texts)

    def _may_be_empty(self, value: Any, path: Path) -> bool:
        """An empty item of a list keeps the place of one that has no text in the source."""
        if isinstance(path[-1], int):
            return value in (None, {})
        return value is None and any(known[: len(path)] == path for known in self.source_texts)

    def _text(self, path: Path, given: Any) -> Text:
        source = self.source_texts[path]
        if isinstance(given, str):
            given = {"patient": given, "clinician": given}
        if given is not None and not isinstance(given, dict):
            self.problems.append(
                Diagnostic("wrong-type", f"{dotted(path)}: expected a text",
                           self.source.locate(*path)))
            given = None
        own = given or {}
        for audience, said in own.items():
            step = (*path, audience)
            if audience not in AUDIENCES:
                self.problems.append(
                    Diagnostic("unknown-text", f"{dotted(step)}: the source has no such text",
                               self.source.locate_key(*step), did_you_mean(audience, AUDIENCES)))
            elif said is not None and not isinstance(said, str):
                self.problems.append(
                    Diagnostic("wrong-type", f"{dotted(step)}: expected a text",
                               self.source.locate(*step)))
        return Text.model_construct(
            patient=self._passage(path, "patient", source.patient, own.get("patient")),
            clinician=self._passage(path, "clinician", source.clinician, own.get("clinician")),
        )

    def _passage(self, path: Path, audience: str, source: Passage, given: Any) -> Passage:
        if not isinstance(given, str) or not given.strip():
            return Passage(source.text, source.lang, "missing")
        stored = self.prints.get(dotted((*path, audience)), self.prints.get(dotted(path)))
        state: State = "current" if stored in (None, fingerprint(source.text)) else "stale"
        if (state == "stale" or self.status == "machine") and self._is_safety(path):
            return Passage(source.text, source.lang, "missing")
        return Passage(typeset(given.strip(), self.lang), self.lang, state)

    def _is_safety(self, path: Path) -> bool:
        """Whether a text lies in a part of the entry that is marked ``safety: true``."""
        return any(getattr(part, "safety", False) for part in ancestors(self.original, path))




def without_text(library: Library, lang: str, identifier: str) -> set[str]:
    """The names of those texts of an entry that its translation file does not hold."""
    translation = library.translations[lang, identifier]
    found = set()
    for path, text in texts(library.entries[identifier]):
        lacking = [audience for audience, _ in text.parts()
                   if not translation.given(path, audience)]
        found |= {dotted((*path, audience)) for audience in lacking}
        found |= {dotted(path)} if len(lacking) == len(AUDIENCES) else set()
    return found


def prints(library: Library, lang: str, identifier: str, *, anew: bool) -> dict[str, str]:
    """The fingerprints that a translation file should hold, by the path of each of its texts.

    A text that has one keeps it, unless ``anew``: then somebody has looked at the whole file and
    says that it is current. So does a text whose source was one for both audiences and is now two,
    or the reverse: a name that changes makes nothing current.
    """
    translation = library.translations[lang, identifier]
    value = translation.source.value
    kept = value.get("fingerprints") if isinstance(value, dict) else None
    known: Mapping[str, Any] = kept if isinstance(kept, dict) and not anew else {}
    found = {}
    for path, text in texts(library.entries[identifier]):
        for audience, passage in text.parts():
            if translation.given(path, audience):
                one_for_both = text.patient == text.clinician
                name = dotted(path if one_for_both else (*path, audience))
                mark = fingerprint(passage.text)
                names = [*((*path, one) for one in AUDIENCES), path] if one_for_both else [
                    (*path, audience), path]
                held = [str(known[dotted(one)]) for one in names if known.get(dotted(one))]
                older = held if one_for_both else held[:1]
                found[name] = next((one for one in older if one != mark), mark)
    return found


def stamped(text: str, fingerprints: Mapping[str, str]) -> str:
    """The text of a translation file with these fingerprints at its end, and nothing else changed.
    """
    body = _BLOCK.sub("", text).rstrip("\n") + "\n"
    rows = "".join(f"  {name}: {value}\n" for name, value in fingerprints.items())
    return f"{body}fingerprints:\n{rows}" if rows else body


def dotted(path: Path) -> str:
    return ".".join(map(str, path))
