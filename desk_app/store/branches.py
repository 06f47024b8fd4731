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


def of_chain(connection: sqlite.Connection, desk: str, epoch: int, after: int) -> list[Op]:
    """The ops of branches of one chain above seq `after`, by seq."""
    rows = connection.execute(
        f"SELECT {op_rows.COLUMNS} FROM op_branch WHERE desk = ? AND epoch = ? AND seq > ? "
        "ORDER BY seq, hash",
        (desk, epoch, after),
    )
    return [op_rows.op_from(row) for row in rows]


def forget(connection: sqlite.Connection, ops: Iterable[Op]) -> None:
    """Drop ops that stand in the log from now on."""
    connection.executemany(
        "DELETE FROM op_branch WHERE desk = ? AND epoch = ? AND seq = ? AND hash = ?",
        [(*op.header.id, op.hash) for op in ops],
    )


def count(connection: sqlite.Connection) -> int:
    """How many ops stand in branches."""
    return int(connection.execute("SELECT count(*) FROM op_branch").fetchone()[0])


def erase(
    connection: sqlite.Connection, identities: Iterable[OpId], subjects: Iterable[str]
) -> None:
    """Delete the person parts of these ops and of all ops of these subjects.

    A deed of a branch may stand in the log under another number: its salted digest is the same.
    """
    subjects = tuple(subjects)
    identities = tuple(identities)
    connection.executemany(
        "UPDATE op_branch SET person = NULL, salt = NULL WHERE desk = ? AND epoch = ? AND seq = ?",
        list(identities),
    )
    connection.executemany(
        "UPDATE op_branch SET person = NULL, salt = NULL WHERE subject = ?",
        [(subject,) for subject in subjects],
    )
    for chosen, rows in (
        ("(desk, epoch, seq) = (?, ?, ?)", identities),
        ("subject = ?", [(subject,) for subject in subjects]),
    ):
        connection.executemany(
            "UPDATE op_branch SET person = NULL, salt = NULL WHERE person IS NOT NULL "
            f"AND digest IN (SELECT digest FROM op WHERE {chosen})",
            rows,
        )
