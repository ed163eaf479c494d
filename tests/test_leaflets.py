"""Leaflets: what patients take home holds the page's text, leads back to it, can be read aloud."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from markupsafe import Markup
from PIL import Image

from conftest import Write
from evidence.editions import Edition
from evidence.leaflets import NotPrintedError, leaflets
from evidence.leaflets.documents import Document, css_text, document
from evidence.leaflets.printing import SHEETS, Printed, printed
from evidence.loading import Folders, load
from evidence.markup import SiteMarkup
from evidence.outputs import Page
from evidence.pages import Maker
from evidence.pages.entry_pages import entry_page
from evidence.settings import Settings, read_settings
from evidence.site import build
from reading import elements, values
from samples import FLOCK, entry

ROOT = Path(__file__).parent.parent
ADDRESS = "https://llamas.example/"
LEAFLETS = {
    "en": "what-happens-in-a-session", "es": "does-it-hurt", "pt-BR": "what-if-i-faint",
    "ko": "after-a-session", "zh-Hant": "adenosine", "fr": "soreness-is-common-and-passes",
}
"""Some of each type: with a picture, with a box of help, with a verdict, and every script."""


def maker(root: Path) -> Maker:
    settings = read_settings(root)
    library, problems = load(Folders(root), settings.languages)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return Maker(library, SiteMarkup(library, settings.citation_style), settings.languages,
                 site_url=read_settings(root).site_url)


@cache
def ours() -> Maker:
    return maker(ROOT)


class Made:
    """A leaflet as a reader finds it: its page, its PDF and the texts of its sheets."""

    def __init__(self, lang: str) -> None:
        edition, found = Edition(lang, "patient"), ours().library.entry(LEAFLETS[lang], lang)
        self.page: Page = entry_page(ours(), edition, found)
        self.document: Document = document(ours(), edition, found)
        self.printed: Printed = printed(self.document, "A4")
        self.pdf = pikepdf.open(io.BytesIO(self.printed.pdf))
        reader = pypdfium2.PdfDocument(self.printed.pdf)
        self.texts = [packed(sheet.get_textpage().get_text_bounded()) for sheet in reader]
        self.first_sheet: Image.Image = reader[0].render(scale=3).to_pil()


def packed(text: str) -> str:
    """A text without spaces: where lines break in a PDF there may be one or none."""
    return "".join(text.split()).replace("\ufffe", "-").replace("\x02", "-")


made_in = cache(Made)


@pytest.fixture(params=LEAFLETS)
def made(request: pytest.FixtureRequest) -> Made:
    return made_in(request.param)


# A PDF that can be read aloud


def tags(element: Any) -> Iterator[Any]:
    """The elements of a structure tree, from its top."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from tags(child)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        if "/K" in element:
            yield from tags(element.K)


def test_a_leaflet_is_a_tagged_pdf_in_its_language(made: Made) -> None:
    root = made.pdf.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)
            ) == (made.page.lang, True, True)
    with made.pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert (told["dc:title"], told["dc:description"]) == (made.page.title,
                                                              made.page.description)
    assert 1 <= len(made.pdf.pages) == made.printed.sheets <= SHEETS


def test_its_structure_is_that_of_the_page(made: Made) -> None:
    found = [str(tag.S) for tag in tags(made.pdf.Root.StructTreeRoot.K)]
    assert found.count("/H1") == 1
    assert found.index("/H1") < found.index("/H2")
    assert {"/P", "/L", "/LI", "/LBody", "/Link", "/Sect"} <= set(found)
    for tag in tags(made.pdf.Root.StructTreeRoot.K):
        if tag.S == "/Figure":
            assert str(tag.Alt).strip()
        if tag.S == "/L":
            assert {str(child.S) for child in tag.K} <= {"/LI", "/L"}  # a list in columns has lists


def test_every_letter_is_in_a_font_that_is_in_the_file(made: Made) -> None:
    fonts = [font for page in made.pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        (below,) = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())
        assert "/ToUnicode" in font


