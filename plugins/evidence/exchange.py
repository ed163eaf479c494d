"""Translations on their way: a file to begin with, and PO files out and in.

A PO file (GNU gettext) is what translators' tools read. Each message is one text for one audience;
its context says where it belongs, and it is marked fuzzy where the source has changed since. What
comes back is laid into the YAML files text by text, with the fingerprint of the source text that
the translator saw: if that has changed in the meantime, the text is stale, and nothing is lost.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from evidence import __version__
from evidence.diagnostics import Diagnostic, Location
from evidence.entries import Entry
from evidence.entries.schema import comment
from evidence.entries.text import Path, texts
from evidence.freshness import State, Translated, translated
from evidence.library import Library, distinct_parts
from evidence.source import write_yaml
from evidence.translating import dotted, fingerprint, stamped

PROJECT = "Needling Evidence"


def start(library: Library, lang: str, identifier: str) -> str:
    """A translation file to be filled in: each text empty, the source above it as a comment."""
    entry = library.entries[identifier]
    tree: dict[str, Any] = {}
    for path, text in texts(entry):
        parts = [*distinct_parts(text)]
        if len(parts) == 1:
            _lay(tree, path, parts[0][1].text)
        else:
            for audience, passage in parts:
                _lay(tree, (*path, audience), passage.text)
    head = (f"{comment(type(entry), translation=True)}\n"
            f"# {library.sources[identifier].path} in {lang}. Write below each text; leave out\n"
            "# what you cannot translate: the source stands in for it.\nstatus: draft\n")
    return head + "\n".join(_with_comments(tree)) + "\n"


def _lay(tree: Any, path: Path, value: Any) -> None:
    """Put a value into nested dicts and lists, made on the way."""
    for step, following in zip(path, (*path[1:], None), strict=True):
        last = following is None
        new: Any = value if last else [] if isinstance(following, int) else {}
        if isinstance(tree, list):
            assert isinstance(step, int)  # noqa: S101 a list is entered by its index
            tree += [{} for _ in range(step + 1 - len(tree))]
            if last or not tree[step]:
                tree[step] = new
            tree = tree[step]
        else:
            if last or step not in tree:
                tree[step] = new
            tree = tree[step]


def _with_comments(tree: Any, indent: str = "") -> Iterator[str]:
    if isinstance(tree, dict):
        for key, child in tree.items():
            if isinstance(child, str):
                yield from (f"{indent}# {line}" for line in child.splitlines())
                yield f'{indent}{key}: ""'
            else:
                yield f"{indent}{key}:"
                yield from _with_comments(child, indent + "  ")
        return
    for child in tree:
        if isinstance(child, str):
            yield from (f"{indent}# {line}" for line in child.splitlines())
            yield f'{indent}- ""'
        elif not child:
            yield f"{indent}- {{}}"
        else:
            first, *rest = _with_comments(child, indent + "  ")
            comments = [line for line in (first, *rest) if line]
            # The dash goes before the first key; the comments above it stay above the dash.
            index = next(i for i, line in enumerate(comments) if not line.lstrip().startswith("#"))
            yield from (line.replace("  #", "#", 1) for line in comments[:index])
            yield f"{indent}- {comments[index].lstrip()}"
            yield from comments[index + 1:]


def to_po(library: Library, lang: str, states: Iterable[State] = ()) -> str:
    """The texts of a language as a PO file; all of them, or those in some states."""
    wanted = set(states)
    catalog = Catalog(locale=lang.replace("-", "_"), project=PROJECT, version=__version__,
                      fuzzy=False, header_comment=f"# {PROJECT}: texts from English",
                      msgid_bugs_address="-", last_translator="-", language_team="-",
                      charset="utf-8")
    for text in translated(library, lang):
        if wanted and text.state not in wanted:
            continue
        done = _given(library, text)
        notes = ["Safety: shown in English until it is current."] if text.safety else []
        catalog.add(text.source, done, context=_context(text),
                    flags=("fuzzy",) if done and text.state in ("stale", "withheld") else (),
                    locations=[(text.location.path, text.location.line)], auto_comments=notes)
    out = io.BytesIO()
    write_po(out, catalog, width=0)
    return out.getvalue().decode("utf-8")


def _context(text: Translated) -> str:
    return f"{text.id}:{text.name}"


def _given(library: Library, text: Translated) -> str:
    """What the translation file holds for a text, shown or not."""
    translation = library.translations.get((text.lang, text.id))
    return translation.given(text.path, text.audience) if translation else ""


@dataclass(frozen=True)
class Arrival:
    """A translation file as it should be after a PO file came in."""

    path: str
    text: str
    changed: int


def from_po(library: Library, lang: str, po: str, name: str) -> tuple[list[Arrival],
                                                                     list[Diagnostic]]:
    """The files that a PO file changes. What is empty or fuzzy in it changes nothing."""
    try:
        catalog = read_po(io.BytesIO(po.encode("utf-8")), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        return [], [Diagnostic("bad-po", f"not a PO file: {error}", Location(name))]
    if not any(message.id for message in catalog):
        return [], [Diagnostic("bad-po", "no text was found in it", Location(name),
                               "expected a PO file: msgctxt, msgid and msgstr lines")]
    known = {_context(text): text for text in translated(library, lang)}
    problems: list[Diagnostic] = []
    come: dict[str, list[tuple[Translated, Message]]] = {}
    for message in catalog:
        if not message.id or not message.string or message.fuzzy:
            continue
        text = known.get(message.context or "")
        if text is None:
            problems.append(Diagnostic(
                "unknown-text", f"no text has the context {message.context!r}",
                Location(name, message.lineno or 1), severity="warning"))
        else:
            come.setdefault(text.id, []).append((text, message))
    found = [_arrival(library, lang, identifier, parts) for identifier, parts in come.items()]
    return [arrival for arrival in found if arrival.changed], problems


def _arrival(library: Library, lang: str, identifier: str,
             parts: list[tuple[Translated, Message]]) -> Arrival:
    entry = library.entries[identifier]
    source = library.translations[lang, identifier].source
    path = source.path or f"content/translations/{lang}/{entry.folder}/{identifier}.yaml"
    old: dict[str, Any] = source.value if isinstance(source.value, dict) else {}
    prints = {**old.get("fingerprints", {})} if isinstance(old.get("fingerprints"), dict) else {}
    given = {**_given_all(library, lang, entry)}
    changed = 0
    for text, message in parts:
        place, new = _place(entry, text), str(message.string).strip()
        mark = fingerprint(str(message.id))
        if given.get(place) != new or prints.get(dotted(place), mark) != mark:
            given[place], prints[dotted(place)] = new, mark
            changed += 1
    tree: dict[str, Any] = {"status": old.get("status", "draft")}
    tree |= {key: old[key] for key in ("by", "updated") if key in old}
    for place, said in given.items():
        _lay(tree, place, said)
    said = f"{comment(type(entry), translation=True)}\n{write_yaml(tree)}"
    return Arrival(path, stamped(said, prints), changed)


def _place(entry: Entry, text: Translated) -> Path:
    """Where a text stands in the file: with its audience, where the source has one for each."""
    both = dict(texts(entry))[text.path]
    return text.path if both.patient == both.clinician else (*text.path, text.audience)


def _given_all(library: Library, lang: str, entry: Entry) -> Mapping[Path, str]:
    """Every text that a file holds, in the order of the source."""
    source = library.translations[lang, entry.id].source
    found: dict[Path, str] = {}
    for path, text in texts(entry):
        value = source.at(*path)
        if isinstance(value, str):
            for place in _places(path, text.patient == text.clinician):
                found[place] = value
        elif isinstance(value, dict):
            found |= {(*path, audience): said for audience, said in value.items()
                      if isinstance(said, str)}
    return found


def _places(path: Path, one: bool) -> tuple[Path, ...]:
    return (path,) if one else ((*path, "patient"), (*path, "clinician"))
