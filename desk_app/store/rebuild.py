"""Drop the projections, replay the log, and compare what came out with what was there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec

from desk_app.core.ids import parse_op_id
from desk_app.core.ops import KINDS, PersonErased, facts_of, is_known
from desk_app.core.set_aside import fault_of
from desk_app.store import op_rows, project, sqlite
from desk_app.store.project import PROJECTIONS
from desk_app.store.search_index import drop_index, index_is_whole
from desk_app.store.shipped_schema import (
    projection_definitions,
    shipped_definitions,
    stored_definitions,
)

_STEP = 2000
# Families whose subjects are named by the op that began them.
_BEGUN_BY_AN_OP = ("visit", "case", "evidence")
Progress = Callable[[int, int], None]


class Rebuilt(msgspec.Struct, frozen=True):
    """ops: how many were replayed; differing: tables that were not what the log says."""

    ops: int
    differing: tuple[str, ...]

    @property
    def identical(self) -> bool:
        """Whether every projection was already what the log says."""
        return not self.differing


def rebuild(connection: sqlite.Connection, progress: Progress) -> Rebuilt:
    """Replay the whole log inside the open transaction; afterwards the projections are the fold.

    Raise from `progress` to stop: the transaction is then rolled back and nothing has changed.
    """
    before = digests(connection)
    changed = shipped_definitions() ^ stored_definitions(connection)
    forged = {part.name for part in changed if part.of_projection}
    whole = index_is_whole(connection)
    total = make_again(connection, progress)
    connection.execute("INSERT INTO visit_search (visit_search) VALUES ('integrity-check')")
    after = digests(connection)
    differing = [name for name in PROJECTIONS if before[name] != after[name] or name in forged]
    if not whole and "visit_search" not in differing:
        differing.append("visit_search")
    return Rebuilt(total, tuple(dict.fromkeys([*differing, *sorted(forged)])))


def make_again(connection: sqlite.Connection, progress: Progress) -> int:
    """Make every projection from the log, whatever they held; how many ops there are."""
    _erase_again(connection)
    _drop_and_make(connection)
    total = int(connection.execute("SELECT count(*) FROM op").fetchone()[0])
    replay(connection, progress, total)
    return total


def _erase_again(connection: sqlite.Connection) -> None:
    """Apply every erasure in the log: one that came from a newer program is understood now."""
    for op in op_rows.of_kind(connection, "person.erased"):
        if is_known(op.header) and fault_of(op) is None:
            erased: PersonErased = facts_of(op)
            op_rows.erase_subjects(connection, erased.ops)
            found = [parse_op_id(text) for text in erased.ops]
            op_rows.erase_person(connection, [one for one in found if one is not None])


def _drop_and_make(connection: sqlite.Connection) -> None:
    """Fresh, empty projections, whatever became of the old ones, damaged or forged."""
    drop_index(connection)
    stored = {
        name: kind
        for kind, name in connection.execute(
            "SELECT type, name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
        )
    }
    for part in reversed(projection_definitions()):
        # Whatever stands under the name goes, be it a table or a view; indexes and triggers
        # go with their table.
        if part.kind != "index" and part.name in stored and part.name != "visit_search":
            connection.execute(f"DROP {stored[part.name]} main.{part.name}")
    for part in projection_definitions():
        connection.execute(part.sql)
    connection.execute("INSERT INTO visit_search (visit_search, rank) VALUES ('secure-delete', 1)")


def replay(connection: sqlite.Connection, progress: Progress, total: int) -> None:
    """Make all projections from the ops in the table op; the projections must be empty.

    Each subject is folded once, when its first op comes by.
    """
    done: set[str] = set()
    seen = 0
    for _, op in op_rows.by_arrival(connection):
        seen += 1
        if seen % _STEP == 0:
            progress(seen, total)
        project.advance_chain(connection, op)
        subject = op.header.subject
        if not is_known(op.header) or subject in done:
            continue
        if str(op.header.id) == subject:
            # The first op of a visit or case: later ops of it find it done when they come by.
            project.project(connection, op_rows.of_subject(connection, subject))
        elif KINDS[op.header.kind].family in _BEGUN_BY_AN_OP:
            continue
        else:
            done.add(subject)
            project.project(connection, op_rows.of_subject(connection, subject))


def digests(connection: sqlite.Connection) -> dict[str, str]:
    """A digest of each projection's rows in their order; a word for one that cannot be read."""
    found = {}
    for table, order in PROJECTIONS.items():
        digest = hashlib.sha256()
        columns = "rowid, words" if table == "visit_search" else "*"
        try:
            for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):
                digest.update(repr(tuple(row)).encode())
            found[table] = digest.hexdigest()
        except sqlite.Error:
            found[table] = "unreadable"
    return found
