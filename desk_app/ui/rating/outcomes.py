"""Writes what came of a rating, and keeps what the machine could not write until it can."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.rating import Rating
from desk_app.ui.stage import Run

Rate = Callable[[str, Rating, OfficerId], None]


class Outcome(msgspec.Struct, frozen=True):
    """What came of asking about a visit, and in whose name it is written."""

    visit: str
    rating: Rating
    officer: OfficerId


class Outcomes:
    """An answer given once cannot be asked for a second time, so a full disk must not lose it."""

    def __init__(self, rate: Rate, run: Run, failed: Callable[[EnvironmentProblem], None]) -> None:
        self._rate, self._run, self._failed = rate, run, failed
        self._waiting: list[Outcome] = []

    def write(self, outcome: Outcome) -> None:
        """Write it; where the visit was voided or rated meanwhile, there is nothing to write."""
        self.write_again()

        def work() -> EnvironmentProblem | None:
            try:
                self._rate(outcome.visit, outcome.rating, outcome.officer)
            except EnvironmentProblem as error:
                return error
            return None

        self._run(work, lambda error: self._on_done(outcome, error), _nothing)

    def write_again(self) -> None:
        """The machine may be able to write now what it could not before."""
        waiting, self._waiting = self._waiting, []
        for outcome in waiting:
            self.write(outcome)

    def _on_done(self, outcome: Outcome, error: EnvironmentProblem | None) -> None:
        if error is not None:
            self._waiting.append(outcome)
            self._failed(error)


def _nothing(_refused: UserProblem) -> None:
    """The service keeps one outcome a visit; the first stands."""
