"""Lines to a compressed body and back; nothing that arrives can make it inflate too far.

Half of a batch is chance: salts and keyed hashes, 32 hex digits each. They go beside the text as
bytes, once each, and the text keeps a mark where one stood, so that the rest compresses well.
A body: format (1 byte), CRC-32 of what follows (4), number of values (2), the values (16 each), and
one zstd frame of the text with marks, without magic number, made with the dictionary.
"""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache

import zstandard

from sync.protocol.dictionary import dictionary_1
from sync.protocol.limits import MAX_INFLATED
from sync.protocol.malformed import Malformed

FORMAT = 1
# How hard the compressor tries: while the line is slow, and while the machine is.
THOROUGH, QUICK = 15, 9

_HEAD = struct.Struct(">BI")
_COUNT = struct.Struct(">H")
_BEGIN = _HEAD.size + _COUNT.size
_VALUE = 16
_USUAL = 64 * 1024  # bytes of a text; the compressor chooses its way for about so many
_MOST_VALUES = 0xFFFF
# Marks are control characters, which no JSON text holds: the next value of those beside the text;
# the same as the one so many values ago; the same, farther away.
_NEW, _NEAR, _FAR = b"\x01", b"\x02", b"\x03"
_SPAN = 95  # of printable ASCII, beginning with the space
_NEVER = -_SPAN * _SPAN - 1  # so long ago that no mark reaches there
_VALUES = re.compile(rb'"((?:[0-9a-f]{32})+)"')
_MARKS = re.compile(rb"(\x01|\x02[ -~]|\x03[ -~]{2})")
_ANY_MARK = re.compile(rb"[\x01-\x03]")


@cache
def _parameters(effort: int) -> zstandard.ZstdCompressionParameters:
    return zstandard.ZstdCompressionParameters.from_level(
        effort,
        source_size=_USUAL,
        dict_size=_USUAL,
        format=zstandard.FORMAT_ZSTD1_MAGICLESS,
        write_content_size=True,
        write_dict_id=False,
    )


@cache
def _dictionary() -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(dictionary_1(), dict_type=zstandard.DICT_TYPE_FULLDICT)


@cache
def _prepared(effort: int) -> zstandard.ZstdCompressionDict:
    """The dictionary as the compressor wants it at this effort, which takes it milliseconds."""
    prepared = zstandard.ZstdCompressionDict(dictionary_1(), dict_type=zstandard.DICT_TYPE_FULLDICT)
    prepared.precompute_compress(compression_params=_parameters(effort))
    return prepared


def _compressed(data: bytes, effort: int) -> bytes:
    # A compressor serves one thread at a time, so each body has its own; the dictionary is shared.
    compressor = zstandard.ZstdCompressor(
        dict_data=_prepared(effort), compression_params=_parameters(effort)
    )
    return compressor.compress(data)


def squeeze(text: bytes, effort: int = THOROUGH) -> bytes:
    """The compressed body of a text; ValueError for one that nobody would read."""
    if len(text) > MAX_INFLATED:
        raise ValueError(f"{len(text)} bytes are too many for one body")
    if _ANY_MARK.search(text):
        raise ValueError("control characters in lines of JSON")
    marked, values = mark(text)
    rest = _COUNT.pack(len(values) // _VALUE) + values + _compressed(marked, effort)
    return _HEAD.pack(FORMAT, zlib.crc32(rest)) + rest


def mark(text: bytes) -> tuple[bytes, bytes]:
    """The text with marks, and the values that stood in their place."""
    parts = _VALUES.split(text)
    values: list[bytes] = []
    seen: dict[bytes, int] = {}
    place = 0
    for index in range(1, len(parts), 2):
        digits, marks = parts[index], b""
        for start in range(0, len(digits), 2 * _VALUE):
            value = digits[start : start + 2 * _VALUE]
            back = place - seen.get(value, _NEVER) - 1
            if back < _SPAN:
                marks += b"%b%c" % (_NEAR, 32 + back)
            elif back < _SPAN * _SPAN:
                marks += b"%b%c%c" % (_FAR, 32 + back // _SPAN, 32 + back % _SPAN)
            elif len(values) < _MOST_VALUES:
                marks += _NEW
                values.append(value)
            else:
                marks += value
                continue
            seen[value] = place
            place += 1
        parts[index] = b'"%b"' % marks
    return b"".join(parts), bytes.fromhex(b"".join(values).decode())


def inflate(body: bytes, limit: int = MAX_INFLATED) -> bytes:
    """The text that was squeezed; Malformed for anything else, or a longer text than `limit`."""
    if len(body) <= _BEGIN:
        raise Malformed("sync.body_packing", "cut off")
    form, check = _HEAD.unpack_from(body)
    if form != FORMAT:
        raise Malformed("sync.body_packing", f"format {form}")
    if zlib.crc32(body[_HEAD.size :]) != check:
        raise Malformed("sync.body_packing", "the check sum differs")
    (count,) = _COUNT.unpack_from(body, _HEAD.size)
    frame = _BEGIN + count * _VALUE
    return _unmarked(_inflated(body[frame:], limit), body[_BEGIN:frame].hex().encode(), limit)


def _inflated(frame: bytes, limit: int) -> bytes:
    """What is in the one frame, whose own size is looked at before any memory is taken for it."""
    try:
        said = zstandard.get_frame_parameters(frame, format=zstandard.FORMAT_ZSTD1_MAGICLESS)
        size: int = said.content_size
        if size == zstandard.CONTENTSIZE_UNKNOWN or size > limit:
            raise Malformed("sync.body_size", "inflates too far")
        inflater = zstandard.ZstdDecompressor(
            dict_data=_dictionary(),
            format=zstandard.FORMAT_ZSTD1_MAGICLESS,
            max_window_size=2 * MAX_INFLATED,
        )
        return inflater.decompress(frame, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Malformed("sync.body_packing", str(error)) from None


def _unmarked(marked: bytes, values: bytes, limit: int) -> bytes:
    """The text with the values in their places, all of them used and none missing."""
    marks = sum(map(marked.count, (_NEW, _NEAR, _FAR)))
    if marks * 2 * _VALUE > limit:  # before they are taken apart, which costs memory for each
        raise Malformed("sync.body_size", "inflates too far")
    parts = _MARKS.split(marked)
    if len(parts) != 2 * marks + 1:
        raise Malformed("sync.body_packing", "a mark cut short")
    if sum(map(len, parts[::2])) + marks * 2 * _VALUE > limit:
        raise Malformed("sync.body_size", "inflates too far")
    seen: list[bytes] = []
    place = 0
    for index in range(1, len(parts), 2):
        which = parts[index]
        if which == _NEW:
            value = values[place : place + 2 * _VALUE]
            place += 2 * _VALUE
        else:
            back = which[1] - 31
            if len(which) == 3:
                back = (which[1] - 32) * _SPAN + which[2] - 31
            if back > len(seen):
                raise Malformed("sync.body_packing", "a mark without a value")
            value = seen[-back]
        parts[index] = value
        seen.append(value)
    if place != len(values):
        raise Malformed("sync.body_packing", "values beside the text are missing or too many")
    return b"".join(parts)
