"""The page that lists the rules we keep: what each one says, and where it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from evidence.editions import Edition
from evidence.outputs import Page
from evidence.pages.making import Maker

RULES = "rules"
_SOURCE = re.compile(r"^(?P<says>.*[^\s(])\s*\((?P<source>[^()]+)\)\.?$", re.S)
_NAMED = re.compile(r"^Source: (?P<source>.+?)\.?$", re.M)


@dataclass(frozen=True)
class Explained:
    """A rule in words: its name, what holds, and the standard it comes from, if any."""

    name: str
    says: Markup
    source: str


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
    body = view.render("rules.html", groups=groups, count=sum(map(len, groups.values())))
    return maker.page(view, body, view.t("rules.title"), kind="rules", canonical=view.url,
                      description=view.t("rules.lead", n=sum(map(len, groups.values()))),
                      other_audience=edition.with_audience("clinician").base)
