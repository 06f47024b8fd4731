"""Tries the keyring again or the recovery key, and says beside the field what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.ui.stage import Run

K = TypeVar("K")


class UnlockView(Protocol):
    """What shows it."""

    def show_fault(self, sentence: str) -> None: ...
    def show_error(self, sentence: str) -> None: ...
    def show_busy(self, busy: bool) -> None: ...


class UnlockPresenter(Generic[K]):
    """`unlock` gives the key for a typed recovery key, or by the keyring where that is None."""

    def __init__(
        self,
        unlock: Callable[[str | None], K],
        problem: Problem,
        run: Run,
        sentence: Callable[[Problem], str],
        view: UnlockView,
        done: Callable[[K], None],
    ) -> None:
        self._unlock, self._problem = unlock, problem
        self._run, self._sentence, self._view, self._done = run, sentence, view, done
        self._busy = False

    def say_again(self) -> None:
        """Say why the desk does not open, in the present language."""
        self._view.show_fault(self._sentence(self._problem))
        self._view.show_error("")

    def ask_keyring(self) -> None:
        """The keyring may answer now."""
        self._try(None)

    def enter(self, typed: str) -> None:
        """Somebody has the sheet."""
        self._try(typed)

    def failed(self) -> None:
        """The program failed: one may try again."""
        self._rest()

    def _try(self, typed: str | None) -> None:
        if self._busy:
            return
        self._busy = True
        self._view.show_error("")
        self._view.show_busy(True)

        def work() -> K | EnvironmentProblem:
            # Told here: nobody else listens before there is a desk.
            try:
                return self._unlock(typed)
            except EnvironmentProblem as error:
                return error

        self._run(work, self._on_tried, self._on_wrong)

    def _on_tried(self, found: K | EnvironmentProblem) -> None:
        self._rest()
        if isinstance(found, EnvironmentProblem):
            self._problem = found.problem
            self.say_again()
        else:
            self._done(found)

    def _on_wrong(self, error: UserProblem) -> None:
        self._rest()
        self._view.show_error(" ".join(self._sentence(one) for one in error.problems))

    def _rest(self) -> None:
        self._busy = False
        self._view.show_busy(False)
