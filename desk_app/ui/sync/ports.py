"""What the page "Đồng bộ" asks of the desk, and what its presenters ask of the page."""

from __future__ import annotations

from typing import Protocol

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.services.conflicts import Disputed
from desk_app.services.settle_conflict import Settled
from desk_app.services.sync_values import Choice, SyncState, WaitingOp


class SyncPort(Protocol):
    """The desk and its line to the province.

    For a worker thread: `state` and `pause_files`. The others return at once; what comes of `send`
    and `stop` is told later, by steps and an end.
    """

    def now(self) -> Millis: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def why_not_send(self) -> Problem | None: ...
    def why_not_pair(self) -> Problem | None: ...
    def state(self) -> SyncState: ...
    def send(self) -> None: ...
    def stop(self) -> None: ...
    def pause_files(self, *, paused: bool) -> None: ...


class SettlePort(Protocol):
    """Choosing between values; `settle` and `take_back` are for a worker thread."""

    def now(self) -> Millis: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def why_not_settle(self, conflict: Disputed) -> Problem | None: ...
    def settle(self, conflict: Disputed, choice: Choice, reason: str) -> Settled: ...
    def take_back(self, settled: Settled, reason: str) -> None: ...


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A state of the line: the fact in bold, what happens next, why in few words, one button.

    opens: what the button leads to: "pair", "browser", "settings", "" for no button.
    """

    tone: str
    icon: str
    fact: str
    rest: str
    right: str = ""
    opens: str = ""


class Figure(msgspec.Struct, frozen=True):
    """One figure with its unit: what it counts, and how many."""

    name: str
    value: str


class ResultLine(msgspec.Struct, frozen=True):
    """How the last attempt ended, in words; no words where none was made yet."""

    icon: str = ""
    tone: str = "text2"
    words: str = ""


class AsideCard(msgspec.Struct, frozen=True, kw_only=True):
    """An op that was set aside: what it is, since when, why, what to do.

    case, visit: what can be opened; report: what one tells the province when one asks.
    """

    key: str
    title: str
    since: str
    what: str
    why: str
    advice: str
    case: str = ""
    visit: str = ""
    report: str = ""


class Offer(msgspec.Struct, frozen=True):
    """One value of a field in conflict as it may be chosen."""

    op: str
    value: str
    who: str
    stands: bool = False


class ConflictCard(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict to be settled. typed: the words before a field for another value, "" for none.

    chosen: which offer is preset; why_not: why whoever acts cannot settle it; told: that nobody has
    to, in words.
    """

    key: str
    title: str
    field: str
    offers: tuple[Offer, ...]
    chosen: int
    typed: str = ""
    why_not: str = ""
    told: str = ""
    case: str = ""
    visit: str = ""


class SyncView(Protocol):
    """What the presenter of the line asks of the page."""

    def show_lead(self, words: str) -> None: ...
    def show_notices(self, notices: tuple[Notice, ...]) -> None: ...
    def show_figures(self, figures: tuple[Figure, ...], next_try: str) -> None: ...
    def show_result(self, result: ResultLine) -> None: ...
    def show_step(self, words: str, done: int, total: int) -> None: ...
    def allow_sending(self, *, paired: bool, running: bool, why_not: str) -> None: ...
    def show_waiting(self, rows: tuple[WaitingOp, ...], facts: str, foot: str) -> None: ...
    def show_blobs(self, facts: str, why: str = "", *, paused: bool = False) -> None: ...
    def show_aside(
        self, cards: tuple[AsideCard, ...], facts: str, more: str, foot: str
    ) -> None: ...


class ConflictView(Protocol):
    """What the presenter of the conflicts asks of the page."""

    def show_conflict(
        self, card: ConflictCard | None, place: str, facts: str, empty: str, foot: str
    ) -> None: ...
    def show_sentence(self, sentence: str) -> None: ...
    def typed(self) -> str: ...
