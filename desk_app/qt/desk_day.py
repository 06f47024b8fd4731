"""The desk as the day's lists use it: who waits, today's visits, and the acts that undo others."""

from __future__ import annotations

from typing import Any

from desk_app.core.clock import Millis, day_of
from desk_app.core.draft import Draft
from desk_app.core.ids import OfficerId
from desk_app.core.ops import NotOffered
from desk_app.core.procedure import Procedure
from desk_app.core.rating import Rating
from desk_app.core.visit import VisitForm
from desk_app.core.visit_case import VisitCase
from desk_app.core.visit_view import VisitView
from desk_app.core.waiting import Waiting
from desk_app.qt.window_desk import WindowDesk
from desk_app.services import waiting as lists
from desk_app.services.case_offers import cases_opened
from desk_app.services.changes import Changes
from desk_app.services.correct_taken_in import correct_taken_in, take_back_taken_in
from desk_app.services.drafts import keep_draft
from desk_app.services.rate_visit import rate_visit
from desk_app.services.take_back_correction import last_correction
from desk_app.services.take_in import restore_taken_in, void_taken_in
from desk_app.services.visit_times import VisitTimes, median_visit_time


class DeskDay:
    """Ports of the waiting list, of today's list and of undo, over one desk.

    Everything is for a worker thread but `now`, `tickets` and `procedure`.
    """

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def tickets(self) -> bool:
        """Whether this desk gives ticket numbers."""
        return self._desk.settings.tickets

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self._desk.procedure(code)

    def today(self) -> tuple[VisitView, ...]:
        """The visits of the present day."""
        return self._desk.today()

    def visit(self, visit_id: str) -> VisitView | None:
        """One visit."""
        return self._desk.visit(visit_id)

    def cases_of(self, visits: tuple[str, ...]) -> dict[str, tuple[VisitCase, ...]]:
        """The cases that each of these visits opened."""
        return self._desk.read("visit.list", lambda reader: cases_opened(reader, visits))

    def desk_of(self, subject: str) -> str:
        """The name of the desk where this began; "" for this one."""
        return self._desk.desk_of(subject)

    def visit_times(self) -> VisitTimes:
        """How long logging took today, for the desk as a whole."""
        day = day_of(self._desk.now())
        return self._desk.read("visit.list", lambda reader: median_visit_time(reader, day, day))

    def correct(self, visit_id: str, form: VisitForm, reason: str) -> str:
        """Correct a visit and its cases with a reason; the id of the correction."""
        catalogue = self._desk.catalogue

        def job(tx: Any, officer: OfficerId) -> tuple[Changes, str]:
            changes = correct_taken_in(tx, visit_id, form, reason, officer, catalogue)
            return changes, last_correction(tx, visit_id)

        return self._desk.ask("visit.correct", job)

    def take_back_correction(self, visit_id: str, correction: str, reason: str) -> None:
        """Set what a correction set to what stood there before."""
        catalogue = self._desk.catalogue
        self._desk.write(
            "visit.correct",
            lambda tx, officer: take_back_taken_in(
                tx, visit_id, correction, reason, officer, catalogue
            ),
        )

    def void(self, visit_id: str, reason: str) -> None:
        """Void a visit and the cases it opened, with a reason."""
        self._desk.write(
            "visit.void", lambda tx, officer: void_taken_in(tx, visit_id, reason, officer)
        )

    def restore(self, visit_id: str, reason: str) -> None:
        """Let a voided visit count again."""
        self._desk.write(
            "visit.void", lambda tx, officer: restore_taken_in(tx, visit_id, reason, officer)
        )

    def not_offered(self, visit_id: str, why: NotOffered) -> None:
        """Record why the citizen was not asked to rate."""
        rating = Rating(silence="not_offered", why=why)
        self._desk.write(
            "visit.rate", lambda tx, officer: rate_visit(tx, visit_id, rating, officer)
        )

    def waiting(self) -> tuple[Waiting, ...]:
        """Who waits, the longest waiting first."""
        return self._desk.read("visit.list", lists.waiting)

    def wait(self, form: VisitForm, draft: str) -> Waiting:
        """Put somebody at the end of the list; their draft is done."""
        return self._desk.ask(
            "visit.log",
            lambda tx, _officer: (
                Changes(waiting=True, drafts=bool(draft)),
                lists.wait(tx, form, draft),
            ),
        )

    def call(self, n: int, draft: str, content: str) -> Waiting:
        """Take somebody off the list; from now on they are this draft."""
        return self._desk.ask(
            "visit.log",
            lambda tx, officer: (
                Changes(waiting=True, drafts=True),
                lists.call(tx, n, draft, content, officer),
            ),
        )

    def leave(self, places: tuple[int, ...]) -> tuple[Waiting, ...]:
        """Take people off the list, all of them or none."""
        return self._desk.ask(
            "visit.log",
            lambda tx, _officer: (
                Changes(waiting=True),
                tuple(lists.leave(tx, n) for n in places),
            ),
        )

    def back(self, waiting: tuple[Waiting, ...], draft: str = "") -> None:
        """Put people back at the places they had; the draft one of them had become is done."""
        self._desk.ask(
            "visit.log",
            lambda tx, _officer: (
                Changes(waiting=True, drafts=bool(draft)),
                tuple(lists.back(tx, one, draft) for one in waiting),
            ),
        )

    def keep_again(self, draft: Draft) -> None:
        """Keep a draft that was thrown away, as it was."""
        self._desk.write("visit.log", lambda tx, _officer: keep_draft(tx, draft))
