"""What machines read of a page: schema.org as JSON-LD 1.1, a function for each kind of page.

To describe a new kind, write a function in one of these rooms and add a line to ``KINDS``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from evidence.outputs import Page
from evidence.pages.making import Maker
from evidence.pages.structured import entries, places, terms
from evidence.pages.structured.scene import Node, Scene

KINDS: Mapping[str, Callable[[Scene], list[Node]]] = {
    "claim": entries.claim, "faq": entries.faq, "guide": entries.guide,
    "mechanism": entries.mechanism, "study": entries.study, "term": terms.term,
    "chooser": places.door, "welcome": places.door, "home": places.plain, "index": places.index,
    "page": places.written, "api": places.data,
}
"""What a kind of page is described by; any other is a plain page."""
CONTEXT = "https://schema.org"


def structured(maker: Maker, page: Page) -> str:
    """A page as JSON-LD, without any "<"; nothing for a page that only says what is wrong."""
    if page.kind == "broken":
        return ""
    graph = KINDS.get(page.kind, places.plain)(Scene(maker, page))
    said = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False,
                      separators=(",", ":"))
    return said.replace("<", "\\u003c")
