"""The desk as the page "Hồ sơ" uses it: work lists, one case, and every step one may take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk_app.core.case_lists import ListName
from desk_app.core.case_view import StepView
from desk_app.core.clock import Millis, day_of
from desk_app.core.numbers import number_prefix
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.advance_case import StepForm, restore_case, void_case
from desk_app.services.case_file import CaseFile, Proposed, lists_of, open_case, propose
from desk_app.services.case_lists import StartOfDay, WorkList, start_of_day, work_list
from desk_app.services.catalogue import changes_of_week
from desk_app.services.correct_case import CaseCorrection, correct_case
from desk_app.services.deadlines import calendar, shipped_calendar
from desk_app.services.take_steps import Taken, take_back_steps, take_step_again, take_steps


class DeskCases:
    """Ports of the page, of its dialogs and of the start of day, over one desk.

    Everything is for a worker thread but `now`, `procedure`, `officer`, `calendar`, `desk_of`,
    `own_prefix` and the two `why_not`.
    """

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk
        self._calendar = shipped_calendar()
        self._prefix = ""

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self._desk.procedure(code)

    def officer(self, officer_id: str) -> str:
        """The name of an officer."""
        return next((one.name for one in self._desk.officers() if one.id == officer_id), "")

    def calendar(self) -> WorkCalendar:
        """The working calendar, as it was when a list was read last."""
        return self._calendar

    def own_prefix(self) -> str:
        """What the numbers of this desk's own cases begin with, as they were read last."""
        return self._prefix

    def desk_of(self, subject: str) -> str:
        """The name of the desk where this began; "" for this one."""
        return self._desk.desk_of(subject)

    def why_not_advance(self) -> Problem | None:
        """Why whoever acts now may not take a step of a case."""
        return self._desk.why_not("case.advance")

    def why_not_correct(self) -> Problem | None:
        """Why whoever acts now may not correct or void a case."""
        return self._desk.why_not("case.correct")

    def work_list(self, name: ListName, words: str) -> WorkList:
        """One list, with the counts of all."""
        me, apology_days = self._me(), self._desk.settings.apology_days

        def job(reader: Any) -> WorkList:
            self._calendar, desk = calendar(reader), reader.desk
            self._prefix = number_prefix(desk.desk, desk.epoch).rstrip("-")
            return work_list(
                reader,
                self._calendar,
                self._desk.catalogue,
                self.now(),
                name,
                me=me,
                words=words,
                apology_days=apology_days,
            )

        return self._desk.read("case.list", job)

    def start_of_day(self) -> StartOfDay:
        """The numbers the day begins with."""
        days, now = self._desk.settings.apology_days, self.now()

        def job(reader: Any) -> StartOfDay:
            changes = len(changes_of_week(reader, day_of(now)))
            return start_of_day(reader, calendar(reader), now, apology_days=days, changes=changes)

        return self._desk.read("case.list", job)

    def opened(self, case_id: str) -> CaseFile | None:
        """One case, with the reckoning of its due moment."""
        catalogue = self._desk.catalogue
        return self._desk.read(
            "case.list", lambda reader: open_case(reader, catalogue, case_id, self.now())
        )

    def in_lists(self, case_id: str) -> tuple[ListName, ...]:
        """The lists a case stands in."""
        me = self._me()
        return self._desk.read(
            "case.list", lambda reader: lists_of(reader, case_id, self.now(), me)
        )

    def propose(self, case_id: str, kind: str) -> Proposed:
        """What a step would do to the case's time."""
        return self._desk.read(
            "case.list", lambda reader: propose(reader, case_id, kind, self.now())
        )

    def take(self, steps: Sequence[tuple[str, StepForm]]) -> tuple[Taken, ...]:
        """Write steps, all or none of them."""
        return self._desk.ask("case.advance", lambda tx, officer: take_steps(tx, steps, officer))

    def take_back(self, steps: Sequence[Taken], reason: str) -> None:
        """Take steps back that were just written."""
        self._desk.write(
            "case.advance", lambda tx, officer: take_back_steps(tx, steps, reason, officer)
        )

    def take_again(self, case_id: str, step: StepView, reason: str) -> None:
        """Write a step again that was taken back."""
        self._desk.write(
            "case.advance",
            lambda tx, officer: take_step_again(tx, case_id, step, reason, officer),
        )

    def correct(self, case_id: str, correction: CaseCorrection, reason: str) -> None:
        """Correct what is written of a case."""
        catalogue = self._desk.catalogue
        self._desk.write(
            "case.correct",
            lambda tx, officer: correct_case(tx, case_id, correction, reason, officer, catalogue),
        )

    def void(self, case_id: str, reason: str) -> None:
        """Void a case."""
        self._desk.write(
            "case.correct", lambda tx, officer: void_case(tx, case_id, reason, officer)
        )

    def restore(self, case_id: str, reason: str) -> None:
        """Let a voided case count again."""
        self._desk.write(
            "case.correct", lambda tx, officer: restore_case(tx, case_id, reason, officer)
        )

    def _me(self) -> str:
        return "" if self._desk.why_not("case.list") else str(self._desk.acting("case.list"))
