"""Checking and rebuilding the whole log of ten years."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app.store import rebuild
from desk_app.store.sqlite import Connection
from desk_app.store.verify import verify_log
from tests.bench.desks import Bench
from tests.bench.figures import Figure, milliseconds

_BARE = "SELECT count(*), sum(length(facts)), sum(length(person)) FROM op"


def measure(bench: Bench) -> Iterator[Figure]:
    """Once each: they take minutes, and nobody waits for them at a counter."""
    size = bench.sizes.ten_years
    with bench.big_desk(size) as (desk, made):
        ops = f"{made.visits + made.ratings:,} ops"
        with desk.store.private() as reader:
            scan = milliseconds(lambda: reader.connection.execute(_BARE).fetchone()) / 1000
            verify = milliseconds(_verify, reader.connection) / 1000
    yield _figure(f"verify log, {ops}", verify, scan)
    with bench.scratch() as folder, bench.copy_of(size, folder / "desk") as desk:
        again = milliseconds(lambda: desk.store.writer.run(lambda tx: _rebuild(tx.connection)))
    yield _figure(f"rebuild, {ops}", again / 1000, scan)


def _figure(what: str, seconds: float, scan: float) -> Figure:
    return Figure(
        what=what,
        value=seconds,
        unit="s",
        rounds=1,
        beside="a bare scan of the log",
        limit=scan,
        ratio=seconds / scan,
    )


def _verify(connection: Connection) -> None:
    found = verify_log(connection, lambda done, total: None)
    if not found.ok:
        raise RuntimeError(f"the log is not whole: {found.problems[:3]}")


def _rebuild(connection: Connection) -> None:
    done = rebuild.rebuild(connection, lambda done, total: None)
    if not done.identical:
        raise RuntimeError(f"the rebuild differs in {done.differing}")
