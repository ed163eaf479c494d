"""The cards, read back with Pillow: what is on them, where, and that nothing is cut or missing."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, features

from conftest import Write
from evidence.diagnostics import Diagnostic
from evidence.entries.base import Certainty
from evidence.entries.claim import Claim
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Study
from evidence.exports.cards import kept, key
from evidence.exports.painting import (
    MARGIN,
    PAPER,
    RULE,
    TITLE_BOTTOM,
    TITLE_SIZES,
    TITLE_TOP,
    WIDTH,
    painted,
)
from evidence.exports.shapes import SHAPES, drawn
from evidence.exports.typesetting import fitted, pieces_of
from evidence.lettering import BOLD, REGULAR, Face, Lettering, fontconfig_name
from evidence.loading import Folders
from evidence.outputs import Badge, Card
from evidence.settings import Settings, settings_from
from evidence.site import Site, build
from fonts import MISSING, found
from hosting import ENVIRONMENT, HOSTED, MKDOCS, lay_out, settings
from samples import FLOCK, entry
from test_words import choices

URL = "https://llama.example/"
UNKNOWN = "\U000f0000"
"""A sign for private use: no font has it."""
CLAIM = Card("en/cards/claims/llamas-hum.png", "en", "ltr", "People say", "“Llamas hum.”",
             "Llama Evidence", "", (Badge("Holds", "verdict.supported"),
                                    Badge("low", "certainty.low", "Certainty:")))
KOREAN = replace(CLAIM, lang="ko", kind="사람들이 하는 말", title="“라마는 흥얼거린다.”")
ARABIC = replace(CLAIM, lang="ar", direction="rtl", kind="سؤال", title="هل يغني اللاما؟",
                 site="لاما", badges=())
TITLES = {
    "short": "Hum", "a sentence": "Llamas hum when they are happy and when they are fed.",
    "300 signs": "Llamas hum on hills. " * 14 + "Hum.", "no spaces": "hum" * 100,
    "wide letters": "W" * 300, "300 Chinese signs": "羊駝會哼歌，也會吃草。" * 27,
    "300 Korean signs": "라마는 풀을 먹을 때 흥얼거린다. " * 15,
    "marks": "e\u0301\u0302" * 100, "one long word": "A hum" + "m" * 120 + " is long.",
    "a whole page": "Llamas hum when they are fed. " * 60,
}


@pytest.fixture(scope="module")
def lettering() -> Lettering:
    assert found(), MISSING
    return Lettering()


def picture(card: Card, lettering: Lettering) -> Image.Image:
    return Image.open(io.BytesIO(painted(card, lettering)))


def ink(image: Image.Image, without: Image.Image | None = None) -> tuple[int, int, int, int]:
    """The box of all that is not paper, or that another picture does not have."""
    ground = without or Image.new("RGB", image.size, PAPER)
    box = ImageChops.difference(image.convert("RGB"), ground.convert("RGB")).getbbox()
    assert box is not None
    return box


# Pictures


@pytest.mark.parametrize("card", [CLAIM, KOREAN], ids=["en", "ko"])
def test_a_card_is_a_small_picture_with_a_palette(card: Card, lettering: Lettering) -> None:
    said = painted(card, lettering)
    with Image.open(io.BytesIO(said)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
        assert image.convert("RGB").getpixel((WIDTH // 2, 40)) == (0xFB, 0xFA, 0xF7)
    assert len(said) < 60_000


@pytest.mark.parametrize("text", ["kind", "title", "site", "text"])
def test_each_text_of_a_card_is_seen(text: str, lettering: Lettering) -> None:
    card = replace(CLAIM, text="A llama may hum.", badges=())
    left, top, right, bottom = ink(picture(card, lettering),
                                   picture(replace(card, **{text: ""}), lettering))
    assert right - left > 50
    assert 10 < bottom - top < 450


def test_each_badge_is_seen(lettering: Lettering) -> None:
    whole = picture(CLAIM, lettering)
    for number, badge in enumerate(CLAIM.badges):
        for field in ("words", "shape", "label"):
            if getattr(badge, field):
                changed = [*CLAIM.badges]
                changed[number] = replace(badge, **{field: ""})
                box = ink(whole, picture(replace(CLAIM, badges=tuple(changed)), lettering))
                assert TITLE_BOTTOM < box[1] < box[3] < RULE


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_of_any_length_stays_in_its_place(title: str, lettering: Lettering) -> None:
    card = replace(CLAIM, title=f"“{title}”", lang="zh-Hant" if "羊" in title else "en")
    box = ink(picture(card, lettering), picture(replace(card, title=""), lettering))
    assert box[0] >= MARGIN - 60  # an opening quotation mark hangs into the margin
    assert box[1] >= TITLE_TOP - 8  # above the first line stand second accents
    assert box[2] <= WIDTH - MARGIN + 8
    assert box[3] <= TITLE_BOTTOM + 16  # below the last line hang descenders


def test_long_words_in_badges_stay_on_the_card(lettering: Lettering) -> None:
    badges = tuple(replace(badge, words=badge.words * 9) for badge in CLAIM.badges)
    card = replace(CLAIM, badges=badges, site="Llama Evidence " * 3, kind="People say " * 6)
    box = ink(picture(card, lettering))
    assert (box[0], box[2]) == (0, WIDTH - MARGIN)


def test_in_right_to_left_writing_all_is_mirrored(lettering: Lettering) -> None:
    card = replace(CLAIM, title="Hum", badges=())
    left, right = (picture(replace(card, direction=way), lettering) for way in ("ltr", "rtl"))
    empty = [picture(replace(card, title="", direction=way), lettering) for way in ("ltr", "rtl")]
    here, there = ink(left, empty[0]), ink(right, empty[1])
    assert (here[0] - MARGIN, WIDTH - MARGIN - there[2]) == pytest.approx((0, 0), abs=10)
    for image, side in ((left, 5), (right, WIDTH - 5)):
        assert image.convert("RGB").getpixel((side, 5)) == (0x0B, 0x6E, 0x69)


def test_arabic_is_joined_or_not_drawn_at_all(lettering: Lettering) -> None:
    """Pillow joins letters where libraqm and FriBiDi are there."""
    assert lettering.reads(ARABIC.texts, "ar") == features.check("raqm")
    if features.check("raqm"):
        face = lettering.face("ببب", "ar")
        assert face is not None
        assert face.length("ببب", 100) < 0.9 * 3 * face.length("ب", 100)
        assert ink(picture(ARABIC, lettering))[2] == WIDTH


def test_the_same_card_is_the_same_picture_in_another_process(lettering: Lettering) -> None:
    program = (f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
               "import hashlib, test_cards as t\n"
               "from evidence.lettering import Lettering\n"
               "from evidence.exports.painting import painted\n"
               "for card in (t.CLAIM, t.KOREAN):\n"
               "    print(hashlib.sha256(painted(card, Lettering())).hexdigest())\n")
    here = [hashlib.sha256(painted(card, lettering)).hexdigest() for card in (CLAIM, KOREAN)]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                          check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    assert done.stdout.split() == here


# Shapes


def test_everything_with_a_shape_has_its_own() -> None:
    wanted = {f"{group}.{name}" for group, names in {
        "verdict": choices(Claim, "verdict"), "certainty": choices(Certainty, "level"),
        "standing": choices(Mechanism, "standing"),
        "status": choices(Study, "status") - {"current"}}.items() for name in names}
    assert SHAPES.keys() == wanted | {"mark"}
    masks = {name: drawn(name, 60) for name in SHAPES if not name.startswith("status.")}
    alike = [pair for pair in combinations(sorted(masks), 2)
             if masks[pair[0]].tobytes() == masks[pair[1]].tobytes()]
    assert alike == []
    assert all(mask.getextrema()[1] == 255 for mask in masks.values())  # type: ignore[index]


def test_more_certainty_is_more_ink() -> None:
    inked = [sum(drawn(f"certainty.{level}", 60).tobytes())
             for level in ("very-low", "low", "moderate", "high")]
    assert inked == sorted(set(inked))


# Letters


@pytest.mark.parametrize("card", [CLAIM, KOREAN, replace(CLAIM, lang="zh-Hant", title="「扎針」")],
                         ids=["en", "ko", "zh-Hant"])
def test_no_letter_is_a_box(card: Card, lettering: Lettering) -> None:
    """What a font draws for a sign is not what it draws for signs that it does not have."""
    for text in card.texts:
        for weight in (REGULAR, BOLD):
            face = lettering.face(text, card.lang, weight)
            assert face is not None
            font = face.at(60)
            box = bytes(font.getmask(UNKNOWN))
            assert [sign for sign in text if bytes(font.getmask(sign)) == box] == []


@pytest.mark.parametrize(("text", "lang"), [(UNKNOWN, "en"), (f"Hum {UNKNOWN}", "ko")])
def test_a_text_without_a_font_is_not_drawn(text: str, lang: str, lettering: Lettering) -> None:
    assert lettering.face(text, lang) is None
    assert not lettering.reads(("Hum", text), lang)


def test_what_leaves_no_ink_needs_no_letter(lettering: Lettering) -> None:
    face = lettering.face("a\u00a0b\u200b\u2060c\u202f\u200fd\ufe0f \t\n", "en")
    assert face == lettering.face("abcd", "en")


def test_latin_letters_look_alike_on_every_machine(lettering: Lettering) -> None:
    for lang in ("en", "fr", "ko", "zh-Hant", "ar"):
        face = lettering.face("Évidence 0.5 – “ça” κ", lang, BOLD)
        assert face is not None
        assert Path(face.path).name == "NotoSans[wdth,wght].ttf"


def test_fontconfig_is_asked_once_a_language_and_weight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, command = tmp_path / "asked", shutil.which("fc-match")
    fake = tmp_path / "fc-match"
    fake.write_text(f'#!/bin/sh\necho "$3" >> "{asked}"\nexec "{command}" "$@"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    lettering = Lettering()
    for number in range(30):
        assert lettering.reads((f"라마 {chr(0xac00 + number)}", "Hum"), "ko"), MISSING
    assert len(asked.read_text("utf-8").splitlines()) == 2


def test_without_fontconfig_there_are_the_fonts_of_the_packages(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    lettering = Lettering()
    assert lettering.reads(("Un lama fredonne",), "fr")
    assert not lettering.reads(("라마",), "ko")


def test_bold_is_bolder(lettering: Lettering) -> None:
    widths = []
    for weight in (REGULAR, BOLD):
        face = lettering.face("hum", "en", weight)
        assert face is not None
        widths.append(face.length("hum", 100))
    assert widths[0] < widths[1]


@pytest.mark.parametrize(("lang", "name"), [
    ("en", "en-us"), ("ko", "ko-kr"), ("zh-Hant", "zh-tw"), ("pt-BR", "pt-br"), ("ar", "ar-eg")])
def test_fontconfig_is_asked_for_a_language_by_its_likely_country(lang: str, name: str) -> None:
    assert fontconfig_name(lang) == name


# Lines


@pytest.mark.parametrize(("text", "pieces"), [
    ("Llamas hum", ["Llamas ", "hum"]),
    ("of substance P and more", ["of ", "substance P ", "and ", "more"]),
    ("«\u00a0Un lama\u00a0»", ["«\u00a0Un ", "lama\u00a0»"]),
    ("라마는 흥얼거린다.", ["라마는 ", "흥얼거린다."]),
    ("「扎針。」", ["「扎", "針。」"]),
    ("得氣（de qi）嗎？", ["得", "氣", "（de ", "qi）", "嗎？"]),
    ("", []),
])
def test_a_line_may_end_where_readers_expect_it(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


@given(st.text(st.sampled_from("aW mé.”“P 扎針。「」라마 \u00a0-"), max_size=200),
       st.integers(60, 900), st.integers(40, 500))
def test_no_text_is_cut_and_no_line_is_too_long(text: str, width: int, height: int) -> None:
    face = _cjk()
    lines = fitted(face, text, (width, height), TITLE_SIZES, 1.2)
    if lines is None:
        return
    assert "".join(lines.texts).replace(" ", "") == text.replace(" ", "")
    assert len(lines.texts) * lines.size * 1.2 <= height
    # A sign alone may be wider than the line.
    assert [line for line in lines.texts
            if face.length(line, lines.size) > width * 1.03 and len(line) > 2] == []


@cache
def _cjk() -> Face:
    face = Lettering().face("aWmé扎라", "ko", BOLD)
    assert face is not None, MISSING
    return face


def test_lines_are_about_as_long_as_each_other(lettering: Lettering) -> None:
    face = lettering.face("Hum", "en", BOLD)
    assert face is not None
    lines = fitted(face, "Llamas hum when they are happy and fed", (1000, 300), (80,), 1.2)
    assert lines is not None
    assert lines.texts == ("Llamas hum when", "they are happy and fed")


# The folder of painted cards


def test_a_card_is_painted_once(tmp_path: Path, lettering: Lettering) -> None:
    folder = tmp_path / "cards"
    picture = kept(CLAIM, lettering, folder)
    assert picture == painted(CLAIM, lettering)
    (file,) = folder.iterdir()
    assert (file.name, file.read_bytes()) == (f"{key(CLAIM, lettering)}.png", picture)
    file.write_bytes(b"painted before")
    assert kept(CLAIM, lettering, folder) == b"painted before"


@pytest.mark.parametrize("other", [
    replace(CLAIM, title="“Llamas sing.”"), replace(CLAIM, lang="fr"),
    replace(CLAIM, direction="rtl"), replace(CLAIM, badges=CLAIM.badges[:1])])
def test_whatever_shapes_a_card_is_in_its_key(other: Card, lettering: Lettering) -> None:
    assert key(other, lettering) != key(CLAIM, lettering)


def test_what_could_not_be_painted_leaves_nothing_behind(
    tmp_path: Path, lettering: Lettering
) -> None:
    with pytest.raises(AssertionError):
        kept(replace(CLAIM, title=UNKNOWN), lettering, tmp_path)
    assert list(tmp_path.iterdir()) == []


# The site


def made(write: Write, files: Mapping[str, str], **more: object) -> Site:
    settings = Settings(("en", "ko"), cards=True)
    return build(Folders(write(files)), settings, **{"site_url": URL, **more})  # type: ignore[arg-type]


def cards(site: Site) -> list[str]:
    return [file.path for file in site.files if file.path.endswith(".png")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flock with some Korean."""
    folder = tmp_path_factory.mktemp("flock")
    lay_out(folder, HOSTED)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return build(Folders(folder), Settings(("en", "ko"), cards=True), site_url=URL)


