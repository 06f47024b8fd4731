"""Read what the province sent back on a stick, by the code that reads its answers on the line.

A reply is read twice: once to see that it is whole and for this desk, once to take it in. Each
thing in it is kept in a transaction of its own and known again, so a reply may come twice, late,
or after the line brought the same: nothing that the desk knows is ever made older by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desk_app.attachments.keep import Keep
from desk_app.core.clock import Clock, Millis
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.services import usb_memory
from desk_app.services.changes import Changes
from desk_app.services.erase_evidence import delete_erased_elsewhere
from desk_app.services.run_sync import LOCK, follow_province, taken
from desk_app.services.sync_port import StorePort
from desk_app.services.usb_taking import Nothing, Taking
from desk_app.store import aside, desk_keys, desks, receipts
from desk_app.store.lock import FileLock
from desk_app.store.store import Store
from sync import stick
from sync.client.port import Standing
from sync.client.work import Broken, Work
from sync.protocol import keys
from sync.protocol.bundle import Manifest
from sync.protocol.malformed import Malformed
from sync.protocol.read_bundle import read_bundle

Random = Callable[[int], bytes]
# How long to wait for an attempt of the line to end.
_PATIENCE = 60.0


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply brought, and what waits on.

    made: when the province wrote it; confirmed: own ops newly confirmed; received: ops of others
    new here; packages: new ones; blobs: attachments newly confirmed; waiting, aside: own ops
    without a receipt, and ops set aside; problem: what a person must know of the desk.
    """

    made: Millis
    confirmed: int = 0
    received: int = 0
    packages: int = 0
    blobs: int = 0
    waiting: int = 0
    aside: int = 0
    problem: Problem | None = None

    @property
    def new(self) -> bool:
        """Whether it brought anything that was not here."""
        return bool(self.confirmed or self.received or self.packages or self.blobs)


def import_reply(
    store: Store,
    keep: Keep,
    file: Path,
    clock: Clock,
    random: Random,
    app: str,
    changed: Callable[[Changes], None] = lambda changes: None,
    on_progress: stick.OnProgress = lambda done, total: None,
    cancelled: stick.Cancelled = lambda: False,
) -> Imported:
    """Take in a reply. Not for the GUI thread.

    UserProblem: it is none, damaged, not from our province or for somebody else; then nothing was
    taken in. EnvironmentProblem: the stick was pulled out, or the disk is full: what was taken in
    is kept, and the same reply goes on from there. `stick.Stopped`: cancelled, likewise.
    """
    found = stick.find(file)
    port = StorePort(store, changed=changed)
    standing = port.look()
    if standing is None:
        raise UserProblem(Problem("sync.not_paired"))
    with store.reader() as reader:
        row = desk_keys.read(reader.connection)
    assert row is not None
    progress = _Progress(2 * found.size, on_progress)

    def read(sink: Nothing | Taking) -> Manifest:
        with stick.speaking(file):
            closing = read_bundle(found.read(progress.more, cancelled), row.age, sink)
        if not keys.verify(standing.province, closing.signed, closing.signature):
            raise UserProblem(Problem("usb.not_province", "file", {"file": str(file)}))
        return closing.manifest

    try:
        manifest = read(Nothing())
        _check_for_us(manifest, standing)
        with _alone(store, cancelled):
            before = _counted(store)
            taking = Taking(store, port, Work(app, clock(), random), changed)
            read(taking)
            store.writer.run(lambda tx: usb_memory.took(tx.connection, tx.now.wall))
            follow_province(store, changed)
            delete_erased_elsewhere(store, keep)
    except Malformed as error:
        raise _not_read(store, error, found) from error
    except Broken as broken:
        raise EnvironmentProblem(broken.problem) from broken
    after = _counted(store)
    return Imported(
        made=manifest.made,
        confirmed=max(after.confirmed - before.confirmed, 0),
        received=taking.received,
        packages=taking.packages,
        blobs=taking.blobs,
        waiting=after.waiting,
        aside=after.aside,
        problem=taking.problem,
    )


def _check_for_us(manifest: Manifest, standing: Standing) -> None:
    """It can be opened here, but somebody may have opened it before and encrypted it anew."""
    if manifest.writer or manifest.reader != standing.desk:
        raise UserProblem(Problem("usb.for_other", "file"))
    if (manifest.unit, manifest.practice) != (standing.unit, standing.practice):
        raise UserProblem(Problem("usb.elsewhere", "file"))


def _not_read(store: Store, error: Malformed, found: stick.Found) -> UserProblem:
    """Why a bundle cannot be read; of one for somebody else, for whom it is."""
    if error.code != "bundle.not_for_us":
        return stick.malformed(error, found)
    mark = found.part.mark
    with store.reader() as reader:
        memory = usb_memory.read_usb(reader.connection)
        known = {one.id[: len(mark)]: one.name for one in desks.all_desks(reader.connection)}
        own = reader.desk.desk.startswith(mark)
    if mark == "":
        ours = found.part.bundle.hex() in {one.bundle for one in memory.greetings}
        return UserProblem(Problem("usb.own" if ours else "usb.for_province", "file"))
    if own:
        return UserProblem(Problem("usb.old_keys", "file"))
    if mark in known:
        return UserProblem(Problem("usb.for_named", "file", {"name": known[mark], "mark": mark}))
    return UserProblem(Problem("usb.for_desk", "file", {"mark": mark}))


@contextmanager
def _alone(store: Store, cancelled: stick.Cancelled) -> Iterator[None]:
    """Nobody reads the line meanwhile: the cursor stands still but for what we do."""
    lock = FileLock(store.file.with_name(LOCK))
    try:
        if not taken(lock, _PATIENCE, cancelled):
            if cancelled():
                raise stick.Stopped
            raise EnvironmentProblem(Problem("sync.elsewhere"))
    except OSError as error:
        raise EnvironmentProblem(Problem("store.read_only")) from error
    try:
        yield
    finally:
        lock.release()


class _Counted(msgspec.Struct, frozen=True):
    confirmed: int
    waiting: int
    aside: int


def _counted(store: Store) -> _Counted:
    with store.reader() as reader:
        acked = sum(receipts.acked(reader).values())
        return _Counted(acked, receipts.waiting(reader), aside.count(reader.connection))


class _Progress:
    """How many bytes of both readings are through."""

    def __init__(self, total: int, tell: stick.OnProgress) -> None:
        self._total, self._tell, self._done = total, tell, 0

    def more(self, count: int) -> None:
        """So many more."""
        self._done += count
        self._tell(min(self._done, self._total), self._total)
