"""The bibliography: what is read from BibTeX, and what is said about what cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry, Person

from evidence.bibliography import Name, Reference, read_bibliography
from evidence.diagnostics import Location

BIBLIOGRAPHY = Path(__file__).parent.parent / "bibliography"


def read_one(text: str) -> Reference:
    references, problems = read_bibliography("b.bib", text)
    assert problems == []
    (reference,) = references.values()
    return reference


def test_bibtex_record() -> None:
    reference = read_one(r"""
@Article{hong1994,
  author  = {Hong, Chang-Zern and {World Health Organization} and others},
  title   = {{EMG} and {MTrP}: a {\"u}ber-title},
  journal = "American Journal of Physical Medicine \& " # {Rehabilitation},
  year    = 1994, month = jul,
  volume  = 73,
  number  = {4},
  pages   = {256 -- 263},
  doi     = {10.1097/00002060-199407000-00006},
  pmid    = {8043247},
  pmcid   = {3201653},
  url     = {https://example.org/a\_b~c},
  keywords = {ignored},
}
""")
    assert reference == Reference(
        key="hong1994",
        type="article",
        authors=(Name("Hong", "Chang-Zern"), Name("", literal="World Health Organization")),
        title="{EMG} and {MTrP}: a über-title",
        journal="American Journal of Physical Medicine & Rehabilitation",
        year="1994",
        volume="73",
        issue="4",
        pages="256-263",
        doi="10.1097/00002060-199407000-00006",
        pmid="8043247",
        pmcid="PMC3201653",
        url="https://example.org/a_b~c",
        location=Location("b.bib", 2, 10),
        others=True,
    )
    assert reference.plain_title == "EMG and MTrP: a über-title"


def test_biblatex_record() -> None:
    reference = read_one("""
@incollection(pomeranz1989,
  author = {Pomeranz, Bruce}, title = {Scientific Basis}, booktitle = {Acupuncture},
  date = {1989-05-01}, journaltitle = {Ignored Journal}, publisher = {Springer},
  edition = {2nd}, langid = {english}, unconfirmed = {year, pages},
)
""")
    assert reference == Reference(
        key="pomeranz1989",
        type="incollection",
        authors=(Name("Pomeranz", "Bruce"),),
        title="Scientific Basis",
        journal="Ignored Journal",
        year="1989",
        publisher="Springer",
        booktitle="Acupuncture",
        edition="2nd",
        language="english",
        location=Location("b.bib", 2, 15),
        unconfirmed=frozenset({"year", "pages"}),
    )


NAMES = {
    "Hong, CZ": Name("Hong", "CZ"),
    "Chang-Zern Hong": Name("Hong", "Chang-Zern"),
    "van der Berg, Jan": Name("Berg", "Jan", particle="van der"),
    "Ludwig van Beethoven": Name("Beethoven", "Ludwig", particle="van"),
    "De Ridder, E": Name("De Ridder", "E"),
    "Mayoral del Moral, O": Name("Mayoral del Moral", "O"),
    "Fernández-de-las-Peñas, C": Name("Fernández-de-las-Peñas", "C"),
    "Nava Jaimes, P": Name("Nava Jaimes", "P"),
    "Smith, Jr., John": Name("Smith", "John", suffix="Jr."),
    r"G{\"o}del, K{\'u}rt": Name("Gödel", "Kúrt"),
    r"Garc{\'\i}a, {\'A}ngel": Name("García", "Ángel"),
    "Aristotle": Name("Aristotle"),
    "{World Health Organization}": Name("", literal="World Health Organization"),
    "{Barnes and Noble, Inc.}": Name("", literal="Barnes and Noble, Inc."),
    "{\\O}rsted, Hans": Name("Ørsted", "Hans"),
    "김, 민수": Name("김", "민수"),
    "山田, 太郎": Name("山田", "太郎"),
    "김민수": Name("김민수"),
}


@pytest.mark.parametrize(("written", "name"), NAMES.items())
def test_name(written: str, name: Name) -> None:
    text = f"@misc{{a, author = {{{written}}}, title = {{T}}, year = 1}}"
    assert read_one(text).authors == (name,)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (Name("김", "민수"), True),
        (Name("马", "彦韬"), True),
        (Name("やまだ", "たろう"), True),
        (Name("ジョン"), True),
        (Name("Kim", "민수"), False),
        (Name("", literal="한국한의학회"), False),
    ],
)
def test_family_first(name: Name, first: bool) -> None:
    assert name.family_first is first


VALUES = {
    r"50\% of A \& B": "50% of A & B",
    "50% of A & B": "50% of A & B",
    r"$\beta$-endorphin": "β-endorphin",
    r"{$\beta$}-endorphin": "β-endorphin",
    r"\emph{in vivo} study": "{in vivo} study",
    r"Stra{\ss}e, {\AA}ngstr{\"o}m, \v{s}": "Straße, Ångström, š",
    "one -- two~three": "one – two three",
    "  two\n   lines ": "two lines",
    "e\u0301t\u00e9": "été",
    "ends in a backslash \\\\x": "ends in a backslash \\\\x",
    "침술 针灸 <b>": "침술 针灸 <b>",
}


@pytest.mark.parametrize(("written", "title"), VALUES.items())
def test_title(written: str, title: str) -> None:
    assert read_one(f"@misc{{a, title = {{{written}}}, year = 1}}").title == title


PROBLEMS = {
    "a comma is missing": (
        "@article{a,\n  title = {T}\n  year = 1990,\n}\n",
        ["b.bib:3:3: error: a comma or a closing brace is missing before this "
         "(end each field with ,) [invalid-bibtex]"],
    ),
    "a brace is left open": (
        "@article{a, year = 1, title = {T}}\n@article{b, title = {T, year = 1}\n@book{c,\n"
        "title = {T}, year = 1}",
        ['b.bib:2:1: error: this record is not closed (look for a missing } or ") '
         "[invalid-bibtex]"],
    ),
    "a value without braces": (
        "@misc{a, title = word, year = 1}",
        ["b.bib:1:18: error: 'word' is not defined (put the text in braces: {word}) "
         "[invalid-bibtex]"],
    ),
    "a field without a value": (
        "@misc{a,\n title = ,\n year = 1}",
        ["b.bib:2:10: error: a value is missing here (write a field as name = {value},) "
         "[invalid-bibtex]"],
    ),
    "a field without an equals sign": (
        "@misc{a, title {T}, year = 1}",
        ["b.bib:1:16: error: an equals sign is missing before this "
         "(write a field as name = {value},) [invalid-bibtex]"],
    ),
    "a record without a key": (
        "@misc{, title = {T}}",
        ["b.bib:1:7: error: this record has no key (write the key first: @article{hong1994,) "
         "[invalid-bibtex]"],
    ),
    "a key that cannot be cited": (
        "@misc{../x, title = {T}, year = 1}",
        ["b.bib:1:7: error: '../x' cannot be cited (a key has the letters a to z, digits, and "
         "the signs - _ : as in hong1994) [wrong-value]"],
    ),
    "a key stands twice": (
        "@misc{a, title = {T}, year = 1}\n @misc{A, title = {U}, year = 1}",
        ["b.bib:2:8: error: 'A' stands twice here (first on line 1) [repeated-key]"],
    ),
    "a field stands twice": (
        "@misc{a, title = {T},\n year = 1,\n Title = {U}}",
        ["b.bib:3:10: error: 'Title' stands twice here (first on line 1) [repeated-key]"],
    ),
    "nothing but a key": (
        "@misc{a}",
        ["b.bib:1:7: warning: 'a' has no title and no year (add title = {…}) "
         "[incomplete-record]"],
    ),
    "no year": (
        "@misc{a, title = {T}}",
        ["b.bib:1:7: warning: 'a' has no year (add year = {…}) [incomplete-record]"],
    ),
    "identifiers": (
        "@misc{a, title = {T}, year = 1,\n doi = {https://doi.org/10.1/x}, pmid = {PMID 8},\n"
        " pmcid = {12a}, url = {javascript:alert(1)}}",
        ["b.bib:2:8: error: doi: 'https://doi.org/10.1/x' is not a DOI (a DOI starts with "
         "'10.', without https://doi.org/) [wrong-value]",
         "b.bib:2:41: error: pmid: 'PMID 8' is not a PMID (a PMID is a number, as in 8043247) "
         "[wrong-value]",
         "b.bib:3:10: error: pmcid: '12a' is not a PMCID (a PMCID looks like PMC3201653) "
         "[wrong-value]",
         "b.bib:3:23: error: url: 'javascript:alert(1)' is not a web address (an address starts "
         "with https://) [wrong-value]"],
    ),
    "commas between authors": (
        "@misc{a, title = {T}, year = 1, author = {Hong CZ, Simons DG, Smith J}}",
        ["b.bib:1:42: error: author: 'Hong CZ, Simons DG, Smith J' is not one name (write "
         "'Family, Given and Family, Given'; put the name of a group in braces) [wrong-value]"],
    ),
    "an unknown unconfirmed field": (
        "@misc{a, title = {T}, year = 1, unconfirmed = {yaer}}",
        ["b.bib:1:47: error: unconfirmed: 'yaer' is not a field that can be unconfirmed "
         "(did you mean 'year'?) [wrong-value]"],
    ),
    "text between records holds": (
        "% ask a@b.org\n@string{j = {Journal}} @comment{none} @preamble{{x}}\n"
        "@misc{a, title = j # {s}, year = 1} c@d.org",
        [],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_problems(case: str) -> None:
    text, expected = PROBLEMS[case]
    assert [str(problem) for problem in read_bibliography("b.bib", text)[1]] == expected


def test_a_broken_record_hides_no_other() -> None:
    text = PROBLEMS["a brace is left open"][0]
    assert list(read_bibliography("b.bib", text)[0]) == ["a", "b", "c"]


def test_of_two_records_the_first_counts() -> None:
    references, _ = read_bibliography("b.bib", PROBLEMS["a key stands twice"][0])
    assert {key: one.title for key, one in references.items()} == {"a": "T"}


def test_a_wrong_value_is_not_kept() -> None:
    reference = read_bibliography("b.bib", PROBLEMS["identifiers"][0])[0]["a"]
    assert (reference.doi, reference.pmid, reference.pmcid, reference.url) == ("", "", "", "")


PIECES = st.sampled_from(
    ["@article{", "@misc(", "@string{", "{", "}", '"', "(", ")", ",", "=", "a1", "author = {",
     "title", "year={1}", " and ", "others", "Jr", " de ", "김", "\\", '\\"', "{\\o}", "\\i", "$",
     "~", "--", "%", "#", "@", "\n", "\r", "\t", "\x00", "doi = {10.1234/x}", "\\emph{"]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_any_text_is_answered_with_diagnostics_inside_it(text: str) -> None:
    _, problems = read_bibliography("b.bib", text)
    last = text.count("\n") + 1
    assert [p for p in problems if not 1 <= p.location.line <= last or p.location.column < 1] == []


WORD = st.text(st.sampled_from("abcxyzABZéñøł0195&%#_$.:;’한국針灸かな"), min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
NUMBER = st.integers(1, 9999).map(str)
FAMILY = st.from_regex(r"[A-ZÉÑ][a-zéñø]{1,8}([ -][A-Z][a-z]{1,5}){0,2}", fullmatch=True)
GIVEN = st.from_regex(r"([A-Z]{1,3}|[A-Z][a-z]{1,6}(-[A-Z][a-z]{1,5})?)", fullmatch=True)
PERSONS = st.builds(
    Name, FAMILY, GIVEN, st.sampled_from(["", "van", "de la"]), st.sampled_from(["", "Jr", "III"])
)
EAST = st.builds(Name, st.sampled_from("김이박山林"), st.sampled_from(["민수", "太郎", "지은"]))
REFERENCES = st.builds(
    Reference,
    key=st.from_regex(r"[a-z][a-z0-9:_-]{0,9}", fullmatch=True),
    type=st.sampled_from(["article", "book", "misc", "incollection"]),
    authors=st.lists(PERSONS | EAST, max_size=4).map(tuple),
    title=WORDS,
    journal=st.just("") | WORDS,
    year=NUMBER,
    volume=st.just("") | NUMBER,
    issue=st.just("") | NUMBER,
    pages=st.just("") | NUMBER | st.builds("{}-{}".format, NUMBER, NUMBER),
    publisher=st.just("") | WORDS,
)
BIBTEX_NAMES = {"issue": "number"}


def as_bibtex(reference: Reference) -> str:
    """Written by pybtex itself, so that its way of escaping is read, and not ours."""
    fields = ("title", "journal", "year", "volume", "issue", "pages", "publisher")
    given_fields = {
        BIBTEX_NAMES.get(name, name): getattr(reference, name)
        for name in fields
        if getattr(reference, name)
    }
    persons = [
        Person(first=a.given, prelast=a.particle, last=a.family, lineage=a.suffix)
        for a in reference.authors
    ]
    entry = Entry(reference.type, given_fields, {"author": persons} if persons else {})
    return str(BibliographyData({reference.key: entry}).to_string("bibtex"))


@given(REFERENCES)
def test_what_pybtex_writes_is_read_back(reference: Reference) -> None:
    found, problems = read_bibliography("", as_bibtex(reference))
    column = len(f"@{reference.type}{{") + 1
    expected = Reference(**{**vars(reference), "location": Location("", 1, column)})
    assert (found, problems) == ({reference.key: expected}, [])


@pytest.mark.parametrize("path", sorted(BIBLIOGRAPHY.glob("*.bib")), ids=lambda path: path.name)
def test_our_bibliography_has_no_problems_and_is_sorted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    references, problems = read_bibliography(path.name, text)
    assert problems == []
    assert list(references) == sorted(references) == re.findall(r"^@\w+\{(.+),$", text, re.M)


def test_no_key_stands_in_two_of_our_files() -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(BIBLIOGRAPHY.glob("*.bib"))]
    keys = [key for text in files for key in read_bibliography("", text)[0]]
    assert sorted(keys) == sorted(set(keys))
