"""The desk's store as the sync cycle uses it: every deed one short transaction, no line inside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence

import msgspec

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from desk_app.core.set_aside import Aside
from desk_app.services import pair_desk
from desk_app.services.changes import Changes
from desk_app.services.sync_memory import Memory, read_memory, write_memory
from desk_app.services.taken_changes import changes_of
from desk_app.store import (
    aside,
    blob_receipts,
    commune_keys,
    desk_keys,
    own_ops,
    packages_kept,
    province,
    receipts,
    sync_state,
)
from desk_app.store.packages_kept import PackageRow
from desk_app.store.province import ProvinceRow
from desk_app.store.receipts import KeptReceipt
from desk_app.store.store import Reader, Store
from desk_app.store.take_page import take_in_chunks
from desk_app.store.writer import Tx
from sync.client.port import ClockGap, Mark, OwnChain, Standing, Stretch, Took
from sync.protocol import certificates, sealing
from sync.protocol.messages import (
    Health,
    HelloAnswer,
    PageHead,
    Peer,
    Receipt,
    Sealed,
    SetAside,
)
from sync.protocol.packages import Manifest

CURSOR = "cursor"
PACKAGES_SEEN = "packages_seen"
_SEEN_KEPT = 256


class StorePort:
    """`DeskPort` on a desk's database; used by the one thread that syncs.

    blobs: how many attachments wait for the province; changed: told what a page changed here.
    """

    def __init__(
        self,
        store: Store,
        blobs: Callable[[Reader], int] = lambda reader: 0,
        changed: Callable[[Changes], None] = lambda changes: None,
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._changed = changed

    # -- reads

    def look(self) -> Standing | None:
        """Where the desk stands."""
        with self._store.reader() as reader:
            known, row = province.read(reader.connection), desk_keys.read(reader.connection)
            if known is None or row is None:
                return None
            own = certificates.read_certificate(row.certificate, known.public_key)
            if own is None:
                return None
            acked = receipts.acked(reader)
            seen = _seen(sync_state.get(reader.connection, PACKAGES_SEEN))
            return Standing(
                desk=reader.desk.desk,
                unit=reader.desk.unit,
                practice=reader.desk.practice,
                province=known.public_key,
                server_epoch=known.server_epoch,
                serial=own.serial,
                chains=tuple(
                    OwnChain(epoch, seq, hashed, min(acked.get(epoch, 0), seq))
                    for epoch, seq, hashed in own_ops.chains(reader)
                ),
                cursor=sync_state.get(reader.connection, CURSOR) or "",
                sign=pair_desk.own_keys(row).sign,
                keys=tuple(key.key_id for key in commune_keys.all_keys(reader.connection)),
                packages=frozenset(seen),
                health=self._health(reader),
            )

    def _health(self, reader: Reader) -> Health:
        try:
            free = shutil.disk_usage(self._store.file.parent).free // 1_000_000
        except OSError:
            free = None
        return Health(
            waiting=receipts.waiting(reader),
            oldest=receipts.oldest_waiting(reader),
            blobs=self._blobs(reader),
            free=free,
        )

    def stretch(self, epoch: int, after: int, limit: int) -> Stretch:
        """Own ops that follow each other."""
        with self._store.reader() as reader:
            try:
                previous, ops = own_ops.after(reader, epoch, after, limit)
            except LookupError as error:
                raise EnvironmentProblem(Problem("store.damaged")) from error
            return Stretch(previous, tuple(ops))

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """The hash of an own op."""
        with self._store.reader() as reader:
            return own_ops.hash_at(reader, epoch, seq)

    def keys_for(self, peers: tuple[Peer, ...]) -> tuple[Sealed, ...]:
        """Commune keys these peers lack."""
        with self._store.reader() as reader:
            known, row = province.read(reader.connection), desk_keys.read(reader.connection)
            if known is None or row is None:
                return ()
            keys = pair_desk.own_keys(row)
            made: list[Sealed | None] = []
            for peer in peers:
                to = certificates.read_certificate(peer.certificate, known.public_key)
                if to is None or to.desk != peer.desk or to.unit != reader.desk.unit:
                    continue
                made.extend(
                    sealing.seal_key(key.key_id, key.key, reader.desk.desk, keys, to)
                    for key in commune_keys.all_keys(reader.connection)
                    if key.key_id not in peer.keys
                )
            return tuple(one for one in made if one is not None)

    # -- writes

    def keep_hello(self, answer: HelloAnswer, gap: ClockGap) -> None:
        """Keep what the province said of itself."""

        def write(tx: Tx) -> None:
            memory = read_memory(tx.connection)
            write_memory(
                tx.connection,
                msgspec.structs.replace(
                    memory,
                    ahead=gap.ahead,
                    within=gap.within,
                    measured=tx.now,
                    state=answer.state,
                    message=answer.message,
                    contact=tx.now.wall,
                ),
            )
            if answer.certificate is not None:
                pair_desk.renew(tx, answer.certificate)
            known = province.read(tx.connection)
            if known is not None:
                _open_sealed(tx, answer, known)
            if answer.commune_key:
                commune_keys.make_main(tx.connection, answer.commune_key)

        self._store.writer.run(write)

    def start_again(self, server_epoch: str, acked: dict[int, int]) -> None:
        """The province's store was restored."""

        def write(tx: Tx) -> None:
            receipts.server_restored(tx, server_epoch, acked)
            blob_receipts.ask_again(tx.connection)
            # What it still sets aside it tells again with the pages; of the rest it knows nothing.
            told = [row.op for row in aside.listed(tx.connection) if row.source == "province"]
            aside.settle(tx.connection, told, "province", tx.now.wall)
            sync_state.put(tx.connection, CURSOR, None)

        self._store.writer.run(write)

    def forget_cursor(self) -> None:
        """Read the feed from its beginning again."""
        self._store.writer.run(lambda tx: sync_state.put(tx.connection, CURSOR, None))

    def keep_receipt(self, receipt: Receipt, told: tuple[SetAside, ...], held: bool) -> None:
        """Keep a receipt, and what the province set aside."""
        kept = KeptReceipt(
            desk=receipt.desk,
            epoch=receipt.epoch,
            seq=receipt.seq,
            head=receipt.head,
            server_time=receipt.server_time,
            server_epoch=receipt.server_epoch,
            content=msgspec.json.encode(receipt),
        )

        def write(tx: Tx) -> None:
            receipts.keep(tx, kept)
            _note_aside(tx, told)
            memory = read_memory(tx.connection)
            changed = msgspec.structs.replace(memory, sent=tx.now.wall, contact=tx.now.wall)
            if held:
                changed = msgspec.structs.replace(changed, state="revoked")
            write_memory(tx.connection, changed)

        self._store.writer.run(write)

    def take_page(self, head: PageHead, ops: tuple[Op, ...]) -> Took:
        """Take in a page; its cursor is written with the last of its ops."""

        def finish(tx: Tx) -> None:
            _note_aside(tx, head.aside)
            sync_state.put(tx.connection, CURSOR, head.cursor)

        taken = take_in_chunks(self._store.writer, ops, finish)
        if taken.new or head.aside:
            self._changed(changes_of(taken))
        return Took(taken.new, len(taken.aside))

    def keep_package(self, manifest: Manifest, proof: str, content: bytes) -> None:
        """Keep a package."""

        def write(tx: Tx) -> None:
            packages_kept.keep(
                tx.connection,
                PackageRow(
                    sha256=manifest.sha256,
                    kind=manifest.kind,
                    name=manifest.name,
                    valid_from=manifest.valid_from,
                    content=content,
                    signature=proof,
                    received=tx.now.wall,
                ),
            )
            # Only the last three of a kind are kept: one that went is not fetched again and again.
            seen = _seen(sync_state.get(tx.connection, PACKAGES_SEEN))
            seen = [*(one for one in seen if one != manifest.sha256), manifest.sha256]
            text = msgspec.json.encode(seen[-_SEEN_KEPT:]).decode()
            sync_state.put(tx.connection, PACKAGES_SEEN, text)

        self._store.writer.run(write)

    def mark(self, mark: Mark) -> None:
        """Remember how an attempt ended."""

        def write(tx: Tx) -> None:
            write_memory(tx.connection, after_attempt(read_memory(tx.connection), mark))

        self._store.writer.run(write)


