"""Names of desks, operations, subjects and officers, and how they are written."""

from __future__ import annotations

import re
from typing import NamedTuple, NewType

DeskId = NewType("DeskId", str)
OfficerId = NewType("OfficerId", str)
SubjectId = NewType("SubjectId", str)

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DESK_ID_LENGTH = 16
OFFICER_CODE_LENGTH = 6

_OP = re.compile(rf"([{CROCKFORD}]{{{DESK_ID_LENGTH}}})\.(0|[1-9]\d{{0,8}})\.([1-9]\d{{0,15}})\Z")


class OpId(NamedTuple):
    """The identity of an operation: which desk wrote it, in which epoch, as its how-manieth."""

    desk: DeskId
    epoch: int
    seq: int

    def __str__(self) -> str:
        return f"{self.desk}.{self.epoch}.{self.seq}"


def parse_op_id(text: str) -> OpId | None:
    """The operation id written as DESK.EPOCH.SEQ, or None when `text` is no such id."""
    found = _OP.match(text)
    if found is None:
        return None
    return OpId(DeskId(found[1]), int(found[2]), int(found[3]))


def crockford(data: bytes, length: int) -> str:
    """`length` Crockford characters made from the leading bits of `data`."""
    number = int.from_bytes(data, "big")
    bits = len(data) * 8
    if bits < length * 5:
        raise ValueError(f"{length} characters need {length * 5} bits, there are {bits}")
    number >>= bits - length * 5
    characters = []
    for _ in range(length):
        characters.append(CROCKFORD[number & 31])
        number >>= 5
    return "".join(reversed(characters))


def new_desk_id(random: bytes) -> DeskId:
    """A desk id from 10 random bytes."""
    return DeskId(crockford(random, DESK_ID_LENGTH))


def new_officer_id(random: bytes) -> OfficerId:
    """An officer id from 4 random bytes: a code, never made from the person's name."""
    return OfficerId(crockford(random, OFFICER_CODE_LENGTH))
