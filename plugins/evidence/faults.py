"""What is wrong with a YAML file, in an author's words and at the place where it can be mended.

A parser stops where it can go on no longer; the quotation mark that was never closed stands above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

_KEY = re.compile(r"\s*(?:- +)*(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s#'\"\[\]{},][^:#\n]*?)\s*:(?:\s|$)")
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Fault:
    """Where a parser stopped and what it said; places are offsets into the text.

    ``since`` is where the part began that it was reading (``context``). ``opened`` is the innermost
    bracket that is still open; ``quoted`` and ``bracketed`` are start and end of the last value,
    where that was a text in quotation marks or a list or map in brackets.
    """

    said: str
    where: int
    context: str = ""
    since: int | None = None
    opened: int | None = None
    quoted: tuple[int, int] | None = None
    bracketed: tuple[int, int] | None = None


class Explained(NamedTuple):
    """An offset, what is wrong there, and what would be right."""

    offset: int
    message: str
    hint: str


def explain(fault: Fault, text: str) -> Explained:
    """The first explanation that fits; what the parser said, where none does."""
    found = (reading(fault, text) for reading in _READINGS)
    return next((one for one in found if one), Explained(
        fault.where, f"this is not valid YAML: {fault.said or 'unreadable'}", ""))


def _open_quote(fault: Fault, text: str) -> Explained | None:
    if "unexpected end of stream" not in fault.said or fault.since is None:
        return None
    return Explained(fault.since, "this quotation mark is opened and never closed",
                     f"write {text[fault.since]} at the end of the text")


def _tab(fault: Fault, text: str) -> Explained | None:
    line = _line_start(text, fault.where)
    indent = re.compile(r"[ \t]*").match(text, line)
    tab = text.find("\t", line, indent.end() if indent else line)
    if tab < 0 and text[fault.where:fault.where + 1] == "\t":
        tab = fault.where
    return Explained(tab, "a tab stands here", "indent with spaces, not tabs") if tab >= 0 else None


def _open_bracket(fault: Fault, text: str) -> Explained | None:
    if fault.opened is None or ("\n" not in text[fault.opened:fault.where] and (
            text[fault.where:].strip())):
        return None
    bracket = text[fault.opened]
    return Explained(fault.opened, f"this {bracket} is opened and never closed",
                     f"write {_CLOSING[bracket]} at the end; a text that starts with {bracket} "
                     "needs quotation marks")


def _in_brackets(fault: Fault, text: str) -> Explained | None:
    if fault.opened is None:
        return None
    return Explained(fault.where, "a comma or a closing bracket is missing before this",
                     "inside {…} or […], a text with , [ ] { } or ': ' in it needs quotation marks")


def _after_quote(fault: Fault, text: str) -> Explained | None:
    if fault.quoted is None or text[fault.quoted[1]:fault.where].strip(" "):
        return None
    start, line = fault.quoted[0], _line(text, fault.quoted[0])
    if line < _line(text, fault.where):
        hint = f"the text was opened on line {line}: a quotation mark is missing there"
    elif text[start] == "'":
        hint = "inside '…' an apostrophe is written ''"
    else:
        hint = "put the whole text in '…'; a \" inside \"…\" is written \\\""
    return Explained(fault.where, "the text goes on after its closing quotation mark", hint)


def _after_bracket(fault: Fault, text: str) -> Explained | None:
    if fault.bracketed is None or text[fault.bracketed[1]:fault.where].strip(" "):
        return None
    return Explained(fault.bracketed[0], f"a text cannot start with {text[fault.bracketed[0]]}",
                     "put the whole text in quotation marks")


def _first_sign(fault: Fault, text: str) -> Explained | None:
    if "cannot start any token" in fault.said:
        offset = fault.where
    elif fault.since is not None and re.search("an (alias|anchor)|a tag|block scalar|directive",
                                               fault.context):
        offset = fault.since
    else:
        return None
    return Explained(offset, f"a text cannot start with {text[offset:offset + 1]}",
                     "put the whole text in quotation marks")


def _escape(fault: Fault, text: str) -> Explained | None:
    if "escape" not in fault.said:
        return None
    return Explained(fault.where, r"inside \"…\" a \ has a meaning of its own".replace(r"\"", '"'),
                     r"write \\, or put the text in '…'")


def _missing_colon(fault: Fault, text: str) -> Explained | None:
    """A line that is neither a key nor part of a text, found one line too late."""
    if "could not find expected ':'" in fault.said and fault.since is not None:
        return _no_colon(text, fault.since)
    above = _above(text, fault.where)
    if "mapping values are not allowed" not in fault.said or not _only_a_key(text, fault.where):
        return None
    return None if above is None or _KEY.match(text, above) else _no_colon(text, above)


def _no_colon(text: str, offset: int) -> Explained:
    start = offset + len(text[offset:]) - len(text[offset:].lstrip(" "))
    line = text[start:].partition("\n")[0]
    if re.match(r"[\w-]+:\S", line):
        hint = "write a space after the colon"
    elif _above(text, start) is None:
        hint = "write 'key: value'"
    else:
        hint = "write 'key: value'; what belongs to the text above is indented"
    return Explained(start, "a colon is missing on this line", hint)


def _sticks_out(fault: Fault, text: str) -> Explained | None:
    """A key that is indented although the line above it has its value already."""
    if "mapping values are not allowed" not in fault.said or not _only_a_key(text, fault.where):
        return None
    start = _line_start(text, fault.where)
    first = start + len(text[start:]) - len(text[start:].lstrip(" "))
    return Explained(first, "this line is indented more than the one above it",
                     "begin the keys of one map in the same column")


def _colon_in_text(fault: Fault, text: str) -> Explained | None:
    if "mapping values are not allowed" not in fault.said:
        return None
    return Explained(fault.where, "a colon cannot stand in this text",
                     "a text with a colon and a space in it needs quotation marks")


def _out_of_line(fault: Fault, text: str) -> Explained | None:
    if not re.search("expected (key|'-' indicator|<block end>)", fault.said):
        return None
    if text[_line_start(text, fault.where):fault.where].strip(" -"):
        return Explained(fault.where, "this does not belong here",
                         "check the indentation and the quotation marks just above")
    return Explained(fault.where, "this line is not in one column with those above it",
                     "begin the keys of one map, and the dashes of one list, in the same column")


def _no_value(fault: Fault, text: str) -> Explained | None:
    if "node content" not in fault.said:
        return None
    return Explained(fault.where, "a value is missing here", "write it, or leave the line out")


_READINGS: tuple[Callable[[Fault, str], Explained | None], ...] = (
    _open_quote, _tab, _escape, _open_bracket, _first_sign, _in_brackets, _after_quote,
    _after_bracket, _missing_colon, _sticks_out, _colon_in_text, _out_of_line, _no_value,
)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _only_a_key(text: str, offset: int) -> bool:
    """Whether what stands before a colon, on its line, looks like a key and nothing else."""
    return bool(re.fullmatch(r"\s*[\w-]+\s*", text[_line_start(text, offset):offset]))


def _above(text: str, offset: int) -> int | None:
    """Where the last line above starts that is neither empty nor a comment."""
    end = _line_start(text, offset)
    while end:
        start = _line_start(text, end - 1)
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            return start
        end = start
    return None
