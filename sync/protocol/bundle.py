"""The .mcua container that a person carries: what may stand in it, and in what shape.

A bundle is one stream of records, encrypted (age) to one recipient and cut into parts that fit on
any stick. Each part begins with 23 bytes: "mcua", format (1), the bundle's id (16), the number of
the part from 1 (2). Each record is a kind (1 byte), a length (8) and its content: first the
manifest, last the writer's signature over the SHA-256 of all records before it. What is carried
has no names: a push is signed, a page is signed, an attachment is named by its hash.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from desk_app.core.clock import Millis
from sync.protocol.certificates import MARK_LENGTH
from sync.protocol.keys import fields
from sync.protocol.limits import MAX_BODY, MAX_MESSAGE
from sync.protocol.malformed import Malformed
from sync.protocol.messages import Message

FORMAT = 1
ID_LENGTH = 16
# FAT, which most sticks have, ends at 4 GiB.
MAX_PART = 4_000_000_000
MIN_PART = 1_024
MAX_PARTS = 0xFFFF
# Records of one bundle: years of pushes and all their attachments stay far below.
MAX_RECORDS = 1_000_000
MAX_BLOB = 1024**3
MAX_PACKAGE = 16 * 1024**2

Kind = Literal["hello", "push", "page", "answer", "held", "package"]

MANIFEST, BLOB, SIGNATURE = b"M", b"B", b"S"
# hello: a greeting, on the way back its answer; held: what is known of one attachment.
KINDS: dict[bytes, Kind] = {
    b"H": "hello",
    b"P": "push",
    b"F": "page",
    b"A": "answer",
    b"W": "held",
    b"K": "package",
}
LETTERS: dict[Kind, bytes] = {kind: letter for letter, kind in KINDS.items()}
# The most bytes of one record; a kind of a newer release is passed over, whatever its length.
LONGEST = {
    MANIFEST: 64 * 1024,
    b"H": MAX_MESSAGE,
    b"P": MAX_BODY,
    b"F": MAX_BODY,
    b"A": MAX_MESSAGE,
    b"W": MAX_MESSAGE,
    b"K": MAX_PACKAGE,
    BLOB: MAX_BLOB,
    SIGNATURE: 64,
}
RECORD = struct.Struct(">cQ")
_PART = struct.Struct(f">4sB{ID_LENGTH}sH")
PART_LENGTH = _PART.size
_MAGIC = b"mcua"
_DOMAIN = "mot-cua bundle 1"
_PROVINCE = bytes(MARK_LENGTH)


class Manifest(Message, frozen=True):
    """Who made a bundle, for which commune, and when; nothing in it is about a citizen.

    writer, reader: a desk id, or "" for the province; certificate: of a writing desk. Whoever reads
    checks unit and reader as well: a bundle can be opened and encrypted again to somebody else.
    cursor, packages: how far a writing desk has read the feed, and the packages it has seen.
    """

    writer: str
    reader: str
    unit: str
    practice: bool
    made: Millis
    protocol: int
    certificate: str = ""
    cursor: str = ""
    packages: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """Which bundle a part belongs to, and as its how-manieth."""

    bundle: bytes
    number: int

    @property
    def mark(self) -> str:
        """The mark of the desk it says it is for, "" for the province; only good for words."""
        label = self.bundle[:MARK_LENGTH]
        return "" if label == _PROVINCE else label.decode("ascii", "replace")


def new_identity(reader: str, random: Callable[[int], bytes]) -> bytes:
    """The id of a new bundle: for which desk ("": for the province), and what no other one has.

    Whoever carries a bundle and cannot open it is told so much of it.
    """
    label = reader[:MARK_LENGTH].encode("ascii") if reader else _PROVINCE
    return label + random(ID_LENGTH - MARK_LENGTH)


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when a bundle was read to its end.

    signed: what `keys.verify` has to be asked about before anything in the manifest is believed;
    passed_over: records of kinds that only a newer release knows.
    """

    manifest: Manifest
    signature: bytes
    signed: bytes
    records: int
    passed_over: int


class Sink(Protocol):
    """Whoever takes what a bundle holds, in its order; whatever it raises ends the reading."""

    def take(self, kind: Kind, content: bytes) -> None:
        """One thing of this kind, whole."""

    def begin(self, size: int) -> None:
        """An attachment of this size begins."""

    def write(self, data: bytes) -> None:
        """The next bytes of it."""

    def end(self, sha256: str) -> None:
        """It is whole, and this is its hash."""


def part_bytes(part: Part) -> bytes:
    """How a part begins."""
    return _PART.pack(_MAGIC, FORMAT, part.bundle, part.number)


def read_part(data: bytes) -> Part:
    """Which part begins with these `PART_LENGTH` bytes; Malformed when none does."""
    if len(data) != PART_LENGTH:
        raise Malformed("bundle.not_ours", f"{len(data)} bytes")
    magic, form, bundle, number = _PART.unpack(data)
    if magic != _MAGIC:
        raise Malformed("bundle.not_ours", "another kind of file")
    if form != FORMAT:
        raise Malformed("bundle.newer", f"format {form}")
    if number == 0:
        raise Malformed("bundle.parts", "part 0")
    return Part(bundle, number)


def signed_bytes(digest: bytes) -> bytes:
    """What the writer signs: `digest` is the SHA-256 of all records before the signature."""
    return fields(_DOMAIN, digest)
