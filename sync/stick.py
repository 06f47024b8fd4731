"""A bundle as files on a stick: there whole or not at all, its parts found beside each other.

Part 1 has the name that was asked for, the others have .2, .3 … behind it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from sync.protocol.bundle import PART_LENGTH, Part, read_part
from sync.protocol.malformed import Malformed
from sync.protocol.read_bundle import in_order

ENDING = ".mcua"
_UNFINISHED = ".mcua-part"
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Stopped(Exception):
    """Whoever asked for a bundle wants it no more; nothing of it is left."""


class Writing:
    """New parts beside `target`, under names of their own until all are on the disk."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._begun = f".{target.name}."
        self._token = secrets.token_hex(4)
        self._parts: list[Path] = []
        self._open: list[IO[bytes]] = []
        self.bytes = 0

    def open_part(self, number: int) -> _NewPart:
        """The file of the next part."""
        path = self._target.with_name(f"{self._begun}{self._token}.{number}{_UNFINISHED}")
        part = _NewPart(path, self._count)
        self._parts.append(path)
        self._open.append(part.file)
        return part

    def _count(self, written: int) -> None:
        self.bytes += written

    def sweep(self) -> None:
        """Delete what a stick that was pulled out kept of an earlier attempt."""
        for path in self._target.parent.glob(f".*{_UNFINISHED}"):
            if path.name.startswith(self._begun):
                path.unlink(missing_ok=True)

    def put_in_place(self) -> tuple[Path, ...]:
        """Give the parts their names, the first one last: when it is there, all are."""
        names = [part_name(self._target, number + 1) for number in range(len(self._parts))]
        placed: list[Path] = []
        try:
            for path, name in reversed(list(zip(self._parts, names, strict=True))):
                path.replace(name)
                placed.append(name)
        except BaseException:
            for name in placed:
                with contextlib.suppress(OSError):
                    name.unlink(missing_ok=True)
            raise
        for other in _numbered(self._target):
            if other not in names:
                other.unlink(missing_ok=True)  # of the bundle that had this name before
        _sync_folder(self._target.parent)
        self._parts.clear()
        return tuple(names)

    def drop(self) -> None:
        """Leave nothing behind."""
        for file in self._open:
            with contextlib.suppress(OSError):
                file.close()
        for path in self._parts:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class _NewPart:
    """One part while it is written; on the disk when it is closed."""

    def __init__(self, path: Path, count: Callable[[int], None]) -> None:
        self.file = path.open("xb")
        self._count = count

    def write(self, data: bytes) -> None:
        """Write all of the bytes."""
        self.file.write(data)
        self._count(len(data))

    def close(self) -> None:
        """The part is complete."""
        with self.file:
            self.file.flush()
            os.fsync(self.file.fileno())


@contextmanager
def writing(target: Path) -> Iterator[Writing]:
    """Parts of a new bundle; whatever goes wrong, none of them is left.

    EnvironmentProblem when the stick is full, was pulled out or may not be written to.
    """
    made = Writing(target)
    try:
        with speaking(target):
            made.sweep()
            yield made
    finally:
        made.drop()


@contextmanager
def speaking(file: Path) -> Iterator[None]:
    """What the file system says, said to a person."""
    try:
        yield
    except OSError as error:
        values = {"file": str(file), "folder": str(file.parent)}
        code = "usb.gone"
        if error.errno in _FULL:
            code = "usb.full"
        elif error.errno in _CLOSED:
            code = "usb.closed"
        raise EnvironmentProblem(Problem(code, "file", values)) from error


def part_name(target: Path, number: int) -> Path:
    """The file of a part."""
    return target if number == 1 else target.with_name(f"{target.name}.{number}")


class Found(msgspec.Struct, frozen=True):
    """A bundle on a stick: its parts in their order, and how many bytes they have together."""

    paths: tuple[Path, ...]
    part: Part
    size: int

    def read(
        self,
        on_bytes: Callable[[int], None] = lambda count: None,
        cancelled: Cancelled = lambda: False,
    ) -> Iterator[_OldPart]:
        """The parts, each opened when the one before is through."""
        for path in self.paths:
            with path.open("rb") as opened:
                yield _OldPart(opened, on_bytes, cancelled)


class _OldPart:
    def __init__(
        self, file: IO[bytes], on_bytes: Callable[[int], None], cancelled: Cancelled
    ) -> None:
        self._file, self._on_bytes, self._cancelled = file, on_bytes, cancelled

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        if self._cancelled():
            raise Stopped
        data = self._file.read(size)
        self._on_bytes(len(data))
        return data


def find(file: Path) -> Found:
    """The bundle that a file belongs to; UserProblem when it is none, or a part is missing."""
    with speaking(file):
        part = _head(file)
        first = _first(file, part)
        heads = [(part, file)]
        for other in (first, *_numbered(first)):
            if other == file or not other.is_file():
                continue
            with contextlib.suppress(UserProblem):
                head = _head(other)
                if head.bundle == part.bundle:
                    heads.append((head, other))
        try:
            paths: Sequence[Path] = in_order(heads)
        except Malformed as error:
            raise UserProblem(_problem(error, file)) from error
        return Found(tuple(paths), part, sum(path.stat().st_size for path in paths))


def malformed(error: Malformed, found: Found) -> UserProblem:
    """What is wrong with a bundle, as a sentence."""
    return UserProblem(_problem(error, found.paths[0]))


def _problem(error: Malformed, file: Path) -> Problem:
    return Problem(error.code, "file", {"file": str(file)})


def _first(file: Path, part: Part) -> Path:
    ending = f".{part.number}"
    if part.number == 1 or not file.name.endswith(ending):
        return file
    return file.with_name(file.name.removesuffix(ending))


def _head(file: Path) -> Part:
    with file.open("rb") as opened:
        data = opened.read(PART_LENGTH)
    try:
        return read_part(data)
    except Malformed as error:
        raise UserProblem(_problem(error, file)) from error


def _numbered(first: Path) -> list[Path]:
    """What stands beside a first part under names of further parts."""
    begun = f"{first.name}."
    return [
        path
        for path in sorted(first.parent.iterdir())
        if path.name.startswith(begun) and path.name.removeprefix(begun).isdecimal()
    ]


def _sync_folder(folder: Path) -> None:
    """The renames reach the stick. Windows has no handle on folders, some sticks do not care."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)
