"""Logs with the mix that the goals of syncing count on, and desks that hold them ready to send."""

from __future__ import annotations

import http.client
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from desk_app.core import chain
from desk_app.core.clock import Millis, start_of
from desk_app.core.ids import DeskId, OpId, SubjectId, new_desk_id
from desk_app.core.ops import Op
from desk_app.core.simulation_data import SimulationData
from desk_app.services import demo
from sync.protocol import base64url, batch
from sync.protocol.keys import DeskKeys, new_desk_keys
from sync.protocol.limits import MAX_OPS
from sync.protocol.messages import Health, PushAnswer
from sync.protocol.receipts import verify_receipt
from sync.server.province import PUSH
from sync.server.store import desk_rows, province_rows
from sync.server.store.engine import Store, sqlite_url
from tests.support.demo_log import LAST_DAY, chained, demo_ops
from tests.support.processes import HANG
from tests.support.province_process import ProvinceProgram

# What the goals call a visit (sync.md, Numbers): logged, rated, and the steps of its case.
OPS_A_VISIT = 3.66
# Seven days without a line: 1,050 visits. The simulator's days are uneven: asked for so many a day,
# these logs hold as many on average.
DAYS_OFFLINE, VISITS_A_DAY = 7, 168
_WEEKS_OF_CASES = 30 * 86_400_000
_MARK = {"mot-cua-sync": "1"}


def busy_mix() -> SimulationData:
    """Everybody wants a service, some two: 3.6 to 3.7 ops a visit once the cases are through."""
    data = demo.shipped_simulation_data()
    mix = replace(data.mix, purposes={"service": 1.0}, two_procedures=0.1)
    return replace(data, mix=mix)


def cases_until(last_day: date) -> Millis:
    """By when nearly all cases that were received up to that day are through."""
    return Millis(start_of(last_day) + _WEEKS_OF_CASES)


def week(seed: int, *, days: int = DAYS_OFFLINE, visits: int = VISITS_A_DAY) -> list[Op]:
    """What a desk holds after a week without a line; after one day, a tenth, for a smoke run."""
    visits = visits // 10 if days == 1 else visits
    until = cases_until(LAST_DAY)
    return demo_ops(days=days, visits=visits, seed=seed, simulation=busy_mix(), until=until)


def of_desk(ops: Sequence[Op], desk: DeskId) -> list[Op]:
    """The same log as another desk would have written it."""
    before, after = ops[0].header.desk.encode(), desk.encode()
    renamed = []
    for op in ops:
        header = replace(
            op.header,
            desk=desk,
            subject=SubjectId(op.header.subject.replace(before.decode(), desk)),
            base=tuple(OpId(desk, one.epoch, one.seq) for one in op.header.base),
        )
        person = None if op.person is None else op.person.replace(before, after)
        facts = op.facts.replace(before, after)
        digest = chain.person_digest(op.salt, person)
        renamed.append(replace(op, header=header, facts=facts, person=person, digest=digest))
    return chained(renamed)


def visits_alone(ops: Sequence[Op]) -> list[Op]:
    """A log that tells of the same visits and of nothing that came after: one op each."""
    logged = []
    for seq, op in enumerate((op for op in ops if op.header.kind == "visit.logged"), 1):
        own = OpId(op.header.desk, op.header.epoch, seq)
        header = replace(op.header, seq=seq, lamport=seq, subject=SubjectId(str(own)), base=())
        logged.append(replace(op, header=header))
    return chained(logged)


def visits_in(ops: Sequence[Op]) -> int:
    """How many visits a log tells of."""
    return sum(op.header.kind == "visit.logged" for op in ops)


class Sender(msgspec.Struct, frozen=True):
    """A desk that a province knows, and the bodies of its pushes, signed."""

    commune: str
    desk: DeskId
    keys: DeskKeys
    ops: int
    visits: int
    bodies: tuple[bytes, ...]


def sender(log: Sequence[Op], commune: str, number: int, size: int = MAX_OPS) -> Sender:
    """The log as desk `number` of a commune sends it."""
    rng = Random(f"{commune} {number}")
    desk, keys = new_desk_id(rng.randbytes(10)), new_desk_keys(rng.randbytes)
    ops = of_desk(log, desk)
    bodies = []
    previous = chain.GENESIS
    for start in range(0, len(ops), size):
        part = ops[start : start + size]
        health = Health(waiting=len(ops) - start, oldest=part[0].header.wall, free=51_200)
        made = batch.make(desk, 0, part, previous, health)
        bodies.append(batch.pack(made, keys.sign))
        previous = part[-1].hash
    return Sender(commune, desk, keys, len(ops), visits_in(ops), tuple(bodies))


def enrol(program: ProvinceProgram, senders: Sequence[Sender]) -> None:
    """Write the desks down in a province that does not serve yet, as if they had been paired."""
    store = Store(program.database_url or sqlite_url(program.home))
    try:
        with store.read("") as tx:
            province = province_rows.this_province(tx)
        assert province is not None
        for one in senders:
            public = base64url.decode(one.keys.public.signing) or b""
            with store.write(one.commune) as tx:
                province_rows.ready_commune(tx, province.server_epoch, Millis(1))
                assert province_rows.take_place(tx, one.desk)
                assert desk_rows.enrol(tx, one.desk, 1, "", public, "", "", Millis(1))
    finally:
        store.close()


class Sent(msgspec.Struct, frozen=True):
    """What sending all of it took: seconds on the wall, and those of each request."""

    wall: float
    requests: tuple[float, ...]


def push_all(program: ProvinceProgram, senders: Sequence[Sender], at_once: int) -> Sent:
    """Every desk sends all it has over a connection of its own, `at_once` desks at any time.

    Each answer is a receipt for the last op of its push, signed by the province.
    """
    left: queue.SimpleQueue[Sender] = queue.SimpleQueue()
    for one in senders:
        left.put(one)
    took: list[float] = []
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            for one in _each(left):
                took.extend(_send(program, one))
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - start
    if wrong:
        raise wrong[0]
    return Sent(wall, tuple(took))


def _each(left: queue.SimpleQueue[Sender]) -> Iterator[Sender]:
    while True:
        try:
            yield left.get_nowait()
        except queue.Empty:
            return


def _send(program: ProvinceProgram, one: Sender) -> list[float]:
    """Seconds of each push, from its first byte to the last of its receipt."""
    place = urlsplit(program.url)
    line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=HANG)
    took, last = [], b""
    try:
        for body in one.bodies:
            start = time.perf_counter()
            line.request("POST", PUSH, body, _MARK)
            answer = line.getresponse()
            last = answer.read()
            took.append(time.perf_counter() - start)
            if answer.status != 200:
                raise RuntimeError(f"not taken: {answer.status} {last!r}")
    finally:
        line.close()
    receipt = msgspec.json.decode(last, type=PushAnswer).receipt
    if receipt.seq != one.ops or not verify_receipt(receipt, program.keys.public):
        raise RuntimeError(f"no receipt for {one.ops} ops: {last!r}")
    return took
