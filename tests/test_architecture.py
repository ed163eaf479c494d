"""The walls of the house: who imports whom, and that the house stands without its host."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "site"

WITHOUT_MKDOCS = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "material"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Blocked())
try:
    import mkdocs
except ModuleNotFoundError:
    pass
else:
    raise SystemExit("mkdocs was not blocked")
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True,
                          text=True, check=False, cwd=ROOT)


def test_rooms_import_only_from_lower_floors() -> None:
    done = python("from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")
    assert done.returncode == 0, done.stdout
    assert " 0 broken." in done.stdout


def test_a_site_is_built_without_mkdocs() -> None:
    done = python(WITHOUT_MKDOCS + """
from pathlib import Path
from evidence.loading import Folders
from evidence.settings import read_settings
from evidence.site import build
root = Path(sys.argv[1])
site = build(Folders(root), read_settings(root))
print(len(site.errors), len(site.pages) > 50)
""", str(GOLDEN))
    assert (done.stdout, done.stderr) == ("0 True\n", "")


def test_content_is_checked_without_mkdocs() -> None:
    done = python(WITHOUT_MKDOCS + "from evidence.cli import main; main(sys.argv[1:])",
                  "check", "--root", str(GOLDEN))
    assert done.returncode == 0
    assert {*re.findall(r"\[([a-z-]+)\]$", done.stdout, re.M)} == {"withheld-safety"}
    assert " entries, 0 error" in done.stderr
