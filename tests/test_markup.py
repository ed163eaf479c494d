"""Markup: what becomes of prose, and that nothing a stranger writes becomes anything else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Write
from evidence import markup
from evidence.bibliography import Name, Reference
from evidence.editions import Edition, Locale
from evidence.entries.text import Passage
from evidence.library import Library
from evidence.loading import Folders, load
from evidence.markup import PageMarkup, SiteMarkup, prose_html, short_reference
from evidence.prose import SAFE_SCHEMES
from reading import elements
from samples import FLOCK, entry

PATIENT, CLINICIAN = Edition("en", "patient"), Edition("en", "clinician")


@pytest.fixture
def library(write: Write) -> Library:
    found, problems = load(Folders(write(FLOCK)), ("en", "ko"))
    assert problems == []
    words = found.locales["en"].words
    return replace(found, locales={**found.locales, "fr": Locale("fr", words),
                                   "ar": Locale("ar", words)})


def page(library: Library, edition: Edition = PATIENT, style: str = "vancouver",
         folder: str = "faqs/here/") -> PageMarkup:
    return PageMarkup(SiteMarkup(library, style), edition, f"{edition.base}{folder}")


PROSE = {
    "One *two* **three**.\n\n- four\n- five": (
        "<p>One <em>two</em> <strong>three</strong>.</p>\n"
        "<ul>\n<li>four</li>\n<li>five</li>\n</ul>"),
    "3 < 5 & 5 > 3, \"so\"": '<p>3 &lt; 5 &amp; 5 &gt; 3, "so"</p>',
    "<b>bold</b> <!-- hidden -->": "<p>&lt;b&gt;bold&lt;/b&gt; &lt;!-- hidden --&gt;</p>",
    "<script>alert(1)</script>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<div>\n\n**x**\n\n</div>":
        "<p>&lt;div&gt;</p>\n<p><strong>x</strong></p>\n<p>&lt;/div&gt;</p>",
    "[web](https://example.org/a?b=1&c)":
        '<p><a href="https://example.org/a?b=1&amp;c" rel="noopener">web</a></p>',
    "[mail](mailto:a@b.c)": '<p><a href="mailto:a@b.c">mail</a></p>',
    "<https://example.org>":
        '<p><a href="https://example.org" rel="noopener">https://example.org</a></p>',
    "[x](javascript:alert(1))": "<p><span>x</span></p>",
    "[x](JaVaScRiPt:alert(1))": "<p><span>x</span></p>",
    "[x](&#106;avascript:alert(1))": "<p><span>x</span></p>",
    "[x](data:text/html,y)": "<p><span>x</span></p>",
    "[x](//example.org)": "<p><span>x</span></p>",
    "[x](/etc)": "<p><span>x</span></p>",
    "[x][y]\n\n[y]: javascript:alert(1)": "<p><span>x</span></p>",
    '[x](https://a.b "c" onclick="d")':
        '<p><a href="https://a.b" rel="noopener" title="c&quot; onclick=&quot;d">x</a></p>',
    "![x](https://example.org/pixel.gif)": "<p>![x](https://example.org/pixel.gif)</p>",
    "`code` stays": "<p>`code` stays</p>",
    "    indented stays": "<p>indented stays</p>",
}


@pytest.mark.parametrize(("text", "html"), PROSE.items())
def test_prose(text: str, html: str) -> None:
    assert prose_html(text, lambda mark: "?") == html


CITE_1 = ('<sup class="ne-cite" id="cite-1"><a href="#ref-llamas2014" data-refs="llamas2014" '
          'aria-label="1: Woolly 2014">1</a></sup>')
TO = "../../"
LLAMA = ' class="ne-term" data-gloss="A woolly animal." data-acupuncture="sheep (wider)"'
HUM = f'<a class="ne-figure" href="{TO}studies/llamas2014/#figure-hum-rate"'
MARKS = {
    "They hum [@llamas2014].": f"They hum{CITE_1}.",
    "They hum [@llamas2014; @sheep2015, p. 3].":
        'They hum<sup class="ne-cite" id="cite-1"><a href="#ref-llamas2014" '
        'data-refs="llamas2014" aria-label="1: Woolly 2014">1</a>,<a href="#ref-sheep2015" '
        'data-refs="sheep2015" aria-label="2 (p. 3): Woolly 2015">2 (p. 3)</a></sup>.',
    "They hum [@wolf2001; @llamas2014].": f"They hum{CITE_1}.",
    "They hum [@wolf2001].": 'They hum<span class="ne-broken">[@wolf2001]</span>.',
    "See [[llama]].": f'See <a href="{TO}terms/llama/"{LLAMA}>llama</a>.',
    "See [[llama|a *woolly* <b>]].":
        f'See <a href="{TO}terms/llama/"{LLAMA}>a *woolly* &lt;b&gt;</a>.',
    "See [[do-llamas-hum]].": 'See <a href="../do-llamas-hum/">Do llamas hum?</a>.',
    "See [[here]] or [[wolf|the wolf]].":
        'See <span class="ne-broken">here</span> or <span class="ne-broken">the wolf</span>.',
    "In {llamas2014.hum-rate} of {llamas2014.animals}.":
        f'In {HUM} title="llamas that hum – Woolly 2014">36.7%</a> of <a class="ne-figure" '
        f'href="{TO}studies/llamas2014/#figure-animals" title="animals – Woolly 2014">1,200</a>.',
    "In {llamas2014.wool}.": 'In <span class="ne-broken">{llamas2014.wool}</span>.',
    "**{llamas2014.hum-rate}**":
        f'<strong>{HUM} title="llamas that hum – Woolly 2014">36.7%</a></strong>',
    "[an address](https://example.org/[@llamas2014])": "<span>an address</span>",
    '[a tooltip](https://example.org "[[llama]]")': "<span>a tooltip</span>",
}


@pytest.mark.parametrize(("text", "html"), MARKS.items())
def test_mark(library: Library, text: str, html: str) -> None:
    assert page(library).inline(Passage(text)) == html
    assert page(library).prose(Passage(text)) == f"<p>{html}</p>"


def test_numbers_follow_the_first_mention_on_the_page(library: Library) -> None:
    here = page(library)
    said = [here.words(Passage("A [@sheep2015]")), here.inline(Passage("[@sheep2015]")),
            here.inline(Passage("[@llamas2014; @sheep2015]"))]
    assert said[0] == "A"
    assert [(one.key, one.number, one.mentions) for one in here.citations.listed()] == [
        ("sheep2015", 1, ("cite-1", "cite-2")), ("llamas2014", 2, ("cite-2",))]


def test_author_and_date_stand_in_parentheses_with_their_space(library: Library) -> None:
    assert page(library, style="apa").inline(Passage("They hum [@llamas2014, p. 3].")) == (
        'They hum <span class="ne-cite ne-cite--words" id="cite-1">(<a href="#ref-llamas2014" '
        'data-refs="llamas2014" aria-label="Woolly, 2014, p. 3: Woolly 2014">Woolly, 2014, p. 3'
        "</a>)</span>.")


WORDS = {
    "They **hum** [@llamas2014].": "They hum.",
    "See [[llama]], [[llama|it]], [[wolf]].": "See llama, it, wolf.",
    "In {llamas2014.hum-rate}, {llamas2014.wool}.": "In 36.7%, .",
    "A <b> & [web](https://example.org)": "A <b> & web",
    "One\n\n- two": "One two",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_plain_words(library: Library, text: str, words: str) -> None:
    assert page(library).words(Passage(text)) == words


def test_a_text_of_several_paragraphs_keeps_them(library: Library) -> None:
    assert page(library).inline(Passage("a\n\nb")) == "<p>a</p>\n<p>b</p>"


# Languages


def test_a_text_of_another_language_says_so(library: Library) -> None:
    here = page(library, Edition("ar", "patient"))
    assert here.prose(Passage("hum", "en", "missing")) == (
        '<div lang="en" dir="ltr" class="ne-foreign"><p>hum</p></div>')
    assert here.inline(Passage("hum", "en", "missing")) == '<span lang="en" dir="ltr">hum</span>'
    assert page(library).inline(Passage("همهمة", "ar")) == (
        '<span lang="ar" dir="rtl">همهمة</span>')


def test_a_figure_is_written_as_the_language_of_its_text_writes_it(library: Library) -> None:
    text = "{llamas2014.hum-rate} hummed."
    english, korean = (page(library, Edition(lang, "clinician")) for lang in ("en", "ko"))
    said = english.words(Passage(text))
    assert re.search(r"\[.*20\.1 to 53\.2\]", said)
    assert korean.words(Passage(text)) == said
    assert f">{said.removesuffix(' hummed.')}</a> hummed." in korean.inline(Passage(text))
    assert "20.1~53.2" in korean.words(Passage(text, "ko"))


def test_a_link_has_the_label_of_the_language(library: Library) -> None:
    assert page(library, Edition("ko", "patient")).inline(Passage("[[llama]] [[sheep]]", "ko")) == (
        '<a href="../../terms/llama/" class="ne-term" data-acupuncture="sheep(더 넓음)">라마</a> '
        '<a href="../../terms/sheep/" class="ne-term" data-dry-needling="라마(더 좁음)">'
        '<span lang="en" dir="ltr">sheep</span></a>')


FIGURES = {
    # name: (English patient, English clinician, French clinician)
    "hum-rate": ("36.7%", "36.7% [95% CI 20.1 to 53.2]", "36,7\u00a0% [95% CI 20,1 to 53,2]"),
    "louder": ("−2.30\u00a0points", "−2.30\u00a0points", "−2,30\u00a0points"),
    "hummers": ("11 of 30", "11 of 30", "11 of 30"),
    "hours": ("2 to 8\u00a0hours", "2 to 8\u00a0hours", "2 to 8\u00a0hours"),
    "smd": ("−0.87", "SMD −0.87", "SMD −0,87"),
    "agreement": ("0.20", "κ 0.20", "κ 0,20"),
    "metres": ("1,200\u00a0metres", "1,200\u00a0metres", "1\u202f200\u00a0metres"),
    "animals": ("1,200", "1,200", "1\u202f200"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_written_as_the_edition_writes_it(library: Library, name: str) -> None:
    figure = library.figure("llamas2014", name)
    assert figure is not None
    editions = (PATIENT, CLINICIAN, Edition("fr", "clinician"))
    assert tuple(page(library, e).figure_words(figure) for e in editions) == FIGURES[name]


def test_every_figure_of_the_flock_is_tested(library: Library) -> None:
    study = library.study("llamas2014")
    assert study is not None
    assert study.all_figures.keys() == FIGURES.keys()


def test_a_korean_unit_follows_its_number_at_once(write: Write) -> None:
    study = "figures: {a: {label: 소리, number: 5, unit: 미터}}\n"
    root = write({"content/studies/a.yaml": entry("studies", study)})
    found, _ = load(Folders(root), ("en",))
    figure = found.figure("a", "a")
    assert figure is not None
    assert page(found).figure_words(figure) == "5미터"


# Names and addresses

ANN, BEN = Name("Woolly", "Ann"), Name("Horn", "Ben", particle="van")
REFERENCES = {
    "Woolly 2014": Reference("a", "article", (ANN,), year="2014"),
    "van Horn & Woolly 2014": Reference("a", "article", (BEN, ANN), year="2014"),
    "Woolly et al. 2014": Reference("a", "article", (ANN, BEN, ANN), year="2014"),
    "The Flock": Reference("a", "misc", (Name("", literal="The Flock"),)),
    "“Hum” 2014": Reference("a", "article", title="{Hum}", journal="Sheep", year="2014"),
}


@pytest.mark.parametrize(("said", "reference"), REFERENCES.items())
def test_a_study_is_called_by_its_first_author_and_year(
    library: Library, said: str, reference: Reference
) -> None:
    assert short_reference(reference, library.locales["en"].t) == said


def test_what_nobody_has_confirmed_is_not_said(library: Library) -> None:
    reference = Reference("a", "article", (ANN,), "Hum", "Sheep", "2014")
    assert short_reference(reference, library.locales["en"].t, ("authors", "year")) == "“Hum”"


def test_links_are_relative_to_the_page(library: Library) -> None:
    here = page(library, folder="faqs/do-llamas-hum/")
    assert [here.to(i) for i in ("do-llamas-hum", "llama")] == ["", "../../terms/llama/"]
    assert [here.link(u) for u in ("", "ko/", "en/patients/faqs/")] == [
        "../../../../", "../../../../ko/", "../"]


def test_headings_are_escaped_once_and_noted_for_the_contents(library: Library) -> None:
    here = page(library)
    assert here.heading("a", "1 < 2 & <b>") == '<h2 id="a">1 &lt; 2 &amp; &lt;b&gt;</h2>'
    assert [heading.id for heading in here.headings] == ["a"]


@pytest.mark.parametrize("first", ["a", "b"])
def test_titles_that_lead_to_each_other_in_circles_end(write: Write, first: str) -> None:
    found, _ = load(Folders(write({
        "content/faqs/a.yaml": entry("faqs", "question: See [[b]] and [[a]]\n"),
        "content/faqs/b.yaml": entry("faqs", "question: See [[a]]\n"),
        "content/studies/c.yaml": entry("studies", (
            "figures: {d: {label: 'x {c.d}', number: 5, unit: '{c.d} [[a]]'}}\n")),
    })), ("en",))
    here = page(found)
    assert here.name("b") == "See See b and a"
    assert here.inline(Passage("[[b]]")) == '<a href="../b/">See a</a>'
    assert here.words(Passage("{c.d}")) == "5 a"


# Whatever a stranger writes


ALLOWED = {
    "a": {"href", "rel", "title", "class", "data-refs", "aria-label", "data-gloss",
          "data-acupuncture", "data-dry-needling", "data-alone"},
    "sup": {"class", "id"}, "span": {"class", "lang", "dir"}, "div": {"class", "lang", "dir"},
    "ol": {"start"},
}
BARE = {"p", "em", "strong", "ul", "li", "br", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5",
        "h6"}
OWN_LINKS = ("#ref-", "../")
PIECES = st.sampled_from([
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=", "onclick=", "javascript:",
    "data:text/html,", "https://", "mailto:", "[", "]", "(", ")", "](", "[@", "[@llamas2014]", "]]",
    "[[", "[[llama]]", "[[llama|", "{llamas2014.hum-rate}", "{", "}", "|", '"', "'", "<", ">", "&",
    "&lt;", "&#60;", "&#x6A;", "\n", "\n\n", "    ", "- ", "1. ", "# ", "> ", "*", "**", "_", "`",
    "```", "\\", "!", ":", "\t", "\x00", "\x02", "\x03", "\ue000", "\ue0000\ue001", "0", "\ue001",
    "\u202e", "라마", "<!--", "-->", "<?", "<![CDATA[", "style=", "x", "[x]: ", "<svg/onload=x>",
    "klzzwxh:0001", "\x02klzzwxh:0000\x03", "https://a.b/", "&#", ";", "<https://", "vbscript:x",
])
HOSTILE = st.lists(PIECES | st.characters(exclude_categories=("Cs",)), max_size=24).map("".join)


@pytest.fixture(scope="module")
def open_page(tmp_path_factory: pytest.TempPathFactory) -> PageMarkup:
    root = tmp_path_factory.mktemp("flock")
    for path, text in FLOCK.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return page(load(Folders(root), ("en", "ko"))[0])


@given(HOSTILE)
def test_no_text_becomes_anything_but_words_and_our_few_elements(
    open_page: PageMarkup, text: str
) -> None:
    for tag, attributes in elements(open_page.prose(Passage(text))):
        assert attributes.keys() <= ALLOWED.get(tag, set())
        assert tag in ALLOWED or tag in BARE
        link = attributes.get("href", OWN_LINKS[0]) or ""
        assert link.lower().startswith((*SAFE_SCHEMES, *OWN_LINKS))


@given(HOSTILE)
def test_plain_words_can_be_escaped_into_anything(open_page: PageMarkup, text: str) -> None:
    html = open_page.heading("x", open_page.words(Passage(text)))
    assert elements(html) == [("h2", {"id": "x"})]


@settings(max_examples=500)
@given(st.text(st.one_of(st.sampled_from("ab .\n-+1:\"'(){}가。*"), st.characters(codec="utf-8")),
               max_size=60))
def test_plain_paragraphs_are_what_markdown_makes_of_them(text: str) -> None:
    """The short way round Markdown is taken only where it ends in the same place."""
    html = markup.paragraphs(text)
    assert html in ("", markup._convert(text))


def test_most_texts_take_the_short_way() -> None:
    assert markup.paragraphs("A llama hums.\nIt does.\n\nAll day.") == (
        "<p>A llama hums.\nIt does.</p>\n<p>All day.</p>")
    assert markup.paragraphs("A *llama*.") == ""
