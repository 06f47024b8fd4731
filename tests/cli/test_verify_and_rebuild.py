"""Checking the log and rebuilding its tables: what is wrong is found, tables are mended."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.cli.context import Context
from desk_app.store import rebuild
from desk_app.store.lock import WindowLock
from tests.support.command_line import DONE, ENVIRONMENT, USER, CommandLine
from tests.support.processes import wait_until

HARM_TO_TABLES = {
    "visit": "UPDATE visit SET name = 'Somebody Else' WHERE n = (SELECT max(n) FROM visit)",
    "visit_count": "UPDATE visit_count SET answered = answered + 1",
    "rating_count": "UPDATE rating_count SET very_satisfied = very_satisfied + 1",
    "officer": "UPDATE officer SET role = 'administrator' WHERE id = 'PRACT1'",
    "claim": "INSERT INTO claim VALUES ('2026', 'bacgiang_2023', '1.1', '2', 'r', 'PRACT2', 0, '')",
    "paper": "INSERT INTO paper VALUES ('x', 'y', 'z', 1, 'c', 'PRACT1', 0)",
}


def _harm(line: CommandLine, *statements: str) -> None:
    with closing(line.connection()) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_whole_log_answers_as_contracted(month: CommandLine) -> None:
    found = month.json("verify", "log")
    said = month("verify", "log")

    assert set(found) == {"ok", "ops", "heads", "problems"}
    assert (found["ok"], found["problems"]) == (True, [])
    (head,) = found["heads"]
    assert set(head) == {"desk", "epoch", "seq", "hash"}
    assert (head["seq"], head["epoch"]) == (found["ops"], 0)
    assert month.json("score")["cut"] == "{desk}.{epoch}.{seq}.{hash}".format(**head)
    assert said.code == DONE
    assert str(found["ops"]) in said.out


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE op SET facts = replace(facts, 'accepted', 'refused_') WHERE seq = 9",
        "UPDATE op SET officer = 'PRACT2' WHERE seq = 9",
        "UPDATE op SET act = act + 1 WHERE seq = 9",
        "UPDATE op SET person = x'00' WHERE arrival = (SELECT min(arrival) FROM op "
        "WHERE kind = 'visit.logged' AND person IS NOT NULL)",
        "DELETE FROM op WHERE seq = 9",
        "DELETE FROM op WHERE arrival = (SELECT max(arrival) FROM op)",
    ],
)
def test_a_changed_log_is_found_named_and_the_machines_fault(
    month: CommandLine, statement: str
) -> None:
    _harm(month, "DROP TRIGGER op_never_changed", "DROP TRIGGER op_never_deleted", statement)

    found = month.json("verify", "log", code=ENVIRONMENT)
    said = month("verify", "log")

    assert found["ok"] is False
    assert found["problems"]
    assert all(problem["code"] and problem["message"] for problem in found["problems"])
    assert not any(problem["message"].startswith("log.") for problem in found["problems"])
    assert said.code == ENVIRONMENT
    assert found["problems"][0]["message"] in said.out


@pytest.mark.parametrize("table", HARM_TO_TABLES)
def test_a_changed_table_is_found_and_mended_by_rebuild(month: CommandLine, table: str) -> None:
    score = month.json("score", "--month", "2026-10")
    _harm(month, HARM_TO_TABLES[table])

    assert month.json("verify", "log", code=ENVIRONMENT)["ok"] is False
    repaired = month.json("rebuild")
    assert repaired["identical"] is False
    assert table in repaired["differing"]
    assert month.json("rebuild") == {
        "identical": True, "ops": repaired["ops"], "differing": []
    }  # fmt: skip
    assert month.json("verify", "log")["ok"] is True
    assert month.json("score", "--month", "2026-10") == score


def test_rebuild_says_in_words_whether_anything_differed(month: CommandLine) -> None:
    before = month("rebuild")
    _harm(month, HARM_TO_TABLES["visit"])
    repaired = month("rebuild")

    assert (before.code, repaired.code) == (DONE, DONE)
    assert "exactly what they were" in before.out
    assert "visit" in repaired.out


@pytest.mark.parametrize("words", [("rebuild",), ("restore", "{backup}")])
def test_an_open_window_keeps_rebuild_and_restore_out(
    month: CommandLine, words: tuple[str, ...]
) -> None:
    backup = month.json("backup")["folder"]
    heads = month.json("verify", "log")["heads"]
    window = WindowLock(month.home)
    assert window.take()
    try:
        done = month(*(word.format(backup=backup) for word in words))
        beside = [month("visit", "list").code, month("verify", "log").code, month("backup").code]
    finally:
        window.release()

    assert (done.code, done.out) == (USER, "")
    assert "window" in done.err
    assert set(beside) <= {DONE, ENVIRONMENT}  # the second backup of one second is refused
    assert month.json("verify", "log")["heads"] == heads
    assert month(*(word.format(backup=backup) for word in words)).code == DONE


def test_no_window_can_be_opened_while_the_tables_are_rebuilt(
    month: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bool] = []
    monkeypatch.setattr(rebuild, "_STEP", 50)
    monkeypatch.setattr(Context, "progress", lambda *_: taken.append(WindowLock(month.home).take()))

    assert month("rebuild").code == DONE
    assert taken
    assert not any(taken)


def _stop_at_first_progress(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C as soon as the work says how far it is."""
    real: Callable[[Context, int, int], None] = getattr(Context, name)

    def progress(self: Context, done: int, total: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        wait_until(self.stop_wished, "the signal was heard")
        real(self, done, total)

    monkeypatch.setattr(Context, name, progress)


def test_ctrl_c_while_rebuilding_changes_nothing(
    month: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _harm(month, HARM_TO_TABLES["visit"])
    problems = month.json("verify", "log", code=ENVIRONMENT)["problems"]
    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "_STEP", 50)
        _stop_at_first_progress("progress", patch)
        done = month("rebuild")

    assert (done.code, done.out) == (USER, "")
    assert "Stopped" in done.err
    assert month.json("verify", "log", code=ENVIRONMENT)["problems"] == problems
    assert month.json("rebuild")["identical"] is False


def test_ctrl_c_while_filling_a_practice_desk_leaves_whole_visits(
    desk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _stop_at_first_progress("show_progress", patch)
        done = desk("demo", "--days", "200", "--visits-per-day", "100", "--seed", "1")

    assert done.code == USER
    assert "Stopped" in done.err
    assert desk.json("verify", "log")["ok"] is True
    made = int(done.out.split()[1])
    assert 0 < made < 20_000
    assert len(desk.visits()) == made
    assert desk.json("rebuild")["identical"] is True


def test_checking_writes_nothing(month: CommandLine, tmp_path: Path) -> None:
    before = month.files()["desk.db"]

    month("verify", "log")
    month("score", "--at", month.json("score")["cut"])
    month("search", "an")

    assert month.files()["desk.db"] == before
