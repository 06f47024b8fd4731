"""The one door to SQLCipher and sqlite-utils: the driver, its exceptions and its row class.

sqlite-utils looks for a module named pysqlite3 when it is imported. SQLCipher's driver is put
there first; otherwise sqlite-utils would catch the standard library's exceptions and miss ours.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)

if TYPE_CHECKING:
    import sqlite3

    Connection = sqlite3.Connection
    Row = sqlite3.Row
else:
    Connection = dbapi2.Connection
    Row = dbapi2.Row

Error: type[Exception] = dbapi2.Error
complete_statement = dbapi2.complete_statement
IntegrityError: type[Exception] = dbapi2.IntegrityError


def connect(path: str, timeout_seconds: float) -> Connection:
    """A bare connection in autocommit mode, usable from whichever thread holds it."""
    connection: Any = dbapi2.connect(
        path, timeout=timeout_seconds, isolation_level=None, check_same_thread=False
    )
    return connection  # type: ignore[no-any-return]