def test_every_link_says_where_it_leads(made: Made) -> None:
    links = [link for page in made.pdf.pages for link in page.get("/Annots", [])]
    assert links
    targets = [str(link.A.URI) for link in links if "/A" in link]
    assert all(str(link.Contents).strip() for link in links)
    numbered = list(made.pdf.Root.StructTreeRoot.ParentTree.Nums)
    tagged = dict(zip(map(int, numbered[::2]), numbered[1::2], strict=True))
    assert {str(tagged[int(link.StructParent)].S) for link in links} == {"/Link"}
    assert all(target.startswith("https://") for target in targets)
    assert made.document.address in targets


# What stands in it


def paragraphs(html: str) -> list[str]:
    return [packed(Markup(text).striptags()) for text in re.findall(r"<(?:p|li|h\d)\b[^>]*>(.*?)</",
            re.sub(r"</?(?:a|b|sup|strong|em|span)\b[^>]*>", "", html), re.S)]


def test_its_texts_are_those_of_the_page(made: Made) -> None:
    lead = made.page.text.partition('<div class="ne-lead">')[2].partition("</div>")[0]
    whole = "".join(made.texts)
    for text in [packed(made.page.title), *paragraphs(lead)]:
        assert text in whole
    assert not re.search("[\u2060\ufffd\ue000-\uf8ff]", whole)


def test_it_ends_with_its_states_and_that_it_is_no_substitute(made: Made) -> None:
    t = ours().library.locales[made.page.lang].t
    said = ["foot.unreviewed", "foot.not-a-substitute", "foot.updated"]
    said += ["translation.draft"] if made.page.lang != "en" else []
    for key in said:
        assert packed(t(key)) in made.texts[-1]
    assert packed(made.document.address) in made.texts[-1]


def test_every_sheet_has_its_number_in_words(made: Made) -> None:
    t, sheets = ours().library.locales[made.page.lang].t, len(made.texts)
    for number, text in enumerate(made.texts, start=1):
        assert packed(t("leaflet.page", page=number, pages=sheets)) in text


def test_help_stands_on_one_sheet(made: Made) -> None:
    for section in re.findall(r'<section class="ne-section ne-help".*?</section>', made.page.text,
                              re.S):
        texts = paragraphs(section)
        assert len(texts) > 3
        sheets = {number for number, sheet in enumerate(made.texts) if all(
            re.sub(r"[\d,]*$", "", text)[:20] in sheet for text in texts)}
        assert len(sheets) == 1


def test_its_code_leads_to_the_page(made: Made) -> None:
    (code,) = zxingcpp.read_barcodes(made.first_sheet)
    assert code.text == made.document.address == f"{read_settings(ROOT).site_url}{made.page.url}"


def test_the_same_page_makes_the_same_bytes_on_the_same_paper() -> None:
    made = made_in("es")
    letter, again = (printed(made.document, paper).pdf for paper in ("Letter", "A4"))
    assert again == made.printed.pdf
    assert (sizes(again), sizes(letter)) == ([(595, 842)], [(612, 792)])


def sizes(pdf: bytes) -> list[tuple[int, ...]]:
    """Width and height of each sheet, in points."""
    return [tuple(round(float(side)) for side in sheet.MediaBox[2:])
            for sheet in pikepdf.open(io.BytesIO(pdf)).pages]


# Making them


SITE: Mapping[str, str] = {
    **FLOCK,
    "mkdocs.yml": f"site_url: {ADDRESS}\nplugins: [evidence: {{languages: [en, ko]}}]\n",
    "content/translations/ko/faqs/do-llamas-hum.yaml":
        "status: draft\nquestion: 라마는 흥얼거리나요?\n",
}


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "evidence.leaflets", *arguments], cwd=root,
                          env={**os.environ, **environment}, capture_output=True, text=True,
                          check=False)


