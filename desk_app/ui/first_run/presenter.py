"""Which step comes next, what may be put off, and what must be there before a desk is made."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

from desk_app.qt.language import mark
from desk_app.services.first_run import FirstRun, Step
from desk_app.ui.first_run.steps import OF_STEP, PINS_AGAIN
from desk_app.ui.stage import Run

FINISH = mark("Xong: vào làm việc")
_NEEDED = (Step.PLACE, Step.PEOPLE)


class FirstRunPort(Protocol):
    """What was chosen so far."""

    @property
    def state(self) -> FirstRun: ...
    @property
    def made(self) -> bool: ...
    def ready(self, step: Step) -> bool: ...
    def remember(self, **changed: Any) -> None: ...
    def write(self) -> None: ...


class Foot(msgspec.Struct, frozen=True):
    """The buttons at the foot: words of the next one, whether one may go back or put off."""

    go: str
    back: bool
    later: bool


class FirstRunView(Protocol):
    """What shows the steps."""

    def show_step(self, step: Step) -> None: ...
    def end(self) -> None: ...


class FirstRunPresenter:
    """Walks through the steps; what was typed is written down at each of them."""

    def __init__(self, port: FirstRunPort, run: Run, view: FirstRunView) -> None:
        self._port, self._run, self._view = port, run, view
        self.step = self._first()
        # Sent back from before the key, one goes straight to it again.
        self._returning = False

    def _first(self) -> Step:
        step = self._port.state.step
        if self._port.made:
            return max(step, Step.PROVINCE)
        return min(step, Step.KEY) if self._missing(step) is None else self._opened_at(step)

    def _opened_at(self, step: Step) -> Step:
        # Whoever stopped at the key comes back to it by way of the PINs, which were not kept.
        missing = self._missing(step)
        return missing if step is Step.KEY and missing is not None else step

    def _missing(self, here: Step) -> Step | None:
        """What must still be given before a key may be drawn."""
        if self._port.made:
            return None
        return next((s for s in _NEEDED if s is not here and not self._port.ready(s)), None)

    def start(self) -> None:
        """Open at the step where one was."""
        if self.step is Step.PEOPLE and self._port.state.step is Step.KEY:
            self._returning = True
        self._remember()
        self._view.show_step(self.step)

    def following(self) -> Step | None:
        """The step after this one; None after the last."""
        if self.step is Step.PRACTICE:
            return None
        after = Step.KEY if self._returning and self.step < Step.KEY else Step(self.step + 1)
        if after is Step.KEY:
            return self._missing(self.step) or after
        return after

    def foot(self) -> Foot:
        """What the buttons say and may do here."""
        after = self.following()
        go = FINISH if after is None else OF_STEP[after].go
        if after is Step.PEOPLE and self.step > Step.PEOPLE and self._port.state.people:
            go = PINS_AGAIN
        later = OF_STEP[self.step].later and after is not None and not self._settled(self.step)
        return Foot(go, back=self.step > Step.PLACE, later=later)

    def _settled(self, step: Step) -> bool:
        return self._port.made and step <= Step.KEY

    def go_on(self) -> None:
        """This step is done."""
        self._leave(tuple(s for s in self._port.state.later if s is not self.step))

    def put_off(self) -> None:
        """This step is left for later."""
        if OF_STEP[self.step].later:
            self._leave((*(s for s in self._port.state.later if s is not self.step), self.step))

    def go_back(self) -> None:
        """One step back; nothing that was typed is lost."""
        if self.step > Step.PLACE:
            self._returning = False
            self._move(Step(self.step - 1))

    def _leave(self, later: tuple[Step, ...]) -> None:
        after = self.following()
        self._port.remember(later=later)
        if after is None:
            self._remember()
            self._view.end()
            return
        if after < self.step:
            self._returning = True
        elif after >= Step.KEY:
            self._returning = False
        self._move(after)

    def _move(self, step: Step) -> None:
        self.step = step
        self._remember()
        self._view.show_step(step)

    def _remember(self) -> None:
        self._port.remember(step=self.step)
        self._run(self._port.write, lambda _done: None)
