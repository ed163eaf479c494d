"""Where everything lies: the addresses of the site, relative to its root, in one place.

An address that ends with ``/`` is a page; the others are files. All of them are promised: other
websites hold them.
"""

from __future__ import annotations

import hashlib
import re

from evidence.editions import AUDIENCES, Edition

API = "api/v1/"
EXPORTS = "exports/"
CODES = "codes/"
CHANGES = {"atom": "application/atom+xml", "json": "application/feed+json"}
"""Endings of the feeds of changes, with their media types."""
LONGEST_NAME = 100
"""File systems take 255 bytes for a name."""
CITATION_FORMATS = {"ris": "application/x-research-info-systems", "bib": "application/x-bibtex",
                    "csl.json": "application/vnd.citationstyles.csl+json"}
"""Endings of citation files, with their media types."""


def entry_page(edition: Edition, folder: str, identifier: str) -> str:
    """The page of an entry in an edition: ``en/patients/claims/twitch-is-needed/``."""
    return f"{edition.base}{folder}/{identifier}/"


def entry_pages(lang: str, folder: str, identifier: str) -> tuple[str, ...]:
    """The pages of an entry in a language, one for each audience."""
    return tuple(entry_page(Edition(lang, audience), folder, identifier) for audience in AUDIENCES)


def embed(page: str, section: str = "") -> str:
    """A page, or a section of it, bare: ``en/embed/patients/claims/twitch-is-needed/``."""
    return f"{_beside('embed', page)}{f'{section}/' if section else ''}"


def fragment(page: str, section: str = "") -> str:
    """The HTML of a page or a section without any document around it."""
    place = _beside("fragment", page)
    return f"{place}{section}.html" if section else f"{place.removesuffix('/')}.html"


def oembed(page: str, section: str = "") -> str:
    """What a page or a section says to who embeds it by its address (oEmbed)."""
    place = _beside("oembed", page)
    return f"{place}{section}.json" if section else f"{place.removesuffix('/')}.json"


def leaflet(page: str) -> str:
    """A page as a PDF to print: ``en/leaflets/patients/guides/before-your-session.pdf``."""
    return f"{_beside('leaflets', page).removesuffix('/')}.pdf"


def builder(lang: str) -> str:
    """The page that makes the tag for another website."""
    return f"{lang}/embed/"


def api_entry(lang: str, folder: str, identifier: str) -> str:
    """An entry as JSON in a language."""
    return f"{API}{lang}/{folder}/{identifier}.json"


def api_list(lang: str, folder: str) -> str:
    """The entries of a type in a language, in short."""
    return f"{API}{lang}/{folder}/index.json"


def api_file(name: str) -> str:
    """A file of the API that is of the whole site: ``index`` or ``manifest``."""
    return f"{API}{name}.json"


def api_schema(name: str) -> str:
    """The JSON Schema of a form of the API."""
    return f"{API}schema/{name}.json"


def api_page(lang: str) -> str:
    """The page that explains the API."""
    return f"{lang}/api/"


def changes(lang: str, form: str) -> str:
    """The feed of what changed in a language; ``form`` is an ending of ``CHANGES``."""
    return f"{lang}/changes.{form}"


def code(scheme: str, number: str) -> str:
    """The pages behind a code: ``codes/icd-11/MG30.02.json``.

    A sign that is no letter, digit, dot or hyphen stands as its number between two ``_``, so that
    two codes never share a file: ``PK81.3&XE`` is ``PK81.3_26_XE``.
    """
    safe = re.sub(r"[^A-Za-z0-9.-]|^\.", lambda sign: f"_{ord(sign[0]):X}_", number)
    if len(safe) > LONGEST_NAME:
        safe = hashlib.sha256(number.encode()).hexdigest()
    return f"{CODES}{scheme}/{safe}.json"


def citations(folder: str, identifier: str, form: str) -> str:
    """The sources of an entry (of a study: the study) to take away; ``form`` is an ending."""
    return f"{EXPORTS}citations/{folder}/{identifier}.{form}"


def library_citations(form: str) -> str:
    """Every record of the bibliography to take away."""
    return f"{EXPORTS}citations/library.{form}"


def card(lang: str, folder: str, identifier: str) -> str:
    """The picture that social media show beside a link to an entry."""
    return f"{lang}/cards/{folder}/{identifier}.png"


def _beside(form: str, page: str) -> str:
    lang, _, rest = page.partition("/")
    return f"{lang}/{form}/{rest}"
