"""What a person carries back to a desk: receipts, the pages it has not read, packages.

All of it is made by the code that answers on the line, and encrypted to the desk's certificate.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desk_app.core.chain import GENESIS
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from sync import stick
from sync.protocol import certificates, codec, limits, packages, page, requests
from sync.protocol.bundle import MAX_PACKAGE, MAX_PART, Manifest, new_identity
from sync.protocol.exchange import Request
from sync.protocol.messages import ChainHead, PushAnswer
from sync.protocol.receipts import seal_answer
from sync.protocol.versions import PROTOCOL
from sync.protocol.write_bundle import Whole, write_bundle
from sync.server import feed, hello
from sync.server.answers import Refused
from sync.server.bundles import Taken, is_practice
from sync.server.house import Caller, House
from sync.server.store import chain_rows, desk_rows, feed_rows, op_rows, package_rows
from sync.server.store.engine import NO_COMMUNE
from sync.server.store.faults import StoreFault


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a reply: files it came to, and how many receipts, ops and packages."""

    files: tuple[str, ...]
    receipts: int
    ops: int
    packages: int


class _Counts:
    receipts = ops = packages = 0


def write_reply(
    house: House,
    caller: Caller,
    writing: stick.Writing,
    taken: Taken | None = None,
    part_size: int = MAX_PART,
) -> Written:
    """Write the reply for a desk; taken: what it brought, None to go by our own records alone.

    EnvironmentProblem when the stick or the database are at fault: then no reply is left.
    """
    manifest = Manifest(
        writer="",
        reader=caller.id,
        unit=caller.commune,
        practice=is_practice(house),
        made=house.now,
        protocol=PROTOCOL,
    )
    certificate = certificates.read_certificate(caller.desk.certificate, house.keys.public)
    if certificate is None:
        raise EnvironmentProblem(Problem("province.keys_damaged", values={"file": ""}))
    counts = _Counts()
    try:
        write_bundle(
            manifest,
            _items(house, caller, taken, counts),
            sign=house.keys.sign,
            recipient=certificate.recipient,
            identity=new_identity(caller.id, house.random),
            open_part=writing.open_part,
            part_size=part_size,
        )
    except StoreFault as error:
        raise EnvironmentProblem(Problem(error.code)) from error
    files = tuple(str(path) for path in writing.put_in_place())
    return Written(files=files, receipts=counts.receipts, ops=counts.ops, packages=counts.packages)


def _items(house: House, caller: Caller, taken: Taken | None, counts: _Counts) -> Iterator[Whole]:
    if taken is not None and caller.desk.state == "active":
        yield from _own(house, caller, taken.greeting)  # before the receipts that speak of them
    for answer in _answers(house, caller, taken):
        counts.receipts += 1
        yield Whole("answer", codec.encode(answer))
    if taken is not None:
        if taken.greeting:
            yield from _greeted(house, taken.greeting)
        for state in taken.states:
            yield Whole("held", codec.encode(state))
    if caller.desk.state != "active":
        return  # a revoked desk is told that it is, and reads nothing
    cursor = _begun(house, caller) if taken is None else taken.manifest.cursor
    if taken is not None:
        _note_seen(house, caller, cursor)
    for body in _pages(house, caller, cursor):
        counts.ops += page.unpack_page(body).head.count
        yield Whole("page", body)
    held = frozenset(() if taken is None else taken.manifest.packages)
    for content in _packages(house, held):
        counts.packages += 1
        yield Whole("package", content)


def _answers(house: House, caller: Caller, taken: Taken | None) -> list[PushAnswer]:
    """What it is told of its pushes, and the newest receipt of every chain it sent nothing of."""
    told = [] if taken is None else list(taken.answers)
    known = {answer.receipt.epoch for answer in told}
    held = caller.desk.state == "revoked"
    with house.store.read(caller.commune) as tx:
        for head in chain_rows.heads(tx, caller.id):
            receipt = chain_rows.newest_receipt(tx, caller.id, head.epoch)
            if receipt is not None and head.epoch not in known:
                told.append(seal_answer(PushAnswer(receipt=receipt, held=held), house.keys.sign))
    return told


def _greeted(house: House, greeting: bytes) -> Iterator[Whole]:
    """The answer to its greeting; none to one that is not its own or of another protocol."""
    request = Request(method="POST", path="/sync/v1/hello", body=greeting)
    try:
        yield Whole("hello", hello.greet(house, request).body)
    except Refused:
        return


def _own(house: House, caller: Caller, greeting: bytes) -> Iterator[Whole]:
    """Ops of its earlier epochs that it lost when it was restored from a backup."""
    signed = requests.unpack_hello(greeting)
    if signed is None or not requests.hello_holds(signed, caller.desk.signing):
        return
    theirs = {head.epoch: head for head in signed.hello.heads}
    with house.store.read(caller.commune) as tx:
        ours = chain_rows.heads(tx, caller.id)
        behind = []
        for head in ours:
            if head.epoch >= max(theirs, default=0):
                continue  # that one it may be writing in at this moment: the line mends it
            have = theirs.get(head.epoch, ChainHead(epoch=head.epoch, seq=0, hash=GENESIS.hex()))
            at = GENESIS if not have.seq else op_rows.hash_at(tx, caller.id, head.epoch, have.seq)
            if have.seq < head.seq and at is not None and at.hex() == have.hash:
                behind.append(have)
    for have in behind:
        after = have.seq
        while True:
            body = feed.own_after(house, caller, have.epoch, after)
            yield Whole("page", body)
            part = page.unpack_page(body).head
            after += part.count
            if not part.more:
                break


def _begun(house: House, caller: Caller) -> str:
    """The cursor that the desk showed last, as far as we know."""
    with house.store.read(caller.commune) as tx:
        row = feed_rows.seen(tx)
    assert row is not None
    if not caller.desk.seen:
        return ""
    return feed.cursor_at(house, caller, min(caller.desk.seen, row.n))


def _note_seen(house: House, caller: Caller, cursor: str) -> None:
    """It keeps everything up to its cursor; an older bundle that comes late says nothing new."""
    try:
        place, _ = feed.page_after(house, caller, cursor, 1)
    except Refused:
        return
    if place > caller.desk.seen:
        with house.store.write(caller.commune) as tx:
            desk_rows.has_feed_up_to(tx, caller.id, place)


def _pages(house: House, caller: Caller, cursor: str) -> Iterator[bytes]:
    while True:
        try:
            _, body = feed.page_after(house, caller, cursor, limits.MAX_PAGE_OPS)
        except Refused:
            if not cursor:
                raise
            cursor = ""  # not one of ours: from the beginning
            continue
        yield body
        head = page.unpack_page(body).head
        if not head.more or head.cursor == cursor:
            return
        cursor = head.cursor


def _packages(house: House, held: frozenset[str]) -> Iterator[bytes]:
    with house.store.read(NO_COMMUNE) as tx:
        refs = package_rows.in_force(tx)
    for ref in refs:
        if ref.sha256 in held or ref.size > MAX_PACKAGE:
            continue
        with house.store.read(NO_COMMUNE) as tx:
            found = package_rows.one(tx, ref.sha256)
        if found is not None:
            body = packages.pack_package(*found)
            if len(body) <= MAX_PACKAGE:
                yield body
