"""Papers of cases and registers as the preview prints them; everything is for a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from desk_app.core.case_paper import CasePaper
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.qt.window_desk import Paper, WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.record_print import record_print

# What makes papers is loaded with the first of them, never at start.
if TYPE_CHECKING:
    from desk_app.services.case_papers import CasePapers, RegisterWish
    from desk_app.services.print_case import CasePrinted


class CasePaperJob:
    """One paper of some cases: made for the preview, recorded when the printer has it."""

    def __init__(self, desk: WindowDesk, paper: str, case_ids: Sequence[str]) -> None:
        self._desk, self._ids = desk, tuple(case_ids)
        self._paper = cast(CasePaper, paper)
        self._printed: CasePrinted | None = None

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Which forms of the desk's own were not used for it, and why."""
        return () if self._printed is None else self._printed.notes

    def paper(self, _month: Month) -> Paper:
        """The papers of all these cases, ready to print."""
        papers: CasePapers = self._desk.make_papers()
        now = self._desk.now()
        printed = self._desk.read(
            "print.case", lambda reader: papers.cases(reader, self._paper, self._ids, now)
        )
        self._printed = printed
        return Paper(printed.pdf, printed.checks[0], printed.copies[0], printed.paper)

    def record_print(self, _paper: Paper) -> bool:
        """Log every copy; False when another copy came first."""
        from desk_app.services.print_case import record_case_print  # noqa: PLC0415

        printed = self._printed

        def job(tx: Any, officer: OfficerId) -> tuple[Changes, bool]:
            changes = None if printed is None else record_case_print(tx, printed, officer)
            return changes or Changes(), changes is not None

        return self._desk.ask("print.case", job)


class RegisterJob:
    """A register: made for the preview, as a spreadsheet, recorded when the printer has it."""

    def __init__(self, desk: WindowDesk, wish: RegisterWish) -> None:
        self._desk, self._wish = desk, wish
        self.notes: tuple[Problem, ...] = ()
        """Which forms of the desk's own were not used for it, and why."""

    def paper(self, _month: Month) -> Paper:
        """The register, ready to print."""
        papers: CasePapers = self._desk.make_papers()
        now, wish = self._desk.now(), self._wish
        made = self._desk.read("print.case", lambda reader: papers.register(reader, wish, now))
        self.notes = papers.notes
        return Paper(made.pdf, made.check, made.copy, wish.counted_as)

    def workbook(self) -> bytes:
        """The register as XLSX."""
        papers: CasePapers = self._desk.make_papers()
        now, wish = self._desk.now(), self._wish
        return self._desk.read("print.case", lambda reader: papers.workbook(reader, wish, now))

    def record_print(self, paper: Paper) -> bool:
        """Log the copy; False when another copy came first."""

        def job(tx: Any, officer: OfficerId) -> tuple[Changes, bool]:
            changes = record_print(
                tx, paper.period, paper.copy, paper.check, officer, self._wish.logged_as
            )
            return changes or Changes(), changes is not None

        return self._desk.ask("print.case", job)


class DeskPapers:
    """The desk as the dialog of registers sees it."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def job(self, kind: str, first: date, last: date) -> RegisterJob:
        """The register of these days: "cases", "fees", or the name of a certification book."""
        from desk_app.services.case_papers import RegisterWish  # noqa: PLC0415
        from desk_app.services.print_register import Period  # noqa: PLC0415

        period = Period(first, last)
        match kind:
            case "cases":
                wish = RegisterWish(paper="case_07_register", period=period)
            case "fees":
                wish = RegisterWish(paper="fee_list", period=period)
            case _:
                wish = RegisterWish(paper="certification_book", period=period, book=kind)
        return RegisterJob(self._desk, wish)
