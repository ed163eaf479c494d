"""Links from a text to a form, filled in already, in which a reader proposes a change to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

ISSUE = ("/issues/new?template=unclear-sentence.yml&title={title}&entry={entry}&field={field}"
         "&language={language}&version={version}&text={text}")
"""The issue form of a repository on GitHub, with the ids of its fields."""
LONGEST = 80
"""Signs of the text that an address carries along: enough to find the place."""
MARK = re.compile(r'<a class="ne-suggest".*?</a>', re.S)


def form_of(repo_url: str) -> str:
    """The form of a repository; empty where we do not know how its host fills in forms."""
    host = urlsplit(repo_url).hostname or ""
    return f"{repo_url.rstrip('/')}{ISSUE}" if host == "github.com" else ""


def address(form: str, values: Mapping[str, str]) -> str:
    """A form's address with its places (``{entry}``, ``{field}`` …) filled in."""
    said = {**values, "title": f"{values['entry']}: {values['field']}"}
    text = said["text"]
    said["text"] = text if len(text) <= LONGEST else f"{text[:LONGEST - 1].rstrip()}…"
    return re.sub(r"\{(\w+)\}", lambda match: quote(said.get(match[1], ""), safe=""), form)


def without_suggestions(html: str) -> str:
    """HTML without such links, for paper, search and other people's pages."""
    return MARK.sub("", html)
