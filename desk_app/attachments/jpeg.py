"""The segments of a JPEG: walked, checked, and copied without those that tell of their maker."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

SOI, EOI, SOS, COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_JFIF, _ICC, _ADOBE, _EXIF = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe", b"Exif\0\0"
_JFIF_LENGTH = 14
# The end of coded data: a mark that is neither a stuffed zero nor a restart mark nor filling.
_NEXT_MARK = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
_ORIENTATION = 0x0112


class MalformedError(Exception):
    """The bytes do not hold together as what they say they are."""


class Segment(NamedTuple):
    """One mark with what belongs to it: `data[start:end]`, its payload from `payload` on.

    `end` of a scan is after its coded data.
    """

    mark: int
    start: int
    payload: int
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """All segments from the first to the end mark; raises MalformedError."""
    if data[:2] != b"\xff\xd8":
        raise MalformedError
    yield Segment(SOI, 0, 2, 2)
    at = 2
    while True:
        start = at
        if data[at : at + 1] != b"\xff":
            raise MalformedError
        while data[at : at + 1] == b"\xff":
            at += 1
        if at >= len(data) or not data[at]:
            raise MalformedError
        mark = data[at]
        at += 1
        if mark == EOI:
            yield Segment(EOI, start, at, at)
            return
        if mark in _ALONE:
            yield Segment(mark, start, at, at)
            continue
        payload, at = at + 2, _end_of(data, at)
        if mark == SOS:
            found = _NEXT_MARK.search(data, at)
            if found is None:
                raise MalformedError
            at = found.start()
        yield Segment(mark, start, payload, at)


def _end_of(data: bytes, at: int) -> int:
    if at + 2 > len(data):
        raise MalformedError
    (length,) = struct.unpack(">H", data[at : at + 2])
    if length < 2 or at + length > len(data):
        raise MalformedError
    return at + int(length)


def cleaned(data: bytes) -> Iterator[bytes]:
    """The same picture without EXIF, XMP, IPTC, comments, previews and whatever follows its end.

    Stays: the tables, the coded data bit by bit, the colour profile, and the marks by which
    decoders tell the colour space (JFIF without its small picture, Adobe).
    """
    for segment in segments(data):
        payload = data[segment.payload : segment.end]
        if segment.mark == _APP0:
            if payload.startswith(_JFIF) and len(payload) >= _JFIF_LENGTH:
                yield b"\xff\xe0" + struct.pack(">H", _JFIF_LENGTH + 2) + payload[:12] + b"\0\0"
        elif segment.mark == COM or _APP1 <= segment.mark <= _APP15:
            profile = segment.mark == _APP2 and payload.startswith(_ICC)
            adobe = segment.mark == _APP14 and payload.startswith(_ADOBE)
            if profile or adobe:
                yield data[segment.start : segment.end]
        else:
            yield data[segment.start : segment.end]


def length_of_picture(data: bytes) -> int:
    """How many bytes belong to the picture; telephones put films and second pictures behind it."""
    end = 0
    for segment in segments(data):
        end = segment.end
    return end


def orientation(data: bytes) -> int:
    """How the picture lies, 1 (upright) to 8, as its EXIF says; 1 when it says nothing of use."""
    for segment in segments(data):
        payload = data[segment.payload : segment.end]
        if segment.mark == _APP1 and payload.startswith(_EXIF):
            return exif_orientation(payload[len(_EXIF) :])
        if segment.mark == SOS:
            break
    return 1


def exif_orientation(tiff: bytes) -> int:
    """The orientation in an EXIF block; 1 when it holds none or makes no sense."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and kind == 3:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def turn_of(lies: int) -> tuple[int, bool]:
    """Degrees clockwise to the upright picture, and whether it is mirrored besides."""
    return {
        2: (0, True), 3: (180, False), 4: (180, True), 5: (90, True),
        6: (90, False), 7: (270, True), 8: (270, False),
    }.get(lies, (0, False))  # fmt: skip
