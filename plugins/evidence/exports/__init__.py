"""What leaves the site besides pages. To add one: a new file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evidence.exports.search import export_search
from evidence.exports.sitemap import export_sitemap
from evidence.outputs import OutputFile, Page

Exporter = Callable[[Sequence[Page], str], Iterator[OutputFile]]

EXPORTERS: tuple[Exporter, ...] = (export_search, export_sitemap)
"""Each takes all pages and the address of the site, and gives files."""
