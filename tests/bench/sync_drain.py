"""The morning the whole country's lines come back: a week's backlog of every desk, scaled down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.desks import Bench
from tests.bench.figures import Figure, percentile
from tests.bench.server_load import seconds_of, seconds_of_cluster
from tests.bench.sync_logs import DAYS_OFFLINE, Sender, enrol, push_all, sender, week
from tests.bench.sync_push import province

# sync.md, Numbers to reach: 3,321 communes of two desks, on two cores.
_COUNTRY = 3_321
_DESKS = 2
_MINUTES = {False: 35.0, True: 50.0}
_P99_MILLISECONDS = 2_000.0
_COMMUNES = 30
# Desks in one request each at the same time; after a refusal or a gap desks come back at random.
_AT_ONCE = 16
_LOGS = 4


def measure(bench: Bench) -> Iterator[Figure]:
    """On SQLite, then on PostgreSQL."""
    quick = bench.sizes.rounds == 1
    communes = 3 if quick else _COMMUNES
    logs = [week(seed, days=1 if quick else DAYS_OFFLINE) for seed in range(_LOGS)]
    senders = [
        sender(logs[(_DESKS * place + number) % _LOGS], f"{10_000 + place:05}", number)
        for place in range(communes)
        for number in range(_DESKS)
    ]
    for on_postgres in (False, True):
        yield from _drained(bench, senders, communes, on_postgres=on_postgres)


def _drained(
    bench: Bench, senders: Sequence[Sender], communes: int, *, on_postgres: bool
) -> Iterator[Figure]:
    ops = sum(one.ops for one in senders)
    with bench.scratch() as folder, province(folder, on_postgres=on_postgres) as (program, running):
        enrol(program, senders)
        with program.serving() as server:
            program.get("/healthz")
            before = seconds_of(server.process.pid)
            database = 0.0 if running is None else seconds_of_cluster(running)
            sent = push_all(program, senders, _AT_ONCE)
            used = seconds_of(server.process.pid) - before
            if running is not None:
                used += seconds_of_cluster(running) - database
        held = sum(int(desk["ops"]) for desk in program.counts().values())
    if held != ops:
        raise RuntimeError(f"{held} of {ops} ops are at the province")
    where = "PostgreSQL" if on_postgres else "SQLite"
    scale = _COUNTRY / communes
    what = f"backlog of {communes} communes, {len(senders)} desks, {ops:,} ops, {where}"
    yield Figure(
        what=f"{what}: × {scale:.1f} for the country",
        value=sent.wall * scale / 60,
        unit="min",
        rounds=1,
        goal=_MINUTES[on_postgres],
        beside=f"{sent.wall:.1f} s, {ops / sent.wall:,.0f} ops/s, {used:.1f} s of processors",
    )
    yield Figure(
        what=f"{what}: a push, p99, {_AT_ONCE} desks at once",
        value=percentile(sent.requests, 0.99) * 1000,
        unit="ms",
        rounds=len(sent.requests),
        goal=_P99_MILLISECONDS,
        beside="the median push",
        limit=percentile(sent.requests, 0.5) * 1000,
    )
