"""What a build makes: paths with text, and pages with what a frame needs to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OutputFile:
    """A file of the site; the path is relative to the site's root, with ``/``.

    What is no text (a picture) is bytes.
    """

    path: str
    text: str | bytes


@dataclass(frozen=True)
class Heading:
    """One line of a page's table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Alternate:
    """The same page in another edition; ``translated`` where it is really in that language."""

    lang: str
    url: str
    translated: bool = True


@dataclass(frozen=True)
class SearchDocument:
    """One thing a reader can find; ``text`` is plain HTML-free words, ``boost`` lifts its rank."""

    location: str
    title: str
    text: str
    boost: float = 1


@dataclass(frozen=True)
class HeadLink:
    """A link in the head of a page, for machines; ``url`` is relative to the site's root."""

    rel: str
    url: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True)
class Part:
    """A section of a page that can stand alone: its health aspect (schema.org) and its body."""

    id: str
    title: str
    aspect: str
    text: str


CARD_SIZE = (1200, 630)
"""Width and height of a card in pixels, as social media ask for it."""


@dataclass(frozen=True)
class Badge:
    """A word with the shape that stands beside it (``verdict.supported``), if it has one."""

    words: str
    shape: str = ""
    label: str = ""


@dataclass(frozen=True)
class Card:
    """The words of the picture that social media show beside a link; ``path`` is where it lies.

    ``text`` stands below the title if there is room for all of it.
    """

    path: str
    lang: str
    direction: str
    kind: str
    title: str
    site: str
    text: str = ""
    badges: tuple[Badge, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is written on it."""
        parts = [part for badge in self.badges for part in (badge.label, badge.words)]
        return tuple(filter(None, (self.kind, self.title, self.text, self.site, *parts)))

    @property
    def words(self) -> str:
        """What it says, for who cannot see it."""
        said = [f"{badge.label} {badge.words}".strip() for badge in self.badges]
        return " – ".join([self.kind, self.title, *said])


@dataclass(frozen=True)
class Page(OutputFile):
    """A page: ``text`` is the body as HTML, the frame comes from the theme.

    ``url`` is relative to the site's root and ends with ``/`` (empty for the home page); ``entry``
    is the id of the entry that the page shows. ``asides`` are the stretches of the body, from sign
    to sign, that belong to this page only and not to its embeds; ``parts`` are its sections that
    can stand alone. ``search_base`` is the URL of the folder whose search index the page uses.
    ``scripts`` are those that this page needs besides the site's; ``paper`` is the stylesheet by
    which it is printed, where it has one of its own; ``links`` and ``metas`` (names
    and contents) are for machines, and ``structured`` is what they read of the page, as JSON-LD
    without any "<"; ``card`` is the picture that stands for it in social media; ``cited`` are the
    keys in its list of references.
    """

    text: str
    url: str = ""
    title: str = ""
    lang: str = "en"
    direction: str = "ltr"
    audience: str = ""
    kind: str = ""
    description: str = ""
    search_base: str = ""
    edit_path: str = ""
    canonical: str = ""
    toc: tuple[Heading, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    other_audience: str = ""
    search: tuple[SearchDocument, ...] = ()
    scripts: tuple[str, ...] = ()
    structured: str = ""
    links: tuple[HeadLink, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    card: Card | None = None
    cited: tuple[str, ...] = ()
    entry: str = ""
    asides: tuple[tuple[int, int], ...] = ()
    paper: str = ""
    parts: tuple[Part, ...] = ()
    frame: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text_lang(self) -> str:
        """The language that the page is written in: that of the page which it repeats."""
        return self.canonical.partition("/")[0] if self.canonical else self.lang

    @property
    def core(self) -> str:
        """The body without what belongs to this page only."""
        kept, start = [], 0
        for begin, end in self.asides:
            kept.append(self.text[start:begin])
            start = end
        return "".join([*kept, self.text[start:]])


def page_path(url: str) -> str:
    """The file that a web server answers with for a URL that ends with ``/``."""
    return f"{url}index.html"


def relative(from_url: str, to_url: str) -> str:
    """A link from one page to another that works wherever the site is mounted."""
    start = from_url.split("/")[:-1]
    target, mark, fragment = to_url.partition("#")
    goal = target.split("/")
    same = 0
    while same < len(start) and same < len(goal) - 1 and start[same] == goal[same]:
        same += 1
    path = "../" * (len(start) - same) + "/".join(goal[same:])
    return (path or "./") + mark + fragment
