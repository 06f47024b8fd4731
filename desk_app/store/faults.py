"""From an error of SQLite to one of ours, told once and in words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from desk_app.core.errors import Bug, EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.store import sqlite

# SQLite's primary result codes (sqlite3.h).
_BY_CODE = {
    5: "store.busy",
    6: "store.busy",
    8: "store.read_only",
    10: "store.io",
    11: "store.damaged",
    13: "store.disk_full",
    14: "store.cannot_open",
    23: "store.cannot_open",
    26: "store.damaged",
}
_BY_WORDS = (
    ("locked", "store.busy"),
    ("readonly", "store.read_only"),
    ("is full", "store.disk_full"),
    ("disk i/o", "store.io"),
    ("malformed", "store.damaged"),
    ("not a database", "store.damaged"),
    ("unable to open", "store.cannot_open"),
)

_BY_ERRNO = {
    errno.ENOSPC: "store.disk_full",
    errno.EACCES: "store.read_only",
    errno.EPERM: "store.read_only",
    errno.EROFS: "store.read_only",
    errno.ENOENT: "store.cannot_open",
    errno.ENOTDIR: "store.cannot_open",
}


def translated(error: Exception) -> Exception:
    """Our error for one of SQLite's; what only we can have caused becomes a Bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in _BY_CODE:
        return EnvironmentProblem(Problem(_BY_CODE[code & 0xFF]))
    words = str(error).lower()
    for part, problem in _BY_WORDS:
        if part in words:
            return EnvironmentProblem(Problem(problem))
    if isinstance(error, OSError):
        return EnvironmentProblem(Problem(_BY_ERRNO.get(error.errno or 0, "store.io")))
    return Bug(f"{type(error).__name__}: {error}")


@contextmanager
def translating() -> Iterator[None]:
    """Whatever SQLite or the file system raises inside leaves as one of our errors."""
    try:
        yield
    except (sqlite.Error, OSError) as error:
        raise translated(error) from error
