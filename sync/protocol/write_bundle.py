"""Writing a bundle: records from an iterator, encrypted on the way, into parts of a given size."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import msgspec
import pyrage

from sync.protocol import codec
from sync.protocol.bundle import (
    BLOB,
    ID_LENGTH,
    LETTERS,
    LONGEST,
    MANIFEST,
    MAX_PART,
    MAX_PARTS,
    MAX_RECORDS,
    MIN_PART,
    RECORD,
    SIGNATURE,
    Kind,
    Manifest,
    Part,
    part_bytes,
    signed_bytes,
)
from sync.protocol.keys import Sign


class Whole(msgspec.Struct, frozen=True):
    """A push, a page, an answer or a package to be carried."""

    kind: Kind
    content: bytes


class Blob(msgspec.Struct, frozen=True):
    """An attachment to be carried; its chunks are asked for one by one and make up its size."""

    size: int
    chunks: Iterable[bytes]


class PartFile(Protocol):
    """A file that one part is written to."""

    def write(self, data: bytes, /) -> object:
        """Write all of the bytes."""

    def close(self) -> None:
        """The part is complete."""


def write_bundle(
    manifest: Manifest,
    items: Iterable[Whole | Blob],
    *,
    sign: Sign,
    recipient: str,
    identity: bytes,
    open_part: Callable[[int], PartFile],
    part_size: int = MAX_PART,
) -> int:
    """Write a bundle that only `recipient` (age1…) can open; returns how many parts it has.

    identity: 16 random bytes that keep its parts together; open_part(number): the file of a part,
    numbered from 1. Nothing but one chunk is held in memory. ValueError for an item too large, and
    for a bundle of too many parts; what a file or an item raises comes through as it is.
    """
    if len(identity) != ID_LENGTH or not MIN_PART <= part_size <= MAX_PART:
        raise ValueError(f"an id of {len(identity)} bytes, parts of {part_size}")
    parts = _Parts(identity, open_part, part_size)
    reader = _Pull(_stream(manifest, items, sign))
    try:
        pyrage.encrypt_io(reader, parts, [pyrage.x25519.Recipient.from_str(recipient)])
    except (pyrage.EncryptError, OSError):
        _raise_own(reader, parts)
        raise
    finally:
        parts.close()
    # What it holds back and writes at its very end may fail without a word of age's.
    _raise_own(reader, parts)
    return parts.number


def _raise_own(reader: _Pull, parts: _Parts) -> None:
    """What an item or a file raised, if anything."""
    for raised in (reader.error, parts.error):
        if raised is not None:
            raise raised from None


def _stream(manifest: Manifest, items: Iterable[Whole | Blob], sign: Sign) -> Iterator[bytes]:
    """All records as bytes, the signature last."""
    whole = hashlib.sha256()
    for data in _records(manifest, items):
        whole.update(data)
        yield data
    signature = sign(signed_bytes(whole.digest()))
    yield _begun(SIGNATURE, len(signature)) + signature


def _records(manifest: Manifest, items: Iterable[Whole | Blob]) -> Iterator[bytes]:
    head = codec.encode(manifest)
    yield _begun(MANIFEST, len(head)) + head
    for number, item in enumerate(items, 1):
        if number > MAX_RECORDS - 2:
            raise ValueError("too many things for one bundle")
        if isinstance(item, Whole):
            yield _begun(LETTERS[item.kind], len(item.content)) + item.content
            continue
        yield _begun(BLOB, item.size)
        left = item.size
        for chunk in item.chunks:
            left -= len(chunk)
            yield chunk
        if left:
            raise ValueError(f"an attachment of {item.size} bytes has {item.size - left}")


def _begun(letter: bytes, length: int) -> bytes:
    if length > LONGEST[letter]:
        raise ValueError(f"{length} bytes are too many for one thing in a bundle")
    return RECORD.pack(letter, length)


class _Pull:
    """An iterator of bytes as something that is read from."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._left:
            try:
                self._left = memoryview(next(self._source))
            except StopIteration:
                return b""
            except BaseException as error:
                self.error = error  # age makes an error of its own from this one
                raise
        data, self._left = self._left[:size], self._left[size:]
        return bytes(data)


class _Parts:
    """What is written goes into one part after the other."""

    def __init__(
        self, identity: bytes, open_part: Callable[[int], PartFile], part_size: int
    ) -> None:
        self._identity, self._open, self._size = identity, open_part, part_size
        self._file: PartFile | None = None
        self._left = self.number = 0
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Write all of the bytes, into a new part where one is full."""
        try:
            self._write(memoryview(data))
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def _write(self, rest: memoryview) -> None:
        while rest:
            if self._file is None or not self._left:
                self._next()
            assert self._file is not None
            piece, rest = rest[: self._left], rest[self._left :]
            self._file.write(bytes(piece))
            self._left -= len(piece)

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """The last part is complete."""
        if self._file is not None:
            file, self._file = self._file, None
            file.close()

    def _next(self) -> None:
        self.close()
        if self.number == MAX_PARTS:
            raise ValueError("too many parts for one bundle")
        self.number += 1
        self._file = self._open(self.number)
        head = part_bytes(Part(self._identity, self.number))
        self._file.write(head)
        self._left = self._size - len(head)