def test_there_is_one_for_each_page_that_patients_take_home(write: Write) -> None:
    root = write({**SITE, "content/redirects.yaml": "llamas-sing: llamas-hum\n"})
    done = run(root, "--out", "made")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "5 leaflets in made\n")
    assert sorted(path.relative_to(root / "made").as_posix() for path in root.rglob("*.pdf")) == [
        "en/leaflets/patients/claims/llamas-hum.pdf",
        "en/leaflets/patients/claims/llamas-sing.pdf",  # what it was called before
        "en/leaflets/patients/faqs/do-llamas-hum.pdf",
        "en/leaflets/patients/guides/meeting-a-llama.pdf",
        "en/leaflets/patients/mechanisms/how-a-llama-hums.pdf",
        "ko/leaflets/patients/faqs/do-llamas-hum.pdf",
    ]


def test_letters_that_no_font_has_are_told_and_not_printed_as_boxes(write: Write) -> None:
    latin = fontpkg.select_file(fontpkg.families()["noto-sans"], 400, "normal").path.parent
    root = write({**SITE, "fonts.conf": f"<fontconfig><dir>{latin}</dir></fontconfig>"})
    done = run(root, "ko", FONTCONFIG_FILE=str(root / "fonts.conf"))
    assert (done.returncode, list(root.rglob("*.pdf"))) == (1, [])
    assert re.search(r"^no leaflets: ko/.*no font of this machine has the letter [가-힣] "
                     r"\(U\+\w{4}\).*apt-get install fonts-noto-cjk\)$", done.stderr)


@pytest.mark.parametrize(("module", "help_"), [
    ("raise ModuleNotFoundError('weasyprint')", "pip install 'needling-evidence[leaflets]'"),
    ("raise OSError('cannot load library libpango')", "libpangoft2-1.0-0 libharfbuzz-subset0): "
     "cannot load library libpango"),
])
def test_a_machine_that_cannot_print_says_what_to_install(
    write: Write, module: str, help_: str
) -> None:
    root = write({**SITE, "broken/weasyprint.py": module})
    done = run(root, "ko", PYTHONPATH=str(root / "broken"))
    assert (done.returncode, list(root.rglob("*.pdf"))) == (1, [])
    assert done.stderr.startswith("no leaflets: ")
    assert done.stderr.rstrip().endswith(help_)


def test_content_with_errors_makes_none(write: Write) -> None:
    root = write({**SITE, "content/faqs/spit.yaml": "question: [\n"})
    with pytest.raises(NotPrintedError, match=r"content/faqs/spit\.yaml:"):
        next(leaflets(root))
    with pytest.raises(NotPrintedError, match=r"no language fr$"):
        next(leaflets(write(SITE | {"content/faqs/spit.yaml": entry("faqs")}), ["fr"]))


def test_what_does_not_fit_on_two_sheets_is_said(write: Write) -> None:
    answer = "\n\n".join("  " + 150 * "Llamas hum. " for _ in range(9))
    made = maker(write({**SITE, "content/faqs/hums.yaml": entry("faqs", f"answer: |\n{answer}\n")}))
    found = document(made, Edition("en", "patient"), made.library.entry("hums"))
    with pytest.raises(NotPrintedError, match=r"faqs/hums\.pdf: takes more than 2 sheets of A4"):
        printed(found, "A4")


@pytest.mark.parametrize(("text", "written"), [
    ("Who? “Me”", '"Who? “Me”"'), ('"</style>\\', '"\\22 \\3c /style\\3e \\5c "'), ("", '""'),
])
def test_a_title_cannot_leave_the_style(text: str, written: str) -> None:
    assert css_text(text) == written


# The page itself, printed from the browser


def pages(write: Write, site_url: str = "", **settings: bool) -> dict[str, Page]:
    files = {path: text for path, text in SITE.items() if path != "mkdocs.yml"}
    site = build(Folders(write(files)), Settings(("en", "ko"), **settings), site_url=site_url)
    assert [str(problem) for problem in site.errors] == []
    return {page.url: page for page in site.pages}


