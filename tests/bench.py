"""What a page costs: ``mkdocs build`` of our own content, once and four times over, beside a peer.

The peer is MkDocs with Material, its stock search and hand-written Markdown: the same words on the
same number of pages, outside the nav. All sites are built in turn, several rounds in one run; the
ratios are what to look at, because machines differ and are shared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = re.compile(r"^(@\w+\{)([^,]+),", re.M)
TAG = re.compile(r"<[^>]+>")
PEER = """site_name: Peer
docs_dir: docs
not_in_nav: "*"
nav: [index.md]
theme: {name: material, font: false}
"""


def multiply(target: Path, times: int) -> None:
    """Our site with every entry ``times`` over; copies keep their links to the originals."""
    for folder in ("content", "bibliography", "overrides"):
        shutil.copytree(ROOT / folder, target / folder)
    own = (ROOT / "mkdocs.yml").read_text("utf-8")
    # The peer paints no cards.
    (target / "mkdocs.yml").write_text(own.replace("cards: true", "cards: false"), "utf-8")
    for number in range(2, times + 1):
        for file in [*(ROOT / "content").glob("*/*.yaml"),
                     *(ROOT / "content").glob("translations/*/*/*.yaml")]:
            place = target / file.relative_to(ROOT)
            shutil.copy(file, place.with_stem(f"{file.stem}-{number}"))
        for file in (ROOT / "bibliography").glob("*.bib"):
            text = KEY.sub(rf"\1\2-{number},", file.read_text(encoding="utf-8"))
            (target / "bibliography" / f"{file.stem}-{number}.bib").write_text(text, "utf-8")


def peer_of(site: Path, target: Path) -> None:
    """A plain MkDocs project with the words of a built site, a Markdown file for each page."""
    (target / "docs").mkdir(parents=True)
    (target / "mkdocs.yml").write_text(PEER, "utf-8")
    for page in site.rglob("index.html"):
        body = page.read_text("utf-8").partition('class="ne-content">')[2].partition("</article>")
        blocks = re.findall(r"<(h1|h2|p|li)\b[^>]*>(.*?)</\1>", body[0], re.S)
        mark = {"h1": "# ", "h2": "## ", "p": "", "li": "- "}
        text = "\n\n".join(mark[tag] + " ".join(TAG.sub("", words).split())
                           for tag, words in blocks)
        place = target / "docs" / page.relative_to(site).with_suffix(".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text + "\n", "utf-8")


def build(project: Path, site: Path) -> float:
    """Seconds of one whole ``mkdocs build``, the interpreter's start included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
                   cwd=project, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--times", type=int, default=4)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        names = ("once", "often", "peer-once", "peer-often")
        multiply(base / "once", 1)
        multiply(base / "often", asked.times)
        for name in names[:2]:
            build(base / name, base / f"{name}-site")
            peer_of(base / f"{name}-site", base / f"peer-{name}")
        seconds: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(asked.rounds):
            for name in names:
                seconds[name].append(build(base / name, base / f"{name}-site"))
        pages = {name: sum(1 for _ in (base / f"{name}-site").rglob("index.html"))
                 for name in names}
        report(seconds, pages)


def report(seconds: dict[str, list[float]], pages: dict[str, int]) -> None:
    """Medians, and what one more page costs."""
    median = {name: statistics.median(values) for name, values in seconds.items()}
    for name, value in median.items():
        low, high = min(seconds[name]), max(seconds[name])
        print(f"{name:12} {pages[name]:6} pages  {value:7.2f} s  ({low:.2f} to {high:.2f})")
    ours = cost(median, pages, "once", "often")
    peer = cost(median, pages, "peer-once", "peer-often")
    print(f"one more page: {ours:.2f} ms, in the peer {peer:.2f} ms, ratio {ours / peer:.2f}")


def cost(median: dict[str, float], pages: dict[str, int], few: str, many: str) -> float:
    return 1000 * (median[many] - median[few]) / (pages[many] - pages[few])


if __name__ == "__main__":
    main()
