"""From folders to a linked library. What cannot be read is said, and hides nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from evidence.bibliography import Reference, read_bibliography
from evidence.diagnostics import Diagnostic, Location, did_you_mean, in_order
from evidence.editions import SOURCE_LANGUAGE, Locale
from evidence.entries import BY_FOLDER, Entry, validate
from evidence.entries.base import ID_PATTERN, RESERVED
from evidence.entries.text import texts
from evidence.library import REDIRECTS, HandPage, Library, Translation
from evidence.source import Source, read_source
from evidence.strays import PAGES, TRANSLATIONS, elsewhere, printed, strays
from evidence.translating import translate

LOCALES = FilePath(__file__).parent / "locales"


@dataclass(frozen=True)
class Folders:
    """Where the content of a site lies, and how its paths are to be called in messages."""

    root: FilePath
    content: str = "content"
    bibliography: str = "bibliography"
    locales: FilePath = LOCALES

    def files(self, folder: str, pattern: str) -> Iterator[tuple[str, FilePath]]:
        """Each matching file as (path to print, path to open), sorted."""
        for path in sorted((self.root / folder).glob(pattern)):
            if path.is_file() and not path.name.startswith("."):
                yield printed(path, self.root), path


def load(folders: Folders, languages: tuple[str, ...]) -> tuple[Library, list[Diagnostic]]:
    """Read everything, and link it. Diagnostics say what was left out and why."""
    problems: list[Diagnostic] = []
    locales = load_locales(folders, languages, problems)
    bibliography = load_bibliography(folders, problems)
    entries, sources, unread = load_entries(folders, problems)
    translations = load_translations(folders, languages, entries, unread, problems)
    pages = load_pages(folders, languages, problems)
    redirects = load_redirects(folders, entries, unread, problems)
    spoken = {*languages, *(file.stem for file in folders.locales.glob("*.yaml"))}
    problems += strays(folders.root, folders.content, folders.bibliography, spoken)
    library = Library(entries, sources, bibliography, locales, translations, pages, unread,
                      redirects)
    return library, in_order(problems)


def read_text(path: str, file: FilePath, problems: list[Diagnostic]) -> str | None:
    """The text of a file, or None and a diagnostic where its bytes are not UTF-8."""
    return decoded(path, file.read_bytes(), problems)


def decoded(path: str, raw: bytes, problems: list[Diagnostic]) -> str | None:
    """Bytes as text with plain line ends, or None and a diagnostic where they are not UTF-8."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        problems.append(
            Diagnostic("not-utf-8", "this file is not UTF-8 text", Location(path, line, column),
                       "save it as UTF-8")
        )
        return None


def load_source(path: str, file: FilePath, problems: list[Diagnostic]) -> Source | None:
    text = read_text(path, file, problems)
    if text is None:
        return None
    source, found = read_source(path, text)
    problems += found
    return source


# Entries


def load_entries(
    folders: Folders, problems: list[Diagnostic]
) -> tuple[dict[str, Entry], dict[str, Source], frozenset[str]]:
    """Every entry by id, and the ids of the files that could not be read.

    Of two files with one id the first (by path) stays.
    """
    entries: dict[str, Entry] = {}
    sources: dict[str, Source] = {}
    seen: set[str] = set()
    for path, file in folders.files(folders.content, "*/*.y*ml"):
        if file.parent.name in (PAGES, TRANSLATIONS):
            continue
        entry_type = BY_FOLDER.get(file.parent.name)
        if entry_type is None:
            hint = did_you_mean(file.parent.name, BY_FOLDER) or (
                f"known here: {', '.join(BY_FOLDER)}")
            message = f"no entry type has the folder {file.parent.name!r}"
            problems.append(Diagnostic("unknown-folder", message, Location(path), hint))
            continue
        seen.add(file.stem)
        if (source := load_source(path, file, problems)) is None:
            continue
        if file.stem in RESERVED:
            message = f"no entry can have the id {file.stem!r}: a list lies at its address"
            problems.append(Diagnostic("wrong-value", message, Location(path), "rename the file"))
            continue
        entry, found = validate(source, entry_type, file.stem)
        stray = elsewhere(source, entry_type) if entry is None else None
        problems += [stray] if stray else found
        if entry is None:
            continue
        if file.stem in entries:
            message = f"the id {file.stem!r} is taken by {sources[file.stem].path}"
            problems.append(Diagnostic("repeated-id", message, Location(path), "rename one file"))
            continue
        entries[file.stem], sources[file.stem] = entry, source
    return entries, sources, frozenset(seen - entries.keys())


