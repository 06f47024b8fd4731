"""Whether the log and its projections are whole: chain, counts, and every row against the fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from desk_app.core.cut import Cut
from desk_app.core.ids import parse_op_id
from desk_app.core.problems import Problem
from desk_app.store import op_rows, sqlite
from desk_app.store.faults import translating
from desk_app.store.project import PROJECTIONS
from desk_app.store.scratch import scratch_projections
from desk_app.store.verify_chain import ChainWalk

PROBLEMS_SHOWN = 100
_STEP = 5000

# Called with the ops seen and the ops in all; raises to stop.
Progress = Callable[[int, int], None]


class Verified(msgspec.Struct, frozen=True):
    """What a check of the whole log found."""

    ok: bool
    ops: int
    cut: Cut
    problems: tuple[Problem, ...]


def verify_log(connection: sqlite.Connection, progress: Progress) -> Verified:
    """Recompute every hash and every projected row and compare; nothing is changed.

    A flipped byte anywhere in an op, a missing or additional op, an erased person part without
    its erasure, and a projection that differs from the fold each give a problem. Everything is
    compared as it was at one moment, whoever writes beside it.
    """
    readers = connection.text_factory
    # Text that is no text any more must become a problem, not an exception of the driver.
    connection.text_factory = lambda raw: raw.decode(errors="backslashreplace")
    try:
        with translating(), _one_moment(connection):
            return _verified(connection, progress)
    finally:
        connection.text_factory = readers


@contextmanager
def _one_moment(connection: sqlite.Connection) -> Iterator[None]:
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _verified(connection: sqlite.Connection, progress: Progress) -> Verified:
    total, first, last = connection.execute(
        "SELECT count(*), coalesce(min(arrival), 1), coalesce(max(arrival), 0) FROM op"
    ).fetchone()
    walk = ChainWalk()
    for seen, row in enumerate(op_rows.by_chain(connection), start=1):
        if seen % _STEP == 0:
            progress(seen, total)
        walk.take(row)
    problems = walk.problems
    if (first, last) != (1, total):
        problems.append(Problem("log.arrival"))
    problems.extend(
        Problem("log.person_missing", values={"op": str(identity)})
        for identity in walk.without_person
        if str(identity) not in walk.erased
    )
    problems.extend(_not_erased(connection, walk.erased))
    if walk.readable:
        problems.extend(_search_index(connection))
        problems.extend(_projections(connection, progress))
    shown = tuple(problems[:PROBLEMS_SHOWN])
    if len(problems) > PROBLEMS_SHOWN:
        more = str(len(problems) - PROBLEMS_SHOWN)
        shown += (Problem("log.more_problems", values={"more": more}),)
    return Verified(not problems, total, Cut(walk.heads), shown)


def _not_erased(connection: sqlite.Connection, erased: Iterable[str]) -> Iterator[Problem]:
    """Ops that an erasure names and that still hold their person part."""
    for text in erased:
        identity = parse_op_id(text)
        if identity is not None and op_rows.has_person(connection, identity):
            yield Problem("log.not_erased", values={"op": text})


def _search_index(connection: sqlite.Connection) -> Iterator[Problem]:
    """The index beside the words: whether it finds each word where it stands, and nowhere else."""
    answer = connection.execute("PRAGMA main.quick_check(visit_search)").fetchone()
    if answer[0] != "ok":
        yield Problem("log.search_index")


def _projections(connection: sqlite.Connection, progress: Progress) -> Iterator[Problem]:
    """Rows that stand in a table and not in the fold, or in the fold and not in the table."""
    with scratch_projections(connection, progress):
        for table, key in PROJECTIONS.items():
            columns = "rowid, words" if table == "visit_search" else "*"
            for code, first, second in (
                ("log.projection_wrong", "main", "temp"),
                ("log.projection_missing", "temp", "main"),
            ):
                rows = connection.execute(
                    f"SELECT {key} FROM (SELECT {columns} FROM {first}.{table} "
                    f"EXCEPT SELECT {columns} FROM {second}.{table}) LIMIT {PROBLEMS_SHOWN}"
                )
                for row in rows:
                    values = {"table": table, "row": " ".join(map(str, row))}
                    yield Problem(code, values=values)