def test_every_entry_has_a_card_in_each_language_it_is_really_written_in(
    folder: Path, site: Site
) -> None:
    assert site.diagnostics == []
    assert cards(site) == sorted([
        *(f"en/cards/{entry.folder}/{entry.id}.png" for entry in site.library.entries.values()),
        "en/cards/site/home.png", "ko/cards/claims/llamas-hum.png", "ko/cards/site/home.png"])
    assert len([*(folder / ".cache/cards").iterdir()]) == len(cards(site))


def test_a_page_shows_the_card_of_the_language_it_is_written_in(site: Site) -> None:
    pages = {page.url: dict(page.metas) for page in site.pages}
    assert {url: pages[url]["og:image"].removeprefix(URL) for url in (
        "ko/clinicians/claims/llamas-hum/", "ko/patients/faqs/do-llamas-hum/", "ko/about/",
        "ko/method/", "", "en/patients/claims/")} == {
        "ko/clinicians/claims/llamas-hum/": "ko/cards/claims/llamas-hum.png",
        "ko/patients/faqs/do-llamas-hum/": "en/cards/faqs/do-llamas-hum.png",
        "ko/about/": "ko/cards/site/home.png", "ko/method/": "en/cards/site/home.png",
        "": "en/cards/site/home.png", "en/patients/claims/": "en/cards/site/home.png"}


