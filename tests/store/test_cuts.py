"""A cut gives back what a desk showed at that moment, whatever came later."""

from __future__ import annotations

import random

from desk_app.core.cut import Cut, Head, parse_cut
from desk_app.core.ids import DeskId
from desk_app.store.cuts import current_cut, missing_heads
from desk_app.store.scratch import scratch_projections
from tests.support.acts import ACTS
from tests.support.desks import OpenDesk, nothing
from tests.support.filled import fill
from tests.support.histories import Rows, make_history, rows
from tests.support.sim_desk import SimDesk


def _at(desk: SimDesk, cut: Cut) -> Rows:
    with scratch_projections(desk.connection, nothing, cut):
        return rows(desk.connection)


def test_projections_at_a_cut_are_those_the_desk_had_then() -> None:
    moments = 0
    for seed in range(14):
        rnd = random.Random(seed)
        history = make_history(rnd)
        desk = history.desks[0]
        kept: list[tuple[Cut, Rows]] = []
        late = [op for op in history.ops if op.header.kind != "person.erased"]
        rnd.shuffle(late)
        for op in late:
            # Whole chains only: a cut says "up to here", so nothing before may be missing.
            desk.receive([op])
            if rnd.random() < 0.3 and _is_whole(desk):
                kept.append((current_cut(desk.connection), rows(desk.connection)))
        for _ in range(6):
            act = rnd.choice([act for act in ACTS if act.__name__ != "_erase"])
            act(desk, rnd)
            if _is_whole(desk):
                kept.append((current_cut(desk.connection), rows(desk.connection)))

        for cut, then in kept:
            assert _at(desk, cut) == then
            moments += 1
    assert moments > 30


def _is_whole(desk: SimDesk) -> bool:
    return all(
        row[0] == row[1] for row in desk.connection.execute("SELECT seq, ops FROM chain").fetchall()
    )


def test_after_an_erasure_a_cut_before_it_has_every_count_and_no_name(desk: OpenDesk) -> None:
    fill(desk)
    visit = desk.log(name="Nguyễn Thị Hoà", outcome="refused")
    with desk.connection() as connection:
        cut = current_cut(connection)
        before = rows(connection)
    desk.erase(visit)
    desk.log()

    with desk.connection() as connection, scratch_projections(connection, nothing, cut):
        then = rows(connection)

    assert then["visit_count"] == before["visit_count"]
    assert then["rating_count"] == before["rating_count"]
    assert then["chain"] == before["chain"]
    (erased,) = [row for row in then["visit"] if row[0] == visit]
    assert "Nguyễn Thị Hoà" not in erased
    assert "refused" in erased


def test_the_stored_tables_are_untouched_by_a_look_at_a_cut(desk: OpenDesk) -> None:
    fill(desk)
    with desk.connection() as connection:
        early = Cut(tuple(head for head in current_cut(connection).heads))
        desk.log()
        with scratch_projections(connection, nothing, early):
            inside = rows(connection)
        outside = rows(connection)

    assert len(outside["visit"]) == len(inside["visit"]) + 1
    assert desk.verify().ok


def test_a_cut_that_is_not_here_is_named(desk: OpenDesk) -> None:
    fill(desk)
    with desk.connection() as connection:
        here = next(
            head for head in current_cut(connection).heads if head.desk == desk.store.desk.desk
        )
        ahead = Head(here.desk, here.epoch, here.seq + 1, here.hash)
        forked = Head(here.desk, here.epoch, here.seq, "0" * 64)
        foreign = Head(DeskId("Z" * 16), 0, 1, "0" * 64)

        assert missing_heads(connection, Cut((here,))) == []
        assert missing_heads(connection, Cut((ahead,))) == [ahead]
        assert missing_heads(connection, Cut((forked, foreign))) == [forked, foreign]


def test_the_cut_of_a_verified_log_is_the_one_its_table_says(desk: OpenDesk) -> None:
    fill(desk)
    with desk.connection() as connection:
        cut = current_cut(connection)

    assert desk.verify().cut == cut
    assert parse_cut(str(cut)) == cut
