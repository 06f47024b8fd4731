"""What the page "Đồng bộ" shows, as plain values: no words, no ids of the store's own tables."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.services.conflicts import Disputed
from sync.client.truth import Known

Stage = Literal["rest", "hello", "push", "pull", "keys", "packages", "blobs"]


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What an op is about, as far as it may be named to everybody: never by a person's name.

    family: "visit", "case", …; number: a case's printed number; at: when a visit was; procedure:
    a code of the catalogue.
    """

    subject: str = ""
    family: str = ""
    number: str = ""
    at: Millis | None = None
    procedure: str = ""


class WaitingOp(msgspec.Struct, frozen=True, kw_only=True):
    """One own op that no receipt covers; at: when it was written, seq: its number in the chain."""

    op: str
    kind: str
    at: Millis
    seq: int
    about: Thing = Thing()


class AsideOp(msgspec.Struct, frozen=True, kw_only=True):
    """An op that was set aside, here or at the province, with how many wait for it alone.

    kind: "" when the op is not here; theirs: the province set it aside.
    """

    op: str
    kind: str
    since: Millis
    reason: Problem
    about: Thing = Thing()
    theirs: bool = False
    held: int = 0


class Choice(msgspec.Struct, frozen=True):
    """What somebody chose for a field: the value of a contender's op, or what was typed."""

    op: str = ""
    text: str = ""


class SyncState(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page shows, read in one moment.

    acked: the province holds this desk's ops up to this number, None where it never said so;
    aside_all, aside_settled: how many were set aside this year and how many of them are settled;
    blobs, blob_bytes: attachments that wait; blobs_paused: somebody paused them; blobs_why: why
    they do not move; blobs_lost: own ones that lie nowhere any more; url: where the province is
    asked; province: its name, "" when it told none; message: what the province wants shown, in the
    language of the window; two_pasts: that this desk was restored, moved or copied, and what was
    done about it, for a week.
    """

    known: Known = Known()
    acked: int | None = None
    waiting: tuple[WaitingOp, ...] = ()
    aside: tuple[AsideOp, ...] = ()
    aside_all: int = 0
    aside_settled: int = 0
    conflicts: tuple[Disputed, ...] = ()
    blobs: int = 0
    blob_bytes: int = 0
    blobs_paused: bool = False
    blobs_why: Problem | None = None
    blobs_lost: int = 0
    url: str = ""
    province: str = ""
    message: str = ""
    two_pasts: Problem | None = None


class SyncStep(msgspec.Struct, frozen=True):
    """How far an attempt is; total 0 where nobody can know it."""

    stage: Stage
    done: int = 0
    total: int = 0


class SyncEnd(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt ended: what moved, and what stood in the way."""

    at: Millis
    sent: int = 0
    received: int = 0
    problem: Problem | None = None
