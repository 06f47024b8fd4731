"""What arrived since one looked: each op once, in its order, a handful at a time."""

from __future__ import annotations

import random

from desk_app.core.ids import new_desk_id
from desk_app.store import op_rows
from desk_app.store.arrivals import subjects_after
from tests.support.acts import log_visit
from tests.support.desks import START
from tests.support.sim_desk import SimDesk, opened


def test_nothing_new_is_nothing() -> None:
    desk = opened(SimDesk(new_desk_id(bytes(10)), START))
    end = op_rows.last_arrival(desk.connection)
    assert subjects_after(desk.connection, end, 10) == (end, {})


def test_what_does_not_fit_is_found_the_next_time_and_nothing_twice() -> None:
    desk = opened(SimDesk(new_desk_id(bytes(10)), START))
    begin = op_rows.last_arrival(desk.connection)
    for _ in range(5):
        log_visit(desk, random.Random(1))
    seen: list[str] = []
    place = begin
    while True:
        place, found = subjects_after(desk.connection, place, 2)
        if not found:
            break
        seen += sorted(found["visit"])
    assert sorted(seen) == sorted(desk.subjects("visit.logged"))
    assert place == op_rows.last_arrival(desk.connection)


def test_what_another_desk_wrote_counts_as_well() -> None:
    here = opened(SimDesk(new_desk_id(bytes(10)), START))
    other = opened(SimDesk(new_desk_id(bytes([7]) * 10), START))
    log_visit(other, random.Random(1))
    end = op_rows.last_arrival(here.connection)
    here.receive(other.ops())
    _place, found = subjects_after(here.connection, end, 100)
    assert found["visit"] == frozenset(other.subjects("visit.logged"))
