"""The right half put together: waiting list, today's visits and undo, each with its presenter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.visit import VisitForm
from desk_app.qt.desk_day import DeskDay
from desk_app.services.changes import Changes
from desk_app.services.receive_case import Received
from desk_app.ui.stage import Stage
from desk_app.ui.today_list import TodayList
from desk_app.ui.today_presenter import TodayPresenter
from desk_app.ui.undo.undo_bar import UndoBar
from desk_app.ui.undo.undo_keys import undo
from desk_app.ui.undo.undo_stack import UndoStack
from desk_app.ui.undo.undoing import Undoing
from desk_app.ui.visit_words import VisitWords
from desk_app.ui.waiting.intake_door import IntakeDoor
from desk_app.ui.waiting.waiting_list import WaitingList
from desk_app.ui.waiting.waiting_presenter import WaitingPresenter


class Day:
    """Owns the presenters of the day; the window tells it what happened and who acts."""

    def __init__(
        self,
        stage: Stage,
        port: DeskDay,
        door: IntakeDoor,
        waiting_list: WaitingList,
        today_list: TodayList,
        bar: UndoBar,
        last_changed: Callable[[Millis | None], None],
    ) -> None:
        run, say, count, sentence = (
            stage.runner.run, stage.say, stage.count, stage.language.sentence,
        )  # fmt: skip
        self._lists = (waiting_list, today_list)
        self._bar = bar
        self.stack = UndoStack(bar, sentence)
        words = VisitWords(port.procedure, say, count)
        self.undoing = Undoing(port, run, say, count, words, door, self.stack)
        self.today = TodayPresenter(port, run, say, count, today_list, last_changed)
        self.today.deeds = self.undoing
        self.waiting = WaitingPresenter(
            port, run, say, count, sentence, waiting_list, door, self.undoing
        )
        waiting_list.call_requested.connect(self.waiting.call)
        waiting_list.call_next_requested.connect(self.waiting.call_next)
        waiting_list.take_off_requested.connect(self.waiting.take_off)
        waiting_list.left_over_requested.connect(self.waiting.take_off_left_over)
        waiting_list.minute_passed.connect(self.waiting.tick)
        bar.undo_requested.connect(self.stack.undo)
        stage.language.changed.connect(self.waiting.say_again)
        stage.language.changed.connect(self.today.say_again)

    def read(self) -> None:
        """Read both lists anew: at start, on a new day, for another officer."""
        self.today.reload()
        self.waiting.reload()

    def forget(self) -> None:
        """Show nobody: whoever acts now may not see who came."""
        self.today.forget()
        self.waiting.forget()

    def on_changed(self, changes: Changes) -> None:
        """Something was written: read again what shows it."""
        if changes.imports:
            self.today.reload()
        elif changes.visits:
            self.today.read_again(changes.visits)
        if changes.waiting:
            self.waiting.reload()
        if changes.settings:
            self.waiting.tick()

    def on_officer(self, *, may_change: bool) -> None:
        """Another officer acts: what the one before did is not theirs to undo."""
        self.stack.clear()
        self._lists[1].may_change = may_change

    def logged(self, received: Received, form: VisitForm, draft: str = "") -> None:
        """A visit was logged: show its row, and how to take it back."""
        self._lists[1].table.choose_when_shown(received.visit)
        self.undoing.logged(received, form, draft)

    def work_failed(self) -> None:
        """The machine failed: whatever was under way may be tried again."""
        self.stack.work_failed()
        self.waiting.work_failed()

    def undo(self) -> None:
        """Ctrl Z."""
        undo(self.stack)

    def focus_waiting(self) -> None:
        """Ctrl J."""
        self._lists[0].focus_list()
