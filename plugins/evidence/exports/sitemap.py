"""The sitemap, with the language alternates of each page.

Source: sitemaps.org 0.9, and Google Search Central, "Localized versions of your pages".
A page that only shows the source text is in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from evidence.exports.terminology import Made
from evidence.outputs import OutputFile, Page


def export_sitemap(made: Made) -> Iterator[OutputFile]:
    """``sitemap.xml``: every page that is really in its language, once."""
    if not made.site_url:
        return
    rows = "".join(_row(page, made.site_url) for page in made.pages
                   if page.canonical == page.url)
    yield OutputFile(
        "sitemap.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{rows}</urlset>\n',
    )


def _row(page: Page, site_url: str) -> str:
    links = "".join(
        f"<xhtml:link rel=\"alternate\" hreflang={quoteattr(lang)} href={quoteattr(url)}/>"
        for lang, url in hreflangs(page, site_url)
    )
    return f"<url><loc>{escape(site_url + page.url)}</loc>{links}</url>\n"


def hreflangs(page: Page, site_url: str) -> list[tuple[str, str]]:
    """The alternates of a page with x-default: itself too, and only real translations."""
    real = [(other.lang, site_url + other.url) for other in page.alternates if other.translated]
    if page.canonical != page.url or len(real) < 2:
        return []
    default = site_url if page.kind in ("chooser", "welcome") else dict(real).get("en", real[0][1])
    return [*real, ("x-default", default)]
