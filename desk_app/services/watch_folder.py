"""What a scanner put into its folder: files that came to rest and that no case has yet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from desk_app.attachments import kinds
from desk_app.attachments.limits import Limits
from desk_app.core.case_ops import Medium
from desk_app.core.clock import Millis

# Older files are no longer of the citizen who sits there.
_RECENT = 12 * 3600 * 1000
_LOOKED_AT = 500
_PIECE = 1 << 20


class Offered(msgspec.Struct, frozen=True):
    """A file that lies ready; it is only offered, never taken by itself."""

    path: Path
    name: str
    size: int
    at: Millis
    media: Medium


class _Seen(msgspec.Struct, frozen=True):
    size: int
    changed: int


class WatchedFolder:
    """Looks into one folder again and again; not into folders below it.

    known: which of these digests some case has already.
    """

    def __init__(
        self, folder: Path, known: Callable[[list[str]], frozenset[str]], limits: Limits
    ) -> None:
        self.folder = folder
        self._known, self._limits = known, limits
        self._seen: dict[str, _Seen] = {}
        self._digests: dict[tuple[str, _Seen], str] = {}

    def look(self, now: Millis) -> tuple[Offered, ...]:
        """Files as they were at the look before, the newest first; nothing where there is none.

        A folder that is gone for the moment (a stick, a share) offers nothing.
        """
        before, self._seen = self._seen, {}
        resting: list[tuple[Offered, _Seen]] = []
        for entry, state in self._entries(now):
            self._seen[entry.name] = state
            if before.get(entry.name) != state:
                continue  # new, or still being written
            media = _medium(Path(entry.path))
            if media is not None:
                at = Millis(state.changed // 1_000_000)
                resting.append(
                    (Offered(Path(entry.path), entry.name, state.size, at, media), state)
                )
        digests = [self._digest(offered, state) for offered, state in resting]
        known = (
            self._known([digest for digest in digests if digest]) if any(digests) else frozenset()
        )
        found = [
            offered
            for (offered, _), digest in zip(resting, digests, strict=True)
            if digest and digest not in known
        ]
        return tuple(sorted(found, key=lambda offered: (-offered.at, offered.name)))

    def _entries(self, now: Millis) -> list[tuple[os.DirEntry[str], _Seen]]:
        found: list[tuple[os.DirEntry[str], _Seen]] = []
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or not entry.is_file():
                        continue
                    told = entry.stat()
                    recent = told.st_mtime_ns // 1_000_000 > now - _RECENT
                    if recent and 0 < told.st_size <= self._limits.file:
                        found.append((entry, _Seen(told.st_size, told.st_mtime_ns)))
        except OSError:
            return []
        found.sort(key=lambda one: one[1].changed, reverse=True)
        return found[:_LOOKED_AT]

    def _digest(self, offered: Offered, state: _Seen) -> str:
        place = (offered.name, state)
        if place not in self._digests:
            self._digests[place] = _digest_of(offered.path)
        return self._digests[place]


def _medium(path: Path) -> Medium | None:
    try:
        with path.open("rb") as file:
            return kinds.medium_of(file.read(kinds.HEAD))
    except OSError:
        return None


def _digest_of(path: Path) -> str:
    """The hash of a file; "" when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()
