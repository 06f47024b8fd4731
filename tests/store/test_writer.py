"""The write thread: one change after the other, whole or not at all, people before imports."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import VisitLogged
from desk_app.store.writer import Tx, Writer
from tests.support.desks import OpenDesk
from tests.support.processes import HANG

OFFICER = OfficerId("0FF1CE")


class Gate:
    """A change that holds the write thread until it is let go."""

    def __init__(self, desk: OpenDesk) -> None:
        self._reached, self._open = threading.Event(), threading.Event()
        self.done: Future[None] = desk.store.writer.submit(self._wait)
        assert self._reached.wait(HANG)

    def _wait(self, tx: Tx) -> None:
        self._reached.set()
        assert self._open.wait(HANG)

    def let_go(self) -> None:
        self._open.set()


def test_background_changes_wait_for_those_of_the_person_at_the_desk(desk: OpenDesk) -> None:
    gate = Gate(desk)
    order: list[str] = []
    submit = desk.store.writer.submit
    waiting = [
        submit(lambda tx: order.append("chunk 1"), background=True),
        submit(lambda tx: order.append("chunk 2"), background=True),
        submit(lambda tx: order.append("visit 1")),
        submit(lambda tx: order.append("chunk 3"), background=True),
        submit(lambda tx: order.append("visit 2")),
    ]

    gate.let_go()
    for future in waiting:
        future.result(HANG)

    assert order == ["visit 1", "visit 2", "chunk 1", "chunk 2", "chunk 3"]


def test_a_visit_gets_in_between_the_chunks_of_an_import(desk: OpenDesk) -> None:
    order: list[str] = []
    visit: list[Future[None]] = []

    def chunk(tx: Tx) -> None:
        order.append("chunk")
        if len(order) == 2:
            visit.append(desk.store.writer.submit(lambda tx: order.append("visit")))

    chunks = [desk.store.writer.submit(chunk, background=True) for _ in range(5)]
    for future in chunks:
        future.result(HANG)

    assert visit[0].done()
    assert order == ["chunk", "chunk", "visit", "chunk", "chunk", "chunk"]


def test_a_change_that_raises_leaves_nothing_and_the_next_one_works(desk: OpenDesk) -> None:
    before = desk.digests()

    def half(tx: Tx) -> None:
        tx.log.append("visit.logged", VisitLogged(), officer=OFFICER)
        raise LookupError("no such thing")

    with pytest.raises(LookupError):
        desk.change(half)

    assert desk.digests() == before
    desk.log()
    assert desk.verify().ok


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_even_an_end_of_the_program_inside_a_change_is_told_and_undone(
    desk: OpenDesk, error: type[BaseException]
) -> None:
    before = desk.digests()

    def half(tx: Tx) -> None:
        tx.log.append("visit.logged", VisitLogged(), officer=OFFICER)
        raise error

    with pytest.raises(error):
        desk.change(half)

    assert desk.digests() == before
    desk.log()


def test_a_change_sees_the_clock_of_its_own_moment(desk: OpenDesk) -> None:
    first = desk.change(lambda tx: tx.now)
    desk.clock.go_on(minutes=3)
    second = desk.change(lambda tx: tx.now)

    assert second.wall - first.wall == second.mono - first.mono == 180_000


def test_closing_finishes_what_was_queued(desk: OpenDesk) -> None:
    gate = Gate(desk)
    new = desk.checked(name="Lê Hoa")
    waiting = [
        desk.store.writer.submit(
            lambda tx: (
                tx.log.append(
                    "visit.logged", new.facts, person=new.person, officer=OFFICER
                ).header.subject
            ),
            background=place % 2 == 0,
        )
        for place in range(8)
    ]
    closing = threading.Thread(target=desk.close)
    closing.start()
    gate.let_go()
    closing.join(HANG)

    assert not closing.is_alive()
    assert all(future.done() for future in waiting)
    desk.reopen()
    assert {desk.visit(future.result()).name for future in waiting} == {"Lê Hoa"}


def test_a_closed_desk_takes_no_more_changes_and_closes_twice(desk: OpenDesk) -> None:
    desk.close()
    desk.close()

    with pytest.raises(RuntimeError, match="closed"):
        desk.store.writer.submit(lambda tx: None)


def test_no_change_is_left_hanging_when_the_desk_closes_beside_it(desk: OpenDesk) -> None:
    for _ in range(10):
        futures: list[Future[None]] = []
        started = threading.Event()

        def push(
            writer: Writer = desk.store.writer,
            futures: list[Future[None]] = futures,
            started: threading.Event = started,
        ) -> None:
            while True:
                try:
                    futures.append(writer.submit(lambda tx: None))
                except RuntimeError:
                    return
                started.set()

        pushing = threading.Thread(target=push)
        pushing.start()
        assert started.wait(HANG)
        desk.close()
        pushing.join(HANG)

        assert not pushing.is_alive()
        assert all(future.done() for future in futures)
        desk.reopen()


def test_a_change_that_was_called_off_before_its_turn_is_not_made(desk: OpenDesk) -> None:
    gate = Gate(desk)
    called_off = desk.store.writer.submit(
        lambda tx: tx.log.append("visit.logged", VisitLogged(), officer=OFFICER)
    )
    before = desk.digests()

    assert called_off.cancel()
    gate.let_go()
    desk.change(lambda tx: None)

    assert desk.digests() == before
    with pytest.raises(CancelledError):
        called_off.result()


def test_a_writer_that_cannot_open_says_so_at_once(desk: OpenDesk, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"store\.damaged"):
        Writer(desk.file, bytes(32), desk.clock)


def test_the_desk_and_its_epoch_are_read_inside_the_change(desk: OpenDesk) -> None:
    # Another process may have restored the desk since this one was started.
    with desk.connection() as connection:
        connection.execute("UPDATE this_desk SET epoch = 4")

    assert desk.log().split(".")[1] == "4"
