"""Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from evidence import __version__
from evidence.codes import CODES
from evidence.diagnostics import Diagnostic, fingerprints
from evidence.formats.surroundings import NOWHERE, Surroundings

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "needlingEvidence/v1"


def as_sarif(diagnostics: Sequence[Diagnostic], around: Surroundings = NOWHERE) -> str:
    """A log with one run; its rules are the codes that were found."""
    codes = {code: index for index, code in enumerate(sorted({d.code for d in diagnostics}))}
    driver = {"name": "Needling Evidence", "version": __version__,
              "rules": [_rule(code, around) for code in codes]}
    if around.site_url:
        driver["informationUri"] = around.site_url
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {
            "text": "The folder that holds content/ and mkdocs.yml."}}},
        "results": [_result(d, codes, mark) for d, mark in
                    zip(diagnostics, fingerprints(diagnostics), strict=True)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, around: Surroundings) -> dict[str, Any]:
    """What a code means (§3.49); of one that has no words, its name alone."""
    code = CODES.get(name)
    if code is None:
        return {"id": name}
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": _message(code.title)},
        "fullDescription": {"text": _message(f"{code.means} {code.matters}")},
        "help": {"text": _message(code.mend), "markdown": _message(code.mend)},
        "defaultConfiguration": {"level": code.severities[0]},
        "properties": {"tags": [code.harm]},
    }
    if help_uri := around.help(name):
        rule["helpUri"] = help_uri
    return rule


def _result(d: Diagnostic, codes: Mapping[str, int], fingerprint: str) -> dict[str, Any]:
    region = {"startLine": d.location.line, "startColumn": d.location.column}
    if d.location.end_column > d.location.column:
        region["endColumn"] = d.location.end_column
    artifact = {"uri": quote(d.location.path, errors="backslashreplace"), "uriBaseId": ROOT}
    return {
        "ruleId": d.code,
        "ruleIndex": codes[d.code],
        "level": d.severity,
        "message": {"text": _message(d.said)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _message(text: str) -> str:
    """A text as SARIF writes messages: no placeholders (§3.11.5), no links in it (§3.11.6)."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text.replace("{", "{{").replace("}", "}}"))
