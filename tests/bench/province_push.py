"""What an op costs the province, from the body of a push to its receipt on the disk."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ops import Op
from sync.protocol import base64url, batch
from sync.protocol.exchange import Request
from sync.protocol.keys import new_desk_keys
from sync.protocol.limits import MAX_OPS, START_OPS
from sync.server import collector
from sync.server.province import PUSH
from sync.server.store import desk_rows, op_rows, province_rows
from tests.bench.desks import Bench
from tests.bench.figures import Figure, beside
from tests.support.a_province import AProvince, FakeRandom
from tests.support.demo_log import demo_ops
from tests.support.postgres import cluster

# One second shared by so many ops: 12,000 a second on SQLite, 15,000 on PostgreSQL.
SQLITE_GOAL = 1e6 / 12_000
POSTGRES_GOAL = 1e6 / 15_000
_COMMUNES = ("07210", "27001", "27002", "27003")
_LIMIT = "the raw ops inserted alone, same transactions"


class Sent(msgspec.Struct, frozen=True):
    """What one desk sends: its ops in parts, and each part as the body of a push."""

    commune: str
    desk: str
    public: bytes
    parts: tuple[tuple[Op, ...], ...]
    bodies: tuple[bytes, ...]


def measure(bench: Bench) -> Iterator[Figure]:
    """Desks of four communes, first one after the other, then on four connections at once."""
    quick = bench.sizes.rounds == 1
    logs = [demo_ops(days=1 if quick else 20, visits=60, seed=seed) for seed in range(4)]
    for size in (MAX_OPS,) if quick else (MAX_OPS, START_OPS):
        sent = [_sent(log, commune, size) for log, commune in zip(logs, _COMMUNES, strict=True)]
        what = f"an op pushed, batches of {size}"
        yield _rounds(bench, f"{what}, SQLite", sent, SQLITE_GOAL if size == MAX_OPS else None)
        yield _rounds(
            bench,
            f"{what}, PostgreSQL, 4 connections",
            sent,
            POSTGRES_GOAL if size == MAX_OPS else None,
            on_postgres=True,
        )


def _sent(log: Sequence[Op], commune: str, size: int) -> Sent:
    desk = log[0].header.desk
    keys = new_desk_keys(FakeRandom(desk))
    own = [op for op in log if op.header.desk == desk]
    parts = [tuple(own[at : at + size]) for at in range(0, len(own), size)]
    heads = [bytes(32), *(part[-1].hash for part in parts)]
    bodies = [
        batch.pack(batch.make(desk, 0, part, previous), keys.sign)
        for part, previous in zip(parts, heads, strict=False)
    ]
    public = base64url.decode(keys.public.signing) or b""
    return Sent(commune, desk, public, tuple(parts), tuple(bodies))


def _rounds(
    bench: Bench, what: str, sent: Sequence[Sent], goal: float | None, *, on_postgres: bool = False
) -> Figure:
    ops = sum(len(part) for one in sent for part in one.parts)
    pushed, bare = [], []
    for _ in range(bench.sizes.rounds):
        with bench.scratch() as folder, _fresh(folder / "a", sent, on_postgres) as province:
            pushed.append(_push(province, sent, at_once=on_postgres) / ops * 1e6)
        with bench.scratch() as folder, _fresh(folder / "b", sent, on_postgres) as province:
            bare.append(_insert(province, sent) / ops * 1e6)
    return beside(what, pushed, "µs", _LIMIT, bare, goal=goal)


@contextmanager
def _fresh(folder: Path, sent: Sequence[Sent], on_postgres: bool) -> Iterator[AProvince]:
    """An empty province that knows these desks, as quiet as a server's process."""
    folder.mkdir()
    if not on_postgres:
        with _opened(AProvince(folder), sent) as province:
            yield province
        return
    # With its own settings, so what is committed is on the disk.
    with cluster(()) as running:
        made = AProvince(folder, running.url(running.new_database()))
        with _opened(made, sent) as province:
            yield province


@contextmanager
def _opened(province: AProvince, sent: Sequence[Sent]) -> Iterator[AProvince]:
    for one in sent:
        with province.house.store.write(one.commune) as tx:
            province_rows.ready_commune(tx, "0" * 16, Millis(1))
            province_rows.take_place(tx, one.desk)
            desk_rows.enrol(tx, one.desk, 1, "", one.public, "", "", Millis(1))
    before = gc.get_threshold()
    collector.settle()
    try:
        yield province
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        province.close()


def _push(province: AProvince, sent: Sequence[Sent], *, at_once: bool) -> float:
    """Seconds until everything has its receipt."""
    refused: list[bytes] = []

    def push(one: Sent) -> None:
        for body in one.bodies:
            answer = province.handle(Request(method="POST", path=PUSH, body=body))
            if answer.status != 200:
                refused.append(answer.body)

    start = time.perf_counter()
    if at_once:
        threads = [threading.Thread(target=push, args=(one,)) for one in sent]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for one in sent:
            push(one)
    seconds = time.perf_counter() - start
    if refused:
        raise RuntimeError(f"not taken: {refused[0]!r}")
    return seconds


def _insert(province: AProvince, sent: Sequence[Sent]) -> float:
    """Seconds for the raw rows alone."""
    start = time.perf_counter()
    for one in sent:
        n = 1
        for part in one.parts:
            with province.house.store.write(one.commune) as tx:
                op_rows.insert(tx, part, n, Millis(1))
            n += len(part)
    return time.perf_counter() - start