def test_what_a_page_says_of_its_card_is_true(site: Site) -> None:
    files = {file.path: file.text for file in site.files}
    for page in site.pages:
        said = dict(page.metas)
        data = files[said["og:image"].removeprefix(URL)]
        assert isinstance(data, bytes)
        with Image.open(io.BytesIO(data)) as image:
            assert (image.get_format_mimetype(), *map(str, image.size)) == tuple(
                said[f"og:image:{name}"] for name in ("type", "width", "height"))
        assert said["twitter:card"] == "summary_large_image"
    page = next(page for page in site.pages if page.url == "en/patients/claims/llamas-hum/")
    assert dict(page.metas)["og:image:alt"] == (
        "People say – “Llamas hum when they are happy.” – Holds – Certainty: low")


@pytest.mark.parametrize("more", [{"site_url": ""}, {"forgiving": True}])
def test_without_an_address_or_while_one_writes_no_card_is_made(
    write: Write, more: Mapping[str, object]
) -> None:
    site = made(write, FLOCK, **more)
    assert cards(site) == []
    assert {dict(page.metas)["twitter:card"] for page in site.pages} == {"summary"}


def test_cards_are_made_where_the_settings_ask_for_them(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings(), site_url=URL)
    assert cards(site) == []
    assert not (write({}) / ".cache").exists()


