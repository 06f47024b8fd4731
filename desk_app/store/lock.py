"""Locks that go with the process, whatever way it ends: one window per home, one mover of files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem

_NAME = "window.lock"


class FileLock:
    """Held by one process, or shared by several; the file it locks is empty and stays."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: IO[bytes] | None = None

    def take(self, *, shared: bool = False) -> bool:
        """Take the lock; False when somebody holds it in a way that does not go with ours."""
        opened = self._file.open("a+b")
        if not _lock(opened, shared):
            opened.close()
            return False
        self._held = opened
        return True

    def is_taken(self) -> bool:
        """Whether somebody holds the lock, ourselves included."""
        if self._held is not None:
            return True
        if not self._file.exists():
            return False
        if not self.take():
            return True
        self.release()
        return False

    def remove(self) -> None:
        """Take the lock's file away, from a folder that nobody uses any more."""
        self._file.unlink(missing_ok=True)

    def release(self) -> None:
        """Give the lock back."""
        if self._held is not None:
            self._held.close()
            self._held = None


class DatabaseLock(FileLock):
    """Shared by whoever has the database open; held alone by whoever makes or replaces it."""

    def __init__(self, database: Path) -> None:
        super().__init__(database.with_name(database.name + ".lock"))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside, nobody has the database open; raises store.in_use when somebody has."""
        try:
            alone = self.take()
        except OSError as error:
            raise EnvironmentProblem(Problem("store.read_only")) from error
        if not alone:
            raise EnvironmentProblem(Problem("store.in_use"))
        try:
            yield
        finally:
            self.release()


class WindowLock(FileLock):
    """Held by the open window; the command line only looks whether somebody holds it."""

    def __init__(self, home: Path) -> None:
        super().__init__(home / _NAME)


if os.name == "nt":
    import msvcrt

    # Windows locks bytes, one owner each: sharing means one byte of many, alone means all.
    _SHARERS = 64

    def _lock(opened: IO[bytes], shared: bool) -> bool:
        attempts = [(place, 1) for place in range(_SHARERS)] if shared else [(0, _SHARERS)]
        for place, length in attempts:
            try:
                opened.seek(place)
                msvcrt.locking(  # type: ignore[attr-defined]
                    opened.fileno(),
                    msvcrt.LK_NBLCK,  # type: ignore[attr-defined]
                    length,
                )
            except OSError:
                continue
            return True
        return False

else:
    import fcntl

    def _lock(opened: IO[bytes], shared: bool) -> bool:
        try:
            fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
