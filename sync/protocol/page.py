"""A page of ops for a desk: of the feed, of its own log, or of a first fill; the province signs it.

Lines: the page's head, then for each run of ops of one chain a line that tells chain, first seq and
count (and the previous hash, where it does not follow from the page) and one line for each op, and
the signature over the SHA-256 of all lines before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

import msgspec

from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from sync.protocol import codec, op_lines, shapes, squeeze
from sync.protocol.keys import fields
from sync.protocol.limits import MAX_BODY, MAX_INFLATED, MAX_MESSAGE, MAX_PAGE_OPS, MAX_PAYLOADS
from sync.protocol.malformed import Malformed
from sync.protocol.messages import PageHead
from sync.protocol.read_ops import read_ops
from sync.protocol.write_ops import payload_size, write_ops

Sign = Callable[[bytes], bytes]
PreviousHash = Callable[[DeskId, int, int], bytes]
_DOMAIN = "mot-cua page 1"


class Run(msgspec.Struct, frozen=True):
    """Ops that follow each other on one chain; previous: the hash of the op before the first."""

    previous: bytes
    ops: tuple[Op, ...]


class SignedPage(msgspec.Struct, frozen=True):
    """A page as it arrived; whether the province signed it is not checked yet.

    ops: in the order of the feed; signed: what the signature has to be checked against.
    """

    head: PageHead
    ops: tuple[Op, ...]
    signature: bytes
    signed: bytes


class _RunLine(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """[desk, epoch, first, count, previous]; previous is null where the chain goes on."""

    desk: shapes.Desk
    epoch: shapes.Epoch
    first: shapes.Seq
    count: shapes.Seq
    previous: shapes.Hash | None


def runs_of(ops: Iterable[Op], previous: PreviousHash) -> list[Run]:
    """Ops in the order of the feed as runs.

    previous(desk, epoch, seq): the hash of the op before this one; asked once for each chain, and
    after each gap in one.
    """
    runs: list[Run] = []
    heads: dict[tuple[DeskId, int], tuple[int, bytes]] = {}
    chain: tuple[DeskId, int] | None = None
    together: list[Op] = []
    before = b""
    for op in ops:
        header = op.header
        here = (header.desk, header.epoch)
        seq, known = heads.get(here, (0, b""))
        follows = seq > 0 and header.seq == seq + 1
        if here != chain or not follows:
            if together:
                runs.append(Run(before, tuple(together)))
            together = []
            before = known if follows else previous(header.desk, header.epoch, header.seq)
            chain = here
        together.append(op)
        heads[here] = (header.seq, op.hash)
    if together:
        runs.append(Run(before, tuple(together)))
    return runs


def pack_page(
    head: PageHead, runs: Sequence[Run], sign: Sign, effort: int = squeeze.QUICK
) -> bytes:
    """The body of a page; head.count is set from the runs. effort: how hard to compress.

    ValueError for ops that hold more than `limits.MAX_PAYLOADS`: put fewer on the page.
    """
    return squeeze.squeeze(lines(head, runs, sign), effort)


def lines(head: PageHead, runs: Sequence[Run], sign: Sign) -> bytes:
    """What travels, before it is compressed."""
    head = msgspec.structs.replace(head, count=sum(len(run.ops) for run in runs))
    parts = [codec.encode(head) + b"\n"]
    heads: dict[tuple[str, int], bytes] = {}
    if sum(payload_size(run.ops) for run in runs) > MAX_PAYLOADS:
        raise ValueError("the ops hold too much for one page")
    for run in runs:
        first, last = run.ops[0].header, run.ops[-1]
        chain = (first.desk, first.epoch)
        previous = None if heads.get(chain) == run.previous else run.previous.hex()
        line = _RunLine(first.desk, first.epoch, first.seq, len(run.ops), previous)
        parts.append(msgspec.json.encode(line) + b"\n")
        parts.append(write_ops(run.ops))
        heads[chain] = last.hash
    text = b"".join(parts)
    signature = shapes.Signature(signature=sign(_signed(text)).hex())
    return text + codec.encode(signature) + b"\n"


def unpack_page(body: bytes) -> SignedPage:
    """The page in a body, with everything checked that needs no key; else Malformed."""
    if len(body) > MAX_BODY:
        raise Malformed("sync.body_size", f"{len(body)} bytes")
    text = squeeze.inflate(body, MAX_INFLATED)
    first, middle, signature = shapes.parted(text, MAX_MESSAGE)
    codec.refuse_ambiguous(first)
    head = codec.decode(first, PageHead)
    if middle.count(b"\n") > 2 * MAX_PAGE_OPS:
        raise Malformed("sync.body_shape", "too many lines")
    ops: list[Op] = []
    heads: dict[tuple[str, int], bytes] = {}
    rows = middle.split(b"\n")[:-1]
    place, room = 0, MAX_PAYLOADS
    while place < len(rows):
        run = codec.decode(rows[place], _RunLine)
        place += 1
        if run.count > min(MAX_PAGE_OPS, len(rows) - place):
            raise Malformed("sync.body_shape", "fewer ops than a run tells")
        chain = (run.desk, run.epoch)
        before = heads.get(chain) if run.previous is None else bytes.fromhex(run.previous)
        if before is None:
            raise Malformed("sync.body_shape", "a run without the hash before it")
        written = op_lines.decode(
            b"".join(row + b"\n" for row in rows[place : place + run.count]), run.count
        )
        ops.extend(read_ops(written, run.desk, run.epoch, run.first, before))
        room -= payload_size(ops[-run.count :])
        if room < 0:
            raise Malformed("sync.body_limits", "payloads too large")
        heads[chain] = ops[-1].hash
        place += run.count
    if len(ops) != head.count or head.count > MAX_PAGE_OPS:
        raise Malformed("sync.body_shape", f"{len(ops)} ops instead of {head.count}")
    return SignedPage(
        head, tuple(ops), shapes.signature_of(signature), _signed(text[: -len(signature) - 1])
    )


def _signed(text: bytes) -> bytes:
    return fields(_DOMAIN, hashlib.sha256(text).digest())
