"""The attempt as one process of the desk makes it: its address, its lock, its end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.services.run_sync import LOCK, Address, address_of, attempt
from desk_app.services.sync_memory import read_memory
from desk_app.services.sync_port import StorePort
from desk_app.store import sync_state
from desk_app.store.lock import FileLock
from sync.client.cycle import Cycle
from sync.protocol.exchange import Request, Response
from tests.sync.client.paired import URL, Commune, commune
from tests.sync.client.talk import (
    fine,
    lost_request,
)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Commune]:
    """A commune with a province and no desk yet."""
    with commune(tmp_path) as made:
        yield made


def test_a_clock_that_is_a_day_wrong_is_measured_and_work_goes_on(village: Commune) -> None:
    desk = village.desk()
    desk.desk.clock.wall = Millis(desk.desk.clock.wall - 86_400_000)
    desk.desk.log()

    result = desk.sync()

    assert result.problem is None
    with desk.desk.store.reader() as reader:
        ahead = read_memory(reader.connection).ahead
    assert abs(ahead - 86_400_000) < 600_000


def test_since_when_nobody_answers_is_remembered_between_two_starts(village: Commune) -> None:
    desk = village.desk()
    desk.sync()
    began = desk.desk.clock.wall
    desk.sync([lost_request])
    desk.desk.clock.go_on(minutes=30)
    desk.desk.reopen()
    desk.sync([lost_request])

    with desk.desk.store.reader() as reader:
        memory = read_memory(reader.connection)
    assert memory.failing == began
    assert memory.tried == desk.desk.clock.wall
    assert memory.problem == Problem("sync.slow_line")
    desk.sync()
    with desk.desk.store.reader() as reader:
        assert read_memory(reader.connection).failing is None
        assert read_memory(reader.connection).problem is None


def test_a_desk_that_is_not_paired_says_so(tmp_path: Path, village: Commune) -> None:
    desk = village.unpaired(3)

    assert desk.sync().problem == Problem("sync.not_paired")
    with desk.desk.store.reader() as reader:
        assert address_of(reader) is None


def test_where_the_province_is_and_how_it_is_reached(village: Commune) -> None:
    desk = village.desk()
    with desk.desk.store.reader() as reader:
        assert address_of(reader) == Address(URL)
    desk.desk.change(lambda tx: sync_state.put(tx.connection, "proxy", "may:3128"))
    with desk.desk.store.reader() as reader:
        assert address_of(reader) == Address(URL, "may:3128")


def test_two_processes_do_not_sync_one_home_at_the_same_time(village: Commune) -> None:
    desk = village.desk()
    desk.desk.log()
    other = FileLock(desk.desk.home / LOCK)
    assert other.take()
    waiting = desk.waiting()
    requests = len(desk.line.requests)

    rest = attempt(
        Cycle("1.0"), "asked", desk.desk.store, StorePort(desk.desk.store), desk.line,
        desk.desk.clock, desk.desk.random.randbytes, desk.heard, lambda: False, patience=0.0,
    )  # fmt: skip

    assert rest.problem == Problem("sync.elsewhere")
    assert desk.waiting() == waiting
    assert len(desk.line.requests) == requests
    other.release()
    assert desk.sync().problem is None


def test_a_folder_in_which_nothing_can_be_made_is_said(
    village: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = village.desk()

    def refuse(lock: FileLock, *, shared: bool = False) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "take", refuse)

    assert desk.sync().problem == Problem("store.read_only")
    assert desk.heard.rests[-1].problem == Problem("store.read_only")


def test_while_another_process_syncs_its_end_is_waited_for(village: Commune) -> None:
    desk = village.desk()
    other = FileLock(desk.desk.home / LOCK)
    assert other.take()
    letting_go = threading.Timer(0.05, other.release)
    letting_go.start()

    assert desk.sync().problem is None
    letting_go.join()


def test_stopped_before_the_answer_nothing_is_written(village: Commune) -> None:
    desk = village.desk()
    desk.desk.log()
    stop = threading.Event()

    def stopping(request: Request, province: Callable[[Request], Response]) -> Response:
        stop.set()
        return province(request)

    waiting = desk.waiting()
    result = desk.sync([fine, stopping], cancelled=stop.is_set)

    assert result.problem == Problem("sync.stopped")
    assert desk.waiting() == waiting
    assert desk.sync().waiting == 0
