"""Plain text: a page's body as a terminal shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.plain import columns, plain, wrapped

BODY = """\
<div class="ne-entry"><header><p class="ne-kind">Question</p>
<h1>Do llamas <em>hum</em>?</h1></header>
<section><h2 id="a">Answer</h2>
<p>They  do<sup class="ne-cite"><a href="#r">1</a></sup>,
and how.</p><svg><text>hidden</text></svg><script>alert(1)</script>
<ul><li><p>One llama.</p></li><li>Two<br>llamas.</li></ul>
<ol><li value="3">Three <span class="ne-sr">unseen</span></li><li>Four</li></ol>
<dl><dt>Read</dt><dd>the abstract</dd></dl>
<p><b>58</b><span>people</span>&nbsp;&amp; more</p></section></div>
"""
SAID = """\
Question

Do llamas hum?
==============

Answer
------

They do[1], and how.

- One llama.

- Two
  llamas.

3. Three
4. Four

Read
  the abstract

58 people & more
"""


def test_headings_paragraphs_and_lists_are_laid_out() -> None:
    assert plain(BODY, 80) == SAID


def test_lines_end_between_words_below_their_bullet() -> None:
    assert plain("<ul><li>one two three four</li></ul>", 11) == "- one two\n  three\n  four\n"


@pytest.mark.parametrize(("text", "width"), [
    ("abc", 3), ("침술", 4), ("針", 2), ("é", 1), ("e\u0301", 1)])
def test_a_wide_sign_takes_two_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_chinese_is_parted_between_signs_and_korean_between_words() -> None:
    assert [*wrapped("針穿過皮膚。", 6)] == ["針穿過", "皮膚。"]
    assert [*wrapped("침은 가늡니다", 6)] == ["침은", "가늡니다"]


@given(st.text(), st.integers(4, 40))
def test_no_html_breaks_it(html: str, width: int) -> None:
    assert plain(html, width).endswith("\n")


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), min_size=1),
       st.integers(1, 40))
def test_no_word_is_lost_and_no_line_wider_than_it_must_be(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = [*wrapped(text, width)]
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(columns(line) <= width or " " not in line for line in lines)
