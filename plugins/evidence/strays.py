"""Files that nobody reads because of where they stand or how they are called; and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from evidence.diagnostics import Diagnostic, Location, did_you_mean, visible
from evidence.editions import SOURCE_LANGUAGE
from evidence.entries import BY_FOLDER, Entry
from evidence.library import REDIRECTS
from evidence.source import Source

PAGES, TRANSLATIONS = "pages", "translations"
_YAML = re.compile(r"\.ya?ml(\.txt)?$", re.I)
_MARKDOWN = re.compile(r"\.md$", re.I)
_RECORDS = re.compile(r"\.(bib(tex)?|ris|nbib)(\.txt)?$", re.I)
_FOLDERS = ", ".join(f"{name}/" for name in BY_FOLDER)

Said = tuple[str, str]


def printed(path: Path, root: Path) -> str:
    """A path as it is printed: from the root, with ``/``, and nothing in it that is not seen."""
    return visible(path.relative_to(root).as_posix())


def strays(root: Path, content: str, bibliography: str, known: Collection[str]
           ) -> Iterator[Diagnostic]:
    """What looks as if somebody meant it to be read, and nobody reads; ``known`` are languages.

    Hidden files are nobody's business, and neither is what is no YAML, Markdown or bibliography.
    """
    for place in _visible(root / content):
        parts = place.relative_to(root / content).parts
        if len(parts) == 2 and parts[0] in (TRANSLATIONS, PAGES) and place.is_dir():
            if said := _language(place, known):
                yield Diagnostic("unknown-language", said[0], Location(printed(place, root)),
                                 said[1])
        elif said := _folder(place) or _READERS.get(parts[0], _entry)(place, parts):
            yield _misplaced(place, root, said)
    for place in _visible(root / bibliography):
        if said := _records(place, root / bibliography):
            yield _misplaced(place, root, said)


def _misplaced(place: Path, root: Path, said: Said) -> Diagnostic:
    return Diagnostic("misplaced-file", said[0], Location(printed(place, root)), said[1])


def elsewhere(source: Source, entry_type: type[Entry]) -> Diagnostic | None:
    """Said once, instead of once for each line that is not known: this is an entry of another type.
    """
    keys = set(source.value) if isinstance(source.value, dict) else set()
    fitting = [other for other in BY_FOLDER.values() if keys <= other.model_fields.keys()]
    if len(fitting) != 1 or len(keys - entry_type.model_fields.keys()) < 2:
        return None
    message = f"these are the lines of a {fitting[0].kind}, and not of a {entry_type.kind}"
    return Diagnostic("misplaced-file", message, source.locate(),
                      f"move the file to {fitting[0].folder}/")


def _visible(folder: Path) -> Iterator[Path]:
    """Everything below a folder; not what is in a folder that is called like a file."""
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not place.name.startswith("."):
            yield place
            if place.is_dir() and not place.is_symlink() and not _YAML.search(place.name):
                yield from _visible(place)


def _folder(place: Path) -> Said | None:
    if not place.is_dir() or not _YAML.search(place.name):
        return None
    return "this is a folder, and it is called like a file", "rename it, or move what is in it"


def _entry(place: Path, parts: tuple[str, ...]) -> Said | None:
    if not _YAML.search(place.name) or parts == (REDIRECTS,):
        return None
    if len(parts) != 2:
        return "no entry can stand here", f"move it to one of {_FOLDERS}"
    return _ending(place)


def _language(place: Path, known: Collection[str]) -> Said | None:
    used = any(_YAML.search(file.name) or _MARKDOWN.search(file.name) for file in place.rglob("*"))
    if place.name in known or not used:
        return None
    others = sorted({*known} - {SOURCE_LANGUAGE})
    hint = did_you_mean(place.name, others) or f"known here: {', '.join(others) or 'none'}"
    return f"there is no language {place.name!r} here", hint


def _translation(place: Path, parts: tuple[str, ...]) -> Said | None:
    if not _YAML.search(place.name):
        return None
    if len(parts) != 4:
        return "no translation can stand here", "its place is translations/<language>/<folder>/"
    return _ending(place)


def _page(place: Path, parts: tuple[str, ...]) -> Said | None:
    if not _MARKDOWN.search(place.name) or place.is_dir() or len(parts) == 3:
        return None
    return "no page can stand here", "its place is pages/<language>/"


def _ending(place: Path) -> Said | None:
    if place.suffix in (".yaml", ".yml"):
        return None
    return ("nobody reads a file with this ending",
            f"call it {_YAML.sub('', place.name)}.yaml")


def _records(place: Path, folder: Path) -> Said | None:
    if place.is_dir() or not _RECORDS.search(place.name) or (
            place.parent == folder and place.suffix == ".bib"):
        return None
    return ("only .bib files right in this folder are read",
            "add its records with evidence add-study")


_READERS = {TRANSLATIONS: _translation, PAGES: _page}
