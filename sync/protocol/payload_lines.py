"""The two parts of an op's payload inside its line: the bytes that were hashed, written shorter.

Bytes that are a plain JSON object stand as they are, all others as base64 in a JSON string. Facts
may hold references (`references`). A person part is often the same as that of the op before (a
visit and the cases it opens), or begins so:

    1             the same bytes as the last one
    [0,{…}]       the last one, and these members after it
    [3,{…}]       its first three members that are texts, and then these
"""

from __future__ import annotations

import base64
import binascii

import msgspec
from msgspec import Raw

from desk_app.core.ids import DeskId
from sync.protocol.malformed import BAD, Malformed
from sync.protocol.references import References

# A reader's stack is finite; no payload is nested nearly as deep.
_DEEPEST = 200
_BETWEEN = b'","'
_SAME = b"1"
_MOST_SHARED = 999

_probe = msgspec.json.Decoder(Raw).decode


class Payloads:
    """What the payloads before said, while the ops of one chain are written or read in turn."""

    def __init__(self, desk: DeskId, epoch: int) -> None:
        self._references = References(desk, epoch)
        self._last = b""

    def write_facts(self, facts: bytes, seq: int) -> bytes:
        """The JSON that stands for the facts of op `seq`."""
        if is_plain(facts):
            shorter = self._references.shorten(facts, seq)
            if shorter is not None:
                return shorter
        return _in_base64(facts)

    def read_facts(self, data: bytes, seq: int) -> bytes:
        """The facts of op `seq`; Malformed when the JSON stands for none."""
        if data[:1] == b"{":
            return self._references.restore(data, seq)
        return _from_base64(data)

    def write_person(self, person: bytes) -> bytes:
        """The JSON that stands for a person part."""
        if not is_plain(person):
            return _in_base64(person)
        last, self._last = self._last, person
        return _shared(person, last) if last else person

    def read_person(self, data: bytes) -> bytes:
        """The person part; Malformed when the JSON stands for none."""
        begin = data[:1]
        if begin == b'"':
            return _from_base64(data)
        if begin == b"[":
            data = self._extended(data)
        elif data == _SAME and self._last:
            data = self._last
        elif begin != b"{":
            raise Malformed("sync.body_shape", "no person part")
        self._last = data
        return data

    def _extended(self, data: bytes) -> bytes:
        comma = data.find(b",")
        count, rest = data[1:comma], data[comma + 1 : -1]
        if not count.isdigit() or len(count) > 3 or not self._last:
            raise Malformed("sync.body_shape", "no person part")
        if rest[:1] != b"{" or rest[-1:] != b"}":
            raise Malformed("sync.body_shape", "no members of a person part")
        shared = int(count)
        if shared == 0:
            return self._last[:-1] + b"," + rest[1:]
        end = 0
        for _ in range(shared):
            end = self._last.find(_BETWEEN, end) + 1
            if end == 0:
                raise Malformed("sync.body_shape", "a person part shares more than there is")
        return self._last[: end + 1] + rest[1:]


def is_plain(part: bytes) -> bool:
    """Whether these bytes are a JSON object that can stand in a line as it is.

    JSON takes line breaks between its parts, and a line must not.
    """
    if part[:1] != b"{" or part[-1:] != b"}" or b"\n" in part or b"\r" in part:
        return False
    if len(part) > _DEEPEST and part.count(b"{") + part.count(b"[") > _DEEPEST:
        return False
    try:
        if not part.isascii():
            part.decode()
        _probe(part)
    except BAD:
        return False
    return True


def _shared(part: bytes, last: bytes) -> bytes:
    if part == last:
        return _SAME
    if part.startswith(last[:-1] + b',"'):
        written = b"[0,{%b]" % part[len(last) :]
    else:
        boundary = part.rfind(_BETWEEN, 0, _common(part, last))
        shared = part.count(_BETWEEN, 0, boundary + 3) if boundary >= 0 else 0
        if not 0 < shared <= _MOST_SHARED:
            return part
        written = b"[%d,{%b]" % (shared, part[boundary + 2 :])
    try:
        _probe(written)  # the boundary may lie inside a text or a list
    except BAD:
        return part
    return written


def _common(first: bytes, second: bytes) -> int:
    """How many bytes both begin with."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _in_base64(part: bytes) -> bytes:
    return b'"%b"' % base64.b64encode(part)


def _from_base64(data: bytes) -> bytes:
    if data[:1] != b'"':
        raise Malformed("sync.body_shape", "a payload is neither an object nor base64")
    try:
        return base64.b64decode(data[1:-1], validate=True)
    except binascii.Error as error:
        raise Malformed("sync.body_shape", str(error)) from None
