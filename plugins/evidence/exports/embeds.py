"""Every entry and every section of a guide, bare, for other websites.

An embed is a whole page without our frame: it works without scripts, keeps nothing and asks nobody
else. Beside it lie the HTML without any document (a fragment) and what it says of itself to who
embeds by address (oEmbed 1.0).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from evidence import addresses, embedding
from evidence.editions import Locale
from evidence.entries.base import Entry
from evidence.exports.terminology import Made
from evidence.headers import embed_policy
from evidence.outputs import OutputFile, Page, page_path, relative
from evidence.suggesting import without_suggestions

WIDTH, HEIGHT = 600, 600
"""Pixels of a frame before its page has told how high it is."""
_LINK = re.compile(r'(?<= )href="(?!#|[a-z]+:)([^"]*)"')
_LEADS_OUT = re.compile(r"(<a )(?=[^>]*href=\"[^#])")
_HEADING = re.compile(r"<(/?)h([1-5])(?=[ >])")
_TOOLTIP = re.compile(r' data-(?:gloss|refs|alone|acupuncture|dry-needling)="[^"]*"(?=[^<]*>)')
_PICTURE = re.compile(r"<svg\b.*?</svg>", re.S)
_DRESS = re.compile(r' (?:class|data-[\w-]+|title|tabindex|role)="[^"]*"(?=[^<]*>)')
_PLACE = re.compile(r'(?<= )(id|href|aria-labelledby)="(#?)(?=[^"/:]+")(?=[^<]*>)')


def export_embeds(made: Made) -> Iterator[OutputFile]:
    """The files that embeds share, and the three forms of each entry and section."""
    for path, text in embedding.files().items():
        yield OutputFile(path, text)
    for page in made.pages:
        if not page.entry:
            continue
        yield from _forms(Embed(made, page, page.title, "", _lowered(page.core)))
        for part in page.parts:
            title = f"{part.title} – {page.title}"
            yield from _forms(Embed(made, page, title, part.id, part.text))


@dataclass(frozen=True)
class Embed:
    """A page, or the section of it that ``section`` names, to stand on another website."""

    made: Made
    page: Page
    title: str
    section: str
    body: str

    @property
    def entry(self) -> Entry:
        return self.made.library.entry(self.page.entry, self.page.lang)

    @property
    def locale(self) -> Locale:
        return self.made.library.locales[self.page.lang]

    @property
    def url(self) -> str:
        return addresses.embed(self.page.url, self.section)

    @property
    def full(self) -> str:
        """The address of the full page; of a section its place there."""
        return f"{self.page.url}#{self.section}" if self.section else self.page.url

    def to(self, url: str) -> str:
        """An address of the site as another website has to write it."""
        return f"{self.made.site_url}{url}" if self.made.site_url else relative(self.url, url)

    @property
    def frame_title(self) -> str:
        return f"{self.title} – {self.locale.t('site.name')}"


def _forms(embed: Embed) -> Iterator[OutputFile]:
    yield OutputFile(page_path(embed.url), document(embed))
    place = addresses.fragment(embed.page.url, embed.section)
    yield OutputFile(place, fragment(embed, place))
    if embed.made.site_url:
        yield OutputFile(addresses.oembed(embed.page.url, embed.section), oembed(embed))


def document(embed: Embed) -> str:
    """The embed as a page."""
    body = _LEADS_OUT.sub(r'\1target="_blank" ', _moved(embed, embed.body, embed.url))
    body = _TOOLTIP.sub("", body)
    return _render(embed, "embed.html", body=Markup(body), style=_from(embed, embedding.STYLE),
                   script=_from(embed, embedding.PAGE), full=_from(embed, embed.full),
                   oembed_url=addresses.oembed(embed.page.url, embed.section),
                   wishes=Markup(embedding.wishes()), policy=Markup(embed_policy()),
                   based_on=_based_on(embed))


def fragment(embed: Embed, place: str) -> str:
    """The embed as HTML to put into another page: no classes, no pictures, ids of its own."""
    moved = without_suggestions(_moved(embed, embed.body, place))
    body = _DRESS.sub("", _PICTURE.sub("", moved))
    # A page may hold several fragments.
    own = "-".join(filter(None, ("needling", embed.entry.id, embed.section)))
    body = _PLACE.sub(rf'\1="\2{own}-', body)
    full = embed.to(embed.full) if embed.made.site_url else relative(place, embed.full)
    return _render(embed, "fragment.html", body=Markup(body), full=full)


def oembed(embed: Embed) -> str:
    """What a publisher asks for who was given only an address (oEmbed 1.0, type rich)."""
    full, name = embed.to(embed.full), embed.locale.t("site.name")
    html = (f'<blockquote><a href="{escape(full)}">{escape(embed.title)}</a></blockquote>'
            f'<iframe src="{escape(embed.to(embed.url))}" width="100%" height="{HEIGHT}"'
            f' frameborder="0" title="{escape(embed.frame_title)}"></iframe>')
    said: dict[str, object] = {
        "version": "1.0", "type": "rich", "title": embed.title, "provider_name": name,
        "provider_url": embed.made.site_url, "cache_age": 86400, "width": WIDTH,
        "height": HEIGHT, "html": html,
    }
    return json.dumps(said, ensure_ascii=False)


def _render(embed: Embed, template: str, **values: object) -> str:
    translation = embed.made.library.translations.get((embed.page.lang, embed.page.entry))
    status = translation.status if translation and translation.shown else ""
    return embed.made.markup.env.get_template(template).render(
        embed=embed, entry=embed.entry, locale=embed.locale, t=embed.locale.t, page=embed.page,
        translation_status=status, **values)


def _based_on(embed: Embed) -> Markup:
    """Where the text comes from, for machines; an embed has no canonical address of its own."""
    said = json.dumps({
        "@context": "https://schema.org", "@type": "WebPage", "name": embed.title,
        "inLanguage": embed.page.lang, "dateModified": embed.entry.updated.isoformat(),
        "isBasedOn": embed.to(embed.page.url),
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }, ensure_ascii=False)
    return Markup(said.replace("<", "\\u003c"))


def _from(embed: Embed, url: str) -> str:
    return relative(embed.url, url)


def _lowered(body: str) -> str:
    """A body whose title is no longer the first heading of its page."""
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", body)


def _moved(embed: Embed, body: str, place: str) -> str:
    """A body whose links lead from another place to where they led before."""
    found: dict[str, str] = {}

    def write(match: re.Match[str]) -> str:
        if match[1] not in found:
            target = _resolved(embed.page.url, match[1])
            absolute = embed.made.site_url and place.endswith(".html")
            found[match[1]] = (f"{embed.made.site_url}{target}" if absolute
                               else relative(place, target))
        return f'href="{found[match[1]]}"'

    return _LINK.sub(write, body)


def _resolved(url: str, link: str) -> str:
    """Where a relative link of a page leads, from the root of the site."""
    folders = url.split("/")[:-1]
    steps = link.split("/")
    while steps and steps[0] in ("..", "."):
        if steps.pop(0) == "..":
            folders.pop()
    return "/".join([*folders, *steps])
