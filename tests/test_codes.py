"""Codes: each has a page, a harm and an example, and the examples do what they say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from conftest import Write
from evidence import exchange
from evidence.codes import CODES, FILE, HARMS, Code, address, by_harm
from evidence.diagnostics import Diagnostic, Location
from evidence.importing import read_records
from evidence.loading import LOCALES, Folders, load
from evidence.pages.rules_page import HARM_NAMES
from evidence.rules import RULES, check
from evidence.settings import Settings
from evidence.site import build
from reading import elements, values
from samples import FLOCK, entry, is_entry

PACKAGE = FILE.parent
RECORD = ("@article{{{key}, author = {{Woolly, Ann}}, title = {{On {key}}}, year = {{{year}}}, "
          "doi = {{10.1000/{key}}}}}\n")
FIELD: Mapping[str, str] = {**FLOCK, "bibliography/flock.bib": (
    RECORD.format(key="llamas2014", year=2014) + RECORD.format(key="sheep2015", year=2015))}
"""The flock, each of its records with a DOI, so that an example need not think of it."""


# Every code that is raised has words, and every code with words is raised


def raised() -> Iterator[tuple[str, str]]:
    """The codes that modules give to diagnostics, and what they write where it is no literal."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(call, "func", None)
            if isinstance(call, ast.Call) and _makes(name) and call.args:
                code = call.args[0]
                place = path.relative_to(PACKAGE).as_posix()
                if isinstance(code, ast.Constant):
                    yield str(code.value), place
                else:
                    yield "", f"{place}: {ast.unparse(code)}"


def _makes(function: ast.expr | None) -> bool:
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name in ("Diagnostic", "Flaw", "_flaw")


PASSED_ON = {
    "entries/validating.py: code": "the words of pydantic's complaints, which validating.py lists",
    "prose.py: code": "given by the calls of _flaw, which are looked at",
    "rules/wording.py: flaw.code": "given by prose.flaws",
}
"""Where a code is not written down, and where it comes from."""


OF_THE_MACHINE = {"no-font"}
"""What a machine lacks, and no file: nothing in an entry would raise or mend it."""


def said_of_pydantic() -> set[str]:
    """The last of the three things that each function of validating.py says."""
    tree = ast.parse((PACKAGE / "entries/validating.py").read_text(encoding="utf-8"))
    found = {node.value.elts[2].value for node in ast.walk(tree)
             if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)
             and len(node.value.elts) == 3 and isinstance(node.value.elts[2], ast.Constant)}
    return {str(code) for code in found} | {"wrong-value"}


def test_every_code_that_is_raised_has_words_and_every_code_with_words_is_raised() -> None:
    found = {code for code, _ in raised() if code} | said_of_pydantic()
    assert sorted(found - OF_THE_MACHINE) == sorted(CODES)


def test_no_code_is_hidden_from_this_test() -> None:
    assert {place for code, place in raised() if not code} == set(PASSED_ON)


def test_every_rule_reports_under_its_own_name_or_its_codes_name_it() -> None:
    names = {rule.__name__.replace("_", "-") for rule in RULES}
    assert names == {code.rule_name for code in CODES.values()} & names
    assert {code.rule for code in CODES.values() if code.rule} <= names


# The words


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_code_is_explained(code: Code) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.harm in HARMS
    assert set(code.severities) <= {"error", "warning"}
    assert len(code.severities) == len(set(code.severities)) > 0
    for text in (code.means, code.matters, code.mend):
        assert text.endswith(".")
        assert text.count("`") % 2 == 0
    assert not code.title.endswith(".")
    assert code.wrong != code.right


def test_the_file_is_in_the_order_of_harm() -> None:
    ranks = [HARMS.index(code.harm) for code in CODES.values()]
    assert ranks == sorted(ranks)


# The examples


def found(write: Write, files: Mapping[str, str | bytes]) -> list[Diagnostic]:
    """What is found in the flock with some files in it; some may be for imports, or be words."""
    root = write({**FIELD, **{path: _whole(path, text) for path, text in files.items()}})
    words = root / "locales" if (root / "locales").is_dir() else LOCALES
    library, problems = load(Folders(root, locales=words), ("en", "ko"))
    said = [*problems, *check(library)]
    for path, text in files.items():
        if path.endswith(".po"):
            said += exchange.from_po(library, "ko", str(text), path)[1]
        elif path.endswith(".ris"):
            said += read_records(path, str(text))[1]
    return said


def _whole(path: str, text: str | bytes) -> str | bytes:
    if isinstance(text, bytes) or not is_entry(path):
        return text
    try:
        return entry(Path(path).parts[1], text)
    except yaml.YAMLError:
        return text


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_the_wrong_example_raises_the_code_and_no_other(write: Write, code: Code) -> None:
    files = {path: _saved(path, text) for path, text in code.wrong.items()}
    said = found(write, files)
    assert {problem.code for problem in said} == {code.name}, [str(problem) for problem in said]
    assert {problem.severity for problem in said} <= set(code.severities)


def _saved(path: str, text: str) -> str | bytes:
    """What an example shows as � is a byte that is no UTF-8."""
    if "\N{REPLACEMENT CHARACTER}" not in text:
        return text
    return str(_whole(path, text)).encode().replace("\N{REPLACEMENT CHARACTER}".encode(), b"\xe0")


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_the_right_example_raises_nothing(write: Write, code: Code) -> None:
    assert [str(problem) for problem in found(write, code.right)] == []


# Order


def at(code: str, severity: str = "error", path: str = "a.yaml", line: int = 1) -> Diagnostic:
    return Diagnostic(code, "m", Location(path, line), severity=severity)  # type: ignore[arg-type]


def test_errors_come_first_then_the_worst_then_the_place() -> None:
    right = [
        at("no-way-to-help", path="z.yaml"), at("retracted-support"), at("unknown-link"),
        at("invalid-yaml", path="a.yaml", line=2), at("invalid-yaml", path="b.yaml"),
        at("repeated-key", path="b.yaml", line=3), at("different-marks"), at("marketing-words"),
        at("long-sentences"), at("a-code-of-tomorrow"), at("withheld-safety", "warning"),
        at("old-reviews", "warning"), at("long-list", "warning"),
    ]
    assert by_harm([*reversed(right), right[0]]) == right


# The pages


def test_each_code_has_a_page_with_its_words_and_examples(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings(("en", "ko")), site_url="https://llama.example/")
    pages = {page.url: page for page in site.pages}
    for code in CODES.values():
        page = pages[address(code.name)]
        assert (page.title, page.lang, page.canonical) == (code.title, "en", page.url)
        assert [alternate.lang for alternate in page.alternates] == ["en"]
        assert page.search == ()
        assert HARM_NAMES[code.harm] in page.text
        assert " or ".join(code.severities) in page.text
        assert page.text.count("<figure") == len({*code.wrong.items(), *code.right.items()})
        assert "script" not in [tag for tag, _ in elements(page.text)]
    assert not [url for url in pages if url.startswith("ko/rules/") and url != "ko/rules/"]


def test_the_list_of_rules_leads_to_every_code(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings(("en", "ko")))
    english, korean = (next(page for page in site.pages if page.url == f"{lang}/rules/")
                       for lang in ("en", "ko"))
    assert {f"{code}/" for code in CODES} <= set(values(english.text, "href"))
    assert "../../en/rules/retracted-support/" in values(korean.text, "href")
