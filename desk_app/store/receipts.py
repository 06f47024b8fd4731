"""The province's receipts: every one is kept, and what waits is counted from the last one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from desk_app.core.ids import DeskId
from desk_app.store import province, sync_state
from desk_app.store.look import Look


class KeptReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt as it was kept; head in hex, content: the bytes that were received."""

    desk: DeskId
    epoch: int
    seq: int
    head: str
    server_time: int
    server_epoch: str
    content: bytes


class _Restored(msgspec.Struct, frozen=True):
    server_epoch: str
    acked: dict[int, int]
    after: int = 0


_RESTORED = "province_restored"
_COLUMNS = "desk, epoch, seq, head, server_time, server_epoch, content"
_LATEST = (
    f"SELECT {_COLUMNS} FROM receipt AS r WHERE n = (SELECT n FROM receipt "
    "WHERE desk = r.desk AND epoch = r.epoch ORDER BY seq DESC, n DESC LIMIT 1) "
)


def keep(look: Look, receipt: KeptReceipt) -> None:
    """Keep a receipt whose signature was checked; the same bytes are kept once."""
    values = msgspec.structs.astuple(receipt)
    known = _restored(look)
    after = 0 if known is None else known.after
    look.connection.execute(
        f"INSERT INTO receipt ({_COLUMNS}) SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS "
        "(SELECT 1 FROM receipt WHERE desk = ? AND epoch = ? AND seq = ? AND content = ? "
        "AND n > ?)",
        (*values, receipt.desk, receipt.epoch, receipt.seq, receipt.content, after),
    )


def latest(look: Look) -> list[KeptReceipt]:
    """Of each of the desk's chains the receipt that reaches farthest, by epoch."""
    rows = look.connection.execute(f"{_LATEST} AND desk = ? ORDER BY epoch", (look.desk.desk,))
    return [_receipt(row) for row in rows]


def every(look: Look) -> Iterable[KeptReceipt]:
    """All receipts ever kept, in the order in which they came."""
    return map(_receipt, look.connection.execute(f"SELECT {_COLUMNS} FROM receipt ORDER BY n"))


def acked(look: Look) -> dict[int, int]:
    """Per epoch of the desk, up to which seq the province holds its chain.

    A province that was restored lost what it had received since: only what it told then, and
    what it confirmed afterwards, counts.
    """
    known = _restored(look)
    found = {} if known is None else dict(known.acked)
    rows = look.connection.execute(
        "SELECT epoch, server_epoch, max(seq) FROM receipt WHERE desk = ? AND n > ? "
        "GROUP BY epoch, server_epoch",
        (look.desk.desk, 0 if known is None else known.after),
    )
    for epoch, server_epoch, seq in rows:
        if known is None or known.server_epoch == server_epoch:
            found[epoch] = max(found.get(epoch, 0), seq)
    return found


def _restored(look: Look) -> _Restored | None:
    text = sync_state.get(look.connection, _RESTORED)
    return None if text is None else msgspec.json.decode(text, type=_Restored)


def server_restored(look: Look, server_epoch: str, held: dict[int, int]) -> None:
    """The province's store was restored: it holds our chains only as far as it told just now."""
    # It may count on under the same epoch and not know it: what it confirmed before is void too.
    (after,) = look.connection.execute("SELECT coalesce(max(n), 0) FROM receipt").fetchone()
    text = msgspec.json.encode(_Restored(server_epoch, held, after)).decode()
    sync_state.put(look.connection, _RESTORED, text)
    province.restored(look.connection, server_epoch)


def waiting(look: Look) -> int:
    """How many of the desk's own ops no receipt covers."""
    return sum(last - seen for _, seen, last in _open_ends(look))


def oldest_waiting(look: Look) -> int | None:
    """When the oldest op without a receipt was written, by this desk's clock; None for none."""
    for epoch, seen, last in _open_ends(look):
        if last > seen:
            row = look.connection.execute(
                "SELECT wall FROM op WHERE desk = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT 1",
                (look.desk.desk, epoch, seen),
            ).fetchone()
            if row is not None:
                return int(row[0])
    return None


def is_waiting(look: Look, epoch: int, seq: int) -> bool:
    """Whether this op of the desk has no receipt yet."""
    return seq > acked(look).get(epoch, 0)


def _open_ends(look: Look) -> list[tuple[int, int, int]]:
    """(epoch, confirmed seq, last seq) of each chain of the desk."""
    confirmed = acked(look)
    rows = look.connection.execute(
        "SELECT epoch, seq FROM chain WHERE desk = ? ORDER BY epoch", (look.desk.desk,)
    )
    return [(row[0], min(confirmed.get(row[0], 0), row[1]), row[1]) for row in rows]


def _receipt(row: Sequence[Any]) -> KeptReceipt:
    return KeptReceipt(
        desk=DeskId(row[0]),
        epoch=row[1],
        seq=row[2],
        head=row[3],
        server_time=row[4],
        server_epoch=row[5],
        content=bytes(row[6]),
    )
