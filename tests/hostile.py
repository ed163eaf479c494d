"""Files that nobody should write, and how ``evidence check`` ends on them."""

from __future__ import annotations

from samples import entry, record

KOREAN = "plugins:\n  - evidence: {languages: [en, ko]}\n"
FAQ = "content/faqs/a.yaml"
CLAIM = "content/claims/a.yaml"
STUDY = "content/studies/a.yaml"
KO = "content/translations/ko/faqs/a.yaml"
BIB = "bibliography/a.bib"
HOSTILE: dict[str, tuple[dict[str, str | bytes], int]] = {
    "binary": ({FAQ: bytes(range(256))}, 1),
    "only a BOM": ({FAQ: b"\xef\xbb\xbf"}, 1),
    "UTF-16": ({FAQ: "question: Why?\n".encode("utf-16")}, 1),
    "null bytes": ({FAQ: b"\x00" * 100}, 1),
    "a number": ({FAQ: "42\n"}, 1),
    "a list of lists": ({FAQ: "[" * 5000 + "]" * 5000}, 1),
    "an open list": ({FAQ: "a: ["}, 1),
    "an open quotation": ({FAQ: "a: \"\n\n"}, 1),
    "billion laughs": ({FAQ: "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"}, 1),
    "an object to make": ({FAQ: "a: !!python/object/apply:os.system [ls]\n"}, 1),
    "a key that is a map": ({FAQ: "{a: b}: c\n"}, 1),
    "a key that is nothing": ({FAQ: entry("faqs") + "? \n: x\n"}, 1),
    "two documents": ({FAQ: entry("faqs") + "---\n" + entry("faqs")}, 1),
    "a text that is a tree": (
        {FAQ: entry("faqs", "answer: {patient: {a: [b]}, clinician: []}")}, 1),
    "lists for everything": ({CLAIM: "\n".join(f"{k}: [x]" for k in (
        "statement", "verdict", "certainty", "evidence", "updated", "technique"))}, 1),
    "numbers beyond counting": ({STUDY: entry("studies", f"sample: {{people: {'9' * 9999}}}")}, 1),
    "a figure beyond counting": ({STUDY: entry("studies", (
        f"figures: {{a: {{label: x, number: {'9' * 999}, interval: [0, {'9' * 999}]}}}}")),
        BIB: record("a")}, 1),
    "a date beyond the calendar": ({FAQ: entry("faqs", "updated: 9999-99-99")}, 1),
    "a date in other digits": ({FAQ: entry("faqs", "updated: ٢٠٢٦-١١-٢١")}, 1),
    "marks that never end": ({FAQ: entry("faqs", "answer: '" + "[[" * 300 + "'")}, 1),
    "tags that never end": ({FAQ: entry("faqs", "answer: '" + "<a " * 5000 + "'")}, 1),
    "many brackets": ({FAQ: entry("faqs", "answer: '" + "[x](" * 300 + "'")}, 1),
    "a very long word": ({FAQ: entry("faqs", f"answer: {'a' * 200_000}")}, 0),
    "very many sentences": ({FAQ: entry("faqs", "answer: |\n" + "  Hum! Hum!\n\n" * 20_000)}, 0),
    "a link to itself": ({FAQ: entry("faqs", "question: '[[a]]'\nrelated: [a]")}, 0),
    "a name that is a path": ({"content/faqs/..yaml": entry("faqs"),
                               "content/faqs/a b.yaml": entry("faqs")}, 1),
    "a folder named like a file": ({"content/faqs/a.yaml/b.yaml": "x: y\n"}, 1),
    "an open record": ({BIB: "@misc{a, title = {{{{" * 100}, 1),
    "no records": ({BIB: "@" * 10_000}, 0),
    "a bibliography of bytes": ({BIB: b"\x80\x81"}, 1),
    "a translation of bytes": ({FAQ: entry("faqs"), KO: b"\xff"}, 1),
    "a translation that is a list": ({FAQ: entry("faqs"), KO: "- - - a\n"}, 1),
    "fingerprints that are a list": (
        {FAQ: entry("faqs"), KO: "fingerprints: [a]\nstatus: [b]\n"}, 1),
    "a page of bytes": ({"content/pages/en/a.md": b"# \xff"}, 1),
    "an empty page": ({"content/pages/en/a.md": ""}, 1),
    "settings of bytes": ({"mkdocs.yml": b"\xff\xfe\x00"}, 0),
    "settings that are no map": ({"mkdocs.yml": "plugins: {evidence: [a]}\n"}, 0),
    "a language nobody speaks": ({"mkdocs.yml": "plugins: [{evidence: {languages: ['../x']}}]"}, 1),
}
