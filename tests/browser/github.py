"""GitHub as the form sees it: one repository, answered here; what is written to it is kept."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Request, Route

HOST = "https://api.github.com/"
HEAD = "0" * 40
DAY = "2026-11-21T12:00:00Z"
WRITER: Mapping[str, Any] = {
    "id": 1, "login": "llama", "name": "A Llama", "email": "", "html_url": "https://github.com/llama",
    "avatar_url": "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=",
}


@dataclass
class GitHub:
    """A repository with one branch and its files, to which one person may write."""

    repo: str
    files: Mapping[str, str]
    branches: list[str] = field(default_factory=list)
    commits: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def stand_in(self, context: BrowserContext) -> None:
        context.route(f"{HOST}**", self._answer)

    def _answer(self, route: Route, request: Request) -> None:
        path = request.url.removeprefix(HOST).removeprefix(f"repos/{self.repo}").strip("/")
        asked = request.post_data_json if request.post_data else {}
        if path == "graphql":
            said: Any = {"data": self._query(asked["query"], asked.get("variables", {}))}
        else:
            said = self._rest(f"{request.method} {path}", asked)
        route.fulfill(json=said, headers={"Access-Control-Allow-Origin": "*",
                                          "Access-Control-Allow-Headers": "*",
                                          "Access-Control-Allow-Methods": "*"})

    def _rest(self, asked: str, body: Any) -> Any:
        if asked == "GET user":
            return WRITER
        if asked == "GET ":
            return {"permissions": {"push": True}, "private": False, "owner": {"type": "User"},
                    "allow_forking": True}
        if asked.startswith("GET git/trees/"):
            return {"tree": [{"type": "blob", "path": path, "sha": _sha(text), "size": len(text)}
                             for path, text in self.files.items()]}
        if asked == "POST pulls":
            self.pulls.append(body)
            return {"number": 1, "node_id": "pull", "html_url": f"https://github.com/{self.repo}/pull/1",
                    "created_at": DAY, "updated_at": DAY, "head": {"sha": HEAD}}
        if asked.startswith(("POST issues/", "OPTIONS ")):
            return []
        self.unknown.append(asked)
        return {}

    def _query(self, query: str, given: Mapping[str, Any]) -> Any:
        if "createCommitOnBranch" in query:
            return {"createCommitOnBranch": {"commit": self._commit(given["input"], query)}}
        if "createRef" in query:
            self.branches.append(given["input"]["name"])
            return {"createRef": {"ref": {"name": given["input"]["name"]}}}
        if "fork:" in query:
            return {"fork": {"id": "repository"}, "base": {"ref": {"target": {"oid": HEAD}}}}
        if "pullRequests(" in query:
            return {"repository": {"pullRequests": {"nodes": [], "totalCount": 0}}}
        if "defaultBranchRef" in query:
            return {"repository": {"defaultBranchRef": {"name": "main"}}}
        texts = {_sha(text): text for text in self.files.values()}
        found = {alias: {"text": texts[sha], "isTruncated": False} for alias, sha in
                 re.findall(r'(\w+):\s*object\(oid: "(\w+)"\)', query)}
        history = {"target": {"history": {"nodes": [{
            "oid": HEAD, "message": "Begin", "committedDate": DAY,
            "author": {"name": "A Llama", "email": "", "user": {"id": 1, "login": "llama"}}}]}}}
        found |= dict.fromkeys(re.findall(r"(\w+):\s*ref\(", query), history)
        return {"repository": found or {"ref": history}}

    def _commit(self, asked: Mapping[str, Any], query: str) -> dict[str, Any]:
        added = {one["path"]: base64.b64decode(one["contents"]).decode()
                 for one in asked["fileChanges"]["additions"]}
        self.commits.append((asked["branch"]["branchName"], added))
        shas = {name: {"oid": HEAD} for name in re.findall(r"(file_\d+):", query)}
        return {"oid": HEAD, "committedDate": DAY, **shas}


def _sha(text: str) -> str:
    data = text.encode()
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data)).hexdigest()
