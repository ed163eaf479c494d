"""What a server says with each file: who may embed it, what it may load, how long it keeps.

Sources: W3C, Content Security Policy Level 3; the ``_headers`` files of static hosts. No file
matches two areas, because hosts join what two rules say, and two policies allow only what both do.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence import embedding
from evidence.outputs import OutputFile

DAY, YEAR = 86_400, 31_536_000
_INLINE = re.compile(r"<script>(.*?)</script>", re.S)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": f"max-age={YEAR}",
}
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True)
class Area:
    """A part of the site: its paths for static hosts, for other servers, and what is said there."""

    name: str
    paths: tuple[str, ...]
    pattern: str
    headers: dict[str, str]


def inline_hashes(html: str) -> list[str]:
    """By what a policy allows the scripts that stand in a page, in the order they stand there."""
    digests = (hashlib.sha256(text.encode()).digest() for text in _INLINE.findall(html))
    return [f"sha256-{base64.b64encode(digest).decode()}" for digest in digests]


def page_policy(scripts: Iterable[str]) -> str:
    """The policy of our own pages, as far as a ``<meta>`` can say it."""
    allowed = " ".join(["'self'", *(f"'{script}'" for script in scripts)])
    return ("default-src 'none'; "
            f"script-src {allowed}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            "connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; "
            "base-uri 'none'; form-action 'none'")


def embed_policy() -> str:
    """The policy of embeds, as far as a ``<meta>`` can say it."""
    return ("default-src 'none'; style-src 'self'; "
            f"script-src 'self' '{embedding.wishes_hash()}'; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'")


def areas(
    scripts: Iterable[str], languages: Iterable[str] = (), names: Iterable[str] = ()
) -> tuple[Area, ...]:
    """All areas; ``scripts`` are the hashes of those that stand in our pages, ``names`` the pages
    that stand right below a language.
    """
    page = SAFE | {"Content-Security-Policy": f"{page_policy(scripts)}; frame-ancestors 'self'",
                   "Referrer-Policy": "strict-origin-when-cross-origin",
                   "Cache-Control": "public, max-age=600"}
    embed = SAFE | {"Content-Security-Policy": f"{embed_policy()}; frame-ancestors *",
                    "Referrer-Policy": "no-referrer",
                    "X-Robots-Tag": "noindex, indexifembedded",
                    "Cache-Control": "public, max-age=3600, stale-while-revalidate=86400"}
    shared = SAFE | OPEN | {"Cache-Control": "public, max-age=3600"}
    text = shared | {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
                     "X-Robots-Tag": "noindex"}
    for_ever = SAFE | OPEN | {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return (
        Area("embeds", ("/:lang/embed/patients/*", "/:lang/embed/clinicians/*"),
             "^/[^/]+/embed/(patients|clinicians)/", embed),
        Area("fragments", ("/:lang/fragment/*",), "^/[^/]+/fragment/", text),
        Area("released scripts", tuple(f"/{path}" for path in embedding.immutable()),
             r"^/embed/v1\.[0-9a-f]+\.js$", for_ever),
        Area("shared files", (
            "/embed/v1.js", "/embed/element.js", "/embed/page.js", "/embed/embed.css",
            "/:lang/oembed/*", "/:lang/cards/*", "/api/*", "/codes/*", "/exports/*", "/schemas/*",
            "/:lang/changes.atom", "/:lang/changes.json",
        ), r"^/(embed/(v1|element|page)\.js$|embed/embed\.css$|[^/]+/(oembed|cards)/"
           r"|(api|codes|exports|schemas)/|[^/]+/changes\.(atom|json)$)", shared),
        # The form in the browser says in its page what it may load.
        Area("form", ("/admin/*",), "^/admin/",
             SAFE | {"Content-Security-Policy": "frame-ancestors 'none'",
                     "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex",
                     "Cache-Control": "no-cache"}),
        Area("our own files", ("/assets/*",), "^/assets/",
             SAFE | {"Cache-Control": f"public, max-age={DAY}"}),
        Area("pages", (
            "/", "/404.html", *(f"/{lang}/" for lang in languages), "/:lang/404.html",
            *(f"/:lang/{name}/" for name in names),
            "/:lang/patients/*", "/:lang/clinicians/*", "/:lang/rules/*", "/:lang/leaflets/*",
        ), "^/", page),
    )


def header_files(
    scripts: Iterable[str], pages: Iterable[str], root: str = "/"
) -> Iterator[OutputFile]:
    """The headers for hosts of static sites, for nginx and for Caddy; the site lies at ``root``,
    and ``pages`` are the addresses of its pages.
    """
    steps = [url.split("/") for url in pages]
    names = {step[1] for step in steps if len(step) == 3} - {"patients", "clinicians", "rules"}
    languages = {step[0] for step in steps if len(step) > 1}
    found = areas(list(scripts), sorted(languages), sorted(names))
    root = root.rstrip("/")
    yield OutputFile("_headers", _static(found, root))
    yield OutputFile("_headers.nginx", _nginx(found, root))
    yield OutputFile("_headers.caddy", _caddy(found, root))


def _static(found: Iterable[Area], root: str) -> str:
    rows = []
    for area in found:
        rows.append(f"# {area.name}\n")
        said = "".join(f"  {name}: {value}\n" for name, value in area.headers.items())
        rows += [f"{root}{path}\n{said}" for path in area.paths]
    return "".join(rows)


def _nginx(found: Iterable[Area], root: str) -> str:
    """A map for each header: the first pattern that fits gives the value, and none gives none."""
    found = list(found)
    rows = ["# For nginx: include this file in the http block, and put the lines at its end into\n"
            "# the server block.\n"]
    names = dict.fromkeys(name for area in found for name in area.headers)
    for name in names:
        rows.append(f"map $uri ${_variable(name)} {{\n")
        rows += [f'  "~{_below(root, area)}" "{area.headers.get(name, "")}";\n' for area in found]
        rows.append("}\n")
    rows += [f"# add_header {name} ${_variable(name)} always;\n" for name in names]
    return "".join(rows)


def _caddy(found: Iterable[Area], root: str) -> str:
    """Of blocks named handle only the first that fits counts."""
    rows = ["# For Caddy: in the block of the site, before file_server.\n"]
    for area in found:
        label = area.name.replace(" ", "-")
        rows.append(f"@{label} path_regexp {_below(root, area)}\nhandle @{label} {{\n")
        rows += [f'\theader {name} "{value}"\n' for name, value in area.headers.items()]
        rows.append("}\n")
    return "".join(rows)


def _below(root: str, area: Area) -> str:
    return f"^{root}{area.pattern.removeprefix('^')}"


def _variable(name: str) -> str:
    return f"needling_{name.lower().replace('-', '_')}"
