"""The lane of the window: one attempt at a time, woken by wishes, ended at will."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk_app.core.problems import Problem
from desk_app.services.network_lane import NetworkLane
from desk_app.services.run_sync import Address, Listener
from desk_app.store import province as province_rows
from desk_app.store import sync_state
from sync.client.moves import Answered, BadAddress, NoAnswer, Rest
from sync.protocol.exchange import Request, Response
from sync.protocol.limits import MAX_BODY
from tests.sync.client.paired import Commune, FaultyLine, PairedDesk, commune

HANG = 60.0


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Commune]:
    """A commune with a province and no desk yet."""
    with commune(tmp_path) as made:
        yield made


class Ears(Listener):
    """Lets a test wait for the end of an attempt."""

    def __init__(self) -> None:
        self.rests: list[Rest] = []
        self.errors: list[Exception] = []
        self._changed = threading.Condition()

    def rested(self, rest: Rest) -> None:
        with self._changed:
            self.rests.append(rest)
            self._changed.notify_all()

    def broke(self, error: Exception) -> None:
        self.errors.append(error)

    def wait_for(self, count: int) -> Rest:
        """Wait until so many attempts have ended; how the last of them did."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.rests) >= count, HANG)
            return self.rests[count - 1]


class HeldLine(FaultyLine):
    """Holds its first request until it is cut off."""

    def __init__(self, province: Callable[[Request], Response]) -> None:
        super().__init__(province)
        self.arrived = threading.Event()
        self.cut = threading.Event()

    def send(self, request: Request, seconds: float, most: int = MAX_BODY) -> Answered | NoAnswer:
        if not self.cut.is_set():
            self.arrived.set()
            assert self.cut.wait(HANG)
        return NoAnswer("broken")

    def cancel(self) -> None:
        self.cut.set()


class Laned:
    """A desk with its lane; lines are the ones opened so far."""

    def __init__(self, desk: PairedDesk, first: FaultyLine | None = None) -> None:
        self.desk = desk
        self.ears = Ears()
        self.lines: list[FaultyLine] = []
        self.addresses: list[Address] = []
        self.bad: Problem | None = None
        self._first = first
        self.lane = NetworkLane(
            desk.desk.store, self._connect, desk.desk.clock, desk.desk.random.randbytes, "1.0",
            self.ears,
        )  # fmt: skip

    def _connect(self, address: Address) -> FaultyLine:
        self.addresses.append(address)
        if self.bad is not None:
            raise BadAddress(self.bad)
        line, self._first = self._first or FaultyLine(self.desk.province.handle), None
        self.lines.append(line)
        return line


@contextmanager
def laned(desk: PairedDesk, first: FaultyLine | None = None) -> Iterator[Laned]:
    """The running lane; ended with the block, with its thread."""
    made = Laned(desk, first)
    made.lane.start()
    try:
        yield made
    finally:
        made.lane.stop()
        assert "network-lane" not in {thread.name for thread in threading.enumerate()}


def test_it_syncs_at_its_start_and_whenever_somebody_wishes(village: Commune) -> None:
    desk = village.desk()
    with laned(desk) as running:
        assert running.ears.wait_for(1).problem is None
        assert desk.waiting() == 0
        desk.desk.log()
        running.lane.wake()

        assert running.ears.wait_for(2).problem is None
        assert desk.waiting() == 0
    assert [line.closed for line in running.lines] == [True]


def test_what_is_written_goes_by_itself_after_a_moment(village: Commune) -> None:
    desk = village.desk()
    with laned(desk) as running:
        running.ears.wait_for(1)
        desk.desk.log()
        running.lane.wake("written")
        desk.desk.clock.go_on(minutes=1)
        running.lane.wake("written")

        assert running.ears.wait_for(2).problem is None
        assert desk.waiting() == 0


