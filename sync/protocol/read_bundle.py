"""Reading a bundle: parts in, decrypted on the way, records out one by one, nothing believed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol, TypeVar

import pyrage

from sync.protocol import bundle, codec
from sync.protocol.bundle import Closing, Manifest, Part, Sink
from sync.protocol.malformed import Malformed

T = TypeVar("T")

# The head of an age file for one recipient has about 200 bytes; age itself would read on for ever.
_LONGEST_HEAD = 16_384
_END_OF_HEAD = b"\n--- "
_PIECE = 65_536


class Readable(Protocol):
    """A part, opened at its first byte."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


def read_bundle(parts: Iterable[Readable], identity: str, sink: Sink) -> Closing:
    """Give all that a bundle holds to `sink`; what it says of itself when it ended well.

    parts: in their order, each asked for when the one before is through. identity: the age
    identity (AGE-SECRET-KEY-1…) of whom it is for. Malformed when it is cut, changed, for somebody
    else or no bundle: the sink may have taken things before that, so whoever wants all or nothing
    reads twice. What a part or the sink raises comes through as it is.
    """
    reader, records = _Joined(parts), _Records(sink)
    try:
        reader.check_head()
        pyrage.decrypt_io(reader, records, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as error:
        for raised in (reader.error, records.error):
            if raised is not None:
                raise raised from None
        if "No matching keys" in str(error):
            raise Malformed("bundle.not_for_us", str(error)) from None
        raise Malformed("bundle.damaged", str(error)) from None
    return records.closing()


class _Joined:
    """The parts as one file without their heads."""

    def __init__(self, parts: Iterable[Readable]) -> None:
        self._parts = iter(parts)
        self._part: Readable | None = None
        self._last: Part | None = None
        self._held = b""
        self.error: BaseException | None = None

    def check_head(self) -> None:
        """Malformed unless the head of the encrypted file ends soon."""
        while _END_OF_HEAD not in self._held:
            more = self._more(_LONGEST_HEAD - len(self._held))
            if not more:
                raise Malformed("bundle.damaged", "the head has no end")
            self._held += more

    def read(self, size: int = _PIECE) -> bytes:
        """Up to `size` bytes; none at the end of the last part."""
        try:
            if self._held:
                data, self._held = self._held[:size], self._held[size:]
                return data
            return self._more(size)
        except BaseException as error:
            self.error = error  # age makes an error of its own from this one
            raise

    def _more(self, size: int) -> bytes:
        while size > 0:
            data = self._part.read(size) if self._part is not None else b""
            if data:
                return data
            if not self._next():
                return b""
        return b""

    def _next(self) -> bool:
        self._part = next(self._parts, None)
        if self._part is None:
            if self._last is None:
                raise Malformed("bundle.not_ours", "no part at all")
            return False
        begun = bundle.read_part(_exactly(self._part, bundle.PART_LENGTH))
        expected = 1 if self._last is None else self._last.number + 1
        if begun.number != expected:
            raise Malformed("bundle.parts", f"part {begun.number} instead of {expected}")
        if self._last is not None and begun.bundle != self._last.bundle:
            raise Malformed("bundle.parts", "parts of different bundles")
        self._last = begun
        return True


def _exactly(part: Readable, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = part.read(size - len(data))
        if not more:
            break
        data += more
    return data


class _Records:
    """What comes out of the decryption, taken apart into records as it comes."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._all = hashlib.sha256()
        self._blob = hashlib.sha256()
        self._held = bytearray()
        self._letter = b""
        self._left = 0
        self._records = self._passed_over = 0
        self._manifest: Manifest | None = None
        self._signature: bytes | None = None
        self._digest = b""
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        """The next bytes."""
        try:
            self._take(memoryview(data))
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be given on."""

    def closing(self) -> Closing:
        """What is known at the end; Malformed when it ended too early."""
        if self._manifest is None or self._signature is None:
            raise Malformed("bundle.damaged", "the end is missing")
        return Closing(
            manifest=self._manifest,
            signature=self._signature,
            signed=bundle.signed_bytes(self._digest),
            records=self._records,
            passed_over=self._passed_over,
        )

    def _take(self, data: memoryview) -> None:
        while data:
            if not self._letter:
                data = self._head(data)
            else:
                piece, data = data[: self._left], data[self._left :]
                self._left -= len(piece)
                self._content(bytes(piece))
            if self._letter and not self._left:
                self._finish()

    def _head(self, data: memoryview) -> memoryview:
        """Begin a record as soon as its head is there; the bytes behind it."""
        if self._signature is not None:
            raise Malformed("bundle.shape", "something behind the signature")
        missing = bundle.RECORD.size - len(self._held)
        self._held += data[:missing]
        if len(self._held) == bundle.RECORD.size:
            head = bytes(self._held)
            self._held.clear()
            self._letter, self._left = bundle.RECORD.unpack(head)
            self._begin(head)
        return data[missing:]

    def _begin(self, head: bytes) -> None:
        letter, length = self._letter, self._left
        self._records += 1
        if (letter == bundle.MANIFEST) != (self._manifest is None):
            raise Malformed("bundle.shape", "the manifest is not what comes first")
        if self._records > bundle.MAX_RECORDS or length > bundle.LONGEST.get(letter, length):
            raise Malformed("bundle.size", f"record {self._records} of {length} bytes")
        if letter == bundle.SIGNATURE:
            if length != bundle.LONGEST[letter]:
                raise Malformed("bundle.shape", "a signature of another length")
            self._digest = self._all.digest()
        self._all.update(head)
        if letter == bundle.BLOB:
            self._blob = hashlib.sha256()
            self._sink.begin(length)

    def _content(self, data: bytes) -> None:
        self._all.update(data)
        if self._letter == bundle.BLOB:
            self._blob.update(data)
            self._sink.write(data)
        elif self._letter in bundle.LONGEST:
            self._held += data

    def _finish(self) -> None:
        letter, content = self._letter, bytes(self._held)
        self._held.clear()
        self._letter = b""
        if letter == bundle.MANIFEST:
            codec.refuse_ambiguous(content, "bundle.shape")
            self._manifest = codec.decode(content, Manifest, "bundle.shape")
        elif letter == bundle.SIGNATURE:
            self._signature = content
        elif letter == bundle.BLOB:
            self._sink.end(self._blob.hexdigest())
        elif letter in bundle.KINDS:
            self._sink.take(bundle.KINDS[letter], content)
        else:
            self._passed_over += 1


def in_order(heads: Iterable[tuple[Part, T]]) -> list[T]:
    """The parts of a bundle in their order, whatever order somebody picked them in.

    heads: of each file what `bundle.read_part` read, and the file. Malformed when one is missing,
    is there twice or belongs to another bundle; only a missing last part shows when it is read.
    """
    found = sorted(heads, key=lambda pair: pair[0].number)
    for number, (part, _) in enumerate(found, 1):
        if part.number != number or part.bundle != found[0][0].bundle:
            raise Malformed("bundle.parts", f"part {part.number} instead of {number}")
    return [file for _, file in found]
