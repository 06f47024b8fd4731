"""A restored, moved or cloned desk comes back to one past, with what its store has to do for it."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.ops import Op
from desk_app.services.changes import Changes
from desk_app.services.taken_changes import changes_of
from desk_app.services.two_pasts import note
from desk_app.store import heal, other_copies
from desk_app.store.epochs import remember_epoch
from desk_app.store.store import Store
from desk_app.store.take_page import take_in_chunks
from desk_app.store.writer import Tx
from sync.client.cycle import Mend
from sync.client.mend import Fork, mending


class StoreMender:
    """`MendPort` on a desk's database; changed: told what came back or got another number."""

    def __init__(
        self, store: Store, changed: Callable[[Changes], None] = lambda changes: None
    ) -> None:
        self._store = store
        self._changed = changed

    def begin_epoch(self, parted: frozenset[int], above: int) -> None:
        """Write in a new epoch, if this desk now writes in a parted one."""

        def write(tx: Tx) -> int | None:
            if tx.desk.epoch not in parted:
                return None
            epoch = other_copies.begin_epoch(tx, above)
            note(tx, "returned")
            return epoch

        self._remember(self._store.writer.run(write))

    def take_own(self, ops: tuple[Op, ...]) -> int:
        """Take in own ops that come back."""
        epoch = max(op.header.epoch for op in ops)

        def finish(tx: Tx) -> None:
            other_copies.note_elsewhere(tx, epoch)

        # First of all: a crash in between must not leave an epoch that nobody can explain.
        self._store.writer.run(finish)
        taken = take_in_chunks(self._store.writer, ops)
        if taken.new:
            self._changed(changes_of(taken))
        return taken.new

    def keep_theirs(self, ops: tuple[Op, ...]) -> None:
        """Keep ops of the other past beside the log."""
        self._store.writer.run(lambda tx: heal.keep_theirs(tx, ops))

    def heal(self, forks: tuple[Fork, ...], held: dict[int, int]) -> None:
        """One past again, in one transaction."""
        here = [heal.Fork(fork.epoch, fork.seq, fork.head) for fork in forks]

        def write(tx: Tx) -> heal.Healed:
            done = heal.heal(tx, here, held)
            if done.moved or done.taken:
                note(tx, "copied", came=done.taken, again=done.again, numbers=done.numbers)
            return done

        done = self._store.writer.run(write)
        self._remember(done.epoch)
        if done.moved or done.taken:
            self._changed(_all_of(done.subjects))

    def _remember(self, epoch: int | None) -> None:
        if epoch is not None:
            remember_epoch(epoch, self._store.file.parent)


def _all_of(subjects: frozenset[str]) -> Changes:
    """Ids changed: whoever shows one of them, of whatever family, looks again."""
    return Changes(
        visits=subjects,
        cases=subjects,
        evidence=subjects,
        coverage=subjects,
        assessments=subjects,
        officers=subjects,
        papers=subjects,
        imports=subjects,
        catalogue=True,
        calendar=True,
    )


def mend_of(store: Store, changed: Callable[[Changes], None] = lambda changes: None) -> Mend:
    """What a cycle on this store mends two pasts with."""
    return mending(StoreMender(store, changed))
