"""What the list of a day's visits shows: one row a visit, and the day's sums in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from desk_app.core.clock import Millis, day_of, local
from desk_app.core.errors import UserProblem
from desk_app.core.masking import masked
from desk_app.core.ops import NotOffered
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.visit_case import VisitCase
from desk_app.core.visit_view import VisitView
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.visit_times import VisitTimes
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.visit_words import VisitWords

OUTCOME_STATES = {
    "accepted": ("circle-half-2", "text2", mark("đã nhận")),
    "done": ("check", "text2", mark("xong")),
    "supplement": ("hourglass", "near", mark("cần bổ sung")),
    "refused": ("x", "late", mark("từ chối")),
    "returned": ("arrow-back-up", "text2", mark("đã trả")),
}
# An outcome that is not the usual one stands before the matter.
OUTCOME_MATTERS = {
    "supplement": mark("Bổ sung: {matter}"),
    "refused": mark("Từ chối: {matter}"),
    "returned": mark("Trả kết quả: {matter}"),
}
# Beyond this many changed visits the whole day is read in one go.
FEW = 8

Then = Callable[[], None]
Failed = Callable[[UserProblem], None]


class TodayPort(Protocol):
    """What the list of a day needs from the desk."""

    def now(self) -> Millis: ...
    def today(self) -> tuple[VisitView, ...]: ...
    def visit(self, visit_id: str) -> VisitView | None: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def correct(self, visit_id: str, form: VisitForm, reason: str) -> str: ...
    def void(self, visit_id: str, reason: str) -> None: ...
    def not_offered(self, visit_id: str, why: NotOffered) -> None: ...
    def visit_times(self) -> VisitTimes: ...
    def desk_of(self, subject: str) -> str: ...
    def cases_of(self, visits: tuple[str, ...]) -> dict[str, tuple[VisitCase, ...]]: ...


class TodayView(Protocol):
    """What the presenter asks of the list."""

    def show_rows(self, rows: tuple[Row, ...], facts: str, empty: str) -> None: ...
    def show_times(self, words: str) -> None: ...


class Deeds(Protocol):
    """Who remembers what was done, so that it can be undone."""

    def corrected(self, visit: VisitView, correction: str) -> None: ...
    def voided(self, visit: VisitView) -> None: ...


Cases = dict[str, tuple[VisitCase, ...]]


def _ids(visits: tuple[VisitView, ...]) -> tuple[str, ...]:
    return tuple(visit.id for visit in visits)


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
        self._words = VisitWords(port.procedure, say, count)
        self._visits: dict[str, VisitView] = {}
        self._rows: dict[str, tuple[VisitView, tuple[VisitCase, ...], Row]] = {}
        self._cases: dict[str, tuple[VisitCase, ...]] = {}
        self._times = VisitTimes(0, None)
        self._day: date | None = None
        self._asked, self._reading = 0, False
        self.deeds: Deeds | None = None

    def reload(self) -> None:
        """Read the day again; the old rows stay until the new ones are there."""
        self._asked, self._reading = self._asked + 1, True
        asked = self._asked
        day = day_of(self._port.now())

        def work() -> tuple[tuple[VisitView, ...], VisitTimes, Cases]:
            visits = self._port.today()
            return visits, self._port.visit_times(), self._port.cases_of(_ids(visits))

        def home(found: tuple[tuple[VisitView, ...], VisitTimes, Cases]) -> None:
            if asked == self._asked:
                self._reading = False
                self._on_read(day, *found)

        self._run(work, home)

    def read_again(self, changed: Iterable[str]) -> None:
        """Read only these visits again: the others stand as they are."""
        ids = tuple(changed)
        if len(ids) > FEW or self._reading or self._day != day_of(self._port.now()):
            self.reload()
            return
        self._asked += 1
        asked = self._asked

        def work() -> tuple[dict[str, VisitView | None], VisitTimes, Cases]:
            read = {key: self._port.visit(key) for key in ids}
            return read, self._port.visit_times(), self._port.cases_of(ids)

        def home(found: tuple[dict[str, VisitView | None], VisitTimes, Cases]) -> None:
            # Whoever asked later reads what this answer says as well, or the whole day.
            if asked == self._asked:
                self._on_changed(*found)
            else:
                self.reload()

        self._run(work, home)

    def forget(self) -> None:
        """Show nothing: whoever acts now may not see who came."""
        self._asked, self._reading = self._asked + 1, False
        self._visits, self._rows, self._cases, self._day = {}, {}, {}, None
        self._view.show_rows((), "", "")
        self._view.show_times("")
        self._last_changed(None)

    def visit(self, visit_id: str) -> VisitView | None:
        """The visit of this row."""
        return self._visits.get(visit_id)

    def newest(self) -> VisitView | None:
        """The visit that was logged last and counts."""
        kept = [v for v in self._visits.values() if not v.voided]
        return max(kept, key=lambda v: (v.recorded, v.id), default=None)

    def correct(
        self, visit: VisitView, form: VisitForm, reason: str, then: Then, failed: Failed
    ) -> None:
        """Correct a visit; `then` when it is written, `failed` with what must change first."""

        def home(correction: str) -> None:
            then()
            if self.deeds is not None:
                self.deeds.corrected(visit, correction)

        self._run(lambda: self._port.correct(visit.id, form, reason), home, failed)

    def void(self, visit: VisitView, reason: str, then: Then, failed: Failed) -> None:
        """Void a visit with its reason."""

        def home(_result: None) -> None:
            then()
            if self.deeds is not None:
                self.deeds.voided(visit)

        self._run(lambda: self._port.void(visit.id, reason), home, failed)

    def not_offered(self, visit_id: str, why: NotOffered, then: Then, failed: Failed) -> None:
        """Say why the citizen was not asked to rate; it stands, as any outcome of asking does."""
        self._run(lambda: self._port.not_offered(visit_id, why), lambda _: then(), failed)

    def say_again(self) -> None:
        """Say the same rows in the present language."""
        self._rows = {}
        self._show()

    def matter(self, visit: VisitView) -> str:
        """What the visit was about, in one line."""
        return self._words.matter(visit.procedures, visit.purpose, visit.note)

    def _on_read(
        self, day: date, visits: tuple[VisitView, ...], times: VisitTimes, cases: Cases
    ) -> None:
        self._day, self._times, self._cases = day, times, cases
        self._visits = {visit.id: visit for visit in visits}
        self._show()

    def _on_changed(
        self, found: dict[str, VisitView | None], times: VisitTimes, cases: Cases
    ) -> None:
        self._times = times
        self._cases = {key: of for key, of in self._cases.items() if key not in found} | cases
        for key, visit in found.items():
            self._visits.pop(key, None)
            if visit is not None and day_of(visit.at) == self._day:
                self._visits[key] = visit
        self._show()

    def _show(self) -> None:
        ordered = sorted(self._visits.values(), key=lambda v: (v.at, v.id), reverse=True)
        kept = [v.recorded for v in ordered if not v.voided]
        self._last_changed(max(kept) if kept else None)
        rows = tuple(self._row(visit) for visit in ordered)
        empty = self._say("Chưa có lượt nào hôm nay. Gõ tên ở dòng trên, Ctrl Enter để ghi.")
        self._view.show_rows(rows, self._facts(), empty)
        self._view.show_times(self._times_words())

    def _row(self, visit: VisitView) -> Row:
        # Of 300 rows one has changed: the others are kept as they were said.
        known, cases = self._rows.get(visit.id), self._cases.get(visit.id, ())
        if known is None or known[:2] != (visit, cases):
            known = (visit, cases, Row(visit.id, self._cells(visit)))
            self._rows[visit.id] = known
        return known[2]

    def _facts(self) -> str:
        kept = [v for v in self._visits.values() if not v.voided]
        questions = sum(v.purpose == "question" for v in kept)
        facts = [self._count("{n} lượt", len(kept))]
        opened = sum(len(self._cases.get(v.id, ())) for v in kept)
        if opened:
            facts.append(self._count("{n} hồ sơ", opened))
        if questions:
            facts.append(self._count("{n} lượt chỉ hỏi", questions))
        voided = len(self._visits) - len(kept)
        if voided:
            facts.append(self._count("{n} lượt đã hủy", voided))
        return " · ".join(facts)

    def _times_words(self) -> str:
        if self._times.median is None:
            return ""
        tenths = (self._times.median + 50) // 100
        seconds = f"{tenths // 10},{tenths % 10}"
        return self._count(
            "Thời gian ghi trung vị {seconds} giây ({n} lượt)", self._times.n, seconds=seconds
        )

    def _cells(self, visit: VisitView) -> tuple[Cell, ...]:
        faint = "text3" if visit.voided else "text"
        return (
            Cell(local(visit.at).strftime("%H:%M"), faint),
            self._person(visit, faint),
            self._matter_cell(visit, faint),
            self._rating(visit),
        )

    def _person(self, visit: VisitView, tone: str) -> Cell:
        if visit.purpose == "question":
            return Cell(self._say("chỉ hỏi"), "text2")
        # Of a company the company came, whoever brought the papers.
        name = visit.organisation or visit.name
        if self._words.sensitive(visit.procedures):
            tip = self._say("Tên được che vì việc này. Enter để mở lượt và xem tên.")
            return Cell(masked(name), tone, tip=tip)
        return Cell(name, tone)

    def _matter_cell(self, visit: VisitView, tone: str) -> Cell:
        matter = self.matter(visit)
        before = OUTCOME_MATTERS.get(visit.outcome) if visit.purpose != "question" else None
        text = self._say(before, matter=matter) if before and matter else matter
        chips = []
        if visit.late and not visit.voided:
            chips.append(self._say("ghi muộn"))
        if visit.corrected and not visit.voided:
            chips.append(self._say("đã sửa"))
        whole = self._words.full_matter(visit.procedures) or matter
        cases = self._words.cases(self._cases.get(visit.id, ()), self._port.now())
        # Of two desks each has a case 000001, so its desk stands before the number.
        desk = self._port.desk_of(visit.id)
        aside = " · ".join(part for part in (desk, *cases[:1]) if part)
        parts = (whole, self._outcome(visit), *chips, desk, *cases)
        tip = " · ".join(part for part in parts if part)
        return Cell(text, tone, tip=tip, chips=tuple(chips), aside=aside)

    def _outcome(self, visit: VisitView) -> str:
        if visit.purpose == "question":
            return self._say("đã trả lời")
        return self._say(OUTCOME_STATES[visit.outcome][2])

    def _rating(self, visit: VisitView) -> Cell:
        """Whether the citizen was asked, never what came of it; before that, what needs a hand."""
        if visit.voided:
            return Cell(self._say("đã hủy"), "text3", "trash")
        if visit.conflicts:
            return Cell(self._say("hai cách ghi"), "held", "arrows-split-2")
        if visit.purpose == "question" or visit.rating == "not_offered":
            return Cell(self._say("không mời"), "text2", "circle-dashed")
        if visit.rating:
            return Cell(self._say("đã mời"), "text2", "check")
        if self._port.desk_of(visit.id):
            # They are asked where they stand; nothing is missing here.
            return Cell(self._say("chưa mời"), "text2", "circle-dashed")
        return Cell(self._say("chưa mời"), "near", "alert-triangle")
