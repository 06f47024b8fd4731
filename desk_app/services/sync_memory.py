"""What syncing remembers between two starts of the program; it lies beside the log, not in it."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.clock import Instant, Millis
from desk_app.core.corrected_clock import corrected
from desk_app.core.problems import Problem
from desk_app.store import aside as aside_rows
from desk_app.store import province, receipts, sqlite, sync_state
from desk_app.store.store import Reader
from sync.client.truth import Known

_MEMORY = "sync"


class Memory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the last attempts went; times by the desk's own clock.

    tried: when the last attempt began; next: when the next one begins; contact: when the province
    last answered; sent: when its last receipt came; failing: since when nobody answers; ahead and
    within: how far the province's clock is ahead of ours, and how uncertain that is; measured: our
    clocks when that was found; state: what the province calls this desk; message: what it wants
    shown, by language.
    """

    tried: Millis | None = None
    next: Millis | None = None
    contact: Millis | None = None
    sent: Millis | None = None
    failing: Millis | None = None
    problem: Problem | None = None
    ahead: int = 0
    within: int = 0
    measured: Instant | None = None
    state: Literal["active", "revoked"] = "active"
    message: dict[str, str] = {}


def read_memory(connection: sqlite.Connection) -> Memory:
    """What is remembered; an entry that cannot be read counts as none."""
    text = sync_state.get(connection, _MEMORY)
    try:
        return Memory() if text is None else msgspec.json.decode(text, type=Memory)
    except msgspec.MsgspecError:
        return Memory()


def write_memory(connection: sqlite.Connection, memory: Memory) -> None:
    """Remember this instead."""
    sync_state.put(connection, _MEMORY, msgspec.json.encode(memory).decode())


def province_time(connection: sqlite.Connection, now: Instant) -> Millis:
    """What the province's clock says, as far as this desk can know."""
    memory = read_memory(connection)
    return corrected(now, memory.measured, memory.ahead)


def known_of(reader: Reader, *, running: bool = False) -> Known:
    """What the truth line is made of, read in one moment."""
    memory = read_memory(reader.connection)
    paired = province.read(reader.connection)
    return Known(
        paired=paired is not None,
        paired_at=None if paired is None else paired.paired,
        waiting=receipts.waiting(reader),
        oldest=_moment(receipts.oldest_waiting(reader)),
        sent=memory.sent,
        contact=memory.contact,
        failing=memory.failing,
        problem=memory.problem,
        next=memory.next,
        running=running,
        aside=aside_rows.count(reader.connection),
        ahead=memory.ahead,
    )


def _moment(at: int | None) -> Millis | None:
    return None if at is None else Millis(at)
