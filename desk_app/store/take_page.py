"""Taking in a page of ops in short transactions, so that a visit saved meanwhile waits for none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from desk_app.core.ops import Op
from desk_app.store.taking import Taken, take_ops, together
from desk_app.store.writer import Tx, Writer

__all__ = ["Taken", "take", "take_in_chunks", "together"]

# As with imports: of the 20 ms that a chunk may hold the write lock, the rest is the commit's.
CHUNK_SECONDS = 0.014
_FIRST_CHUNK, _LARGEST_CHUNK = 16, 512  # ops; the next follow from the time they took


def take(tx: Tx, ops: Iterable[Op]) -> Taken:
    """Take in ops of other desks, and own ones that come back, inside this transaction.

    In any order, some twice, half of a chain: each is kept once. Nothing raises for what an op
    says: what cannot be folded is set aside, and later ops of its desk about the same subject with
    it, until a newer program can read it.
    """
    taken = take_ops(tx.connection, ops, tx.now.wall)
    tx.log.erased |= taken.erased
    return taken


def take_in_chunks(
    writer: Writer, ops: Sequence[Op], finish: Callable[[Tx], None] = lambda tx: None
) -> Taken:
    """`take` in transactions of at most 20 ms each; waits for all. Not for the GUI thread.

    finish: what belongs into the last of them (the cursor of the page): it is durable when all
    ops are, and not before. A crash in between leaves ops that will come again and are known then.
    """
    parts: list[Taken] = []
    chunk, first = _FIRST_CHUNK, 0
    while True:
        some = ops[first : first + chunk]
        first += len(some)

        def job(
            tx: Tx, some: Sequence[Op] = some, last: bool = first >= len(ops)
        ) -> tuple[Taken, float]:
            began = time.perf_counter()
            taken = take(tx, some)
            if last:
                finish(tx)
            return taken, time.perf_counter() - began

        taken, took = writer.submit(job, background=True).result()
        parts.append(taken)
        if first >= len(ops):
            return together(parts)
        # Half the way to the size that would have taken the time allowed (import_visits.py).
        fitting = len(some) * CHUNK_SECONDS / max(took, 1e-6)
        chunk = max(1, min(_LARGEST_CHUNK, round((chunk + fitting) / 2)))
