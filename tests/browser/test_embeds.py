"""Our pages on other websites: two origins, a strict policy there, and no help from anybody.

Source of the receiver: WordPress 6.1, ``wp-includes/js/wp-embed.js`` as it behaves.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import ElementHandle, Frame, Page, expect

from browser.conftest import NewPage, Witness
from browser.foreign import Website, website
from browser.test_accessibility import violations
from evidence import addresses, embedding

pytestmark = pytest.mark.browser

GUIDE, SECTION = "patients/guides/risks-and-when-to-get-help/", "get-help"
SHOWN = "guides/risks-and-when-to-get-help/get-help"
CLAIM = "clinicians/claims/twitch-is-needed/"
SANDBOX = ("allow-scripts allow-popups allow-popups-to-escape-sandbox"
           " allow-top-navigation-by-user-activation")
BUDGET, REQUESTS = 25_000, 3
HEIGHT = "() => Math.ceil(document.documentElement.getBoundingClientRect().height)"


@pytest.fixture
def clinic(site: str) -> Iterator[Website]:
    """A website that lets nothing in but our frames, our script and our texts."""
    with website() as found:
        found.policy = (f"default-src 'none'; frame-src {site}; script-src {site}; "
                        f"connect-src {site}; style-src 'unsafe-inline'")
        yield found


def embed(page: str, section: str = "", lang: str = "en") -> str:
    return f"/{addresses.embed(f'{lang}/{page}', section)}"


def frame_of(page: Page) -> tuple[ElementHandle, Frame]:
    """The iframe of a page and what it shows, once that is there."""
    handle = page.wait_for_selector("iframe")
    assert handle
    frame = handle.content_frame()
    assert frame
    frame.wait_for_load_state()
    return handle, frame


def precise(site: str, address: str, more: str = "") -> str:
    """The tag with a script, as the builder writes it."""
    return (f'<iframe data-needle-embed src="{site}{address}" title="From Needling Evidence"'
            f' sandbox="{SANDBOX}" referrerpolicy="no-referrer" {more}'
            ' style="width:100%;border:0;height:600px"></iframe>'
            f'<script src="{site}/{embedding.parent_path()}" crossorigin="anonymous" defer'
            f' integrity="{embedding.parent_integrity()}"></script>')


# Sizes


def test_every_embed_is_small(built: Path) -> None:
    """At most 25 kB, packed, in three requests: the page, its style, its height."""
    shared = sum(packed(built / path) for path in (embedding.STYLE, embedding.PAGE))
    sizes = {file.parent.relative_to(built).as_posix(): packed(file) + shared
             for file in built.glob("*/embed/*/**/index.html")}
    assert max(sizes.values()) <= BUDGET, max(sizes, key=lambda path: sizes[path])
    assert median(sizes.values()) <= BUDGET / 2


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_the_scripts_are_smaller_than_their_limits() -> None:
    files = embedding.files()
    limits = {embedding.PAGE: 700, embedding.PARENT: 500}
    assert {path: len(gzip.compress(files[path].encode(), 9)) <= limit
            for path, limit in limits.items()} == dict.fromkeys(limits, True)


@pytest.mark.parametrize("address", [embed(GUIDE), embed(GUIDE, SECTION), embed(CLAIM),
                                     embed(CLAIM, lang="ko")])
def test_nothing_is_asked_for_but_the_embed_itself(
    clinic: Website, witness: Witness, site: str, address: str
) -> None:
    """Under a strict policy on both sides, with nothing stored and nothing complained of."""
    witness.page.goto(clinic.page("/", precise(site, address)))
    frame_of(witness.page)
    witness.page.wait_for_load_state("networkidle")
    ours = [url for url in witness.requests if url.startswith(site)]
    assert len([url for url in ours if "embed/v1." not in url]) == REQUESTS
    assert {url for url in witness.requests if url not in ours} == {f"{clinic.address}/"}
    assert witness.complaints == []
    context = witness.page.context
    assert context.cookies() == []
    assert context.storage_state()["origins"] == []


# Height


@pytest.mark.parametrize("width", [320, 600, 1000])
def test_the_height_is_that_of_the_text(
    clinic: Website, new_page: NewPage, site: str, width: int
) -> None:
    page = new_page(viewport={"width": 1200, "height": 900})
    page.goto(clinic.page("/", precise(site, embed(CLAIM))))
    handle, frame = frame_of(page)
    handle.evaluate("(frame, width) => { frame.style.width = `${width}px` }", width)
    settled(page, handle, frame)


def test_the_height_grows_with_the_text(clinic: Website, new_page: NewPage, site: str) -> None:
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(GUIDE, SECTION))))
    handle, frame = frame_of(page)
    settled(page, handle, frame)
    before = frame.evaluate(HEIGHT)
    frame.evaluate("() => { document.documentElement.style.fontSize = '250%' }")
    assert frame.evaluate(HEIGHT) > 1.5 * before
    settled(page, handle, frame)


def settled(page: Page, handle: ElementHandle, frame: Frame) -> None:
    """The frame gets as high as its text, without a scroll bar."""
    for _ in range(100):
        wanted, has = frame.evaluate(HEIGHT), handle.evaluate("frame => frame.clientHeight")
        if abs(wanted - has) <= 2:
            break
        page.wait_for_timeout(50)
    assert abs(wanted - has) <= 2
    assert frame.evaluate("() => innerHeight - document.documentElement.clientHeight") == 0


@pytest.mark.parametrize("sandbox", ["", SANDBOX])
@pytest.mark.parametrize("script", [True, False])
def test_without_our_script_the_frame_grows_or_scrolls(
    clinic: Website, new_page: NewPage, site: str, sandbox: str, script: bool
) -> None:
    """``frame-sizing`` where the browser has it, else the height given and a scroll bar."""
    page = new_page(java_script_enabled=script)
    page.goto(clinic.page("/", (
        f'<iframe src="{site}{embed(GUIDE, SECTION)}" title="x" sandbox="{sandbox}"'
        ' style="width:600px;height:auto;border:0;min-height:300px;frame-sizing:content-height">'
        '</iframe>')))
    expect(page.frame_locator("iframe").locator("h2").first).to_be_visible()
    expect(page.frame_locator("iframe").locator(".ne-emergency")).to_be_attached()
    has = page.locator("iframe").bounding_box()
    assert has
    if page.evaluate("CSS.supports('frame-sizing', 'content-height')"):
        assert has["height"] > 600
    else:
        assert has["height"] == 300


BAD_MESSAGES = [
    {"type": "other", "v": 1, "event": "height", "height": 500},
    {"type": "needle-embed", "v": 2, "event": "height", "height": 500},
    {"type": "needle-embed", "v": "1", "event": "height", "height": 500},
    {"type": "needle-embed", "v": 1, "event": "link", "height": 500},
    *({"type": "needle-embed", "v": 1, "event": "height", "height": height}
      for height in (79, 12001, 500.5, "500", "500px", -1, None, True, [500], {"a": 1})),
    "height", None, 7, [],
]


@pytest.mark.parametrize("message", BAD_MESSAGES, ids=str)
def test_a_message_of_the_wrong_form_changes_nothing(
    clinic: Website, new_page: NewPage, site: str, message: Any
) -> None:
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(GUIDE, SECTION))))
    handle, frame = frame_of(page)
    settled(page, handle, frame)
    before = handle.get_attribute("style")
    frame.evaluate("said => parent.postMessage(said, '*')", message)
    assert answered(page, frame) == before


def answered(page: Page, frame: Frame) -> str:
    """The style of the frame after the page has read all messages sent so far."""
    return str(page.evaluate("""async () => {
      await new Promise(done => {
        const channel = new MessageChannel(); channel.port1.onmessage = done;
        channel.port2.postMessage(0) });
      await new Promise(done => setTimeout(done, 50));
      return document.querySelector("iframe").getAttribute("style") }"""))


GOOD = {"type": "needle-embed", "v": 1, "event": "height", "height": 444}


def test_a_message_of_the_right_form_is_obeyed(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(GUIDE, SECTION))))
    handle, frame = frame_of(page)
    settled(page, handle, frame)
    frame.evaluate("said => parent.postMessage(said, '*')", GOOD)
    expect(page.locator("iframe")).to_have_css("height", "444px")


def test_a_message_from_elsewhere_changes_nothing(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    """From the page itself, from a frame that is not ours, and from a stranger in our frame."""
    clinic.policy = ""
    evil = clinic.page("/evil", "<h1>I am not the embed</h1>")
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(GUIDE, SECTION))
                          + f'<iframe id="other" src="{evil}"></iframe>'))
    handle, frame = frame_of(page)
    settled(page, handle, frame)
    before = handle.get_attribute("style")
    page.evaluate("said => postMessage(said, '*')", GOOD)
    other = page.query_selector("#other")
    assert other
    stranger = other.content_frame()
    assert stranger
    stranger.evaluate("said => parent.postMessage(said, '*')", GOOD)
    assert answered(page, frame) == before
    # A stranger in the place of the embed: the same window, another origin.
    handle.evaluate("(frame, evil) => { frame.removeAttribute('sandbox');"
                    " frame.contentWindow.location = evil }", evil)
    page.wait_for_function("() => document.querySelector('iframe').contentDocument?.title")
    intruder = handle.content_frame()
    assert intruder
    intruder.evaluate("said => parent.postMessage(said, '*')", GOOD)
    assert answered(page, intruder) == before


def test_a_changed_script_is_not_run(clinic: Website, new_page: NewPage, site: str) -> None:
    """The hash in the tag is that of the file: another hash, and the browser refuses it."""
    page = new_page()
    tag = precise(site, embed(GUIDE, SECTION)).replace("sha384-", "sha384-AAAA")
    page.goto(clinic.page("/", tag))
    handle, _ = frame_of(page)
    page.wait_for_load_state("networkidle")
    assert handle.evaluate("frame => frame.style.height") == "600px"


# Wishes

HOSTILE = [
    "accent=<script>alert(1)</script>", "accent=url(//evil.example/x)", "accent=red", "accent=fff",
    "accent=0b6e6", "accent=0b6e690", "accent=0b6e69;background:red", "accent=%23zzzzzz",
    "accent=0B6E6%00", "accent=１２３４５６", "accent=ffffff", "accent=fbfaf7", "accent=777777",
    "accent=var(--x)", "accent=expression(1)", "accent=-00001", "accent=0x1234", "accent=1e500",
    "theme=constructor", "theme=__proto__", "theme=LIGHT", "theme=dark light", "theme=\"><img>",
    "theme=slate", "text=xl", "text=toString", "text=1e9", "text=%3Cb%3E", "h=1", "chrome=none",
    "onload=alert(1)", "style=*{display:none}", "__proto__[accent]=ff0000", "theme=&theme=dark",
]


def test_hostile_wishes_change_nothing(new_page: NewPage, site: str) -> None:
    """Neither what stands there, nor its colours, nor what the page asks for."""
    page = new_page(color_scheme="light")
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith(site)
            else told.append(request.url))
    address = f"{site}{embed(GUIDE, SECTION)}"
    page.goto(address)
    plain = state(page)
    changed = {}
    for wish in HOSTILE:
        page.goto(f"{address}?{wish}")
        if state(page) != plain:
            changed[wish] = state(page)
    assert (changed, told) == ({}, [])


def state(page: Page) -> Any:
    return page.evaluate("""() => [document.documentElement.outerHTML.replace(/ style=""/, ""),
      ...[document.body, document.querySelector("a")].map(one =>
        [getComputedStyle(one).color, getComputedStyle(one).backgroundColor,
         getComputedStyle(one).fontSize])]""")


@pytest.mark.parametrize(("wish", "scheme", "background", "link"), [
    ("", "light", "rgb(251, 250, 247)", "rgb(11, 110, 105)"),
    ("", "dark", "rgb(20, 25, 31)", "rgb(95, 201, 192)"),
    ("theme=dark", "light", "rgb(20, 25, 31)", "rgb(95, 201, 192)"),
    ("theme=light", "dark", "rgb(251, 250, 247)", "rgb(11, 110, 105)"),
    ("theme=contrast", "dark", "rgb(255, 255, 255)", "rgb(0, 75, 71)"),
    ("accent=7a1fa2", "light", "rgb(251, 250, 247)", "rgb(122, 31, 162)"),
    ("accent=7a1fa2", "dark", "rgb(20, 25, 31)", "rgb(95, 201, 192)"),
    ("accent=ffcc00&theme=dark", "light", "rgb(20, 25, 31)", "rgb(255, 204, 0)"),
])
def test_wishes_are_granted_where_they_can_be_read(
    new_page: NewPage, wish: str, scheme: str, background: str, link: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{embed(GUIDE, SECTION)}?{wish}")
    expect(page.locator("body")).to_have_css("background-color", background)
    expect(page.locator(".ne-full a")).to_have_css("color", link)
    assert bare_violations(page) == []


def bare_violations(page: Page) -> list[str]:
    """What axe finds; the first heading of the page is that of the clinic."""
    return [found for found in violations(page) if not found.startswith("page-has-heading-one")]


def test_the_accent_follows_the_device(new_page: NewPage) -> None:
    page = new_page(color_scheme="light")
    page.goto(f"{embed(GUIDE, SECTION)}?accent=7a1fa2")
    expect(page.locator(".ne-full a")).to_have_css("color", "rgb(122, 31, 162)")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".ne-full a")).to_have_css("color", "rgb(95, 201, 192)")


def test_the_text_gets_larger_and_smaller(new_page: NewPage) -> None:
    page = new_page()
    sizes = []
    for size in "sml":
        page.goto(f"{embed(GUIDE, SECTION)}?text={size}")
        sizes.append(page.locator("p").first.evaluate(
            "p => parseFloat(getComputedStyle(p).fontSize)"))
    assert sizes == sorted(set(sizes))


# Everybody


@pytest.mark.parametrize("lang", ["en", "ko", "fr"])
@pytest.mark.parametrize(("path", "section"), [(GUIDE, ""), (GUIDE, SECTION), (CLAIM, "")])
def test_axe_finds_nothing_in_an_embed(
    new_page: NewPage, path: str, section: str, lang: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 800})
    page.goto(embed(path, section, lang))
    assert bare_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.documentElement.lang") == lang
    heads = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.localName)")
    assert heads[0] == "h2" and "h1" not in heads


def test_the_keyboard_passes_through(clinic: Website, new_page: NewPage, site: str) -> None:
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(GUIDE, SECTION))))
    _, frame = frame_of(page)
    count = frame.locator("a").count()
    page.locator("#before").focus()
    for _ in range(count):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.localName") == "iframe"
    page.keyboard.press("Tab")
    expect(page.locator("#after")).to_be_focused()


def test_links_open_beside_the_clinics_page(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(GUIDE, SECTION))))
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").locator(".ne-full a").click()
    expect(opened.value).to_have_url(f"{site}/en/{GUIDE}#{SECTION}")
    assert page.url == f"{clinic.address}/"


def test_a_reference_is_found_inside_the_embed(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    page = new_page()
    page.goto(clinic.page("/", precise(site, embed(CLAIM))))
    _, frame = frame_of(page)
    frame.locator(".ne-cite a").first.click()
    assert re.search(r"#ref-\w+$", frame.evaluate("location.href"))
    assert len(page.context.pages) == 1


# The web component


def test_the_component_puts_the_text_into_the_page(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    page = new_page()
    fragment = f"{site}/{addresses.fragment(f'en/{GUIDE}', SECTION)}"
    page.goto(clinic.page("/", (
        f'<script type="module" src="{site}/{embedding.ELEMENT}"></script>'
        f'<needle-page src="{fragment}"><a href="{site}/en/{GUIDE}">A link</a></needle-page>')))
    article = page.locator("needle-page article")
    expect(article.locator("h2").first).to_be_visible()
    assert article.get_attribute("lang") == "en"
    links = article.locator("a:not([href^='#'])").evaluate_all("links => links.map(a => a.href)")
    assert links and [link for link in links if not link.startswith("https://")] == []
    assert article.locator("[class], [style], svg, script").count() == 0
    mention = article.locator("a[href*=ref]").first
    expect(mention).to_have_css("color", article.evaluate("a => getComputedStyle(a).color"))
    address = page.url
    mention.click()
    expect(page.locator("needle-page :focus")).to_have_attribute("id", re.compile("ref-"))
    assert page.url == address


def test_the_component_takes_texts_from_nobody_else(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    clinic.policy = ""
    evil = clinic.page("/evil", "<article><h2>Evil</h2></article>")
    page = new_page()
    page.goto(clinic.page("/", (
        f'<script type="module" src="{site}/{embedding.ELEMENT}"></script>'
        f'<needle-page src="{evil}"><a href="#">A link</a></needle-page>')))
    page.wait_for_function("() => customElements.get('needle-page')")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("A link")).to_be_visible()
    assert page.evaluate("document.querySelector('needle-page').shadowRoot") is None


# WordPress

RECEIVER = """secret => {
  const frame = document.querySelector("iframe")
  window.addEventListener("message", ({ data, source, origin }) => {
    if (!data || !(data.secret || data.message || data.value)) return
    if (/[^a-zA-Z0-9]/.test(data.secret) || data.secret !== secret) return
    if (frame.contentWindow !== source) return
    frame.removeAttribute("style")
    if (data.message === "height") {
      let height = parseInt(data.value, 10)
      if (height > 1000) height = 1000
      else if (~~height < 200) height = 200
      frame.height = height
    }
    if (data.message === "link") {
      const here = new URL(frame.src), there = new URL(data.value)
      if (/^https?:$/.test(there.protocol) && here.host === there.host
          && document.activeElement === frame) window.top.location.href = data.value
    }
  })
  frame.contentWindow.postMessage({ message: "ready", secret }, "*")
}"""
"""What WordPress does with the messages of an embed, from before that has loaded: bounds of 200 and
1,000 pixels, links only to the host of the frame and only from the frame that has the focus."""


@pytest.fixture
def post(clinic: Website, new_page: NewPage, site: str, built: Path) -> Page:
    """A post of WordPress with the address of a section in it, made of our oEmbed file."""
    clinic.policy = ""
    page = new_page()
    said = json.loads((built / addresses.oembed(f"en/{GUIDE}", SECTION)).read_text("utf-8"))
    src = re.search(r'<iframe src="https://[^/]+([^"]+)"', said["html"])
    assert src
    page.goto(clinic.page("/", (
        f'<iframe sandbox="allow-scripts" security="restricted" title="{said["title"]}"'
        f' src="{site}{src[1]}#?secret=abc123XYZ0" data-secret="abc123XYZ0" width="600"'
        ' height="600" style="position:absolute;clip:rect(1px,1px,1px,1px)"></iframe>'
        f'<script>({RECEIVER})("abc123XYZ0")</script>'), ""))
    frame_of(page)
    return page


def test_wordpress_is_told_the_height(post: Page) -> None:
    _, frame = frame_of(post)
    post.wait_for_function("() => !document.querySelector('iframe').hasAttribute('style')")
    wanted = min(1000, frame.evaluate(HEIGHT))
    expect(post.locator("iframe")).to_have_attribute("height", str(wanted))


def test_wordpress_follows_a_link(post: Page, site: str) -> None:
    post.route("**/*", lambda route: route.continue_())
    post.frame_locator("iframe").locator(".ne-full a").click()
    expect(post).to_have_url(f"{site}/en/{GUIDE}#{SECTION}")


# The builder


def test_the_builder_writes_what_is_chosen(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.goto("/en/embed/")
    page.get_by_label("Page or section").select_option(SHOWN)
    page.locator("select[name=lang]").select_option("ko")
    page.locator("select[name=theme]").select_option("dark")
    page.get_by_label("Your colour").fill("#FFCC00")
    tag = page.locator("[data-kind=precise]")
    expect(tag).to_have_value(re.compile(re.escape(
        f'src="{site}/ko/embed/patients/guides/risks-and-when-to-get-help/get-help/'
        '?theme=dark&#38;accent=ffcc00"')))
    expect(tag).to_have_value(re.compile(re.escape(embedding.parent_integrity())))
    expect(page.locator(".ne-builder__verdict")).to_contain_text("easy to read")
    shown = page.frame_locator(".ne-builder__frame iframe")
    expect(shown.locator("html")).to_have_attribute("lang", "ko")
    title = shown.locator("h2").first.inner_text()
    expect(tag).to_have_value(re.compile(re.escape(title)))
    address = page.url
    other = new_page()
    other.goto(address)
    expect(other.locator("[data-kind=precise]")).to_have_value(tag.input_value())


def test_what_the_builder_writes_works_elsewhere(
    clinic: Website, new_page: NewPage, site: str
) -> None:
    page = new_page()
    page.goto(f"/en/embed/?show={SHOWN}")
    expect(page.locator("[data-kind=plain]")).to_have_value(re.compile("get-help"))
    tags = {kind: page.locator(f"[data-kind={kind}]").input_value()
            for kind in ("plain", "precise", "element", "link")}
    for kind, tag in tags.items():
        there = new_page()
        there.goto(clinic.page(f"/{kind}", tag))
        if kind in ("plain", "precise"):
            expect(there.frame_locator("iframe").locator("h2").first).to_be_visible()
        if kind == "precise":
            settled(there, *frame_of(there))
        if kind == "element":
            expect(there.locator("needle-page article h2").first).to_be_visible()
        if kind == "link":
            there.get_by_role("link", name="Needling Evidence").click()
            expect(there.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("colour", "said"), [
    ("ffffff", "too hard to read"), ("nonsense", "not a colour"), ("7a1fa2", "too hard to read")])
def test_the_builder_judges_a_colour(new_page: NewPage, colour: str, said: str) -> None:
    page = new_page()
    page.goto("/en/embed/")
    page.get_by_label("Your colour").fill(colour)
    expect(page.locator(".ne-builder__verdict")).to_contain_text(said)


def test_the_builder_judges_a_colour_for_light_and_for_dark(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/en/embed/")
    page.get_by_label("Your colour").fill("0b6e69")
    verdict = page.locator(".ne-builder__verdict")
    expect(verdict).to_have_text(re.compile("Light: .* easy to read.* Dark: .* too hard to read"))
    page.locator("select[name=theme]").select_option("light")
    expect(verdict).to_have_text(re.compile("^Your colour is easy to read"))


def test_a_width_can_be_typed(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto("/en/embed/")
    width = page.get_by_label("Width")
    width.fill("")
    for sign in "900":
        width.press(sign)
        page.wait_for_timeout(100)  # the preview is laid out anew in between
    expect(width).to_have_value("900")


def test_the_builder_copies(new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/en/embed/")
    tag = page.locator("[data-kind=link]")
    expect(tag).to_have_value(re.compile("<a href"))
    page.locator("[data-copy=link]").click()
    expect(page.locator("[data-copy=link]")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == tag.input_value()


def test_the_builder_is_useful_without_scripts(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/en/embed/")
    expect(page.locator(".ne-builder__form")).not_to_be_visible()
    expect(page.locator("[data-kind=plain]")).to_have_value(re.compile("<iframe src=\"https://"))
    page.get_by_text("Guide", exact=True).first.click()
    page.get_by_role("link", name="After a session").click()
    expect(page.locator("h2").first).to_have_text("After a session")
