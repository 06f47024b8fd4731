"""What the stage of the attachments reads from the desk and writes into it, deed by deed."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

import msgspec

from desk_app.core.clock import Instant
from desk_app.core.problems import Problem
from sync.client.port import DeskPort

# Why a file does not go on: nobody may have it any more; it is not on this disk; files rest for
# now (paused, the day's limit, opening hours); somebody waits for another one.
Stop = Literal["", "over", "gone", "rest", "wanted"]


class Blob(NamedTuple):
    """A file by the op that speaks of it."""

    sha256: str
    size: int


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done now, each list in its order.

    wanted: to be fetched because somebody wants to see it; up: to be sent; down: to be fetched
    beside that.
    """

    wanted: tuple[Blob, ...] = ()
    up: tuple[Blob, ...] = ()
    down: tuple[Blob, ...] = ()


class Piece(msgspec.Struct, frozen=True):
    """Bytes that may go now, or why none may."""

    data: bytes = b""
    stop: Stop = ""


class Room(msgspec.Struct, frozen=True):
    """How much of a file is here, and how many bytes more may come now; or why none may."""

    have: int = 0
    length: int = 0
    stop: Stop = ""


class Came(msgspec.Struct, frozen=True):
    """What came of bytes that were taken in. damaged: the whole was not the file, nothing stays."""

    have: int
    whole: bool = False
    damaged: bool = False


class FilesPort(Protocol):
    """The desk's attachments, as far as syncing goes. `spent`: bytes that crossed the line."""

    def agenda(self, now: Instant) -> Agenda:
        """What is to be done; it is asked anew as often as one likes."""

    def piece(self, sha256: str, first: int, length: int) -> Piece:
        """Bytes of a file, if it may still be sent."""

    def sent(self, spent: int, whole: Blob | None) -> None:
        """A piece went; whole: the province said that it holds this file now."""

    def room(self, blob: Blob, length: int, *, wanted: bool) -> Room:
        """Where a file goes on that is being fetched."""

    def came(self, blob: Blob, first: int, data: bytes) -> Came:
        """Take in a piece; the last one makes the file whole, proven and in its place."""

    def not_there(self, sha256: str, problem: Problem) -> None:
        """Somebody waits for this file, and the province does not have it."""

    def trouble(self, problem: Problem | None) -> None:
        """Remember why files do not move, or that they do."""


class ReadAgenda(msgspec.Struct, frozen=True):
    """`FilesPort.agenda`."""

    files: FilesPort
    now: Instant

    def on(self, port: DeskPort) -> Agenda:
        """Do it."""
        return self.files.agenda(self.now)


class ReadPiece(msgspec.Struct, frozen=True):
    """`FilesPort.piece`."""

    files: FilesPort
    sha256: str
    first: int
    length: int

    def on(self, port: DeskPort) -> Piece:
        """Do it."""
        return self.files.piece(self.sha256, self.first, self.length)


class KeepSent(msgspec.Struct, frozen=True):
    """`FilesPort.sent`."""

    files: FilesPort
    spent: int
    whole: Blob | None = None

    def on(self, port: DeskPort) -> None:
        """Do it."""
        self.files.sent(self.spent, self.whole)


class FindRoom(msgspec.Struct, frozen=True):
    """`FilesPort.room`."""

    files: FilesPort
    blob: Blob
    length: int
    wanted: bool

    def on(self, port: DeskPort) -> Room:
        """Do it."""
        return self.files.room(self.blob, self.length, wanted=self.wanted)


class KeepPiece(msgspec.Struct, frozen=True):
    """`FilesPort.came`."""

    files: FilesPort
    blob: Blob
    first: int
    data: bytes

    def on(self, port: DeskPort) -> Came:
        """Do it."""
        return self.files.came(self.blob, self.first, self.data)


class KeepNotThere(msgspec.Struct, frozen=True):
    """`FilesPort.not_there`."""

    files: FilesPort
    sha256: str
    problem: Problem

    def on(self, port: DeskPort) -> None:
        """Do it."""
        self.files.not_there(self.sha256, self.problem)


class KeepTrouble(msgspec.Struct, frozen=True):
    """`FilesPort.trouble`."""

    files: FilesPort
    problem: Problem | None

    def on(self, port: DeskPort) -> None:
        """Do it."""
        self.files.trouble(self.problem)
