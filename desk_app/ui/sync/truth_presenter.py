"""What the foot of every page says of the province: what waits, and when something last went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.ui.stage import Run
from sync.client.truth import Icon, Known, Tone, needs_somebody, truth


class TruthPort(Protocol):
    """The desk; `known` is for a worker thread."""

    def now(self) -> Millis: ...
    def known(self) -> Known: ...


class TruthView(Protocol):
    """The line at the foot."""

    def show_truth(self, text: str, tone: Tone, icon: Icon) -> None: ...
    def forget_truth(self) -> None: ...


class TruthPresenter:
    """Keeps the line true: after each deed, each attempt, and as time passes.

    reason: says a problem in few words.
    """

    def __init__(
        self,
        port: TruthPort,
        run: Run,
        sentence: Callable[[Problem], str],
        reason: Callable[[Problem], str],
        view: TruthView,
    ) -> None:
        self._port, self._run, self._sentence, self._view = port, run, sentence, view
        self._reason = reason
        self._known: Known | None = None
        self._reading = self._again = False

    def reload(self) -> None:
        """Look again; while one is looking already, once more after that."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._run(self._port.known, self._on_known, self._on_refused)

    def show_known(self, known: Known) -> None:
        """This is so now."""
        self._known = known
        self.say_again()

    def say_again(self) -> None:
        """Say the same at the present minute and in the present language."""
        known = self._known
        if known is None or not known.paired:
            self._view.forget_truth()  # what is kept on this machine is all there is to say
            return
        said = truth(known, self._port.now())
        words = self._sentence(said.line)
        if known.problem is not None and needs_somebody(known.problem):
            # Why, instead of since when: somebody has to do something about it.
            words = f"{words.partition(' · ')[0]} · {self._reason(known.problem)}"
        self._view.show_truth(words, said.tone, said.icon)

    def work_failed(self) -> None:
        """The machine failed while one was looking."""
        self._reading = self._again = False

    def _on_refused(self, _error: UserProblem) -> None:
        self.work_failed()

    def _on_known(self, known: Known) -> None:
        self._reading = False
        self.show_known(known)
        if self._again:
            self._again = False
            self.reload()
