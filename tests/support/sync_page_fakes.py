"""What the presenter of the page "Đồng bộ" speaks to: a desk in memory, a page of plain values."""

from __future__ import annotations

from typing import Any

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.texts import Texts
from desk_app.qt.language import load_sentences
from desk_app.services.conflicts import Disputed
from desk_app.services.sync_values import SyncEnd, SyncState, SyncStep, WaitingOp
from desk_app.ui.sync.ports import AsideCard, Figure, Notice, ResultLine
from desk_app.ui.sync.presenter import SyncPresenter
from tests.support import sync_sights as values
from tests.support.design_month import NOW
from tests.support.presenters import count, run_now, say

TEXTS: Texts = load_sentences("vi")


class Port:
    """A desk and its line, in memory; the present moment is 20/11/2026 09:21."""

    def __init__(self) -> None:
        self.is_so = values.sent(NOW)
        self.asked: list[str] = []
        self.files_paused: list[bool] = []
        self.pairs: Problem | None = None
        self.sends: Problem | None = None

    def now(self) -> Millis:
        return NOW

    def procedure(self, code: str) -> Procedure | None:
        return None

    def why_not_send(self) -> Problem | None:
        return self.sends

    def why_not_pair(self) -> Problem | None:
        return self.pairs

    def state(self) -> SyncState:
        self.asked.append("state")
        return self.is_so

    def send(self) -> None:
        self.asked.append("send")

    def stop(self) -> None:
        self.asked.append("stop")

    def pause_files(self, *, paused: bool) -> None:
        self.files_paused.append(paused)


class View:
    """A page of plain values."""

    def __init__(self) -> None:
        self.lead = ""
        self.notices: tuple[Notice, ...] = ()
        self.figures: tuple[Figure, ...] = ()
        self.next_try = ""
        self.result = ResultLine()
        self.step: tuple[str, int, int] = ("", 0, 0)
        self.sending: dict[str, Any] = {}
        self.rows: tuple[WaitingOp, ...] = ()
        self.waiting = self.waiting_foot = self.blobs = self.blobs_why = ""
        self.paused = False
        self.cards: tuple[AsideCard, ...] = ()
        self.aside = self.more = self.aside_foot = ""

    def show_lead(self, words: str) -> None:
        self.lead = words

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        self.notices = notices

    def show_figures(self, figures: tuple[Figure, ...], next_try: str) -> None:
        self.figures, self.next_try = figures, next_try

    def show_result(self, result: ResultLine) -> None:
        self.result = result

    def show_step(self, words: str, done: int, total: int) -> None:
        self.step = (words, done, total)

    def allow_sending(self, *, paired: bool, running: bool, why_not: str) -> None:
        self.sending = {"paired": paired, "running": running, "why_not": why_not}

    def show_waiting(self, rows: tuple[WaitingOp, ...], facts: str, foot: str) -> None:
        self.rows, self.waiting, self.waiting_foot = rows, facts, foot

    def show_blobs(self, facts: str, why: str = "", *, paused: bool = False) -> None:
        self.blobs, self.blobs_why, self.paused = facts, why, paused

    def show_aside(self, cards: tuple[AsideCard, ...], facts: str, more: str, foot: str) -> None:
        self.cards, self.aside, self.more, self.aside_foot = cards, facts, more, foot


class Conflicts:
    """The third column, which has its own presenter."""

    def __init__(self) -> None:
        self.shown: tuple[Disputed, ...] = ()
        self.foot = ""

    def show(self, conflicts: tuple[Disputed, ...], foot: str) -> None:
        self.shown, self.foot = conflicts, foot

    def say_again(self) -> None:
        """Say it again."""

    def work_failed(self) -> None:
        """The machine failed."""


class Shown:
    """Presenter, page and desk together; `is_so` is what the desk then knows."""

    def __init__(self, is_so: SyncState | None = None) -> None:
        self.port, self.view, self.conflicts = Port(), View(), Conflicts()
        if is_so is not None:
            self.port.is_so = is_so
        self.presenter = SyncPresenter(
            self.port, run_now, say, count, TEXTS.sentence, self.view,
            self.conflicts,  # type: ignore[arg-type]
        )  # fmt: skip
        self.presenter.reload()

    @property
    def notice(self) -> Notice:
        (only,) = self.view.notices
        return only

    def figure(self, name: str) -> str:
        return next(one.value for one in self.view.figures if one.name == name)


def attempt(shown: Shown, **how: Any) -> str:
    """What one reads after an attempt that was asked for."""
    shown.presenter.send()
    shown.presenter.on_step(SyncStep("push", 1, 3))
    shown.presenter.on_end(SyncEnd(at=NOW, **how))
    return shown.view.result.words
