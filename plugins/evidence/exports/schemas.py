"""The schemas of our files, for whoever writes such files elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.entries.schema import FOLDER, schemas
from evidence.exports.terminology import Made
from evidence.outputs import OutputFile

VERSION = "v1/"


def export_schemas(made: Made) -> Iterator[OutputFile]:
    """``schemas/v1/``: a schema for each entry type, and one for its translations."""
    folder = FOLDER + VERSION
    for file in schemas(made.site_url and made.site_url + folder):
        yield OutputFile(folder + file.path, file.text)
