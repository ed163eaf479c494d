"""A search index per edition, in the form that Material's search reads.

Material looks for ``search/search_index.json`` below the page's base; every edition has its own
base, so that a Korean patient finds Korean patient pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape

from evidence.exports.terminology import Made
from evidence.outputs import OutputFile, Page

STEMMERS = frozenset({
    "ar", "da", "de", "du", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "hy", "it", "ja",
    "kn", "ko", "no", "pt", "ro", "ru", "sa", "sv", "ta", "te", "th", "tr", "vi",
})
SEPARATOR = r"[\s\-,.;:!?()\[\]{}\"'“”‘’「」『』、。·…/–—]+"
FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}


def export_search(made: Made) -> Iterator[OutputFile]:
    """One index for every base that a page names."""
    by_base: dict[str, list[Page]] = {}
    for page in made.pages:
        if page.search:
            by_base.setdefault(page.search_base, []).append(page)
    for base, found in sorted(by_base.items()):
        yield OutputFile(f"{base}search/search_index.json", _index(found))


def _index(pages: Sequence[Page]) -> str:
    lang = pages[0].lang.split("-")[0]
    documents = [
        {"location": doc.location, "title": escape(doc.title, quote=False),
         "text": escape(" ".join(doc.text.split()), quote=False),
         **({"boost": doc.boost} if doc.boost != 1 else {})}
        for page in pages for doc in page.search
    ]
    config = {
        "lang": [lang if lang in STEMMERS else "en"],
        "separator": SEPARATOR,
        # Material searches while one types, for the start of a word: a stem would not be found.
        "pipeline": [] if lang in ("ko", "zh", "ja", "ar") else ["stopWordFilter"],
        "fields": FIELDS,
    }
    return json.dumps({"config": config, "docs": documents}, ensure_ascii=False,
                      separators=(",", ":"))
