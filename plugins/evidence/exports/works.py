"""Works as they leave the site: what somebody has seen of each, and what became of it since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence import addresses
from evidence.bibliography import Reference
from evidence.editions import SOURCE_LANGUAGE, Edition
from evidence.entries.study import Study
from evidence.exports.terminology import Made


@dataclass(frozen=True)
class Work:
    """A record of the bibliography, its unconfirmed fields empty.

    ``page`` is the whole address of our page on it, where there is one and its address is known.
    ``status`` is that of the study; ``note`` says in words what its journal did about it.
    """

    reference: Reference
    page: str = ""
    status: str = "current"
    note: str = ""

    @property
    def appraisal(self) -> str:
        """Where we appraise it, in words."""
        return f"Appraised at {self.page}" if self.page else ""


def works(made: Made) -> dict[str, Work]:
    """Every record of the bibliography, by key and in the order of the keys."""
    return {key: _work(made, key) for key in sorted(made.library.bibliography)}


def _work(made: Made, key: str) -> Work:
    known, study = made.markup.formatted.known(key), made.library.study(key)
    if study is None:
        return Work(known)
    page = addresses.entry_page(Edition(SOURCE_LANGUAGE, "clinician"), study.folder, study.id)
    return Work(known, f"{made.site_url}{page}" if made.site_url else "", study.status,
                " ".join(_since(made, study)))


def _since(made: Made, study: Study) -> Iterator[str]:
    """``Retracted (1 May 2020). Its data were made up.``"""
    if study.status == "current":
        return
    locale = made.library.locales[SOURCE_LANGUAGE]
    said = locale.t(f"status.{study.status}")
    yield f"{said} ({locale.date(study.since)})." if study.since else f"{said}."
    if study.notice:
        yield made.terminology.words(study.notice)


def one_line(text: str) -> str:
    """A text without line breaks and other control characters, which would end a field."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
