"""No commune meets another: by row-level security in PostgreSQL, and through every route."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from desk_app.core.case_ops import EvidenceAttached
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ops import PersonErased, RatingGiven
from sync.protocol.exchange import Request
from sync.protocol.messages import Sealed
from sync.server import desks, quarantine
from sync.server.blobs import LEAST
from sync.server.province import BLOB, OWN, PULL, SEALED, SNAPSHOT
from sync.server.store import migrate
from sync.server.store.engine import Store
from sync.server.store.tables import METADATA, OF_COMMUNE
from sync.server.store.tx import Tx
from sync.server.verify import verify
from tests.support.a_province import OTHER_UNIT, ADesk, AProvince, refusal
from tests.support.acts import log_visit
from tests.support.desks import UNIT
from tests.support.postgres import Cluster

# Without rows of a commune by nature: they name communes, desks and packages of all.
OPEN = {"province", "commune", "package"}


def attach(desk: ADesk, content: bytes) -> str:
    """The desk's op that speaks of a file; returns the file's hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    case = str(desk.own()[0].header.id)
    desk.write("evidence.attached", EvidenceAttached(
        case=case, sha256=sha256, size=len(content), media="pdf"))  # fmt: skip
    return sha256


def put(desk: ADesk, sha256: str, content: bytes, first: int = 0) -> tuple[int, bytes]:
    """Send a piece of a file."""
    last = first + len(content) - 1
    told = f"bytes {first}-{last}/{len(content)}"
    request = Request(
        method="PUT", path=BLOB + sha256, headers={"content-range": told}, body=content
    )
    answer = desk.ask(request)
    return answer.status, answer.body


@pytest.fixture
def two(province: AProvince) -> tuple[ADesk, ADesk]:
    """Desks of two communes, with something in every table."""
    return fill_two(province)


def fill_two(province: AProvince) -> tuple[ADesk, ADesk]:
    """A desk in each of two communes, and rows of both in every table."""
    ours, theirs = province.desk(1), province.desk(2, OTHER_UNIT)
    for desk in (ours, theirs):
        twin = ADesk.copy_of(desk, "twin")
        visits = desk.visits(3)
        desk.write("person.erased", PersonErased(ops=(str(visits[0].header.id),), basis="request"))
        desk.write_raw("visit.logged", b'{"purpose":"dance"}')
        content = b"x" * LEAST
        sha256 = attach(desk, content)
        desk.push()
        assert put(desk, sha256, content)[0] == 200
        twin.visits(2)
        assert twin.refused_push(twin.own())[1].code == "sync.fork"
    assert sealed_for(province.desk(3), ours) == 200
    assert sealed_for(province.desk(4, OTHER_UNIT), theirs) == 200
    return ours, theirs


def sealed_for(sender: ADesk, to: ADesk) -> int:
    """An envelope from desk to desk; the status of the answer."""
    sealed = Sealed(key_id="89abcdef", from_desk=sender.id, to_desk=to.id, sealed="AAAA")
    body = msgspec.json.encode(sealed)
    return sender.ask(Request(method="POST", path=SEALED, body=body)).status


def rows(tx: Tx, table: str) -> int:
    """How many rows a statement without any condition sees."""
    return int(tx.run(f"SELECT count(*) FROM {table}")[0][0])


# ---- PostgreSQL itself ---------------------------------------------------------------------------


def test_every_table_of_a_commune_is_closed_and_begins_its_key_with_it(
    postgres: Cluster, ready_database: str
) -> None:
    with postgres.admin(ready_database) as admin:
        closed = {
            row[0]
            for row in admin.execute(
                "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
            )
        }
    assert closed == set(METADATA.tables) - OPEN
    for name in OF_COMMUNE:
        first = next(iter(METADATA.tables[name].primary_key.columns))
        assert first.name == "commune_id", name
        for index in METADATA.tables[name].indexes:
            assert next(iter(index.columns)).name == "commune_id", index.name


@pytest.fixture
def filled(
    postgres: Cluster, ready_database: str, tmp_path: Path
) -> Iterator[tuple[AProvince, str]]:
    """A province on PostgreSQL with two communes, and the name of its database."""
    name = postgres.new_database(ready_database)
    made = AProvince(tmp_path, postgres.url(name))
    fill_two(made)
    yield made, name
    made.close()
    postgres.drop(name)