@pytest.mark.parametrize(("options", "wanted"), [
    ({}, False), ({"cards": True}, True), ({"cards": "true"}, True), ({"cards": "no"}, False)])
def test_a_setting_asks_for_cards(options: Mapping[str, object], wanted: bool) -> None:
    assert settings_from(options).cards is wanted


def test_mkdocs_writes_the_cards_as_they_are(tmp_path: Path, site: Site) -> None:
    lay_out(tmp_path, {**HOSTED, "mkdocs.yml": settings(evidence={"cards": True})})
    subprocess.run([*MKDOCS, "build", "--quiet"], cwd=tmp_path, env=ENVIRONMENT, check=True,
                   timeout=120)
    written = {path.relative_to(tmp_path / "site").as_posix(): path.read_bytes()
               for path in (tmp_path / "site").rglob("cards/**/*.png")}
    assert written == {file.path: file.text for file in site.files if file.path in cards(site)}
    page = (tmp_path / "site/en/patients/claims/llamas-hum/index.html").read_text("utf-8")
    assert (f'<meta property="og:image" content="{URL.replace("llama", "llamas")}'
            'en/cards/claims/llamas-hum.png">') in page


def test_where_letters_are_missing_the_english_card_stands_in_and_somebody_is_told(
    write: Write
) -> None:
    site = made(write, {**HOSTED, "content/translations/ko/claims/llamas-hum.yaml":
                        f"statement: 라마 {UNKNOWN}\n"})
    (page,) = (page for page in site.pages if page.url == "ko/patients/claims/llamas-hum/")
    assert page.card is not None
    assert page.card.path == "en/cards/claims/llamas-hum.png"
    assert told(site) == [
        "mkdocs.yml:1:1: warning: cards in 'ko' that are not made because no font on this machine "
        "has all their letters: 1 (install one; on Debian: apt-get install fontconfig "
        "fonts-noto-core fonts-noto-cjk) [no-font]"]