FORMS = {f"en/patients/{rest}": True for rest in (
    "claims/llamas-hum/", "faqs/do-llamas-hum/", "guides/meeting-a-llama/",
    "mechanisms/how-a-llama-hums/")} | {f"en/clinicians/{rest}": False for rest in (
        "claims/llamas-hum/", "guides/meeting-a-llama/")} | {
    "en/patients/studies/llamas2014/": False, "en/patients/terms/llama/": False}


def test_patients_pages_have_what_paper_needs_and_others_have_not(write: Write) -> None:
    made = pages(write, ADDRESS)
    for url, wanted in FORMS.items():
        sheets = [found for _, found in elements(made[url].text)
                  if (found.get("class") or "").startswith("ne-sheet ne-")]
        assert len(sheets) == (2 if wanted else 0), url
        assert all("hidden" in sheet for sheet in sheets)
        assert made[url].paper == ("assets/leaflet.css" if wanted else "")
        assert "ne-sheet" not in made[url].core
        assert ADDRESS not in "".join(document.text for document in made[url].search)


def test_a_page_has_a_code_that_leads_to_it_where_its_address_is_known(write: Write) -> None:
    url = "en/patients/claims/llamas-hum/"
    assert decoded(pages(write, ADDRESS)[url].text) == [ADDRESS + url]
    assert decoded(pages(write)[url].text) == []


def decoded(html: str) -> list[str]:
    """What the codes of a page say, drawn from their path."""
    found = []
    code = r'<svg viewBox="0 0 (\d+) \d+" class="ne-sheet__code".*? d="([^"]*)"'
    for side, path in re.findall(code, html, re.S):
        picture, x, y = Image.new("L", (int(side), int(side)), 255), 0.0, 0.0
        for form, *numbers in re.findall(r"([Mmh])([\d.-]+)(?: ([\d.-]+))?", path):
            dx, dy = float(numbers[0]), float(numbers[1] or 0)
            if form == "h":
                picture.paste(0, (int(x), int(y), int(x + dx), int(y) + 1))
            x, y = (dx, dy) if form == "M" else (x + dx, y + dy)
        large = picture.resize((int(side) * 8, int(side) * 8), Image.Resampling.NEAREST)
        found += [code.text for code in zxingcpp.read_barcodes(large)]
    return found


def test_sources_stand_in_short_with_what_was_confirmed(write: Write) -> None:
    page = pages(write)["en/patients/claims/llamas-hum/"]
    (listed,) = re.findall(r'<ol class="ne-sheet__sources".*?</ol>', page.text, re.S)
    assert [" ".join(Markup(line).striptags().split()) for line in
            re.findall(r"<li.*?</li>", listed)] == ["Woolly 2014", "Woolly 2015"]
    assert values(listed, "id") == ["source-llamas2014", "source-sheep2015"]


LINK = 'type="application/pdf">'


def test_a_page_leads_to_its_pdf_only_where_the_site_says_that_there_are_any(write: Write) -> None:
    assert [page.url for page in pages(write).values() if LINK in page.text] == []
    made = pages(write, leaflets=True)
    links = {page.url: re.findall(rf'<a href="([^"]*)" {LINK}', page.text)
             for page in made.values()}
    assert {url: link for url, link in links.items() if link} == {
        "en/patients/claims/llamas-hum/": ["../../../leaflets/patients/claims/llamas-hum.pdf"],
        "en/patients/faqs/do-llamas-hum/": ["../../../leaflets/patients/faqs/do-llamas-hum.pdf"],
        "en/patients/guides/meeting-a-llama/":
            ["../../../leaflets/patients/guides/meeting-a-llama.pdf"],
        "en/patients/mechanisms/how-a-llama-hums/":
            ["../../../leaflets/patients/mechanisms/how-a-llama-hums.pdf"],
        "ko/patients/faqs/do-llamas-hum/": ["../../../leaflets/patients/faqs/do-llamas-hum.pdf"],
    }
