"""The zip around a workbook: its parts checked before unpacking, and a clean one to hand on."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from desk_app.sheets.file_type import megabytes, refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.table import Alive

_STORED, _DEFLATED = 0, 8
_LOCAL_HEAD = 30
_ENCRYPTED_FLAG = 0x1
_PIECE = 1 << 18


class Package:
    """The parts of a workbook by name.

    The directory's numbers are only claims: a part that inflates to more than it says is refused
    while it is being counted, before any other reader sees it.
    """

    def __init__(self, opened: IO[bytes], limits: Limits, alive: Alive) -> None:
        self._opened = opened
        self._limits = limits
        self._alive = alive
        size = opened.seek(0, io.SEEK_END)
        if size > limits.workbook:
            raise refuse("sheet.file_too_big", limit=megabytes(limits.workbook))
        try:
            with zipfile.ZipFile(opened) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
            raise refuse("sheet.broken_workbook") from None
        except (struct.error, UnicodeDecodeError, OverflowError):
            raise refuse("sheet.broken_workbook") from None
        if len(entries) > limits.entries:
            raise refuse("sheet.too_many_parts", limit=str(limits.entries))
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._check(entry)
            name = _folded(entry.filename)
            if name in self._parts:
                raise refuse("sheet.broken_workbook")  # two readers could take different ones
            self._parts[name] = entry

    def _check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise refuse("sheet.password")
        if entry.compress_type not in (_STORED, _DEFLATED) or entry.header_offset < 0:
            raise refuse("sheet.broken_workbook")
        limits = self._limits
        packed_too_well = entry.file_size > limits.ratio_from and (
            entry.file_size > limits.ratio * max(1, entry.compress_size)
        )
        if entry.file_size > limits.part or packed_too_well:
            raise refuse("sheet.zip_bomb")

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._parts

    def pieces(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a part, piece by piece, never more than it says and never above `limit`."""
        entry = self._parts.get(_folded(name))
        if entry is None:
            raise refuse("sheet.broken_workbook")
        if entry.file_size > limit:
            raise refuse("sheet.zip_bomb")
        total, check = 0, 0
        for piece in self._inflated(entry):
            total += len(piece)
            if total > entry.file_size:
                raise refuse("sheet.zip_bomb")
            check = zlib.crc32(piece, check)
            self._alive()
            yield piece
        if total != entry.file_size or check != entry.CRC:
            raise refuse("sheet.broken_workbook")

    def read(self, name: str) -> bytes:
        """A small part, whole."""
        return b"".join(self.pieces(name, self._limits.small_part))

    def raw(self, name: str) -> tuple[zipfile.ZipInfo, bytes]:
        """A part as it lies in the file: its entry and its packed bytes."""
        entry = self._parts[_folded(name)]
        return entry, b"".join(self._packed(entry))

    def _packed(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        self._opened.seek(entry.header_offset)
        head = self._opened.read(_LOCAL_HEAD)
        if len(head) < _LOCAL_HEAD or not head.startswith(b"PK\x03\x04"):
            raise refuse("sheet.broken_workbook")
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        place = entry.header_offset + _LOCAL_HEAD + name_length + extra_length
        left = entry.compress_size
        while left > 0:
            self._opened.seek(place)  # another part may be read between two pieces
            piece = self._opened.read(min(_PIECE, left))
            if not piece:
                raise refuse("sheet.broken_workbook")
            place += len(piece)
            left -= len(piece)
            yield piece

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.compress_type == _STORED:
            yield from self._packed(entry)
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self._packed(entry):
                waiting = packed
                while waiting and not inflate.eof:
                    yield inflate.decompress(waiting, _PIECE)
                    waiting = inflate.unconsumed_tail
            rest = inflate.flush()
        except zlib.error:
            raise refuse("sheet.broken_workbook") from None
        if rest:
            yield rest
        if not inflate.eof:
            raise refuse("sheet.broken_workbook")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class CleanPackage:
    """A new zip with only the parts that were checked, whose directory says what is true."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._directory: list[bytes] = []

    def add(self, name: str, data: bytes) -> None:
        """A part of our own."""
        self._entry(name, _STORED, zlib.crc32(data), data, len(data))

    def copy(self, name: str, entry: zipfile.ZipInfo, packed: bytes) -> None:
        """A checked part, as packed as it was."""
        self._entry(name, entry.compress_type, entry.CRC, packed, entry.file_size)

    def _entry(self, name: str, method: int, check: int, packed: bytes, size: int) -> None:
        place = self._out.tell()
        written = name.encode()
        about = struct.pack(
            "<HHHHHIIIHH", 20, 0, method, 0, 0x21, check, len(packed), size, len(written), 0
        )
        self._out.write(b"PK\x03\x04" + about + written + packed)
        tail = struct.pack("<HHHII", 0, 0, 0, 0, place)
        self._directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + about + tail + written)

    def finish(self) -> io.BytesIO:
        """The zip, ready to be read."""
        place = self._out.tell()
        directory = b"".join(self._directory)
        self._out.write(directory)
        count = len(self._directory)
        self._out.write(
            struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), place, 0)
        )
        self._out.seek(0)
        return self._out
