"""What a format may need besides the diagnostics: the lines they speak of, the site's address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.codes import CODES, address


@dataclass(frozen=True)
class Surroundings:
    """The folder that the paths of the diagnostics start from, and where the site is published."""

    root: Path | None = None
    site_url: str = ""

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a file as an author's editor counts them; none where it cannot be read."""
        if self.root is None:
            return ()
        try:
            text = (self.root / path).read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return ()
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def help(self, code: str) -> str:
        """The address of the page about a code; empty where the site's own is not known."""
        return f"{self.site_url}{address(code)}" if self.site_url and code in CODES else ""


NOWHERE = Surroundings()
