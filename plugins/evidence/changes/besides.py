"""What readers get besides entries, compared: hand-written pages, words, old addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.changes.fields import carried_text, leaves, mentions_emergency, moved
from evidence.changes.values import Besides, FieldMoved, Version
from evidence.library import HandPage, Library

MAKING = ("plugins/", "overrides/", "mkdocs.yml")
"""Where the files lie that make the pages."""
WORDS = "plugins/evidence/locales"


def besides(before: Version, after: Version, names: Mapping[str, str], paths: tuple[str, ...]
            ) -> Besides:
    """``names`` are the new ids of what was renamed, ``paths`` the files that changed."""
    return Besides(
        pages=tuple(_pages(before.library, after.library, names)),
        words=tuple(moved(leaf, prose=True, safety=False)
                    for leaf in leaves(before.words, after.words)
                    if before.words and after.words),
        redirects=tuple(_redirects(before.library, after.library, names)),
        files=tuple(path for path in paths
                    if path.startswith(MAKING) and not path.startswith(f"{WORDS}/")),
    )


def _pages(old: Library, new: Library, names: Mapping[str, str]) -> Iterator[FieldMoved]:
    """Each changed page; of one that tells people to call for help otherwise, these paragraphs."""
    before = {path: [carried_text(part, names.items()) for part in parts]
              for path, parts in _paragraphs(old.pages).items()}
    after = _paragraphs(new.pages)
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path, []), after.get(path, [])
        if was != now:
            lost, come = _urgent(was, now), _urgent(now, was)
            yield (FieldMoved(path, lost, come, prose=True, safety=True) if lost or come else
                   FieldMoved(path, "\n\n".join(was), "\n\n".join(now), prose=True))


def _paragraphs(pages: tuple[HandPage, ...]) -> dict[str, list[str]]:
    return {page.path: [page.title, *page.text.split("\n\n")] for page in pages}


def _urgent(parts: list[str], others: list[str]) -> str:
    """The paragraphs on emergencies that stand in the one page and not in the other."""
    return "\n\n".join(part for part in parts if part not in others and mentions_emergency(part))


def _redirects(old: Library, new: Library, names: Mapping[str, str]) -> Iterator[FieldMoved]:
    """Old addresses that lead elsewhere now; those of renamed entries are told with them."""
    for gone in sorted(old.redirects.keys() | new.redirects.keys()):
        was, now = old.redirects.get(gone, ""), new.redirects.get(gone, "")
        if names.get(was, was) != now and names.get(gone) != now:
            yield FieldMoved(gone, was, now)
