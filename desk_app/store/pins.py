"""PIN verifiers and wrong tries: kept outside the log, one row an officer."""

from __future__ import annotations

import msgspec

from desk_app.core.ids import OfficerId
from desk_app.store import sqlite


class PinRow(msgspec.Struct, frozen=True):
    """What is kept of an officer's PIN; blocked_until in milliseconds, 0 = not blocked."""

    verifier: str
    wrong: int = 0
    blocked_until: int = 0


def pin_of(connection: sqlite.Connection, officer: OfficerId) -> PinRow | None:
    """The PIN row of an officer; None for one who has no PIN."""
    row = connection.execute(
        "SELECT verifier, wrong, blocked_until FROM pin WHERE officer = ?", (officer,)
    ).fetchone()
    return None if row is None else PinRow(row[0], row[1], row[2])


def keep_pin(connection: sqlite.Connection, officer: OfficerId, row: PinRow) -> None:
    """Write the PIN row of an officer, in place of an earlier one."""
    connection.execute(
        "INSERT OR REPLACE INTO pin (officer, verifier, wrong, blocked_until) VALUES (?, ?, ?, ?)",
        (officer, row.verifier, row.wrong, row.blocked_until),
    )


def drop_pin(connection: sqlite.Connection, officer: OfficerId) -> None:
    """The officer has no PIN any more."""
    connection.execute("DELETE FROM pin WHERE officer = ?", (officer,))


def all_pins(connection: sqlite.Connection) -> dict[OfficerId, PinRow]:
    """The PIN row of every officer who has one."""
    rows = connection.execute("SELECT officer, verifier, wrong, blocked_until FROM pin")
    return {OfficerId(row[0]): PinRow(row[1], row[2], row[3]) for row in rows}


def replace_pins(connection: sqlite.Connection, pins: dict[OfficerId, PinRow]) -> None:
    """These PINs in place of all that were there."""
    connection.execute("DELETE FROM pin")
    for officer, row in pins.items():
        keep_pin(connection, officer, row)
