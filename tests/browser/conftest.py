"""Our own site, built once and served here; one browser; and what a page does besides showing."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import chromium

ROOT = Path(__file__).parents[2]
PATIENCE = 20_000
"""Milliseconds: long, because the machine may be busy; nothing waits longer than it must."""
expect.set_options(timeout=PATIENCE)


class Handler(http.server.SimpleHTTPRequestHandler):
    """A host that says what the ``_headers`` of the site ask for, and answers what it does not have
    with the nearest 404.html.
    """

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        for name, value in headers_for(Path(self.directory), self.path.partition("?")[0]):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: failures are the tests' to tell."""

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        body = self._nearest().read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def _nearest(self) -> Path:
        root = Path(self.directory)
        place = root / self.path.partition("?")[0].lstrip("/")
        above = (folder / "404.html" for folder in place.parents
                 if folder == root or root in folder.parents)
        return next(page for page in above if page.is_file())


def headers_for(folder: Path, path: str) -> list[tuple[str, str]]:
    """What a static host says with a path: the lines of each rule of ``_headers`` that fits it."""
    return [line for rule, lines in header_rules(folder / "_headers") if rule.fullmatch(path)
            for line in lines]


@functools.cache
def header_rules(file: Path) -> list[tuple[re.Pattern[str], list[tuple[str, str]]]]:
    """Paths with ``:name`` (anything up to a slash) and ``*`` (anything), and their headers."""
    rules: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif not line.startswith("#"):
            parts = re.split(r"(:\w+|\*)", line)
            pattern = "".join("[^/]+" if part.startswith(":") else ".*" if part == "*"
                              else re.escape(part) for part in parts)
            rules.append((re.compile(pattern), []))
    return rules


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which a folder is served."""
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of our own site, built strictly; once, for all processes that run tests."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "site"
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            _build(folder)
    return folder


def _build(folder: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
        timeout=600, check=False,
    )
    if built.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.fail(built.stdout + built.stderr)


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of our own site."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = chromium.find()  # before Playwright starts: it cannot be started twice at a time
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """Open a fresh page, with nothing remembered, with the options of a browser context."""
    contexts: list[BrowserContext] = []

    def new_page(**options: Any) -> Page:
        contexts.append(browser.new_context(base_url=site, **options))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1].new_page()

    yield new_page
    for context in contexts:
        context.close()


@dataclass
class Witness:
    """What went wrong on a page, and what it asked of the network."""

    page: Page
    site: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self._complain(said.type, said.text))
        self.page.on("pageerror", lambda error: self._complain("error", str(error)))
        self.page.on("response", self._answered)

    def _complain(self, kind: str, what: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(what)

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    @property
    def elsewhere(self) -> list[str]:
        """The requests to another origin than ours."""
        own = (f"{self.site}/", "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def witness(new_page: NewPage, site: str) -> Witness:
    """A page of a desktop's size under watch."""
    return Witness(new_page(viewport={"width": 1440, "height": 900}), site)
