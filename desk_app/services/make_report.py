"""Make any of the reports for a day or a period: figures, words, and what was asked wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from desk_app.core.clock import Millis, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.report import Report, ReportKind
from desk_app.core.vietnamese import date_text
from desk_app.services.case_statistics import (
    CaseStatistics,
    case_statistics,
    progress_report,
    statistics_report,
)
from desk_app.services.day_sheet import DayFigures, day_report, day_sheet
from desk_app.services.deadlines import counting_of
from desk_app.services.record_print import PaperName
from desk_app.services.survey_report import SurveyFigures, survey_figures, survey_report
from desk_app.store.store import Reader

Say = Callable[..., str]
LONGEST = 366 * 5
Figures = DayFigures | SurveyFigures | CaseStatistics


# Under which name a printed copy of a report is counted.
PAPER_OF: dict[ReportKind, PaperName] = {
    "day": "day_sheet",
    "survey": "survey_report",
    "statistics": "case_statistics",
    "progress": "case_statistics",
}


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: a report and its days, both included; the day sheet is about the last.

    taken_part: how many answered a survey form elsewhere, where somebody knows.
    """

    kind: ReportKind
    first: date
    last: date
    taken_part: Mapping[str, int] = msgspec.field(default_factory=dict)

    @property
    def paper(self) -> PaperName:
        """Under which name a printed copy is counted."""
        return PAPER_OF[self.kind]

    @property
    def period(self) -> str:
        """The days as they name a paper: 2026-10-05, 2026-10-01_2026-10-31."""
        return (
            f"{self.last}"
            if self.kind == "day" or self.first == self.last
            else f"{self.first}_{self.last}"
        )


def check_wish(wish: Wish, now: Millis) -> None:
    """UserProblem when the days cannot be reported on."""
    today = day_of(now)
    if wish.last > today:
        raise UserProblem(Problem("report.future", "last", {"day": date_text(wish.last)}))
    if wish.first > wish.last:
        values = {"first": date_text(wish.first), "last": date_text(wish.last)}
        raise UserProblem(Problem("report.period_order", "first", values))
    days = (wish.last - wish.first).days + 1
    if days > LONGEST:
        values = {"have": str(days), "most": str(LONGEST)}
        raise UserProblem(Problem("report.too_long", "first", values))


def report_figures(reader: Reader, catalogue: Catalogue, wish: Wish, now: Millis) -> Figures:
    """The figures of a report."""
    check_wish(wish, now)
    match wish.kind:
        case "day":
            return day_sheet(reader, counting_of(reader).calendar, wish.last, now)
        case "survey":
            return survey_figures(reader, wish.first, wish.last, wish.taken_part)
        case "statistics" | "progress":
            calendar = counting_of(reader).calendar
            return case_statistics(reader, catalogue, calendar, wish.first, wish.last, now)


def report_words(figures: Figures, kind: ReportKind, catalogue: Catalogue, say: Say) -> Report:
    """The report in words."""
    match figures:
        case DayFigures():
            return day_report(figures, catalogue, say)
        case SurveyFigures():
            return survey_report(figures, say)
        case CaseStatistics():
            return (
                progress_report(figures, say)
                if kind == "progress"
                else statistics_report(figures, say)
            )


def make_report(reader: Reader, catalogue: Catalogue, wish: Wish, now: Millis, say: Say) -> Report:
    """The report that is asked for; UserProblem when its days cannot be reported on."""
    return report_words(report_figures(reader, catalogue, wish, now), wish.kind, catalogue, say)
