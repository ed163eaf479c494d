"""A page for each code of a diagnostic: what it means, why it matters, and how to mend it.

They are for those who write, and in English only, as the diagnostics are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from evidence.codes import CODES, Code, address
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.outputs import Alternate, Page
from evidence.pages.making import Maker
from evidence.pages.rules_page import HARM_NAMES, RULES, Explained, explain


def code_pages(maker: Maker) -> Iterator[Page]:
    """``/en/rules/<code>/``, in the order of harm."""
    rules = {name.replace("_", "-"): explain(name, said) for group in maker.rules.values()
             for name, said in group.items()}
    for code in CODES.values():
        yield _page(maker, code, rules.get(code.rule_name))


def _page(maker: Maker, code: Code, rule: Explained | None) -> Page:
    edition = Edition(SOURCE_LANGUAGE, "patient")
    view = maker.view(edition, address(code.name))
    body = view.render(
        "code.html", code=code, rule=rule, harm=HARM_NAMES[code.harm], coded=coded,
        rules=f"{SOURCE_LANGUAGE}/{RULES}/", examples=_examples(code))
    return maker.page(
        view, body, code.title, kind="code", canonical=view.url,
        description=re.sub(r"`", "", code.means),
        alternates=(Alternate(SOURCE_LANGUAGE, view.url),),
        other_audience=edition.with_audience("clinician").base)


def _examples(code: Code) -> list[tuple[str, str, Mapping[str, str]]]:
    """The files that are the same in both examples, the wrong ones, and the right ones."""
    same = {path: text for path, text in code.wrong.items() if code.right.get(path) == text}
    return [("given", "Given", same), ("wrong", "Wrong", _without(code.wrong, same)),
            ("right", "Right", _without(code.right, same))]


def _without(files: Mapping[str, str], same: Mapping[str, str]) -> Mapping[str, str]:
    return {path: text for path, text in files.items() if path not in same}


def coded(text: str) -> Markup:
    """A text with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r'<code dir="ltr">\1</code>', str(escape(text))))
