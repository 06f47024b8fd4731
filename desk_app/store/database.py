"""Opening the encrypted database: key, pragmas, version guard, and the move to a newer schema."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.store import sqlite
from desk_app.store.faults import translating
from desk_app.store.lock import DatabaseLock
from desk_app.store.migrations import STEPS
from desk_app.store.migrations.steps import Step

import sqlite_utils  # isort: skip  (after desk_app.store.sqlite, which prepares its driver)

FILE_NAME = "desk.db"
BUSY_SECONDS = 10.0
_MIGRATION_SET = "desk"


def connect(file: Path, key: bytes, *, read_only: bool = False) -> sqlite.Connection:
    """A connection to an existing database; raises store.damaged when the key does not open it.

    Temporary tables stay in memory, so nothing plain reaches the disk.
    """
    with translating():
        connection = sqlite.connect(str(file), BUSY_SECONDS)
        try:
            # A damaged page is told by us, in words, not by SQLCipher on standard error.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA synchronous = FULL")
            # What is deleted is overwritten: rows, indexes, freed pages.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA cache_size = -16000")
            # Pages, 16 MB: copying the write-ahead log back is what a visit logged during an
            # import waits for longest. A quarter as often, it writes each page fewer times.
            connection.execute("PRAGMA wal_autocheckpoint = 4000")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if read_only:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def create(
    file: Path,
    key: bytes,
    first: Callable[[sqlite.Connection], None],
    steps: Sequence[Step] = STEPS,
) -> None:
    """A new database with what `first` writes into it; refuses when there is already a file.

    It appears under its name only when it is complete.
    """
    if file.exists():
        raise EnvironmentProblem(Problem("store.already_there", values={"file": str(file)}))
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        connection = connect(fresh, key)
        try:
            with translating():
                apply_steps(connection, steps)
                connection.execute("BEGIN IMMEDIATE")
                first(connection)
                connection.execute("COMMIT")
        finally:
            connection.close()
        with translating():
            _sync_file(fresh)
        put_in_place(fresh, file, key)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def ready(file: Path, key: bytes, steps: Sequence[Step] = STEPS) -> None:
    """Bring an existing database to today's schema, or refuse one from a newer program.

    The steps run on a copy. The old file is kept beside it under a name that tells its version,
    and the copy takes its place in one rename: the database is old or new, never between.
    Refuses while somebody else has the database open: they would go on writing into the old one.
    """
    if not is_behind(file, key, steps):
        return
    with DatabaseLock(file).alone():
        if is_behind(file, key, steps):  # another process may just have done it
            _migrate(file, key, steps)


def is_behind(file: Path, key: bytes, steps: Sequence[Step] = STEPS) -> bool:
    """Whether steps are missing; refuses an absent, a damaged and a newer database."""
    if not file.exists():
        raise EnvironmentProblem(Problem("store.absent", values={"file": str(file)}))
    connection = connect(file, key)
    try:
        with translating():
            done = applied(connection)
    finally:
        connection.close()
    known = [step.name for step in steps]
    if not done:
        raise EnvironmentProblem(Problem("store.damaged"))  # an empty file opens with every key
    if done != known[: len(done)]:
        raise EnvironmentProblem(Problem("store.newer"))
    return len(done) < len(known)


def _migrate(file: Path, key: bytes, steps: Sequence[Step]) -> None:
    copy = file.with_name(file.name + ".migrating")
    copy.unlink(missing_ok=True)
    try:
        connection = connect(file, key)
        try:
            with translating():
                # Only whoever is alone with a database may take its write-ahead log away.
                connection.execute("PRAGMA journal_mode = DELETE")
            copy_database(connection, copy, key)
        finally:
            connection.close()
        migrated = connect(copy, key)
        try:
            with translating():
                apply_steps(migrated, steps)
        finally:
            migrated.close()
        with translating():
            kept = file.with_name(f"{file.name}.before-{len(steps)}")
            shutil.copy2(file, kept)  # a second name would do, but FAT disks have none
            _sync_file(kept)
        put_in_place(copy, file, key)
    except BaseException:
        with suppress(EnvironmentProblem, sqlite.Error):
            _write_ahead(file, key)
        raise


def restoring_file(file: Path) -> Path:
    """Where a restore prepares what is to take the place of `file`."""
    return file.with_name(file.name + ".restoring")


def remove_copies(file: Path) -> None:
    """Take away what a restore that was cut off left beside the database."""
    copy = restoring_file(file)
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            copy.with_name(copy.name + end).unlink(missing_ok=True)


def put_in_place(finished: Path, file: Path, key: bytes) -> None:
    """Give a finished database its name in one rename, its write-ahead log already set.

    Nobody may have `file` or `finished` open.
    """
    _write_ahead(finished, key)
    with translating():
        finished.chmod(0o600)
        _sync_file(finished)
        os.replace(finished, file)
        sync_folder(file.parent)


def _write_ahead(file: Path, key: bytes) -> None:
    """Let the database keep a write-ahead log; closed, everything is in the file itself."""
    connection = connect(file, key)
    try:
        with translating():
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def applied(connection: sqlite.Connection) -> list[str]:
    """The names of the steps this database has been through, in order."""
    return [step.name for step in _migrations(()).applied(sqlite_utils.Database(connection))]


def copy_database(connection: sqlite.Connection, target: Path, key: bytes) -> None:
    """A copy of the open database under the same key, by SQLite's own backup call."""
    with translating():
        copy = sqlite.connect(str(target), BUSY_SECONDS)
        try:
            copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.backup(copy)
        finally:
            copy.close()
        _sync_file(target)


def schema(connection: sqlite.Connection) -> str:
    """The schema as one text, in a fixed order, for comparison with the written-down one."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND tbl_name NOT LIKE '_sqlite_migrations%' ORDER BY type DESC, name"
    )
    return "\n".join(f"{sql};" for (sql,) in rows) + "\n"


def _migrations(steps: Sequence[Step]) -> sqlite_utils.Migrations:
    migrations = sqlite_utils.Migrations(_MIGRATION_SET)
    for step in steps:
        _register(migrations, step)
    return migrations


def _register(migrations: sqlite_utils.Migrations, step: Step) -> None:
    def run(database: sqlite_utils.Database) -> None:
        for statement in statements(step.script):
            database.execute(statement)

    migrations(name=step.name)(run)


def statements(script: str) -> list[str]:
    """The single statements of a script; triggers with inner semicolons stay whole.

    `executescript` would commit the surrounding transaction, so a step could be left half done.
    """
    found: list[str] = []
    current: list[str] = []
    for line in script.splitlines():
        current.append(line)
        text = "\n".join(current)
        if line.rstrip().endswith(";") and sqlite.complete_statement(text):
            found.append(text)
            current = []
    return found


def apply_steps(connection: sqlite.Connection, steps: Sequence[Step]) -> None:
    _migrations(steps).apply(sqlite_utils.Database(connection))


def _sync_file(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in this folder reach the disk."""
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
