"""Pages at the addresses of ids that entries once had: each leads to where the entry is now.

Static hosts have no other way. Source: HTML Living Standard, 4.2.5.3, "refresh"; Google Search
Central, "Redirects and Google Search" (an instant refresh counts as a permanent redirect).
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.editions import editions
from evidence.exports.terminology import Made
from evidence.markup import PageMarkup
from evidence.outputs import OutputFile, page_path


def export_redirects(made: Made) -> Iterator[OutputFile]:
    """One page for each old id and edition; no list of pages and no search names them."""
    for edition in editions(made.library.locales):
        for old, new in sorted(made.library.redirects.items()):
            url = f"{edition.base}{made.library.entries[new].folder}/{old}/"
            page = PageMarkup(made.markup, edition, url)
            canonical = f"{made.site_url}{page.entry_url(new)}" if made.site_url else page.to(new)
            yield OutputFile(page_path(url), page.render(
                "moved.html", target=page.to(new), canonical=canonical, name=page.name(new)))
