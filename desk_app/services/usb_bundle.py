"""Write what waits for the province onto a stick: the same push bodies that the line would carry.

Nothing is confirmed by it: what was written waits on until a receipt comes, by either road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from desk_app.attachments.keep import Keep
from desk_app.core.clock import Clock
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.services import usb_memory
from desk_app.services.sync_port import StorePort
from desk_app.store import blob_receipts, desk_keys, province
from desk_app.store.store import Store
from sync import stick
from sync.client import push
from sync.client.port import Standing
from sync.client.work import Broken, head_of
from sync.protocol import base64url, limits, requests
from sync.protocol.bundle import MAX_PART, Manifest, new_identity
from sync.protocol.messages import Hello
from sync.protocol.versions import PROTOCOL, RANGE
from sync.protocol.write_bundle import Blob, Whole, write_bundle

Random = Callable[[int], bytes]
_NONCE_LENGTH = 16
_KIB = 1024


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the stick: the files, their bytes, and how many ops and attachments."""

    files: tuple[Path, ...]
    bytes: int
    ops: int
    blobs: int


class _Load(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written, all read in one moment."""

    standing: Standing
    recipient: str
    certificate: str
    blobs: tuple[tuple[str, int], ...]

    @property
    def ops(self) -> int:
        """How many ops wait."""
        return sum(chain.seq - chain.confirmed for chain in self.standing.chains)

    @property
    def size(self) -> int:
        """What progress is counted in: ops, and KiB of attachments."""
        return self.ops + sum(size for _, size in self.blobs) // _KIB


def export_bundle(
    store: Store,
    keep: Keep,
    target: Path,
    clock: Clock,
    random: Random,
    app: str,
    on_progress: stick.OnProgress = lambda done, total: None,
    cancelled: stick.Cancelled = lambda: False,
    part_size: int = MAX_PART,
) -> Exported:
    """Write every own op without a receipt, and the attachments that wait, for the province alone.

    UserProblem: the desk is not paired; EnvironmentProblem: stick or store are at fault;
    `stick.Stopped`: cancelled. In none of them anything is left on the stick.
    """
    load = _look(store, keep)
    standing, made = load.standing, clock().wall
    nonce = base64url.encode(random(_NONCE_LENGTH))
    identity = new_identity("", random)
    manifest = Manifest(
        writer=standing.desk,
        reader="",
        unit=standing.unit,
        practice=standing.practice,
        made=made,
        protocol=PROTOCOL,
        certificate=load.certificate,
        cursor=standing.cursor,
        packages=tuple(sorted(standing.packages)),
    )
    hello = Hello(
        protocol=RANGE,
        app=app,
        desk=standing.desk,
        heads=tuple(head_of(chain) for chain in standing.chains),
        nonce=nonce,
        wall=made,
        serial=standing.serial,
        keys=standing.keys,
        health=standing.health,
    )
    greeting = Whole("hello", requests.pack_hello(hello, standing.sign))
    done = _Done(load.size, on_progress, cancelled)
    with stick.writing(target) as writing:
        write_bundle(
            manifest,
            _items(store, keep, load, greeting, done),
            sign=standing.sign,
            recipient=load.recipient,
            identity=identity,
            open_part=writing.open_part,
            part_size=part_size,
        )
        done.go(0)
        store.writer.run(
            lambda tx: usb_memory.wrote(
                tx.connection, nonce, identity.hex(), made, str(target.name)
            )
        )
        files = writing.put_in_place()
        return Exported(files=files, bytes=writing.bytes, ops=load.ops, blobs=len(load.blobs))


def file_name(unit: str, mark: str, day: str) -> str:
    """What a bundle of a desk is called when nobody says otherwise."""
    return f"mot-cua-{unit}-{mark}-{day}{stick.ENDING}"


def _look(store: Store, keep: Keep) -> _Load:
    standing = StorePort(store).look()
    if standing is None:
        raise UserProblem(Problem("sync.not_paired"))
    with store.reader() as reader:
        known, row = province.read(reader.connection), desk_keys.read(reader.connection)
        waiting = blob_receipts.waiting(reader.connection, reader.desk.desk)
    assert known is not None
    assert row is not None
    return _Load(
        standing=standing,
        recipient=known.recipient,
        certificate=row.certificate,
        # One that is gone or damaged must not keep all the others from leaving.
        blobs=tuple((name, size) for name, size in waiting if keep.has(name) and keep.verify(name)),
    )


class _Done:
    """How far the writing is."""

    def __init__(self, total: int, tell: stick.OnProgress, cancelled: stick.Cancelled) -> None:
        self._total, self._tell, self._cancelled = total, tell, cancelled
        self._done = 0

    def go(self, count: int) -> None:
        """So much more is written; Stopped when nobody wants it any more."""
        if self._cancelled():
            raise stick.Stopped
        self._done += count
        self._tell(self._done, self._total)


def _items(
    store: Store, keep: Keep, load: _Load, greeting: Whole, done: _Done
) -> Iterator[Whole | Blob]:
    yield greeting
    yield from _pushes(store, load.standing, done)
    for name, size in load.blobs:
        yield Blob(size, _pieces(keep, name, done))


def _pieces(keep: Keep, name: str, done: _Done) -> Iterator[bytes]:
    held = 0
    for piece in keep.pieces(name):
        held += len(piece)
        done.go(held // _KIB)
        held %= _KIB
        yield piece


def _pushes(store: Store, standing: Standing, done: _Done) -> Iterator[Whole]:
    """The bodies of the pushes that the line would send, the oldest chain first."""
    port = StorePort(store)
    for chain in standing.chains:
        after = chain.confirmed
        while after < chain.seq:
            stretch = port.stretch(chain.epoch, after, min(limits.MAX_OPS, chain.seq - after))
            if not stretch.ops:
                raise EnvironmentProblem(Problem("store.damaged"))
            try:
                body, count = push.largest(standing, chain, stretch)
            except Broken as broken:
                raise EnvironmentProblem(broken.problem) from broken
            yield Whole("push", body)
            after += count
            done.go(count)
