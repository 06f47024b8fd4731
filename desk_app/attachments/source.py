"""Reading a file from outside once: what it is by its bytes, and whether it changed meanwhile."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desk_app.attachments import kinds
from desk_app.core.case_ops import Medium
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

Cancelled = Callable[[], bool]
BINARY = getattr(os, "O_BINARY", 0)


class Stopped(Exception):
    """The user took the wish back; nothing is left of it."""


def checked_kind(head: bytes, size: int) -> Medium:
    """What a file that begins so is; UserProblem when it is nothing that is attached."""
    if size == 0 or not head:
        raise UserProblem(Problem("evidence.empty", "file"))
    media = kinds.medium_of(head)
    if media is None:
        other = kinds.other_kind(head)
        code = "evidence.heic" if other == "HEIC" else "evidence.wrong_kind"
        code = code if other else "evidence.unknown_kind"
        raise UserProblem(Problem(code, "file", {"type": other}))
    return media


@contextmanager
def opened_source(source: Path | bytes) -> Iterator[tuple[IO[bytes], int]]:
    """The source for reading, and its size; afterwards it must be the file it was before."""
    if isinstance(source, bytes):
        yield io.BytesIO(source), len(source)
        return
    try:
        # O_NONBLOCK: a pipe with this name must not hold us until somebody writes into it.
        handle = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | BINARY)
    except FileNotFoundError:
        raise UserProblem(Problem("evidence.absent", "file")) from None
    except OSError:
        code = "evidence.folder" if source.is_dir() else "evidence.unreadable"
        raise UserProblem(Problem(code, "file")) from None
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        os.close(handle)
        folder = stat.S_ISDIR(before.st_mode)
        raise UserProblem(Problem("evidence.folder" if folder else "evidence.not_a_file", "file"))
    with os.fdopen(handle, "rb", buffering=0) as file:
        yield file, before.st_size
        after = os.fstat(handle)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise UserProblem(Problem("evidence.changed", "file"))


def read_up_to(file: IO[bytes], length: int) -> bytes:
    """Up to `length` bytes; fewer only at the end."""
    found = b""
    try:
        while len(found) < length and (piece := file.read(length - len(found))):
            found += piece
    except OSError:  # the stick was pulled out
        raise UserProblem(Problem("evidence.unreadable", "file")) from None
    return found


def again(file: IO[bytes], cancelled: Cancelled) -> bytes:
    """The hash of what stands in the file now: time stamps of some disks have two-second steps."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := read_up_to(file, 1 << 20):
        if cancelled():
            raise Stopped
        digest.update(piece)
    return digest.digest()
