"""The last acts of the officer at work, and how each of them is undone; newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

KEPT = 20

Done = Callable[[], None]
Refused = Callable[[UserProblem], None]


def _nothing() -> str:
    return ""


class Act(msgspec.Struct, frozen=True):
    """One thing done: the sentence that says so, the job that undoes it, and what it then says.

    why_not: why it cannot be undone at this moment, "" when it can; once_gone: the same, asked
    only when the bar no longer says what was done or undone last.
    """

    sentence: str
    undo: Callable[[Done, Refused], None]
    undone: str
    why_not: Callable[[], str] = _nothing
    once_gone: Callable[[], str] = _nothing


class UndoView(Protocol):
    """Where acts are shown: the undo bar."""

    def shows_act(self) -> bool: ...
    def show_act(self, sentence: str) -> None: ...
    def show_undone(self, sentence: str) -> None: ...
    def show_refused(self, sentence: str) -> None: ...
    def hide_act(self) -> None: ...


class UndoStack:
    """Keeps acts and undoes them one by one; each undo is a new op, so nothing is lost by it."""

    def __init__(self, view: UndoView, sentence: Callable[[Problem], str]) -> None:
        self._view, self._sentence = view, sentence
        self._acts: list[Act] = []
        self._running: Act | None = None
        self._asked_again = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is left to undo."""
        return not self._acts

    def push(self, act: Act) -> None:
        """Something was done; it is the first to be undone."""
        self._acts = [*self._acts, act][-KEPT:]
        self._view.show_act(act.sentence)

    def undo(self) -> None:
        """Undo the newest act that the bar names; asked for meanwhile, the next one follows it."""
        if self._running is not None:
            self._asked_again += 1
            return
        if not self._acts:
            return
        act = self._acts[-1]
        why_not = act.why_not()
        if not why_not and not self._view.shows_act():
            why_not = act.once_gone()
        if why_not:
            self._asked_again = 0
            self._view.show_refused(why_not)
            return
        if not self._view.shows_act():
            # Nobody sees any more what it was: named first, undone when asked again.
            self._asked_again = 0
            self._view.show_act(act.sentence)
            return
        self._running = act
        act.undo(lambda: self._on_done(act), lambda error: self._on_refused(act, error))

    def clear(self) -> None:
        """Another officer takes over: acts of the one before are not theirs to undo."""
        self._acts, self._running, self._asked_again = [], None, 0
        self._view.hide_act()

    def work_failed(self) -> None:
        """The machine failed in the middle of an undo: it was not done and may be tried again."""
        self._running, self._asked_again = None, 0

    def _on_done(self, act: Act) -> None:
        if self._end(act):
            self._view.show_undone(act.undone)
            self._go_on()

    def _on_refused(self, act: Act, error: UserProblem) -> None:
        # What was done stays done, and the acts before it can still be reached.
        if self._end(act):
            self._asked_again = 0
            self._view.show_refused(" ".join(self._sentence(p) for p in error.problems))

    def _end(self, act: Act) -> bool:
        if self._running is not act:
            return False  # the stack was cleared meanwhile
        self._running = None
        self._acts = [kept for kept in self._acts if kept is not act]
        return True

    def _go_on(self) -> None:
        if self._asked_again:
            self._asked_again -= 1
            self.undo()
