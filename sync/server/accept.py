"""Taking in a batch: the raw ops first, then what they come to, then the receipt.

Everything happens in one transaction that locks the commune's counter. When it is committed, and
so on the disk, the receipt is given; whatever fails before leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.branch import deed_of
from desk_app.core.chain import NO_PERSON
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from desk_app.core.set_aside import Aside
from sync.protocol import keys
from sync.protocol.batch import Batch, SignedBatch
from sync.protocol.limits import MAX_OPS
from sync.protocol.messages import Health, PushAnswer, Receipt, SetAside
from sync.protocol.receipts import seal_answer, sign_receipt
from sync.server import projector
from sync.server.answers import Refused
from sync.server.house import House
from sync.server.store import (
    aside_rows,
    chain_rows,
    desk_rows,
    erasure_rows,
    faults,
    feed_rows,
    op_rows,
)
from sync.server.store.chain_rows import Held
from sync.server.store.feed_rows import Feed
from sync.server.store.tx import Tx


class _Done(msgspec.Struct, frozen=True):
    """What came of a batch; unneeded: files to delete once that is on the disk.

    erased: whether it erased anybody.
    """

    answer: PushAnswer
    n: int = 0
    unneeded: tuple[str, ...] = ()
    erased: bool = False


def accept(house: House, signed: SignedBatch) -> PushAnswer:
    """Take in a batch; Refused says why not (401, 403, 409), and nothing but a branch is kept."""
    batch = signed.batch
    commune = house.commune_of(batch.desk)
    signer = _signer(house, commune, signed)
    with house.store.write(commune) as tx:
        done = _taken(house, tx, batch, signer)
    if isinstance(done, Refused):
        raise done
    house.incarnation.reached(commune, done.n)
    for sha256 in done.unneeded:
        house.blobs.remove(commune, sha256)
    if done.erased:
        house.store.forget_traces()
    return seal_answer(done.answer, house.keys.sign)


def _signer(house: House, commune: str, signed: SignedBatch) -> bytes:
    """The key that signed a batch; refuses any other before anybody has to wait for it."""
    for again in (False, True):
        signer = house.signer(signed.batch.desk, commune, again=again)
        if keys.verify(signer, signed.signed, signed.signature):
            return signer
    raise Refused(401, "sync.signature")


def _taken(house: House, tx: Tx, batch: Batch, signer: bytes) -> _Done | Refused:
    now = house.now
    feed = feed_rows.locked(tx)
    assert feed is not None
    signs, state, held = chain_rows.standing(tx, batch.desk, batch.epoch)
    if signs != signer:
        return Refused(401, "sync.signature")  # it was enrolled anew this very moment
    if batch.first > held.seq + 1:
        return Refused(409, "sync.gap", acked=chain_rows.heads(tx, batch.desk))
    new = batch.ops[held.seq + 1 - batch.first :]
    parted = _twice(tx, batch, new) if _continues(tx, batch, held) else _forked(tx, batch, now)
    if parted is not None:
        return parted
    desk_rows.heard(tx, batch.desk, _once_taken(batch), now)
    if not new:
        if held.server_epoch != feed.server_epoch:
            # Received before the store was restored: confirmed anew under today's name.
            held = msgspec.structs.replace(held, server_time=now, server_epoch=feed.server_epoch)
        receipt = _confirmed(house, tx, batch.desk, batch.epoch, held)
        waiting = aside_rows.waiting(tx, desk=batch.desk, limit=MAX_OPS)
        told = tuple(row.told for row in waiting)
        return _Done(PushAnswer(receipt=receipt, aside=told, held=state == "revoked"))
    lamport = max(held.lamport, *(op.header.lamport for op in new))
    reached = Held(new[-1].header.seq, new[-1].hash, now, feed.server_epoch, lamport)
    receipt = _confirmed(house, tx, batch.desk, batch.epoch, reached)
    if state == "revoked":
        erased = erasure_rows.names(tx) if feed.erasures else set()
        op_rows.insert(tx, [_without_erased(op, erased) for op in new], None, now)
        return _Done(PushAnswer(receipt=receipt, held=True))
    before = feed.erasures
    feed, aside, unneeded = add_to_feed(tx, feed, new, now)
    answer = PushAnswer(receipt=receipt, aside=_told(aside, batch.desk))
    return _Done(answer, feed.n, unneeded, feed.erasures > before)


def _once_taken(batch: Batch) -> Health:
    """How the desk fares once it has this receipt: it counted what the batch holds as waiting."""
    waiting = max(batch.health.waiting - len(batch.ops), 0)
    oldest = batch.health.oldest if waiting else None
    return msgspec.structs.replace(batch.health, waiting=waiting, oldest=oldest)


def _continues(tx: Tx, batch: Batch, held: Held) -> bool:
    """Whether batch and log agree where they meet; hashes are chained, so one place tells all."""
    meets = min(held.seq, batch.first + len(batch.ops) - 1)
    ours = held.hash if meets == held.seq else op_rows.hash_at(tx, batch.desk, batch.epoch, meets)
    theirs = batch.previous if meets < batch.first else batch.ops[meets - batch.first].hash
    return ours == theirs


def _forked(tx: Tx, batch: Batch, now: Millis) -> Refused:
    """The chain went on twice, from a restored or cloned disk: the other branch is kept beside."""
    others = [
        op
        for op in batch.ops
        if op_rows.hash_at(tx, batch.desk, batch.epoch, op.header.seq) != op.hash
    ]
    erased = erasure_rows.names(tx)
    op_rows.insert_branch(tx, [_without_erased(op, erased) for op in others], now)
    first = others[0].header.seq if others else batch.first
    return Refused(409, "sync.fork", acked=chain_rows.heads(tx, batch.desk), op=_name(batch, first))


def _twice(tx: Tx, batch: Batch, new: Sequence[Op]) -> Refused | None:
    """Two copies of a desk wrote what they share once more, neither knowing of the other.

    The one that comes first counts; the other hears of it and lets its own go.
    """
    highest = chain_rows.highest_lamport(tx, batch.desk, batch.epoch)
    lamports = [op.header.lamport for op in new]
    if not new or highest is None or highest < min(lamports):
        return None
    stand = op_rows.of_lamports(tx, batch.desk, min(lamports), max(lamports), batch.epoch)
    deeds = {deed_of(op) for op in stand}
    for op in new:
        if deed_of(op) in deeds:
            acked = chain_rows.heads(tx, batch.desk)
            return Refused(409, "sync.twice", acked=acked, op=_name(batch, op.header.seq))
    return None


def _name(batch: Batch, seq: int) -> str:
    return f"{batch.desk}.{batch.epoch}.{seq}"


def _told(rows: Sequence[aside_rows.AsideRow], desk: str) -> tuple[SetAside, ...]:
    return tuple(row.told for row in rows if row.op.startswith(desk))


def _confirmed(house: House, tx: Tx, desk: DeskId, epoch: int, held: Held) -> Receipt:
    """The receipt for a chain up to its newest op: the same bytes however often it is asked for."""
    chain_rows.advance(tx, desk, epoch, held)
    receipt = sign_receipt(
        Receipt(
            desk=desk,
            epoch=epoch,
            seq=held.seq,
            head=held.hash.hex(),
            server_time=held.server_time,
            server_epoch=held.server_epoch,
        ),
        house.keys.sign,
    )
    chain_rows.keep_receipt(tx, receipt)
    return receipt


def add_to_feed(
    tx: Tx, feed: Feed, new: Sequence[Op], now: Millis, *, stored: bool = False
) -> tuple[Feed, list[aside_rows.AsideRow], tuple[str, ...]]:
    """Give ops their places in the feed and project them; the counter's row is locked.

    stored: they are in the log already, held until now. Returns the counter as it stands then,
    what changed about ops set aside, and the files that nobody needs any more.
    """
    ops = list(new)
    if feed.erasures:
        names = [name for op in ops for name in (str(op.header.id), op.header.subject)]
        erased = erasure_rows.known(tx, names)
        if erased:
            ops = [_without_erased(op, erased) for op in ops]
    n = feed.n + len(ops)
    bare = [str(op.header.id) for op in ops if op.person is None and op.digest != NO_PERSON]
    if bare:
        erasure_rows.came_without(tx, bare, n)
        feed = msgspec.structs.replace(feed, erasures=feed.erasures + len(bare))
    mine = projector.by_subject(ops)
    before = op_rows.of_subjects(tx, list(mine))
    if stored:
        op_rows.put_into_feed(tx, ops, feed.n + 1)
    else:
        op_rows.insert(tx, ops, feed.n + 1, now)
    subjects = {name: [*before.get(name, ()), *own] for name, own in mine.items()}
    aside, unneeded, erasures = _projected(tx, subjects, ops, n, now, asides=feed.asides > 0)
    feed = msgspec.structs.replace(
        feed, n=n, asides=feed.asides + len(aside), erasures=feed.erasures + erasures
    )
    feed_rows.advance(tx, feed)
    return feed, aside, unneeded


def _without_erased(op: Op, erased: set[str]) -> Op:
    if str(op.header.id) in erased or op.header.subject in erased:
        return Op(op.header, op.facts, None, None, op.digest, op.hash)
    return op


def _projected(
    tx: Tx,
    subjects: dict[str, list[Op]],
    new: Sequence[Op],
    n: int,
    now: Millis,
    *,
    asides: bool,
) -> tuple[list[aside_rows.AsideRow], tuple[str, ...], int]:
    """Project under one savepoint; when that fails, subject by subject, and one waits at most."""
    try:
        with tx.savepoint():
            return _project(tx, subjects, new, n, now, asides=asides)
    except Exception as failed:
        if faults.code_of(failed) is not None:
            raise  # the disk or the line, not an op
        aside: list[aside_rows.AsideRow] = []
        unneeded: tuple[str, ...] = ()
        erasures = 0
        for name, ops in subjects.items():
            own = [op for op in new if op.header.subject == name]
            try:
                with tx.savepoint():
                    found = _project(tx, {name: ops}, own, n, now, asides=True)
            except Exception as error:
                if faults.code_of(error) is not None:
                    raise
                found = (_cannot(tx, name, own, n, now), (), 0)
            aside.extend(found[0])
            unneeded += found[1]
            erasures += found[2]
        return aside, unneeded, erasures


def _project(
    tx: Tx,
    subjects: dict[str, list[Op]],
    new: Sequence[Op],
    n: int,
    now: Millis,
    *,
    asides: bool,
) -> tuple[list[aside_rows.AsideRow], tuple[str, ...], int]:
    done = projector.project(tx, subjects, n, now, asides=asides)
    aside, unneeded, erasures = list(done.aside), done.unneeded, 0
    for op in new:
        if projector.is_erasure(op, aside):
            again = projector.erase(tx, op, n, now)
            aside.extend(again.aside)
            unneeded += again.unneeded
            erasures += again.erasures
    return aside, unneeded, erasures


def _cannot(
    tx: Tx, subject: str, ops: Sequence[Op], n: int, now: Millis
) -> list[aside_rows.AsideRow]:
    """What stopped the projection is our mistake: the ops are kept and said to wait."""
    found = [Aside(str(op.header.id), projector.PROJECTION, {"kind": op.header.kind}) for op in ops]
    aside_rows.put(tx, subject, found, now, n)
    return [row for one in found if (row := aside_rows.one(tx, one.op)) is not None]
