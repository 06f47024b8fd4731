"""What a person carries here from a desk without a line: taken in by the code that the line uses.

A bundle is read twice: once to see that it is whole and whose it is, once to take it in. Each push
is a transaction of its own, so whatever stops us in between, the same bundle is taken in again.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import DeskId
from desk_app.core.problems import Problem
from sync import stick
from sync.protocol import batch, keys
from sync.protocol.bundle import Kind, Manifest
from sync.protocol.malformed import Malformed
from sync.protocol.messages import BlobState, PushAnswer
from sync.protocol.read_bundle import read_bundle
from sync.server import accept, blobs, epochs, feed
from sync.server.answers import Refused
from sync.server.house import Caller, House
from sync.server.store import chain_rows, desk_rows, province_rows
from sync.server.store.engine import NO_COMMUNE
from sync.server.store.faults import StoreFault

# An attachment is given to the disk in steps of this size.
_STEP = 1 << 20


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a bundle.

    ops: how many the bundle brought; new: how many of them were not here; held: they came from a
    revoked desk and do not count; refused: why pushes were not taken; greeting: the desk's, "" when
    it sent none; answers: what it is told of its pushes; states: of its attachments.
    """

    caller: Caller
    manifest: Manifest
    ops: int
    new: int
    held: bool
    refused: tuple[str, ...]
    greeting: bytes
    answers: tuple[PushAnswer, ...]
    states: tuple[BlobState, ...]

    @property
    def whole(self) -> int:
        """How many attachments of it are whole here now."""
        return sum(state.whole for state in self.states)


def take_in(
    house: House, found: stick.Found, on_progress: Callable[[int, int], None] = lambda d, t: None
) -> Taken:
    """Take in what a desk wrote; the same again changes nothing.

    UserProblem: it is not for this province, not from one of its desks, or damaged: then nothing
    was taken in. EnvironmentProblem: disk or database are at fault; take it in again later.
    """
    progress = _Progress(2 * found.size, on_progress)
    try:
        with stick.speaking(found.paths[0]):
            first = _First()
            closing = read_bundle(found.read(progress.more), house.keys.age, first)
            caller = _writer(house, closing.manifest)
            if not keys.verify(caller.desk.signing, closing.signed, closing.signature):
                raise UserProblem(Problem("usb.signature", "file"))
            _notice_restored(house, caller, closing.manifest)
            before = _reached(house, caller)
            second = _Second(house, caller, first.blobs)
            read_bundle(found.read(progress.more), house.keys.age, second)
    except Malformed as error:
        raise _not_read(error, found) from error
    except StoreFault as error:
        raise EnvironmentProblem(Problem(error.code)) from error
    return Taken(
        caller=caller,
        manifest=closing.manifest,
        ops=second.ops,
        new=_reached(house, caller) - before,
        held=caller.desk.state == "revoked",
        refused=tuple(second.refused),
        greeting=second.greeting,
        answers=tuple(second.answers),
        states=tuple(second.states),
    )


def caller_of(house: House, desk: str) -> Caller:
    """A desk as the province's own records know it; Refused when they do not."""
    commune = house.commune_of(desk)
    with house.store.read(commune) as tx:
        row = desk_rows.one(tx, desk)
    if row is None:
        raise Refused(401, "sync.unknown_desk")
    return Caller(commune=commune, desk=row)


def is_practice(house: House) -> bool:
    """Whether this is a practice province."""
    with house.store.read(NO_COMMUNE) as tx:
        province = province_rows.this_province(tx)
    assert province is not None
    return province.practice


def _writer(house: House, manifest: Manifest) -> Caller:
    """Whose bundle it says to be; its signature is still to be checked."""
    try:
        caller = caller_of(house, manifest.writer)
    except Refused as error:
        raise UserProblem(Problem("usb.stranger", "file", {"desk": manifest.writer})) from error
    if manifest.reader:
        raise UserProblem(Problem("usb.for_desk", "file", {"mark": manifest.reader}))
    if (manifest.unit, manifest.practice) != (caller.commune, is_practice(house)):
        raise UserProblem(Problem("usb.elsewhere", "file"))
    return caller


def _not_read(error: Malformed, found: stick.Found) -> UserProblem:
    if error.code != "bundle.not_for_us":
        return stick.malformed(error, found)
    if found.part.mark:
        return UserProblem(Problem("usb.for_desk", "file", {"mark": found.part.mark}))
    return UserProblem(Problem("usb.other_province", "file"))


