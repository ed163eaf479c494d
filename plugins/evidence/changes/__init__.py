"""What a change does: which files it touches, and what readers get that they did not get before.

A change is what differs between the working tree, with all that is not committed yet, and the
commit at which it left the branch that it is made against.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from evidence.changes.comparing import compare
from evidence.changes.history import NoHistory, changed_paths, lay_out, merge_base
from evidence.changes.summary import as_markdown
from evidence.changes.values import Change, Version
from evidence.diagnostics import in_order
from evidence.loading import Folders, load
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
    with tempfile.TemporaryDirectory() as folder:
        failed = lay_out(root, base, Path(folder), ("content", "bibliography", "mkdocs.yml"))
        return failed or compare(version(Path(folder)), version(root))


def version(root: Path) -> Version:
    """A site as it lies in a folder, with all that is wrong with its content."""
    languages = read_settings(root).languages
    library, problems = load(Folders(root), languages)
    found = [problem for problem in in_order([*problems, *check(library)])
             if problem.location.path.startswith(("content", "bibliography"))]
    return Version(library, tuple(found), languages)
