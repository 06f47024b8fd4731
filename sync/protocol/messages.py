"""The messages between a desk and the province, named once for both sides.

Op ids are written DESK.EPOCH.SEQ; hashes and digests are lower-case hex; keys, signatures and
sealed things are URL-safe base64 without padding; times are milliseconds since 1970 in UTC.
A field may be added with a default; a field is never given another meaning.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.ids import DeskId


class Message(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=False
):
    """What travels; unknown fields of a newer release are passed over."""


class ChainHead(Message, frozen=True):
    """How far one chain reaches: the op with this seq has this hash; seq 0 has the genesis hash."""

    epoch: int
    seq: int
    hash: str


class Health(Message, frozen=True):
    """How the desk fares; nothing in it is about a citizen.

    waiting: own ops without a receipt; oldest: when the oldest of them was written; blobs:
    attachments still to be sent; free: free megabytes on its disk.
    """

    waiting: int = 0
    oldest: int | None = None
    blobs: int = 0
    free: int | None = None


class Hello(Message, frozen=True):
    """A desk says who it is and where it stands.

    heads: its own chains, one per epoch, the newest last; nonce: 16 random bytes that the answer
    repeats; wall: the desk's clock; keys: ids of the commune keys it holds.
    """

    protocol: tuple[int, int]
    app: str
    desk: DeskId
    heads: tuple[ChainHead, ...]
    nonce: str
    wall: int
    serial: int
    keys: tuple[str, ...] = ()
    health: Health = Health()


class PackageRef(Message, frozen=True):
    """A package the province publishes; valid_from: civil day as YYYY-MM-DD.

    kind: one of `packages.Kind`, or of a later release, which this one keeps and does not use.
    """

    sha256: str
    kind: str
    name: str
    valid_from: str
    size: int


class Sealed(Message, frozen=True):
    """A commune key, sealed by one desk to another; the province cannot open it."""

    key_id: str
    from_desk: DeskId
    to_desk: DeskId
    sealed: str


class Peer(Message, frozen=True):
    """Another desk of the commune: its certificate, and the ids of the commune keys it holds."""

    desk: DeskId
    certificate: str
    keys: tuple[str, ...] = ()


class HelloAnswer(Message, frozen=True):
    """Where the province stands with this desk.

    acked: the desk's chains as the province holds them; server_epoch: another value means that the
    province's store was restored; session: to be shown with reading requests; pace: seconds until
    the next hello when nothing waits; state: a revoked desk may push (its ops are held), not read.
    commune_key: the id of the key that new hashes of the commune are made with.
    """

    protocol: int
    nonce: str
    unit: str
    practice: bool
    acked: tuple[ChainHead, ...]
    server_epoch: str
    server_time: int
    session: str
    pace: int = 60
    max_ops: int = 512
    state: Literal["active", "revoked"] = "active"
    commune_key: str = ""
    message: dict[str, str] = {}
    certificate: str | None = None
    packages: tuple[PackageRef, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    peers: tuple[Peer, ...] = ()


class Receipt(Message, frozen=True):
    """The province holds this chain, raw and fsynced, up to and with this op.

    signature: of the province over all the other fields (`receipts.receipt_bytes`).
    """

    desk: DeskId
    epoch: int
    seq: int
    head: str
    server_time: int
    server_epoch: str
    signature: str = ""


class SetAside(Message, frozen=True):
    """An op in the province's quarantine, or beside one ("held").

    code: a Problem code whose sentence both sides know ("quarantine.…"); values fill it. settled:
    it is no longer set aside.
    """

    op: str
    code: str
    values: dict[str, str] = {}
    held_by: str | None = None
    settled: bool = False


class PushAnswer(Message, frozen=True):
    """receipt: for the newest op of that chain the province holds; aside: what it set aside.

    seal: signature of the province over all of it (`receipts.seal_answer`); "" when the receipt,
    which has its own, is all there is.
    """

    receipt: Receipt
    aside: tuple[SetAside, ...] = ()
    held: bool = False
    seal: str = ""


class Refusal(Message, frozen=True):
    """Why a request was not taken, as a Problem code; values fill its sentence.

    "sync.fork": acked is where the other branch stands. "sync.twice": another copy of the desk sent
    a deed of these under other numbers, in one of the chains that acked names. "sync.gap": acked is
    from where to send.
    """

    code: str
    values: dict[str, str] = {}
    acked: tuple[ChainHead, ...] = ()
    retry_after: int | None = None


class PageHead(Message, frozen=True):
    """The first line of a page of the feed.

    cursor: opaque, to be kept in the same transaction as the ops; more: whether another page
    waits; reader, after: the desk it is made for and the place it goes on from (a cursor, in the
    own log EPOCH.SEQ), so that a page somebody kept on the way is never taken for another one;
    aside: what changed in the quarantine of this desk's own ops; packages: all in force.
    """

    cursor: str
    count: int
    more: bool
    server_epoch: str
    reader: str = ""
    after: str = ""
    aside: tuple[SetAside, ...] = ()
    packages: tuple[PackageRef, ...] = ()


class BlobState(Message, frozen=True):
    """How much of an attachment the province holds.

    signature: of the province, under a whole one only (`blob_proofs`); server_epoch: as in a
    receipt.
    """

    sha256: str
    size: int
    have: int
    whole: bool
    server_epoch: str = ""
    signature: str = ""
