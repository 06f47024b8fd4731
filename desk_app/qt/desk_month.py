"""What the month page may ask of the desk, its paper included."""

from __future__ import annotations

from functools import partial
from typing import Any

from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.ids import OfficerId
from desk_app.core.period import Month
from desk_app.qt.window_desk import MakeForm, Paper, WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.month_score import MonthFigures, month_figures
from desk_app.services.record_print import next_copy, record_print


class DeskMonth:
    """The desk as the month page and the preview of its paper see it.

    Everything is for a worker thread but `now` and `criteria`.
    """

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def criteria(self) -> CriteriaSet:
        """The criteria set that is scored."""
        return self._desk.criteria()

    def month_figures(self, month: Month) -> MonthFigures:
        """All that the page shows of a month."""

        def job(reader: Any) -> MonthFigures:
            criteria = self._desk.criteria_of(reader, month)
            earlier = partial(self._desk.criteria_of, reader)
            return month_figures(reader, criteria, month, self._procedure_name, earlier)

        return self._desk.read("score.see", job)

    def _procedure_name(self, code: str) -> str:
        found = self._desk.procedure(code)
        return code if found is None else found.short_name or found.name


class MonthPaper:
    """The month page as the preview prints it; `make` is given by app.py."""

    def __init__(self, desk: WindowDesk, make: MakeForm) -> None:
        self._desk, self._make = desk, make

    def paper(self, month: Month) -> Paper:
        """The page of a month, ready to print."""

        def job(reader: Any) -> Paper:
            copy = next_copy(reader, str(month), self._desk.now(), "month")
            criteria = self._desk.criteria_of(reader, month)
            pdf, check = self._make(reader, criteria, month, copy)
            return Paper(pdf, check, copy, str(month), criteria.version)

        return self._desk.read("print.assessment", job)

    def record_print(self, paper: Paper) -> bool:
        """Log that the page was printed; False when another copy came first."""

        def job(tx: Any, officer: OfficerId) -> tuple[Changes, bool]:
            changes = record_print(
                tx, paper.period, paper.copy, paper.check, officer, "month", paper.version
            )
            return changes or Changes(), changes is not None

        return self._desk.ask("print.assessment", job)
