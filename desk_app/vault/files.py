"""Small files written so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

OWNER_ONLY = 0o600
# No file of the vault is longer; a file handed over by mistake is not read into memory whole.
SIZE_LIMIT = 65_536
_PART = ".part"


def write_whole(path: Path, data: bytes) -> None:
    """`path` holds exactly `data`, on the disk, readable by its owner only.

    Raises OSError when the disk refuses; then `path` is as it was before.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


def parts_of(path: Path) -> list[Path]:
    """What writes of `path` left behind that a crash or a power cut ended."""
    return sorted(path.parent.glob(f".{path.name}.*{_PART}"))


def write_new(path: Path, data: bytes) -> None:
    """As `write_whole`, for a file that must not exist yet: FileExistsError when it does."""
    if path.exists():
        raise FileExistsError(path)
    write_whole(path, data)


def read_limited(path: Path) -> bytes:
    """The file's bytes, at most one more than SIZE_LIMIT: enough to see that it is too long."""
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _keep_name(folder: Path) -> None:
    """The rename itself reaches the disk. Windows has no handle on folders and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
