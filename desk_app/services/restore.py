"""Put a backup in place of the desk's database, and lose nothing that can still be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from desk_app.core.clock import Instant, local
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.store.database import FILE_NAME, connect, copy_database, put_in_place, ready
from desk_app.store.faults import translating
from desk_app.store.log import Random
from desk_app.store.take_over import take_over
from desk_app.store.verify import Progress, verify_log
from desk_app.vault import vault, wrapped_key

_MOVED = (FILE_NAME, FILE_NAME + "-wal", FILE_NAME + "-shm")
_COPIED = (wrapped_key.NAME, wrapped_key.COPY_NAME)


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

    The backup's whole log is verified first. The old database is set aside, never overwritten.
    Ops it holds beyond the backup are taken over as far as their chain is whole, erasures among
    them, before the desk opens. From then on the desk opens with the backup's key and with the
    recovery key of that time. old_key: of the database that is there, None when it cannot be had.
    The caller makes sure that no window is open.
    """
    source_file = backup / FILE_NAME
    if not source_file.is_file():
        raise UserProblem(Problem("restore.no_backup", "folder", {"folder": str(backup)}))
    restoring = home / (FILE_NAME + ".restoring")
    with translating():
        home.mkdir(parents=True, exist_ok=True)
        restoring.unlink(missing_ok=True)
    source = connect(source_file, key)
    try:
        with translating():
            verified = verify_log(source, progress)
        if not verified.ok:
            first = verified.problems[0]
            values = {"code": first.code, **first.values}
            raise EnvironmentProblem(Problem("backup.not_whole", values=values))
        copy_database(source, restoring, key)
    finally:
        source.close()
    ready(restoring, key)
    recovered = take_over(home / FILE_NAME, old_key, restoring, key, now, random)
    set_aside = _set_aside(home, now)
    put_in_place(restoring, home / FILE_NAME, key)
    with translating():
        key_file = (backup / wrapped_key.NAME).read_bytes()
    vault.key_file_from_backup(home, key_file)
    return Restored(verified.ops, recovered, set_aside)


def _set_aside(home: Path, now: Instant) -> Path | None:
    if not (home / FILE_NAME).exists():
        return None
    stamp = local(now.wall).strftime("%Y%m%d-%H%M%S")
    folder = home / f"set-aside-{stamp}"
    with translating():
        folder.mkdir(exist_ok=True)
        for name in _COPIED:
            if (home / name).exists():
                shutil.copy2(home / name, folder / name)
        for name in _MOVED:
            if (home / name).exists():
                shutil.move(home / name, folder / name)
    return folder
