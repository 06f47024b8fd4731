"""A backup that was opened and checked before anybody is told that there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from desk_app.attachments.keep import FOLDER_NAME, Keep
from desk_app.core.clock import Instant, local
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.store.database import FILE_NAME, connect, copy_database, sync_folder
from desk_app.store.evidence_rows import named, named_by
from desk_app.store.faults import translating
from desk_app.store.this_desk import read_this_desk
from desk_app.store.verify import Progress, verify_log
from desk_app.vault import vault, wrapped_key
from desk_app.vault.files import OWNER_ONLY, write_whole


class BackedUp(msgspec.Struct, frozen=True):
    """Where the backup is, and how many ops and attached files it holds.

    missing: files that were attached here and do not lie on this machine, or lie here damaged;
    those of other desks need not be here.
    """

    folder: Path
    ops: int
    files: int = 0
    missing: int = 0


def back_up(home: Path, key: bytes, target: Path, now: Instant, progress: Progress) -> BackedUp:
    """Copy the open database and its wrapped key into a new folder under `target`, and prove it.

    All files are encrypted as they are at home. The copy is opened and its whole log verified,
    and so is every attached file; one that the backup before in the same folder has already is
    given a second name instead of being copied again. A copy that fails is removed again. Works
    beside an open window.
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
        ops, digests, own = _proved(unfinished / FILE_NAME, key, progress)
        files = _copy_files(home, key, unfinished, _newest_backup(target), digests)
        with translating():
            unfinished.rename(folder)
            sync_folder(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return BackedUp(folder, ops, len(files), len(own - files))


def _copy_files(
    home: Path, key: bytes, unfinished: Path, before: Path | None, digests: frozenset[str]
) -> frozenset[str]:
    """Bring the attached files into the backup; those that are whole there."""
    keep = Keep(home / FOLDER_NAME, key)
    old = before / FOLDER_NAME if before is not None else None
    target = unfinished / FOLDER_NAME
    copied = frozenset(name for name in sorted(digests) if keep.copy_to(target, name, old))
    if copied:
        with translating():
            sync_folder(target)
    return copied


def _newest_backup(target: Path) -> Path | None:
    found = sorted(target.glob("mot-cua-????????-??????"))
    return found[-1] if found else None


def _proved(
    file: Path, key: bytes, progress: Progress
) -> tuple[int, frozenset[str], frozenset[str]]:
    """How many ops the copy holds, which attached files they name, and which of them are ours."""
    connection = connect(file, key)
    try:
        with translating():
            verified = verify_log(connection, progress)
            files = named(connection) if verified.ok else frozenset()
            desk = read_this_desk(connection)
            own = named_by(connection, desk.desk) if verified.ok and desk else frozenset()
    finally:
        connection.close()
    if not verified.ok:
        first = verified.problems[0]
        raise EnvironmentProblem(
            Problem("backup.not_whole", values={"code": first.code, **first.values})
        )
    return verified.ops, files, own