def _notice_restored(house: House, caller: Caller, manifest: Manifest) -> None:
    """A cursor ahead of our store says that the store is an older copy, by this road as well."""
    try:
        feed.page_after(house, caller, manifest.cursor, 1)
    except feed.Behind as behind:
        # Nobody knows where the rows began to differ.
        epochs.renew(house, behind.server_epoch, since=0)
    except Refused:
        return  # not a cursor of ours: the feed is given from its beginning


def _reached(house: House, caller: Caller) -> int:
    with house.store.read(caller.commune) as tx:
        return sum(head.seq for head in chain_rows.heads(tx, caller.id))


class _Progress:
    """How many bytes of both readings are through."""

    def __init__(self, total: int, tell: Callable[[int, int], None]) -> None:
        self._total, self._tell, self._done = total, tell, 0

    def more(self, count: int) -> None:
        """So many more."""
        self._done += count
        self._tell(min(self._done, self._total), self._total)


class _First:
    """The first reading: only what the attachments are called, which is known at their ends."""

    def __init__(self) -> None:
        self.blobs: list[tuple[str, int]] = []
        self._size = 0

    def take(self, kind: Kind, content: bytes) -> None:
        """Passed over."""

    def begin(self, size: int) -> None:
        """An attachment of this size."""
        self._size = size

    def write(self, data: bytes) -> None:
        """Passed over."""

    def end(self, sha256: str) -> None:
        """This is its name."""
        self.blobs.append((sha256, self._size))


class _Second:
    """The second reading: everything is taken in, in its order."""

    def __init__(self, house: House, caller: Caller, names: list[tuple[str, int]]) -> None:
        self._house, self._caller = house, caller
        self._names = iter(names)
        self._blob: _Blob | None = None
        self.ops = 0
        self.greeting = b""
        self.refused: list[str] = []
        self.states: list[BlobState] = []
        self._answers: dict[tuple[DeskId, int], PushAnswer] = {}
        self._asides: list[PushAnswer] = []

    @property
    def answers(self) -> list[PushAnswer]:
        """What the desk is told: the newest receipt of each chain, and whatever was set aside."""
        return [*self._asides, *self._answers.values()]

    def take(self, kind: Kind, content: bytes) -> None:
        """A push is accepted; a greeting waits until everything else is here."""
        if kind == "push":
            try:
                self._push(content)
            except Refused as error:
                self.refused.append(error.refusal.code)
            except Malformed as error:
                self.refused.append(error.code)
        elif kind == "hello":
            self.greeting = content

    def _push(self, body: bytes) -> None:
        signed = batch.unpack(body)
        self.ops += len(signed.batch.ops)
        if signed.batch.desk != self._caller.id:
            raise Refused(403, "usb.mixed")
        answer = accept.accept(self._house, signed)
        if answer.aside:
            self._asides.append(answer)
        self._answers[answer.receipt.desk, answer.receipt.epoch] = answer

    def begin(self, size: int) -> None:
        """An attachment: taken in when an accepted op of the commune speaks of it."""
        name, _ = next(self._names, ("", 0))
        self._blob = _Blob(self._house, self._caller.commune, name, size)

    def write(self, data: bytes) -> None:
        """The next bytes of it."""
        assert self._blob is not None
        self._blob.write(data)

    def end(self, sha256: str) -> None:
        """It is through."""
        assert self._blob is not None
        state, self._blob = self._blob.end(), None
        if state is not None:
            self.states.append(state)


class _Blob:
    """One attachment on its way to the files of the province."""

    def __init__(self, house: House, commune: str, sha256: str, size: int) -> None:
        self._house, self._commune, self._sha256, self._size = house, commune, sha256, size
        self._held = bytearray()
        self._at = 0
        try:
            self._wanted = blobs.expected(house, commune, sha256) == size
        except Refused:
            self._wanted = False

    def write(self, data: bytes) -> None:
        """The next bytes."""
        if self._wanted:
            self._held += data
            if len(self._held) >= _STEP:
                self._give()

    def _give(self) -> None:
        data = bytes(self._held)
        self._held.clear()
        self._house.blobs.append(self._commune, self._sha256, self._at, data, self._size)
        self._at += len(data)

    def end(self) -> BlobState | None:
        """How much of it is here; None when nobody speaks of it."""
        if not self._wanted:
            return None
        self._give()
        try:
            return blobs.state_of(self._house, self._commune, self._sha256, self._size)
        except Refused:  # erased in this very moment
            return None
