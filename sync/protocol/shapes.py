"""The shapes that a batch and a page share: the patterns of ids, and the line of the signature."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from desk_app.core.ids import CROCKFORD, DESK_ID_LENGTH, DeskId
from sync.protocol import codec
from sync.protocol.limits import MAX_EPOCH, MAX_NUMBER
from sync.protocol.malformed import Malformed
from sync.protocol.messages import Message

Desk = Annotated[DeskId, Meta(pattern=rf"^[{CROCKFORD}]{{{DESK_ID_LENGTH}}}\Z")]
Epoch = Annotated[int, Meta(ge=0, le=MAX_EPOCH)]
Seq = Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
Count = Annotated[int, Meta(ge=0, le=MAX_NUMBER)]
_LONGEST_SIGNATURE = 1024
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Signature(Message, frozen=True):
    """The last line."""

    signature: Annotated[str, Meta(pattern=r"^[0-9a-f]{128}\Z")]


def parted(text: bytes, longest: int) -> tuple[bytes, bytes, bytes]:
    """First line, the lines between with their newlines, last line; Malformed without them.

    longest: how long the first line may be, for it is read into many small values.
    """
    if not text.endswith(b"\n"):
        raise Malformed("sync.body_shape", "the last line has no end")
    after = text.find(b"\n") + 1
    last = text.rfind(b"\n", 0, -1) + 1
    if last < after:
        raise Malformed("sync.body_shape", "a single line")
    if after > longest or len(text) - last > _LONGEST_SIGNATURE:
        raise Malformed("sync.body_shape", "a line too long")
    return text[: after - 1], text[after:last], text[last:-1]


def signature_of(line: bytes) -> bytes:
    """The signature in the last line."""
    codec.refuse_ambiguous(line)
    return bytes.fromhex(codec.decode(line, Signature, "sync.body_signature").signature)
