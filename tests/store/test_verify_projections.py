"""Verify finds whatever was done to the tables made from the log, also while somebody writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.core.clock import Millis
from desk_app.core.ops import VisitLogged
from desk_app.store.project import PROJECTIONS
from desk_app.store.verify import PROBLEMS_SHOWN, verify_log
from desk_app.store.writer import Tx
from tests.support.desks import OpenDesk, nothing
from tests.support.filled import OFFICER, codes
from tests.support.harm import without_guards
from tests.support.sim_desk import empty_database

# Tables whose first column is a place in the order of arrival, beside the id where there is one.
_NUMBERED = {"visit": 2, "cases": 2, "case_figure": 2}


def _projected_cells() -> Iterator[tuple[str, str]]:
    connection = empty_database()
    for table in PROJECTIONS:
        for row in connection.execute(f"PRAGMA table_info({table})").fetchall():
            yield table, row[1]
    connection.close()


@pytest.mark.parametrize(("table", "column"), list(_projected_cells()))
def test_a_projected_cell_changed_by_sql_is_found(
    shared: OpenDesk, table: str, column: str
) -> None:
    with shared.connection() as connection:
        connection.execute("BEGIN")
        key = PROJECTIONS[table]
        name = key.split(", ", maxsplit=1)[0]
        (first,) = connection.execute(f"SELECT {name} FROM {table} ORDER BY {key}").fetchone()
        changed = connection.execute(
            f"UPDATE {table} SET {column} = CASE WHEN typeof({column}) = 'integer' "
            f"THEN {column} + 100 ELSE coalesce({column}, '') || 'x' END WHERE {name} = ?",
            (first,),
        )
        assert changed.rowcount >= 1
        verified = verify_log(connection, nothing)
        connection.execute("ROLLBACK")

    assert codes(verified) <= {
        "log.projection_wrong", "log.projection_missing", "log.search_index"
    }  # fmt: skip
    assert any(problem.values.get("table") == table for problem in verified.problems)
    assert shared.verify().ok


@pytest.mark.parametrize("table", list(PROJECTIONS))
def test_a_missing_row_of_a_projection_is_found(shared: OpenDesk, table: str) -> None:
    with shared.connection() as connection:
        connection.execute("BEGIN")
        connection.execute(
            f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})"
            if table in (*_NUMBERED, "visit_search")
            else f"DELETE FROM {table}"
        )
        verified = verify_log(connection, nothing)
        connection.execute("ROLLBACK")

    missing = [p for p in verified.problems if p.code == "log.projection_missing"]
    assert missing
    assert {problem.values["table"] for problem in missing} == {table}


@pytest.mark.parametrize("table", list(PROJECTIONS))
def test_an_additional_row_of_a_projection_is_found(shared: OpenDesk, table: str) -> None:
    with shared.connection() as connection:
        connection.execute("BEGIN")
        row = list(connection.execute(f"SELECT * FROM {table}").fetchone())
        if table == "visit_search":
            connection.execute("INSERT INTO visit_search (rowid, words) VALUES (9999, 'le hoa')")
        else:
            unique = _NUMBERED.get(table, 1)
            row[:unique] = [9999, "x"][:unique]
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
        verified = verify_log(connection, nothing)
        connection.execute("ROLLBACK")

    wrong = [p for p in verified.problems if p.code == "log.projection_wrong"]
    assert {problem.values["table"] for problem in wrong} == {table}


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM visit_search_docsize",
        "DELETE FROM visit_search_data WHERE id > 10",
        "UPDATE visit_search_content SET c0 = 'le hoa'",
    ],
)
def test_a_search_index_that_finds_something_else_is_found(shared: OpenDesk, harm: str) -> None:
    with shared.connection() as connection:
        connection.execute("BEGIN")
        connection.execute(harm)
        verified = verify_log(connection, nothing)
        connection.execute("ROLLBACK")

    assert "log.search_index" in codes(verified)


def test_very_many_faults_are_counted_and_not_all_listed(desk: OpenDesk) -> None:
    visits = PROBLEMS_SHOWN + 5

    def many(tx: Tx) -> None:
        for _ in range(visits):
            tx.log.append("visit.logged", VisitLogged(), officer=OFFICER, act=Millis(0))

    desk.change(many)
    with without_guards(desk) as connection:
        connection.execute("UPDATE op SET lamport = lamport + 1 WHERE kind = 'visit.logged'")

    problems = desk.verify().problems

    assert len(problems) == PROBLEMS_SHOWN + 1
    assert problems[-1].code == "log.more_problems"
    assert problems[-1].values == {"more": "5"}


def test_verify_can_be_stopped_and_leaves_the_connection_as_it_was(filled: OpenDesk) -> None:
    class StoppedError(Exception):
        pass

    def many(tx: Tx) -> None:
        for _ in range(5000):
            tx.log.append("visit.logged", VisitLogged(), officer=OFFICER)

    def stop(seen: int, total: int) -> None:
        raise StoppedError

    filled.change(many)
    with filled.connection() as connection:
        with pytest.raises(StoppedError):
            verify_log(connection, stop)
        assert not connection.in_transaction
        assert verify_log(connection, nothing).ok


def test_a_visit_logged_while_the_log_is_verified_is_no_fault(filled: OpenDesk) -> None:
    def many(tx: Tx) -> None:
        for _ in range(5000):
            tx.log.append("visit.logged", VisitLogged(), officer=OFFICER)

    filled.change(many)
    logged: list[str] = []
    with filled.connection() as connection:
        verified = verify_log(connection, lambda seen, total: logged.append(filled.log()))

    assert logged
    assert verified.problems == ()


_DAMAGE = (
    "DROP TABLE claim",
    "DROP VIEW visit_counted; DROP TABLE visit",
    "DROP TABLE chain",
    "DROP TABLE visit_search",
    "DROP INDEX visit_day",
    "DELETE FROM visit_search_data",
    "DROP VIEW visit_counted; CREATE VIEW visit_counted AS SELECT * FROM visit WHERE day % 2",
    "DROP VIEW visit_counted; CREATE TABLE visit_counted (n)",
    "CREATE TRIGGER more AFTER INSERT ON visit BEGIN UPDATE visit_count SET answered = 9; END",
)


@pytest.mark.parametrize("damage", _DAMAGE)
def test_whatever_became_of_a_projection_is_found_and_rebuild_mends_it(
    filled: OpenDesk, damage: str
) -> None:
    with filled.connection() as connection:
        connection.executescript(damage)

    found = codes(filled.verify())
    assert found
    assert found <= {"log.projection_schema", "log.search_index"}
    assert not filled.rebuild().identical

    assert filled.verify().ok
    assert filled.rebuild().identical


def test_a_search_index_without_its_settings_is_found_and_rebuild_mends_it(
    filled: OpenDesk,
) -> None:
    with filled.connection() as connection:
        connection.execute("DELETE FROM visit_search_config")
    assert "log.search_index" in codes(filled.verify())

    filled.rebuild()

    assert filled.verify().ok


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE this_desk SET practice = 1 - practice",
        "UPDATE this_desk SET unit = '00001'",
        "UPDATE this_desk SET commune_key = zeroblob(32)",
        "DROP TRIGGER op_never_deleted",
        "DROP INDEX op_identity",
        "CREATE TABLE more (n)",
    ],
)
def test_what_guards_the_log_is_looked_at_too(filled: OpenDesk, change: str) -> None:
    with filled.connection() as connection:
        connection.execute(change)

    assert codes(filled.verify()) <= {"log.schema", "log.this_desk"}
    assert not filled.verify().ok