def after_attempt(memory: Memory, mark: Mark) -> Memory:
    """What is remembered once an attempt ended like this.

    The attempts fail since the first one that nobody answered; whatever the province itself says,
    even a refusal, ends that.
    """
    failing = memory.failing
    if mark.contact is not None or mark.problem is None:
        failing = None
    elif failing is None:
        failing = mark.tried
    return msgspec.structs.replace(
        memory,
        tried=mark.tried,
        next=mark.next,
        contact=mark.contact if mark.contact is not None else memory.contact,
        sent=mark.sent if mark.sent is not None else memory.sent,
        failing=failing,
        problem=mark.problem,
    )


def _note_aside(tx: Tx, told: Sequence[SetAside]) -> None:
    new = [Aside(o.op, o.code, o.values, o.held_by or "") for o in told if not o.settled]
    aside.keep(tx.connection, new, "province", tx.now.wall)
    aside.settle(tx.connection, [o.op for o in told if o.settled], "province", tx.now.wall)


def _open_sealed(tx: Tx, answer: HelloAnswer, known: ProvinceRow) -> None:
    """Keep commune keys that other desks sealed for this one."""
    row = desk_keys.read(tx.connection)
    if row is None or not answer.sealed:
        return
    senders = {}
    for peer in answer.peers:
        sender = certificates.read_certificate(peer.certificate, known.public_key)
        if sender is not None and sender.unit == tx.desk.unit:
            senders[sender.desk] = sender
    keys = pair_desk.own_keys(row)
    for sealed in answer.sealed:
        sender = senders.get(sealed.from_desk)
        if sender is None:
            continue
        key = sealing.open_key(sealed, tx.desk.desk, keys, sender)
        if key is not None:
            commune_keys.keep(tx.connection, key)


def _seen(text: str | None) -> list[str]:
    return [] if text is None else msgspec.json.decode(text, type=list[str])
