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
    """The languages of the site (the source first) and the citation style."""

    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
    citation_style: str = STYLE


def settings_from(options: Mapping[str, Any]) -> Settings:
    """Settings from plain values; the source language always comes first."""
    given = options.get("languages")
    languages = [str(lang) for lang in given] if isinstance(given, list | tuple) else []
    ordered = dict.fromkeys([SOURCE_LANGUAGE, *languages])
    return Settings(tuple(ordered), str(options.get("citation_style") or STYLE))


def read_settings(root: Path) -> Settings:
    """The settings of a site without MkDocs; the defaults where there is no mkdocs.yml."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        return Settings()
    # MkDocs allows tags (!ENV, !!python/name:…) in its settings; none of ours has one.
    text = re.sub(r"(?<=\s)!\S*", "", file.read_text(encoding="utf-8-sig", errors="replace"))
    source, _ = read_source(file.name, text)
    plugins = source.value.get("plugins") if source and isinstance(source.value, dict) else None
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(plugin, dict) and isinstance(plugin.get("evidence"), dict):
            return settings_from(plugin["evidence"])
    return Settings()
