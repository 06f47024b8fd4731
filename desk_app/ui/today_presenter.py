"""What the list of a day's visits shows: one row a visit, and the day's sums in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.clock import Millis, local
from desk_app.core.errors import UserProblem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.ui.stage import Count, Run, Say

OUTCOME_STATES = {
    "accepted": ("circle-half-2", "text2", mark("đã nhận")),
    "done": ("check", "text2", mark("xong")),
    "supplement": ("hourglass", "near", mark("cần bổ sung")),
    "refused": ("x", "late", mark("từ chối")),
    "returned": ("arrow-back-up", "text2", mark("đã trả")),
}


class TodayPort(Protocol):
    """What the list of a day needs from the desk."""

    def today(self) -> tuple[VisitView, ...]: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def correct(self, visit_id: str, form: VisitForm, reason: str) -> None: ...
    def void(self, visit_id: str, reason: str) -> None: ...


class TodayView(Protocol):
    """What the presenter asks of the list."""

    def show_rows(self, rows: tuple[Row, ...], facts: str, empty: str) -> None: ...


class TodayPresenter:
    """Keeps the day's rows and says them in the present language."""

    def __init__(
        self,
        port: TodayPort,
        run: Run,
        say: Say,
        count: Count,
        view: TodayView,
        last_changed: Callable[[Millis | None], None],
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._view, self._last_changed = view, last_changed
        self._visits: tuple[VisitView, ...] = ()

    def reload(self) -> None:
        """Read the day again; the old rows stay until the new ones are there."""
        self._run(self._port.today, self._on_read)

    def forget(self) -> None:
        """Show nothing: whoever acts now may not see who came."""
        self._visits = ()
        self._view.show_rows((), "", "")
        self._last_changed(None)

    def visit(self, visit_id: str) -> VisitView | None:
        """The visit of this row."""
        return next((v for v in self._visits if v.id == visit_id), None)

    def correct(
        self,
        visit_id: str,
        form: VisitForm,
        reason: str,
        then: Callable[[], None],
        failed: Callable[[UserProblem], None],
    ) -> None:
        """Correct a visit; `then` when it is written, `failed` with what must change first."""
        self._run(lambda: self._port.correct(visit_id, form, reason), lambda _: then(), failed)

    def void(
        self,
        visit_id: str,
        reason: str,
        then: Callable[[], None],
        failed: Callable[[UserProblem], None],
    ) -> None:
        """Void a visit with its reason."""
        self._run(lambda: self._port.void(visit_id, reason), lambda _: then(), failed)

    def say_again(self) -> None:
        """Say the same rows in the present language."""
        self._show()

    def _on_read(self, visits: tuple[VisitView, ...]) -> None:
        self._visits = tuple(sorted(visits, key=lambda v: (v.at, v.id), reverse=True))
        kept = [v.recorded for v in self._visits if not v.voided]
        self._last_changed(max(kept) if kept else None)
        self._show()

    def _show(self) -> None:
        rows = tuple(Row(v.id, self._cells(v)) for v in self._visits)
        empty = self._say("Chưa có lượt nào hôm nay. Gõ tên ở dòng trên, Ctrl Enter để ghi.")
        self._view.show_rows(rows, self._facts(), empty)

    def _facts(self) -> str:
        kept = [v for v in self._visits if not v.voided]
        questions = sum(v.purpose == "question" for v in kept)
        facts = [self._count("{n} lượt", len(kept))]
        if questions:
            facts.append(self._count("{n} lượt chỉ hỏi", questions))
        voided = len(self._visits) - len(kept)
        if voided:
            facts.append(self._count("{n} lượt đã hủy", voided))
        return " · ".join(facts)

    def _cells(self, visit: VisitView) -> tuple[Cell, ...]:
        faint = "text3" if visit.voided else "text"
        return (
            Cell(local(visit.at).strftime("%H:%M"), faint),
            self._person(visit, faint),
            Cell(self.matter(visit), "text3" if visit.voided else "text"),
            self._state(visit),
        )

    def _person(self, visit: VisitView, tone: str) -> Cell:
        if visit.purpose == "question":
            return Cell(self._say("chỉ hỏi"), "text2")
        return Cell(visit.name or visit.organisation, tone)

    def matter(self, visit: VisitView) -> str:
        """What the visit was about, in one line."""
        names = []
        for code in visit.procedures:
            procedure = self._port.procedure(code)
            names.append((procedure.short_name or procedure.name) if procedure else code)
        if len(names) > 1:
            return self._count("{first} và {n} việc khác", len(names) - 1, first=names[0])
        if names:
            return names[0]
        if visit.purpose == "online_help":
            return self._say("Giúp nộp trực tuyến")
        return visit.note

    def _state(self, visit: VisitView) -> Cell:
        if visit.voided:
            return Cell(self._say("đã hủy"), "text3", "trash")
        if visit.conflicts:
            return Cell(self._say("hai cách ghi"), "held", "arrows-split-2")
        if visit.late:
            return Cell(self._say("ghi muộn"), "near", "clock")
        if visit.purpose == "question":
            return Cell(self._say("đã trả lời"), "text2", "check")
        icon, tone, words = OUTCOME_STATES[visit.outcome]
        return Cell(self._say(words), tone, icon)
