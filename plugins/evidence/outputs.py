"""What a build makes: paths with text, and pages with what a frame needs to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OutputFile:
    """A file of the site; the path is relative to the site's root, with ``/``."""

    path: str
    text: str


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
class Page(OutputFile):
    """A page: ``text`` is the body as HTML, the frame comes from the theme.

    ``url`` is relative to the site's root and ends with ``/`` (empty for the home page).
    ``search_base`` is the URL of the folder whose search index the page uses. ``scripts`` are
    those that this page needs besides the site's; ``structured`` is what machines read of it, as
    JSON-LD without any "<".
    """

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
    frame: Mapping[str, Any] = field(default_factory=dict)


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
