"""Whether the log and its projections are whole: chain, counts, and every row against the fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from desk_app.core.cut import Cut
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import parse_op_id
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.ops import DeskOpened, facts_of
from desk_app.core.problems import Problem
from desk_app.store import aside, op_rows, sqlite
from desk_app.store.faults import translating
from desk_app.store.other_copies import elsewhere
from desk_app.store.project import PROJECTIONS
from desk_app.store.scratch import scratch_projections
from desk_app.store.search_index import index_is_whole
from desk_app.store.shipped_schema import shipped_definitions, stored_definitions
from desk_app.store.this_desk import read_this_desk
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
    compared as it was at one moment, whoever writes beside it. A damaged file raises store.damaged.
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
    _check_pages(connection)
    total, first, last = connection.execute(
        "SELECT count(*), coalesce(min(arrival), 1), coalesce(max(arrival), 0) FROM op"
    ).fetchone()
    walk = ChainWalk(aside.noted_here(connection))
    for seen, row in enumerate(op_rows.by_chain(connection), start=1):
        if seen % _STEP == 0:
            progress(seen, total)
        walk.take(row)
    problems = walk.problems
    if (first, last) != (1, total):
        problems.append(Problem("log.arrival"))
    problems.extend(
        Problem("log.person_missing", values={"op": str(op.header.id)})
        for op in walk.without_person
        if str(op.header.id) not in walk.erased and op.header.subject not in walk.erased
    )
    problems.extend(_not_erased(connection, walk.erased))
    guards = _guards(connection)
    problems.extend(guards)
    if walk.readable and not guards:  # otherwise there may be nothing to look into
        problems.extend(_this_desk(connection))
        searched = index_is_whole(connection)
        if not searched:
            problems.append(Problem("log.search_index"))
        problems.extend(_projections(connection, progress, searched))
    shown = tuple(problems[:PROBLEMS_SHOWN])
    if len(problems) > PROBLEMS_SHOWN:
        more = str(len(problems) - PROBLEMS_SHOWN)
        shown += (Problem("log.more_problems", values={"more": more}),)
    return Verified(not problems, total, Cut(walk.heads), shown)


def _check_pages(connection: sqlite.Connection) -> None:
    """Raise store.damaged when any page of the file is torn, also one that nothing stands on."""
    # A page that somebody writes at this moment looks torn as well, but not twice.
    for _ in range(2):
        if connection.execute("PRAGMA cipher_integrity_check").fetchone() is None:
            return
    raise EnvironmentProblem(Problem("store.damaged"))


def _not_erased(connection: sqlite.Connection, erased: Iterable[str]) -> Iterator[Problem]:
    """Ops that an erasure names and that still hold their person part."""
    for text in erased:
        identity = parse_op_id(text)
        if identity is not None and op_rows.has_person(connection, identity):
            yield Problem("log.not_erased", values={"op": text})


def _guards(connection: sqlite.Connection) -> list[Problem]:
    """What keeps the log as it is, and what stands over its projections."""
    changed = shipped_definitions() ^ stored_definitions(connection)
    codes = {"log.projection_schema" if part.of_projection else "log.schema" for part in changed}
    return [Problem(code) for code in sorted(codes)]


def _this_desk(connection: sqlite.Connection) -> Iterator[Problem]:
    """Whether the desk's own row says what the readable log says."""
    desk = read_this_desk(connection)
    opened = None if desk is None else op_rows.opening_of(connection, desk.desk)
    if desk is None or opened is None:
        yield Problem("log.this_desk")
        return
    facts: DeskOpened = facts_of(opened)
    reached = connection.execute(
        "SELECT max(epoch) FROM op WHERE desk = ?", (desk.desk,)
    ).fetchone()[0]
    keyed = KeyedHash(desk.commune_key).key_id if facts.key is not None else None
    if (facts.unit, facts.practice, facts.key) != (desk.unit, desk.practice, keyed) or (
        # Another copy of this desk may be ahead; nobody else is.
        not isinstance(desk.epoch, int) or desk.epoch < reached > elsewhere(connection)
    ):
        yield Problem("log.this_desk")


def _projections(
    connection: sqlite.Connection, progress: Progress, searched: bool
) -> Iterator[Problem]:
    """Rows that stand in a table and not in the fold, or in the fold and not in the table.

    searched: whether the words of the search index can be read at all.
    """
    with scratch_projections(connection, progress):
        for table, key in PROJECTIONS.items():
            if table == "visit_search" and not searched:
                continue
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
