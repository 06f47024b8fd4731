"""An operation as the values of a row, and back: the desk and the province keep them alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk_app.core.chain import Header, header_fields
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId, parse_op_id
from desk_app.core.ops import Op

COLUMNS = (
    "desk, epoch, seq, kind, version, subject, base, lamport, officer, wall, mono, boot, act, "
    "facts, salt, person, digest, hash"
)


def values_of(op: Op) -> tuple[Any, ...]:
    """The values of an op in the order of `COLUMNS`."""
    return (*header_fields(op.header), op.facts, op.salt, op.person, op.digest, op.hash)


def op_from(row: Sequence[Any]) -> Op:
    """The op in a row that begins with `COLUMNS`.

    A base that is no list of op ids raises ValueError: somebody changed it.
    """
    header = Header(
        desk=DeskId(row[0]),
        epoch=row[1],
        seq=row[2],
        kind=row[3],
        version=row[4],
        subject=SubjectId(row[5]),
        base=_base(row[6]) if row[6] else (),
        lamport=row[7],
        officer=OfficerId(row[8]),
        wall=Millis(row[9]),
        mono=row[10],
        boot=row[11],
        act=Millis(row[12]),
    )
    return Op(header, row[13], row[14], row[15], row[16], row[17])


def _base(text: str) -> tuple[OpId, ...]:
    parsed = [parse_op_id(part) for part in text.split(",")]
    if None in parsed:
        raise ValueError(f"not a list of op ids: {text!r}")
    return tuple(identity for identity in parsed if identity is not None)
