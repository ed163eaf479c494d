"""``config.yml``: what Sveltia CMS is told of the site, made of the schemas and the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from evidence.admin.fields import Field, fields, label
from evidence.editions import SOURCE_LANGUAGE, Locale
from evidence.entries import ENTRY_TYPES, Entry
from evidence.entries.base import ID_PATTERN
from evidence.entries.outline import outline
from evidence.entries.schema import comment, entry_schema, translation_schema
from evidence.entries.translated import ABOUT
from evidence.settings import Settings

TITLE, SOURCE = "_title", "_source"
KEPT = ("fingerprints",)
"""Lines that the command writes; the form leaves them as they are."""
_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(\.git)?/?")


def repository(repo_url: str) -> str:
    """The repository at GitHub as ``owner/name``; empty where the address is of no such thing."""
    found = _GITHUB.fullmatch(repo_url)
    return found[1] if found else ""


def configuration(settings: Settings, site_name: str, repo: str) -> dict[str, Any]:
    """The whole configuration.

    With a repository each change becomes a pull request, from a fork where somebody may not write
    to the repository itself. Without one the CMS keeps what is saved in the browser.
    """
    return {
        "backend": {"name": "github", "repo": repo, "auth_methods": ["token"],
                    "auth_scope": "public_repo", "open_authoring": True} if repo else
                   {"name": "test-repo"},
        **({"publish_mode": "editorial_workflow"} if repo else {}),
        "app_title": site_name,
        **({"site_url": settings.site_url} if settings.site_url else {}),
        "media_folder": "content/media",
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 60},
        "editor": {"preview": False},
        "collections": [*_collections(settings)],
    }


def _collections(settings: Settings) -> Iterator[dict[str, Any]]:
    for entry_type in ENTRY_TYPES:
        yield _entries(entry_type)
    texts = {entry_type: _texts(entry_type) for entry_type in ENTRY_TYPES}
    for lang in settings.languages:
        if lang != SOURCE_LANGUAGE:
            yield {"divider": True}
            for entry_type, made in texts.items():
                yield _translations(entry_type, Locale(lang), made)


def _entries(entry_type: type[Entry]) -> dict[str, Any]:
    schema = entry_schema(entry_type)
    order = [line.name for line in outline(entry_type)]
    made = sorted(fields(schema, entry_type), key=lambda field: order.index(field["name"]))
    folder = entry_type.folder
    return {
        "name": folder, "label": label(folder), "label_singular": label(entry_type.kind),
        "description": schema["description"], "folder": f"content/{folder}",
        "preview_path": f"{SOURCE_LANGUAGE}/clinicians/{folder}/{{{{slug}}}}/",
        **_form(folder, made, comment(entry_type), "The id: the name of the file and the address "
                "in every language. Lower-case letters, digits and hyphens."),
    }


def _texts(entry_type: type[Entry]) -> list[Field]:
    """The fields of a translation; they are the same in every language."""
    schema = translation_schema(entry_type)
    lines = {name: part for name, part in schema["properties"].items() if name not in KEPT}
    return fields({**schema, "properties": lines})


def _translations(entry_type: type[Entry], locale: Locale, made: list[Field]) -> dict[str, Any]:
    folder, name = entry_type.folder, f"{locale.lang}-{entry_type.folder}"
    return {
        "name": name, "label": f"{locale.lang}: {folder}",
        "label_singular": f"{locale.lang}: {entry_type.kind}",
        "description": f"{locale.name}. {ABOUT}",
        "folder": f"content/translations/{locale.lang}/{folder}",
        "preview_path": f"{locale.lang}/clinicians/{folder}/{{{{slug}}}}/",
        **_form(name, made, comment(entry_type, translation=True),
                "The id of the entry that is translated."),
    }


def _form(name: str, made: list[Field], head: str, hint: str) -> dict[str, Any]:
    """How files are read and written. A new one begins with the comment that names its schema."""
    first = next(field for field in made if field["widget"] in ("object", "list"))
    titled = "typeKey" in first  # as in form.js
    hidden = [{"name": TITLE, "widget": "hidden"},
              {"name": SOURCE, "widget": "hidden", "default": f"{head}\n"}]
    return {
        "format": name, "extension": "yaml",
        "create": True, "delete": False, "publish": False,  # merging is for GitHub, after the check
        "identifier_field": TITLE, "summary": f"{{{{{TITLE if titled else 'slug'}}}}}",
        "slug": {"editable": ["create"], "hint": hint, "pattern": [ID_PATTERN, hint]},
        "fields": [*hidden, *made],
    }
