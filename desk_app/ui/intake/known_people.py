"""Looking up who came before, elsewhere than on the GUI thread; only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.citizen import Citizen
from desk_app.core.errors import EnvironmentProblem
from desk_app.ui.stage import Run

Then = Callable[[tuple[Citizen, ...]], None]


class PeoplePort(Protocol):
    """Who can look people up; for a worker thread."""

    def find_citizens(self, words: str) -> tuple[Citizen, ...]: ...


class KnownPeople:
    """Asks one question at a time; what was asked meanwhile waits, and only the last of it."""

    def __init__(self, port: PeoplePort, run: Run) -> None:
        self._port, self._run = port, run
        self._asked = ""
        self._then: Then | None = None
        self._under_way = False

    def ask(self, words: str, then: Then) -> None:
        """Call `then` with who is found, unless something else is asked before."""
        self._asked, self._then = words, then
        if not self._under_way:
            self._start()

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._then = None

    def work_failed(self) -> None:
        """The work broke off: the next question is asked at once."""
        self._under_way = False
        self._then = None

    def _start(self) -> None:
        words = self._asked
        self._under_way = True
        self._run(
            lambda: self._find(words),
            lambda found: self._on_found(words, found),
            lambda _refused: self._on_found(words, ()),
        )

    def _find(self, words: str) -> tuple[Citizen, ...]:
        try:
            return self._port.find_citizens(words)
        except EnvironmentProblem:
            # Who came before is a help only: a fault of the machine is told where it matters.
            return ()

    def _on_found(self, words: str, found: tuple[Citizen, ...]) -> None:
        self._under_way = False
        then = self._then
        if then is None:
            return
        if words != self._asked:
            self._start()
            return
        self._then = None
        then(found)
