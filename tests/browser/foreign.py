"""Somebody else's website: another origin, a strict policy of its own, and ugly style sheets."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

UGLY = """
* { font: italic bold 30px/3 cursive !important; color: red !important; margin: 20px !important;
    text-transform: uppercase !important; box-sizing: content-box; }
iframe { height: 40px; max-height: none; background: lime; }
"""
"""Style that must not reach into an embed."""


@dataclass
class Website:
    """Pages by path, each sent with the same policy; ``address`` has no slash at its end."""

    address: str
    policy: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    def page(self, path: str, body: str, style: str = UGLY) -> str:
        """Put up a page, and give its address."""
        self.pages[path] = (f"<!doctype html><html lang='en'><title>A clinic</title>"
                            f"<style>{style}</style><body><a id='before' href='#'>before</a>"
                            f"{body}<a id='after' href='#'>after</a></body></html>")
        return f"{self.address}{path}"


@contextmanager
def website() -> Iterator[Website]:
    """A website with no page yet."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = own.pages.get(self.path.partition("?")[0])
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if own.policy:
                self.send_header("Content-Security-Policy", own.policy)
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        own = Website(f"http://localhost:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield own
        finally:
            server.shutdown()
            thread.join()
