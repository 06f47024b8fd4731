"""Since when a visit is typed, how long it took, and whether it is kept as a draft: the head."""

from __future__ import annotations

from desk_app.core.clock import local
from desk_app.ui.intake.draft_keeper import State
from desk_app.ui.intake.ports import IntakePort, IntakeView
from desk_app.ui.stage import Say


class VisitHead:
    """Two clocks: civil time is shown, monotonic time is measured, whatever the first one does."""

    def __init__(self, port: IntakePort, view: IntakeView, say: Say) -> None:
        self._port, self._view, self._say = port, view, say
        self._since = ""
        self._begun: int | None = None
        self._draft: State = "nothing"
        self._scanned = False

    @property
    def begun(self) -> int | None:
        """When the first key came, in ticks; None where that cannot be told."""
        return self._begun

    def begin(self) -> None:
        """No key has come yet."""
        self._since, self._begun, self._scanned = "", None, False
        self.show()

    def take_up(self, scanned: bool) -> None:
        """A visit goes on whose first key nobody counted."""
        self._since, self._begun, self._scanned = self._time(), None, scanned
        self.show()

    def touched(self, scanned: bool) -> None:
        """Something was typed."""
        if not self._since:
            self._since, self._begun = self._time(), self._port.ticks()
        self._scanned = scanned
        self.show()

    def draft_is(self, state: State) -> None:
        """The draft was written, or could not be."""
        self._draft = state
        self.show()

    def show(self) -> None:
        """Say it, in the present language."""
        failed = self._draft == "failed"
        parts = [self._say("từ {time}", time=self._since)] if self._since else []
        if failed:
            parts.insert(0, self._say("nháp chưa lưu được"))
        elif self._draft == "kept":
            parts.append(self._say("nháp đã lưu"))
        self._view.show_head(" · ".join(parts), unkept=failed, scanned=self._scanned)

    def _time(self) -> str:
        return local(self._port.now()).strftime("%H:%M")