def load_bibliography(folders: Folders, problems: list[Diagnostic]) -> dict[str, Reference]:
    references: dict[str, Reference] = {}
    for path, file in folders.files(folders.bibliography, "*.bib"):
        text = read_text(path, file, problems)
        if text is None:  # said; what cites a record in it is not at fault
            text = file.read_bytes().decode("utf-8-sig", "replace")
        found, more = read_bibliography(path, text)
        problems += more
        for key, reference in found.items():
            if key in references:
                message = f"the record {key!r} stands in {references[key].location.path} too"
                problems.append(Diagnostic("repeated-key", message, reference.location,
                                           "keep one of them"))
            else:
                references[key] = reference
    return references


def joined(
    library: Library, files: Mapping[str, str]
) -> tuple[Library, list[Diagnostic]]:
    """A library with some more entries and .bib files in it, as if they had been written."""
    problems: list[Diagnostic] = []
    entries, sources = {**library.entries}, {**library.sources}
    bibliography = {**library.bibliography}
    for path, text in files.items():
        place = FilePath(path)
        if place.suffix == ".bib":
            found, more = read_bibliography(path, text)
            bibliography |= found
        else:
            source, more = read_source(path, text)
            entry = None
            if source is not None:
                entry, flaws = validate(source, BY_FOLDER[place.parent.name], place.stem)
                more = [*more, *flaws]
            if source is not None and entry is not None:
                entries[place.stem], sources[place.stem] = entry, source
        problems += more
    return replace(library, entries=entries, sources=sources, bibliography=bibliography), problems


def load_redirects(
    folders: Folders, entries: Mapping[str, Entry], unread: frozenset[str],
    problems: list[Diagnostic],
) -> dict[str, str]:
    """Where the addresses of ids that are gone lead: ``old: new`` lines, each to an entry."""
    file = folders.root / folders.content / REDIRECTS
    path = f"{folders.content}/{REDIRECTS}"
    source = load_source(path, file, problems) if file.is_file() else None
    if source is None or source.value is None:
        return {}
    if not isinstance(source.value, dict):
        problems.append(Diagnostic("wrong-type", "expected 'old-id: new-id' lines",
                                   source.locate()))
        return {}
    found = {}
    for old, new in source.value.items():
        if not re.fullmatch(ID_PATTERN, old):
            problems.append(Diagnostic("wrong-value", f"{old!r} is not an id",
                                       source.locate_key(old)))
        elif old in entries or old in unread:
            problems.append(Diagnostic("repeated-id", f"an entry has the id {old!r}",
                                       source.locate_key(old), "remove this line"))
        elif not isinstance(new, str):
            problems.append(Diagnostic("wrong-type", f"{old}: expected the id of an entry",
                                       source.locate(old)))
        elif new not in {*entries, *unread}:
            problems.append(Diagnostic("unknown-link", f"no entry has the id {new!r}",
                                       source.locate(old), did_you_mean(new, entries)))
        elif new in entries:
            found[old] = new
    return found


# Translations


