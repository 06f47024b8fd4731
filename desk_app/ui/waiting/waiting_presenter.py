"""What the waiting list decides: how long each one waits, who is called, what is said instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.clock import Millis, day_of, local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.waiting import Waiting
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.visit_words import VisitWords
from desk_app.ui.waiting.intake_door import IntakeDoor

MINUTE = 60_000
# After this many minutes of waiting the time takes the tone of what needs a hand.
LONG = 15
FULL = mark(
    "Ô tiếp nhận đang có nội dung. Ctrl Enter để ghi lượt này, hoặc Ctrl H để cho đợi, rồi gọi."
)


class WaitingPort(Protocol):
    """What the waiting list needs from the desk; for a worker thread, but for the first three."""

    def now(self) -> Millis: ...
    def tickets(self) -> bool: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def waiting(self) -> tuple[Waiting, ...]: ...
    def wait(self, form: VisitForm, draft: str) -> Waiting: ...
    def call(self, n: int, draft: str, content: str) -> Waiting: ...
    def leave(self, places: tuple[int, ...]) -> tuple[Waiting, ...]: ...
    def back(self, waiting: tuple[Waiting, ...], draft: str = "") -> None: ...


class WaitingView(Protocol):
    """What the presenter asks of the list."""

    def show_rows(self, rows: tuple[Row, ...], facts: str) -> None: ...
    def show_tickets(self, shown: bool) -> None: ...
    def show_left_over(self, people: int) -> None: ...
    def show_note(self, sentence: str) -> None: ...


class WaitingDeeds(Protocol):
    """Who remembers what was done, so that it can be undone."""

    def parked(self, waiting: Waiting, draft: str = "") -> None: ...
    def left(self, gone: tuple[Waiting, ...]) -> None: ...
    def called(self, waiting: Waiting, draft: str) -> None: ...


class WaitingPresenter:
    """Keeps who waits; sends people to wait and calls them into the intake form."""

    def __init__(
        self,
        port: WaitingPort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        view: WaitingView,
        door: IntakeDoor,
        deeds: WaitingDeeds,
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._sentence, self._view, self._door, self._deeds = sentence, view, door, deeds
        self._words = VisitWords(port.procedure, say, count)
        self._waiting: tuple[Waiting, ...] = ()
        self._shown: object = None
        self._asked = 0
        self._busy = False

    def reload(self) -> None:
        """Read the list again; the old rows stay until the new ones are there."""
        self._asked += 1
        asked = self._asked

        def home(found: tuple[Waiting, ...]) -> None:
            if asked == self._asked:
                self._waiting = found
                self.tick()

        self._run(self._port.waiting, home)

    def forget(self) -> None:
        """Show nothing: whoever acts now may not see who came."""
        self._asked += 1
        self._waiting = ()
        self.tick()

    def tick(self) -> None:
        """Time has passed: say how long each one waits, from what was read before."""
        with_tickets = self._port.tickets()
        now = self._port.now()
        rows = tuple(self._row(w, now, with_tickets) for w in self._waiting)
        old = len(self._left_over(now))
        if self._shown == (rows, with_tickets, old):
            return
        self._shown = (rows, with_tickets, old)
        self._view.show_tickets(with_tickets)
        self._view.show_rows(rows, self._count("{n} người", len(rows)) if rows else "")
        self._view.show_left_over(old)

    def say_again(self) -> None:
        """Say the same rows in the present language."""
        self._shown = None
        self._view.show_note("")
        self.tick()

    def park(self) -> None:
        """Send who stands in the intake form to wait, however little is known of them."""
        if self._busy:
            return
        handed = self._door.hand_over()
        if handed is None:
            self._view.show_note(
                self._say("Dòng tiếp nhận chưa nhận vào ô nào. Enter để nhận, rồi Ctrl H.")
            )
            return
        form, draft = handed
        self._busy = True

        def home(waiting: Waiting) -> None:
            self._door.let_go()
            self._deeds.parked(waiting, draft)
            self._end()

        def refused(error: UserProblem) -> None:
            self._door.stay()
            self._on_refused(error)

        self._run(lambda: self._port.wait(form, draft), home, refused)

    def call_next(self) -> None:
        """Call the one who waits longest."""
        if self._waiting:
            self.call(str(self._waiting[0].n))
        else:
            self._view.show_note(self._say("Chưa có ai đợi để gọi."))

    def call(self, key: str) -> None:
        """Call this one: they leave the list and stand in the intake form, in one change."""
        chosen = self._find(key)
        if chosen is None or self._busy:
            return
        if not self._door.empty():
            self._view.show_note(self._say(FULL))
            return
        draft, content = self._door.new_draft(), self._door.content_of(chosen.form)

        def home(called: Waiting) -> None:
            if self._door.load(called.form, draft):
                self._deeds.called(called, draft)
                self._end()
            else:
                # Somebody typed meanwhile: whoever was called waits on at the same place.
                self._run(lambda: self._port.back((called,), draft), full, self._on_refused)

        def full(_result: None) -> None:
            self._end()
            self._view.show_note(self._say(FULL))

        self._busy = True
        self._run(lambda: self._port.call(chosen.n, draft, content), home, self._on_refused)

    def take_off(self, key: str) -> None:
        """Take this one off the list."""
        chosen = self._find(key)
        if chosen is not None:
            self._leave((chosen.n,))

    def take_off_left_over(self) -> None:
        """Take off everybody who is left from an earlier day."""
        self._leave(tuple(w.n for w in self._left_over(self._port.now())))

    def work_failed(self) -> None:
        """The machine failed: nobody was moved, it may be tried again."""
        self._busy = False

    def _leave(self, places: tuple[int, ...]) -> None:
        if not places or self._busy:
            return

        def home(gone: tuple[Waiting, ...]) -> None:
            if gone:
                self._deeds.left(gone)
            self._end()

        self._busy = True
        self._run(lambda: self._port.leave(places), home, self._on_refused)

    def _end(self) -> None:
        self._busy = False
        self._view.show_note("")

    def _on_refused(self, error: UserProblem) -> None:
        self._busy = False
        self._view.show_note(" ".join(self._sentence(p) for p in error.problems))
        self.reload()

    def _find(self, key: str) -> Waiting | None:
        return next((w for w in self._waiting if str(w.n) == key), None)

    def _left_over(self, now: Millis) -> tuple[Waiting, ...]:
        return tuple(w for w in self._waiting if day_of(w.since) < day_of(now))

    def _row(self, waiting: Waiting, now: Millis, with_tickets: bool) -> Row:
        form = waiting.form
        name = form.name or form.organisation
        codes = (*form.procedures, *(follow.procedure for follow in form.follows))
        matter = self._words.matter(codes, form.purpose, form.note)
        cells = (
            Cell(name or self._say("chưa rõ tên"), "text" if name else "text2",
                 chips=self._words.flags(form.flags)),
            Cell(matter or self._say("chưa rõ việc"), "text" if matter else "text2"),
            self._since(waiting.since, now),
        )  # fmt: skip
        return Row(str(waiting.n), (Cell(waiting.ticket), *cells) if with_tickets else cells)

    def _since(self, since: Millis, now: Millis) -> Cell:
        at = local(since)
        if day_of(since) < day_of(now):
            return Cell(at.strftime("%d/%m"), "near", strong=True)
        minutes = max(0, now - since) // MINUTE
        if minutes < 1:
            words = self._say("mới đến")
        elif minutes < 60:
            words = self._count("{n} phút", minutes)
        else:
            words = self._say("{hours} giờ {minutes}", hours=minutes // 60,
                              minutes=f"{minutes % 60:02d}")  # fmt: skip
        long = minutes > LONG
        tip = self._say("Đợi từ {at}", at=at.strftime("%H:%M"))
        return Cell(words, "near" if long else "text", strong=long, tip=tip)
