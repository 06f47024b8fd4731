"""This desk's own ops, chain by chain, as they are sent: a short walk along one index."""

from __future__ import annotations

from desk_app.core.chain import GENESIS
from desk_app.core.ops import Op
from desk_app.store import op_rows
from desk_app.store.look import Look

_AFTER = (
    f"SELECT {op_rows.COLUMNS} FROM op WHERE desk = ? AND epoch = ? AND seq > ? "
    "ORDER BY seq LIMIT ?"
)


def chains(look: Look) -> list[tuple[int, int, bytes]]:
    """(epoch, last seq, its hash) of each of the desk's chains, by epoch.

    Only what is whole from the beginning: while a restored desk fetches its own ops back, a chain
    that came in pieces ends here before its first gap.
    """
    found = []
    for epoch, seq, hashed, ops in look.connection.execute(
        "SELECT epoch, seq, hash, ops FROM chain WHERE desk = ? ORDER BY epoch", (look.desk.desk,)
    ).fetchall():
        if ops == seq:
            found.append((epoch, seq, bytes(hashed)))
        elif (end := _before_gap(look, epoch)) is not None:
            found.append((epoch, *end))
    return found


def after(look: Look, epoch: int, seq: int, limit: int) -> tuple[bytes, list[Op]]:
    """The hash of the op with this seq, and at most `limit` ops that follow it without a gap.

    The genesis hash for seq 0. LookupError when the desk holds no op with this seq.
    """
    previous = GENESIS
    if seq > 0:
        row = look.connection.execute(
            "SELECT hash FROM op WHERE desk = ? AND epoch = ? AND seq = ?",
            (look.desk.desk, epoch, seq),
        ).fetchone()
        if row is None:
            raise LookupError(f"no op {look.desk.desk}.{epoch}.{seq}")
        previous = bytes(row[0])
    ops: list[Op] = []
    for row in look.connection.execute(_AFTER, (look.desk.desk, epoch, seq, limit)):
        op = op_rows.op_from(row)
        if op.header.seq != seq + len(ops) + 1:
            break
        ops.append(op)
    return previous, ops


def hash_at(look: Look, epoch: int, seq: int) -> bytes | None:
    """The hash of one op of the desk; genesis for seq 0, None when it is not here."""
    if seq == 0:
        return GENESIS
    row = look.connection.execute(
        "SELECT hash FROM op WHERE desk = ? AND epoch = ? AND seq = ?", (look.desk.desk, epoch, seq)
    ).fetchone()
    return None if row is None else bytes(row[0])


def _before_gap(look: Look, epoch: int) -> tuple[int, bytes] | None:
    end = None
    for expected, (seq, hashed) in enumerate(
        look.connection.execute(
            "SELECT seq, hash FROM op WHERE desk = ? AND epoch = ? ORDER BY seq",
            (look.desk.desk, epoch),
        ),
        start=1,
    ):
        if seq != expected:
            break
        end = (seq, bytes(hashed))
    return end
