"""A JSON body that carries its own proof: one line of JSON, then one line for each tag over it."""

from __future__ import annotations

import msgspec

from sync.protocol import base64url

# Greetings, enrolments and their answers are small; what is longer is not read.
LONGEST = 1 << 20


class SignedLine(msgspec.Struct, frozen=True):
    """line: the bytes that were signed, without the line's end; tags: in their order."""

    line: bytes
    tags: tuple[bytes, ...]


def pack(line: bytes, *tags: bytes) -> bytes:
    """The body; `line` holds no line's end (JSON as msgspec writes it never does)."""
    return b"".join(part + b"\n" for part in (line, *(base64url.encode(t).encode() for t in tags)))


def unpack(body: bytes, *lengths: int) -> SignedLine | None:
    """The line and its tags of these lengths; None when `body` is no such thing."""
    if len(body) > LONGEST:
        return None
    parts = body.split(b"\n")
    if len(parts) != len(lengths) + 2 or parts[-1]:
        return None
    tags = []
    for part, length in zip(parts[1:-1], lengths, strict=True):
        tag = base64url.decode(part.decode("latin-1"), length)
        if tag is None:
            return None
        tags.append(tag)
    return SignedLine(parts[0], tuple(tags))
