"""The database itself refuses to change, delete or overwrite an operation, whoever asks."""

from __future__ import annotations

import pytest

from desk_app.store import op_rows, sqlite
from tests.support.desks import OpenDesk

COLUMNS = [name.strip() for name in op_rows.COLUMNS.split(",")]
# What may be given up together, by an erasure.
ERASABLE = {"salt", "person"}


@pytest.fixture
def visit(desk: OpenDesk) -> str:
    """A rated visit among others."""
    desk.log()
    visit = desk.log(name="Nguyễn Thị Hoà")
    desk.rate(visit, 2)
    desk.log()
    return visit


def _rows(desk: OpenDesk) -> list[tuple[object, ...]]:
    with desk.connection() as connection:
        return [tuple(row) for row in connection.execute("SELECT * FROM op ORDER BY arrival")]


def _refused(desk: OpenDesk, statement: str, *values: object) -> None:
    before = _rows(desk)
    with (
        desk.connection() as connection,
        pytest.raises(sqlite.IntegrityError, match="an operation is never"),
    ):
        connection.execute(statement, values)
    assert _rows(desk) == before


@pytest.mark.parametrize("kind", ["visit.logged", "rating.given", "desk.opened"])
@pytest.mark.parametrize("column", sorted(set(COLUMNS) - ERASABLE))
def test_no_column_of_an_op_can_be_changed(
    desk: OpenDesk, visit: str, kind: str, column: str
) -> None:
    _refused(desk, f"UPDATE op SET {column} = ? WHERE kind = ?", "7", kind)


@pytest.mark.parametrize("column", [*COLUMNS, "arrival"])
def test_an_erasure_can_change_nothing_beside(desk: OpenDesk, visit: str, column: str) -> None:
    if column in ERASABLE:
        _refused(desk, f"UPDATE op SET {column} = x'00' WHERE kind = 'visit.logged'")
    else:
        _refused(
            desk,
            f"UPDATE op SET person = NULL, salt = NULL, {column} = 7 WHERE kind = 'visit.logged'",
        )


def test_a_person_part_cannot_be_changed_or_lost_without_its_salt(
    desk: OpenDesk, visit: str
) -> None:
    _refused(desk, "UPDATE op SET person = ? WHERE person IS NOT NULL", b"{}")
    _refused(desk, "UPDATE op SET person = NULL WHERE person IS NOT NULL")
    _refused(desk, "UPDATE op SET salt = NULL WHERE person IS NOT NULL")


def test_an_erased_person_part_cannot_be_written_again(desk: OpenDesk, visit: str) -> None:
    desk.erase(visit)

    _refused(desk, "UPDATE op SET person = ?, salt = ? WHERE person IS NULL", b"{}", bytes(16))


@pytest.mark.parametrize("condition", ["1", "kind = 'rating.given'", "kind = 'visit.logged'"])
def test_no_op_can_be_deleted(desk: OpenDesk, visit: str, condition: str) -> None:
    _refused(desk, f"DELETE FROM op WHERE {condition}")


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement", ["REPLACE", "INSERT OR REPLACE", "INSERT", "INSERT OR IGNORE"]
)
@pytest.mark.parametrize("kind", ["visit.logged", "rating.given"])
def test_no_op_can_be_overwritten_by_a_new_one_of_its_number(
    desk: OpenDesk, visit: str, kind: str, statement: str, recursive: str
) -> None:
    before = _rows(desk)
    columns = op_rows.COLUMNS.replace("facts", "x'7B7D'")
    with desk.connection() as connection:
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite.IntegrityError, match="an operation is never replaced"):
            connection.execute(
                f"{statement} INTO op ({op_rows.COLUMNS}) SELECT {columns} FROM op WHERE kind = ?",
                (kind,),
            )
    assert _rows(desk) == before


@pytest.mark.parametrize("statement", ["REPLACE", "INSERT OR REPLACE"])
def test_no_op_can_be_overwritten_in_its_place(desk: OpenDesk, visit: str, statement: str) -> None:
    columns = op_rows.COLUMNS.replace("seq", "seq + 900", 1)
    _refused(
        desk,
        f"{statement} INTO op (arrival, {op_rows.COLUMNS}) "
        f"SELECT arrival, {columns} FROM op WHERE kind = 'rating.given'",
    )


@pytest.mark.parametrize("conflict", ["REPLACE", "IGNORE", "FAIL", "ROLLBACK"])
def test_no_conflict_clause_gets_an_update_through(
    desk: OpenDesk, visit: str, conflict: str
) -> None:
    _refused(desk, f"UPDATE OR {conflict} op SET seq = 1 WHERE kind = 'rating.given'")


def test_an_upsert_cannot_change_an_op(desk: OpenDesk, visit: str) -> None:
    _refused(
        desk,
        f"INSERT INTO op ({op_rows.COLUMNS}) SELECT {op_rows.COLUMNS} FROM op WHERE true "
        "ON CONFLICT (desk, epoch, seq) DO UPDATE SET facts = x'7B7D'",
    )


def test_projections_are_not_guarded(desk: OpenDesk, visit: str) -> None:
    # They are made from the log at any time; verify finds what somebody changed in them.
    with desk.connection() as connection:
        connection.execute("DELETE FROM visit")
    assert not desk.verify().ok
    desk.rebuild()
    assert desk.verify().ok
