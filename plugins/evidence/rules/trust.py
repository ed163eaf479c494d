"""Rules on dates: what was reviewed, and when it is to be reviewed again."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.library import Library


def review_dates(library: Library) -> Iterator[Diagnostic]:
    """A review is due after it was made, and not overdue when its entry changes (NHS; PIF TICK).

    Overdue is told by the entry's own last change, never by the clock: the same files give the same
    answer every day.
    """
    for identifier, entry in library.entries.items():
        review = entry.reviewed
        if review and review.due <= review.on:
            yield Diagnostic("review-dates", f"reviewed on {review.on}, due on {review.due}",
                             library.locate(identifier, "reviewed", "due"),
                             "a review is due after it was made")
        elif review and review.due < entry.updated:
            yield Diagnostic("review-dates", f"the review was due on {review.due}, and the entry "
                             f"was changed on {entry.updated}",
                             library.locate(identifier, "reviewed", "due"),
                             "have it reviewed again", "warning")
