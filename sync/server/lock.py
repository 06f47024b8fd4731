"""One server per home: a lock that goes with the process, whatever way it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

NAME = "serve.lock"


@contextmanager
def serving_alone(home: Path) -> Iterator[None]:
    """Inside, no other server serves this home; UserProblem when one does."""
    with (home / NAME).open("a+b") as file:
        if not _locked(file):
            raise UserProblem(Problem("province.serving", values={"home": str(home)}))
        yield


if os.name == "nt":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
