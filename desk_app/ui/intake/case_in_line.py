"""A case whose number stands in the line: looked up beside the typing, the newest answer counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from desk_app.core.case_code import looks_like_case_code, parse_case_code
from desk_app.core.case_view import CaseView
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.ui.stage import Run

# Our number, and the province's mã hồ sơ: "8ANJ-A-000354", "H07.210-261120-0103".
_NUMBER = re.compile(
    r"[0-9A-Z]{4}-[A-Z]{1,3}-\d{6,9}\Z|(?:[0-9]+\.)*H\d{2}(?:\.\d+)*-\d{6}-\d{3,6}\Z", re.IGNORECASE
)


def case_number(words: str) -> str:
    """The number that these words are, or hold as a slip's code does; "" for any other words."""
    if looks_like_case_code(words):
        return parse_case_code(words) or words
    return words.upper() if _NUMBER.match(words) else ""


class CasePort(Protocol):
    """Who can look a case up; for a worker thread. UserProblem says why there is none."""

    def find_case(self, number: str) -> CaseView: ...


class CaseInLine:
    """Keeps the case of the number asked for last; `show` is told when it came."""

    def __init__(self, port: CasePort, run: Run, show: Callable[[], None]) -> None:
        self._port, self._run, self._show = port, run, show
        self._asked = ""
        self.looking = False
        self.found: CaseView | None = None
        self.problem: Problem | None = None

    def ask(self, number: str) -> None:
        """Look this one up; "" looks for none."""
        if number == self._asked:
            return
        self._asked, self.found, self.problem = number, None, None
        self.looking = bool(number)
        if number:
            self._run(
                lambda: self._find(number),
                lambda found: self._on_found(number, found),
                lambda error: self._on_found(number, None, error.problems[0]),
            )

    def work_failed(self) -> None:
        """The work broke off: nothing is looked for."""
        self._asked, self.looking, self.found = "", False, None

    def _find(self, number: str) -> CaseView | None:
        try:
            return self._port.find_case(number)
        except EnvironmentProblem:
            # Told where it matters: here it only means that no case can be offered.
            return None

    def _on_found(
        self, number: str, found: CaseView | None, problem: Problem | None = None
    ) -> None:
        if number == self._asked:
            self.looking, self.found, self.problem = False, found, problem
            self._show()
