"""Files put in the order of the house, without a change of what they say.

Each step changes the text of a file and is measured: the values are the same before and after, and
so are the comments. A step that would change either is left out. What no step can do safely is not
done at all: texts of several paragraphs keep their lines, no quotation mark goes that might be
needed, nothing is sorted but the lines of an entry.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.entries import BY_FOLDER, Entry
from evidence.entries.outline import outline
from evidence.entries.schema import comment
from evidence.library import Library
from evidence.source import Source, read_source
from evidence.translating import prints, stamped, without_text

LINE = 120
"""Where a wrapped line ends at the latest."""
TOO_LONG = 2 * LINE
"""A folded text with a line longer than this is wrapped anew; what is near enough stays."""
_SCHEMA = "# yaml-language-server:"
_FOLDED = re.compile(r">-?[ ]*\n([ ]+)")
# Spaces at the end of a line, empty lines beyond one and at the head, spaces after a colon.
_TOO_MUCH = tuple(map(re.compile, (
    r"[ \t]+(?=\n|\Z)", r"(?<=\n\n)\n+", r"\A\n+", r"(?<=x: )[ ]+(?=[x\[{])")))
_BEFORE_TEXTS, _AFTER_TEXTS = ("status", "by", "updated"), ("fingerprints",)


@dataclass(frozen=True)
class File:
    """A file being tidied: its text with the places of its parts, and what it is a file of."""

    source: Source
    entry_type: type[Entry]
    translated: bool

    @property
    def order(self) -> list[str]:
        """The lines that the file may have, in order."""
        lines = [line.name for line in outline(self.entry_type)]
        if not self.translated:
            return lines
        texts = [name for name in lines if name not in _BEFORE_TEXTS]
        return [*_BEFORE_TEXTS, *texts, *_AFTER_TEXTS]


def tidied(path: str, text: str) -> str:
    """The text of an entry or a translation, in order. What is no YAML, or no such file, stays.

    Tidying twice is tidying once.
    """
    *above, folder, _ = path.split("/")
    source, problems = read_source(path, text)
    if folder not in BY_FOLDER or source is None or problems or not isinstance(source.value, dict):
        return text
    file = File(source, BY_FOLDER[folder], len(above) > 1)
    for step in STEPS:
        file = _stepped(file, step)
    return file.source.text


def _stepped(file: File, step: Callable[[File], str]) -> File:
    """The file after a step, or as it was where its values or comments would be others."""
    before = file.source
    text = step(file)
    if text == before.text:
        return file
    after, problems = read_source(before.path, text)
    same = after and not problems and after.value == before.value
    if after is None or not same or sorted(_comments(after)) != sorted(_comments(before)):
        return file
    return File(after, file.entry_type, file.translated)


def _comments(source: Source) -> Iterator[str]:
    """The comments of a file; the one that names the schema is not an author's."""
    for match in re.finditer(r"(?<![^\s])#.*", _without_scalars(source)):
        comment = source.text[match.start():].partition("\n")[0].rstrip()
        if not comment.startswith(_SCHEMA):
            yield comment


def _without_scalars(source: Source) -> str:
    """The text with a row of ``x`` for each value and key: what is left is between them."""
    signs = list(source.text)
    for start, end in (*source.spans.values(), *source.key_spans.values()):
        last = len(source.text[start:end].rstrip()) + start
        signs[start:last] = "x" * (last - start)
    return "".join(signs)


# The steps


def schema_line(file: File) -> str:
    """The comment by which editors find the schema is the first line, and names the right one."""
    head, rest = _head(file.source)
    lines = [line for line in head.splitlines(keepends=True) if not line.startswith(_SCHEMA)]
    return "".join([comment(file.entry_type, translation=file.translated), "\n", *lines]) + rest


