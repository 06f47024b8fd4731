"""A backup as the program makes it, and a broken disk in whose place the program puts it."""

from __future__ import annotations

import random
from pathlib import Path

from desk_app.services import restore
from desk_app.services.back_up import back_up
from desk_app.vault import wrapped_key
from desk_app.vault.recovery import new_recovery_key
from tests.support.desks import nothing
from tests.sync.client.paired import PairedDesk


def backup_of(desk: PairedDesk, target: Path) -> Path:
    """A backup as the program makes it."""
    rnd = random.Random(1)
    record = wrapped_key.wrap(
        desk.desk.key,
        new_recovery_key(rnd.randbytes),
        home="00" * 8,
        practice=False,
        random_bytes=rnd.randbytes,
    )
    wrapped_key.write(desk.desk.home, record)
    made = back_up(desk.desk.home, desk.desk.key, target, desk.desk.clock(), nothing)
    return made.folder


def restore_from(desk: PairedDesk, backup: Path) -> None:
    """The disk broke, nothing of it can be read, and the program puts the backup in its place."""
    desk.desk.close()
    for file in desk.desk.home.glob(f"{desk.desk.file.name}*"):
        file.unlink()
    now, random_bytes = desk.desk.clock(), desk.desk.random.randbytes
    restore.restore(desk.desk.home, None, backup, desk.desk.key, now, random_bytes, nothing)
    desk.desk.reopen()
