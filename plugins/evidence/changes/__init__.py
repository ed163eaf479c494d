"""What a change does: which files it touches, and what readers get that they did not get before.

A change is what differs between the working tree, with all that is not committed yet, and the
commit at which it left the branch that it is made against.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence.changes.besides import WORDS
from evidence.changes.comparing import compare
from evidence.changes.history import NoHistory, changed_paths, lay_out, merge_base
from evidence.changes.summary import as_markdown
from evidence.changes.values import Change, Version
from evidence.diagnostics import in_order
from evidence.loading import Folders, load, load_locales
from evidence.rules import check
from evidence.settings import read_settings

__all__ = ["Change", "NoHistory", "as_markdown", "change", "changed_paths", "version"]


def change(root: Path, against: str = "main") -> Change | NoHistory:
    """What the working tree does to the site, compared with where it left ``against``.

    Both are judged by the rules as they are now.
    """
    base = merge_base(root, against)
    if isinstance(base, NoHistory):
        return base
    paths = changed_paths(root, base)
    if isinstance(paths, NoHistory):
        return paths
    with tempfile.TemporaryDirectory() as folder:
        failed = lay_out(root, base, Path(folder), ("content", "bibliography", "mkdocs.yml", WORDS))
        return failed or compare(version(Path(folder)), version(root), paths)


def version(root: Path) -> Version:
    """A site as it lies in a folder, with all that is wrong with its content."""
    languages = read_settings(root).languages
    library, problems = load(Folders(root), languages)
    found = [problem for problem in in_order([*problems, *check(library)])
             if problem.location.path.startswith(("content", "bibliography"))]
    return Version(library, tuple(found), languages, _words(root, languages))


def _words(root: Path, languages: tuple[str, ...]) -> dict[str, Mapping[str, Any]]:
    """The words of the interface, where the folder holds the program too.

    They are read beside the library: the rules speak with the words of the program that runs.
    """
    if not (root / WORDS).is_dir():
        return {}
    locales = load_locales(Folders(root, locales=root / WORDS), languages, [])
    return {lang: locale.words for lang, locale in locales.items()}
