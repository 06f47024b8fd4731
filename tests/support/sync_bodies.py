"""Made tests/sync/protocol/fixtures: `python -m tests.support.sync_bodies FILE`.

Bodies of a released protocol stay as they are and are read by every later release. Never write a
number again that was released; add the next one.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import msgspec

from desk_app.core.chain import GENESIS, header_bytes
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from sync.protocol import batch, codec, page
from sync.protocol.keys import new_desk_keys
from sync.protocol.messages import Health, PageHead, PushAnswer, Receipt, SetAside
from tests.support.demo_log import demo_ops
from tests.support.sync_ops import DESK, OTHER, a_morning, chained, erased, op

_NEWEST = DeskId("ZZZZZZZZZZZZZZZZ")
SIGNER = new_desk_keys(lambda length: bytes(range(length)))


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A body, how many ops come out of it, and the SHA-256 of everything they hold."""

    shape: str
    ops: int
    digest: str
    body: bytes


def digest(ops: list[Op] | tuple[Op, ...]) -> str:
    """The SHA-256 over each byte of the ops."""
    whole = hashlib.sha256()
    for one in ops:
        for part in (header_bytes(one.header), one.facts, one.salt, one.person, one.digest):
            whole.update(b"-" if part is None else b"%d:%b" % (len(part), part))
        whole.update(one.hash)
    return whole.hexdigest()


def _pushes() -> dict[str, list[Op]]:
    simulated = demo_ops(days=10, visits=30, seed=11)
    odd = [
        op(1, "petition.received", b'{"a": 1 , "b" : [ ]}', b"\x00\xff not JSON \n"),
        op(2, "visit.logged", b"", b""),
        op(3, "month.closed", b'"a text"', '{"note":"\u2028 \\u0000 \U0001f600"}'.encode()),
        op(4, "month.closed", b'{"visit":"~1","number":"#1"}', b"[1,{}]", epoch=0),
        op(5, "month.closed", b'{"a":' + b"[" * 400 + b"]" * 400 + b"}", b'{"a":1}\n'),
    ]
    return {
        "morning": a_morning(),
        "erased": [erased(one) for one in a_morning()],
        "odd": chained(odd),
        "simulated-64": simulated[:64],
        "simulated-512": simulated[:512],
    }


def bodies() -> dict[str, Kept]:
    """The bodies of today's protocol, by name."""
    kept: dict[str, Kept] = {}

    def keep(name: str, shape: str, body: bytes, ops: list[Op] | tuple[Op, ...] = ()) -> None:
        kept[f"{shape} {name}"] = Kept(shape=shape, ops=len(ops), digest=digest(ops), body=body)

    for name, ops in _pushes().items():
        health = Health(waiting=len(ops), oldest=ops[0].header.wall, free=1024)
        made = batch.make(ops[0].header.desk, 0, ops, GENESIS, health)
        keep(name, "push", batch.pack(made, SIGNER.sign), ops)
    ours, theirs, third = a_morning(DESK), a_morning(OTHER), a_morning(_NEWEST)
    feed = [ours[0], theirs[0], *third, ours[1], theirs[1], erased(theirs[2]), ours[2]]
    aside = SetAside(op=f"{DESK}.0.1", code="quarantine.shape", values={"field": "name"})
    head = PageHead(cursor="c", count=0, more=True, server_epoch="e", aside=(aside,))
    runs = page.runs_of(feed, lambda desk, epoch, seq: GENESIS)
    keep("mixed", "page", page.pack_page(head, runs, SIGNER.sign), feed)
    keep("empty", "page", page.pack_page(head, [], SIGNER.sign))
    receipt = Receipt(
        desk=DESK, epoch=0, seq=4, head=ours[3].hash.hex(), server_time=1, server_epoch="e"
    )
    answer = PushAnswer(receipt=receipt, aside=(aside,))
    keep("squeezed", "answer", codec.write(answer))
    return kept


if __name__ == "__main__":
    with Path(sys.argv[1]).open("xb") as opened:
        opened.write(msgspec.json.format(msgspec.json.encode(bodies()), indent=1) + b"\n")
