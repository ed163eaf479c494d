"""The page that says how complete the site is."""

from __future__ import annotations

from evidence import reporting
from evidence.editions import Edition
from evidence.outputs import Page
from evidence.pages.making import Maker

REPORT = "completeness"


def report_page(maker: Maker, lang: str, report: reporting.Report) -> Page:
    """``/{lang}/completeness/``: the counts of a report in a language."""
    edition = Edition(lang, "patient")
    view = maker.view(edition, f"{lang}/{REPORT}/")
    highest = next(iter(report.reading_grades.items()), None)
    body = view.render("report.html", report=report, highest=highest)
    return maker.page(view, body, view.t("report.title"), kind="report", canonical=view.url,
                      description=view.t("report.lead"),
                      other_audience=edition.with_audience("clinician").base)
