"""A small file beside the store that remembers how far its feeds had come.

A store that is behind it was restored from a copy: it must not count on under the same server
epoch, or two different ops would stand at the same place of a feed. The file is never fsynced: a
power cut may leave it behind the store, which says nothing, but a killed process cannot.
"""

from __future__ import annotations

import os
import re
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path

FILE = "incarnation"
_LINE = re.compile(rb"([0-9]{5}) ([0-9]{18}) ([0-9a-f]{8})\n")
_LENGTH = 5 + 1 + 18 + 1 + 8 + 1
_FIRST = re.compile(rb"mot-cua incarnation 1 ([0-9a-f]{16})\n")


class Incarnation:
    """The file of an open province; `close` when done."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._places: dict[str, int] = {}
        self._known: dict[str, int] = {}
        self._lock = threading.Lock()
        self._descriptor: int | None = None
        self.server_epoch = ""
        self._read()

    def _read(self) -> None:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        first = _FIRST.match(data)
        if first is None:
            return  # torn: nothing can be told from it
        self.server_epoch = first[1].decode()
        for line in _LINE.finditer(data, first.end()):
            if _check(line[0][:-10]) == line[3]:
                self._known[line[1].decode()] = int(line[2])

    def is_ahead(self, server_epoch: str, feeds: Mapping[str, int]) -> bool:
        """Whether the file remembers more than these feeds hold: the store is an older copy."""
        if self.server_epoch and self.server_epoch != server_epoch:
            return True
        return any(n > feeds.get(commune, 0) for commune, n in self._known.items())

    def begin(self, server_epoch: str, feeds: Mapping[str, int]) -> None:
        """Write the file anew, and keep it open."""
        self.close()
        lines = [f"mot-cua incarnation 1 {server_epoch}\n".encode()]
        self._places = {}
        for commune, n in sorted(feeds.items()):
            self._places[commune] = sum(map(len, lines))
            lines.append(_line(commune, n))
        new = self._path.with_suffix(".new")
        new.write_bytes(b"".join(lines))
        new.replace(self._path)
        self._known = dict(feeds)
        self.server_epoch = server_epoch
        self._descriptor = os.open(self._path, os.O_RDWR)

    def reached(self, commune: str, n: int) -> None:
        """A commune's feed came so far, and that is on the disk."""
        with self._lock:
            if self._descriptor is None or self._known.get(commune, -1) >= n:
                return
            place = self._places.get(commune)
            if place is None:
                place = os.lseek(self._descriptor, 0, os.SEEK_END)
                self._places[commune] = place
            os.pwrite(self._descriptor, _line(commune, n), place)
            self._known[commune] = n

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _line(commune: str, n: int) -> bytes:
    told = f"{commune} {n:018d}".encode()
    return told + b" " + _check(told) + b"\n"


def _check(told: bytes) -> bytes:
    return f"{zlib.crc32(told):08x}".encode()
