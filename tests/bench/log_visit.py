"""How long a visit takes through the real write thread, beside three bare inserts of its bytes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.core.visit import NewVisit, check_visit
from desk_app.services.log_visit import log_visit
from desk_app.store import database
from desk_app.store.sqlite import Connection
from tests.bench.desks import Bench, working
from tests.bench.figures import Figure, beside, milliseconds, percentile

RATIO_GOAL = 2.0
_TRIGGERS = ("op_never_replaced", "op_never_deleted", "op_never_changed")
_READ = (
    "SELECT * FROM op ORDER BY arrival DESC LIMIT 1",
    "SELECT * FROM visit ORDER BY n DESC LIMIT 1",
    "SELECT rowid, words FROM visit_search ORDER BY rowid DESC LIMIT 1",
)
_WARM_UP = 50


def measure(bench: Bench) -> Iterator[Figure]:
    """On a fresh desk, and on one with ten years behind it."""
    with bench.scratch() as folder:
        with bench.fresh_desk(folder / "desk"):
            pass
        yield _beside_raw(bench, folder, "log a visit, fresh desk, p50")
    with bench.scratch() as folder:
        with bench.copy_of(bench.sizes.ten_years, folder / "desk"):
            pass
        yield _beside_raw(bench, folder, "log a visit, ten years there, p50")


def checked_visits(desk: parts.Desk, bench: Bench) -> Iterator[NewVisit]:
    """Simulated visits as they come from the form, over and over."""
    now = parts.system_clock().wall
    simulated = bench.simulated(bench.sizes.ten_years, day_of(now), 2000)
    with desk.store.reader() as reader:
        checked = [
            check_visit(one.form, desk.find_procedure, one.recorded, reader.hashed)
            for one in simulated
        ]
    return cycle([new for new in checked if isinstance(new, NewVisit) and new.person])


def _beside_raw(bench: Bench, folder: Path, what: str) -> Figure:
    shutil.copytree(folder / "desk", folder / "raw")
    ours: list[float] = []
    bare: list[float] = []
    with parts.open_desk(folder / "desk") as desk:
        logging = logger(desk, bench)
        look = database.connect(folder / "desk" / database.FILE_NAME, desk.key, read_only=True)
        raw = _raw(folder / "raw" / database.FILE_NAME, desk.key)
        for number in range(bench.sizes.rounds + 1):
            one_round: tuple[list[float], list[float]] = ([], [])
            for _ in range(bench.sizes.visits_a_round if number else _WARM_UP):
                one_round[0].append(milliseconds(logging))
                rows = [tuple(look.execute(query).fetchone()) for query in _READ]
                one_round[1].append(milliseconds(_insert, raw, rows))
            if number:
                ours.append(percentile(one_round[0], 0.5))
                bare.append(percentile(one_round[1], 0.5))
        raw.close()
        look.close()
    limit = "three bare SQLCipher inserts, one transaction"
    return beside(what, ours, "ms", limit, bare, ratio_goal=RATIO_GOAL)


def logger(desk: parts.Desk, bench: Bench) -> Callable[[], object]:
    """Logs the next visit through the write thread and waits until it is on the disk."""
    visits, officer = checked_visits(desk, bench), working(desk)[0]

    def log() -> object:
        new = next(visits)
        return desk.store.writer.run(lambda tx: log_visit(tx, new, officer))

    return log


def _raw(file: Path, key: bytes) -> Connection:
    """The same tables with the same indexes and pragmas, and nobody's code around them."""
    raw = database.connect(file, key)
    for trigger in _TRIGGERS:
        raw.execute(f"DROP TRIGGER {trigger}")
    return raw


def _insert(raw: Connection, rows: list[tuple[Any, ...]]) -> None:
    op, visit, words = rows
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(f"INSERT INTO op VALUES ({', '.join('?' * len(op))})", op)
    raw.execute(f"INSERT INTO visit VALUES ({', '.join('?' * len(visit))})", visit)
    raw.execute("INSERT INTO visit_search (rowid, words) VALUES (?, ?)", words)
    raw.execute("COMMIT")


def logged_until(done: threading.Event, log: Callable[[], object], pause: float) -> list[float]:
    """Log a visit after each pause until something else is done; how long each took."""
    took: list[float] = []
    while not done.wait(pause):
        took.append(milliseconds(log))
    return took
