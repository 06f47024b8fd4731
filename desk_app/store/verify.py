"""Whether the log and its projections are whole: chain, counts, and every row against the fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec

from desk_app.core.cut import Cut
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import parse_op_id
from desk_app.core.ops import DeskOpened, facts_of
from desk_app.core.problems import Problem
from desk_app.core.text import tokens
from desk_app.store import op_rows, sqlite
from desk_app.store.database import schema
from desk_app.store.faults import translating
from desk_app.store.project import PROJECTIONS
from desk_app.store.scratch import scratch_projections
from desk_app.store.shipped_schema import shipped_schema
from desk_app.store.this_desk import read_this_desk
from desk_app.store.verify_chain import ChainWalk

PROBLEMS_SHOWN = 100
_STEP = 5000
_WORDS_LOOKED_FOR = 2000

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
    walk = ChainWalk()
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
    problems.extend(_guards(connection))
    if walk.readable:
        problems.extend(_this_desk(connection))
        problems.extend(_search_index(connection))
        problems.extend(_projections(connection, progress))
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


def _guards(connection: sqlite.Connection) -> Iterator[Problem]:
    """What keeps the log as it is: triggers, indexes and views."""
    if schema(connection) != shipped_schema():
        yield Problem("log.schema")


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
    if (facts.unit, facts.practice) != (desk.unit, desk.practice) or (
        not isinstance(desk.epoch, int) or desk.epoch < reached
    ):
        yield Problem("log.this_desk")


def _search_index(connection: sqlite.Connection) -> Iterator[Problem]:
    """The index beside the words: whether words are found where they stand, and nowhere else.

    SQLite's own check compares words and index but not the way into the index; so some words,
    spread over all visits, are looked for as an officer would.
    """
    answer = connection.execute("PRAGMA main.quick_check(visit_search)").fetchone()
    if answer[0] != "ok":
        yield Problem("log.search_index")
        return
    (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM visit").fetchone()
    step = max(1, last // _WORDS_LOOKED_FOR)
    for row in connection.execute(
        "SELECT rowid, words FROM visit_search WHERE rowid % ? = 0", (step,)
    ):
        if row[1] and not _found(connection, row[0], row[1].split()[0]):
            yield Problem("log.search_index")
            return


def _found(connection: sqlite.Connection, number: int, word: str) -> bool:
    parts = tokens(word)
    if not parts:
        return True
    row = connection.execute(
        "SELECT 1 FROM visit_search WHERE visit_search MATCH ? AND rowid = ?",
        (f'"{parts[0]}"', number),
    ).fetchone()
    return row is not None


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