def test_a_machine_without_korean_letters_makes_all_other_cards(
    folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    bare = build(Folders(folder), Settings(("en", "ko"), cards=True), site_url=URL)
    assert cards(bare) == [path for path in cards(site) if not path.startswith("ko/")]
    assert [said.partition(" that")[0] for said in told(bare)] == [
        "mkdocs.yml:1:1: warning: cards in 'ko'"]


def test_where_the_english_letters_are_missing_the_card_of_the_site_stands_in(
    write: Write
) -> None:
    site = made(write, {**FLOCK, "content/faqs/do-llamas-hum.yaml": entry(
        "faqs", f"question: Do llamas hum {UNKNOWN}?\n")})
    (page,) = (page for page in site.pages if page.url == "en/patients/faqs/do-llamas-hum/")
    assert page.card is not None
    assert page.card.path == "en/cards/site/home.png"
    assert len(told(site)) == 1


def test_a_lead_without_letters_is_left_out(write: Write) -> None:
    site = made(write, {**FLOCK, "content/faqs/do-llamas-hum.yaml": entry(
        "faqs", f"question: Do llamas hum?\nshort: They {UNKNOWN}.\n")})
    (page,) = (page for page in site.pages if page.url == "en/patients/faqs/do-llamas-hum/")
    assert page.card is not None
    assert (page.card.title, page.card.text) == ("Do llamas hum?", "")
    assert told(site) == []


def told(site: Site) -> list[str]:
    return [str(problem) for problem in site.diagnostics if isinstance(problem, Diagnostic)
            and problem.code == "no-font"]


def test_a_study_that_was_retracted_says_so_on_its_card(write: Write) -> None:
    site = made(write, {**FLOCK, "content/claims/llamas-hum.yaml": entry("claims"),
                        "content/studies/sheep2015.yaml": entry(
                            "studies", "status: retracted\nsince: 2020-05-01\nnotice: No.\n")})
    cards = {page.entry: page.card for page in site.pages if page.card}
    assert cards["sheep2015"].badges == (Badge("Retracted", "status.retracted"),)
    assert cards["llamas2014"].badges == (Badge("Survey · 1,200 animals"),)
    assert (cards["llamas2014"].kind, cards["llamas2014"].title) == (
        "Study · Woolly 2014", "Llamas that hum")


def test_a_mechanism_says_how_well_it_is_supported(write: Write) -> None:
    site = made(write, FLOCK)
    cards = {page.entry: page.card for page in site.pages if page.card}
    assert cards["how-a-llama-hums"].badges == (
        Badge("a hypothesis", "standing.hypothesis", "How well supported:"),)