def test_the_gui_thread_waits_for_nothing(village: Commune) -> None:
    desk = village.desk()
    held = HeldLine(desk.province.handle)
    with laned(desk, held) as running:
        assert held.arrived.wait(HANG)
        running.lane.wake()
        running.lane.wake("written")
        desk.desk.log()

        assert running.ears.rests == []


def test_an_attempt_can_be_ended_and_the_next_one_opens_a_line_of_its_own(
    village: Commune,
) -> None:
    desk = village.desk()
    held = HeldLine(desk.province.handle)
    with laned(desk, held) as running:
        assert held.arrived.wait(HANG)
        running.lane.interrupt()
        assert running.ears.wait_for(1).problem == Problem("sync.stopped")
        running.lane.wake()

        assert running.ears.wait_for(2).problem is None
        assert desk.waiting() == 0
        assert held.closed
        assert len(running.lines) == 2


def test_ending_an_attempt_when_none_is_under_way_ends_nothing(village: Commune) -> None:
    desk = village.desk()
    with laned(desk) as running:
        running.ears.wait_for(1)
        running.lane.interrupt()
        running.lane.wake()

        assert running.ears.wait_for(2).problem is None


def test_when_the_line_is_back_nobody_has_to_wait_for_the_next_try(village: Commune) -> None:
    desk = village.desk()
    line = FaultyLine(desk.province.handle)
    line.faults = [lambda request, province: "no_route"]
    with laned(desk, line) as running:
        assert running.ears.wait_for(1).problem == Problem("sync.no_line")
        desk.desk.clock.go_on(minutes=0)
        desk.desk.clock._mono += 20_000
        running.lane.wake("written")

        assert running.ears.wait_for(2).problem is None


def test_a_desk_that_is_not_paired_opens_no_line(village: Commune) -> None:
    desk = village.unpaired(1)
    with laned(desk) as running:
        assert running.ears.wait_for(1).problem == Problem("sync.not_paired")
        desk.pair()
        running.lane.wake()

        assert running.ears.wait_for(2).problem is None
    assert len(running.addresses) == 1


def test_a_desk_paired_by_file_waits_for_a_stick(village: Commune) -> None:
    desk = village.desk()
    desk.desk.change(lambda tx: province_rows.moved(tx.connection, ""))
    with laned(desk) as running:
        assert running.ears.wait_for(1).problem == Problem("sync.no_address")


def test_a_new_address_opens_a_new_line(village: Commune) -> None:
    desk = village.desk()
    with laned(desk) as running:
        running.ears.wait_for(1)
        desk.desk.change(lambda tx: sync_state.put(tx.connection, "proxy", "may:3128"))
        running.lane.wake()
        running.ears.wait_for(2)

        assert [address.proxy for address in running.addresses] == ["", "may:3128"]
        assert running.lines[0].closed


def test_an_address_that_cannot_be_used_is_said(village: Commune) -> None:
    running = Laned(village.desk())
    running.bad = Problem("sync.address_proxy", "proxy", {"proxy": "x"})
    running.lane.start()

    assert running.ears.wait_for(1).problem == running.bad
    running.bad = None
    running.lane.wake()
    assert running.ears.wait_for(2).problem is None
    running.lane.stop()


def test_a_fault_of_our_own_is_told_and_the_next_attempt_begins_anew(village: Commune) -> None:
    desk = village.desk()
    line = FaultyLine(desk.province.handle)

    def mistake(request: Request, province: Callable[[Request], Response]) -> Response:
        raise ValueError("a mistake of ours")

    line.faults = [mistake]
    with laned(desk, line) as running:
        assert running.ears.wait_for(1).problem == Problem("sync.fault")
        assert [str(error) for error in running.ears.errors] == ["a mistake of ours"]
        running.lane.wake()

        assert running.ears.wait_for(2).problem is None
        assert desk.waiting() == 0


def test_a_lane_that_never_began_can_be_ended(village: Commune) -> None:
    running = Laned(village.desk())

    running.lane.interrupt()
    running.lane.stop()

    assert running.lines == []
