"""The canonical bytes of an operation's header, and the hash that links each op to the one before.

    hash = SHA-256(previous + header + facts + SHA-256(salt + person))

A header's fields are length-prefixed, so the concatenation can be read in one way only. An op
without a person part carries 32 zero bytes in place of the last digest; an erased one keeps the
digest it was born with, so erasing changes no hash. Each (desk, epoch) is a chain of its own and
begins at 32 zero bytes.
"""

from __future__ import annotations

import hashlib

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId

FORMAT = b"mot-cua op 1"
GENESIS = bytes(32)
NO_PERSON = bytes(32)
SALT_LENGTH = 16
_SALT = b"mot-cua salt 1"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What is fixed about an operation the moment it is written; nobody ever rewrites it.

    base: all heads of the subject that the desk knew, sorted; lamport: one more than the highest
    the desk had seen; wall, mono, boot: the machine's clocks (milliseconds); act: when the deed
    happened, which may be earlier than when it was recorded.
    """

    desk: DeskId
    epoch: int
    seq: int
    kind: str
    version: int
    subject: SubjectId
    base: tuple[OpId, ...]
    lamport: int
    officer: OfficerId
    wall: Millis
    mono: int
    boot: str
    act: Millis

    @property
    def id(self) -> OpId:
        """The identity of the operation."""
        return OpId(self.desk, self.epoch, self.seq)

    @property
    def begins(self) -> bool:
        """Whether the operation began its subject, which then bears its id."""
        return self.subject == f"{self.desk}.{self.epoch}.{self.seq}"


def header_fields(header: Header) -> tuple[str | int, ...]:
    """The fields of a header in their fixed order; the base as op ids joined by commas."""
    return (
        header.desk,
        header.epoch,
        header.seq,
        header.kind,
        header.version,
        header.subject,
        ",".join(map(str, header.base)),
        header.lamport,
        header.officer,
        header.wall,
        header.mono,
        header.boot,
        header.act,
    )


def header_bytes(header: Header) -> bytes:
    """The canonical bytes of a header: equal headers have equal bytes, different ones never."""
    parts = [FORMAT]
    for field in header_fields(header):
        encoded = str(field).encode()
        parts.append(len(encoded).to_bytes(4, "big"))
        parts.append(encoded)
    return b"".join(parts)


def person_digest(salt: bytes | None, person: bytes | None) -> bytes:
    """The digest that stands for a person part in the chain; 32 zero bytes for none."""
    if salt is None or person is None:
        return NO_PERSON
    return hashlib.sha256(salt + person).digest()


def salt_before(salt: bytes) -> bytes:
    """The salt of a visit that opens a case with `salt`, written in one act.

    Erasing the visit erases the case with it. Erasing the case alone leaves this one, which tells
    nothing about the case's.
    """
    return hashlib.sha256(_SALT + salt).digest()[:SALT_LENGTH]


def link(previous: bytes, header: bytes, facts: bytes, digest: bytes) -> bytes:
    """The hash of an op that follows the op with hash `previous`."""
    return hashlib.sha256(previous + header + facts + digest).digest()
