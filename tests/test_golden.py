"""The golden site, file by file. ``pytest --rewrite-golden`` writes it anew; read the diff."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from evidence import embedding
from evidence.loading import Folders
from evidence.settings import read_settings
from evidence.site import build

GOLDEN = Path(__file__).parent / "golden"
SITE, EXPECTED = GOLDEN / "site", GOLDEN / "expected"


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    """Every page, as its body, and every exported file, by path.

    The pages about codes are left out: they are made of codes.yaml, whatever the site.
    """
    site = build(Folders(SITE), read_settings(SITE), site_url="https://llama.example/",
                 edit_base="https://git.example/llamas/edit/main/")
    # It holds safety texts that are withheld, so that there are pages to compare.
    assert {problem.code for problem in site.diagnostics} == {"withheld-safety"}
    pages = [page for page in site.pages if page.kind != "code"]
    files = {file.path: file.text for file in (*pages, *site.files)}
    # What lies in the package as it is needs no second copy here.
    assert {path: files.pop(path, None) for path in embedding.files()} == embedding.files()
    return files


def test_the_golden_site_is_made_as_expected(
    made: Mapping[str, str], request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--rewrite-golden"):
        rewrite(made)
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_bytes().decode()
        for path in sorted(EXPECTED.rglob("*")) if path.is_file()
    }
    assert sorted(made) == sorted(expected)
    changed = [path for path in sorted(made) if made[path] != expected[path]]
    for path in changed[:1]:
        assert made[path].splitlines() == expected[path].splitlines(), path
    assert changed == []


def rewrite(made: Mapping[str, str]) -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, text in made.items():
        file = EXPECTED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
