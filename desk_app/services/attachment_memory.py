"""What the sending of attachments remembers between two starts; it lies beside the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from desk_app.core.clock import Millis, day_of
from desk_app.core.problems import Problem
from desk_app.store import sqlite, sync_state
from desk_app.store.writer import Tx

_MEMORY = "attachments"


class FileMemory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """paused: somebody paused them; day, spent: how many bytes crossed the line on that day, both
    ways; problem: why files do not move; wanted: digests of files that somebody wants to see, each
    with why it did not come yet, as a Problem code.
    """

    paused: bool = False
    day: str = ""
    spent: int = 0
    problem: Problem | None = None
    wanted: dict[str, str] = {}

    def spent_on(self, day: date) -> int:
        """How many bytes crossed the line on this day."""
        return self.spent if self.day == day.isoformat() else 0


def read_file_memory(connection: sqlite.Connection) -> FileMemory:
    """What is remembered; an entry that cannot be read counts as none."""
    text = sync_state.get(connection, _MEMORY)
    try:
        return FileMemory() if text is None else msgspec.json.decode(text, type=FileMemory)
    except msgspec.MsgspecError:
        return FileMemory()


def change_file_memory(tx: Tx, change: Callable[[FileMemory], FileMemory]) -> None:
    """Remember it changed like this."""
    before = read_file_memory(tx.connection)
    after = change(before)
    if after != before:
        sync_state.put(tx.connection, _MEMORY, msgspec.json.encode(after).decode())


def with_spent(memory: FileMemory, spent: int, now: Millis) -> FileMemory:
    """So many bytes more crossed the line."""
    day = day_of(now)
    total = memory.spent_on(day) + spent
    return msgspec.structs.replace(memory, day=day.isoformat(), spent=total)
