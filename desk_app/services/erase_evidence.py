"""Delete the files of cases whose person was erased."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.attachments.keep import Keep
from desk_app.store import evidence_rows
from desk_app.store.store import Store
from desk_app.store.writer import Tx


def delete_erased(tx: Tx, keep: Keep, cases: Iterable[str]) -> None:
    """Delete what no op names any more of the files that these cases had.

    A file that another case has too stays. In a transaction of its own after the erasure, so that
    nobody attaches one of them meanwhile; what a power cut leaves, the next `sweep_evidence` finds.
    """
    had = {digest for case in cases for _, digest in evidence_rows.all_of_case(tx.connection, case)}
    keep.forget(had - evidence_rows.named(tx.connection))


def delete_erased_elsewhere(store: Store, keep: Keep) -> None:
    """Delete the files here whose person another desk erased."""
    with store.reader() as reader:
        here = keep.here(evidence_rows.only_erased(reader.connection))
    if here:
        # In a writing transaction, so that nobody attaches one of them meanwhile.
        store.writer.submit(
            lambda tx: keep.forget(here & evidence_rows.only_erased(tx.connection)),
            background=True,
        ).result()
