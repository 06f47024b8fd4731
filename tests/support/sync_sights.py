"""The page "Đồng bộ" in each of its states, with invented values, and the truth line with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.services.conflicts import About, Disputed, Side
from desk_app.services.sync_values import (
    AsideOp,
    SyncEnd,
    SyncState,
    SyncStep,
    Thing,
    WaitingOp,
)
from sync.client.truth import Known
from tests.support.window import OpenWindow

DESK = "K7QX0000000000AB"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
LONG_ADDRESS = "Số 128, ngõ 45, đường Hoàng Văn Thụ, tổ dân phố Hà Vị 1, phường Bắc Giang"
# A certified signature and a birth registered, as the shipped catalogue has them.
SIGNATURE, BIRTH = "1.001193", "2.000815"


def known(now: Millis, **more: object) -> Known:
    """A desk that was paired a month ago and sent everything seven minutes ago."""
    usual = {
        "paired": True,
        "paired_at": Millis(now - 30 * DAY),
        "sent": Millis(now - 7 * MINUTE),
        "contact": Millis(now - 7 * MINUTE),
        "next": Millis(now + 3 * MINUTE),
        "ahead": 400,
    }
    return Known(**{**usual, **more})  # type: ignore[arg-type]


def case(number: str, procedure: str = BIRTH) -> Thing:
    """A case by its number."""
    return Thing(
        subject=f"{DESK}.0.77", family="case", number=f"K7QX-A-{number}", procedure=procedure
    )


def waiting(now: Millis, count: int = 3) -> tuple[WaitingOp, ...]:
    """Own ops that wait, a minute apart, the newest first."""
    visit = Thing(
        subject=f"{DESK}.0.1", family="visit", at=Millis(now - MINUTE), procedure=SIGNATURE
    )
    kinds = (
        ("visit.logged", visit),
        ("paper.printed", Thing()),
        ("case.received", case("004231")),
    )
    return tuple(
        WaitingOp(
            op=f"{DESK}.0.{12_489 - n}",
            kind=kinds[n % 3][0],
            at=Millis(now - (n + 3) * MINUTE),
            seq=12_489 - n,
            about=kinds[n % 3][1],
        )
        for n in range(count)
    )


def aside(now: Millis) -> tuple[AsideOp, ...]:
    """What this machine and what the province could not read."""
    return (
        AsideOp(
            op=f"{DESK}.0.12101",
            kind="case.corrected",
            since=Millis(now - 2 * DAY),
            reason=Problem("quarantine.payload", values={"kind": "case.corrected"}),
            about=case("004122"),
            theirs=True,
            held=2,
        ),
        AsideOp(
            op="M3PT0000000000CD.0.88",
            kind="",
            since=Millis(now - 3 * HOUR),
            reason=Problem("quarantine.newer", values={"kind": "session.recorded"}),
        ),
    )


def side(op: int, value: object, officer: str, desk: str, at: Millis) -> Side:
    """One side of a conflict."""
    return Side(
        op=f"{DESK}.0.{op}",
        value=value,
        officer=f"officer-{op}",
        officer_name=officer,
        desk=DESK,
        desk_name=desk,
        at=at,
    )


def conflicts(now: Millis) -> tuple[Disputed, ...]:
    """A telephone number, an address, and a case voided here and worked on there."""
    first = side(12_300, "0912345687", "Vũ Thu Trang", "Quầy 1", Millis(now - 2 * DAY))
    last = side(12_301, "0912345678", "Nguyễn Thị Hạnh", "Quầy 2", Millis(now - 2 * DAY + MINUTE))
    about = About(number="K7QX-A-004213", at=Millis(now - 3 * DAY), procedures=(BIRTH,))

    def one(field: str, sides: tuple[Side, ...], *, typed: bool = True) -> Disputed:
        return Disputed(
            family="case",
            subject=f"{DESK}.0.77",
            field=field,
            since=Millis(now - 2 * DAY),
            about=about,
            sides=sides,
            typed=typed,
            told=False,
        )

    far = side(12_302, LONG_ADDRESS, "Vũ Thu Trang", "Quầy 1", Millis(now - DAY))
    near = side(12_303, "Tổ dân phố Hà Vị 2", "Nguyễn Thị Hạnh", "Quầy 2", Millis(now - HOUR))
    void = side(12_304, True, "Vũ Thu Trang", "Quầy 1", Millis(now - DAY))
    still = side(12_305, False, "Nguyễn Thị Hạnh", "Quầy 2", Millis(now - HOUR))
    return (
        one("phone", (first, last)),
        one("address", (far, near)),
        one("voided", (void, still), typed=False),
    )


def no_line(now: Millis, count: int = 3, **more: object) -> SyncState:
    """The state of the design's picture."""
    failing = known(
        now,
        waiting=count,
        oldest=Millis(now - 5 * MINUTE),
        failing=Millis(now - 6 * MINUTE),
        problem=Problem("sync.no_line"),
        aside=1,
    )
    usual = {
        "known": failing,
        "acked": 12_486,
        "waiting": waiting(now, count),
        "url": "https://tinh.example",
        "aside_all": 4,
        "aside_settled": 3,
    }
    return SyncState(**{**usual, **more})  # type: ignore[arg-type]


