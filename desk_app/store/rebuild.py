"""Drop the projections, replay the log, and compare what came out with what was there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec

from desk_app.core.ops import KINDS, is_known
from desk_app.store import op_rows, project, sqlite
from desk_app.store.project import PROJECTIONS
from desk_app.store.shipped_schema import projection_definitions

_STEP = 2000
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
    _drop_and_make(connection)
    total = int(connection.execute("SELECT count(*) FROM op").fetchone()[0])
    replay(connection, progress, total)
    connection.execute("INSERT INTO visit_search (visit_search) VALUES ('integrity-check')")
    after = digests(connection)
    return Rebuilt(total, tuple(name for name in PROJECTIONS if before[name] != after[name]))


def _drop_and_make(connection: sqlite.Connection) -> None:
    """Fresh, empty projections, whatever became of the old ones, damaged or forged."""
    stored = {
        (kind, name)
        for kind, name in connection.execute("SELECT type, name FROM main.sqlite_schema")
    }
    definitions = projection_definitions()
    for kind, name, _ in reversed(definitions):
        if (kind, name) in stored and kind != "index":  # an index goes with its table
            connection.execute(f"DROP {kind} {name}")
    for _, _, sql in definitions:
        connection.execute(sql)
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
            # A visit's first op: later ops of the visit find it done when they come by.
            project.project(connection, op_rows.of_subject(connection, subject))
        elif KINDS[op.header.kind].family == "visit":
            continue
        else:
            done.add(subject)
            project.project(connection, op_rows.of_subject(connection, subject))


def digests(connection: sqlite.Connection) -> dict[str, str]:
    """A digest of all rows of each projection, in their order."""
    found = {}
    for table, order in PROJECTIONS.items():
        digest = hashlib.sha256()
        columns = "rowid, words" if table == "visit_search" else "*"
        for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):
            digest.update(repr(tuple(row)).encode())
        found[table] = digest.hexdigest()
    return found
