"""Codes that were given out for new desks of a commune, as keys stretched from them."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from sync.server.store.tx import Tx

# Codes that are remembered to say why they no longer work; a commune has at most eight desks.
_REMEMBERED = 64


class Open(msgspec.Struct, frozen=True):
    """A code that was given out; request and answer, once it was used."""

    id: str
    secret: bytes
    expires: Millis
    tries: int
    request: bytes | None
    answer: bytes | None


def add(tx: Tx, name: str, secret: bytes, expires: Millis) -> None:
    """Remember a code that was given out."""
    tx.run(
        "INSERT INTO enrolment (commune_id, id, secret, expires, tries) VALUES (?, ?, ?, ?, 0)",
        *(tx.commune, name, secret, expires),
    )


def newest(tx: Tx) -> list[Open]:
    """The codes given out last for this commune, whatever became of them."""
    rows = tx.run(
        "SELECT id, secret, expires, tries, request, answer FROM enrolment WHERE commune_id = ? "
        "ORDER BY expires DESC, id LIMIT ?" + tx.lock,
        *(tx.commune, _REMEMBERED),
    )
    return [
        Open(
            row[0],
            bytes(row[1]),
            Millis(row[2]),
            row[3],
            None if row[4] is None else bytes(row[4]),
            None if row[5] is None else bytes(row[5]),
        )
        for row in rows
    ]


def missed(tx: Tx, now: Millis) -> None:
    """Somebody tried a wrong code: it counts against each that is open."""
    tx.run(
        "UPDATE enrolment SET tries = tries + 1 WHERE commune_id = ? AND expires > ? "
        "AND desk IS NULL",
        *(tx.commune, now),
    )


def use(tx: Tx, name: str, desk: str, request: bytes, answer: bytes) -> None:
    """The code was used; the same request gets the same answer again."""
    tx.run(
        "UPDATE enrolment SET desk = ?, request = ?, answer = ? WHERE commune_id = ? AND id = ?",
        *(desk, request, answer, tx.commune, name),
    )
