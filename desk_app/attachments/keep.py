"""Where attached files lie: encrypted, each once, under names that tell nothing of them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from desk_app.attachments import kinds
from desk_app.attachments.limits import MEBIBYTE, Limits
from desk_app.attachments.sealed import (
    CHUNK,
    SALT_LENGTH,
    DamagedError,
    SealedReader,
    Sealer,
    file_key,
    head_of,
)
from desk_app.attachments.source import (
    BINARY,
    Cancelled,
    Stopped,
    again,
    checked_kind,
    opened_source,
    read_up_to,
)
from desk_app.core.case_ops import Medium
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem

FOLDER_NAME = "attachments"
PART = ".part"
_OWNER_ONLY = 0o600
_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_DAY = 86_400

OnProgress = Callable[[int, int], None]


class Taken(msgspec.Struct, frozen=True):
    """A file that was sealed beside the others and has no name among them yet."""

    sha256: str
    size: int
    media: Medium
    path: Path
    key: bytes


def _nothing(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _never() -> bool:
    return False


class Keep:
    """The attachments of one desk. `key` is the desk's database key; ours is derived from it."""

    def __init__(self, folder: Path, key: bytes, limits: Limits | None = None) -> None:
        self.folder = folder
        self.limits = limits if limits is not None else Limits()
        self.key = hashlib.blake2b(key=key, digest_size=32, person=b"mc-attachments").digest()

    @contextmanager
    def taking(
        self,
        source: Path | bytes,
        on_progress: OnProgress = _nothing,
        cancelled: Cancelled = _never,
    ) -> Iterator[Taken]:
        """A copy of `source`, sealed and on the disk, for as long as the block lasts.

        What `put_in_place` did not give a name is gone afterwards. UserProblem when the file is
        none of ours, empty, too long or changed while it was read; EnvironmentProblem when the
        disk refuses; Stopped when `cancelled` turned true.
        """
        self.make_folder()
        path = self.folder / f"{secrets.token_hex(16)}{PART}"
        try:
            yield self._seal(source, path, on_progress, cancelled)
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def put_in_place(self, taken: Taken) -> None:
        """Give a sealed file its name, for good; one of the same content gives way to it.

        Called in the transaction that writes the op, so that `sweep` never comes between.
        """
        with writing():
            os.replace(taken.path, self.place(taken.sha256))
            _sync_folder(self.folder)

    def has(self, sha256: str) -> bool:
        """Whether a file lies here."""
        return self.place(sha256).exists()

    def here(self, digests: Iterable[str]) -> frozenset[str]:
        """Which of these files lie here; one look into the folder for all of them."""
        wanted = {self.place(sha256).name: sha256 for sha256 in digests}
        if not wanted:
            return frozenset()
        try:
            with os.scandir(self.folder) as lying:
                return frozenset(wanted[one.name] for one in lying if one.name in wanted)
        except OSError:
            return frozenset()

    def piece(self, sha256: str, first: int, length: int) -> bytes:
        """Some bytes of what was attached, from any place.

        EnvironmentProblem when the file is gone or damaged there.
        """
        path, key = self.one_key(sha256)
        found = bytearray()
        with reading(), SealedReader(path, key) as reader:
            reader.seek(first)
            while len(found) < length and (more := reader.read(length - len(found))):
                found += more
        return bytes(found)

    def one_key(self, sha256: str) -> tuple[Path, bytes]:
        """Where a file lies, and the key of this one only: what a worker is given."""
        place = self.place(sha256)
        with reading():
            return place, file_key(self.key, head_of(place))

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """What was attached, piece by piece; the last piece comes only when the hash agrees.

        EnvironmentProblem when the file is gone or damaged.
        """
        path, key = self.one_key(sha256)
        digest = hashlib.sha256()
        held = b""
        with reading(), SealedReader(path, key) as reader:
            while piece := reader.read(CHUNK):
                if held:
                    yield held
                digest.update(piece)
                held = piece
            if digest.hexdigest() != sha256:
                raise DamagedError
        yield held

    def verify(self, sha256: str) -> bool:
        """Whether a file is here and whole."""
        try:
            for _ in self.pieces(sha256):
                pass
        except EnvironmentProblem:
            return False
        return True

    def forget(self, digests: Iterable[str]) -> None:
        """Delete files for good."""
        for sha256 in digests:
            with contextlib.suppress(OSError):
                self.place(sha256).unlink(missing_ok=True)

    def sweep(self, named: Iterable[str], now: float | None = None) -> int:
        """Delete files of yesterday and before that no op names; returns how many.

        Called in a writing transaction: nobody gives a file its name and its op meanwhile.
        """
        if not self.folder.is_dir():
            return 0
        before = (time.time() if now is None else now) - _DAY
        kept = {self.place(sha256).name for sha256 in named}
        gone = 0
        with writing():
            for path in self.folder.iterdir():
                if path.name in kept or not _is_ours(path.name):
                    continue
                with contextlib.suppress(FileNotFoundError):
                    if path.stat().st_mtime < before:
                        path.unlink()
                        gone += 1
        return gone

    def copy_to(self, folder: Path, sha256: str, before: Path | None = None) -> bool:
        """A copy of a file as it lies here, encrypted, in another folder; False when it is not
        here or damaged.

        before: a folder with earlier copies, each verified when it was made: one that is there
        only gets a second name, where the disk has second names.
        """
        source = self.place(sha256)
        target = folder / source.name
        if not source.exists():
            return False
        with writing():
            folder.mkdir(mode=0o700, exist_ok=True)
            if before is not None and _named_again(before / source.name, target):
                return True
            with source.open("rb") as opened, new_file(target) as out:
                while piece := opened.read(1 << 20):
                    out.write(piece)
            if not self._opened_in(folder).verify(sha256):
                target.unlink(missing_ok=True)
                return False
        return True

    def bring_back(self, folder: Path) -> list[str]:
        """Copy what lies whole in a backup's folder and not here; the names of all that lie there.

        The files are encrypted under the same key: it comes with the backup's database.
        """
        if not folder.is_dir():
            return []
        self.make_folder()
        names = sorted(path.name for path in folder.iterdir() if _is_ours(path.name))
        names = [name for name in names if not name.endswith(PART)]
        with writing():
            for name in names:
                if self._is_whole(self.folder / name):
                    continue
                part = self.folder / f"{secrets.token_hex(16)}{PART}"
                with (folder / name).open("rb") as opened, new_file(part) as out:
                    while piece := opened.read(1 << 20):
                        out.write(piece)
                os.replace(part, self.folder / name)
            _sync_folder(self.folder)
        return names

    def set_aside(self, target: Path, but: Iterable[str]) -> None:
        """Move every file but these into another folder: they lie here under another key."""
        if not self.folder.is_dir():
            return
        kept = set(but)
        with writing():
            for path in sorted(self.folder.iterdir()):
                if _is_ours(path.name) and path.name not in kept:
                    target.mkdir(mode=0o700, exist_ok=True)
                    os.replace(path, target / path.name)

    def _is_whole(self, place: Path) -> bool:
        """Whether every chunk of a file opens."""
        try:
            with SealedReader(place, file_key(self.key, head_of(place))) as reader:
                while reader.read(CHUNK):
                    pass
        except (OSError, DamagedError):
            return False
        return True

    def _opened_in(self, folder: Path) -> Keep:
        """The same files in another folder."""
        other = Keep(folder, b"", self.limits)
        other.key = self.key
        return other

    def place(self, sha256: str) -> Path:
        """Where a file lies, or would lie."""
        # Keyed: whoever has a suspect's file must not see by its name that it lies here.
        name = hashlib.blake2b(
            bytes.fromhex(sha256), key=self.key, digest_size=16, person=b"mc-attached-name"
        )
        return self.folder / name.hexdigest()

    def make_folder(self) -> None:
        """The folder is there."""
        with writing():
            self.folder.mkdir(mode=0o700, exist_ok=True)

    def _seal(
        self, source: Path | bytes, path: Path, on_progress: OnProgress, cancelled: Cancelled
    ) -> Taken:
        salt = secrets.token_bytes(SALT_LENGTH)
        with opened_source(source) as (reader, size):
            head = read_up_to(reader, kinds.HEAD)
            media = checked_kind(head, size)
            if size > self.limits.file:
                values = {
                    "have": str(-(-size // MEBIBYTE)),
                    "limit": str(self.limits.file // MEBIBYTE),
                }
                raise UserProblem(Problem("evidence.too_big", "file", values))
            digest = hashlib.sha256()
            done = 0
            with writing(), new_file(path) as out:
                sealer = Sealer(out, self.key, salt)
                piece = head
                while piece:
                    if cancelled():
                        raise Stopped
                    done += len(piece)
                    if done > size:
                        raise UserProblem(Problem("evidence.changed", "file"))
                    digest.update(piece)
                    sealer.write(piece)
                    on_progress(done, size)
                    piece = read_up_to(reader, CHUNK)
                sealer.finish()
            if done != size or again(reader, cancelled) != digest.digest():
                raise UserProblem(Problem("evidence.changed", "file"))
        return Taken(digest.hexdigest(), size, media, path, file_key(self.key, salt))


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that is on the disk when the block ends; nothing is left when it fails."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def _named_again(there: Path, target: Path) -> bool:
    try:
        os.link(there, target)
    except OSError:
        return False
    return True


def _is_ours(name: str) -> bool:
    """Whether a name is one that this module gives: nothing else in the folder is touched."""
    stem = name.removesuffix(PART)
    return len(stem) == 32 and all(letter in "0123456789abcdef" for letter in stem)


@contextmanager
def writing() -> Iterator[None]:
    """What the disk refuses to write is an EnvironmentProblem."""
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL
        code = "evidence.disk_full" if full else "evidence.disk_refused"
        raise EnvironmentProblem(Problem(code)) from error


@contextmanager
def reading() -> Iterator[None]:
    """A file that cannot be read, or is not what was sealed, is an EnvironmentProblem."""
    try:
        yield
    except FileNotFoundError as error:
        raise EnvironmentProblem(Problem("evidence.gone")) from error
    except (OSError, DamagedError) as error:
        raise EnvironmentProblem(Problem("evidence.damaged")) from error


def _sync_folder(folder: Path) -> None:
    """The rename itself reaches the disk. Windows has no handle on folders and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
