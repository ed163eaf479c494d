"""An entry or a record under another name, everywhere that the old one stood.

Files are changed at the places of the name and nowhere else, so comments and line breaks stay. A
translation that was made from the text as it was is as current as before: only the name in a mark
has changed, in both. So its fingerprint becomes that of the renamed text; one that was stale keeps
its old fingerprint, and stays stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from evidence.edits import Edit
from evidence.entries.base import Entry, FigureLink, links
from evidence.entries.text import Path, texts
from evidence.library import REDIRECTS, Library
from evidence.prose import retargeted
from evidence.records import with_key
from evidence.source import Source, read_source, write_yaml
from evidence.translating import dotted, fingerprint, stamped


class NotRenamed(Exception):
    """A file could not be changed in the names alone; nothing was changed."""


def rename(root: FilePath, library: Library, old: str, new: str) -> list[Edit]:
    """What is to be done that ``old`` be called ``new``: nothing is written here.

    Whoever calls has made sure that ``old`` is there, that ``new`` is well formed and free, and
    that every file could be read.
    """
    change = _Renaming(library, old, new)
    return [*change.entries(), *change.translations(), *change.pages(root), *change.record(root),
            *change.redirects()]


class _Renaming:
    """One name and the other, and the library in which they change places."""

    def __init__(self, library: Library, old: str, new: str) -> None:
        self.library, self.old, self.new = library, old, new

    def entries(self) -> Iterator[Edit]:
        for identifier, source in self.library.sources.items():
            text = self._renamed(source, self.library.entries[identifier])
            yield from self._filed(identifier, source, text)

    def translations(self) -> Iterator[Edit]:
        for (_, identifier), translation in self.library.translations.items():
            source, entry = translation.source, self.library.entries[identifier]
            if source.path:
                text = self._renamed(source, None)
                prints = source.at("fingerprints")
                if isinstance(prints, dict) and (moved := self._reprinted(entry, prints)) != prints:
                    text = stamped(text, moved)
                yield from self._filed(identifier, source, text)

    def pages(self, root: FilePath) -> Iterator[Edit]:
        for page in self.library.pages:
            text = _read(root, page.path)
            if (renamed := retargeted(text, self.old, self.new)) != text:
                yield Edit(page.path, renamed)

    def record(self, root: FilePath) -> Iterator[Edit]:
        if self.old in self.library.bibliography:
            path = self.library.bibliography[self.old].location.path
            yield Edit(path, with_key(_read(root, path), self.old, self.new))

    def redirects(self) -> Iterator[Edit]:
        """The old address leads to the new one, and so do those that led to the old one."""
        if self.old not in self.library.entries:
            return
        known = {gone: self.new if now == self.old else now
                 for gone, now in self.library.redirects.items() if gone != self.new}
        path = PurePosixPath(self.library.sources[self.old].path).parents[1] / REDIRECTS
        yield Edit(str(path), redirects_text({**known, self.old: self.new}))

    def _filed(self, identifier: str, source: Source, text: str) -> Iterator[Edit]:
        """A changed file at its place; the renamed entry's at its new one."""
        if identifier == self.old:
            place = PurePosixPath(source.path)
            yield Edit(str(place.with_stem(self.new)), self._named(place.parent.name, text))
            yield Edit(source.path, None)
        elif text != source.text:
            yield Edit(source.path, text)

    def _named(self, folder: str, text: str) -> str:
        """The text of a file whose comments call it by its new name."""
        before, after = f"{folder}/{self.old}.yaml", f"{folder}/{self.new}.yaml"
        return re.sub(r"^[ ]*#.*$", lambda line: line[0].replace(before, after), text, flags=re.M)

    def _renamed(self, source: Source, entry: Entry | None) -> str:
        """The text of a file with every link and mark to the old name led to the new one."""
        leading = {path for path, link in links(entry) if self._leads(link)} if entry else set()
        text = source.text
        for path, (start, end) in sorted(source.spans.items(), key=lambda one: -one[1][0]):
            piece = text[start:end]
            said = (piece.replace(self.old, self.new, 1) if path in leading
                    else retargeted(piece, self.old, self.new))
            text = f"{text[:start]}{said}{text[end:]}"
        read, _ = read_source(source.path, text)
        if read is None or read.value != self._meant(source.value, leading):
            raise NotRenamed(f"{source.path}: {self.old!r} stands here in a way that cannot be "
                             "renamed without changing something else")
        return text

    def _leads(self, link: str) -> bool:
        return (link.study if isinstance(link, FigureLink) else str(link)) == self.old

    def _meant(self, value: Any, leading: set[Path], path: Path = ()) -> Any:
        """The value that a file is to have: what the change of its text is measured by."""
        if isinstance(value, dict):
            return {key: self._meant(child, leading, (*path, key)) for key, child in value.items()}
        if isinstance(value, list):
            return [self._meant(child, leading, (*path, n)) for n, child in enumerate(value)]
        if not isinstance(value, str):
            return value
        if path in leading:
            return self.new + value.removeprefix(self.old)
        return retargeted(value, self.old, self.new)

    def _reprinted(self, entry: Entry, prints: Mapping[str, Any]) -> dict[str, Any]:
        """The fingerprints of a translation: those of the texts as they were become the new ones.
        """
        moved: dict[str, Any] = dict(prints)
        for path, text in texts(entry):
            for audience, passage in text.parts():
                before = fingerprint(passage.text)
                after = fingerprint(retargeted(passage.text, self.old, self.new))
                for name in (dotted(path), dotted((*path, audience))):
                    if prints.get(name) == before:
                        moved[name] = after
        return moved


def redirects_text(redirects: Mapping[str, str]) -> str:
    """The file of the addresses that lead on."""
    head = ("# Ids that entries once had, and where their addresses lead now. evidence rename "
            "writes this file.\n")
    return head + write_yaml(dict(sorted(redirects.items())))


def _read(root: FilePath, path: str) -> str:
    return (root / path).read_text(encoding="utf-8-sig")
