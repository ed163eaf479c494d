"""What stands at the addresses of ids that entries once had: pages lead to where the entry is now,
and everything that other websites and programs hold stays where it was.

Static hosts have no other way. Source: HTML Living Standard, 4.2.5.3, "refresh"; Google Search
Central, "Redirects and Google Search" (an instant refresh counts as a permanent redirect).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence import addresses
from evidence.editions import editions
from evidence.exports.terminology import Made
from evidence.library import Library
from evidence.markup import PageMarkup
from evidence.outputs import OutputFile, page_path


def export_redirects(made: Made) -> Iterator[OutputFile]:
    """One page for each old id and edition; no list of pages and no search names them."""
    for edition in editions(made.library.locales):
        for old, new in sorted(made.library.redirects.items()):
            url = f"{edition.base}{made.library.entries[new].folder}/{old}/"
            page = PageMarkup(made.markup, edition, url)
            canonical = f"{made.site_url}{page.entry_url(new)}" if made.site_url else page.to(new)
            oembed = f"{made.site_url}{addresses.oembed(page.entry_url(new))}"
            yield OutputFile(page_path(url), page.render(
                "moved.html", target=page.to(new), canonical=canonical, name=page.name(new),
                oembed=oembed if made.site_url else ""))


def at_old_addresses(library: Library, files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The embeds, the data and the pictures of renamed entries once more, where others hold them.

    A frame on another website cannot be asked to move, and programs do not follow a refresh. The
    links of a copy lead to the same places: it lies in the same folder.
    """
    before: dict[str, list[str]] = {}
    for old, new in sorted(library.redirects.items()):
        before.setdefault(f"{library.entries[new].folder}/{new}", []).append(old)
    if not before:
        return
    places = re.compile(rf"/({'|'.join(map(re.escape, before))})(?=[/.])")
    for file in files:
        if found := places.search(file.path):
            folder = found[1].partition("/")[0]
            for old in before[found[1]]:
                start, end = found.span(1)
                yield OutputFile(f"{file.path[:start]}{folder}/{old}{file.path[end:]}", file.text)