def test_without_a_commune_nothing_is_seen(filled: tuple[AProvince, str]) -> None:
    made, _ = filled
    with made.house.store.read("") as tx:
        seen = {table: rows(tx, table) for table in (*OF_COMMUNE, "place")}
    assert set(seen.values()) == {0}


def test_with_one_commune_no_statement_touches_the_other(
    postgres: Cluster, filled: tuple[AProvince, str]
) -> None:
    made, name = filled
    before = everything(postgres, name, OTHER_UNIT)
    assert all(before.values()), "a table without a row would prove nothing"
    for table in OF_COMMUNE:
        _try_to_touch(made.house.store, table)
    assert everything(postgres, name, OTHER_UNIT) == before


def everything(postgres: Cluster, database: str, unit: str) -> dict[str, list[object]]:
    """All rows of a commune, as somebody above row-level security sees them."""
    with postgres.admin(database) as admin:
        return {
            table: sorted(
                admin.execute(f"SELECT * FROM {table} WHERE commune_id = '{unit}'").fetchall(),
                key=repr,
            )
            for table in OF_COMMUNE
        }


def _try_to_touch(store: Store, table: str) -> None:
    """Read, change, move, delete and add rows of the other commune from within ours."""
    with store.write(UNIT) as tx:
        assert tx.run(f"SELECT 1 FROM {table} WHERE commune_id = ?", OTHER_UNIT) == []
        mine = rows(tx, table)
        assert mine == tx.run(f"SELECT count(*) FROM {table} WHERE commune_id = ?", UNIT)[0][0]
        changed = tx.run(
            f"UPDATE {table} SET commune_id = commune_id WHERE commune_id = ? RETURNING 1",
            OTHER_UNIT,
        )
        assert changed == []
        deleted = tx.run(f"DELETE FROM {table} WHERE commune_id = ? RETURNING 1", OTHER_UNIT)
        assert deleted == []
    for statement in (
        f"UPDATE {table} SET commune_id = '{OTHER_UNIT}'",
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, "
        f'(SELECT jsonb_agg(to_jsonb(t) || \'{{"commune_id":"{OTHER_UNIT}"}}\') FROM {table} t))',
    ):
        with (
            pytest.raises((DBAPIError, psycopg.errors.InsufficientPrivilege), match="row-level"),
            store.write(UNIT) as tx,
        ):
            tx.run(statement)


def test_a_role_above_row_level_security_is_refused(postgres: Cluster) -> None:
    name = postgres.new_database()
    store = Store(postgres.url(name).replace("mot_cua@", "postgres@"))
    with pytest.raises(EnvironmentProblem, match=r"province\.database_role"):
        migrate.ready(store)
    store.close()
    postgres.drop(name)


# ---- through every route -------------------------------------------------------------------------


