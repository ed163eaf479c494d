"""The stylesheets and scripts that come with the pages, and the names under which sites hold them.

Source of the names with a hash: W3C, Subresource Integrity. A file whose name holds its hash never
changes; ``assets/released/`` keeps every one that we ever gave to others.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

ASSETS = Path(__file__).parent / "assets"
RELEASED = ASSETS / "released"
STYLE, PAGE = "embed/embed.css", "embed/page.js"
PARENT, ELEMENT = "embed/v1.js", "embed/element.js"


@cache
def files() -> Mapping[str, str]:
    """What the site serves for entries and embeds, by path."""
    entry = _read("entry.css")
    return dict(immutable()) | {
        "assets/entry.css": entry,
        "assets/leaflet.css": _read("leaflet.css"),
        STYLE: str(rcssmin.cssmin(entry + _read("embed.css"))),
        PAGE: _script("embed-page.js"),
        PARENT: parent_script(),
        ELEMENT: _script("embed-element.js"),
    }


@cache
def immutable() -> Mapping[str, str]:
    """Every parent script that we ever gave to others, and the present one, by path."""
    kept = {f"embed/{file.name}": file.read_text("utf-8") for file in sorted(RELEASED.iterdir())}
    return kept | {parent_path(): parent_script()}


def parent_script() -> str:
    """The script that a site with embeds may load: it sets their heights."""
    return _script("embed-v1.js")


def parent_path() -> str:
    """The name of the parent script that never changes."""
    return f"embed/v1.{hashlib.sha256(parent_script().encode()).hexdigest()[:12]}.js"


def parent_integrity() -> str:
    """What a tag says of the parent script, so that a browser runs no other."""
    return _hashed(parent_script(), "sha384")


def wishes() -> str:
    """The script inside each embed that reads ``?theme=``, ``?text=`` and ``?accent=``."""
    return _script("embed-wishes.js")


def wishes_hash() -> str:
    """By what a Content-Security-Policy allows that script."""
    return _hashed(wishes(), "sha256")


@cache
def _script(name: str) -> str:
    return f"{rjsmin.jsmin(_read(name))}\n"


def _read(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")


def _hashed(text: str, kind: str) -> str:
    digest = hashlib.new(kind, text.encode()).digest()
    return f"{kind}-{base64.b64encode(digest).decode()}"
