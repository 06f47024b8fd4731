"""The shape of one op as a line of JSON, written against the op before it on the same chain.

    [wall, rest, kind, version, subject, facts, person, salt, 1]

wall: milliseconds since the op before. rest: how many more have passed on the monotonic clock, or
[mono, base, lamport, officer, boot, act, digest] where more differs from what follows from the op
before, cut off after the last such thing. subject: 0 when the op begins it, n when the op n before
it did, else the text. facts, person: see `payload_lines`. salt: hex; 1: this is the salt of the
next person part, from which the one of this part follows (`chain.salt_before`), and there it is
left out. Without a person part all three are left out. Numbers that are chance stand together, so
that the rest of a line is often the same.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Raw, UnsetType

from sync.protocol.limits import MAX_NUMBER
from sync.protocol.malformed import BAD, Malformed

_Natural = Annotated[int, Meta(ge=0, le=MAX_NUMBER)]
_Difference = Annotated[int, Meta(ge=-4 * MAX_NUMBER, le=4 * MAX_NUMBER)]
# Texts of a header are codes: printable ASCII without space, quote and backslash, so that they
# stand in JSON as they are and in any store.
CODE = re.compile(r"[!#-\[\]-~]{0,128}\Z")


class Rest(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What does not follow from the op before.

    mono: beside what wall tells; base: the distances of ops of the same chain, and other ops' ids,
    null: the op that began the subject; lamport: more than one up; officer, boot: others than
    before; act: before or after wall; digest: of a person part that was erased.
    """

    mono: _Difference = 0
    base: tuple[_Natural | str, ...] | None = None
    lamport: _Difference = 0
    officer: str | None = None
    boot: str | None = None
    act: _Difference = 0
    digest: str | None = None


class Line(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """An op as it travels."""

    wall: _Difference
    rest: Rest | _Difference
    kind: str
    version: _Natural
    subject: _Natural | str
    facts: Raw
    person: Raw = Raw(b"")
    salt: str | UnsetType = UNSET
    of_next: Literal[1] | UnsetType = UNSET


_decode_lines = msgspec.json.Decoder(Line).decode_lines


def decode(text: bytes, count: int) -> list[Line]:
    """The lines of a text, each with its end; Malformed when they are not `count` ops."""
    ends = text.count(b"\n")  # before a value is made of each
    if ends != count:
        raise Malformed("sync.body_shape", f"{ends} lines instead of {count}")
    try:
        lines = _decode_lines(text)
    except BAD as error:
        raise Malformed("sync.body_shape", str(error)) from None
    if len(lines) != count:
        raise Malformed("sync.body_shape", f"{len(lines)} ops instead of {count}")
    return lines


def usual_base(subject: int | str) -> tuple[int | str, ...]:
    """The base that need not be written: the op that began the subject, none when this one does."""
    return (subject,) if isinstance(subject, int) and subject > 0 else ()
