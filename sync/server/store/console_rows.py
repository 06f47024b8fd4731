"""What the console and the watching machine read: how much there is, by desk."""

from __future__ import annotations

import msgspec

from sync.server.store.tx import Tx

# Request and answer of an enrolment, as they travelled.
Said = tuple[bytes, bytes]


class Blobs(msgspec.Struct, frozen=True):
    """Attachments held whole: how many, and their bytes together."""

    count: int
    size: int


def ops_by_desk(tx: Tx) -> dict[str, int]:
    """How many ops of each desk the log holds, held ones among them."""
    rows = tx.run("SELECT desk, sum(seq) FROM chain WHERE commune_id = ? GROUP BY desk", tx.commune)
    return {row[0]: int(row[1]) for row in rows}


def subjects_by_desk(tx: Tx, family: str) -> dict[str, int]:
    """How many subjects of a family each desk began."""
    rows = tx.run(
        "SELECT desk, count(*) FROM state WHERE commune_id = ? AND family = ? GROUP BY desk",
        *(tx.commune, family),
    )
    return {row[0]: row[1] for row in rows}


def set_aside(tx: Tx) -> int:
    """How many ops are set aside and not settled."""
    row = tx.one("SELECT count(*) FROM aside WHERE commune_id = ? AND settled IS NULL", tx.commune)
    return 0 if row is None else int(row[0])


def blobs(tx: Tx) -> Blobs:
    """The attachments of the commune."""
    row = tx.one(
        "SELECT count(*), coalesce(sum(size), 0) FROM blob WHERE commune_id = ?", tx.commune
    )
    return Blobs(0, 0) if row is None else Blobs(int(row[0]), int(row[1]))


def enrolments(tx: Tx) -> dict[str, list[Said]]:
    """What each desk and the province said to each other when it was enrolled."""
    rows = tx.run(
        "SELECT desk, request, answer FROM enrolment WHERE commune_id = ? AND answer IS NOT NULL "
        "ORDER BY expires",
        tx.commune,
    )
    found: dict[str, list[Said]] = {}
    for desk, request, answer in rows:
        found.setdefault(desk, []).append((bytes(request), bytes(answer)))
    return found


def beat(tx: Tx) -> None:
    """Write something that means nothing, but that the disk has to take."""
    if tx.postgres:
        tx.run("UPDATE province SET created = created WHERE one = 1")
        return
    # SQLite sees that such an update changes no byte, and writes none.
    row = tx.one("PRAGMA user_version")
    beats = 0 if row is None else int(row[0])
    tx.run(f"PRAGMA user_version = {(beats + 1) % 1_000_000}")
