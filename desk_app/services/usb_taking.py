"""What a reply of the province holds: each thing kept as it is when the line brings it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from desk_app.core.cut import Cut
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from desk_app.services import usb_memory
from desk_app.services.changes import Changes
from desk_app.services.heal_desk import StoreMender
from desk_app.services.sync_memory import read_memory
from desk_app.services.sync_port import StorePort
from desk_app.store import blob_receipts
from desk_app.store.cuts import current_cut
from desk_app.store.store import Store
from sync.client import hello, line, pull, push
from sync.client.moves import Done, Event, Part, Read, Steps, Tell, Write
from sync.client.port import ClockGap, KeepPackage, OwnChain, Standing, TakePage
from sync.client.work import Work, do
from sync.protocol import blob_proofs, codec, requests
from sync.protocol.bundle import Kind
from sync.protocol.messages import BlobState, HelloAnswer, PushAnswer

T = TypeVar("T")


class Nothing:
    """The first reading: nothing is taken in yet."""

    def take(self, kind: Kind, content: bytes) -> None:
        """Passed over."""

    def begin(self, size: int) -> None:
        """Passed over."""

    def write(self, data: bytes) -> None:
        """Passed over."""

    def end(self, sha256: str) -> None:
        """Passed over."""


class Taking(Nothing):
    """The second reading: each thing goes the way that it goes when the line brings it."""

    def __init__(
        self, store: Store, port: StorePort, work: Work, changed: Callable[[Changes], None]
    ) -> None:
        self._store, self._port, self._work = store, port, work
        self._mender = StoreMender(store, changed)
        with store.reader() as reader:
            self._memory = read_memory(reader.connection)
            self._usb = usb_memory.read_usb(reader.connection)
        self.received = self.packages = self.blobs = 0

    @property
    def problem(self) -> Problem | None:
        """What a person must know."""
        return self._work.note

    def take(self, kind: Kind, content: bytes) -> None:
        """One thing; what is not meant for us, or newer than we are, changes nothing."""
        standing = self._port.look()
        if standing is None:  # unpaired in this very moment
            return
        deeds = {
            "answer": self._answer,
            "hello": self._hello,
            "page": self._page,
            "held": self._held,
            "package": self._package,
        }
        deed = deeds.get(kind)
        if deed is None:
            return
        try:
            deed(content, standing)
        except (line.NoLine, line.Renegotiate, line.TooOld):
            return
        except line.Refused as refused:
            self._work.note = refused.problem

    def _answer(self, content: bytes, standing: Standing) -> None:
        """A receipt, as after a push; what is set aside only where the receipt is news."""
        epoch = codec.read(content, PushAnswer).receipt.epoch
        chain = next((one for one in standing.chains if one.epoch == epoch), None)
        if chain is None:
            return
        answer = push.push_answer(content, standing, chain)
        if answer.receipt.seq <= chain.confirmed:
            answer = msgspec.structs.replace(answer, aside=(), held=False)
        self._do(self._kept(standing, chain, answer))

    def _kept(self, standing: Standing, chain: OwnChain, answer: PushAnswer) -> Steps[None]:
        yield from push.take_receipt(self._work, standing, chain, answer, 0)

    def _hello(self, content: bytes, standing: Standing) -> None:
        """The answer to one of our greetings; to the newest, if the line told nothing since."""
        for place, greeting in enumerate(reversed(self._usb.greetings)):
            answer = requests.unpack_hello_answer(content, greeting.nonce, standing.province)
            if answer is not None:
                fresh = place == 0 and greeting.contact == self._memory.contact
                self._do(self._greeted(standing, answer, fresh=fresh))
                return

    def _greeted(self, standing: Standing, answer: HelloAnswer, *, fresh: bool) -> Steps[None]:
        # Nobody can tell by a letter how far two clocks are apart.
        gap = ClockGap(self._memory.ahead, self._memory.within)
        if not fresh:
            # What it says of our chains may be old; what can only become newer is kept.
            answer = msgspec.structs.replace(
                answer,
                acked=(),
                server_epoch=standing.server_epoch,
                commune_key="",
                state=self._memory.state,
                message=self._memory.message,
            )
            self._port.keep_hello(answer, gap)
            return
        yield from hello.take_answer(self._work, standing, answer, gap)
        parted = frozenset(self._work.parted)
        if parted:
            # As on the line, before anything else: no number is printed twice from now on. What
            # the province holds of ours comes with the reply to the next bundle.
            above = max(*parted, *(head.epoch for head in answer.acked))
            self._mender.begin_epoch(parted, above)

    def _page(self, content: bytes, standing: Standing) -> None:
        """The next page moves the cursor; of any other only the ops are taken in."""
        got = pull.signed_page(content, standing)
        head = got.head
        if "." in head.after:
            if got.ops and _continues(head.after, standing):
                self.received += self._mender.take_own(got.ops)
            return
        if head.after == standing.cursor and head.server_epoch == standing.server_epoch:
            self._take_page(TakePage(head, got.ops))
            return
        # It was written for a desk that had read farther, or less far: what does not follow what
        # is here comes again with its page.
        with self._store.reader() as reader:
            ops = _following(got.ops, current_cut(reader.connection))
        head = msgspec.structs.replace(head, cursor=standing.cursor, aside=())
        self._take_page(TakePage(head, ops))

    def _take_page(self, deed: TakePage) -> None:
        self.received += self._do(do(deed, write=True)).new

    def _held(self, content: bytes, standing: Standing) -> None:
        """The province's word that it holds an attachment."""
        state = codec.read(content, BlobState)
        if state.server_epoch != standing.server_epoch:
            return
        if not blob_proofs.holds(state, standing.unit, standing.province):
            return
        with self._store.reader() as reader:
            owed = dict(blob_receipts.waiting(reader.connection, standing.desk))
            if state.sha256 not in owed:
                return
        self._store.writer.run(
            lambda tx: blob_receipts.keep(tx.connection, state.sha256, tx.now.wall)
        )
        self.blobs += 1

    def _package(self, content: bytes, standing: Standing) -> None:
        for deed in self._do_seen(pull.keep_package(standing, content)):
            self.packages += deed.manifest.sha256 not in standing.packages

    def _do(self, steps: Steps[T]) -> T:
        result: list[T] = []

        def last() -> Steps[None]:
            result.append((yield from steps))

        self._do_seen(last())
        return result[0]

    def _do_seen(self, steps: Steps[None]) -> list[KeepPackage]:
        """Perform what a stage of the line wants done here; the packages it had kept."""
        kept: list[KeepPackage] = []
        try:
            effect = next(steps)
            while True:
                event: Event = Done()
                if isinstance(effect, Read | Write):
                    event = Done(effect.deed.on(self._port))
                    if isinstance(effect.deed, KeepPackage):
                        kept.append(effect.deed)
                assert isinstance(effect, Read | Write | Tell | Part), effect
                effect = steps.send(event)
        except StopIteration:
            return kept


def _following(ops: Sequence[Op], cut: Cut) -> tuple[Op, ...]:
    """Those of these ops that leave no gap in their chain."""
    ends = {(head.desk, head.epoch): head.seq for head in cut.heads}
    found = []
    for op in ops:
        name = (op.header.desk, op.header.epoch)
        end = ends.get(name, 0)
        if op.header.seq <= end + 1:
            ends[name] = max(end, op.header.seq)
            found.append(op)
    return tuple(found)


def _continues(after: str, standing: Standing) -> bool:
    """Whether a page of our own ops goes on where an earlier epoch of ours ends here."""
    writing = max((chain.epoch for chain in standing.chains), default=0)
    ends = {f"{chain.epoch}.{chain.seq}" for chain in standing.chains if chain.epoch < writing}
    known = {chain.epoch for chain in standing.chains}
    epoch, _, seq = after.partition(".")
    new = epoch.isdecimal() and int(epoch) not in known and int(epoch) < writing and seq == "0"
    return after in ends or new
