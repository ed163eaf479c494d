"""The main branch: what a change is made against."""

from __future__ import annotations

import subprocess
from pathlib import Path

from evidence.branches import main_branch


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@llamas.example")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def repository(root: Path, branch: str) -> Path:
    root.mkdir(exist_ok=True)
    git(root, "init", "--initial-branch", branch)
    git(root, "commit", "--allow-empty", "--message", "Begin")
    return root


def test_it_is_what_origin_says(tmp_path: Path) -> None:
    there = repository(tmp_path / "there", "trunk")
    git(tmp_path, "clone", str(there), "here")
    assert main_branch(tmp_path / "here") == "origin/trunk"


def test_it_is_main_where_there_is_no_origin(tmp_path: Path) -> None:
    root = repository(tmp_path, "main")
    git(root, "branch", "master")
    assert main_branch(root) == "main"


def test_it_is_master_where_only_that_is_there(tmp_path: Path) -> None:
    assert main_branch(repository(tmp_path, "master")) == "master"


def test_it_is_main_where_there_is_no_repository(tmp_path: Path) -> None:
    assert main_branch(tmp_path) == "main"
