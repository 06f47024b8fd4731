"""Desks in memory that share one commune: quick, not encrypted, otherwise the real log."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from desk_app.core.clock import Instant, Millis
from desk_app.core.ids import DeskId, OfficerId, new_desk_id
from desk_app.core.keyed_hash import KEY_LENGTH
from desk_app.core.ops import DeskOpened, Op
from desk_app.store import op_rows, papers, sqlite
from desk_app.store.database import statements
from desk_app.store.log import Log
from desk_app.store.migrations import STEPS
from desk_app.store.this_desk import ThisDesk, write_this_desk
from desk_app.store.writer import Tx
from tests.support.desks import START, UNIT

_COMMUNE_KEY = bytes(range(KEY_LENGTH))


def empty_database(path: str = ":memory:") -> sqlite.Connection:
    """A database with today's tables and nothing in them; not encrypted, so quick."""
    connection = sqlite.connect(path, 5)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN")
    for step in STEPS:
        for statement in statements(step.script):
            connection.execute(statement)
    connection.execute("COMMIT")
    return connection


class SimDesk:
    """One desk with a log of its own in memory."""

    def __init__(self, desk: DeskId, wall: int, file: str = ":memory:") -> None:
        self.id = desk
        self.connection = empty_database(file)
        self.this = ThisDesk(
            desk=desk, epoch=0, unit=UNIT, name="", practice=True, commune_key=_COMMUNE_KEY
        )
        write_this_desk(self.connection, self.this)
        self._wall = wall
        self._salts = itertools.count()

    def _salt(self, length: int) -> bytes:
        return f"{self.id[-3:]}{next(self._salts)}".encode().ljust(length, b".")[:length]

    @property
    def log(self) -> Log:
        """The log at the next tick of this desk's own, wrong clock."""
        return self.tx.log

    @property
    def tx(self) -> Tx:
        """What a service is given, at the next tick."""
        self._wall += 1000
        return Tx(self.connection, self.this, Instant(Millis(self._wall), 0, "b"), self._salt)

    def ops(self) -> list[Op]:
        """All ops this desk holds."""
        return [op for _, op in op_rows.by_arrival(self.connection)]

    def subjects(self, prefix_of: str) -> list[str]:
        """The subjects that a kind beginning like this was written about, as far as known here."""
        rows = self.connection.execute(
            "SELECT DISTINCT subject FROM op WHERE kind LIKE ? ORDER BY subject", (prefix_of + "%",)
        )
        return [row[0] for row in rows]

    def next_number(self) -> str:
        """The next number this desk would print."""
        return papers.next_number(self.connection, self.id, 0)

    def receive(self, ops: Iterable[Op]) -> None:
        """Take in ops of others."""
        log = self.log
        for op in ops:
            log.receive(op)


def opened(desk: SimDesk) -> SimDesk:
    """The desk with its own row and the op that opened it, as verify wants them."""
    write_this_desk(desk.connection, desk.this)
    desk.log.append(
        "desk.opened",
        DeskOpened(unit=desk.this.unit, practice=desk.this.practice),
        officer=OfficerId("000000"),
    )
    return desk


def arrived(ops: Iterable[Op]) -> SimDesk:
    """A desk of its own that wrote nothing and received these ops in this order."""
    desk = SimDesk(new_desk_id(bytes([255]) * 10), START)
    desk.receive(ops)
    return desk
