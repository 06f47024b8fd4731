"""A file as it lies on the disk: cut into chunks, each sealed under the file's own key.

The key of a file comes from the desk's attachment key and a random salt in its head, so whoever
is to look into one file is given the key of that one only. A chunk's nonce is its place and
whether it is the last: chunks that were swapped, repeated or cut off do not open.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import IO, Any

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

MAGIC = b"MCA1"
SALT_LENGTH = 16
CHUNK = 1 << 16
_HEAD = len(MAGIC) + SALT_LENGTH
_SEAL = SecretBox.MACBYTES
_NONCE_REST = bytes(SecretBox.NONCE_SIZE - 9)


class DamagedError(Exception):
    """What lies on the disk is not what was sealed, or was sealed under another key."""


def file_key(key: bytes, salt: bytes) -> bytes:
    """The key of the one file with this salt."""
    return hashlib.blake2b(salt, key=key, digest_size=32, person=b"mc-attached-file").digest()


def head_of(path: Path) -> bytes:
    """The salt of a sealed file."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if len(head) != _HEAD or not head.startswith(MAGIC):
        raise DamagedError
    return head[len(MAGIC) :]


class Sealer:
    """Writes a sealed file, chunk by chunk; `finish` seals the last one."""

    def __init__(self, out: IO[bytes], key: bytes, salt: bytes) -> None:
        self._prepare(out, key, salt, 0)
        self.begin(out, salt)

    def _prepare(self, out: IO[bytes], key: bytes, salt: bytes, place: int) -> None:
        self._out, self._box = out, SecretBox(file_key(key, salt))
        self._waiting = bytearray()
        self._place = place

    @staticmethod
    def begin(out: IO[bytes], salt: bytes) -> None:
        """Write the head of a file with this salt."""
        out.write(MAGIC + salt)

    @classmethod
    def going_on(cls, out: IO[bytes], key: bytes, salt: bytes, place: int) -> Sealer:
        """Goes on with a file that holds so many whole chunks, none of them its last."""
        made = cls.__new__(cls)
        made._prepare(out, key, salt, place)
        return made

    @staticmethod
    def whole_chunks(length: int) -> int:
        """How many whole chunks a begun file of this length on the disk holds."""
        return max(0, length - _HEAD) // (CHUNK + _SEAL)

    @staticmethod
    def place_of(chunk: int) -> int:
        """Where a chunk begins in the file."""
        return _HEAD + chunk * (CHUNK + _SEAL)

    def write(self, data: bytes) -> None:
        """Seal `data`; the last chunk waits until it is known to be the last."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self.seal(bytes(self._waiting[:CHUNK]))
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Seal what is left as the last chunk."""
        self.seal(bytes(self._waiting), last=True)

    def seal(self, plain: bytes, *, last: bool = False) -> None:
        """Seal one chunk at once."""
        self._out.write(self._box.encrypt(plain, _nonce(self._place, last=last)).ciphertext)
        self._place += 1


class SealedReader(io.RawIOBase):
    """A sealed file read as what was sealed, from any place; raises DamagedError."""

    def __init__(self, path: Path, one_key: bytes) -> None:
        super().__init__()
        self._file = path.open("rb")
        self._box = SecretBox(one_key)
        length = self._file.seek(0, io.SEEK_END) - _HEAD
        whole, rest = divmod(length, CHUNK + _SEAL)
        self._chunks = whole + (rest > 0)
        self.size = length - self._chunks * _SEAL
        if length < _SEAL or (rest and rest < _SEAL):
            self._file.close()
            raise DamagedError
        self._at = 0
        self._held = -1
        self._plain = b""

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def seekable(self) -> bool:
        """From any place."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        """The next bytes, at most to the end of their chunk."""
        if self._at >= self.size:
            return 0
        number, offset = divmod(self._at, CHUNK)
        plain = self._chunk(number)[offset : offset + len(buffer)]
        buffer[: len(plain)] = plain
        self._at += len(plain)
        return len(plain)

    def close(self) -> None:
        """Close the file below as well."""
        if not self.closed:
            self._file.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if number != self._held:
            self._file.seek(_HEAD + number * (CHUNK + _SEAL))
            sealed = self._file.read(CHUNK + _SEAL)
            nonce = _nonce(number, last=number == self._chunks - 1)
            try:
                self._plain = self._box.decrypt(sealed, nonce)
            except (CryptoError, ValueError) as error:
                raise DamagedError from error
            self._held = number
        return self._plain


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(8, "big") + bytes([last]) + _NONCE_REST
