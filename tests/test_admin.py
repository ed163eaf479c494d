"""What the form in the browser is told of our files and of the site."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import Write
from evidence.admin import packages, pages
from evidence.admin.configuration import configuration, repository
from evidence.entries import ENTRY_TYPES, Entry
from evidence.entries.claim import VERDICTS
from evidence.entries.outline import outline
from evidence.entries.schema import comment
from evidence.entries.translation import BOOKKEEPING
from evidence.settings import Settings
from evidence.source import write_yaml

SITE = Settings(("en", "ko", "fr"), site_url="https://llamas.example/")
COLLECTIONS = {one["name"]: one for one in configuration(SITE, "Llamas", "")["collections"]
               if "name" in one}
HIDDEN = 2
"""Fields at the beginning that the form does not show."""


def lines(collection: str) -> list[dict[str, Any]]:
    return list(COLLECTIONS[collection]["fields"][HIDDEN:])


def part(collection: str, *names: str) -> dict[str, Any]:
    """A field, by its name and those of the fields that it is in."""
    fields, found = lines(collection), {}
    for name in names:
        found = next(field for field in fields if field["name"] == name)
        fields = found.get("fields", [])
    return found


def below(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Fields, and all that are in them."""
    for field in fields:
        yield field
        for inner in (field, *field.get("types", [])):
            yield from below(inner.get("fields", []))


@pytest.mark.parametrize(("repo", "languages"), [("llamas/flock", ("en", "ko")), ("", ("en",))])
def test_the_cms_knows_every_word_of_its_configuration(
    repo: str, languages: tuple[str, ...]
) -> None:
    found = packages.find()
    assert found, packages.MISSING
    schema = json.loads((found / "@sveltia/cms/schema/sveltia-cms.json").read_text("utf-8"))
    text = write_yaml(configuration(Settings(languages), "Llamas", repo))
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load(text))


@pytest.mark.parametrize("entry_type", ENTRY_TYPES)
def test_each_line_of_an_entry_has_a_field(entry_type: type[Entry]) -> None:
    asked = [(field["name"], field["required"], field["comment"].partition(" Left empty: ")[0])
             for field in lines(entry_type.folder)]
    assert asked == [(line.name, line.required, line.about) for line in outline(entry_type)]


@pytest.mark.parametrize("entry_type", ENTRY_TYPES)
def test_a_translation_is_asked_for_its_texts_and_none_is_needed(entry_type: type[Entry]) -> None:
    own, texts = lines(f"ko-{entry_type.folder}")[:3], lines(f"ko-{entry_type.folder}")[3:]
    assert [field["name"] for field in own] == [name for name in BOOKKEEPING
                                                if name != "fingerprints"]
    words = [field["name"] for field in below(texts) if field["widget"] not in ("object", "list")]
    assert set(words) <= {"_name", "text", "patient", "clinician"}
    assert not any(field["required"] for field in texts)


@pytest.mark.parametrize("entry_type", ENTRY_TYPES)
def test_a_new_file_begins_with_the_comment_that_names_its_schema(entry_type: type[Entry]) -> None:
    for collection, translation in ((entry_type.folder, False), (f"fr-{entry_type.folder}", True)):
        source = COLLECTIONS[collection]["fields"][1]
        assert (source["name"], source["widget"]) == ("_source", "hidden")
        assert source["default"] == f"{comment(entry_type, translation=translation)}\n"


def test_a_closed_list_is_chosen_from_with_its_meanings() -> None:
    verdict = part("claims", "verdict")
    assert [option["value"] for option in verdict["options"]] == list(VERDICTS)
    assert verdict["options"][0]["label"] == (
        "supported: Holds: the studies we read support it.")


@pytest.mark.parametrize(("names", "leads_to"), [
    (("claims", "evidence", "study"), "studies"),
    (("faqs", "claims"), "claims"),
    (("terms", "mappings", "to"), "terms"),
    (("terms", "broader"), "terms"),
    (("claims", "related"), None),
])
def test_links_to_one_kind_are_chosen_from_its_entries(
    names: tuple[str, ...], leads_to: str | None
) -> None:
    assert part(*names).get("collection") == leads_to


@pytest.mark.parametrize(("names", "widget"), [
    (("claims", "short"), {"widget": "object", "typeKey": "_readers"}),
    (("claims", "said_as"), {"widget": "list", "typeKey": "_readers"}),
    (("claims", "topics"), {"widget": "select", "multiple": True}),
    (("claims", "updated"), {"widget": "datetime", "format": "YYYY-MM-DD"}),
    (("faqs", "safety"), {"widget": "boolean"}),
    (("studies", "sample", "people"), {"widget": "number", "value_type": "int/string"}),
    (("studies", "figures"), {"widget": "list", "summary": "{{fields._name}}"}),
    (("studies", "figures", "percent"), {"widget": "string"}),
    (("studies", "figures", "interval"), {"widget": "list", "min": 2, "max": 2}),
    (("terms", "labels", "ko", "seen"), {"widget": "boolean", "required": True}),
])
def test_widgets(names: tuple[str, ...], widget: dict[str, Any]) -> None:
    assert part(*names).items() >= widget.items()


@pytest.mark.parametrize(("address", "name"), [
    ("https://github.com/llamas/flock", "llamas/flock"),
    ("https://github.com/llamas/flock.git", "llamas/flock"),
    ("https://github.com/llamas/flock/", "llamas/flock"),
    ("https://github.com/llamas", ""),
    ("https://example.org/llamas/flock", ""),
    ("", ""),
])
def test_repository(address: str, name: str) -> None:
    assert repository(address) == name


def made(root: Path) -> tuple[str, dict[str, Any]]:
    """The page, and the configuration as another library reads it."""
    files = {file.path: file.text for file in pages(root, ["ko"])}
    return files["index.html"], yaml.safe_load(files["config.yml"])


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_with_a_repository_each_change_becomes_a_pull_request(write: Write) -> None:
    page, said = made(write({"mkdocs.yml": "repo_url: https://github.com/llamas/flock\n"}))
    assert (said["backend"]["name"], said["backend"]["repo"]) == ("github", "llamas/flock")
    assert said["publish_mode"] == "editorial_workflow"
    assert all(one["publish"] is False and one["delete"] is False for one in said["collections"])
    assert "https://api.github.com" in policy(page)
    assert "names no repository" not in page


def test_without_a_repository_the_page_says_that_nothing_leaves_the_browser(write: Write) -> None:
    page, said = made(write({"mkdocs.yml": "repo_url: https://example.org/llamas/flock\n"}))
    assert said["backend"] == {"name": "test-repo"}
    assert "publish_mode" not in said
    assert "https://" not in policy(page)
    assert "names no repository at GitHub" in page


def test_the_policy_allows_the_one_script_that_stands_in_the_page(write: Write) -> None:
    page, _ = made(write({"mkdocs.yml": "site_name: <Llamas>\n"}))
    inside = re.findall(r"<script[^>]*>(.+?)</script>", page)
    assert [json.loads(script) for script in inside] == [
        {"imports": {"./locales/ko.json": "./locales/ko.js"}}]
    digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy(page)
    assert "<title>&lt;Llamas&gt;</title>" in page
