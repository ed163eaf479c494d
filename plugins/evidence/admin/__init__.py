"""The form in the browser: Sveltia CMS at ``/admin/``, told what our files hold.

It is no part of the built site: no page leads to it, and the site is the same without it. All that
it needs lies beside it; it asks for nothing elsewhere but what the repository at GitHub answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from evidence.admin.configuration import configuration, repository
from evidence.admin.packages import HERE, MISSING, install
from evidence.markup import environment
from evidence.outputs import OutputFile
from evidence.settings import read_line, read_settings
from evidence.source import write_yaml

__all__ = ["NotMadeError", "admin", "pages", "policy"]

FOLDER = "admin/"
OWN = ("start.js", "form.js", "rewriting.js", "writing.js", "texts.js", "values.js")
_FONT = re.compile(r"@font-face\s*\{[^}]*url\(https:[^}]*\}")
"""A font from elsewhere, which browsers would ask for although the same one lies beside the CMS."""


class NotMadeError(Exception):
    """The packages were not to be had; the message says what to do."""


def admin(root: Path, out: Path) -> None:
    """Write the form of a site below ``out/admin/``, in place of the one that is there."""
    packages = install()
    if packages is None:
        raise NotMadeError(MISSING)
    folder = out / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    _copy(packages, folder)
    for file in pages(root, sorted(path.stem for path in folder.glob("locales/*.js"))):
        (folder / file.path).write_text(str(file.text), encoding="utf-8")


def pages(root: Path, locales: list[str]) -> Iterator[OutputFile]:
    """What is made for a site; ``locales`` are the languages in which the CMS speaks."""
    name, repo = read_line(root, "site_name"), repository(read_line(root, "repo_url"))
    yield OutputFile("config.yml", write_yaml(configuration(read_settings(root), name, repo)))
    # The CMS loads its words as JSON, which browsers do not take for a module.
    known = {f"./locales/{lang}.json": f"./locales/{lang}.js" for lang in locales}
    imports = json.dumps({"imports": known})
    page = environment(HERE).get_template("index.html")
    yield OutputFile("index.html", page.render(
        site_name=name, repo=repo, imports=Markup(imports), policy=policy(imports, repo)) + "\n")


def policy(imports: str, repo: str) -> str:
    """The policy of the page (CSP 3). The CMS puts its styles into the page itself."""
    digest = base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()
    asked, faces = " https://api.github.com", " https://avatars.githubusercontent.com"
    return (f"default-src 'none'; script-src 'self' 'sha256-{digest}'; "
            "style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data: blob:{faces if repo else ''}; "
            f"connect-src 'self' data: blob:{asked if repo else ''}; "
            "manifest-src blob:; base-uri 'none'; form-action 'none'")


def _copy(packages: Path, folder: Path) -> None:
    """The scripts, with their licences: the CMS, its words, the reader of YAML, and ours."""
    cms, yaml = packages / "@sveltia/cms", packages / "yaml"
    shutil.copytree(cms / "npm", folder / "cms", ignore=shutil.ignore_patterns("*.map"))
    script = folder / "cms/index.js"
    script.write_text(_FONT.sub("", script.read_text("utf-8")), encoding="utf-8")
    shutil.copytree(yaml / "browser/dist", folder / "yaml")
    shutil.copyfile(cms / "LICENSE.txt", folder / "cms/LICENSE.txt")
    shutil.copyfile(yaml / "LICENSE", folder / "yaml/LICENSE")
    (folder / "locales").mkdir()
    for words in (cms / "locales").glob("*.json"):
        said = f"export default {words.read_text('utf-8')};\n"
        (folder / f"locales/{words.stem}.js").write_text(said, encoding="utf-8")
    for name in OWN:
        shutil.copyfile(HERE / name, folder / name)
