"""Verify finds whatever was done to the log, and says it in words."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import DeskId, OfficerId
from desk_app.core.ops import PersonErased, VisitLogged, VisitPerson
from desk_app.store import op_rows, sqlite
from desk_app.store.verify import verify_log
from tests.support.bounded import TORTURE
from tests.support.desks import START, OpenDesk, nothing, opened_desk
from tests.support.filled import codes, fill
from tests.support.harm import flipped, put, unguarded, without_guards
from tests.support.sim_desk import SimDesk, opened

COLUMNS = ["arrival", *(name.strip() for name in op_rows.COLUMNS.split(","))]


def test_a_whole_log_is_found_whole(filled: OpenDesk) -> None:
    verified = filled.verify()

    assert verified.problems == ()
    assert verified.ok
    with filled.store.reader() as reader:
        (count,) = reader.connection.execute("SELECT count(*) FROM op").fetchone()
    assert verified.ops == count
    own, other = sorted(verified.cut.heads, key=lambda head: head.desk != filled.store.desk.desk)
    assert (own.desk, own.epoch) == (filled.store.desk.desk, 0)
    assert own.seq + other.seq == count


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TRIGGER op_never_changed",
        "DROP TRIGGER op_never_replaced",
        "DROP INDEX op_subject",
        "CREATE TRIGGER mine AFTER INSERT ON op BEGIN SELECT 1; END",
        "CREATE TABLE mine (x)",
    ],
)
def test_a_guard_that_was_taken_off_is_found(filled: OpenDesk, harm: str) -> None:
    with filled.connection() as connection:
        connection.execute(harm)

    assert codes(filled.verify()) == {"log.schema"}


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM this_desk",
        "UPDATE this_desk SET desk = 'ZZZZZZZZZZZZZZZZ'",
        "UPDATE this_desk SET unit = '00001'",
        "UPDATE this_desk SET practice = 1 - practice",
        "UPDATE this_desk SET epoch = -1",
        "UPDATE this_desk SET epoch = 'x'",
    ],
)
def test_a_desk_that_is_said_to_be_another_is_found(filled: OpenDesk, harm: str) -> None:
    with filled.connection() as connection:
        connection.execute(harm)

    assert codes(filled.verify()) == {"log.this_desk"}


def test_verify_changes_nothing(filled: OpenDesk) -> None:
    before = filled.digests()

    filled.verify()

    assert filled.digests() == before
    with filled.connection() as connection:
        assert not connection.execute("SELECT name FROM temp.sqlite_schema").fetchall()


def _cells(desk: OpenDesk, column: str) -> list[tuple[int, object]]:
    with desk.connection() as connection:
        rows = connection.execute(f"SELECT arrival, {column} FROM op ORDER BY arrival").fetchall()
    return [(row[0], row[1]) for row in rows if row[1] is not None]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_flipped_bit_in_any_column_of_an_op_is_found(shared: OpenDesk, column: str) -> None:
    rnd = random.Random(column)
    cells = [cell for cell in _cells(shared, column) if cell[1] not in ("", b"")]
    with shared.connection() as connection:
        for _ in range(6 * TORTURE):
            arrival, value = rnd.choice(cells)
            # A number that another op has cannot be written at all: SQLite refuses it itself.
            bit = rnd.randrange(5, 40) if column in ("arrival", "seq") else rnd.randrange(512)
            changed = flipped(value, bit)
            connection.execute("BEGIN")
            with unguarded(connection):
                put(connection, "op", column, arrival, changed, value)

            verified = verify_log(connection, nothing)
            connection.execute("ROLLBACK")

            assert not verified.ok, (arrival, value, changed)
            assert codes(verified) <= {
                "log.hash", "log.person", "log.gap", "log.unreadable", "log.arrival",
                "log.person_missing", "log.more_problems", "log.not_erased",
                "log.projection_wrong", "log.projection_missing",
            }  # fmt: skip
    assert shared.verify().ok


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("value", [b"", b"\xff\xfe", "x", 7.5, 10**17])
def test_a_value_of_another_kind_in_any_column_is_found_and_no_crash(
    shared: OpenDesk, column: str, value: object
) -> None:
    with shared.connection() as connection:
        connection.execute("BEGIN")
        with unguarded(connection):
            try:
                connection.execute(f"UPDATE op SET {column} = ? WHERE arrival = 6", (value,))
                written = True
            except sqlite.IntegrityError:
                written = False
        # A row number is a number: SQLite itself refuses anything else there.
        assert written or column == "arrival"
        assert verify_log(connection, nothing).ok == (not written)
        connection.execute("ROLLBACK")


def _last(connection: sqlite.Connection) -> int:
    (last,) = connection.execute("SELECT max(arrival) FROM op").fetchone()
    return int(last)


def _remove_last(connection: sqlite.Connection) -> None:
    connection.execute("DELETE FROM op WHERE arrival = ?", (_last(connection),))


def _remove_first(connection: sqlite.Connection) -> None:
    connection.execute("DELETE FROM op WHERE arrival = 1")


def _remove_middle(connection: sqlite.Connection) -> None:
    connection.execute("DELETE FROM op WHERE arrival = 6")


def _remove_middle_and_close_the_gap(connection: sqlite.Connection) -> None:
    connection.execute("DELETE FROM op WHERE arrival = 6")
    connection.execute("UPDATE op SET arrival = -arrival, seq = -seq WHERE arrival > 6")
    connection.execute("UPDATE op SET arrival = -arrival - 1, seq = -seq - 1 WHERE arrival < 0")


def _swap_contents(connection: sqlite.Connection) -> None:
    names = "kind, subject, base, lamport, officer, act, facts, salt, person, digest, hash"
    one, other = (
        connection.execute(f"SELECT {names} FROM op WHERE arrival = ?", (at,)).fetchone()
        for at in (5, 9)
    )
    sets = ", ".join(f"{name.strip()} = ?" for name in names.split(","))
    connection.execute(f"UPDATE op SET {sets} WHERE arrival = 5", tuple(other))
    connection.execute(f"UPDATE op SET {sets} WHERE arrival = 9", tuple(one))


def _swap_numbers(connection: sqlite.Connection) -> None:
    connection.execute("UPDATE op SET seq = 1000 WHERE seq = 5")
    connection.execute("UPDATE op SET seq = 5 WHERE seq = 9")
    connection.execute("UPDATE op SET seq = 9 WHERE seq = 1000")


def _swap_arrivals_of_two_visits(connection: sqlite.Connection) -> None:
    visits = connection.execute("SELECT arrival FROM op WHERE kind = 'visit.logged'").fetchall()
    one, other = visits[0][0], visits[1][0]
    connection.execute("UPDATE op SET arrival = 1000 WHERE arrival = ?", (one,))
    connection.execute("UPDATE op SET arrival = ? WHERE arrival = ?", (one, other))
    connection.execute("UPDATE op SET arrival = ? WHERE arrival = 1000", (other,))


def _lose_a_person(connection: sqlite.Connection) -> None:
    connection.execute("UPDATE op SET person = NULL, salt = NULL WHERE arrival = 5")


def _exchange_persons(connection: sqlite.Connection) -> None:
    rows = connection.execute(
        "SELECT arrival, salt, person FROM op WHERE kind = 'visit.logged' AND person IS NOT NULL"
    ).fetchall()
    for (arrival, _, _), (_, salt, person) in zip(rows, [*rows[1:], rows[0]], strict=True):
        connection.execute(
            "UPDATE op SET salt = ?, person = ? WHERE arrival = ?", (salt, person, arrival)
        )


def _move_a_byte_from_person_to_salt(connection: sqlite.Connection) -> None:
    salt, person = connection.execute("SELECT salt, person FROM op WHERE arrival = 5").fetchone()
    connection.execute(
        "UPDATE op SET salt = ?, person = ? WHERE arrival = 5", (salt + person[:1], person[1:])
    )


def _move_a_byte_from_digest_to_facts(connection: sqlite.Connection) -> None:
    facts, digest = connection.execute("SELECT facts, digest FROM op WHERE arrival = 5").fetchone()
    connection.execute(
        "UPDATE op SET facts = ?, digest = ? WHERE arrival = 5", (facts + digest[:1], digest[1:])
    )


def _salt_where_nobody_is(connection: sqlite.Connection) -> None:
    connection.execute("UPDATE op SET salt = x'00' WHERE kind = 'rating.given'")


def _person_where_nobody_is(connection: sqlite.Connection) -> None:
    connection.execute(
        "UPDATE op SET salt = zeroblob(16), person = x'7B7D' WHERE kind = 'rating.given'"
    )


def _op_of_nobody(connection: sqlite.Connection) -> None:
    values = op_rows.COLUMNS.replace("seq", "seq + 1")
    connection.execute(
        f"INSERT INTO op ({op_rows.COLUMNS}) SELECT {values} FROM op WHERE arrival = ?",
        (_last(connection),),
    )


def _op_of_another_desk(connection: sqlite.Connection) -> None:
    values = op_rows.COLUMNS.replace("desk", "'ZZZZZZZZZZZZZZZZ'").replace("seq", "1")
    connection.execute(
        f"INSERT INTO op ({op_rows.COLUMNS}) SELECT {values} FROM op WHERE arrival = 2"
    )


def _change_an_answer(connection: sqlite.Connection) -> None:
    connection.execute(
        "UPDATE op SET facts = CAST(replace(CAST(facts AS TEXT), '5', '1') AS BLOB) "
        "WHERE kind = 'rating.given'"
    )


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (_remove_last, "log.projection_wrong"),
        (_remove_first, "log.gap"),
        (_remove_middle, "log.gap"),
        (_remove_middle_and_close_the_gap, "log.hash"),
        (_swap_contents, "log.hash"),
        (_swap_numbers, "log.hash"),
        (_swap_arrivals_of_two_visits, "log.projection_wrong"),
        (_lose_a_person, "log.person_missing"),
        (_exchange_persons, "log.person"),
        (_move_a_byte_from_person_to_salt, "log.person"),
        (_move_a_byte_from_digest_to_facts, "log.person"),
        (_salt_where_nobody_is, "log.person"),
        (_person_where_nobody_is, "log.person"),
        (_op_of_nobody, "log.hash"),
        (_op_of_another_desk, "log.hash"),
        (_change_an_answer, "log.hash"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_harm_done_to_the_log_is_found(
    filled: OpenDesk, harm: Callable[[sqlite.Connection], None], found: str
) -> None:
    with without_guards(filled) as connection:
        harm(connection)

    assert found in codes(filled.verify())


def test_a_byte_that_wandered_from_an_erased_digest_into_the_facts_is_found() -> None:
    # Facts that end in white space read the same, and the bytes that were hashed are the same too.
    desk = opened(SimDesk(DeskId("0123456789ABCDEF"), START))
    officer = OfficerId("0FF1CE")
    for _ in range(2000):
        person = VisitPerson(name="Lê Hoa")
        op = desk.log.append("visit.logged", VisitLogged(), person=person, officer=officer)
        if op.digest[:1] in (b" ", b"\n", b"\t", b"\r"):
            break
    facts = PersonErased(ops=(str(op.header.id),), basis="request")
    desk.log.append("person.erased", facts, officer=officer)
    assert verify_log(desk.connection, nothing).ok

    with unguarded(desk.connection):
        desk.connection.execute(
            "UPDATE op SET facts = ?, digest = ? WHERE seq = ?",
            (op.facts + op.digest[:1], op.digest[1:], op.header.seq),
        )

    assert codes(verify_log(desk.connection, nothing)) == {"log.person"}


def test_a_person_part_that_came_back_after_its_erasure_is_found(filled: OpenDesk) -> None:
    with filled.connection() as connection:
        salt, person, arrival = connection.execute(
            "SELECT salt, person, arrival FROM op WHERE kind = 'visit.logged' "
            "AND person IS NOT NULL LIMIT 1"
        ).fetchone()
    visit = _subject(filled, arrival)
    filled.erase(visit)
    assert filled.verify().ok
    with without_guards(filled) as connection:
        connection.execute(
            "UPDATE op SET salt = ?, person = ? WHERE arrival = ?", (salt, person, arrival)
        )

    assert "log.not_erased" in codes(filled.verify())


def _subject(desk: OpenDesk, arrival: int) -> str:
    with desk.store.reader() as reader:
        row = reader.connection.execute("SELECT subject FROM op WHERE arrival = ?", (arrival,))
        return str(row.fetchone()[0])


def test_damage_on_the_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    with opened_desk(tmp_path / "home") as desk:
        fill(desk)
        desk.close()
        whole = desk.file.read_bytes()
        rnd = random.Random(7)
        for _ in range(60 * TORTURE):
            offset = rnd.randrange(len(whole))
            torn = bytearray(whole)
            torn[offset] ^= 1 << rnd.randrange(8)
            desk.file.write_bytes(bytes(torn))
            with pytest.raises(EnvironmentProblem) as told:
                desk.verify()
            assert told.value.problem.code == "store.damaged"
        desk.file.write_bytes(whole)
        assert desk.verify().ok
