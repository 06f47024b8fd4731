"""What the cycle reads from the desk's store and writes into it; each deed is one transaction.

The cycle hands out deeds (`Read(Look())`, `Write(TakePage(...))`), the driver performs them with
`deed.on(port)` and brings the result back: the cycle itself never touches a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol, TypeVar

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from sync.protocol.messages import (
    ChainHead,
    Health,
    HelloAnswer,
    PageHead,
    Peer,
    Receipt,
    Sealed,
    SetAside,
)
from sync.protocol.packages import Manifest

T_co = TypeVar("T_co", covariant=True)


class OwnChain(NamedTuple):
    """One of this desk's chains: its newest op, and how far receipts of the province reach.

    confirmed: the seq of the newest receipt that counts, 0 without one. A receipt from before the
    province's store was restored does not count any more.
    """

    epoch: int
    seq: int
    hash: bytes
    confirmed: int


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where this desk stands, all read in one moment.

    province: the province's public signing key; server_epoch: "" before the first hello; chains:
    in the order of their epochs; keys: ids of the commune keys held; packages: digests of the
    packages held; sign: signs with the desk's key.
    """

    desk: DeskId
    unit: str
    practice: bool
    province: bytes
    server_epoch: str
    serial: int
    chains: tuple[OwnChain, ...]
    cursor: str
    sign: Callable[[bytes], bytes]
    keys: tuple[str, ...] = ()
    packages: frozenset[str] = frozenset()
    health: Health = Health()


class Stretch(NamedTuple):
    """Ops of one chain that follow each other, and the hash of the op before the first."""

    previous: bytes
    ops: tuple[Op, ...]


class Took(NamedTuple):
    """What taking in a page did: how many ops were new, and how many were set aside here."""

    new: int
    aside: int


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt ended, for the words on screen; contact and sent keep what stands there.

    tried: when it began; next: when the next one begins; contact: when the province answered in it;
    sent: when its last receipt came; problem: why not everything moved. The attempts have been
    failing since the first one after a contact that had none itself.
    """

    tried: Millis
    next: Millis
    contact: Millis | None = None
    sent: Millis | None = None
    problem: Problem | None = None


class ClockGap(msgspec.Struct, frozen=True):
    """How far the province's clock is ahead of ours, and how uncertain that is (milliseconds)."""

    ahead: int
    within: int


class DeskPort(Protocol):
    """The desk's store, as far as syncing goes."""

    def look(self) -> Standing | None:
        """Where the desk stands; None when it is not paired with a province."""

    def stretch(self, epoch: int, after: int, limit: int) -> Stretch:
        """At most `limit` own ops of that chain above seq `after`."""

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """The hash of an own op; None when it is not here."""

    def keep_hello(self, answer: HelloAnswer, gap: ClockGap) -> None:
        """Keep what the province said of itself: certificate, keys, peers, message, clock."""

    def start_again(self, server_epoch: str, acked: dict[int, int]) -> None:
        """The province's store was restored: receipts till now count no more, no cursor either.

        acked: by epoch, how far it holds our chains now. Nothing is deleted: the receipts stay, as
        proof of what was once promised.
        """

    def forget_cursor(self) -> None:
        """Read the commune's feed from its beginning again."""

    def keep_receipt(self, receipt: Receipt, aside: tuple[SetAside, ...], held: bool) -> None:
        """Keep a receipt that was checked, and what the province set aside."""

    def take_page(self, head: PageHead, ops: tuple[Op, ...]) -> Took:
        """Take in a page of the feed; its cursor is durable when all of its ops are, not before."""

    def keep_package(self, manifest: Manifest, proof: str, content: bytes) -> None:
        """Keep a package that was checked; proof: its manifest as the province signed it."""

    def keys_for(self, peers: tuple[Peer, ...]) -> tuple[Sealed, ...]:
        """Commune keys these peers lack and this desk holds, sealed for them."""

    def mark(self, mark: Mark) -> None:
        """Remember how an attempt ended."""


class Deed(Protocol[T_co]):
    """One read or write, waiting to be done."""

    def on(self, port: DeskPort) -> T_co:
        """Do it."""


class Look(msgspec.Struct, frozen=True):
    """`DeskPort.look`."""

    def on(self, port: DeskPort) -> Standing | None:
        """Do it."""
        return port.look()


class ReadStretch(msgspec.Struct, frozen=True):
    """`DeskPort.stretch`."""

    epoch: int
    after: int
    limit: int

    def on(self, port: DeskPort) -> Stretch:
        """Do it."""
        return port.stretch(self.epoch, self.after, self.limit)


class HashAt(msgspec.Struct, frozen=True):
    """`DeskPort.hash_at`."""

    epoch: int
    seq: int

    def on(self, port: DeskPort) -> bytes | None:
        """Do it."""
        return port.hash_at(self.epoch, self.seq)


class KeysFor(msgspec.Struct, frozen=True):
    """`DeskPort.keys_for`."""

    peers: tuple[Peer, ...]

    def on(self, port: DeskPort) -> tuple[Sealed, ...]:
        """Do it."""
        return port.keys_for(self.peers)


class KeepHello(msgspec.Struct, frozen=True):
    """`DeskPort.keep_hello`."""

    answer: HelloAnswer
    gap: ClockGap

    def on(self, port: DeskPort) -> None:
        """Do it."""
        port.keep_hello(self.answer, self.gap)


class StartAgain(msgspec.Struct, frozen=True):
    """`DeskPort.start_again`."""

    server_epoch: str
    acked: dict[int, int]

    def on(self, port: DeskPort) -> None:
        """Do it."""
        port.start_again(self.server_epoch, self.acked)


class ForgetCursor(msgspec.Struct, frozen=True):
    """`DeskPort.forget_cursor`."""

    def on(self, port: DeskPort) -> None:
        """Do it."""
        port.forget_cursor()


class KeepReceipt(msgspec.Struct, frozen=True):
    """`DeskPort.keep_receipt`."""

    receipt: Receipt
    aside: tuple[SetAside, ...] = ()
    held: bool = False

    def on(self, port: DeskPort) -> None:
        """Do it."""
        port.keep_receipt(self.receipt, self.aside, self.held)


class TakePage(msgspec.Struct, frozen=True):
    """`DeskPort.take_page`."""

    head: PageHead
    ops: tuple[Op, ...]

    def on(self, port: DeskPort) -> Took:
        """Do it."""
        return port.take_page(self.head, self.ops)


class KeepPackage(msgspec.Struct, frozen=True):
    """`DeskPort.keep_package`."""

    manifest: Manifest
    proof: str
    content: bytes

    def on(self, port: DeskPort) -> None:
        """Do it."""
        port.keep_package(self.manifest, self.proof, self.content)


class KeepMark(msgspec.Struct, frozen=True):
    """`DeskPort.mark`."""

    what: Mark

    def on(self, port: DeskPort) -> None:
        """Do it."""
        port.mark(self.what)


class Parted(msgspec.Struct, frozen=True):
    """The province holds another past of one of our chains: this desk was restored or cloned.

    how: "behind" (it holds ops of ours that are not here) or "fork" (another op under the same
    number); theirs: where its chain stands; ours: where ours stands.
    """

    how: Literal["behind", "fork"]
    theirs: ChainHead
    ours: ChainHead
