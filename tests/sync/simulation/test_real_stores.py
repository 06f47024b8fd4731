"""Fewer schedules with nothing made up: encrypted stores with their write threads, a real province.

The line is the only thing that is not real. What the light desks of the other schedules stand for
is so checked against the program itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from desk_app.core.errors import UserProblem
from desk_app.core.fold import in_fold_order
from desk_app.core.ops import Op
from desk_app.core.set_aside import Aside
from desk_app.core.states import folded
from desk_app.services.sync_port import StorePort
from desk_app.store import aside
from desk_app.store import op_rows as desk_rows
from sync.protocol.exchange import Request, Response
from sync.server.store import op_rows, state_rows
from sync.server.verify import verify
from tests.support.bounded import TORTURE
from tests.support.desks import UNIT
from tests.sync.client.paired import Commune, Fault, PairedDesk, commune
from tests.sync.client.talk import (
    answering,
    fine,
    login_page,
    lost_answer,
    lost_request,
    repeated,
)


def _cut(request: Request, province: Callable[[Request], Response]) -> Response:
    answer = province(request)
    return msgspec.structs.replace(answer, body=answer.body[: len(answer.body) // 2])


def _flipped(request: Request, province: Callable[[Request], Response]) -> Response:
    answer = province(request)
    body = bytearray(answer.body)
    body[len(body) // 2] ^= 4
    return msgspec.structs.replace(answer, body=bytes(body))


_FAULTS: tuple[Fault, ...] = (
    fine, fine, lost_request, lost_answer, repeated, login_page, _cut, _flipped,
    answering(502), answering(413), answering(429),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4 * TORTURE))
def test_real_desks_and_a_real_province_come_to_the_same(seed: int, tmp_path: Path) -> None:
    rnd = random.Random(seed)
    with commune(tmp_path) as here:
        desks = [here.desk(number) for number in range(1, rnd.randint(2, 3) + 1)]
        for desk in desks:
            desk.desk.log()
            desk.sync()
        copied = False
        for _ in range(rnd.randint(6, 14)):
            copied = _step(here, rnd.choice(desks), rnd, copied)
        for desk in (*desks, *desks):
            assert desk.sync().problem is None

        _everything_holds(here, desks)


def test_what_a_restored_province_set_aside_before_is_not_told_for_ever(tmp_path: Path) -> None:
    with commune(tmp_path) as here:
        store = here.desk(1).desk.store
        told = Aside(f"{store.desk.desk}.0.1", "quarantine.newer", {"kind": "visit.future"})
        store.writer.run(lambda tx: aside.keep(tx.connection, [told], "province", tx.now.wall))

        StorePort(store).start_again("another", {0: 0})

        with store.reader() as reader:
            assert aside.listed(reader.connection) == []


def _step(here: Commune, desk: PairedDesk, rnd: random.Random, copied: bool) -> bool:
    draw = rnd.random()
    if draw < 0.3:
        desk.desk.log(name=f"Nguyễn Văn {rnd.randint(0, 99)}")
    elif draw < 0.5:
        _change(desk, rnd)
    elif draw < 0.8:
        desk.sync([rnd.choice(_FAULTS) for _ in range(rnd.randint(0, 5))])
    elif draw < 0.85:
        desk.desk.reopen()
    elif draw < 0.93 and not copied:
        here.keep_copy()
        return True
    elif copied and draw > 0.95:
        here.restore_copy(whole=rnd.random() < 0.5)
    desk.desk.clock.go_on(minutes=rnd.randint(0, 90), days=rnd.choice((0, 0, 7, -3650, 3650)))
    return copied


def _change(desk: PairedDesk, rnd: random.Random) -> None:
    """Somebody changes a visit that perhaps another desk logged and changes now too."""
    with desk.desk.store.reader() as reader:
        rows = reader.connection.execute("SELECT id FROM visit WHERE voided = 0 ORDER BY id")
        known = [row[0] for row in rows]
    if not known:
        return
    visit = known[0] if rnd.random() < 0.7 else rnd.choice(known)
    with suppress(UserProblem):  # rated already, or corrected to what it is
        if rnd.random() < 0.7:
            desk.desk.correct(visit, note=f"ghi chú {rnd.random()}")
        else:
            desk.desk.rate(visit, rnd.randint(1, 5))


def _everything_holds(here: Commune, desks: list[PairedDesk]) -> None:
    house = here.province.house
    assert verify(house.store, house.keys.public).problems == ()
    with house.store.read(UNIT) as tx:
        rows = tx.run(f"SELECT {op_rows.COLUMNS} FROM op WHERE commune_id = ?", UNIT)
        held = {(str(op.header.id), op.hash) for op in map(op_rows.op_from, rows)}
        assert len(held) == len(rows)
        subjects = sorted({row[5] for row in rows})
        states = {key: kept.state for key, kept in state_rows.of_subjects(tx, subjects).items()}
    for desk in desks:
        assert desk.waiting() == 0
        assert desk.desk.verify().ok
        with desk.desk.store.reader() as reader:
            ops = [op for _, op in desk_rows.by_arrival(reader.connection)]
        assert {(str(op.header.id), op.hash) for op in ops} == held
        assert _states(ops) == states


def _states(ops: list[Op]) -> dict[tuple[str, str], object]:
    of: dict[str, list[Op]] = {}
    for op in ops:
        of.setdefault(op.header.subject, []).append(op)
    return {
        (state.subject, state.family): state
        for own in of.values()
        for state in folded(in_fold_order(own)).states
    }
