"""The page that says how complete the site is."""

from __future__ import annotations

from evidence import reporting
from evidence.editions import Edition
from evidence.entries import ENTRY_TYPES
from evidence.freshness import STATES
from evidence.outputs import Page
from evidence.pages.making import Maker

REPORT = "completeness"


def report_page(maker: Maker, lang: str, report: reporting.Report) -> Page:
    """``/{lang}/completeness/``: the counts of a report in a language."""
    edition = Edition(lang, "patient")
    view = maker.view(edition, f"{lang}/{REPORT}/")
    body = view.render("report.html", report=report, states=STATES,
                       kinds=[kind.kind for kind in ENTRY_TYPES])
    return maker.page(view, body, view.t("report.title"), kind="report", canonical=view.url,
                      description=view.t("report.lead"),
                      other_audience=edition.with_audience("clinician").base)
