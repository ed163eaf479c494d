"""Small true-to-type entries about llamas, for tests to start from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from evidence.entries import ENTRY_TYPES

REQUIRED: Mapping[str, Mapping[str, str]] = {
    "studies": {
        "title": "Llamas that hum",
        "finding": "Llamas hum.",
        "design": "survey",
        "technique": "none",
        "population": "Llamas.",
        "intervention": "Grass.",
        "findings": "[{text: They hummed.}]",
        "limitations": "Only llamas were asked.",
        "read": "abstract",
        "updated": "2026-11-21",
    },
    "claims": {
        "statement": "Llamas hum.",
        "verdict": "not-found",
        "technique": "none",
        "certainty": "{level: low, because: [imprecision]}",
        "short": "Nobody knows.",
        "answer": "Nobody has asked them.",
        "unknown": "Ask a llama.",
        "updated": "2026-11-21",
    },
    "mechanisms": {
        "title": "How a llama hums",
        "summary": "It breathes out.",
        "meaning": "It is at ease.",
        "standing": "hypothesis",
        "standing_note": "Nobody has looked.",
        "steps": "[{title: Breath, text: Air flows., standing: plausible}]",
        "evidence": "There is none.",
        "unknown": "Everything else.",
        "updated": "2026-11-21",
    },
    "faqs": {
        "question": "Do llamas hum?",
        "short": "They may.",
        "answer": "Nobody has asked them.",
        "category": "basics",
        "updated": "2026-11-21",
    },
    "guides": {
        "title": "Meeting a llama",
        "summary": "Walk slowly.",
        "sections": "[{id: before, aspect: preparation, title: Before, text: Breathe.}]",
        "updated": "2026-11-21",
    },
    "terms": {
        "tradition": "shared",
        "domain": "points",
        "labels": "{en: [{text: llama, status: preferred, seen: true}]}",
        "definition": "A woolly animal.",
        "updated": "2026-11-21",
    },
}
"""The lines that an entry of each folder cannot do without, as they stand in a file."""


def entry(folder: str, lines: str = "") -> str:
    """A whole entry: the given lines as they stand, and after them what the type requires besides.

    So a case shows only what it is about, and its line numbers hold.
    """
    given = yaml.load(lines, yaml.BaseLoader) if lines.strip() else {}
    missing = [f"{key}: {value}" for key, value in REQUIRED[folder].items() if key not in given]
    return "\n".join([*([lines.rstrip("\n")] if lines else []), *missing, ""])


def record(key: str, year: str = "2014") -> str:
    """A record of the bibliography."""
    return (f"@article{{{key}, author = {{Woolly, Ann}}, title = {{On {key}}}, "
            f"journal = {{Sheep}}, year = {{{year}}}}}\n")


def is_entry(path: str) -> bool:
    """Whether a path is that of an entry (and not of a translation, page or record)."""
    parts = Path(path).parts
    return len(parts) == 3 and parts[0] == "content" and parts[1] in REQUIRED


def completed(files: Mapping[str, str]) -> dict[str, str]:
    """The files, each entry among them whole."""
    return {path: entry(Path(path).parts[1], text) if is_entry(path) else text
            for path, text in files.items()}


FLOCK: Mapping[str, str] = completed({
    "bibliography/flock.bib": record("llamas2014") + record("sheep2015", "2015"),
    "content/studies/llamas2014.yaml": """\
title: {patient: Llamas that hum, clinician: "Humming in Lama glama: a survey"}
sample: {animals: 1200}
unconfirmed: [doi]
figures:
  hum-rate:
    {label: llamas that hum, percent: 36.7, of: 30, of_what: animals, interval: [20.1, 53.2]}
  louder: {label: how much louder, difference: "-2.30", unit: points}
  hummers: {label: llamas that hummed, count: 11, of: 30}
  hours: {label: hours of humming, range: [2, 8], unit: hours}
  smd: {label: size of the hum, standardised_difference: "-0.87"}
  agreement: {label: agreement on the hum, kappa: "0.20"}
  metres: {label: height of the hum, number: 1200, unit: metres}
""",
    "content/studies/sheep2015.yaml": "title: Sheep that hum\n",
    "content/claims/llamas-hum.yaml": """\
statement: Llamas hum when they are happy.
verdict: supported
evidence:
  - study: llamas2014
    stance: supports
    note:
      patient: In {llamas2014.hum-rate.per-100} [@llamas2014].
      clinician: In {llamas2014.hum-rate} of llamas [@llamas2014].
certainty: {level: low, because: [imprecision]}
short: {patient: Some llamas hum., clinician: "Some llamas hum [@llamas2014]."}
answer: |
  See [[llama]] and [[do-llamas-hum|the question]] [@llamas2014; @sheep2015, p. 3].

  Sheep do not [@sheep2015].
related: [do-llamas-hum]
""",
    "content/faqs/do-llamas-hum.yaml": "claims: [llamas-hum]\nquestion: Do llamas hum?\n",
    "content/mechanisms/how-a-llama-hums.yaml": "key_figures: [llamas2014.hum-rate]\n",
    "content/guides/meeting-a-llama.yaml": """\
sections:
  - {id: help, aspect: get-help, title: When to call the shepherd, safety: true,
     text: "Call at once if you are short of breath, or if your chest hurts."}
  - {id: before, aspect: preparation, title: Before, text: Breathe.}
""",
    "content/terms/llama.yaml": """\
tradition: dry-needling
labels:
  en: [{text: llama, status: preferred, seen: true}]
  ko: [{text: 라마, status: preferred, seen: true}]
  fr: [{text: chameau, status: avoid, seen: true}]
mappings:
  - {to: sheep, relation: broad, confidence: low, note: Both have wool.}
""",
    "content/terms/sheep.yaml": """\
tradition: acupuncture
labels: {en: [{text: sheep, status: preferred, seen: false}]}
""",
})
"""A small library with no problems: every entry type, links in every form."""

KINDS = {entry_type.folder: entry_type for entry_type in ENTRY_TYPES}
