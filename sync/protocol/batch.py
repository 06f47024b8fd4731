"""A push: ops of one chain in their order, under one signature of the desk over the chain's head.

Lines: what it is, one for each op (op_lines), and the signature. Hashes, digests, seqs and whatever
follows from the op before are computed by the reader, so a changed byte gives another head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from sync.protocol import codec, op_lines, shapes, squeeze
from sync.protocol.keys import fields
from sync.protocol.limits import MAX_BODY, MAX_INFLATED, MAX_OPS
from sync.protocol.links import Links
from sync.protocol.malformed import Malformed
from sync.protocol.messages import Health, Message
from sync.protocol.read_ops import read_ops
from sync.protocol.versions import PROTOCOL, RANGE
from sync.protocol.write_ops import write_ops

Sign = Callable[[bytes], bytes]
_DOMAIN = "mot-cua batch 1"
_LONGEST_FIRST = 64 * 1024


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Ops first … first + len(ops) - 1 of a chain.

    previous: the hash of the op before the first; head: the hash of the last one.
    """

    desk: DeskId
    epoch: int
    first: int
    previous: bytes
    head: bytes
    ops: tuple[Op, ...]
    health: Health = Health()
    protocol: int = PROTOCOL


class SignedBatch(msgspec.Struct, frozen=True):
    """A batch as it arrived: whole in itself, but whose signature it bears is not checked yet.

    signed: what `keys.verify(public, signed, signature)` has to be asked about.
    """

    batch: Batch
    signature: bytes
    signed: bytes


class _First(Message, frozen=True, kw_only=True):
    """The first line."""

    protocol: int
    desk: shapes.Desk
    epoch: shapes.Epoch
    first: shapes.Seq
    count: shapes.Count
    previous: shapes.Hash
    head: shapes.Hash
    health: Health = Health()


def make(
    desk: DeskId, epoch: int, ops: Iterable[Op], previous: bytes, health: Health | None = None
) -> Batch:
    """A batch of ops that follow the op with hash `previous`.

    ValueError when they are none or too many, or do not follow each other: what the province would
    refuse is not sent.
    """
    chosen = tuple(ops)
    if not 1 <= len(chosen) <= MAX_OPS:
        raise ValueError(f"a batch of {len(chosen)} ops")
    first = chosen[0].header.seq
    links = Links(desk, epoch, previous)
    for seq, op in enumerate(chosen, first):
        if (op.header.desk, op.header.epoch, op.header.seq) != (desk, epoch, seq):
            raise ValueError(f"{op.header.id} stands where {desk}.{epoch}.{seq} should")
        if links.after(op.header, op.facts, op.digest) != op.hash:
            raise ValueError(f"{op.header.id} does not follow from the op before it")
    return Batch(
        desk=desk,
        epoch=epoch,
        first=first,
        previous=previous,
        head=chosen[-1].hash,
        ops=chosen,
        health=health if health is not None else Health(),
    )


def signed_bytes(batch: Batch) -> bytes:
    """What the desk signs."""
    return fields(
        _DOMAIN,
        batch.protocol,
        batch.desk,
        batch.epoch,
        batch.first,
        len(batch.ops),
        batch.previous,
        batch.head,
    )


def pack(batch: Batch, sign: Sign, effort: int = squeeze.THOROUGH) -> bytes:
    """The body of the push; effort: how hard to compress, `squeeze.QUICK` for a fast line."""
    return squeeze.squeeze(lines(batch, sign), effort)


def lines(batch: Batch, sign: Sign) -> bytes:
    """What travels, before it is compressed."""
    first = _First(
        protocol=batch.protocol,
        desk=batch.desk,
        epoch=batch.epoch,
        first=batch.first,
        count=len(batch.ops),
        previous=batch.previous.hex(),
        head=batch.head.hex(),
        health=batch.health,
    )
    signature = shapes.Signature(signature=sign(signed_bytes(batch)).hex())
    return codec.encode(first) + b"\n" + write_ops(batch.ops) + codec.encode(signature) + b"\n"


def unpack(body: bytes) -> SignedBatch:
    """The batch in a body, with everything checked that needs no key; else Malformed."""
    if len(body) > MAX_BODY:
        raise Malformed("sync.body_size", f"{len(body)} bytes")
    head, middle, signature = shapes.parted(squeeze.inflate(body, MAX_INFLATED), _LONGEST_FIRST)
    codec.refuse_ambiguous(head)
    first = codec.decode(head, _First)
    if not RANGE[0] <= first.protocol <= RANGE[1]:
        raise Malformed("sync.body_protocol", str(first.protocol))
    if not 1 <= first.count <= MAX_OPS:
        raise Malformed("sync.body_shape", f"{first.count} ops")
    written = op_lines.decode(middle, first.count)
    previous, last = bytes.fromhex(first.previous), bytes.fromhex(first.head)
    ops = read_ops(written, first.desk, first.epoch, first.first, previous)
    if ops[-1].hash != last:
        raise Malformed("sync.body_chain", "the ops do not lead to the head")
    batch = Batch(
        desk=first.desk,
        epoch=first.epoch,
        first=first.first,
        previous=previous,
        head=last,
        ops=ops,
        health=first.health,
        protocol=first.protocol,
    )
    return SignedBatch(batch, shapes.signature_of(signature), signed_bytes(batch))
