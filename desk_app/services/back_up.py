"""A backup that was opened and checked before anybody is told that there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from desk_app.core.clock import Instant, local
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.store.database import FILE_NAME, connect, copy_database, sync_folder
from desk_app.store.faults import translating
from desk_app.store.verify import Progress, verify_log
from desk_app.vault import vault, wrapped_key
from desk_app.vault.files import OWNER_ONLY, write_whole


class BackedUp(msgspec.Struct, frozen=True):
    """Where the backup is and how many ops it holds."""

    folder: Path
    ops: int


def back_up(home: Path, key: bytes, target: Path, now: Instant, progress: Progress) -> BackedUp:
    """Copy the open database and its wrapped key into a new folder under `target`, and prove it.

    Both files are encrypted as they are at home. The copy is opened and its whole log verified;
    a copy that fails is removed again. Works beside an open window.
    """
    stamp = local(now.wall).strftime("%Y%m%d-%H%M%S")
    folder = target / f"mot-cua-{stamp}"
    unfinished = target / f"mot-cua-{stamp}.unfinished"
    if folder.exists():
        raise EnvironmentProblem(Problem("backup.there_already", values={"folder": str(folder)}))
    with translating():
        target.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
    try:
        source = connect(home / FILE_NAME, key, read_only=True)
        try:
            copy_database(source, unfinished / FILE_NAME, key)
        finally:
            source.close()
        with translating():
            for name in (wrapped_key.NAME, wrapped_key.COPY_NAME):
                write_whole(unfinished / name, vault.key_file_for_backup(home))
            (unfinished / FILE_NAME).chmod(OWNER_ONLY)
        ops = _proved(unfinished / FILE_NAME, key, progress)
        with translating():
            unfinished.rename(folder)
            sync_folder(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return BackedUp(folder, ops)


def _proved(file: Path, key: bytes, progress: Progress) -> int:
    connection = connect(file, key)
    try:
        with translating():
            verified = verify_log(connection, progress)
    finally:
        connection.close()
    if not verified.ok:
        first = verified.problems[0]
        raise EnvironmentProblem(
            Problem("backup.not_whole", values={"code": first.code, **first.values})
        )
    return verified.ops