def test_ops_that_name_another_communes_subjects_find_nothing_there(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    ours, theirs = two
    victim = theirs.visits(1)[0]
    theirs.push()
    subject = str(victim.header.id)
    before = snapshot_of(province, OTHER_UNIT)
    ours.write_raw("visit.voided", b"{}", b'{"reason":"x"}', subject=subject)
    ours.write_raw("rating.given", msgspec.json.encode(RatingGiven(answer=1)), subject=subject)
    ours.write(
        "person.erased",
        PersonErased(ops=(subject, str(theirs.own()[0].header.id)), basis="mistake"),
    )
    answer = ours.push()
    assert {one.code for one in answer.aside} == {"quarantine.first_missing"}
    assert snapshot_of(province, OTHER_UNIT) == before
    assert not any(op.header.desk == ours.id for page in theirs.pull() for op in page.ops)
    told = {one.op for one in quarantine.listed(province.house.store) if one.commune == OTHER_UNIT}
    assert not any(name.startswith(ours.id) for name in told)


def snapshot_of(province: AProvince, unit: str) -> dict[str, list[str]]:
    """All rows of a commune."""
    with province.house.store.read(unit) as tx:
        return {
            table: sorted(map(repr, tx.run(f"SELECT * FROM {table} WHERE commune_id = ?", unit)))
            for table in OF_COMMUNE
        }


def test_a_batch_in_another_desks_name_is_refused_whatever_it_holds(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    ours, theirs = two
    stolen = theirs.packed(theirs.own(), ours.keys.sign)
    assert refusal(ours.post("/sync/v1/push", stolen))[1].code == "sync.signature"


def test_a_cursor_of_another_commune_is_none(province: AProvince, two: tuple[ADesk, ADesk]) -> None:
    ours, theirs = two
    theirs.pull()
    assert theirs.cursor
    for path in (PULL, SNAPSHOT):
        assert refusal(ours.get(path, {"cursor": theirs.cursor}))[1].code == "sync.cursor"


def test_own_and_feed_hold_nothing_of_others(province: AProvince, two: tuple[ADesk, ADesk]) -> None:
    ours, theirs = two
    assert {op.header.desk for op in ours.page(OWN, {"epoch": "0"}).ops} == {ours.id}
    assert theirs.id not in {op.header.desk for page in ours.pull() for op in page.ops}
    greeting = ours.hello()
    assert theirs.id not in {peer.desk for peer in greeting.peers}


def test_another_communes_file_is_as_unknown_as_none(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    ours, theirs = two
    content = b"y" * LEAST
    sha256 = attach(theirs, content)
    theirs.push()
    assert put(theirs, sha256, content)[0] == 200
    unknown = "f" * 64
    for method in ("GET", "PUT"):
        answers = [
            ours.ask(
                Request(method=method, path=BLOB + name, headers={"content-range": "bytes */9"})
            )
            for name in (sha256, unknown)
        ]
        assert [answer.status for answer in answers] == [404, 404]
        assert answers[0].body == answers[1].body


@pytest.mark.parametrize(
    "name",
    [
        "../" * 9 + "etc/passwd",
        "..%2f",
        "/etc/passwd",
        "A" * 64,
        "a" * 63,
        "a" * 64 + "/",
        "",
        "\0",
    ],
)
def test_no_text_of_a_request_becomes_a_path(province: AProvince, name: str) -> None:
    desk = province.desk(1)
    for method in ("GET", "PUT"):
        answer = desk.ask(Request(method=method, path=BLOB + name, body=b"x"))
        assert answer.status in (404, 405)
    assert not (province.home / "blobs").exists()


def test_an_envelope_goes_to_desks_of_the_own_commune_only(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    ours, theirs = two
    assert sealed_for(ours, theirs) == 404
    forged = Sealed(key_id="89abcdef", from_desk=theirs.id, to_desk=ours.id, sealed="AAAA")
    answer = ours.ask(Request(method="POST", path=SEALED, body=msgspec.json.encode(forged)))
    assert refusal(answer)[1].code == "sync.sealed_by_other"


def test_a_desk_of_one_commune_cannot_enrol_in_another(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    ours, _ = two
    mover = ADesk.copy_of(ours, "mover")
    mover.unit = OTHER_UNIT
    with pytest.raises(AssertionError, match="enrol_other_commune"):
        mover.enrol()
    assert ours.hello().unit == UNIT


def test_whoever_asks_for_anything_gets_only_the_own_commune(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    """A thousand questions drawn from everything that either desk ever saw."""
    ours, theirs = two
    rnd = random.Random(7)
    theirs.pull()
    foreign = {theirs.id, *(str(op.header.id) for op in theirs.own())}
    words = [theirs.cursor, theirs.id, "", "0", "1", "99", "f" * 64, *sorted(foreign)[:5]]
    before = snapshot_of(province, OTHER_UNIT)
    for _ in range(300):
        path = rnd.choice([PULL, OWN, SNAPSHOT, BLOB + rnd.choice(words)])
        names = rnd.sample(["cursor", "max", "epoch", "after", "commune", "desk"], 3)
        answer = ours.get(path, {name: rnd.choice(words) for name in names})
        assert theirs.id.encode() not in answer.body
    assert snapshot_of(province, OTHER_UNIT) == before


def test_what_one_commune_does_at_the_console_leaves_the_other_alone(
    province: AProvince, two: tuple[ADesk, ADesk]
) -> None:
    ours, _ = two
    before = snapshot_of(province, OTHER_UNIT)
    desks.revoke(province.house, ours.id)
    log_visit(ours.sim, random.Random(1))
    ours.push()
    desks.take_back(province.house, ours.id)
    assert snapshot_of(province, OTHER_UNIT) == before
    assert verify(province.house.store, province.keys.public).ok
