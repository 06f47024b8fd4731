"""An error of SQLite or of the disk becomes one of ours, once, with a sentence that helps."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.errors import Bug, EnvironmentProblem
from desk_app.store import database, sqlite
from desk_app.store.faults import translated, translating
from desk_app.store.store import Store
from desk_app.store.writer import run_in_transaction
from tests.support.desks import OpenDesk


def _code(error: Exception) -> str:
    found = translated(error)
    assert isinstance(found, EnvironmentProblem), found
    return found.problem.code


class _CodedError(Exception):
    """An error as the driver raises it, with SQLite's extended code."""

    def __init__(self, code: int, words: str = "") -> None:
        super().__init__(words)
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (5, "store.busy"),
        (6, "store.busy"),
        (5 | 2 << 8, "store.busy"),
        (8, "store.read_only"),
        (8 | 5 << 8, "store.read_only"),
        (10, "store.io"),
        (10 | 3 << 8, "store.io"),
        (11, "store.damaged"),
        (11 | 1 << 8, "store.damaged"),
        (13, "store.disk_full"),
        (14, "store.cannot_open"),
        (23, "store.cannot_open"),
        (26, "store.damaged"),
    ],
)
def test_every_fault_of_the_environment_has_its_word(code: int, expected: str) -> None:
    assert _code(_CodedError(code)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("database is locked", "store.busy"),
        ("database table is locked: visit", "store.busy"),
        ("attempt to write a readonly database", "store.read_only"),
        ("database or disk is full", "store.disk_full"),
        ("disk I/O error", "store.io"),
        ("database disk image is malformed", "store.damaged"),
        ("file is not a database", "store.damaged"),
        ("unable to open database file", "store.cannot_open"),
    ],
)
def test_a_driver_that_gives_no_code_is_understood_by_its_words(words: str, expected: str) -> None:
    assert _code(sqlite.Error(words)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "store.disk_full"),
        (errno.EACCES, "store.read_only"),
        (errno.EROFS, "store.read_only"),
        (errno.ENOENT, "store.cannot_open"),
        (errno.EIO, "store.io"),
    ],
)
def test_every_error_of_the_file_system_has_its_word(number: int, expected: str) -> None:
    assert _code(OSError(number, os.strerror(number))) == expected


@pytest.mark.parametrize(
    "error",
    [
        sqlite.Error("no such table: visits"),
        sqlite.IntegrityError("an operation is never deleted"),
        _CodedError(1, "near SELEKT"),
        _CodedError(19, "UNIQUE constraint failed"),
        _CodedError(21, "misuse"),
    ],
)
def test_what_only_we_can_have_caused_is_a_bug(error: Exception) -> None:
    assert isinstance(translated(error), Bug)


def test_an_error_is_translated_once() -> None:
    ours = EnvironmentProblem(translated(_CodedError(13)).problem)  # type: ignore[attr-defined]

    with pytest.raises(EnvironmentProblem) as told, translating(), translating():
        raise ours

    assert told.value is ours


def test_the_first_error_is_kept_for_whoever_reads_the_log() -> None:
    with pytest.raises(EnvironmentProblem) as told, translating():
        raise OSError(28, "No space left on device")

    assert isinstance(told.value.__cause__, OSError)


def test_a_disk_that_fills_up_loses_the_visit_at_hand_and_nothing_else(desk: OpenDesk) -> None:
    kept = [desk.log() for _ in range(3)]

    def fill_up(limit: int) -> None:
        desk.change(lambda tx: tx.connection.execute(f"PRAGMA max_page_count = {limit}").fetchall())

    (pages,) = desk.change(lambda tx: tx.connection.execute("PRAGMA page_count").fetchone())
    fill_up(pages)
    acknowledged: list[str] = []

    def log_until_the_end() -> None:
        for _ in range(500):
            acknowledged.append(desk.log(note="x" * 1500))

    with pytest.raises(EnvironmentProblem, match=r"store\.disk_full"):
        log_until_the_end()
    fill_up(1_000_000)

    later = desk.log()

    for visit in (*kept, *acknowledged, later):
        assert desk.visit(visit)
    assert desk.verify().ok


def test_a_database_that_another_process_writes_is_busy(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with desk.connection() as holder, desk.connection() as other:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentProblem, match=r"store\.busy"):
            run_in_transaction(other, lambda tx: None, desk.clock, os.urandom)
        holder.execute("ROLLBACK")

        run_in_transaction(other, lambda tx: None, desk.clock, os.urandom)


@contextlib.contextmanager
def _as_somebody_without_rights() -> Iterator[Path]:
    """A folder that belongs to another user; root, who may do everything, steps down inside."""
    with tempfile.TemporaryDirectory(prefix="mot-cua-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextlib.contextmanager
def _stepping_down() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_only_be_read_is_told(desk: OpenDesk) -> None:
    desk.log()
    desk.close()
    with _as_somebody_without_rights() as folder:
        home = folder / "home"
        shutil.copytree(desk.home, home)
        home.chmod(0o555)
        (home / "desk.db").chmod(0o444)
        before = (home / "desk.db").read_bytes()
        with (
            _stepping_down(),
            pytest.raises(EnvironmentProblem, match=r"store\.(read_only|cannot_open)"),
        ):
            Store(home, desk.key, desk.clock)
        assert (home / "desk.db").read_bytes() == before
        home.chmod(0o755)


def test_a_home_that_may_not_be_entered_is_told(desk: OpenDesk) -> None:
    desk.close()
    with _as_somebody_without_rights() as folder:
        home = folder / "home"
        shutil.copytree(desk.home, home)
        (home / "desk.db").chmod(0o000)
        with (
            _stepping_down(),
            pytest.raises(EnvironmentProblem, match=r"store\.cannot_open"),
        ):
            Store(home, desk.key, desk.clock)
        (home / "desk.db").chmod(0o644)


def test_an_emptied_file_is_damaged_and_stays_as_it_is(desk: OpenDesk) -> None:
    desk.close()
    desk.file.write_bytes(b"")

    with pytest.raises(EnvironmentProblem, match=r"store\.damaged"):
        Store(desk.home, desk.key, desk.clock)

    assert {file.name for file in desk.home.iterdir()} == {"desk.db", "desk.db.lock"}
    assert desk.file.read_bytes() == b""
