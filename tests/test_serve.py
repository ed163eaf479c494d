"""``mkdocs serve``: what one writes is seen, and what one breaks is told where it belongs."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hosting import ENVIRONMENT, HOSTED, MKDOCS, ROOT, lay_out, settings

PATIENCE = 20
FAQ = "content/faqs/do-llamas-hum.yaml"
PAGES = ("en/patients/faqs/do-llamas-hum/", "en/clinicians/faqs/do-llamas-hum/")
BROKEN = "question: Do llamas: hum?\n"
PLACE = f"{FAQ}:1:20"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The flock, with a frame of its own."""
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    lay_out(tmp_path, {**HOSTED, "mkdocs.yml": settings("overrides")})
    return tmp_path


class Server:
    """A server that is running, its address and what it has said."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], address: str) -> None:
        self.folder, self.process, self.address = folder, process, address

    def said(self) -> str:
        return (self.folder / "said.txt").read_text("utf-8")

    def get(self, path: str) -> str:
        """A page; nothing where there is none, or no answer yet."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def waits_for(self, path: str, holds: Callable[[str], bool]) -> str:
        """The page, as soon as it is as it should be."""
        end = time.monotonic() + PATIENCE
        while not holds(page := self.get(path)):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, f"{path} did not change\n{page[-2000:]}\n{self.said()}"
            time.sleep(0.1)
        return page

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), "utf-8")


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen([*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"],
                                   cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said)
        try:
            server = Server(folder, process, f"http://127.0.0.1:{port}/")
            server.waits_for("", bool)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_what_one_writes_is_seen(folder: Path) -> None:
    with serving(folder) as server:
        server.change(FAQ, "Do llamas hum?", "Do llamas sing?")
        for path in PAGES:
            server.waits_for(path, lambda page: "Do llamas sing?" in page)
        claim = "ko/patients/claims/llamas-hum/"
        assert "Woolly A. On llamas2014" in server.get(claim)
        server.change("bibliography/flock.bib", "title = {On llamas2014}", "title = {On humming}")
        server.waits_for(claim, lambda page: "Woolly A. On humming" in page)
        server.change("content/translations/ko/claims/llamas-hum.yaml", "양은 ", "염소는 ")
        server.waits_for(claim, lambda page: "염소는 그러지" in page)
        server.change("content/pages/ko/about.md", "라마 떼.", "큰 라마 떼.")
        server.waits_for("ko/about/", lambda page: "큰 라마 떼." in page)
        server.change("overrides/partials/footer.html", "<footer class=", "<footer id=end class=")
        server.waits_for(claim, lambda page: "<footer id=end" in page)
        lay_out(folder, {"overrides/assets/evidence.css": "/* bare */"})
        server.waits_for("assets/evidence.css", lambda sheet: sheet == "/* bare */")
        lay_out(folder, {"content/terms/alpaca.yaml": (folder / "content/terms/sheep.yaml")
                         .read_text("utf-8").replace("sheep", "alpaca")})
        server.waits_for("en/patients/terms/alpaca/", lambda page: "<h1>alpaca</h1>" in page)
        (folder / "content/terms/alpaca.yaml").unlink()
        server.waits_for("en/patients/terms/alpaca/", lambda page: not page)
        assert "Traceback" not in server.said()


def test_what_one_breaks_is_told_on_its_page_until_it_is_mended(folder: Path) -> None:
    right = (folder / FAQ).read_text("utf-8")
    with serving(folder) as server:
        lay_out(folder, {FAQ: BROKEN})
        for path in PAGES:
            server.waits_for(path, lambda page: PLACE in page and "quotation marks" in page)
        assert f"{PLACE}: error:" in server.said()
        lay_out(folder, {FAQ: right.replace("llamas-hum", "llamas-humm", 1)})
        for path in PAGES:
            page = server.waits_for(path, lambda page: "did you mean" in page)
            assert "<h1>Do llamas hum?</h1>" in page  # what can be shown is shown
        lay_out(folder, {FAQ: right})
        for path in PAGES:
            page = server.waits_for(path, lambda page: "ne-problem" not in page)
            assert "<h1>Do llamas hum?</h1>" in page
        assert "Traceback" not in server.said()


def test_it_serves_although_an_entry_is_broken_from_the_start(folder: Path) -> None:
    lay_out(folder, {FAQ: BROKEN})
    with serving(folder) as server:
        for path in PAGES:
            assert PLACE in server.get(path)
        assert "<h1" in server.get("en/patients/claims/llamas-hum/")
        lay_out(folder, {FAQ: HOSTED[FAQ]})
        server.waits_for(PAGES[0], lambda page: "ne-problem" not in page)
        assert "Traceback" not in server.said()
