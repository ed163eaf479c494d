"""Citations: what each style prints, how mentions are numbered, and what a list holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.bibliography import Name, Reference
from evidence.citations import (
    STYLES,
    Citations,
    Formatted,
    FormattedReferences,
    ListedReference,
    Mention,
    Run,
    Words,
)
from evidence.citations.titles import capital_after_colon, sentence_case
from evidence.citations.vancouver import short_range
from evidence.prose import CitedItem

EN = {
    "citation.et-al": "et al.",
    "citation.and": "&",
    "citation.available": "Available from",
    "citation.no-date": "n.d.",
    "citation.year-unconfirmed": "year not confirmed",
    "citation.title-unconfirmed": "title not confirmed",
    "citation.in": "In",
    "citation.edition": "{ordinal} ed.",
    "citation.volume": "Vol. {volume}",
    "citation.page": "p. {pages}",
    "citation.pages": "pp. {pages}",
    "citation.article": "Article {pages}",
    "citation.thesis": "thesis",
}
KO = {
    "citation.et-al": "등",
    "citation.and": "&",
    "citation.available": "출처",
    "citation.no-date": "연도 미상",
    "citation.year-unconfirmed": "연도 미확인",
    "citation.title-unconfirmed": "제목 미확인",
    "citation.in": "수록",
    "citation.edition": "제{edition}판",
    "citation.volume": "제{volume}권",
    "citation.page": "{pages}쪽",
    "citation.pages": "{pages}쪽",
    "citation.article": "논문 {pages}",
    "citation.thesis": "학위논문",
}
LANGUAGES: Mapping[str, Words] = {"en": EN.__getitem__, "ko": KO.__getitem__}


def people(*names: str) -> tuple[Name, ...]:
    return tuple(Name(*name.split(", ")) for name in names)


def many(count: int) -> tuple[Name, ...]:
    return tuple(Name(f"Author{chr(ord('a') + place)}", "B") for place in range(count))


REFERENCES = {
    reference.key: reference
    for reference in (
        Reference(
            "hong1994", "article", people("Hong, CZ"), "Lidocaine injection versus dry needling",
            "American Journal of Physical Medicine & Rehabilitation", "1994", "73", "4", "256-263",
            doi="10.1097/00002060-199407000-00006", pmid="8043247", pmcid="PMC123",
        ),
        Reference(
            "hong1994b", "article", people("Hong, CZ"), "Persistence of local twitch response",
            "Archives of Physical Medicine and Rehabilitation", "1994", "75", "1", "12-16",
        ),
        Reference(
            "melzack1965", "article", people("Melzack, Ronald", "Wall, Patrick D."),
            "Pain mechanisms: a new theory", "Science", "1965", "150", "3699", "971-979",
        ),
        Reference(
            "seven", "article", many(7), "Seven Authors Write About {Ashi} Points and EMG",
            "Pain", "2020", issue="6", pages="e31699",
        ),
        Reference("twentyone", "article", many(21), "A crowd", "Pain", "2021"),
        Reference("twenty", "article", many(20), "A smaller crowd", "Pain", "2021", pages="7"),
        Reference(
            "others", "article", people("Langevin, HM"), "Response to needling", "Journal",
            "2001", others=True,
        ),
        Reference(
            "simons1999", "book", people("Simons, DG", "Travell, JG"),
            "{Travell} and {Simons'} myofascial pain: the trigger point manual", year="1999",
            volume="1", publisher="Lippincott Williams & Wilkins", edition="2nd",
        ),
        Reference(
            "chapter", "incollection", (Name("Berg", "Jean-Pierre", "van der", "Jr"),),
            "Needling", year="1989", pages="101-118", publisher="Springer",
            booktitle="Scientific Bases of Acupuncture", edition="3",
        ),
        Reference(
            "lim2004", "mastersthesis", people("Lim, PF"), "Twitches",
            year="2004", publisher="University of Kentucky",
        ),
        Reference(
            "who2020", "misc", (Name("", literal="World Health Organization"),),
            "{WHO} benchmarks for acupuncture", year="2020",
            publisher="World Health Organization", url="https://www.who.int/a?b=1&c=2",
        ),
        Reference("untold", "misc", title="What is needling?", url="http://example.org/x"),
        Reference(
            "kim2020", "article", (Name("김", "민수"), Name("이", "영희"), Name("박", "지은")),
            "아시혈의 의미", "대한침구의학회지", "2020", "37", "2", "84-90",
        ),
        Reference(
            "yamada2019", "article", (Name("山田", "太郎"), Name("鈴木", "花子")),
            "鍼とは何か？", "全日本鍼灸学会雑誌", "2019", "69", pages="1-9",
        ),
        Reference(
            "mixed", "article", (Name("马", "彦韬"), Name("Smith", "J", suffix="III")), "Both",
            "Pain", "2018",
        ),
    )
}

LINES: Mapping[tuple[str, str, str], str] = {
    ("vancouver", "en", "hong1994"):
        "Hong CZ. Lidocaine injection versus dry needling. American Journal of Physical Medicine "
        "& Rehabilitation. 1994;73(4):256-63. doi:10.1097/00002060-199407000-00006. "
        "PMID: 8043247. PMCID: PMC123.",
    ("apa", "en", "hong1994"):
        "Hong, C. Z. (1994a). Lidocaine injection versus dry needling. American Journal of "
        "Physical Medicine & Rehabilitation, 73(4), 256–263. "
        "https://doi.org/10.1097/00002060-199407000-00006",
    ("apa", "en", "hong1994b"):
        "Hong, C. Z. (1994b). Persistence of local twitch response. Archives of Physical "
        "Medicine and Rehabilitation, 75(1), 12–16.",
    ("vancouver", "en", "melzack1965"):
        "Melzack R, Wall PD. Pain mechanisms: a new theory. Science. 1965;150(3699):971-9.",
    ("apa", "en", "melzack1965"):
        "Melzack, R., & Wall, P. D. (1965). Pain mechanisms: A new theory. Science, 150(3699), "
        "971–979.",
    ("vancouver", "en", "seven"):
        "Authora B, Authorb B, Authorc B, Authord B, Authore B, Authorf B, et al. Seven authors "
        "write about Ashi points and EMG. Pain. 2020;(6):e31699.",
    ("vancouver", "ko", "seven"):
        "Authora B, Authorb B, Authorc B, Authord B, Authore B, Authorf B, 등. Seven authors "
        "write about Ashi points and EMG. Pain. 2020;(6):e31699.",
    ("apa", "en", "seven"):
        "Authora, B., Authorb, B., Authorc, B., Authord, B., Authore, B., Authorf, B., & "
        "Authorg, B. (2020). Seven authors write about Ashi points and EMG. Pain, (6), "
        "Article e31699.",
    ("apa", "en", "twenty"):
        ", ".join(f"Author{c}, B." for c in "abcdefghijklmnopqrs") + ", & Authort, B. (2021a). "
        "A smaller crowd. Pain, 7.",
    ("apa", "en", "twentyone"):
        ", ".join(f"Author{c}, B." for c in "abcdefghijklmnopqrs") + ", . . . Authoru, B. "
        "(2021b). A crowd. Pain.",
    ("vancouver", "en", "others"): "Langevin HM, et al. Response to needling. Journal. 2001.",
    ("apa", "en", "others"): "Langevin, H. M., et al. (2001). Response to needling. Journal.",
    ("vancouver", "en", "simons1999"):
        "Simons DG, Travell JG. Travell and Simons' myofascial pain: the trigger point manual. "
        "Vol. 1. 2nd ed. Lippincott Williams & Wilkins; 1999.",
    ("vancouver", "ko", "simons1999"):
        "Simons DG, Travell JG. Travell and Simons' myofascial pain: the trigger point manual. "
        "제1권. 제2판. Lippincott Williams & Wilkins; 1999.",
    ("apa", "en", "simons1999"):
        "Simons, D. G., & Travell, J. G. (1999). Travell and Simons' myofascial pain: The trigger "
        "point manual (2nd ed., Vol. 1). Lippincott Williams & Wilkins.",
    ("vancouver", "en", "chapter"):
        "van der Berg JP Jr. Needling. In: Scientific bases of acupuncture. 3rd ed. Springer; "
        "1989. p. 101-18.",
    ("apa", "en", "chapter"):
        "van der Berg, J.-P., Jr. (1989). Needling. In Scientific bases of acupuncture (3rd ed., "
        "pp. 101–118). Springer.",
    ("apa", "ko", "chapter"):
        "van der Berg, J.-P., Jr. (1989). Needling. 수록 Scientific bases of acupuncture (제3판, "
        "101–118쪽). Springer.",
    ("vancouver", "en", "lim2004"): "Lim PF. Twitches [thesis]. University of Kentucky; 2004.",
    ("apa", "en", "lim2004"):
        "Lim, P. F. (2004). Twitches [Thesis, University of Kentucky].",
    ("vancouver", "en", "who2020"):
        "World Health Organization. WHO benchmarks for acupuncture. World Health Organization; "
        "2020. Available from: https://www.who.int/a?b=1&c=2",
    ("apa", "en", "who2020"):
        "World Health Organization. (2020). WHO benchmarks for acupuncture. "
        "https://www.who.int/a?b=1&c=2",
    ("vancouver", "en", "untold"):
        "What is needling? [n.d.]. Available from: http://example.org/x",
    ("apa", "en", "untold"): "What is needling? (n.d.). http://example.org/x",
    ("vancouver", "ko", "kim2020"):
        "김민수, 이영희, 박지은. 아시혈의 의미. 대한침구의학회지. 2020;37(2):84-90.",
    ("apa", "ko", "kim2020"):
        "김민수, 이영희, 박지은. (2020). 아시혈의 의미. 대한침구의학회지, 37(2), 84–90.",
    ("vancouver", "en", "yamada2019"):
        "山田太郎, 鈴木花子. 鍼とは何か？ 全日本鍼灸学会雑誌. 2019;69:1-9.",
    ("apa", "en", "yamada2019"):
        "山田太郎, 鈴木花子. (2019). 鍼とは何か？ 全日本鍼灸学会雑誌, 69, 1–9.",
    ("vancouver", "en", "mixed"): "马彦韬, Smith J 3rd. Both. Pain. 2018.",
    ("apa", "en", "mixed"): "马彦韬, & Smith, J., III. (2018). Both. Pain.",
}


@pytest.mark.parametrize("case", LINES, ids="-".join)
def test_line(case: tuple[str, str, str]) -> None:
    style, lang, key = case
    formatted = FormattedReferences(REFERENCES)
    letter = formatted.letters(STYLES[style], lang, LANGUAGES[lang]).get(key, "")
    line = formatted.line(STYLES[style], lang, LANGUAGES[lang], key, letter)
    assert line.text == LINES[case]


OMITTED: Mapping[tuple[str, str, frozenset[str]], str] = {
    ("vancouver", "hong1994", frozenset({"authors", "issue", "pages", "doi"})):
        "Lidocaine injection versus dry needling. American Journal of Physical Medicine & "
        "Rehabilitation. 1994;73. PMID: 8043247. PMCID: PMC123.",
    ("apa", "hong1994", frozenset({"authors", "volume", "doi"})):
        "Lidocaine injection versus dry needling. (1994). American Journal of Physical Medicine "
        "& Rehabilitation, (4), 256–263.",
    ("vancouver", "melzack1965", frozenset({"year", "journal"})):
        "Melzack R, Wall PD. Pain mechanisms: a new theory. [year not confirmed];150(3699):971-9.",
    ("apa", "melzack1965", frozenset({"year", "journal"})):
        "Melzack, R., & Wall, P. D. (year not confirmed). Pain mechanisms: A new theory. "
        "150(3699), 971–979.",
    ("vancouver", "lim2004", frozenset({"title", "journal"})):
        "Lim PF. [title not confirmed] [thesis]. 2004.",
    ("apa", "lim2004", frozenset({"title", "journal"})):
        "Lim, P. F. (2004). [title not confirmed] [Thesis].",
    ("vancouver", "others", frozenset({"authors"})): "Response to needling. Journal. 2001.",
}


@pytest.mark.parametrize("case", OMITTED, ids=lambda case: "-".join([*case[:2], *sorted(case[2])]))
def test_what_is_unconfirmed_is_not_printed(case: tuple[str, str, frozenset[str]]) -> None:
    style, key, omit = case
    tree = STYLES[style].reference(REFERENCES[key], EN.__getitem__, omit)
    assert str(tree) == OMITTED[case]


def test_a_reference_may_say_itself_what_is_unconfirmed() -> None:
    reference = Reference(
        "a", "article", people("Birch, S"), "T", "J", "2008", unconfirmed=frozenset({"year"})
    )
    assert str(STYLES["vancouver"].reference(reference, LANGUAGES["ko"])) == (
        "Birch S. T. J. [연도 미확인]."
    )


@pytest.mark.parametrize(
    ("key", "lang", "locator", "text"),
    [
        ("hong1994", "en", "p. 84", "Hong, 1994, p. 84"),
        ("melzack1965", "en", "", "Melzack & Wall, 1965"),
        ("seven", "en", "", "Authora et al., 2020"),
        ("seven", "ko", "", "Authora 등, 2020"),
        ("others", "en", "", "Langevin et al., 2001"),
        ("who2020", "en", "", "World Health Organization, 2020"),
        ("chapter", "en", "", "van der Berg, 1989"),
        ("yamada2019", "en", "", "山田太郎, 鈴木花子, 2019"),
        ("kim2020", "ko", "3쪽", "김민수 등, 2020, 3쪽"),
        ("mixed", "en", "", "马彦韬 & Smith, 2018"),
        ("untold", "en", "", "“What is needling?”, n.d."),
    ],
)
def test_author_and_date_in_the_text(key: str, lang: str, locator: str, text: str) -> None:
    assert STYLES["apa"].in_text(REFERENCES[key], locator, LANGUAGES[lang]) == text


def test_a_long_title_stands_shortened_for_absent_authors() -> None:
    title = "One two three four five six seven eight nine: a subtitle"
    reference = Reference("a", "article", title=title, year="2021")
    said = STYLES["apa"].in_text(reference, "", EN.__getitem__, frozenset({"year"}))
    assert said == "“One two three four five six…”, year not confirmed"


TITLES = {
    "The Effect of Dry Needling on Pain": "The effect of dry needling on pain",
    "Effects of EMG on MTrP and DNA in RCTs": "Effects of EMG on MTrP and DNA in RCTs",
    "Dry Needling of MTrPs With EMG: A Pilot RCT": "Dry needling of MTrPs with EMG: A pilot RCT",
    "Vitamin D and X-Ray Images in A Case of Back Pain":
        "Vitamin D and X-ray images in a case of back pain",
    "Evidence-Based Use of {Ashi} Points": "Evidence-based use of Ashi points",
    "Adenosine A1 Receptors Mediate Effects": "Adenosine A1 receptors mediate effects",
    "Is It Useful? A Study of Deep Needling": "Is it useful? A study of deep needling",
    "{Travell} and {Simons'} myofascial pain": "Travell and Simons' myofascial pain",
    "Acupuncture in Korea": "Acupuncture in Korea",
    "A critical evaluation of Quintner et al": "A critical evaluation of Quintner et al",
    "아시혈의 의미와 특성의 이해": "아시혈의 의미와 특성의 이해",
    "Ein {": "Ein ",
}


@pytest.mark.parametrize(("title", "said"), TITLES.items())
def test_sentence_case(title: str, said: str) -> None:
    assert sentence_case(title) == said


def test_german_nouns_keep_their_capitals() -> None:
    assert sentence_case("Wirkung der Nadelung auf Muskeln", "ngerman") == (
        "Wirkung der Nadelung auf Muskeln"
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Pain: a review", "Pain: A review"),
        ("Pain: mRNA matters", "Pain: mRNA matters"),
        ("Pain: “what” is it", "Pain: “What” is it"),
        ("1:1 ratio", "1:1 ratio"),
    ],
)
def test_a_subtitle_starts_with_a_capital(title: str, said: str) -> None:
    assert capital_after_colon(title) == said


@pytest.mark.parametrize(
    ("pages", "short"),
    [
        ("256-263", "256-63"),
        ("1224-1229", "1224-9"),
        ("98-103", "98-103"),
        ("3-23", "3-23"),
        ("S93-S99", "S93-9"),
        ("144-152.e2", "144-152.e2"),
        ("e31699", "e31699"),
        ("12-12", "12-12"),
        ("3-9; 83-90", "3-9; 83-90"),
        ("114-118, 120-122", "114-8, 120-2"),
    ],
)
def test_short_range(pages: str, short: str) -> None:
    assert short_range(pages) == short


GIVEN_NAMES = {
    "CZ": ("X CZ", "X, C. Z."),
    "Chang-Zern": ("X CZ", "X, C.-Z."),
    "Jean-Pierre": ("X JP", "X, J.-P."),
    "J.-P.": ("X JP", "X, J.-P."),
    "C.Z.": ("X CZ", "X, C. Z."),
    "Patrick D.": ("X PD", "X, P. D."),
    "ÁL": ("X ÁL", "X, Á. L."),
    "étienne": ("X É", "X, É."),
    "Андрей": ("X А", "X, А."),
    "محمد": ("X محمد", "X, محمد"),
    "MARIA": ("X M", "X, M."),
    "": ("X", "X"),
}


@pytest.mark.parametrize(("name", "written"), GIVEN_NAMES.items())
def test_given_names(name: str, written: tuple[str, str]) -> None:
    reference = Reference("a", "article", (Name("X", name),), "T", year="1")
    vancouver, apa = (
        str(STYLES[style].reference(reference, EN.__getitem__)) for style in ("vancouver", "apa")
    )
    assert (vancouver, apa) == (f"{written[0]}. T. 1.", f"{written[1].rstrip('.')}. (1). T.")


# --- Numbering ------------------------------------------------------------------------------

PLAIN = {key: Reference(key, "misc", title=key.upper(), year="1") for key in "abcdef"}


def cited(*items: str) -> tuple[CitedItem, ...]:
    """``a``, or ``a 84`` with a locator."""
    split = (item.partition(" ") for item in items)
    return tuple(CitedItem(key, f"p. {page}" if page else "") for key, _, page in split)


def page(
    style: str = "vancouver", references: Mapping[str, Reference] = PLAIN, lang: str = "en",
    among: Sequence[str] | None = None,
) -> Citations:
    formatted = FormattedReferences(references)
    return Citations(STYLES[style], formatted, lang, LANGUAGES[lang], among)


NUMBERS = {
    ("a",): "1",
    ("a", "b"): "1,2",
    ("b", "a"): "1,2",
    ("a", "b", "c"): "1–3",
    ("a", "b 84", "c"): "1,2 (p. 84),3",
    ("a", "b", "c", "d 84"): "1–3,4 (p. 84)",
    ("a", "a"): "1",
    ("a 1", "a 2"): "1 (p. 1),1 (p. 2)",
    ("unknown", "a"): "1",
    ("unknown",): "",
}


@pytest.mark.parametrize("keys", NUMBERS, ids=",".join)
def test_numbers_of_a_first_mention(keys: tuple[str, ...]) -> None:
    assert page().cite(cited(*keys)).text == NUMBERS[keys]


def test_numbers_follow_the_first_mention() -> None:
    citations = page()
    texts = [
        citations.cite(cited(*keys)).text
        for keys in (("c", "a"), ("b",), ("f", "e", "d"), ("c", "b"), ("e", "f", "a", "d"),
                     ("d", "c", "b", "a", "e"))
    ]
    assert texts == ["1,2", "3", "4–6", "1,3", "2,4–6", "1–3,5,6"]


def test_a_mention_names_the_works_behind_each_run() -> None:
    citations = page()
    citations.cite(cited("a"))
    assert citations.cite(cited("e", "b", "c", "d 84", "a")) == Mention(
        "cite-2",
        (
            Run("1–4", ("a", "e", "b", "c"), (1, 2, 3, 4)),
            Run("5 (p. 84)", ("d",), (5,), "p. 84"),
        ),
        ",",
    )


def test_the_list_leads_back_to_every_mention() -> None:
    citations = page()
    for keys in (("b",), ("a", "b", "c"), ("b 84", "b 85")):
        citations.cite(cited(*keys))
    assert citations.listed() == [
        ListedReference(1, "b", "B. 1.", "B. 1.", ("cite-1", "cite-2", "cite-3")),
        ListedReference(2, "a", "A. 1.", "A. 1.", ("cite-2",)),
        ListedReference(3, "c", "C. 1.", "C. 1.", ("cite-2",)),
    ]


def test_a_page_without_citations_has_no_list() -> None:
    citations = page()
    assert (bool(citations), citations.listed()) == (False, [])
    citations.cite(cited("a"))
    assert bool(citations) is True


DATED = {
    reference.key: reference
    for reference in (
        Reference("hong-b", "article", people("Hong, CZ"), "Persistence", "J", "1994"),
        Reference("hong-a", "article", people("Hong, CZ"), "A lidocaine trial", "J", "1994"),
        Reference("hong-1995", "article", people("Hong, CZ"), "Later", "J", "1995"),
        Reference("hong-two", "article", people("Hong, CZ", "Yu, J"), "Twins", "J", "1994"),
        Reference("ostberg", "article", people("Östberg, A"), "Accents", "J", "1990"),
        Reference("orton", "article", people("Orton, A"), "Plain", "J", "1990"),
        Reference("untold", "article", (), "The untold", "J", "2001"),
        Reference("n.d. one", "article", people("Abe, A"), "First", "J"),
        Reference("n.d. two", "article", people("Abe, A"), "Second", "J"),
    )
}


def test_author_date_mentions_are_sorted_and_told_apart() -> None:
    citations = page("apa", DATED)
    mention = citations.cite(
        (CitedItem("ostberg"), CitedItem("hong-b", "p. 84"), CitedItem("hong-two"),
         CitedItem("hong-a"), CitedItem("n.d. two"))
    )
    assert mention.text == (
        "Abe, n.d.-b; Hong, 1994a; Hong, 1994b, p. 84; Hong & Yu, 1994; Östberg, 1990"
    )


def test_author_date_lists_are_alphabetical() -> None:
    citations = page("apa", DATED)
    citations.cite([CitedItem(key) for key in DATED])
    assert [(one.number, one.text) for one in citations.listed()] == [
        (1, "Abe, A. (n.d.-a). First. J."),
        (2, "Abe, A. (n.d.-b). Second. J."),
        (3, "Hong, C. Z. (1994a). A lidocaine trial. J."),
        (4, "Hong, C. Z. (1994b). Persistence. J."),
        (5, "Hong, C. Z. (1995). Later. J."),
        (6, "Hong, C. Z., & Yu, J. (1994). Twins. J."),
        (7, "Orton, A. (1990). Plain. J."),
        (8, "Östberg, A. (1990). Accents. J."),
        (9, "The untold. (2001). J."),
    ]


def test_letters_can_be_given_among_the_works_of_one_page() -> None:
    citations = page("apa", DATED, among=["hong-b", "hong-1995"])
    assert citations.cite([CitedItem("hong-b")]).text == "Hong, 1994"


def test_letters_go_on_after_z() -> None:
    same = {
        f"k{n:02}": Reference(f"k{n:02}", "misc", people("A, A"), f"T{n:02}", year="1")
        for n in range(28)
    }
    found = FormattedReferences(same).letters(STYLES["apa"], "en", EN.__getitem__)
    assert [found[key] for key in ("k00", "k25", "k26", "k27")] == ["a", "z", "aa", "ab"]


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6), max_size=8))
def test_every_mention_and_every_line_lead_to_each_other(mentions: list[list[str]]) -> None:
    citations = page()
    there = {}
    for keys in mentions:
        mention = citations.cite(cited(*keys))
        there[mention.anchor] = {key for run in mention.runs for key in run.keys}
        assert there[mention.anchor] == set(keys)
    listed = citations.listed()
    back = {a: {one.key for one in listed if a in one.mentions} for a in there}
    assert back == there
    assert [one.key for one in listed] == list(dict.fromkeys(k for keys in mentions for k in keys))


# --- Formatting -----------------------------------------------------------------------------


def test_html_is_clean() -> None:
    formatted = FormattedReferences(REFERENCES)
    lines = [
        formatted.line(STYLES[style], "en", EN.__getitem__, "hong1994").html
        for style in ("vancouver", "apa")
    ]
    doi = "10.1097/00002060-199407000-00006"
    assert lines == [
        "Hong CZ. Lidocaine injection versus dry needling. American Journal of Physical Medicine "
        f'&amp; Rehabilitation. 1994;73(4):256-63. <a href="https://doi.org/{doi}">doi:{doi}</a>. '
        'PMID: <a href="https://pubmed.ncbi.nlm.nih.gov/8043247/">8043247</a>. '
        'PMCID: <a href="https://pmc.ncbi.nlm.nih.gov/articles/PMC123/">PMC123</a>.',
        "Hong, C. Z. (1994). Lidocaine injection versus dry needling. <i>American Journal of "
        "Physical Medicine &amp; Rehabilitation</i>, <i>73</i>(4), 256–263. "
        f'<a href="https://doi.org/{doi}">https://doi.org/{doi}</a>',
    ]


HOSTILE = '<script>alert("1")</script>'
HOSTILE_REFERENCES = {
    "text": Reference(
        "text", "article", (Name(HOSTILE), Name("", literal=HOSTILE)), HOSTILE, HOSTILE, HOSTILE,
        HOSTILE, HOSTILE, HOSTILE, doi=f'10.1234/"><b>{HOSTILE}#?', pmid='1"2', pmcid='PMC1"',
    ),
    "script": Reference("script", "misc", title="T", year="1", url="javascript:alert(1)"),
    "plain-http": Reference("plain-http", "misc", title="T", year="1", url="http://x.y/<b>"),
    "quote": Reference("quote", "misc", title="T", year="1", url='https://x.y/"onclick="a'),
}


@pytest.mark.parametrize("style", STYLES)
def test_nothing_from_outside_becomes_markup(style: str) -> None:
    formatted = FormattedReferences(HOSTILE_REFERENCES)
    for key in HOSTILE_REFERENCES:
        html = formatted.line(STYLES[style], "en", EN.__getitem__, key).html
        tags = [piece.partition(">")[0] for piece in html.split("<")[1:]]
        links = [tag for tag in tags if tag not in ("i", "/i", "/a")]
        assert [tag for tag in links if not tag.startswith('a href="https://')] == []
        assert [tag for tag in links if tag.count('"') != 2] == []


def test_only_encrypted_addresses_are_links() -> None:
    formatted = FormattedReferences(HOSTILE_REFERENCES)
    lines = {
        key: formatted.line(STYLES["apa"], "en", EN.__getitem__, key).html
        for key in ("script", "plain-http", "quote")
    }
    assert lines == {
        "script": "<i>T</i>. (1). javascript:alert(1)",
        "plain-http": "<i>T</i>. (1). http://x.y/&lt;b&gt;",
        "quote": '<i>T</i>. (1). <a href="https://x.y/&quot;onclick=&quot;a">'
        'https://x.y/"onclick="a</a>',
    }


def test_an_old_doi_is_encoded_in_its_link_and_shown_as_it_is() -> None:
    doi = "10.1002/(SICI)1097(199901)22:1<1::AID-X>3.0.CO;2-#"
    reference = Reference("a", "misc", title="T", year="1", doi=doi)
    line = FormattedReferences({"a": reference}).line(STYLES["apa"], "en", EN.__getitem__, "a")
    shown = "https://doi.org/10.1002/(SICI)1097(199901)22:1&lt;1::AID-X&gt;3.0.CO;2-#"
    href = "https://doi.org/10.1002/(SICI)1097(199901)22:1%3C1::AID-X%3E3.0.CO;2-%23"
    assert line == Formatted(
        f'<i>T</i>. (1). <a href="{href}">{shown}</a>', f"T. (1). https://doi.org/{doi}"
    )


def test_each_line_is_formatted_once_a_build() -> None:
    formatted = FormattedReferences(REFERENCES)
    for _ in range(3):
        for style in STYLES.values():
            for lang, words in LANGUAGES.items():
                citations = Citations(style, formatted, lang, words)
                citations.cite(cited("seven", "kim2020", "hong1994"))
                citations.listed()
    assert formatted.count == len(STYLES) * len(LANGUAGES) * 3


def test_omitted_fields_are_known_by_key() -> None:
    formatted = FormattedReferences(REFERENCES, {"lim2004": ["title", "journal"]})
    citations = Citations(STYLES["vancouver"], formatted, "en", EN.__getitem__)
    citations.cite(cited("lim2004", "others"))
    assert [one.text for one in citations.listed()] == [
        "Lim PF. [title not confirmed] [thesis]. 2004.",
        "Langevin HM, et al. Response to needling. Journal. 2001.",
    ]
