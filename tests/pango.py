"""Finds what leaflets need besides Python; run as a program it installs what is missing.

That is Pango, which sets the text, and fonts with Latin, Korean and Chinese letters. It takes
Debian's packages (as root); where they cannot be had it says what to install and exits with 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from chromium import run
from evidence.leaflets.printing import FONTS, LIBRARIES, OTHER_FONTS

PACKAGES = (*LIBRARIES.split(), *sorted({OTHER_FONTS, *FONTS.values()}))
TRIAL = """
import logging, weasyprint
heard = []
handler = logging.Handler(logging.WARNING)
handler.emit = lambda record: heard.append(record.getMessage())
logging.getLogger("weasyprint").addHandler(handler)
weasyprint.HTML(string="<p>Ñ 침 針").write_pdf()
raise SystemExit("\\n".join(heard) or 0)
"""
"""Prints letters of all our languages."""


def missing() -> str:
    """What a trial says that cannot be printed; empty where all can."""
    done = subprocess.run([sys.executable, "-c", TRIAL], capture_output=True, text=True,
                          check=False)
    return done.stderr.strip() or ("" if done.returncode == 0 else "Pango ended the trial.")


if __name__ == "__main__":
    problem = missing()
    if problem and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Pango and fonts for the leaflets …", flush=True)
        run("apt-get", "update", "-qq", seconds=300)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES, seconds=600)
        problem = missing()
    if problem:
        print(f"{problem}\nNo leaflets can be made. Debian: apt-get install {' '.join(PACKAGES)}")
    sys.exit(bool(problem))