def key_order(file: File) -> str:
    """The lines of an entry stand in the order of its type; comments go with what they precede."""
    source, order = file.source, file.order
    keys = [*source.value]
    if any(key not in order for key in keys) or keys == sorted(keys, key=order.index):
        return source.text
    head, rest = _head(source)
    starts = [_block_start(rest, source.key_spans[key,][0] - len(head)) for key in keys]
    blocks = {key: _ended(rest[start:end]) for key, start, end in
              zip(keys, starts, [*starts[1:], len(rest)], strict=True)}
    return head + "".join(blocks[key] for key in sorted(keys, key=order.index))


def quotation_marks(file: File) -> str:
    """Double quotation marks, where single ones hold nothing that would have to be escaped."""
    text = file.source.text
    for path, (start, end) in sorted(file.source.spans.items(), key=lambda one: -one[1][0]):
        piece = text[start:end]
        value = file.source.at(*path)
        if re.fullmatch(r"'[^\n]*'", piece) and isinstance(value, str) and not (
                set(value) & {'"', "\\"}):
            text = f'{text[:start]}"{value}"{text[end:]}'
    return text


def wrapped_lines(file: File) -> str:
    """A folded text of one paragraph with a far too long line is wrapped anew."""
    text = file.source.text
    for path, (start, end) in sorted(file.source.spans.items(), key=lambda one: -one[1][0]):
        piece, value = text[start:end], file.source.at(*path)
        found = _FOLDED.match(piece)
        if found is None or not isinstance(value, str) or "\n" in value.rstrip("\n"):
            continue
        if max(map(len, piece.split("\n"))) > TOO_LONG:
            lines = textwrap.wrap(value.rstrip("\n"), LINE, initial_indent=found[1],
                                  subsequent_indent=found[1], break_long_words=False,
                                  break_on_hyphens=False, drop_whitespace=True)
            header, tail = piece.partition("\n")[0], piece[len(piece.rstrip()):]
            text = text[:start] + "\n".join([header.rstrip(), *lines]) + tail + text[end:]
    return text


def spacing(file: File) -> str:
    """No space at the end of a line, no two empty lines, one space after a colon, one line end."""
    text, bare = file.source.text, _without_scalars(file.source)
    for pattern in _TOO_MUCH:
        for start, end in reversed([match.span() for match in pattern.finditer(bare)]):
            text, bare = text[:start] + text[end:], bare[:start] + bare[end:]
    return text.rstrip("\n") + "\n"


STEPS: tuple[Callable[[File], str], ...] = (
    key_order, quotation_marks, wrapped_lines, spacing, schema_line,
)


def _head(source: Source) -> tuple[str, str]:
    """The comments above the first line of a file, and the rest."""
    found = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*", source.text)
    end = found.end() if found else 0
    return source.text[:end], source.text[end:]


def _block_start(text: str, key: int) -> int:
    """Where the block of a key starts: with the comments and empty lines right above it."""
    above = text[:key].splitlines(keepends=True)
    start = key
    while above and (above[-1].startswith("#") or not above[-1].strip()):
        start -= len(above.pop())
    return start


def _ended(block: str) -> str:
    return block if block.endswith("\n") else block + "\n"


# Fingerprints


def with_fingerprints(library: Library, lang: str, identifier: str, text: str) -> str:
    """A translation with a fingerprint for each text that has none; those that it has stay, but for
    those of texts that are not there: they would make the first translation look old.

    A text without one counts as current: nobody has said which source text it was made from. So
    nothing that is stale becomes current by this.
    """
    value = library.translations[lang, identifier].source.value
    held = value.get("fingerprints") if isinstance(value, dict) else None
    known: Mapping[str, Any] = held if isinstance(held, dict) else {}
    idle = without_text(library, lang, identifier)
    kept = {name: str(mark) for name, mark in known.items() if name not in idle}
    wanted = {**prints(library, lang, identifier, anew=False), **kept}
    return text if wanted.keys() == known.keys() else stamped(text, wanted)
