"""The other ends of forks: ops whose place in their chain another op holds here. Never dropped."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.core.clock import Millis
from desk_app.core.ids import OpId
from desk_app.core.ops import Op
from desk_app.store import op_rows, sqlite


def keep(connection: sqlite.Connection, ops: Iterable[Op], found: Millis) -> int:
    """Keep ops of a branch, each once; how many were new."""
    before = count(connection)
    connection.executemany(
        f"INSERT OR IGNORE INTO op_branch ({op_rows.COLUMNS}, found) "
        f"VALUES ({', '.join('?' * 19)})",
        [(*op_rows.row_of(op), found) for op in ops],
    )
    return count(connection) - before


def listed(connection: sqlite.Connection) -> list[Op]:
    """Every op of every branch, by chain and place."""
    rows = connection.execute(
        f"SELECT {op_rows.COLUMNS} FROM op_branch ORDER BY desk, epoch, seq, hash"
    )
    return [op_rows.op_from(row) for row in rows]


def count(connection: sqlite.Connection) -> int:
    """How many ops stand in branches."""
    return int(connection.execute("SELECT count(*) FROM op_branch").fetchone()[0])


def erase(
    connection: sqlite.Connection, identities: Iterable[OpId], subjects: Iterable[str]
) -> None:
    """Delete the person parts of these ops and of all ops of these subjects."""
    connection.executemany(
        "UPDATE op_branch SET person = NULL, salt = NULL WHERE desk = ? AND epoch = ? AND seq = ?",
        list(identities),
    )
    connection.executemany(
        "UPDATE op_branch SET person = NULL, salt = NULL WHERE subject = ?",
        [(subject,) for subject in subjects],
    )
