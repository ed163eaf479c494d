"""``/robots.txt`` (RFC 9309): everybody may read everything, and here is the sitemap.

It is looked for at the root of a host and nowhere else, so a site that lies deeper has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from evidence.exports.terminology import Made
from evidence.outputs import OutputFile


def export_robots(made: Made) -> Iterator[OutputFile]:
    if made.site_url and urlsplit(made.site_url).path in ("", "/"):
        yield OutputFile("robots.txt", "User-agent: *\nAllow: /\n\n"
                                       f"Sitemap: {made.site_url}sitemap.xml\n")
