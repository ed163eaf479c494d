"""The API: every entry as JSON in each language, lists of them, and what the fields mean.

Static files below ``/api/v1/``. The schemas beside them (JSON Schema 2020-12) are the promise:
fields are added, none is taken away or given another meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence import addresses
from evidence.editions import SOURCE_LANGUAGE
from evidence.entries import ENTRY_TYPES, Entry
from evidence.exports.api.grounds import Grounds
from evidence.exports.api.pieces import Pieces
from evidence.exports.api.records import listed, record
from evidence.exports.api.schemas import SCHEMAS
from evidence.exports.open_data import TERMS_OF_USE, VERSION, Places, Record, has_feeds, json_file
from evidence.exports.terminology import Made
from evidence.outputs import OutputFile


def export_api(made: Made) -> Iterator[OutputFile]:
    """The root, the schemas, and per language the lists and the entries."""
    yield json_file(addresses.api_file("index"), root(made))
    for name, schema in SCHEMAS.items():
        address = addresses.api_schema(name)
        identity = {"$id": Places(made).url(address)} if made.site_url else {}
        yield json_file(address, {"$schema": DIALECT, **identity, **schema})
    grounds = Grounds(made.library)
    for lang in made.library.locales:
        yield from _language(Pieces(made, lang, grounds))


DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _language(pieces: Pieces) -> Iterator[OutputFile]:
    for entry_type in ENTRY_TYPES:
        entries = pieces.library.of_type(entry_type, pieces.lang)
        yield json_file(addresses.api_list(pieces.lang, entry_type.folder),
                        listing(pieces, entry_type, entries))
        for entry in entries:
            yield json_file(addresses.api_entry(pieces.lang, entry.folder, entry.id),
                            record(pieces, entry))


def listing(pieces: Pieces, entry_type: type[Entry], entries: list[Entry]) -> Record:
    """All entries of a type in a language, in short."""
    return {"api": VERSION, "kind": entry_type.kind, "lang": pieces.lang,
            "licence": TERMS_OF_USE, "entries": [listed(pieces, entry) for entry in entries]}


def root(made: Made) -> Record:
    """Where to begin: the languages, the types, and where everything else lies."""
    places, library = Places(made), made.library
    return {
        "api": VERSION, "title": library.locales[SOURCE_LANGUAGE].t("site.name"),
        "licence": TERMS_OF_USE,
        "updated": max((entry.updated.isoformat() for entry in library.entries.values()),
                       default=None),
        "languages": [language(made, lang) for lang in library.locales],
        "kinds": [{"kind": entry_type.kind, "folder": entry_type.folder,
                   "entries": len(library.of_type(entry_type))} for entry_type in ENTRY_TYPES],
        "entry": places.url(addresses.api_entry("{lang}", "{folder}", "{id}")),
        "manifest": places.url(addresses.api_file("manifest")),
        "codes": places.url(f"{addresses.CODES}index.json"),
        "schemas": {name: places.url(addresses.api_schema(name)) for name in SCHEMAS},
    }


def language(made: Made, lang: str) -> Record:
    """A language: its lists, its feeds, and the page that explains all this in it."""
    places, locale = Places(made), made.library.locales[lang]
    return {
        "lang": lang, "name": locale.name, "direction": locale.direction,
        "source": lang == SOURCE_LANGUAGE,
        "lists": {entry_type.folder: places.url(addresses.api_list(lang, entry_type.folder))
                  for entry_type in ENTRY_TYPES},
        "changes": {form: places.url(addresses.changes(lang, form)) if has_feeds(made) else None
                    for form in addresses.CHANGES},
        "documentation": places.url(addresses.api_page(lang)),
    }
