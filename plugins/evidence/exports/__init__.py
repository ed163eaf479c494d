"""What leaves the site besides pages. To add one: a new file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.exports.redirects import export_redirects
from evidence.exports.schemas import export_schemas
from evidence.exports.search import export_search
from evidence.exports.sitemap import export_sitemap
from evidence.exports.skos import export_skos
from evidence.exports.sssom import export_sssom
from evidence.exports.tables import export_tables
from evidence.exports.tbx import export_tbx
from evidence.exports.terminology import Made
from evidence.outputs import OutputFile

__all__ = ["EXPORTERS", "Exporter", "Made"]

Exporter = Callable[[Made], Iterator[OutputFile]]

EXPORTERS: tuple[Exporter, ...] = (
    export_search, export_sitemap, export_skos, export_sssom, export_tbx, export_tables,
    export_redirects, export_schemas,
)
"""Each takes what a build made, and gives files."""
