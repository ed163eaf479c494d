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
    """What a site can set.

    ``languages`` begins with the source; ``site_url`` is where the site is published, with a slash
    at its end, and empty where it has no address yet; ``leaflets`` is whether there are PDFs to
    link to, ``cards`` whether pictures for social media are painted, and ``suggest_url`` the form
    in which readers propose changes, with places such as ``{entry}`` and ``{field}``.
    """

    languages: tuple[str, ...] = (SOURCE_LANGUAGE,)
    citation_style: str = STYLE
    site_url: str = ""
    leaflets: bool = False
    cards: bool = False
    suggest_url: str = ""


def settings_from(options: Mapping[str, Any], site_url: str = "") -> Settings:
    """Settings from plain values; the source language always comes first."""
    given = options.get("languages")
    languages = [str(lang) for lang in given] if isinstance(given, list | tuple) else []
    ordered = dict.fromkeys([SOURCE_LANGUAGE, *languages])
    leaflets, cards = (str(options.get(name)).lower() in ("true", "yes", "on")
                       for name in ("leaflets", "cards"))
    return Settings(tuple(ordered), str(options.get("citation_style") or STYLE), site_url,
                    leaflets, cards, str(options.get("suggest_url") or ""))


def read_settings(root: Path) -> Settings:
    """The settings of a site without MkDocs; the defaults where there is no mkdocs.yml."""
    value = _read(root)
    plugins, site_url = value.get("plugins"), _address(value.get("site_url"))
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(plugin, dict) and isinstance(plugin.get("evidence"), dict):
            return settings_from(plugin["evidence"], site_url)
    return Settings(site_url=site_url)


def read_line(root: Path, name: str) -> str:
    """What a line of mkdocs.yml says (``site_name``, ``repo_url``); empty where it is no text."""
    value = _read(root).get(name)
    return value if isinstance(value, str) else ""


def _read(root: Path) -> Mapping[str, Any]:
    """What mkdocs.yml says, every value as text; nothing where there is no such file."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        return {}
    # MkDocs allows tags (!ENV, !!python/name:…) in its settings; none of ours has one.
    text = re.sub(r"(?<=\s)!\S*", "", file.read_text(encoding="utf-8-sig", errors="replace"))
    source, _ = read_source(file.name, text)
    return source.value if source and isinstance(source.value, dict) else {}


def _address(given: Any) -> str:
    """A web address with a slash at its end; empty where the value is none."""
    known = isinstance(given, str) and re.fullmatch(r"https?://[^\s<>\"()\[\]]+", given)
    return f"{given.rstrip('/')}/" if known else ""
