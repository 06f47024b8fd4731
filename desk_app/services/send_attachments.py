"""Attachments on their way to the province: what waits, whether it may go now, and pausing it.

`AttachmentFiles` is the desk's side of the stage `sync.client.attachments`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from desk_app.attachments.keep import Keep
from desk_app.core.clock import Instant, Millis, day_of
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.core.work_calendar import WorkCalendar
from desk_app.core.workdays import minute_and_day
from desk_app.services.attachment_memory import (
    FileMemory,
    change_file_memory,
    read_file_memory,
    with_spent,
)
from desk_app.services.changes import Changes
from desk_app.services.deadlines import calendar_of
from desk_app.services.erase_evidence import delete_erased_elsewhere
from desk_app.services.fetch_attachment import Fetching
from desk_app.services.settings import desk_settings_of
from desk_app.services.sync_values import SyncState
from desk_app.store import blob_receipts, evidence_rows, sqlite
from desk_app.store.store import Reader, Store
from desk_app.store.writer import Tx
from sync.client.files_port import Agenda, Blob, Came, Piece, Room
from sync.client.ranges import LEAST

_MEGABYTE = 1_000_000


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """How the attachments fare, for the page "Đồng bộ".

    files, size: how many lie here that the province does not hold, and their bytes; lost: files of
    this desk that neither the province holds nor this disk; problem: why they do not move, None
    while they do; spent: bytes that crossed the line today.
    """

    files: int = 0
    size: int = 0
    lost: int = 0
    paused: bool = False
    problem: Problem | None = None
    spent: int = 0


def count_waiting(reader: Reader, keep: Keep) -> int:
    """How many attachments lie here that the province does not hold."""
    return len(_to_send(reader, keep)[0])


def attachments_waiting(reader: Reader, keep: Keep, now: Millis) -> Waiting:
    """What waits, and why."""
    memory = read_file_memory(reader.connection)
    waiting, lost = _to_send(reader, keep)
    why = _why_not(reader.connection, memory, now) if waiting else None
    return Waiting(
        files=len(waiting),
        size=sum(blob.size for blob in waiting),
        lost=lost,
        paused=memory.paused,
        problem=why or memory.problem,
        spent=memory.spent_on(day_of(now)),
    )


def with_attachments(state: SyncState, reader: Reader, keep: Keep, now: Millis) -> SyncState:
    """What the page shows, and how the attachments fare."""
    waiting = attachments_waiting(reader, keep, now)
    return msgspec.structs.replace(
        state,
        blobs=waiting.files,
        blob_bytes=waiting.size,
        blobs_paused=waiting.paused,
        blobs_why=waiting.problem,
        blobs_lost=waiting.lost,
    )


def pause_attachments(tx: Tx, *, paused: bool) -> Changes:
    """Let attachments wait until somebody lets them go on; what arrived stays there."""
    change_file_memory(tx, lambda memory: msgspec.structs.replace(memory, paused=paused))
    return Changes()


class AttachmentFiles:
    """`FilesPort` on a desk's store and its keep; used by the one thread that syncs.

    changed: told when a file came that somebody may be waiting to see.
    """

    def __init__(
        self,
        store: Store,
        keep: Keep,
        now: Callable[[], Instant],
        changed: Callable[[Changes], None] = lambda changes: None,
    ) -> None:
        self._store, self._keep, self._now = store, keep, now
        self._fetching = Fetching(store, keep, now, changed)
        self._given: frozenset[str] = frozenset()

    # -- reads

    def agenda(self, now: Instant) -> Agenda:
        """What is to be done now."""
        delete_erased_elsewhere(self._store, self._keep)
        with self._store.reader() as reader:
            connection = reader.connection
            memory = read_file_memory(connection)
            wanted = self._wanted(connection, memory)
            self._given = frozenset(memory.wanted)
            if len(wanted) < len(memory.wanted):
                self._forget_wishes(self._given - {blob.sha256 for blob in wanted})
            if _why_not(connection, memory, now.wall) is not None:
                return Agenda(wanted=wanted)
            down: tuple[Blob, ...] = ()
            if desk_settings_of(connection).attachments_fetched:
                down = self._absent(evidence_rows.live(connection))
            return Agenda(wanted=wanted, up=_to_send(reader, self._keep)[0], down=down)

    def piece(self, sha256: str, first: int, length: int) -> Piece:
        """Bytes of a file, if it may still be sent."""
        with self._store.reader() as reader:
            size = evidence_rows.live_size(reader.connection, sha256)
            if size is None:
                return Piece(stop="over")
            memory = read_file_memory(reader.connection)
            if not self._given.issuperset(memory.wanted):
                return Piece(stop="wanted")
            length = _allowed(reader.connection, memory, self._now().wall, length, size - first)
        if not length:
            return Piece(stop="rest")
        try:
            data = self._keep.piece(sha256, first, length)
        except EnvironmentProblem:
            return Piece(stop="gone")
        return Piece(data) if len(data) == length else Piece(stop="gone")

    def room(self, blob: Blob, length: int, *, wanted: bool) -> Room:
        """Where a file goes on that is being fetched."""
        have = self._fetching.have(blob)
        with self._store.reader() as reader:
            if evidence_rows.live_size(reader.connection, blob.sha256) is None:
                self._fetching.forget(blob)
                return Room(stop="over")
            memory = read_file_memory(reader.connection)
            if wanted:
                return Room(have, length)
            if not self._given.issuperset(memory.wanted):
                return Room(stop="wanted")
            left = blob.size - have
            length = _allowed(reader.connection, memory, self._now().wall, length, left)
        return Room(have, length) if length else Room(stop="rest")

    # -- writes

    def sent(self, spent: int, whole: Blob | None) -> None:
        """A piece went; whole: the province holds this file now."""

        def write(tx: Tx) -> None:
            if spent:
                change_file_memory(tx, lambda memory: with_spent(memory, spent, tx.now.wall))
            # Removed meanwhile, it is deleted there as soon as the province hears of it.
            live = whole and evidence_rows.live_size(tx.connection, whole.sha256) is not None
            if whole is not None and live:
                blob_receipts.keep(tx.connection, whole.sha256, tx.now.wall)

        self._write(write)

    def came(self, blob: Blob, first: int, data: bytes) -> Came:
        """Take in a piece; the last one makes the file whole."""
        self._write(
            lambda tx: change_file_memory(
                tx, lambda memory: with_spent(memory, len(data), tx.now.wall)
            )
        )
        return self._fetching.add(blob, first, data)

    def not_there(self, sha256: str, problem: Problem) -> None:
        """Somebody waits for this file, and the province does not have it."""

        def noted(memory: FileMemory) -> FileMemory:
            if sha256 not in memory.wanted:
                return memory
            return msgspec.structs.replace(memory, wanted={**memory.wanted, sha256: problem.code})

        self._write(lambda tx: change_file_memory(tx, noted))

    def trouble(self, problem: Problem | None) -> None:
        """Remember why files do not move, or that they do."""
        with self._store.reader() as reader:
            if read_file_memory(reader.connection).problem == problem:
                return
        self._write(
            lambda tx: change_file_memory(
                tx, lambda memory: msgspec.structs.replace(memory, problem=problem)
            )
        )

    def _write(self, job: Callable[[Tx], None]) -> None:
        """In the background: nobody at the desk waits for a photo."""
        self._store.writer.submit(job, background=True).result()

    def _wanted(self, connection: sqlite.Connection, memory: FileMemory) -> tuple[Blob, ...]:
        sizes = ((name, evidence_rows.live_size(connection, name)) for name in memory.wanted)
        return self._absent([(name, size) for name, size in sizes if size is not None])

    def _absent(self, files: Sequence[tuple[str, int]]) -> tuple[Blob, ...]:
        """Those that are not here; what another desk says of a size is only its word."""
        here = self._keep.here(sha256 for sha256, _ in files)
        limit = self._keep.limits.file
        return tuple(Blob(*one) for one in files if one[0] not in here and one[1] <= limit)

    def _forget_wishes(self, over: frozenset[str]) -> None:
        """Files that came in another way, or that nobody may have any more."""

        def kept(memory: FileMemory) -> FileMemory:
            wanted = {name: why for name, why in memory.wanted.items() if name not in over}
            return msgspec.structs.replace(memory, wanted=wanted)

        self._write(lambda tx: change_file_memory(tx, kept))


def _to_send(reader: Reader, keep: Keep) -> tuple[tuple[Blob, ...], int]:
    """What waits and lies here, and how many files are lost: neither here nor at the province."""
    waiting = blob_receipts.waiting(reader.connection, reader.desk.desk)
    here = keep.here(sha256 for sha256, _ in waiting)
    found = tuple(Blob(sha256, size) for sha256, size in waiting if sha256 in here)
    return found, len(waiting) - len(found)


def _why_not(connection: sqlite.Connection, memory: FileMemory, now: Millis) -> Problem | None:
    """Why no file goes by itself now, as somebody wished; None when files may go."""
    if memory.paused:
        return Problem("attachments.paused")
    settings = desk_settings_of(connection)
    if settings.attachments_after_hours and is_open(calendar_of(connection, settings), now):
        return Problem("attachments.office_hours")
    left = _left(settings, memory, now)
    if left is not None and left < LEAST:
        values = {"limit": str(settings.attachment_megabytes)}
        return Problem("attachments.day_limit", values=values)
    return None


def _allowed(
    connection: sqlite.Connection, memory: FileMemory, now: Millis, length: int, rest: int
) -> int:
    """How many bytes may cross the line now; 0 for none. Only a file's end may be a small piece."""
    length = min(length, rest)
    if length <= 0 or _why_not(connection, memory, now) is not None:
        return 0
    left = _left(desk_settings_of(connection), memory, now)
    if left is None or left >= length:
        return length
    return left if left >= LEAST else 0


def _left(settings: DeskSettings, memory: FileMemory, now: Millis) -> int | None:
    """How many bytes of the day's limit are left; None without a limit."""
    if not settings.attachment_megabytes:
        return None
    spent = memory.spent_on(day_of(now))
    return max(0, settings.attachment_megabytes * _MEGABYTE - spent)


def is_open(calendar: WorkCalendar, now: Millis) -> bool:
    """Whether the office is open now."""
    _, minute = minute_and_day(now)
    return calendar.is_working(day_of(now)) and any(
        span.start <= minute < span.end for span in calendar.hours
    )
