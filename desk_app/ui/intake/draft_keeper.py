"""Keeps what is typed as a draft: soon after each pause, and within a second while one types on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.ui.stage import Run

QUIET = 400
# Counted from the first key that is not kept yet; the writing itself needs the rest of a second.
LONGEST = 800

# nothing: no draft stands on the disk; kept: it does; failed: it could not be written.
State = Literal["nothing", "kept", "failed"]


class DraftPort(Protocol):
    """Where drafts are kept; keep and drop are for a worker thread."""

    def ticks(self) -> int: ...
    def new_draft_id(self) -> str: ...
    def keep_draft(self, draft: str, content: str) -> None: ...
    def drop_draft(self, draft: str) -> None: ...


class Timer(Protocol):
    """Calls once after some milliseconds, unless started again or stopped before."""

    def start(self, milliseconds: int, /) -> None: ...
    def stop(self) -> None: ...


class DraftKeeper:
    """One draft at a time, one write at a time, the newest content last.

    content: what is typed now, "" for an empty form, whose draft goes.
    """

    def __init__(
        self,
        port: DraftPort,
        run: Run,
        timer: Callable[[Callable[[], None]], Timer],
        content: Callable[[], str],
        show: Callable[[State], None],
    ) -> None:
        self._port, self._run, self._content, self._show = port, run, content, show
        self._timer = timer(self._on_time)
        self._unkept_since: int | None = None
        self._writing = False
        self._settled: Callable[[], None] | None = None
        self._abandoned = ""
        self._kept = ""
        self.id = port.new_draft_id()

    def changed(self) -> None:
        """Something was typed."""
        now = self._port.ticks()
        if self._unkept_since is None:
            self._unkept_since = now
        self._timer.start(max(0, min(QUIET, self._unkept_since + LONGEST - now)))

    def settle(self, then: Callable[[], None]) -> None:
        """Write nothing more, and call `then` as soon as no write is under way."""
        self._timer.stop()
        if self._writing:
            self._settled = then
        else:
            then()

    def begin(self) -> None:
        """The next visit is another draft; the one before is done with or kept for somebody."""
        self._take_up(self._port.new_draft_id(), "")

    def abandon(self) -> None:
        """What is typed is thrown away: its draft goes, and the next visit is another one."""
        self._leave()
        self.begin()

    def adopt(self, draft: str, content: str) -> None:
        """Go on with a draft that stands on the disk already; the form was empty until now."""
        if draft != self.id:
            self._leave()
        self._take_up(draft, content)

    def work_failed(self) -> None:
        """The work broke off: nothing is under way, what is typed is kept again."""
        self._writing = False
        self._settled = None
        self.changed()

    def _leave(self) -> None:
        if self._writing:
            self._abandoned = self.id
        elif self._kept:
            self._drop(self.id)

    def _take_up(self, draft: str, kept: str) -> None:
        self._timer.stop()
        self._unkept_since, self._settled = None, None
        self.id, self._kept = draft, kept
        self._show("kept" if kept else "nothing")

    def _on_time(self) -> None:
        if self._writing:
            # It comes back when the write is done.
            return
        self._unkept_since = None
        draft, content = self.id, self._content()
        if content == self._kept:
            return
        self._writing = True
        self._run(
            lambda: self._write(draft, content),
            lambda kept: self._on_written(draft, content, kept),
        )

    def _write(self, draft: str, content: str) -> bool:
        try:
            if content:
                self._port.keep_draft(draft, content)
            else:
                self._port.drop_draft(draft)
        except (EnvironmentProblem, UserProblem):
            # Told in the head of the sheet: a banner at every key would keep one from typing.
            return False
        return True

    def _drop(self, draft: str) -> None:
        self._run(lambda: self._write(draft, ""), lambda _done: None)

    def _on_written(self, draft: str, content: str, done: bool) -> None:
        self._writing = False
        if draft == self.id:
            if done:
                self._kept = content
            self._show(("kept" if content else "nothing") if done else "failed")
        if self._abandoned == draft:
            self._abandoned = ""
            self._drop(draft)
        settled, self._settled = self._settled, None
        if settled is not None:
            settled()
        elif self._unkept_since is not None:
            self.changed()
