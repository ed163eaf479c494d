"""The page that lists the rules we keep: what each one says, and where it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from evidence.codes import CODES, HARMS, Code, address
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.outputs import Page
from evidence.pages.making import Maker

RULES = "rules"
HARM_NAMES: Mapping[str, str] = {
    "safety": "Safety: a reader may come to harm",
    "evidence": "Evidence: a reader may believe what is not so",
    "references": "References: what is said cannot be traced",
    "structure": "Structure: something cannot be read or found",
    "translation": "Translation: readers of another language get something else",
    "wording": "Wording: a text says it badly",
    "style": "Style: a text is harder to read than it need be",
}
"""For those who write, and in English only, as the messages are."""
_SOURCE = re.compile(r"^(?P<says>.*[^\s(])\s*\((?P<source>[^()]+)\)\.?$", re.S)
_NAMED = re.compile(r"^Source: (?P<source>.+?)\.?$", re.M)


@dataclass(frozen=True)
class Explained:
    """A rule in words: its name, what holds, and the standard it comes from, if any."""

    name: str
    says: Markup
    source: str

    @property
    def codes(self) -> list[str]:
        """The codes under which it reports; each has a page."""
        return [code.name for code in CODES.values() if code.rule_name == self.name]


def explain(name: str, docstring: str) -> Explained:
    """A rule as its docstring tells it: the first paragraph, and the source in brackets behind it.
    """
    first = " ".join(docstring.partition("\n\n")[0].split())
    match, named = _SOURCE.match(first), _NAMED.search(docstring)
    says, source = (f"{match['says']}.", match["source"]) if match else (first, "")
    code = re.sub(r"``(.+?)``", r"<code>\1</code>", str(escape(says)))
    return Explained(name.replace("_", "-"), Markup(code), named["source"] if named else source)


def rules_page(maker: Maker, lang: str) -> Page:
    """``/{lang}/rules/``: every rule that the content is checked against."""
    edition = Edition(lang, "patient")
    view = maker.view(edition, f"{lang}/{RULES}/")
    groups = {group: [explain(name, said) for name, said in rules.items()]
              for group, rules in maker.rules.items()}
    body = view.render("rules.html", groups=groups, count=sum(map(len, groups.values())),
                       address=address, codes=codes_by_harm() if lang == SOURCE_LANGUAGE else {})
    return maker.page(view, body, view.t("rules.title"), kind="rules", canonical=view.url,
                      description=view.t("rules.lead", n=sum(map(len, groups.values()))),
                      other_audience=edition.with_audience("clinician").base)


def codes_by_harm() -> Mapping[str, list[Code]]:
    """Every code, under the name of its harm, the worst first."""
    return {HARM_NAMES[harm]: [code for code in CODES.values() if code.harm == harm]
            for harm in HARMS}
