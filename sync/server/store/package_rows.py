"""What the province publishes for all desks: signed manifests and their content, for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sync.protocol.messages import PackageRef
from sync.protocol.packages import Manifest
from sync.server.store.tx import Tx


def publish(tx: Tx, manifest: Manifest, signed: str, content: bytes) -> bool:
    """Keep a package; False when the very same content was published before."""
    made = tx.run(
        "INSERT INTO package (sha256, kind, name, valid_from, size, published, manifest, content) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING sha256",
        *(manifest.sha256, manifest.kind, manifest.name, manifest.valid_from, manifest.size),
        *(manifest.published, signed, content),
    )
    return bool(made)


def in_force(tx: Tx, kept: int = 3) -> tuple[PackageRef, ...]:
    """The newest of each kind and name, by the day they hold from; older ones are in the past.

    Of criteria every version is offered: the score of a month long ago needs the one of its time.
    """
    rows = tx.run(
        "SELECT sha256, kind, name, valid_from, size FROM (SELECT *, row_number() OVER "
        "(PARTITION BY kind, name ORDER BY valid_from DESC, published DESC) AS place FROM package) "
        "AS ranked WHERE place <= ? OR kind = 'criteria' ORDER BY kind, name, valid_from, sha256",
        kept,
    )
    return tuple(_ref(row) for row in rows)


def ref(tx: Tx, sha256: str) -> PackageRef | None:
    """How a published package is offered."""
    query = "SELECT sha256, kind, name, valid_from, size FROM package WHERE sha256 = ?"
    row = tx.one(query, sha256)
    return None if row is None else _ref(row)


def one(tx: Tx, sha256: str) -> tuple[str, bytes] | None:
    """The signed manifest and the content of a package."""
    row = tx.one("SELECT manifest, content FROM package WHERE sha256 = ?", sha256)
    return None if row is None else (row[0], bytes(row[1]))


def _ref(row: Sequence[Any]) -> PackageRef:
    return PackageRef(sha256=row[0], kind=row[1], name=row[2], valid_from=row[3], size=row[4])
