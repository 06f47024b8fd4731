"""A file that comes from the province in pieces: sealed as it comes, resumed after any crash."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets

from desk_app.attachments import kinds
from desk_app.attachments.keep import (
    PART,
    Keep,
    Taken,
    new_file,
    reading,
    writing,
)
from desk_app.attachments.sealed import (
    CHUNK,
    SALT_LENGTH,
    DamagedError,
    SealedReader,
    Sealer,
    file_key,
    head_of,
)
from desk_app.attachments.source import BINARY


class Fetched:
    """The begun file of one hash. What is not yet a whole chunk waits in memory only."""

    def __init__(self, keep: Keep, sha256: str, size: int) -> None:
        self._keep, self._size = keep, size
        self.sha256 = sha256
        # Its own name: after a crash the same file is found again, and yesterday's is swept.
        self._path = keep.place(sha256).with_suffix(PART)
        self._waiting, self._behind = b"", 0

    @property
    def have(self) -> int:
        """How many bytes need not come again."""
        sealed = self._sealed
        if sealed != self._behind:
            # Another program of this desk went on with the file meanwhile.
            self._waiting, self._behind = b"", sealed
        return sealed * CHUNK + len(self._waiting)

    @property
    def _sealed(self) -> int:
        try:
            length = self._path.stat().st_size
        except OSError:
            return 0
        # Stopped between sealing the last chunk and giving the name: the last one comes again.
        return min(Sealer.whole_chunks(length), (self._size - 1) // CHUNK)

    def add(self, first: int, data: bytes) -> None:
        """Take the bytes that begin at `first`; what is here already is passed over.

        EnvironmentProblem when the disk refuses: what was here before is still here.
        """
        have = self.have
        if first > have:
            return
        waiting = self._waiting + data[have - first :]
        if have - len(self._waiting) + len(waiting) > self._size:
            return
        # The last chunk, a whole one too, stays back: it is sealed in another way.
        whole = (len(waiting) - 1) // CHUNK * CHUNK if waiting else 0
        if whole:
            self._write(waiting[:whole])
        self._waiting, self._behind = waiting[whole:], self._sealed

    def finish(self) -> Taken | None:
        """Seal the last chunk and prove the whole: None when it is not the file that was named.

        Nothing of it is left then. `Keep.put_in_place` gives a proven one its name.
        """
        self._write(self._waiting, last=True)
        self._waiting = b""
        digest = hashlib.sha256()
        head = b""
        with reading():
            try:
                key = file_key(self._keep.key, head_of(self._path))
                with SealedReader(self._path, key) as reader:
                    while piece := reader.read(CHUNK):
                        head = head or piece[: kinds.HEAD]
                        digest.update(piece)
            except DamagedError:
                digest = hashlib.sha256()
        media = kinds.medium_of(head)
        if digest.hexdigest() != self.sha256 or media is None:
            self.forget()
            return None
        return Taken(self.sha256, self._size, media, self._path, key)

    def forget(self) -> None:
        """Delete what came."""
        self._waiting = b""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, data: bytes, *, last: bool = False) -> None:
        sealed = self._sealed
        with writing():
            if not self._is_begun():
                self._keep.make_folder()
                with contextlib.suppress(FileNotFoundError):
                    self._path.unlink()
                with new_file(self._path) as out:
                    Sealer.begin(out, secrets.token_bytes(SALT_LENGTH))
                sealed = 0
            handle = os.open(self._path, os.O_WRONLY | BINARY)
            with os.fdopen(handle, "wb") as out:
                # A torn chunk behind the last whole one is written over, and so is a last one.
                out.truncate(Sealer.place_of(sealed))
                out.seek(Sealer.place_of(sealed))
                salt = head_of(self._path)
                sealer = Sealer.going_on(out, self._keep.key, salt, sealed)
                for start in range(0, len(data), CHUNK):
                    sealer.seal(data[start : start + CHUNK], last=last)
                out.flush()
                os.fsync(handle)

    def _is_begun(self) -> bool:
        try:
            head_of(self._path)
        except (OSError, DamagedError):
            return False
        return True
