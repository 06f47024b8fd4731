"""What a visit costs on the line, and what packing and unpacking its ops costs a processor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from hashlib import sha256

from desk_app.core import chain
from desk_app.core.ops import Op
from sync.protocol import batch, squeeze
from sync.protocol.messages import Health
from tests.bench.desks import SEED, Bench
from tests.bench.figures import Figure, beside
from tests.support.demo_log import demo_ops

# sync.md, Numbers: bytes per visit, everything that goes up counted. Times: 12,000 ops a second
# with storing and projecting leave a quarter of a core for reading.
_BYTES_GOALS = {64: 110.0, 512: 85.0}
_MICROSECONDS_GOAL = 25.0
_HEAD = b"POST /sync/v1/push HTTP/1.1\r\nhost: tinh.example\r\nmot-cua-sync: 1\r\ncontent-length: "
_HEAD_END = b"\r\n\r\n"
_VISITS_A_DAY = 50
_MOST_VISITS = 2_000

_Batches = list[batch.Batch]


def measure(bench: Bench) -> Iterator[Figure]:
    """Bytes of whole requests, then microseconds an op beside hashing the bytes of the ops."""
    visits = min(_MOST_VISITS, 5 * bench.sizes.visits_a_round)
    days = max(2, visits // _VISITS_A_DAY)
    ops = demo_ops(days=days, visits=_VISITS_A_DAY, seed=SEED)
    for size, goal in _BYTES_GOALS.items():
        batches = _batches(ops, size)
        yield _bytes_a_visit(batches, size, goal)
        yield from _microseconds(batches, size, bench.sizes.rounds)


def _batches(ops: list[Op], size: int) -> _Batches:
    made: _Batches = []
    previous = chain.GENESIS
    for start in range(0, len(ops), size):
        chosen = ops[start : start + size]
        header = chosen[0].header
        health = Health(waiting=len(ops) - start, oldest=header.wall, free=51_200)
        made.append(batch.make(header.desk, header.epoch, chosen, previous, health))
        previous = chosen[-1].hash
    return made


def _sign(signed: bytes) -> bytes:
    return sha256(signed).digest() * 2  # as long and as random as a signature


def _bytes_a_visit(batches: _Batches, size: int, goal: float) -> Figure:
    total = visits = ops = 0
    for one in batches:
        body = batch.pack(one, _sign)
        total += len(_HEAD) + len(str(len(body))) + len(_HEAD_END) + len(body)
        visits += sum(op.header.kind == "visit.logged" for op in one.ops)
        ops += len(one.ops)
    return Figure(
        what=f"up per visit of {ops / visits:.2f} ops, {size} ops a request, headers included",
        value=total / visits,
        unit="B",
        rounds=1,
        goal=goal,
    )


def _microseconds(batches: _Batches, size: int, rounds: int) -> Iterator[Figure]:
    bodies = [batch.pack(one, _sign, squeeze.QUICK) for one in batches]
    ops = sum(len(one.ops) for one in batches)

    def hash_all() -> None:
        for one in batches:
            for op in one.ops:
                chain.person_digest(op.salt, op.person)
                chain.link(bytes(32), chain.header_bytes(op.header), op.facts, op.digest)

    def pack_all() -> None:
        for one in batches:
            batch.pack(one, _sign, squeeze.QUICK)

    def pack_hard() -> None:
        for one in batches:
            batch.pack(one, _sign, squeeze.THOROUGH)

    def unpack_all() -> None:
        for body in bodies:
            batch.unpack(body)

    def both() -> None:
        pack_all()
        unpack_all()

    for what, work, goal in (
        ("pack for a slow line", pack_hard, None),
        ("unpack and check", unpack_all, None),
        ("pack in a hurry, unpack and check", both, _MICROSECONDS_GOAL),
    ):
        took = [(_each(work, ops), _each(hash_all, ops)) for _ in range(rounds)]
        yield beside(
            f"{what}, an op of {size}",
            [ours for ours, _ in took],
            "µs",
            "hashing an op as core does",
            [bare for _, bare in took],
            goal=goal,
        )


def _each(work: Callable[[], None], ops: int) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000_000 / ops
