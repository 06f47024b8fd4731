"""The encrypted file: what it gives away (nothing), how it opens, and how its schema is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import DeskId, OfficerId
from desk_app.core.ops import PersonErased, VisitLogged, VisitPerson
from desk_app.store import database
from desk_app.store.database import applied, connect, create, ready, schema, statements
from desk_app.store.migrations import STEPS
from desk_app.store.migrations.steps import Step
from desk_app.store.store import Store
from tests.support.desks import FakeClock, OpenDesk, open_desk
from tests.support.sim_desk import SimDesk

OFFICER = OfficerId("0FF1CE")

WRITTEN_DOWN = Path(database.__file__).with_name("schema.sql")
PLANTED = ("Nguyễn Thị Hoà", "nguyen thi hoa", "0912345678", "001087004417", "004417", "Thôn Đông")


def _told(code: str) -> str:
    return rf"^{code}$".replace(".", r"\.")


def test_the_schema_is_the_one_that_is_written_down(desk: OpenDesk) -> None:
    with desk.connection() as connection:
        real = schema(connection)

    assert real == WRITTEN_DOWN.read_text(encoding="utf-8")


def test_every_step_has_a_date_in_its_name_and_a_reason() -> None:
    names = [step.name for step in STEPS]

    assert names == sorted(names)
    assert len(set(names)) == len(names)
    for step in STEPS:
        assert step.name[:2] == "20"
        assert step.why.endswith(".")


def test_statements_keep_a_trigger_and_a_text_with_semicolons_whole() -> None:
    script = """
-- a remark; with a semicolon
CREATE TABLE a (x TEXT DEFAULT ';');
CREATE TRIGGER t BEFORE DELETE ON a
BEGIN
  SELECT 1;
  SELECT raise(ABORT, 'never; ever');
END;
INSERT INTO a VALUES ('one;
two');
"""
    found = statements(script)

    assert len(found) == 3
    assert found[1].endswith("END;")
    assert "two" in found[2]
    assert [one for step in STEPS for one in statements(step.script)]


def test_a_connection_is_durable_and_keeps_nothing_plain_on_the_disk(desk: OpenDesk) -> None:
    with desk.connection() as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "temp_store")
        }

    assert asked == {"journal_mode": "wal", "synchronous": 2, "temp_store": 2}


def test_the_writer_asks_for_the_write_lock_before_it_reads(desk: OpenDesk) -> None:
    said: list[str] = []

    def listen(connection: object) -> None:
        connection.set_trace_callback(said.append)  # type: ignore[attr-defined]

    desk.change(lambda tx: listen(tx.connection))
    desk.log()

    frame = [one for one in said if one.startswith(("BEGIN", "COMMIT", "SAVEPOINT"))]
    assert frame == ["COMMIT", "BEGIN IMMEDIATE", "COMMIT"]
    assert said.index("BEGIN IMMEDIATE") < next(i for i, one in enumerate(said) if "SELECT" in one)


def test_a_reader_cannot_write_and_sees_one_moment(desk: OpenDesk) -> None:
    desk.log()
    with desk.store.reader() as reader:
        before = reader.connection.execute("SELECT count(*) FROM visit").fetchone()
        desk.log()
        assert reader.connection.execute("SELECT count(*) FROM visit").fetchone() == before
        with (
            pytest.raises(EnvironmentProblem, match=_told("store.read_only")),
            desk.store.reader() as other,
        ):
            other.connection.execute("DELETE FROM visit")


def test_no_byte_of_any_file_tells_what_is_in_it(desk: OpenDesk) -> None:
    visit = desk.log(
        name="Nguyễn Thị Hoà",
        phone="0912345678",
        citizen_id="001087004417",
        address="Thôn Đông, xã Tân Yên",
    )
    desk.correct(visit, note="gấp lắm")
    with desk.store.reader() as reader:
        reader.connection.execute("SELECT * FROM visit ORDER BY note").fetchall()
        files = {file.name: file.read_bytes() for file in desk.home.iterdir() if file.is_file()}

    assert "desk.db-wal" in files, "the visit must still be in the write-ahead log"
    planted = [*PLANTED, "gấp lắm", "SQLite format 3", "CREATE TABLE", "visit.logged", "2.000815"]
    for name, content in files.items():
        for text in planted:
            assert text.encode() not in content, (name, text)
    desk.close()
    whole = desk.file.read_bytes()
    assert not [text for text in planted if text.encode() in whole]
    assert len(set(whole[:4096])) > 200  # looks like chance


def test_what_was_erased_is_overwritten(tmp_path: Path) -> None:
    # Looked at in a file that is not encrypted: with the key, nothing may be left to be read.
    file = tmp_path / "plain.db"
    desk = SimDesk(DeskId("0123456789ABCDEF"), 0, str(file))
    long_note = "chuyện riêng của bà Hoà " * 60
    op = desk.log.append(
        "visit.logged",
        VisitLogged(),
        person=VisitPerson(name="Nguyễn Thị Hoà", note=long_note),
        officer=OFFICER,
    )
    assert "chuyện riêng".encode() in file.read_bytes()
    assert b"nguien" in file.read_bytes()

    desk.log.append(
        "person.erased",
        PersonErased(ops=(str(op.header.id),), basis="request"),
        officer=OFFICER,
    )

    left = file.read_bytes()
    for text in ("Nguyễn", "nguien", "chuyện riêng", "bà Hoà"):
        assert text.encode() not in left, text


def test_a_wrong_key_and_a_file_of_something_else_are_told_in_words(desk: OpenDesk) -> None:
    desk.close()
    with pytest.raises(EnvironmentProblem, match=_told("store.damaged")):
        Store(desk.home, bytes(32), desk.clock)
    desk.file.write_bytes(b"SQLite format 3\0" + bytes(4080))
    with pytest.raises(EnvironmentProblem, match=_told("store.damaged")):
        Store(desk.home, desk.key, desk.clock)


def test_a_home_without_a_database_is_told_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=_told("store.absent")):
        Store(tmp_path, bytes(32), FakeClock())
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_never_made_over_another(desk: OpenDesk) -> None:
    desk.log()
    desk.close()
    before = desk.file.read_bytes()

    with pytest.raises(EnvironmentProblem, match=_told("store.already_there")):
        create(desk.file, desk.key, lambda connection: None)

    assert desk.file.read_bytes() == before


def test_a_database_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    def first(connection: object) -> None:
        assert not (tmp_path / "desk.db").exists()
        raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError):
        create(tmp_path / "desk.db", bytes(32), first)

    assert not (tmp_path / "desk.db").exists()
    desk = open_desk(tmp_path)
    desk.log()
    desk.close()


def test_a_database_without_a_desk_is_told(tmp_path: Path) -> None:
    create(tmp_path / "desk.db", bytes(32), lambda connection: None)

    with pytest.raises(EnvironmentProblem, match=_told("store.no_desk")):
        Store(tmp_path, bytes(32), FakeClock())


def test_a_database_of_a_newer_program_is_refused_untouched(desk: OpenDesk) -> None:
    newer = Step(name="2031-01-01 newer", why="Later.", script="CREATE TABLE later (x);\n")
    desk.close()
    ready(desk.file, desk.key, (*STEPS, newer))
    before = desk.file.read_bytes()

    with pytest.raises(EnvironmentProblem, match=_told("store.newer")):
        Store(desk.home, desk.key, desk.clock)

    assert desk.file.read_bytes() == before
    connection = connect(desk.file, desk.key)
    assert applied(connection) == [*(step.name for step in STEPS), newer.name]
    connection.close()
