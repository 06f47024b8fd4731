"""Put a backup in place of the desk's database, and lose nothing that can still be read."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec

from desk_app.attachments.keep import FOLDER_NAME, Keep
from desk_app.core.clock import Instant, local
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.store.database import (
    FILE_NAME,
    connect,
    copy_database,
    put_in_place,
    ready,
    remove_copies,
    restoring_file,
)
from desk_app.store.epochs import known_epoch, remember_epoch
from desk_app.store.faults import translating
from desk_app.store.lock import DatabaseLock
from desk_app.store.log import Random
from desk_app.store.take_over import take_over
from desk_app.store.verify import Progress, verify_log
from desk_app.vault import vault, wrapped_key

_BESIDE = (FILE_NAME + "-wal", FILE_NAME + "-shm")
_KEY_FILES = (wrapped_key.NAME, wrapped_key.COPY_NAME)


class Restored(msgspec.Struct, frozen=True):
    """ops: in the backup; recovered: newer ones taken from the database that was there;
    set_aside: where that database lies now, None when there was none."""

    ops: int
    recovered: int
    set_aside: Path | None


def restore(
    home: Path,
    old_key: bytes | None,
    backup: Path,
    key: bytes,
    now: Instant,
    random: Random,
    progress: Progress,
) -> Restored:
    """Open the backup as the desk, in a new epoch, with every newer op that can still be read.

    The backup's whole log is verified first. The old database is set aside, never overwritten;
    when anything fails it is where it was.
    Attached files of the backup that are not here are copied first, before any op names them;
    files under another key are set aside with the old database.
    Ops it holds beyond the backup are taken over as far as their chain is whole, erasures among
    them, before the desk opens. The recovery key stays the present one; the backup's comes with it
    only where desk.key is lost or another's. old_key: of the database that is there, None when it
    cannot be had. The caller makes sure that no window is open.
    """
    source_file = backup / FILE_NAME
    if not source_file.is_file():
        raise UserProblem(Problem("restore.no_backup", "folder", {"folder": str(backup)}))
    with translating():
        key_file = vault.key_file_for_backup(backup)
        new_home = not home.exists()
        home.mkdir(parents=True, exist_ok=True)
    try:
        with DatabaseLock(home / FILE_NAME).alone():
            return _restore(home, old_key, backup, key, now, random, progress, key_file)
    except BaseException:
        if new_home:
            with contextlib.suppress(OSError):
                DatabaseLock(home / FILE_NAME).remove()
                home.rmdir()
        raise


def _restore(
    home: Path,
    old_key: bytes | None,
    backup: Path,
    key: bytes,
    now: Instant,
    random: Random,
    progress: Progress,
    key_file: bytes,
) -> Restored:
    file = home / FILE_NAME
    restoring = restoring_file(file)
    remove_copies(file)
    try:
        ops = _copy(backup / FILE_NAME, restoring, key, progress)
        ready(restoring, key)
        highest = known_epoch(home, backup)
        recovered, epoch = take_over(file, old_key, restoring, key, now, random, highest)
        remember_epoch(epoch, home, backup)
        keep = Keep(home / FOLDER_NAME, key)
        brought = keep.bring_back(backup / FOLDER_NAME)
        if not file.exists():
            vault.key_file_from_backup(home, key_file)
        with _set_aside(home, now) as set_aside:
            put_in_place(restoring, file, key)
    except BaseException:
        remove_copies(file)
        raise
    finally:
        DatabaseLock(restoring).remove()
    if old_key != key and set_aside is not None:
        keep.set_aside(set_aside / FOLDER_NAME, brought)
    if not _has_key_file(home, key):
        vault.key_file_from_backup(home, key_file)
    return Restored(ops, recovered, set_aside)


def _copy(source_file: Path, target: Path, key: bytes, progress: Progress) -> int:
    """A copy of the backup's database, once its whole log was verified; how many ops it holds."""
    source = connect(source_file, key)
    try:
        with translating():
            verified = verify_log(source, progress)
        if not verified.ok:
            first = verified.problems[0]
            values = {"code": first.code, **first.values}
            raise EnvironmentProblem(Problem("backup.not_whole", values=values))
        copy_database(source, target, key)
    finally:
        source.close()
    return verified.ops


def _has_key_file(home: Path, key: bytes) -> bool:
    try:
        return vault.matches(home, key)
    except EnvironmentProblem:
        return False


@contextmanager
def _set_aside(home: Path, now: Instant) -> Iterator[Path | None]:
    """Inside, the old database lies in a folder of its own as well; None when there is none.

    It keeps its name until the new one takes it: at no moment, not even after a power cut, is
    the home without a database. When the block fails everything is as it was.
    """
    if not (home / FILE_NAME).exists():
        yield None
        return
    with translating():
        folder = _new_folder(home, local(now.wall).strftime("set-aside-%Y%m%d-%H%M%S"))
        kept = [name for name in (FILE_NAME, *_BESIDE, *_KEY_FILES) if (home / name).exists()]
        for name in kept:
            if name in _KEY_FILES:
                shutil.copy2(home / name, folder / name)
            else:
                _second_name(home / name, folder / name)
        for name in _BESIDE:
            # A write-ahead log that is left here would be played into the new database.
            (home / name).unlink(missing_ok=True)
    try:
        yield folder
    except BaseException:
        with contextlib.suppress(OSError):
            for name in _BESIDE:
                if name in kept:
                    shutil.move(folder / name, home / name)
            shutil.rmtree(folder)
        raise


def _new_folder(home: Path, name: str) -> Path:
    for number in count(1):
        folder = home / (name if number == 1 else f"{name}-{number}")
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            return folder
    raise AssertionError("there is always another name")


def _second_name(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a disk with FAT has no second names
        shutil.copy2(file, target)
