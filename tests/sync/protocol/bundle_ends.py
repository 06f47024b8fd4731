"""Both ends of a bundle in memory: parts one can look at, and a sink that remembers."""

from __future__ import annotations

import hashlib
import io

from sync.protocol.bundle import Kind


class KeptPart(io.BytesIO):
    """A part that can be looked at after it was closed."""

    def __init__(self, parts: list[bytes]) -> None:
        super().__init__()
        self._parts = parts

    def close(self) -> None:
        if not self.closed:
            self._parts.append(self.getvalue())
        super().close()


class Taking:
    """A sink that remembers what it was given."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, object]] = []
        self.longest = 0
        self._blob: list[bytes] = []
        self._size = 0

    def take(self, kind: Kind, content: bytes) -> None:
        self.taken.append((kind, content))

    def begin(self, size: int) -> None:
        self._blob, self._size = [], size

    def write(self, data: bytes) -> None:
        self.longest = max(self.longest, len(data))
        self._blob.append(data)

    def end(self, sha256: str) -> None:
        whole = b"".join(self._blob)
        assert (len(whole), hashlib.sha256(whole).hexdigest()) == (self._size, sha256)
        self.taken.append(("blob", sha256))