def sent(now: Millis, **more: object) -> SyncState:
    """Everything is at the province."""
    usual = {"known": known(now), "acked": 12_489, "url": "https://tinh.example"}
    return SyncState(**{**usual, **more})  # type: ignore[arg-type]


Bring = Callable[[OpenWindow, Millis], None]


def _show(opened: OpenWindow, state: SyncState) -> None:
    sync = opened.window.sync
    sync.page.presenter.show_state(state)
    sync.truth.show_known(state.known)


def sight(bring: Bring) -> Callable[[OpenWindow], AbstractContextManager[QWidget]]:
    """The page brought into a state, and back to what is so."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        opened.window.main.activateWindow()  # no window manager does it here
        opened.show("sync")
        bring(opened, opened.window.desk.now())
        opened.settle()
        yield opened.window.main
        sync = opened.window.sync
        sync.page.presenter.on_end(SyncEnd(at=opened.window.desk.now()))
        sync.truth.reload()
        opened.settle()

    return shown


def _unpaired(opened: OpenWindow, now: Millis) -> None:
    opened.window.sync.page.presenter.forget()  # it never sent anything
    _show(
        opened,
        SyncState(known=Known(waiting=4, oldest=Millis(now - HOUR)), waiting=waiting(now, 4)),
    )


def _sent(opened: OpenWindow, now: Millis) -> None:
    presenter = opened.window.sync.page.presenter
    presenter.on_step(SyncStep("hello"))
    presenter.on_end(SyncEnd(at=Millis(now - 7 * MINUTE), sent=3, received=5))
    opened.settle()
    _show(opened, sent(now))


def _waits(opened: OpenWindow, now: Millis) -> None:
    presenter = opened.window.sync.page.presenter
    presenter.on_end(SyncEnd(at=now, problem=Problem("sync.no_line")))
    opened.settle()
    state = no_line(now, aside=aside(now)[:1], conflicts=conflicts(now)[:1], blobs=1)
    _show(opened, replace(state, blob_bytes=2_140_000))


def _day_without_line(opened: OpenWindow, now: Millis) -> None:
    state = no_line(now, 5_000)
    long_ago = Millis(now - 3 * DAY)
    gone = replace(
        state.known,
        sent=long_ago,
        contact=long_ago,
        failing=long_ago,
        oldest=long_ago,
        ahead=-2 * DAY,
    )
    opened.window.sync.page.presenter.on_end(SyncEnd(at=now, problem=Problem("sync.no_line")))
    opened.settle()
    _show(opened, replace(state, known=gone))


def _syncing(opened: OpenWindow, now: Millis) -> None:
    _show(opened, no_line(now, 300))
    opened.window.sync.page.presenter.on_step(SyncStep("push", 128, 300))


def _aside(opened: OpenWindow, now: Millis) -> None:
    _show(opened, sent(now, aside=aside(now), aside_all=4, aside_settled=2))


def _conflicts(opened: OpenWindow, now: Millis) -> None:
    _show(opened, sent(now, conflicts=conflicts(now)))
    opened.window.sync.page.conflicts.step(1)


def _revoked(opened: OpenWindow, now: Millis) -> None:
    revoked = known(now, waiting=2, oldest=Millis(now - HOUR), problem=Problem("sync.revoked"))
    opened.window.sync.page.presenter.on_end(SyncEnd(at=now, problem=Problem("sync.revoked")))
    opened.settle()
    message = "Xã, phường mới từ 01/12/2026: xin cập nhật danh mục trước ngày 28/11."
    _show(opened, sent(now, known=revoked, waiting=waiting(now, 2), message=message))


def _login_page(opened: OpenWindow, now: Millis) -> None:
    state = no_line(now)
    page = replace(state.known, problem=Problem("sync.login_page"))
    opened.window.sync.page.presenter.on_end(SyncEnd(at=now, problem=Problem("sync.login_page")))
    opened.settle()
    _show(opened, replace(state, known=page))


SYNC_SIGHTS = {
    "sync": sight(_unpaired),
    "sync-sent": sight(_sent),
    "sync-waiting": sight(_waits),
    "sync-days": sight(_day_without_line),
    "sync-syncing": sight(_syncing),
    "sync-aside": sight(_aside),
    "sync-conflicts": sight(_conflicts),
    "sync-revoked": sight(_revoked),
    "sync-login": sight(_login_page),
}