def load_translations(
    folders: Folders,
    languages: tuple[str, ...],
    entries: Mapping[str, Entry],
    unread: frozenset[str],
    problems: list[Diagnostic],
) -> dict[tuple[str, str], Translation]:
    """Every entry in every further language, text by text, with the source where it has none."""
    found: dict[tuple[str, str], Translation] = {}
    by_lang = {lang: _sources(folders, lang, problems) for lang in languages
               if lang != SOURCE_LANGUAGE}
    own_texts = {identifier: dict(texts(entry)) for identifier, entry in entries.items()}
    for lang, sources in by_lang.items():
        for own in sources.values():
            name, folder = _name(own), FilePath(own.path).parent.name
            if name not in {*entries, *unread}:
                hint = did_you_mean(name, entries)
                message = f"no entry has the id {name!r}"
                problems.append(Diagnostic("unknown-entry", message, own.locate(), hint))
            elif name in entries and entries[name].folder != folder:
                message = f"the entry {name!r} is not in the folder {folder!r}"
                hint = f"move this file to {entries[name].folder}/"
                problems.append(Diagnostic("unknown-entry", message, own.locate(), hint))
        for identifier, entry in entries.items():
            source = sources.get(f"{entry.folder}/{identifier}")
            found[lang, identifier] = translate(entry, lang, source, problems,
                                                own_texts[identifier])
    return found


def _sources(
    folders: Folders, lang: str, problems: list[Diagnostic]
) -> dict[str, Source]:
    found = {}
    for path, file in folders.files(f"{folders.content}/{TRANSLATIONS}/{lang}", "*/*.y*ml"):
        if (source := load_source(path, file, problems)) is not None:
            found[f"{file.parent.name}/{file.stem}"] = source
    return found


def _name(source: Source) -> str:
    return FilePath(source.path).stem


# Pages and locales


def load_pages(
    folders: Folders, languages: tuple[str, ...], problems: list[Diagnostic]
) -> tuple[HandPage, ...]:
    """The hand-written pages; the first line of each is its title (``# About``)."""
    pages = []
    for lang in languages:
        for path, file in folders.files(f"{folders.content}/{PAGES}/{lang}", "*.md"):
            text = read_text(path, file, problems)
            if text is None:
                continue
            title, _, body = text.lstrip().partition("\n")
            if not title.startswith("# "):
                problems.append(Diagnostic("missing-title", "the first line is not a title",
                                           Location(path), "start with '# Title'"))
                continue
            pages.append(HandPage(file.stem, lang, title[2:].strip(), body.strip(), path))
    return tuple(pages)


def load_locales(
    folders: Folders, languages: tuple[str, ...], problems: list[Diagnostic]
) -> dict[str, Locale]:
    """The words of each language; a word a language does not have is said, and English stands in.
    """
    words: dict[str, Mapping[str, Any]] = {}
    for lang in dict.fromkeys((SOURCE_LANGUAGE, *languages)):
        file = folders.locales / f"{lang}.yaml"
        path = file.relative_to(folders.root).as_posix() if file.is_relative_to(
            folders.root) else f"locales/{lang}.yaml"
        if not file.is_file():
            problems.append(Diagnostic("missing-locale", f"the language {lang!r} has no words",
                                       Location(path), "add this file"))
            words[lang] = words.get(SOURCE_LANGUAGE, {})
            continue
        source = load_source(path, file, problems)
        given = source.value if source and isinstance(source.value, dict) else {}
        own = {key: said for key, said in given.items() if said is not None}
        base = words.get(SOURCE_LANGUAGE, own)
        if source:
            problems += _locale_problems(source, own, base)
        words[lang] = {**base, **own}
    return {lang: Locale(lang, own) for lang, own in words.items()}


def _locale_problems(
    source: Source, own: Mapping[str, Any], base: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    for key in own:
        if key not in base:
            yield Diagnostic("unknown-word", f"{key}: English has no such words",
                             source.locate_key(key), did_you_mean(key, base))
    for key in base:
        if key not in own:
            yield Diagnostic("missing-word", f"the words {key!r} are missing",
                             source.locate(), f"in English: {base[key]!r}")
