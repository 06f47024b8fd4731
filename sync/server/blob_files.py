"""Attachments as files of the province: one folder a commune, each file under its own hash."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.server.store.faults import translating

_NAME = re.compile(r"[0-9a-f]{64}\Z")
_COMMUNE = re.compile(r"[0-9]{5}\Z")
_PART = ".part"
_STEP = 1 << 20


class BlobFiles:
    """The files below one folder. Every name is checked here: no text of a request is a path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def have(self, commune: str, sha256: str) -> int:
        """How many bytes of a file are here."""
        for path in (self._whole(commune, sha256), self._part(commune, sha256)):
            try:
                return path.stat().st_size
            except FileNotFoundError:
                continue
        return 0

    def append(self, commune: str, sha256: str, at: int, data: bytes, size: int) -> int:
        """Add bytes at the end of what is here; how many are here now, on the disk.

        Bytes that are here already are passed over, a gap adds nothing. The last bytes make the
        file whole if its hash is right; else nothing of it stays, and 0 is returned.
        """
        whole = self._whole(commune, sha256)
        if whole.exists():
            return size
        whole.parent.mkdir(parents=True, exist_ok=True)
        with translating(), self._alone(commune, sha256) as descriptor:
            if whole.exists():  # somebody else finished it while we waited
                return size
            have = os.fstat(descriptor).st_size
            new = data[have - at :] if at <= have else b""
            if have + len(new) > size:
                return have
            self._write(descriptor, new, have)
            have += len(new)
            if have < size:
                return have
            part = self._part(commune, sha256)
            if _digest(descriptor) != sha256:
                part.unlink(missing_ok=True)
                return 0
            part.rename(whole)
            _sync_folder(whole.parent)
            return size

    def _write(self, descriptor: int, data: bytes, have: int) -> None:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, have)  # a full disk leaves what was here before
            raise

    @contextmanager
    def _alone(self, commune: str, sha256: str) -> Iterator[int]:
        """The unfinished file, opened at its end; nobody else writes it meanwhile."""
        path = self._part(commune, sha256)
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if not _is_still(descriptor, path) and not self._whole(commune, sha256).exists():
                    continue  # it was deleted while we waited for it
                yield descriptor
                return
            finally:
                os.close(descriptor)

    def read(self, commune: str, sha256: str, first: int, count: int) -> bytes:
        """A piece of a whole file; empty when it is not here."""
        try:
            with self._whole(commune, sha256).open("rb") as file:
                file.seek(first)
                return file.read(count)
        except FileNotFoundError:
            return b""

    def is_sound(self, commune: str, sha256: str) -> bool:
        """Whether the whole file is here and its bytes are what its name says."""
        try:
            with self._whole(commune, sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def remove(self, commune: str, sha256: str) -> None:
        """Delete a file, and what may have come of it."""
        for path in (self._whole(commune, sha256), self._part(commune, sha256)):
            path.unlink(missing_ok=True)

    def kept(self, commune: str) -> set[str]:
        """The hashes of all files here, finished or not."""
        folder = self._of(commune)
        if not folder.is_dir():
            return set()
        names = {path.name.removesuffix(_PART) for path in folder.iterdir()}
        return {name for name in names if _NAME.match(name)}

    def _of(self, commune: str) -> Path:
        if _COMMUNE.match(commune) is None:
            raise ValueError(f"not the code of a commune: {commune!r}")
        return self._folder / commune

    def _whole(self, commune: str, sha256: str) -> Path:
        if _NAME.match(sha256) is None:
            raise ValueError(f"not a hash: {sha256!r}")
        return self._of(commune) / sha256

    def _part(self, commune: str, sha256: str) -> Path:
        return self._whole(commune, sha256).with_suffix(_PART)


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the open file is the one that stands under this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _digest(descriptor: int) -> str:
    digest = hashlib.sha256()
    place = 0
    while step := os.pread(descriptor, _STEP, place):
        digest.update(step)
        place += len(step)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
