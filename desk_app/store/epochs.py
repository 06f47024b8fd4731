"""The highest epoch a desk ever reached, kept beside its database and beside its backups.

Restoring the same backup twice must not write the same (desk, epoch, seq) twice, nor print the
same number: the database that knew of the first time may be the one that was lost.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from desk_app.store.database import sync_folder

_NAME = "desk.epoch"


def known_epoch(*folders: Path) -> int:
    """The highest epoch noted in these folders; 0 where none is, or none can be read."""
    return max((_noted(folder / _NAME) for folder in folders), default=0)


def remember_epoch(epoch: int, *folders: Path) -> None:
    """Note the epoch in each folder that can be written, never a lower one than before."""
    for folder in folders:
        with contextlib.suppress(OSError):  # a backup may lie on a medium that cannot be written
            file = folder / _NAME
            if _noted(file) < epoch:
                beside = file.with_name(_NAME + ".new")
                with beside.open("w", encoding="ascii") as opened:
                    opened.write(f"{epoch}\n")
                    opened.flush()
                    os.fsync(opened.fileno())
                beside.replace(file)
                sync_folder(folder)


def _noted(file: Path) -> int:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
