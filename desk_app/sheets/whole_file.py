"""Writing a file that is there whole or not at all, and never in place of another unasked."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem


@contextmanager
def whole_file(target: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """A file to write to; at the end it is on the disk under its name, readable by its owner only.

    Raises UserProblem when the name is taken and may not be replaced, EnvironmentProblem when the
    disk refuses; then nothing is left behind and an earlier file is untouched.
    """
    if not replace and target.exists():
        raise _taken(target)
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _failed(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if replace:
            os.replace(temporary, target)
        else:
            _put(temporary, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put(temporary: Path, target: Path) -> None:
    """Give the file its name, unless somebody took the name meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:  # a USB stick with FAT has no second names
        if target.exists():
            raise _taken(target) from None
        os.replace(temporary, target)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _taken(target: Path) -> UserProblem:
    return UserProblem(Problem("export.exists", "output", {"file": str(target)}))


def _failed(target: Path, error: OSError) -> EnvironmentProblem:
    values = {"file": str(target), "why": error.strerror or type(error).__name__}
    return EnvironmentProblem(Problem("export.failed", "output", values))
