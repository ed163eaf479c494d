"""Finds a Chromium for the browser tests; run as a program it installs one where there is none.

In this order: $CHROMIUM, a Chromium or Chrome that is installed, Playwright's own, Debian's
package (as root). Where none can be had it says what to install and exits with 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium")
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run")
MISSING = "No browser found for the tests: install Chromium (Debian: apt-get install chromium)."


def find() -> str | None:
    """The path of a browser, or None."""
    if named := os.environ.get("CHROMIUM"):
        return named
    installed = (shutil.which(name) for name in NAMES)
    return (next((path for path in installed if path), None)
            or next((path for path in PLACES if Path(path).exists()), None) or playwrights_own())


def playwrights_own() -> str | None:
    """The browser that Playwright downloaded, where it did and where it starts."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
            if not Path(path).exists():
                return None
            playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS)).close()
            return path
    except Error:
        return None


def install() -> None:
    """Get one: Playwright's, else Debian's."""
    run(sys.executable, "-m", "playwright", "install", "chromium", seconds=300)
    if find() is None and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run("apt-get", "update", "-qq", seconds=300)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", seconds=600)


def run(*command: str, seconds: int) -> None:
    """Run a command quietly; whether it helped is seen afterwards."""
    try:
        subprocess.run(command, timeout=seconds, check=False, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                       env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except (subprocess.TimeoutExpired, OSError) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)


if __name__ == "__main__":
    if find() is None:
        print("Installing a browser for the tests …", flush=True)
        install()
    path = find()
    print(f"Browser: {path}" if path else MISSING)
    sys.exit(path is None)
