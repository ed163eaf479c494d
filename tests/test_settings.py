"""Settings: what is read from mkdocs.yml without MkDocs."""

from __future__ import annotations

import pytest

from conftest import Write
from evidence.settings import Settings, read_settings, settings_from

FILES: dict[str, tuple[str | bytes, Settings]] = {
    "languages and style": (
        "plugins:\n  - search\n  - evidence:\n      languages: [en, ko, pt-BR]\n"
        "      citation_style: apa\n",
        Settings(("en", "ko", "pt-BR"), "apa"),
    ),
    "the source language comes first, and each language once": (
        "plugins:\n  - evidence: {languages: [ko, en, ko]}\n", Settings(("en", "ko")),
    ),
    "the language no is a language": (
        "plugins:\n  - evidence:\n      languages: [en, no]\n", Settings(("en", "no")),
    ),
    "leaflets": (
        "plugins:\n  - evidence: {languages: [ko], leaflets: true}\n",
        Settings(("en", "ko"), leaflets=True),
    ),
    "no leaflets": ("plugins:\n  - evidence: {leaflets: false}\n", Settings()),
    "plugins as a map": ("plugins: {evidence: {languages: [ko]}}\n", Settings(("en", "ko"))),
    "tags of MkDocs elsewhere in the file": (
        "extra:\n  emoji: !!python/name:material.extensions.emoji.twemoji\n  key: !ENV [A, B]\n"
        "plugins:\n  - evidence: {languages: [ko]}\n",
        Settings(("en", "ko")),
    ),
    "the plugin without options": ("plugins:\n  - evidence\n", Settings()),
    "options without a value": (
        "plugins:\n  - evidence: {languages: , citation_style: }\n", Settings(),
    ),
    "languages that are no list": ("plugins:\n  - evidence: {languages: ko}\n", Settings()),
    "the site's address ends with a slash": (
        "site_url: https://llama.example/wool\nplugins:\n  - evidence: {languages: [ko]}\n",
        Settings(("en", "ko"), site_url="https://llama.example/wool/"),
    ),
    "an address without the plugin": (
        "site_url: https://llama.example/\n", Settings(site_url="https://llama.example/"),
    ),
    "an address that is none": ("site_url: [javascript:alert(1)]\n", Settings()),
    "no plugin": ("plugins: []\n", Settings()),
    "plugins that are a word": ("plugins: evidence\n", Settings()),
    "a list": ("- a\n", Settings()),
    "nothing": ("", Settings()),
    "no YAML": ("a: b: c\n", Settings()),
    "not UTF-8": (b"plugins:\n  - evidence: {languages: [ko]} # \xff\n", Settings(("en", "ko"))),
}


@pytest.mark.parametrize(("text", "settings"), FILES.values(), ids=FILES)
def test_settings_of_a_file(write: Write, text: str | bytes, settings: Settings) -> None:
    assert read_settings(write({"mkdocs.yml": text})) == settings


def test_without_a_file_the_defaults_hold(write: Write) -> None:
    assert read_settings(write({})) == Settings(("en",), "vancouver")


def test_settings_from_plain_values() -> None:
    assert settings_from({"languages": ("fr",), "citation_style": "apa"}) == Settings(
        ("en", "fr"), "apa")
    assert settings_from({}) == Settings()
