"""The desk as the pairing dialog uses it: asks, reads and writes files, in a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.qt.window_desk import WindowDesk
from desk_app.services import pair_desk
from desk_app.services.changes import Changes
from desk_app.services.enrol_by_line import OpenLine
from desk_app.services.pair_desk import Paired
from desk_app.services.pairing import Pairing, pairing
from desk_app.services.write_file import prepared_file

T = TypeVar("T")
# Answers are small; what is longer is none.
_LONGEST = 1 << 20
_RIGHT: Action = "province.pair"


class DeskPairing:
    """Faults of the line are said like faults of what was typed: in the dialog, not behind it.

    line opens the way to an address; cut ends a question under way; words: the list of six_words.
    """

    def __init__(
        self,
        desk: WindowDesk,
        line: OpenLine,
        cut: Callable[[], None],
        words: Sequence[str],
        app: str,
    ) -> None:
        self._desk, self._line, self._cut = desk, line, cut
        self._words, self._app = words, app

    def why_not_pair(self) -> Problem | None:
        """Why whoever acts may not pair the desk."""
        return self._desk.why_not(_RIGHT)

    def pairing(self) -> Pairing:
        """With whom the desk is paired; everybody may know."""
        return self._desk.read("score.see", pairing)

    def pair(self, url: str, code: str, *, again: bool) -> Paired:
        """Pair over the line; again: with a new code of the same province."""
        line, words, app = self._line, self._words, self._app

        def job(store: Any, by: Officer) -> Paired:
            return pair_desk.pair(store, url, code, by, line, words, app, again=again)

        return self._do(job)

    def write_request(self, file: Path, url: str, code: str, *, again: bool) -> None:
        """Write the request into a file."""

        def job(store: Any, by: Officer) -> None:
            body = pair_desk.request_file(store, code, by, self._app, url=url, again=again)
            with prepared_file(file, body) as put_in_place:
                put_in_place()

        self._do(job)

    def take_answer(self, file: Path) -> Paired:
        """Take in the province's answer."""

        def job(store: Any, by: Officer) -> Paired:
            try:
                with file.open("rb") as opened:
                    body = opened.read(_LONGEST)
            except OSError as error:
                problem = Problem("pair.answer_unread", "answer", {"file": file.name})
                raise UserProblem(problem) from error
            return pair_desk.take_answer_file(store, body, by, self._words)

        return self._do(job)

    def give_up(self) -> None:
        """End the question under way; from the GUI thread."""
        self._cut()

    def _do(self, job: Callable[[Any, Officer], T]) -> T:
        def work(store: Any, identity: OfficerId) -> tuple[Changes, T]:
            by = next(one for one in self._desk.officers() if one.id == identity)
            return Changes(), job(store, by)

        try:
            return self._desk.long_work(_RIGHT, work)
        except EnvironmentProblem as problem:
            raise UserProblem(problem.problem) from problem
