"""The one fixture: a small site in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure: nothing here is a timed test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Write = Callable[[Mapping[str, str | bytes]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true",
                     help="write tests/golden/expected/ anew from what the site is now")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write ``{path: text}`` below a fresh folder, and give the folder. Bytes stay bytes."""

    def lay_out(files: Mapping[str, str | bytes]) -> Path:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return lay_out
