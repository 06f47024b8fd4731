"""Writers who wait for each other on SQLite share a commit, and nothing else."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sync.server.store.faults import DISK_FULL, StoreFault, translating
from sync.server.store.turns import Turns
from sync.server.store.tx import Tx
from tests.support.processes import HANG, wait_until


class _Connection:
    """As much of SQLAlchemy's as a transaction uses."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self.connection = file


class _File:
    """A database in memory that counts its commits; full: no commit can be done any more."""

    def __init__(self) -> None:
        self.file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.file.execute("CREATE TABLE written (commune TEXT, what TEXT)")
        self.turns = Turns(self._begun)
        self.commits = 0
        self.full = False

    @contextmanager
    def _begun(self, commune: str) -> Iterator[Tx]:
        with translating():
            self.file.execute("BEGIN IMMEDIATE")
            try:
                yield Tx(_Connection(self.file), commune, False)  # type: ignore[arg-type]
                if self.full:
                    raise StoreFault(DISK_FULL)
                self.file.execute("COMMIT")
                self.commits += 1
            finally:
                if self.file.in_transaction:
                    self.file.execute("ROLLBACK")

    def write(self, what: str) -> None:
        """One writer's turn."""
        with self.turns.take(what.upper()) as tx:
            tx.run("INSERT INTO written VALUES (?, ?)", tx.commune, what)
            if what.startswith("bad"):
                raise ValueError(what)

    @property
    def written(self) -> list[str]:
        """What is there, in its order."""
        return [row[0] for row in self.file.execute("SELECT what FROM written")]


@pytest.fixture
def file() -> Iterator[_File]:
    made = _File()
    yield made
    made.file.close()


def _together(file: _File, first: Callable[[], None], *others: str) -> list[BaseException | None]:
    """What became of the first writer, and of those who came while it wrote, in their order."""
    came: list[BaseException | None] = [None] * (1 + len(others))

    def other(place: int) -> None:
        try:
            file.write(others[place])
        except BaseException as error:
            came[1 + place] = error

    threads = [threading.Thread(target=other, args=(place,)) for place in range(len(others))]
    try:
        with file.turns.take("FIRST") as tx:
            tx.run("INSERT INTO written VALUES ('FIRST', 'first')")
            for place, thread in enumerate(threads, 1):
                thread.start()
                wait_until(lambda number=place: file.turns.coming == number, "another waits")  # type: ignore[misc]
            first()
    except BaseException as error:
        came[0] = error
    for thread in threads:
        thread.join(HANG)
    return came


def _nothing() -> None:
    pass


def test_who_writes_alone_commits_at_once(file: _File) -> None:
    file.write("one")
    file.write("two")
    assert (file.written, file.commits) == (["one", "two"], 2)


def test_writers_who_wait_for_each_other_share_one_commit(file: _File) -> None:
    assert _together(file, _nothing, "a", "b", "c") == [None] * 4
    assert sorted(file.written) == ["a", "b", "c", "first"]
    assert file.commits == 1
    communes = dict(file.file.execute("SELECT what, commune FROM written"))
    assert communes == {"first": "FIRST", "a": "A", "b": "B", "c": "C"}


def test_no_transaction_grows_without_end(file: _File) -> None:
    others = [f"w{number}" for number in range(19)]
    assert _together(file, _nothing, *others) == [None] * 20
    assert len(file.written) == 20
    assert file.commits == 3


def test_what_one_writer_did_wrong_takes_nothing_of_the_others_back(file: _File) -> None:
    came = _together(file, _nothing, "a", "bad", "b")
    assert [type(error) for error in came] == [type(None), type(None), ValueError, type(None)]
    assert sorted(file.written) == ["a", "b", "first"]


def test_a_first_writer_who_fails_leaves_the_others_a_transaction_of_their_own(
    file: _File,
) -> None:
    def fail() -> None:
        raise ValueError("first")

    came = _together(file, fail, "a", "b")
    assert [type(error) for error in came] == [ValueError, type(None), type(None)]
    assert sorted(file.written) == ["a", "b"]
    assert not file.file.in_transaction


def test_when_the_disk_takes_nothing_every_writer_hears_of_it(file: _File) -> None:
    def fill() -> None:
        file.full = True

    came = _together(file, fill, "a", "b")
    assert [getattr(error, "code", None) for error in came] == [DISK_FULL] * 3
    assert file.written == []
    file.full = False
    file.write("later")
    assert file.written == ["later"]


def test_a_full_disk_in_the_middle_of_a_turn_takes_all_of_the_transaction_back(
    file: _File,
) -> None:
    hung = sqlite3.OperationalError("database or disk is full")
    hung.sqlite_errorcode = sqlite3.SQLITE_FULL
    came: list[BaseException] = []

    def fall_full() -> None:
        try:
            with file.turns.take("FULL"):
                raise hung
        except StoreFault as error:
            came.append(error)

    falling = threading.Thread(target=fall_full)

    def start() -> None:
        falling.start()
        wait_until(lambda: file.turns.coming == 1, "another waits")

    (first,) = _together(file, start)
    falling.join(HANG)
    assert [error.code for error in (first, *came) if isinstance(error, StoreFault)] == [
        DISK_FULL,
        DISK_FULL,
    ]
    assert file.written == []


def test_alone_means_that_all_is_committed_and_nobody_writes(file: _File) -> None:
    seen: list[tuple[int, bool]] = []

    def look() -> None:
        with file.turns.alone():
            seen.append((file.commits, file.file.in_transaction))

    looking = threading.Thread(target=look)
    assert _together(file, looking.start, "a") == [None, None]
    looking.join(HANG)
    assert [in_transaction for _, in_transaction in seen] == [False]
    assert sorted(file.written) == ["a", "first"]
