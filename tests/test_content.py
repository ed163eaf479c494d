"""Our own content: nothing in it is to be mended, and every entry is in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.editions import editions
from evidence.entries.study import Study
from evidence.loading import Folders
from evidence.settings import Settings, read_settings
from evidence.site import Site, build

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings(ROOT)


@pytest.fixture(scope="module")
def site(settings: Settings) -> Site:
    return build(Folders(ROOT), settings)


def test_content_has_no_errors(site: Site) -> None:
    assert [str(problem) for problem in site.errors] == []


def test_every_entry_is_in_every_edition(site: Site, settings: Settings) -> None:
    entries = site.library.entries.values()
    assert len(entries) > 100
    wanted = {f"{edition.base}{entry.folder}/{entry.id}/"
              for edition in editions(settings.languages) for entry in entries}
    assert wanted - {page.url for page in site.pages} == set()


def test_every_study_has_its_record_with_a_title(site: Site) -> None:
    studies = [study.id for study in site.library.of_type(Study)]
    assert [key for key in studies if not site.library.bibliography[key].plain_title] == []


def test_nothing_on_a_page_leads_nowhere(site: Site) -> None:
    assert [page.url for page in site.pages if 'class="ne-broken"' in page.text] == []
