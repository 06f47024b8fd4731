"""Attachments that other desks of the commune attached: wished for here, fetched, proven, kept."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.attachments import look_into
from desk_app.attachments.fetched import Fetched
from desk_app.attachments.frames import Sealed
from desk_app.attachments.keep import Keep, Taken
from desk_app.core.clock import Instant
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.evidence import EvidenceView
from desk_app.core.problems import Problem
from desk_app.services.attachment_memory import FileMemory, change_file_memory, read_file_memory
from desk_app.services.changes import Changes
from desk_app.store import blob_receipts, evidence_rows, province
from desk_app.store.store import Reader, Store
from desk_app.store.writer import Tx
from sync.client.files_port import Blob, Came


def is_here(keep: Keep, view: EvidenceView) -> bool:
    """Whether a file can be opened at once."""
    return keep.has(view.sha256)


def wish_for(tx: Tx, view: EvidenceView) -> Changes:
    """Let a file come that another desk attached; the lane that syncs fetches it first of all."""

    def wished(memory: FileMemory) -> FileMemory:
        return msgspec.structs.replace(memory, wanted={**memory.wanted, view.sha256: ""})

    change_file_memory(tx, wished)
    return Changes()


def why_not_here(reader: Reader, view: EvidenceView) -> Problem:
    """Why a file cannot be opened yet, for whoever wished for it."""
    if province.read(reader.connection) is None:
        return Problem("evidence.gone")
    code = read_file_memory(reader.connection).wanted.get(view.sha256)
    return Problem(code or "attachments.coming")


class Fetching:
    """Takes in what comes; one begun file in memory at a time. Used by the thread that syncs."""

    def __init__(
        self,
        store: Store,
        keep: Keep,
        now: Callable[[], Instant],
        changed: Callable[[Changes], None],
    ) -> None:
        self._store, self._keep, self._now, self._changed = store, keep, now, changed
        self._begun: Fetched | None = None

    def have(self, blob: Blob) -> int:
        """How many bytes of it are here."""
        return self._of(blob).have

    def forget(self, blob: Blob) -> None:
        """Nobody may have it any more."""
        self._of(blob).forget()

    def add(self, blob: Blob, first: int, data: bytes) -> Came:
        """Take in a piece; the last one proves the whole and gives it its place."""
        begun = self._of(blob)
        begun.add(first, data)
        if begun.have < blob.size:
            return Came(begun.have)
        self._begun = None
        taken = begun.finish()
        if taken is None:
            return Came(0, damaged=True)
        small = self._small(taken)
        changes = self._store.writer.submit(
            lambda tx: self._put(tx, taken, small), background=True
        ).result()
        if changes is None:
            begun.forget()
        else:
            self._changed(changes)
        return Came(blob.size, whole=True)

    def _of(self, blob: Blob) -> Fetched:
        if self._begun is None or self._begun.sha256 != blob.sha256:
            self._begun = Fetched(self._keep, blob.sha256, blob.size)
        return self._begun

    def _small(self, taken: Taken) -> bytes | None:
        """The small picture; what cannot be drawn is looked at when somebody opens it."""
        sealed = Sealed(str(taken.path), taken.key, taken.media)
        try:
            return look_into.inspect(sealed, self._keep.limits).small.jpeg
        except (UserProblem, EnvironmentProblem):
            return None

    def _put(self, tx: Tx, taken: Taken, small: bytes | None) -> Changes | None:
        """Give a proven file its place, unless it was erased or removed meanwhile."""

        def no_longer(memory: FileMemory) -> FileMemory:
            wanted = {name: why for name, why in memory.wanted.items() if name != taken.sha256}
            return msgspec.structs.replace(memory, wanted=wanted)

        change_file_memory(tx, no_longer)
        if evidence_rows.live_size(tx.connection, taken.sha256) is None:
            return None
        self._keep.put_in_place(taken)
        blob_receipts.keep(tx.connection, taken.sha256, tx.now.wall)
        if small is not None:
            evidence_rows.keep_thumbnail(tx.connection, taken.sha256, small)
        where = evidence_rows.of_file(tx.connection, taken.sha256)
        return Changes(
            cases=frozenset(case for _, case in where),
            evidence=frozenset(identity for identity, _ in where),
        )
