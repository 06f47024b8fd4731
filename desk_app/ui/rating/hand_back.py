"""The way back from the only screen turned round: covered until the officer's PIN is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.ui.stage import Run


class BackPort(Protocol):
    """Who may come back; both are for worker threads."""

    def needs_pin(self) -> bool: ...
    def come_back(self, pin: str) -> None: ...


class BackView(Protocol):
    """The turned window as the way back sees it."""

    def show_hand_back(self, *, needs_pin: bool) -> None: ...
    def show_pin_error(self, sentence: str) -> None: ...
    def hide(self, *, turned: bool) -> None: ...


class HandBack:
    """Knows who holds the only screen: `held` from the moment a citizen is asked on it."""

    def __init__(
        self,
        port: BackPort,
        run: Run,
        sentence: Callable[[Problem], str],
        view: BackView,
        back: Callable[[], None],
    ) -> None:
        self._port, self._run, self._sentence = port, run, sentence
        self._view, self._back = view, back
        self.held = False
        self._asked = False

    def begin(self) -> None:
        """Cover everything at once; whether a PIN is needed is read from the desk meanwhile."""
        self._asked = True
        self._view.show_hand_back(needs_pin=True)
        self._run(self._port.needs_pin, self._on_needs_pin)

    def come_back(self, pin: str) -> None:
        """Whoever acts wants the screen back."""

        def work() -> EnvironmentProblem | None:
            # Tries are counted on the disk; where it is full, that is said here, not beneath.
            try:
                self._port.come_back(pin)
            except EnvironmentProblem as error:
                return error
            return None

        self._run(work, self._on_tried, self._on_wrong)

    def _on_needs_pin(self, needs_pin: bool) -> None:
        if not needs_pin and self._asked:
            self._view.show_hand_back(needs_pin=False)

    def _on_tried(self, error: EnvironmentProblem | None) -> None:
        if error is not None:
            self._view.show_pin_error(self._sentence(error.problem))
            return
        self.held = self._asked = False
        self._view.hide(turned=True)
        self._back()

    def _on_wrong(self, error: UserProblem) -> None:
        self._view.show_pin_error(self._sentence(error.problems[0]))
