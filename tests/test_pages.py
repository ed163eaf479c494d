"""Pages: what each edition shows of an entry, what it says of its translation, where it leads."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from markupsafe import Markup

from conftest import Write
from evidence.loading import Folders
from evidence.outputs import Alternate, Heading, OutputFile, Page, relative
from evidence.pages.rules_page import Explained, explain
from evidence.rules import RULES, explained
from evidence.settings import Settings
from evidence.site import build
from evidence.translating import fingerprint
from reading import elements, values
from samples import FLOCK, entry

FAQ = "faqs/do-llamas-hum/"
KO = "content/translations/ko/faqs/do-llamas-hum.yaml"


class Made(dict[str, Page]):
    """The pages of a site by URL, and its files by path."""

    def __init__(self, pages: Mapping[str, Page], files: Mapping[str, OutputFile]) -> None:
        super().__init__(pages)
        self.files = files


def make(write: Write, files: Mapping[str, str | bytes], **more: str) -> Made:
    site = build(Folders(write({**FLOCK, **files})), Settings(("en", "ko")), **more)  # type: ignore[arg-type]
    assert [str(d) for d in site.diagnostics if d.code != "withheld-safety"] == []
    return Made({page.url: page for page in site.pages}, {f.path: f for f in site.files})


def notes(page: Page) -> list[str]:
    """The kinds of notes on a page, as the names of their classes."""
    return re.findall(r"ne-note--(\w+)", page.text)


# Entries


def test_a_page_knows_what_its_frame_needs(write: Write) -> None:
    page = make(write, {}, edit_base="https://git.example/edit/")["en/patients/claims/llamas-hum/"]
    assert (page.path, page.title, page.lang, page.direction, page.audience, page.kind) == (
        "en/patients/claims/llamas-hum/index.html", "Llamas hum when they are happy.", "en", "ltr",
        "patient", "claim")
    assert (page.description, page.search_base, page.edit_path, page.other_audience) == (
        "Some llamas hum.", "en/patients/", "content/claims/llamas-hum.yaml",
        "en/clinicians/claims/llamas-hum/")
    assert "https://git.example/edit/content/claims/llamas-hum.yaml" in values(page.text, "href")
    assert [heading.id for heading in page.toc] == [
        "answer", "evidence", "certainty", "unknown", "related", "references"]


def test_every_heading_of_the_contents_is_on_its_page_once(write: Write) -> None:
    for page in make(write, {}).values():
        ids = values(page.text, "id")
        assert len(ids) == len(set(ids)), page.url
        assert {heading.id for heading in page.toc} <= set(ids), page.url


def test_each_audience_has_its_own_text(write: Write) -> None:
    made = make(write, {})
    titles = [made[f"en/{a}/studies/llamas2014/"].title for a in ("patients", "clinicians")]
    assert titles == ["Llamas that hum", "Humming in Lama glama: a survey"]
    assert 'id="references"' not in lead(made["en/patients/claims/llamas-hum/"])
    assert "Some llamas hum.</p>" in unlinked(lead(made["en/patients/claims/llamas-hum/"]))
    assert 'Some llamas hum<sup class="ne-cite"' in unlinked(
        lead(made["en/clinicians/claims/llamas-hum/"]))


def unlinked(html: str) -> str:
    """HTML without its links to terms."""
    return re.sub(r'<a [^>]*class="ne-term"[^>]*>(.*?)</a>', r"\1", html)


def lead(page: Page) -> str:
    return page.text.partition('<div class="ne-lead">')[2].partition("</div>")[0]


def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(write: Write) -> None:
    made = make(write, {"content/pages/en/method.md": "# Method\n\nSee [[llama]].\n"})
    for page in made.values():
        for link in values(page.text, "href"):
            path, _, fragment = re.sub(r"\?[^#]*", "", link).partition("#")
            place = resolved(page.url, path) if "://" not in link else ""
            # That files and embeds are there is for the test of the built site to tell.
            if "://" not in link and not re.search(r"\.\w+/$|/embed/(patients|clin)", place):
                target = made[place]
                assert not fragment or fragment in values(target.text, "id"), (page.url, link)


def resolved(url: str, link: str) -> str:
    if not link:
        return url
    parts = url.rstrip("/").split("/") if url else []
    for step in link.rstrip("/").split("/"):
        parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
    return "/".join([*parts, ""]) if parts else ""


# Translations


def translation(status: str = "draft", **old: str) -> str:
    prints = {"question": "Do llamas hum?", "short": "They may.",
              "answer": "Nobody has asked them."}
    stored = {name: old.get(name) or fingerprint(text) for name, text in prints.items()}
    return (f"status: {status}\nquestion: 라마는 흥얼거리나요?\nshort: 아마도요.\n"
            "answer: 아무도 묻지 않았습니다.\nfingerprints:\n"
            + "".join(f"  {name}: '{value}'\n" for name, value in stored.items()))


OLD = "0000000000"
NOTES = {
    "none": ("", ["missing"], False),
    "draft": (translation(), ["translation"], True),
    "machine": (translation("machine"), ["translation"], True),
    "reviewed": (translation("reviewed"), ["translation"], True),
    "checked by a clinician": (translation("clinician-reviewed"), [], True),
    "stale": (translation(answer=OLD), ["translation", "stale"], True),
    "in part": ("question: 라마?\n", ["translation", "missing"], True),
    "stale and in part": (
        "status: clinician-reviewed\nquestion: 라마?\nfingerprints: {question: '0000000000'}\n",
        ["missing", "stale"], True,
    ),
}


@pytest.mark.parametrize(("korean", "said", "translated"), NOTES.values(), ids=NOTES)
def test_a_page_says_how_its_translation_stands(
    write: Write, korean: str, said: list[str], translated: bool
) -> None:
    made = make(write, {KO: korean} if korean else {})
    page = made[f"ko/patients/{FAQ}"]
    assert notes(page) == said
    assert notes(made[f"en/patients/{FAQ}"]) == []
    assert page.canonical == (page.url if translated else f"en/patients/{FAQ}")
    for audience in ("patients", "clinicians"):
        alternates = (Alternate("en", f"en/{audience}/{FAQ}"),
                      Alternate("ko", f"ko/{audience}/{FAQ}", translated))
        assert made[f"en/{audience}/{FAQ}"].alternates == alternates
        assert made[f"ko/{audience}/{FAQ}"].alternates == alternates


def test_a_page_on_which_no_text_is_translated_is_not_a_page_of_that_language(
    write: Write,
) -> None:
    safe = {"content/faqs/spit.yaml": entry("faqs", "safety: true\n"),
            "content/translations/ko/faqs/spit.yaml": "status: machine\nshort: 아마도요.\n",
            "content/translations/ko/terms/llama.yaml": "status: draft\n"}
    made = make(write, safe)
    for rest in ("faqs/spit/", "terms/llama/"):
        page = made[f"ko/patients/{rest}"]
        assert (page.canonical, notes(page)) == (f"en/patients/{rest}", ["missing"])
        assert [alternate.translated for alternate in page.alternates] == [True, False]


def test_a_text_in_another_language_is_marked_as_such(write: Write) -> None:
    page = make(write, {KO: "question: 라마?\n"})[f"ko/patients/{FAQ}"]
    assert "<h1>라마?</h1>" in page.text
    assert '<div lang="en" dir="ltr" class="ne-foreign"><p>They may.</p></div>' in page.text
    assert (page.title, page.description) == ("라마?", "They may.")


def test_edits_lead_to_the_file_that_the_reader_sees(write: Write) -> None:
    made = make(write, {KO: "question: 라마?\n"}, edit_base="https://git.example/")
    assert made[f"ko/patients/{FAQ}"].edit_path == KO
    assert made[f"en/patients/{FAQ}"].edit_path == "content/faqs/do-llamas-hum.yaml"
    assert made["ko/patients/terms/llama/"].edit_path == "content/terms/llama.yaml"
    assert 'rel="edit"' not in make(write, {})[f"en/patients/{FAQ}"].text


# Citations


def test_citations_are_numbered_and_lead_to_the_list_and_back(write: Write) -> None:
    page = make(write, {})["en/clinicians/claims/llamas-hum/"]
    mentions = re.findall(r'<sup class="ne-cite" id="([\w-]+)">(.*?)</sup>', page.text)
    assert [(anchor, re.sub("<[^>]+>", "", text)) for anchor, text in mentions] == [
        ("cite-1", "1"), ("cite-2", "1,2 (p. 3)"), ("cite-3", "2"), ("cite-4", "1")]
    listed = page.text.partition('<ol class="ne-reference-list">')[2].partition("</ol>")[0]
    lines = listed.split("<li ")[1:]
    assert [(values(f"<li {line}", "id")[0], values(line, "href")) for line in lines] == [
        ("ref-llamas2014", ["../../studies/llamas2014/", "#cite-1", "#cite-2", "#cite-4"]),
        ("ref-sheep2015", ["../../studies/sheep2015/", "#cite-2", "#cite-3"])]


def test_a_page_that_cites_nothing_has_no_list(write: Write) -> None:
    page = make(write, {})[f"en/patients/{FAQ}"]
    assert "ne-references" not in page.text
    assert Heading("references", "References") not in page.toc


def test_a_reference_list_in_author_date_style_has_no_numbers(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings(citation_style="apa"))
    page = next(p for p in site.pages if p.url == "en/clinicians/claims/llamas-hum/")
    assert '<ol class="ne-reference-list ne-reference-list--plain">' in page.text
    assert values(page.text.partition("ne-references")[2], "value") == []


# Search


def test_search_has_the_words_of_a_page_and_not_its_references(write: Write) -> None:
    made = make(write, {KO: translation()})
    (document,) = made["en/clinicians/claims/llamas-hum/"].search
    assert (document.location, document.title) == (
        "claims/llamas-hum/", "Llamas hum when they are happy.")
    said = " ".join(document.text.split())
    assert "In 36.7% [95% CI 20.1 to 53.2] of llamas" in said
    for word in ("References", "Sheep. 2014", "reviewed by a clinician", "<", "&lt;"):
        assert word not in said
    (korean,) = made[f"ko/patients/{FAQ}"].search
    assert "아무도 묻지 않았습니다." in korean.text
    assert "초안" not in korean.text


def test_a_term_is_found_by_its_labels_in_every_language(write: Write) -> None:
    (document,) = make(write, {})["en/patients/terms/llama/"].search
    assert document.text.endswith(" · llama · 라마 · chameau")


def test_a_hand_page_is_found_without_its_references(write: Write) -> None:
    about = {"content/pages/en/about.md": "# About\n\nWe hum [@llamas2014].\n"}
    (document,) = make(write, about)["ko/about/"].search
    assert (document.location, document.title) == ("../about/", "About")
    assert " ".join(document.text.split()) == "About We hum."


# Pages written by hand

ABOUT = {"content/pages/en/about.md": "# About\n\n## Who *we* are\n\n[[llama]] [@sheep2015]\n",
         "content/pages/en/method.md": "# Method\n", "content/pages/ko/about.md": "# 소개\n"}


def test_a_hand_page_is_in_every_language_and_says_where_it_is_not(write: Write) -> None:
    made = make(write, ABOUT)
    assert [(u, made[u].title, made[u].canonical, notes(made[u])) for u in (
        "en/about/", "ko/about/", "en/method/", "ko/method/")] == [
        ("en/about/", "About", "en/about/", []),
        ("ko/about/", "소개", "ko/about/", []),
        ("en/method/", "Method", "en/method/", []),
        ("ko/method/", "Method", "en/method/", ["missing"]),
    ]
    assert made["ko/method/"].alternates == (
        Alternate("en", "en/method/"), Alternate("ko", "ko/method/", translated=False))


def test_a_hand_page_has_marks_headings_and_references(write: Write) -> None:
    page = make(write, ABOUT)["en/about/"]
    assert '<a href="../patients/terms/llama/" class="ne-term"' in page.text
    assert [heading.title for heading in page.toc] == ["Who we are", "References"]
    assert "ref-sheep2015" in values(page.text, "id")


# Front doors and lists


def test_the_root_has_a_door_for_each_language(write: Write) -> None:
    page = make(write, {})[""]
    assert values(page.text, "hreflang") == ["en", "ko"]
    assert values(page.text, "href") == ["en/", "ko/"]
    assert page.alternates == (Alternate("en", "en/"), Alternate("ko", "ko/"))


@pytest.mark.parametrize(
    ("path", "languages"), [("404.html", ["en", "ko"]), ("en/404.html", ["en"]),
                            ("ko/404.html", ["ko"])],
)
def test_a_lost_visitor_is_answered_with_links_from_the_root(
    write: Write, path: str, languages: list[str]
) -> None:
    page = make(write, {}, site_url="https://llama.example/wool/").files[path]
    assert values(page.text, "href") == [
        "/wool/assets/entry.css", "/wool/assets/evidence.css",
        *(f"/wool/{lang}/" for lang in languages)]
    assert elements(page.text)[1] == ("html", {"lang": languages[0], "dir": "ltr"})


def test_the_bibliography_lists_what_is_used_and_where(write: Write) -> None:
    page = make(write, {})["en/patients/bibliography/"]
    assert [i for i in values(page.text, "id") if not i.startswith("_")] == [
        "llamas2014", "sheep2015"]
    assert values(page.text.partition("</header>")[2], "href") == [
        "../studies/llamas2014/", "../mechanisms/how-a-llama-hums/", "../claims/llamas-hum/",
        "../studies/sheep2015/", "../claims/llamas-hum/"]


def test_the_crosswalk_says_each_mapping_from_both_sides_and_terms_see_it_from_their_side(
    write: Write,
) -> None:
    made = make(write, {})
    assert relations(made["en/patients/crosswalk/"]) == ["is narrower than", "is wider than"]
    assert relations(made["en/patients/terms/llama/"]) == ["is narrower than"]
    assert relations(made["en/patients/terms/sheep/"]) == ["is wider than"]


def relations(page: Page) -> list[str]:
    return re.findall(r'<span class="ne-(?:pairing__)?relation">(.*?)</span>', page.text)


def test_lists_are_in_groups_and_studies_newest_first(write: Write) -> None:
    page = make(write, {})["en/patients/studies/"]
    groups = page.text[page.text.index('<section class="ne-section ne-group">'):]
    cards = [link for link in values(groups, "href") if link.endswith(("2014/", "2015/"))]
    assert cards == ["sheep2015/", "llamas2014/"]
    assert page.toc == (Heading("survey", "Surveys"),)


def test_the_frame_leads_to_the_same_page_in_the_other_editions(write: Write) -> None:
    frame = make(write, {})[f"en/patients/{FAQ}"].frame
    assert [(a["url"], a["active"]) for a in frame["audiences"]] == [
        ("./", True), (f"../../../clinicians/{FAQ}", False)]
    assert [(a["lang"], a["url"], a["active"]) for a in frame["languages"]] == [
        ("en", "./", True), ("ko", f"../../../../ko/patients/{FAQ}", False)]
    assert [item["url"] for item in frame["menu"] if item["active"]] == ["../"]


# The rules we keep


def test_every_rule_is_listed_with_what_it_says_and_where_it_comes_from(write: Write) -> None:
    page = make(write, {})["en/rules/"]
    names = re.findall(r'<th scope="row" id="([a-z-]+)">', page.text)
    assert names == [rule.__name__.replace("_", "-") for rule in RULES]
    assert ("<td>A retracted study supports nothing.</td>"
            "<td>COPE; Crossref and Retraction Watch</td>") in page.text
    assert [heading.id for heading in page.toc] == [*explained(), "codes"]


def test_rules_in_another_language_are_marked_as_english(write: Write) -> None:
    site = make(write, {})
    korean, english = site["ko/rules/"].text, site["en/rules/"].text
    assert korean.count('<td lang="en" dir="ltr">') > len(RULES)
    assert '<td lang="en"' not in english
    assert "자체 규칙" in korean


def test_the_foot_of_every_page_leads_to_the_rules(write: Write) -> None:
    for page in make(write, {}).values():
        leads = [item["url"] for item in page.frame["foot"]]
        assert relative(page.url, f"{page.lang}/rules/") in leads, page.url


@pytest.mark.parametrize(("docstring", "says", "source"), [
    ("Llamas hum (Woolly 2014).\n\nMore.", "Llamas hum.", "Woolly 2014"),
    ("Llamas say ``<hum>``.", "Llamas say <code>&lt;hum&gt;</code>.", ""),
    ("They hum (softly) and\nsing.\n\nSource: a handbook (1999).", "They hum (softly) and sing.",
     "a handbook (1999)"),
])
def test_a_rule_is_explained_by_its_docstring(docstring: str, says: str, source: str) -> None:
    assert explain("a_rule", docstring) == Explained("a-rule", Markup(says), source)
