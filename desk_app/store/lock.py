"""Locks that go with the process, whatever way it ends: one window per home, one mover of files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

_NAME = "window.lock"


class FileLock:
    """Held by one process at a time; the file it locks is empty and stays."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock; False when somebody else holds it."""
        opened = self._file.open("a+b")
        if not _lock(opened):
            opened.close()
            return False
        self._held = opened
        return True

    def is_taken(self) -> bool:
        """Whether somebody holds the lock, ourselves included."""
        if self._held is not None:
            return True
        if not self.take():
            return True
        self.release()
        return False

    def release(self) -> None:
        """Give the lock back."""
        if self._held is not None:
            self._held.close()
            self._held = None


class WindowLock(FileLock):
    """Held by the open window; the command line only looks whether somebody holds it."""

    def __init__(self, home: Path) -> None:
        super().__init__(home / _NAME)


if os.name == "nt":
    import msvcrt

    def _lock(opened: IO[bytes]) -> bool:
        try:
            opened.seek(0)
            msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(opened: IO[bytes]) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
