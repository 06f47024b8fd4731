"""What the reports dialog may ask of the desk, its papers and spreadsheets included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.period import Month
from desk_app.core.report import Report
from desk_app.qt.window_desk import Paper, WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.make_report import Wish, check_wish, make_report
from desk_app.services.record_print import Copy, next_copy, record_print
from desk_app.services.survey_report import assigned_staff, remember_staff

# A sentence for a code, in the language of the window.
Words = Callable[..., str]
# The paper of a report as PDF bytes with its check code; given by app.py.
MakeReport = Callable[[Any, Wish, Copy], tuple[bytes, str]]


class DeskReports:
    """The desk as the reports dialog sees it; everything is for a worker thread but `now`."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def staff(self) -> dict[str, str]:
        """Who is assigned to each survey form, as typed last."""
        return self._desk.read("report.see", assigned_staff)

    def report(self, wish: Wish, staff: Mapping[str, str] | None, words: Words) -> Report:
        """The report; what was typed about who is assigned is kept for the next one."""
        check_wish(wish, self.now())
        if staff is not None and self._staff_changed(staff):
            self._desk.write("report.see", lambda tx, _officer: _kept(tx, staff))
        now, catalogue = self.now(), self._desk.catalogue
        return self._desk.read(
            "report.see", lambda reader: make_report(reader, catalogue, wish, now, words)
        )

    def sheet(self, report: Report) -> bytes:
        """The report as an XLSX file."""
        # What writes papers and spreadsheets is loaded with the first of them, never at start.
        from desk_app.services.print_report import report_sheet  # noqa: PLC0415

        return report_sheet(report)

    def _staff_changed(self, staff: Mapping[str, str]) -> bool:
        known = self.staff()
        return any(words.strip() != known.get(form, "") for form, words in staff.items())


def _kept(tx: Any, staff: Mapping[str, str]) -> Changes:
    remember_staff(tx, staff)
    return Changes()


class ReportPaper:
    """A report as the preview prints it."""

    def __init__(self, desk: WindowDesk, wish: Wish) -> None:
        self._desk, self._wish = desk, wish
        # The two reports over the same statistics are counted apart.
        self._period = f"{wish.kind}_{wish.period}" if wish.kind == "progress" else wish.period

    def paper(self, _month: Month) -> Paper:
        """The report, ready to print."""

        def job(reader: Any) -> Paper:
            copy = next_copy(reader, self._period, self._desk.now(), self._wish.paper)
            pdf, check = self._desk.make_report(reader, self._wish, copy)
            return Paper(pdf, check, copy, self._period)

        return self._desk.read("report.see", job)

    def record_print(self, paper: Paper) -> bool:
        """Log that the report was printed; False when another copy came first."""

        def job(tx: Any, officer: OfficerId) -> tuple[Changes, bool]:
            changes = record_print(
                tx, paper.period, paper.copy, paper.check, officer, self._wish.paper
            )
            return changes or Changes(), changes is not None

        return self._desk.ask("report.see", job)
