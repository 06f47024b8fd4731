"""Try what a desk needs of its machine: room and honest writes on the disk, and a keyring."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from pathlib import Path

import msgspec

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.vault.keyring_store import KeyringStore, KeyStore

_TRIES = 5
_PAGE = 4096
# A year of a desk with 200 visits a day and its backups.
LEAST_FREE = 2 * 1024**3
# A save has 100 ms; a disk that needs longer for one page will be felt all day.
SLOW_MILLISECONDS = 80
_ANSWER_LIMIT = 20.0


class DiskFacts(msgspec.Struct, frozen=True):
    """Free bytes, and how many milliseconds one durable write takes (the middle of five)."""

    free: int
    milliseconds: int

    @property
    def roomy(self) -> bool:
        """Whether a year of work fits."""
        return self.free >= LEAST_FREE

    @property
    def quick(self) -> bool:
        """Whether a save will not be felt."""
        return self.milliseconds <= SLOW_MILLISECONDS


def try_disk(folder: Path) -> DiskFacts:
    """Write a page for good a few times in this folder, and look how much room there is.

    Nothing is left behind. EnvironmentProblem when the disk refuses.
    """
    beside = folder / f".try.{secrets.token_hex(4)}"
    try:
        times = sorted(_one_write(beside) for _ in range(_TRIES))
        return DiskFacts(shutil.disk_usage(folder).free, times[_TRIES // 2])
    except OSError as error:
        values = {"folder": str(folder)}
        raise EnvironmentProblem(Problem("first_run.disk_refused", values=values)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _one_write(file: Path) -> int:
    began = time.perf_counter_ns()
    with file.open("wb") as opened:
        opened.write(bytes(_PAGE))
        opened.flush()
        os.fsync(opened.fileno())
    return (time.perf_counter_ns() - began) // 1_000_000


def try_keyring(keyring: KeyStore | None = None) -> Problem | None:
    """Why the keyring of this machine cannot keep the key of a new desk; None when it can."""
    try:
        # A name no desk has: a keyring that works says that it knows nothing.
        (keyring or KeyringStore(seconds=_ANSWER_LIMIT)).get("0" * 16)
    except EnvironmentProblem as error:
        told = error.problem
        return msgspec.structs.replace(told, code=f"{told.code}.create")
    return None
