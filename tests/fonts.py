"""Finds fonts for the cards of all our languages; run as a program it installs what is missing.

Latin letters come with the Python packages. Korean and Chinese ones come from the machine by way
of fontconfig; as root on Debian they are installed. Where none can be had it says what to install
and exits with 1.
"""

from __future__ import annotations

import os
import shutil
import sys

from chromium import run
from evidence.lettering import Lettering

LETTERS = {"ko": "침을 놓는다", "zh-Hant": "扎針"}
MISSING = ("No fonts found for the Korean and Chinese cards: install fontconfig and Noto Sans CJK "
           "(Debian: apt-get install fontconfig fonts-noto-cjk).")


def found() -> bool:
    """Whether there is a font for each language."""
    lettering = Lettering()
    return all(lettering.reads((text,), lang) for lang, text in LETTERS.items())


def install() -> None:
    """Debian's packages, as root."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run("apt-get", "update", "-qq", seconds=300)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "fontconfig",
            "fonts-noto-cjk", seconds=600)


if __name__ == "__main__":
    if not found():
        print("Installing fonts for the cards …", flush=True)
        install()
    there = found()
    print("Fonts: there" if there else MISSING)
    sys.exit(not there)
