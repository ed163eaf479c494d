"""A small site for MkDocs to host: the flock in English and some Korean, in our own frame."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from samples import FLOCK

ROOT = Path(__file__).parents[1]
MKDOCS = (sys.executable, "-m", "mkdocs")
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}

HOSTED: Mapping[str, str] = {
    **FLOCK,
    "content/translations/ko/claims/llamas-hum.yaml": """\
status: reviewed
statement: 라마는 기분이 좋으면 흥얼거린다.
evidence:
  - note:
      patient: "라마 {llamas2014.hum-rate.per-100}에서 [@llamas2014]."
      clinician: "라마의 {llamas2014.hum-rate}에서 [@llamas2014]."
short: {patient: 흥얼거리는 라마도 있습니다., clinician: "흥얼거리는 라마도 있다 [@llamas2014]."}
answer: |
  [[llama]]와 [[do-llamas-hum|질문]]을 보십시오 [@llamas2014; @sheep2015, p. 3].

  양은 그러지 않습니다 [@sheep2015].
unknown: 라마에게 물어보십시오.
""",
    "content/pages/en/about.md": "# About\n\nA flock.\n",
    "content/pages/en/method.md": "# Method\n\nWe listen [@llamas2014].\n",
    "content/pages/ko/about.md": "# 소개\n\n라마 떼.\n",
}
"""The claim and one of two hand-written pages are translated; everything else is not."""


def lay_out(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write ``{path: text}`` below a folder; bytes stay bytes."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def settings(custom_dir: str = str(ROOT / "overrides"), evidence: Mapping[str, Any] | None = None,
             **more: Any) -> str:
    """Our own mkdocs.yml, for a site elsewhere and with other options for the plugin."""
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    own["theme"]["custom_dir"] = custom_dir
    own["plugins"] = [{"evidence": {"languages": ["en", "ko"], **(evidence or {})}}]
    return yaml.safe_dump({**own, "site_url": "https://llamas.example/", **more})
