"""The key of a desk: made, found again, checked, and told in words when it cannot be had.

Nothing here ever falls back to a database without a key.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from desk_app.core.errors import Bug, EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.vault import wrapped_key
from desk_app.vault.files import read_limited, write_new
from desk_app.vault.keyring_store import ANSWER_LIMIT, KeyringStore, KeyStore
from desk_app.vault.practice import PRACTICE_KEY
from desk_app.vault.recovery import RecoveryKey, new_recovery_key, parse
from desk_app.vault.wrapped_key import DATABASE_KEY_LENGTH, KeyFile

DATABASE_NAME = "desk.db"
KEY_FILE_NAMES = (wrapped_key.NAME, wrapped_key.COPY_NAME)

# The desk is already open by its recovery key: nobody should wait a minute for the keyring then.
PUT_BACK_LIMIT = 5.0

RandomBytes = Callable[[int], bytes]


class DatabaseKey(msgspec.Struct, frozen=True):
    """A database key that is known to be the right one, and how it was had.

    notes: sentences for the user (put back into the keyring, desk.key repaired, …).
    """

    value: bytes
    opened_by: Literal["keyring", "recovery_key", "practice"]
    sheet: str
    notes: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"DatabaseKey(opened_by={self.opened_by!r})"


def create(
    home: Path,
    practice: bool,
    random_bytes: RandomBytes,
    *,
    keyring: KeyStore | None = None,
    recovery: RecoveryKey | None = None,
) -> tuple[bytes, RecoveryKey]:
    """A new desk's database key, kept by the keyring and wrapped in desk.key; its recovery key.

    The recovery key exists only in what is returned: print it now. recovery: one that was drawn
    and handed out before. Practice desks use the published key and no keyring.
    UserProblem when the folder already holds a desk; EnvironmentProblem when the keyring or the
    disk refuses: then nothing was left behind.
    """
    if _holds_a_desk(home, practice):
        raise UserProblem(Problem("vault.already_made", values={"folder": str(home)}))
    database_key = PRACTICE_KEY if practice else random_bytes(DATABASE_KEY_LENGTH)
    if len(database_key) != DATABASE_KEY_LENGTH or (database_key == PRACTICE_KEY) != practice:
        raise Bug("no fresh random key was drawn")
    home_id = random_bytes(8).hex()
    recovery = recovery or new_recovery_key(random_bytes)
    record = wrapped_key.wrap(
        database_key, recovery, home=home_id, practice=practice, random_bytes=random_bytes
    )
    store = keyring or KeyringStore(seconds=ANSWER_LIMIT)
    if not practice:
        try:
            store.put(home_id, database_key)
        except EnvironmentProblem as problem:
            code = f"{problem.problem.code}.create"
            raise EnvironmentProblem(
                msgspec.structs.replace(problem.problem, code=code)
            ) from problem
    try:
        wrapped_key.write(home, record)
    except EnvironmentProblem:
        if not practice:
            with contextlib.suppress(EnvironmentProblem):
                store.remove(home_id)
        _remove_key_file(home)
        raise
    return database_key, recovery


def _holds_a_desk(home: Path, practice: bool) -> bool:
    """Whether something here must not be overwritten.

    A key file without a database may belong to one that was set aside. Only a practice desk that
    was cut off while it was made may begin again: its key is published, so nothing can be lost.
    """
    if (home / DATABASE_NAME).exists():
        return True
    if not wrapped_key.exists(home):
        return False
    with contextlib.suppress(EnvironmentProblem):
        return not (practice and wrapped_key.read(home).record.practice)
    return True


def discard(home: Path, *, keyring: KeyStore | None = None) -> None:
    """Undo `create` of a desk whose database was never made; refuses once desk.db is there."""
    if (home / DATABASE_NAME).exists():
        raise Bug("the key of an existing database is never discarded")
    record = wrapped_key.read(home).record
    if not record.practice:
        with contextlib.suppress(EnvironmentProblem):
            (keyring or KeyringStore(seconds=ANSWER_LIMIT)).remove(record.home)
    _remove_key_file(home)


def _remove_key_file(home: Path) -> None:
    for name in KEY_FILE_NAMES:
        with contextlib.suppress(OSError):
            (home / name).unlink(missing_ok=True)


def unlock(home: Path, recovery_key: str | None, *, keyring: KeyStore | None = None) -> DatabaseKey:
    """The key of the database in `home`, checked; from the keyring, or by the recovery key.

    recovery_key: what a person typed or a file holds; None asks the keyring. A key opened so is
    put back into the keyring when there is one, and the notes say whether that worked.
    UserProblem: mistyped (which groups) or another sheet. EnvironmentProblem: each state of
    keyring and desk.key has a code of its own, and its sentence says what to do.
    """
    found = wrapped_key.read(home)
    notes = (Problem("vault.keyfile_repaired"),) if found.repaired else ()
    if recovery_key is not None:
        return _by_recovery_key(found.record, recovery_key, notes, keyring)
    if found.record.practice:
        return _checked(found.record, PRACTICE_KEY, "practice", notes)
    try:
        database_key = (keyring or KeyringStore(seconds=ANSWER_LIMIT)).get(found.record.home)
    except EnvironmentProblem as problem:
        values = {**problem.problem.values, "sheet": found.record.sheet}
        raise EnvironmentProblem(
            msgspec.structs.replace(problem.problem, values=values)
        ) from problem
    if database_key is None:
        raise EnvironmentProblem(Problem("vault.key_missing", values={"sheet": found.record.sheet}))
    return _checked(found.record, database_key, "keyring", notes)


def recovery_key_helps(problem: Problem) -> bool:
    """Whether this sentence of `unlock` names a recovery key as the way in."""
    return "sheet" in problem.values


def _checked(
    record: KeyFile,
    database_key: bytes,
    opened_by: Literal["keyring", "practice"],
    notes: tuple[Problem, ...],
) -> DatabaseKey:
    if not wrapped_key.matches(record, database_key):
        raise EnvironmentProblem(Problem("vault.key_wrong", values={"sheet": record.sheet}))
    return DatabaseKey(database_key, opened_by, record.sheet, notes)


def _by_recovery_key(
    record: KeyFile, typed: str, notes: tuple[Problem, ...], keyring: KeyStore | None
) -> DatabaseKey:
    recovery = parse(typed)
    if not isinstance(recovery, RecoveryKey):
        raise UserProblem(*recovery)
    if recovery.number != record.sheet:
        numbers = {"have": recovery.number, "need": record.sheet}
        raise UserProblem(Problem("vault.recovery_other", "recovery_key", numbers))
    database_key = wrapped_key.unwrap(record, recovery)
    if database_key is None:
        # The right sheet, a sound digest, and still no key: the file was changed on purpose.
        raise EnvironmentProblem(Problem("vault.keyfile_changed"))
    if not record.practice:
        notes += _put_back(record, database_key, keyring)
    return DatabaseKey(database_key, "recovery_key", record.sheet, notes)


def _put_back(
    record: KeyFile, database_key: bytes, keyring: KeyStore | None
) -> tuple[Problem, ...]:
    """The keyring knows the key again, or a sentence that it does not; never an obstacle."""
    try:
        news = (keyring or KeyringStore(seconds=PUT_BACK_LIMIT)).put(record.home, database_key)
    except EnvironmentProblem:
        return (Problem("vault.not_put_back"),)
    return (Problem("vault.put_back"),) if news else ()


def matches(home: Path, database_key: bytes) -> bool:
    """Whether this is the key of the database in `home`.

    When it is and the database still does not open, the database is damaged.
    """
    return wrapped_key.matches(wrapped_key.read(home).record, database_key)


def issue_new_recovery_key(
    home: Path,
    database_key: bytes,
    random_bytes: RandomBytes,
    hand_out: Callable[[RecoveryKey], None] = lambda key: None,
) -> RecoveryKey:
    """A new recovery key; the sheet printed before opens this desk no more, only old backups.

    The database key stays, so nothing is encrypted anew. `hand_out` is called before the old sheet
    stops being good, and may raise to keep it good. EnvironmentProblem when desk.key is
    damaged, belongs to another key, or cannot be written: the old sheet stays good then.
    """
    record = wrapped_key.read(home).record
    if not wrapped_key.matches(record, database_key):
        raise EnvironmentProblem(Problem("vault.key_wrong", values={"sheet": record.sheet}))
    recovery = new_recovery_key(random_bytes)
    renewed = wrapped_key.wrap(
        database_key,
        recovery,
        home=record.home,
        practice=record.practice,
        random_bytes=random_bytes,
    )
    hand_out(recovery)
    wrapped_key.write(home, renewed)
    return recovery


def key_file_for_backup(home: Path) -> bytes:
    """desk.key as a backup carries it: without it a backup on another machine stays shut."""
    return wrapped_key.encode(wrapped_key.read(home).record)


def key_file_from_backup(home: Path, data: bytes) -> None:
    """Both copies of desk.key in `home` are those of a backup; checked before anything is written.

    EnvironmentProblem when the bytes are damaged or of a newer format.
    """
    try:
        record = wrapped_key.decode(data)
    except wrapped_key.KeyFileNewerError as error:
        raise EnvironmentProblem(Problem("vault.keyfile_newer")) from error
    except wrapped_key.KeyFileDamagedError as error:
        raise EnvironmentProblem(
            Problem("vault.keyfile_damaged", values={"folder": str(home)})
        ) from error
    wrapped_key.write(home, record)


def save_recovery_file(path: Path, text: str) -> None:
    """`path` is a new file with the recovery key, readable by its owner only; never overwrites."""
    try:
        write_new(path, text.encode())
    except FileExistsError as error:
        raise UserProblem(
            Problem("vault.recovery_file_exists", "recovery_key_out", {"file": str(path)})
        ) from error
    except OSError as error:
        raise EnvironmentProblem(
            Problem("vault.recovery_file_unwritable", values={"file": str(path)})
        ) from error


def load_recovery_file(path: Path) -> str:
    """The text of a recovery key file, for `unlock`; UserProblem when it cannot be read as text."""
    values = {"file": str(path)}
    try:
        return read_limited(path).decode("utf-8-sig")
    except FileNotFoundError as error:
        problem = Problem("vault.recovery_file_missing", "recovery_key_file", values)
        raise UserProblem(problem) from error
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem("vault.recovery_file_unreadable", "recovery_key_file", values)
        raise UserProblem(problem) from error
