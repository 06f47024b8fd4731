"""What the page "Đồng bộ" is given: what waits, what was set aside with what waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.clock import Millis
from desk_app.core.set_aside import Aside
from desk_app.services.sync_page import sync_state
from desk_app.services.sync_values import SyncState
from desk_app.store import aside
from tests.sync.client.paired import Commune, PairedDesk, commune

DAY = 86_400_000


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Commune]:
    """A commune with a province and no desk yet."""
    with commune(tmp_path) as made:
        yield made


def state_of(desk: PairedDesk, now: Millis | None = None) -> SyncState:
    """What the page would show."""
    with desk.desk.store.reader() as reader:
        return sync_state(reader, now or desk.desk.clock().wall)


def set_aside(desk: PairedDesk, *found: Aside, at: Millis | None = None) -> None:
    """Ops that this desk could not read."""
    when = at or desk.desk.clock().wall
    desk.desk.store.writer.run(lambda tx: aside.keep(tx.connection, found, "here", when))


def test_the_newest_stands_first_and_what_was_confirmed_is_gone(village: Commune) -> None:
    desk = village.desk()
    desk.desk.log()
    last = desk.desk.log()
    before = state_of(desk)
    assert [one.seq for one in before.waiting] == sorted(
        (one.seq for one in before.waiting), reverse=True
    )
    assert before.waiting[0].op == last
    assert before.waiting[0].about.family == "visit"
    assert before.waiting[0].about.at is not None
    assert len(before.waiting) == before.known.waiting
    desk.sync()
    after = state_of(desk)
    assert after.waiting == ()
    assert after.acked == before.waiting[0].seq


def test_a_desk_that_was_never_paired_shows_what_it_keeps(village: Commune) -> None:
    desk = village.unpaired(1)
    desk.desk.log()
    state = state_of(desk)
    assert not state.known.paired
    assert len(state.waiting) == state.known.waiting > 0
    assert (state.acked, state.url) == (None, "")


def test_what_waits_for_another_op_is_counted_with_it_and_not_listed(village: Commune) -> None:
    desk = village.desk()
    visit = desk.desk.log()
    theirs = "M3PT0000000000CD.0."
    set_aside(
        desk,
        Aside(visit, "quarantine.payload", {"kind": "visit.logged"}),
        Aside(f"{theirs}8", "quarantine.held", {"before": visit}, held_by=visit),
        Aside(f"{theirs}9", "quarantine.held", {"before": f"{theirs}8"}, held_by=f"{theirs}8"),
        Aside(f"{theirs}20", "quarantine.held", {"before": "gone"}, held_by=f"{theirs}19"),
    )
    first, alone = state_of(desk).aside
    assert (first.op, first.held, first.kind) == (visit, 2, "visit.logged")
    assert first.about.family == "visit"
    assert (alone.op, alone.held, alone.kind) == (f"{theirs}20", 0, "")


def test_ops_that_wait_for_each_other_in_a_circle_are_shown_too(village: Commune) -> None:
    desk = village.desk()
    one, other = "M3PT0000000000CD.0.8", "M3PT0000000000CD.0.9"
    set_aside(
        desk,
        Aside(one, "quarantine.held", {"before": other}, held_by=other),
        Aside(other, "quarantine.held", {"before": one}, held_by=one),
    )
    assert {found.op for found in state_of(desk).aside} == {one, other}


def test_only_this_year_is_counted_at_the_foot(village: Commune) -> None:
    desk = village.desk()
    now = desk.desk.clock().wall
    set_aside(desk, Aside("M3PT0000000000CD.0.8", "quarantine.payload", {"kind": "x"}))
    set_aside(
        desk,
        Aside("M3PT0000000000CD.0.9", "quarantine.payload", {"kind": "x"}),
        at=Millis(now - 400 * DAY),
    )
    assert state_of(desk, now).aside_all == 1
    assert len(state_of(desk, now).aside) == 2
    desk.desk.store.writer.run(
        lambda tx: aside.settle(tx.connection, ["M3PT0000000000CD.0.8"], "here", now)
    )
    settled = state_of(desk, now)
    assert (settled.aside_all, settled.aside_settled, len(settled.aside)) == (1, 1, 1)
