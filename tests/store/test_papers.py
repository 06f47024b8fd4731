"""Printed numbers: never given twice, not by copies, epochs, desks, processes or rebuilds."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.services.record_print import next_copy, record_print
from desk_app.store import papers
from desk_app.store.this_desk import read_this_desk, write_this_desk
from desk_app.store.writer import Tx
from tests.support.desks import OpenDesk, open_desk

OFFICER = OfficerId("0FF1CE")


def _print(desk: OpenDesk, period: str = "2026") -> tuple[str, int]:
    with desk.store.reader() as reader:
        copy = next_copy(reader, period, Millis(desk.clock.wall))
    recorded = desk.change(lambda tx: record_print(tx, period, copy, "ABCD-0123", OFFICER))
    assert recorded is not None
    return copy.number, copy.copy


def test_each_copy_has_a_number_of_its_own_and_copies_are_counted_by_paper(
    desk: OpenDesk,
) -> None:
    mark = desk.store.desk.desk[:4]

    printed = [_print(desk), _print(desk), _print(desk, "2027"), _print(desk)]

    assert printed == [
        (f"{mark}-A-000001", 1),
        (f"{mark}-A-000002", 2),
        (f"{mark}-A-000003", 1),
        (f"{mark}-A-000004", 3),
    ]


def test_a_number_is_not_given_again_after_a_rebuild_or_a_restart(desk: OpenDesk) -> None:
    first = _print(desk)
    desk.rebuild()
    second = _print(desk)
    desk.reopen()
    third = _print(desk)

    assert [number[-1:] for number, _ in (first, second, third)] == ["1", "2", "3"]


def test_a_number_that_somebody_else_took_in_the_meantime_is_not_recorded(desk: OpenDesk) -> None:
    with desk.store.reader() as reader:
        seen = next_copy(reader, "2026", Millis(0))
    taken = _print(desk)

    late = desk.change(lambda tx: record_print(tx, "2026", seen, "ABCD-0123", OFFICER))

    assert taken[0] == seen.number
    assert late is None
    assert _print(desk)[0] != seen.number


def test_a_restored_desk_prints_under_another_letter(desk: OpenDesk) -> None:
    before = [_print(desk)[0] for _ in range(3)]

    def restored(tx: Tx) -> None:
        this = read_this_desk(tx.connection)
        assert this is not None
        write_this_desk(tx.connection, msgspec.structs.replace(this, epoch=this.epoch + 1))

    desk.change(restored)
    desk.reopen()
    after = [_print(desk)[0] for _ in range(3)]

    assert [number.split("-")[1:] for number in after] == [
        ["B", "000001"],
        ["B", "000002"],
        ["B", "000003"],
    ]
    assert not set(before) & set(after)
    assert desk.verify().ok


def test_numbers_go_on_past_their_padded_width(desk: OpenDesk) -> None:
    with desk.connection() as connection:
        mark = desk.store.desk.desk[:4]
        for counter in (999_998, 999_999, 1_000_000):
            connection.execute(
                "INSERT INTO paper VALUES (?, 'p', ?, 1, 'ABCD-0123', '0FF1CE', 0)",
                (f"x{counter}", f"{mark}-A-{counter:06}"),
            )
        assert papers.next_number(connection, desk.store.desk.desk, 0) == f"{mark}-A-1000001"


def test_another_desk_never_prints_our_numbers(desk: OpenDesk) -> None:
    other = open_desk(desk.home.parent / "other", seed=99)
    try:
        ours = {_print(desk)[0] for _ in range(3)}
        theirs = {_print(other)[0] for _ in range(3)}
    finally:
        other.close()

    assert not ours & theirs
