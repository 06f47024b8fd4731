"""The rows of ops that got other numbers, changed where they stand: a whole rebuild takes minutes.

A new op stands at the place of the old one, so a visit or case keeps its row and gets another id.
Whatever is rarer than visits, cases, files and papers is left to the rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk_app.core.ids import DeskId
from desk_app.core.ops import KINDS, Op, is_known
from desk_app.store import sqlite

_MOVED = frozenset({"visit", "case", "evidence", "paper"})
# What changes rows of other subjects than its own.
_FAR_REACHING = frozenset({"erasure", "import"})
_OF_SUBJECT = (
    "DELETE FROM case_step WHERE case_id = ?",
    "DELETE FROM case_visit WHERE case_id = ?",
    "DELETE FROM evidence WHERE id = ?",
    "DELETE FROM conflict WHERE subject = ?",
)
_CHAIN = (
    "INSERT INTO chain SELECT desk, epoch, max(seq), (SELECT hash FROM op AS last WHERE "
    "last.desk = op.desk AND last.epoch = op.epoch ORDER BY seq DESC LIMIT 1), count(*), "
    "max(lamport), max(wall) FROM op WHERE desk = ? AND epoch = ? GROUP BY desk, epoch"
)


def can_stay(moved: Sequence[Op], made: Sequence[Op], theirs: Iterable[Op]) -> bool:
    """Whether it is enough to change the rows that these ops touch; the subjects follow after.

    moved: the ops that go; made: the same deeds again, one for one; theirs: ops that come.
    """
    return (
        len(moved) == len(made)
        and all(_family(op) in _MOVED for op in moved)
        and all(_family(op) not in _FAR_REACHING for op in theirs)
    )


def forget_moved(connection: sqlite.Connection, moved: Sequence[Op]) -> None:
    """Drop what is named by the old ids; every subject that was touched is folded after this."""
    subjects = [(subject,) for subject in dict.fromkeys(op.header.subject for op in moved)]
    for statement in _OF_SUBJECT:
        connection.executemany(statement, subjects)
    connection.executemany("DELETE FROM paper WHERE op = ?", [(str(op.header.id),) for op in moved])


def count_chains(connection: sqlite.Connection, desk: DeskId, epochs: Iterable[int]) -> None:
    """Make the rows of these chains what the log says."""
    for epoch in epochs:
        connection.execute("DELETE FROM chain WHERE desk = ? AND epoch = ?", (desk, epoch))
        connection.execute(_CHAIN, (desk, epoch))


def _family(op: Op) -> str:
    return KINDS[op.header.kind].family if is_known(op.header) else "erasure"
