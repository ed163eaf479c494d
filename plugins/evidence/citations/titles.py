"""Titles in sentence case, sparing what braces protect and what can only be a name."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}|[^\W\d_][\w'\u2019]*|.", re.S)
_SUBTITLE = re.compile(r"(: \W*)([a-z])(?=[a-z]*(?:\W|$))")
_CAPITALISED_NOUNS = ("de", "german", "ngerman", "deutsch")
_LONG_WORD = 4


def sentence_case(title: str, language: str = "") -> str:
    """The title as read; a Title in Title Case loses the capitals that only decorate it."""
    pieces = _PIECE.findall(title)
    if language.lower().startswith(_CAPITALISED_NOUNS) or not _is_title_case(pieces):
        return _plain(title)
    said: list[str] = []
    opens = True
    for index, piece in enumerate(pieces):
        keep = opens or not _is_decorated(piece, pieces[index - 1], pieces[index + 1 : index + 2])
        said.append(piece if keep else piece.lower())
        opens = piece in ":.?!" or (opens and not piece[0].isalnum() and piece[0] != "{")
    return _plain("".join(said))


def capital_after_colon(title: str) -> str:
    """A subtitle starts with a capital (APA 7, 6.17), unless a capital follows inside the word."""
    return _SUBTITLE.sub(lambda match: match[1] + match[2].upper(), title)


def _is_title_case(pieces: list[str]) -> bool:
    """Most long words, apart from the first and from acronyms, start with a capital."""
    words = [piece for piece in pieces if piece[0].isalpha()][1:]
    words = [word for word in words if len(word) >= _LONG_WORD and not word.isupper()]
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > 1 and len(capitals) * 2 > len(words)


def _is_decorated(piece: str, before: str, after: list[str]) -> bool:
    """Whether a capital only decorates: not MTrP, EMG, A1, nor the D of vitamin D or X-ray."""
    if not piece[0].isupper() or before.endswith("}"):
        return False
    if len(piece) == 1:
        return piece == "A" and before != "-" and after == [" "]
    return piece[1:] == piece[1:].lower() and not any(sign.isdigit() for sign in piece)


def _plain(title: str) -> str:
    return title.replace("{", "").replace("}", "")
