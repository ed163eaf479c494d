"""What a site can set: the options under ``plugins: evidence:`` in mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.editions import SOURCE_LANGUAGE
from evidence.source import read_source

STYLE = "vancouver"


@dataclass(frozen=True)
class Settings:
    """The languages of the site (the source first), the citation style, and whether there are
    leaflets to link to, and cards for social media. ``suggest_url`` is the form in which readers
    propose changes, with places such as ``{entry}`` and ``{field}``.
    """

    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
    citation_style: str = STYLE
    leaflets: bool = False
    cards: bool = False
    suggest_url: str = ""


def settings_from(options: Mapping[str, Any]) -> Settings:
    """Settings from plain values; the source language always comes first."""
    given = options.get("languages")
    languages = [str(lang) for lang in given] if isinstance(given, list | tuple) else []
    ordered = dict.fromkeys([SOURCE_LANGUAGE, *languages])
    leaflets, cards = (str(options.get(name)).lower() in ("true", "yes", "on")
                       for name in ("leaflets", "cards"))
    return Settings(tuple(ordered), str(options.get("citation_style") or STYLE), leaflets, cards,
                    str(options.get("suggest_url") or ""))


def read_settings(root: Path) -> Settings:
    """The settings of a site without MkDocs; the defaults where there is no mkdocs.yml."""
    plugins = _read(root).get("plugins")
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(plugin, dict) and isinstance(plugin.get("evidence"), dict):
            return settings_from(plugin["evidence"])
    return Settings()


def read_address(root: Path) -> str:
    """The address of the site's root, with a slash at its end; empty where nobody has set it."""
    address = _read(root).get("site_url")
    return f"{address.rstrip('/')}/" if isinstance(address, str) and address else ""


def _read(root: Path) -> Mapping[str, Any]:
    """What mkdocs.yml says, every value as text; nothing where there is no such file."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        return {}
    # MkDocs allows tags (!ENV, !!python/name:…) in its settings; none of ours has one.
    text = re.sub(r"(?<=\s)!\S*", "", file.read_text(encoding="utf-8-sig", errors="replace"))
    source, _ = read_source(file.name, text)
    return source.value if source and isinstance(source.value, dict) else {}
