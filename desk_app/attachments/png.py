"""The chunks of a PNG: walked, checked, and copied without those that tell of their maker."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from desk_app.attachments.jpeg import MalformedError, exif_orientation
from desk_app.attachments.kinds import PNG_HEAD

# What says how the picture looks. Texts, EXIF, times and what nobody knows stay behind.
_SHOWN = frozenset(
    b"IHDR PLTE tRNS IDAT IEND gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs "
    b"acTL fcTL fdAT".split()
)


class Chunk(NamedTuple):
    """One chunk: `data[start:end]` with its frame, the payload between."""

    kind: bytes
    start: int
    end: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """All chunks to the last one, each with the right checksum; raises MalformedError."""
    if not data.startswith(PNG_HEAD):
        raise MalformedError
    at = len(PNG_HEAD)
    view = memoryview(data)
    while True:
        if at + 12 > len(data):
            raise MalformedError
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise MalformedError
        (check,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(view[at + 4 : end - 4]) != check:
            raise MalformedError
        yield Chunk(kind, at, end)
        if kind == b"IEND":
            return
        at = end


def cleaned(data: bytes) -> Iterator[bytes]:
    """The same picture without texts, EXIF and times; the compressed rows are the same bytes."""
    yield PNG_HEAD
    for chunk in chunks(data):
        if chunk.kind in _SHOWN:
            yield data[chunk.start : chunk.end]


def length_of_picture(data: bytes) -> int:
    """How many bytes belong to the picture."""
    end = 0
    for chunk in chunks(data):
        end = chunk.end
    return end


def orientation(data: bytes) -> int:
    """How the picture lies, 1 (upright) to 8, as its EXIF says; 1 when it says nothing of use."""
    for chunk in chunks(data):
        if chunk.kind == b"eXIf":
            return exif_orientation(data[chunk.start + 8 : chunk.end - 4])
    return 1
