"""What a database refuses, as the one exception of the server's own that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

DISK_FULL, BUSY, UNUSABLE = "province.disk_full", "province.busy", "province.store"

_FULL = (errno.ENOSPC, errno.EDQUOT)
_SQLITE = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_IOERR: UNUSABLE,
    sqlite3.SQLITE_CANTOPEN: UNUSABLE,
    sqlite3.SQLITE_CORRUPT: UNUSABLE,
    sqlite3.SQLITE_NOTADB: UNUSABLE,
    sqlite3.SQLITE_READONLY: UNUSABLE,
}
# disk_full; lock_not_available, deadlock_detected, serialization_failure, query_canceled.
_POSTGRES = {
    "53100": DISK_FULL,
    "55P03": BUSY,
    "40P01": BUSY,
    "40001": BUSY,
    "57014": BUSY,
}


class StoreFault(Exception):
    """The database cannot do it now; nothing was written. code: one of the three above."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def translating() -> Iterator[None]:
    """Turns what a driver raises about disk, locks and line into StoreFault.

    What it raises about a statement is ours to mend and passes through.
    """
    try:
        yield
    except Exception as error:
        code = None if isinstance(error, StoreFault) else code_of(error)
        if code is None:
            raise
        raise StoreFault(code) from error


def code_of(error: BaseException) -> str | None:
    """Which fault of the surroundings this is; None when it is none."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
        return code_of(error.orig)
    if isinstance(error, StoreFault):
        return error.code
    if isinstance(error, sqlite3.Error):
        # The lower byte is the kind, what is above it tells where it happened.
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, psycopg.Error):
        lost = UNUSABLE if isinstance(error, psycopg.OperationalError) else None
        return _POSTGRES.get(error.sqlstate or "", lost)
    if isinstance(error, OSError):
        return DISK_FULL if error.errno in _FULL else None
    return BUSY if isinstance(error, NoConnection) else None
