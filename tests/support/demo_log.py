"""Logs of simulated desks in memory, through the same services as real ones: seed in, ops out.

Clocks of machines tell milliseconds and the simulator whole seconds, so each moment gets some; and
of two clocks that count the same time one is often a millisecond ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import TypeVar, cast

from msgspec.structs import replace

from desk_app import parts
from desk_app.core import chain
from desk_app.core.clock import Instant, Millis, start_of
from desk_app.core.ops import Op
from desk_app.core.simulation_data import SimulationData
from desk_app.services import demo
from desk_app.services.open_new_desk import PRACTICE_OFFICER, open_new_desk
from desk_app.store import op_rows
from desk_app.store.store import Reader, Store
from desk_app.store.writer import Tx, run_in_transaction
from tests.support.sim_desk import empty_database

T = TypeVar("T")

LAST_DAY = date(2026, 11, 20)
_MORNING = 27_000_000


class _MemoryStore:
    """What the demo asks of a store, over one connection in memory."""

    def __init__(self, unit: str, random: Callable[[int], bytes], now: Instant) -> None:
        self.connection = empty_database()
        self._random, self._now = random, now
        self.connection.execute("BEGIN")
        self.desk = open_new_desk(self.connection, unit, "Một cửa", True, now, random)
        self.connection.execute("COMMIT")
        self.writer = self

    def submit(self, job: Callable[[Tx], T], *, background: bool = False) -> Future[T]:
        """Run the job at once."""
        done: Future[T] = Future()
        done.set_result(run_in_transaction(self.connection, job, lambda: self._now, self._random))
        return done

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """The one connection."""
        yield Reader(self.connection, self.desk)


def demo_ops(
    unit: str = parts.PRACTICE_UNIT,
    *,
    days: int,
    visits: int,
    seed: int,
    simulation: SimulationData | None = None,
    until: Millis | None = None,
) -> list[Op]:
    """The log of a simulated desk: `days` working days with about so many visits on each.

    until: up to when cases go on after the last of those days.
    """
    rng = Random(f"{unit} {seed}")
    opened = Instant(Millis(start_of(LAST_DAY) - days * 2 * 86_400_000), 60_000, "b00t")
    store = _MemoryStore(unit, rng.randbytes, opened)
    request = demo.DemoRequest(
        days=days, visits_per_day=visits, seed=seed, last_day=LAST_DAY, until=until
    )
    data = demo.shipped_simulation_data() if simulation is None else simulation
    sources = demo.DemoSources(parts.catalogue(), parts.units(), data)
    demo.fill_with_demo(cast("Store", store), request, sources, [PRACTICE_OFFICER])
    ops = [op_rows.op_from(row) for row in op_rows.by_chain(store.connection)]
    store.connection.close()
    return chained(_with_milliseconds(ops, rng))


def _with_milliseconds(ops: list[Op], rng: Random) -> Iterator[Op]:
    extra: dict[Millis, tuple[int, int]] = {}
    for op in ops:
        header = op.header
        more, ahead = extra.setdefault(header.wall, (rng.randrange(1000), rng.randrange(2)))
        act = header.act + more if header.act == header.wall else header.act
        yield replace(
            op,
            header=replace(
                header,
                wall=Millis(header.wall + more),
                mono=header.mono + more + ahead,
                act=Millis(act),
            ),
        )


def chained(ops: Iterable[Op], previous: bytes = chain.GENESIS) -> list[Op]:
    """The ops with the hashes that follow from what they hold now."""
    done: list[Op] = []
    for op in ops:
        previous = chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest)
        done.append(replace(op, hash=previous))
    return done
