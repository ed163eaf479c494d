"""Prose: which marks stand in a text, what a reader would speak, and what may not stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.prose import (
    Citation,
    CitedItem,
    FigureMark,
    Flaw,
    LinkMark,
    Mark,
    flaws,
    marks,
    replace_marks,
    without_marks,
)

MARKS: dict[str, list[Mark]] = {
    "No mark (a) [b] {c} @d.": [],
    "[@hong1994]": [Citation("[@hong1994]", (CitedItem("hong1994"),))],
    "[@a; @b, p. 84; c]": [
        Citation("[@a; @b, p. 84; c]", (CitedItem("a"), CitedItem("b", "p. 84"), CitedItem("c"))),
    ],
    "[@a,\n  pp. 3-4,\n 9]": [Citation("[@a,\n  pp. 3-4,\n 9]", (CitedItem("a", "pp. 3-4, 9"),))],
    "[@a:b_c-D9]": [Citation("[@a:b_c-D9]", (CitedItem("a:b_c-D9"),))],
    "[[ashi-point]] and [[ ashi-point | tender spots ]]": [
        LinkMark("[[ashi-point]]", "ashi-point"),
        LinkMark("[[ ashi-point | tender spots ]]", "ashi-point", "tender spots"),
    ],
    "[[llama|라마]][@a]{a.b-c}": [
        LinkMark("[[llama|라마]]", "llama", "라마"),
        Citation("[@a]", (CitedItem("a"),)),
        FigureMark("{a.b-c}", "a", "b-c"),
    ],
    "{hong1994.soreness} {not a figure} {a.B} {a}": [
        FigureMark("{hong1994.soreness}", "hong1994", "soreness"),
    ],
    "[text](https://example.org/[@a])": [Citation("[@a]", (CitedItem("a"),))],
}


@pytest.mark.parametrize(("text", "found"), MARKS.items())
def test_marks_of_a_text_in_order(text: str, found: list[Mark]) -> None:
    assert list(marks(text)) == found


def test_each_mark_is_replaced_where_it_stands() -> None:
    said = "A [@a] b [[c|d]] e {f.g}."
    assert replace_marks(said, lambda mark: f"<{type(mark).__name__}>") == (
        "A <Citation> b <LinkMark> e <FigureMark>.")


SPOKEN = {
    "Llamas **hum** [@a].": "Llamas hum .",
    "See [[do-llamas-hum]] or [[llama|the llama]].": "See do llamas hum or the llama.",
    "In {a.b} of\n  llamas": "In of llamas",
    "[a page](https://example.org) `x` _y_": "a page x y",
    "# Title\n\n> quoted": "Title quoted",
}


@pytest.mark.parametrize(("text", "spoken"), SPOKEN.items())
def test_words_that_a_reader_would_speak(text: str, spoken: str) -> None:
    assert without_marks(text) == spoken


MARK_HINT = "write [@key], [[entry-id]] or {study.figure}"
HTML_HINT = "use Markdown, or write the sign out in words"
LINK_HINT = "use https://…, or [[entry-id]] for a page of this site"
CITE_HINT = "write [@key] or [@key; @other, p. 3]"


def loose(text: str) -> Flaw:
    return Flaw("broken-mark", text, f"{text!r} looks like a mark but is none", MARK_HINT)


def html(text: str) -> Flaw:
    return Flaw("raw-html", text, f"HTML is not allowed in a text: {text!r}", HTML_HINT)


def link(url: str, text: str = "") -> Flaw:
    return Flaw("unsafe-link", text or url, f"a link may not lead to {url!r}", LINK_HINT)


FLAWS: dict[str, list[Flaw]] = {
    "Plain, 3 < 5 and 5 > 3, p < alpha, a</ b, [@a], [[b|c]], {d.e}, [f](https://g.h).": [],
    "An <https://example.org/a> address, or [write](mailto:a@b.c).": [],
    "[@a; @b, p. 3; ; @c]": [
        Flaw("broken-mark", "[@a; @b, p. 3; ; @c]", "'[@a; @b, p. 3; ; @c]' is not a citation",
             CITE_HINT),
    ],
    "[@a b]": [Flaw("broken-mark", "[@a b]", "'[@a b]' is not a citation", CITE_HINT)],
    "[llamas2014]": [loose("[llamas2014]")],
    "[llamas2014; @sheep2015b, p. 3] hum": [loose("[llamas2014; @sheep2015b, p. 3]")],
    "[llamas2014](https://example.org), [sic] and [the 2014 census]": [],
    "[@a": [loose("[@")],
    "[[a": [loose("[[")],
    "a]]": [loose("]]")],
    "{a}": [loose("{a}")],
    "{a.B}": [loose("{a.B}")],
    "{a.b": [loose("{a.b")],
    "<b>bold</b>": [html("<b>"), html("</b>")],
    "<!-- hidden -->": [html("<!-- hidden -->")],
    "<script": [html("<script")],
    "<img src=x onerror=alert(1)>": [html("<img src=x onerror=alert(1)>")],
    '<a href="https://example.org" onclick="x"></a>': [
        Flaw("raw-html", '<a href="https://example.org" onclick="x">',
             "HTML is not allowed in a text: '<a href=\"https://example.org\" onclick=\"x'",
             HTML_HINT),
        html("</a>"),
    ],
    "<mailto:a@b.c>": [html("<mailto:a@b.c>")],
    "[x](javascript:alert(1))": [link("javascript:alert(1")],
    "[x]( JavaScript:alert)": [link("JavaScript:alert")],
    "[x](/local)": [link("/local")],
    "[x](//example.org)": [link("//example.org")],
    "[x](data:text/html;base64,PHA+)": [link("data:text/html;base64,PHA+")],
    "[x]()": [link("", "](")],
    "[[ x [[a]] and [[": [loose("[["), replace(loose("[["), before=2)],
    "<b>a</b> <b>": [html("<b>"), html("</b>"), replace(html("<b>"), before=1)],
    "<javascript:alert(1)>": [
        html("<javascript:alert(1)>"), link("javascript:alert(1)"),
    ],
}


@pytest.mark.parametrize(("text", "found"), FLAWS.items())
def test_flaws_of_a_text(text: str, found: list[Flaw]) -> None:
    assert list(flaws(text)) == found


@given(st.text(alphabet="[]{}@|;,.a1- \n<>()", max_size=40))
def test_marks_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for mark in marks(text):
        at = text.index(mark.text, at) + len(mark.text)
    assert replace_marks(text, lambda mark: mark.text) == text
