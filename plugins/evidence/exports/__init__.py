"""What leaves the site besides pages. To add one: a new file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.exports.api import export_api
from evidence.exports.cards import export_cards
from evidence.exports.citing import export_citations
from evidence.exports.codes import export_codes
from evidence.exports.embeds import export_embeds
from evidence.exports.feeds import export_feeds
from evidence.exports.llms import export_llms
from evidence.exports.manifest import export_manifest
from evidence.exports.redirects import export_redirects
from evidence.exports.robots import export_robots
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
    export_embeds, export_search, export_sitemap, export_skos, export_sssom, export_tbx,
    export_tables, export_citations, export_cards, export_api, export_manifest, export_codes,
    export_feeds, export_llms, export_robots, export_redirects,
    export_schemas,
)
"""Each takes what a build made, and gives files."""
