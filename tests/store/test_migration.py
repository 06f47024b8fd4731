"""Moving to a newer schema: on a copy, switched in one rename, old or new and never between."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.store import database
from desk_app.store.database import applied, connect, create, ready
from desk_app.store.lock import DatabaseLock
from desk_app.store.migrations import STEPS
from desk_app.store.migrations.steps import Step
from desk_app.store.rebuild import digests
from desk_app.store.store import Store
from tests.support.desks import FakeClock, OpenDesk, open_desk
from tests.support.filled import fill

SECOND = Step(
    name="2031-01-01 second",
    why="To see a step that adds a table and fills it.",
    script="CREATE TABLE later (x TEXT);\nINSERT INTO later SELECT id FROM visit ORDER BY n;\n",
)
HALF = Step(
    name="2031-01-02 half",
    why="To see a step that fails after it has begun.",
    script="CREATE TABLE half (x TEXT);\nDELETE FROM visit;\nINSERT INTO nowhere VALUES (1);\n",
)
NAMES = [step.name for step in STEPS]


class LightOutError(Exception):
    """The power went."""


@pytest.fixture
def closed(desk: OpenDesk) -> OpenDesk:
    """A filled desk whose window was closed."""
    fill(desk)
    desk.close()
    return desk


def _state(desk: OpenDesk) -> tuple[list[str], int, dict[str, str]]:
    connection = connect(desk.file, desk.key)
    try:
        (ops,) = connection.execute("SELECT count(*) FROM op").fetchone()
        return applied(connection), ops, digests(connection)
    finally:
        connection.close()


def _mode(desk: OpenDesk) -> str:
    connection = connect(desk.file, desk.key)
    try:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    finally:
        connection.close()


def test_a_step_brings_the_desk_on_and_the_old_file_is_kept(closed: OpenDesk) -> None:
    names, ops, before = _state(closed)

    ready(closed.file, closed.key, (*STEPS, SECOND))

    assert _state(closed) == ([*names, SECOND.name], ops, before)
    connection = connect(closed.file, closed.key)
    visits = connection.execute("SELECT id FROM visit ORDER BY n").fetchall()
    assert connection.execute("SELECT x FROM later").fetchall() == visits
    connection.close()
    kept = closed.file.with_name(f"desk.db.before-{len(STEPS) + 1}")
    connection = connect(kept, closed.key)
    assert applied(connection) == names
    assert digests(connection) == before
    connection.close()
    assert _mode(closed) == "wal"


def test_a_database_of_today_is_left_as_it_is(closed: OpenDesk) -> None:
    before = closed.file.read_bytes()

    ready(closed.file, closed.key)

    assert closed.file.read_bytes() == before
    assert {file.name for file in closed.home.iterdir()} == {"desk.db", "desk.db.lock"}


def test_what_still_stood_in_the_write_ahead_log_is_taken_along(desk: OpenDesk) -> None:
    desk.log(name="Nguyễn Thị Hoà")
    copied = desk.home.parent / "copied"
    # The window was killed: the log file lies beside the database.
    shutil.copytree(desk.home, copied)
    assert (copied / "desk.db-wal").stat().st_size > 0

    ready(copied / "desk.db", desk.key, (*STEPS, SECOND))

    connection = connect(copied / "desk.db", desk.key)
    assert connection.execute("SELECT name FROM visit").fetchall() == [("Nguyễn Thị Hoà",)]
    connection.close()


def test_a_failing_step_leaves_the_desk_as_it_was(closed: OpenDesk) -> None:
    before = _state(closed)

    with pytest.raises(Exception, match="nowhere"):
        ready(closed.file, closed.key, (*STEPS, HALF))

    assert _state(closed) == before
    assert _mode(closed) == "wal"
    closed.reopen()
    closed.log()
    assert closed.verify().ok


def test_a_step_that_failed_once_can_be_repaired_and_run_again(closed: OpenDesk) -> None:
    with pytest.raises(Exception, match="nowhere"):
        ready(closed.file, closed.key, (*STEPS, HALF))

    ready(closed.file, closed.key, (*STEPS, SECOND))

    assert _state(closed)[0] == [*NAMES, SECOND.name]


def _before(real: Callable[..., Any]) -> Callable[..., Any]:
    def torn(*arguments: Any) -> Any:
        raise LightOutError

    return torn


def _after(real: Callable[..., Any]) -> Callable[..., Any]:
    def torn(*arguments: Any) -> Any:
        real(*arguments)
        raise LightOutError

    return torn


CRASHES = [
    (where, name, when)
    for where, name in ((os, "replace"), (os, "fsync"), (shutil, "copy2"))
    for when in (_before, _after)
]


@pytest.mark.parametrize(
    ("where", "name", "when"), CRASHES, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_crash_at_any_point_leaves_the_old_or_the_new(
    closed: OpenDesk, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, when: Any
) -> None:
    names, ops, before = _state(closed)
    with monkeypatch.context() as broken:
        broken.setattr(where, name, when(getattr(where, name)))
        # A crash does not tidy up: neither may what runs on the way out.
        broken.setattr(database, "_write_ahead", _only_before_the_crash(database._write_ahead))
        with pytest.raises(LightOutError):
            ready(closed.file, closed.key, (*STEPS, SECOND))

    done, still, rows = _state(closed)
    switched = name == "replace" and when is _after
    assert done == ([*names, SECOND.name] if switched else names)
    assert (still, rows) == (ops, before)

    ready(closed.file, closed.key, (*STEPS, SECOND))
    assert _state(closed) == ([*names, SECOND.name], ops, before)
    assert _mode(closed) == "wal"


def _only_before_the_crash(real: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
    def asked(file: Path, key: bytes) -> None:
        if file.suffix != ".db":
            real(file, key)

    return asked


@pytest.mark.parametrize(
    ("where", "name", "when"), CRASHES[:4], ids=lambda value: getattr(value, "__name__", value)
)
def test_a_crash_while_a_desk_is_made_leaves_none_or_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, when: Any
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(where, name, when(getattr(where, name)))
        with pytest.raises(LightOutError):
            open_desk(tmp_path)

    if (tmp_path / "desk.db").exists():
        with pytest.raises(EnvironmentProblem, match="already_there"):
            create(tmp_path / "desk.db", bytes(32), lambda connection: None)
        shutil.move(tmp_path / "desk.db", tmp_path / "made.db")
    desk = open_desk(tmp_path)
    desk.log()
    assert desk.verify().ok
    desk.close()


def test_nobody_moves_a_database_that_somebody_has_open(desk: OpenDesk) -> None:
    desk.log()

    with pytest.raises(EnvironmentProblem, match=r"store\.in_use"):
        ready(desk.file, desk.key, (*STEPS, SECOND))

    desk.log()
    assert desk.verify().ok
    assert _state(desk)[0] == NAMES
    desk.close()
    ready(desk.file, desk.key, (*STEPS, SECOND))
    assert _state(desk)[0] == [*NAMES, SECOND.name]


def test_two_programs_that_start_at_once_do_not_move_the_same_database(closed: OpenDesk) -> None:
    first = DatabaseLock(closed.file)
    assert first.take()

    with pytest.raises(EnvironmentProblem, match=r"store\.in_use"):
        ready(closed.file, closed.key, (*STEPS, SECOND))
    assert _state(closed)[0] == NAMES

    first.release()
    ready(closed.file, closed.key, (*STEPS, SECOND))
    assert _state(closed)[0] == [*NAMES, SECOND.name]


def test_a_left_over_copy_of_an_earlier_try_does_no_harm(closed: OpenDesk) -> None:
    for name in ("migrating", "migrating-wal", "migrating-journal", "new", "new-wal"):
        closed.file.with_name(f"desk.db.{name}").write_bytes(b"left over" * 500)

    ready(closed.file, closed.key, (*STEPS, SECOND))

    assert _state(closed)[0] == [*NAMES, SECOND.name]


def test_a_desk_of_the_first_schema_is_opened_by_a_store(closed: OpenDesk) -> None:
    store = Store(closed.home, closed.key, FakeClock())
    try:
        assert store.desk == closed.store.desk
    finally:
        store.close()


def _as_it_was_before(step: Step, desk: OpenDesk) -> None:
    """Take what a step made out of a database of today."""
    connection = connect(desk.file, desk.key)
    try:
        for name in re.findall(r"^CREATE TABLE (\w+)", step.script, re.MULTILINE):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (step.name,))
    finally:
        connection.close()


def test_a_desk_from_before_there_was_a_province_lists_its_desks_and_disputes(
    closed: OpenDesk,
) -> None:
    _, ops, before = _state(closed)
    _as_it_was_before(STEPS[-1], closed)

    closed.reopen()

    assert _state(closed) == (NAMES, ops, before)
    assert closed.verify().ok
    assert closed.rebuild().identical
