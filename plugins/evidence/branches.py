"""The branch that changes are made against, as git knows it."""

from __future__ import annotations

import subprocess
from pathlib import Path

_DEFAULT = "main"
_OLDER = "master"


def main_branch(root: Path) -> str:
    """The default branch of ``origin``; else ``main``, or ``master`` where only that is there."""
    head = _git(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    if head:
        return head
    known = _git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    return _OLDER if _OLDER in known and _DEFAULT not in known else _DEFAULT


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where there is no git, no repository or no such name."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True,  # noqa: S603, S607 fixed words
                              check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
