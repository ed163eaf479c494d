"""What git knows of a change. Nothing here writes to the repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class NoHistory:
    """Why there is nothing to compare with, and what would help."""

    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


def changed_paths(root: Path, against: str = "main") -> tuple[str, ...] | NoHistory:
    """The files below a folder that a change touches, from that folder, sorted.

    Those committed since it left ``against``, those not committed, new ones, and those removed. A
    file that was renamed is there under both names.
    """
    base = merge_base(root, against)
    if isinstance(base, NoHistory):
        return base
    known = _git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative",
                 "--ignore-submodules", "-z", base, "--", ".")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    for said in (known, new):
        if isinstance(said, NoHistory):
            return said
    return tuple(sorted({*_names(known), *_names(new)}))


def merge_base(root: Path, against: str) -> str | NoHistory:
    """The commit at which the working tree left a branch, tag or commit."""
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if isinstance(inside, NoHistory):
        return inside
    if isinstance(_commit(root, "HEAD"), NoHistory):
        return NoHistory("nothing has been committed here yet")
    other = _commit(root, against)
    if isinstance(other, NoHistory):
        return NoHistory(f"git knows no branch, tag or commit {against!r}",
                         "fetch it first, or name another with --against")
    base = _git(root, "merge-base", other, "HEAD")
    if isinstance(base, NoHistory):
        return NoHistory(f"git knows no commit that {against!r} and this one have in common",
                         "fetch the whole history: git fetch --unshallow")
    return base.decode().strip()


def lay_out(root: Path, commit: str, folder: Path, paths: Sequence[str]) -> NoHistory | None:
    """Write the files of a commit, below some paths, into a folder, as they were committed.

    Links are left out: what they lead to may be anything.
    """
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *paths)
    if isinstance(listed, NoHistory):
        return listed
    files = [*_files(listed)]
    blobs = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob, _ in files))
    if isinstance(blobs, NoHistory):
        return blobs
    for (_, path), content in zip(files, _contents(blobs), strict=True):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return None


def _files(listed: bytes) -> Iterator[tuple[str, str]]:
    """Id and path of each plain file that ``git ls-tree -z`` lists."""
    for row in _names(listed):
        kind, _, path = row.partition("\t")
        mode, _, blob = kind.split(" ")
        if mode.startswith("100") and ".." not in PurePosixPath(path).parts:
            yield blob, path


def _contents(said: bytes) -> Iterator[bytes]:
    """What ``git cat-file --batch`` prints, file by file: a line that ends with the size, and as
    many bytes.
    """
    start = 0
    while start < len(said):
        end = said.index(b"\n", start)
        size = int(said[start:end].rpartition(b" ")[2])
        yield said[end + 1:end + 1 + size]
        start = end + size + 2


def _commit(root: Path, name: str) -> str | NoHistory:
    said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options",
                f"{name}^{{commit}}")
    return said if isinstance(said, NoHistory) else said.decode().strip()


def _names(said: bytes | NoHistory) -> list[str]:
    return [] if isinstance(said, NoHistory) else [
        os.fsdecode(name) for name in said.split(b"\0") if name]


def _git(root: Path, *arguments: str, given: str = "") -> bytes | NoHistory:
    """What git prints, or why it could not."""
    try:
        done = subprocess.run(  # noqa: S603 no shell, and a name that begins with - is no option
            ["git", "-C", str(root), *arguments], input=given.encode(), capture_output=True,  # noqa: S607
            check=False, env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"})
    except OSError:
        return NoHistory("git is not installed, or cannot be started")
    if done.returncode:
        said = done.stderr.decode(errors="replace").splitlines()
        why = next((line for line in said if line.startswith("fatal: ")), "")
        if "not a git repository" in why:
            return NoHistory("this folder is in no git repository", "there is nothing to compare")
        return NoHistory(why.removeprefix("fatal: ") or "git failed")
    return done.stdout
