"""A second process at the same desk: `python -m tests.support.desk_process HOME KEY DEED COUNT`.

It writes one line for each thing that is done for good, as soon as it is: whoever reads the line
may rely on it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.visit import NewVisit, VisitForm, check_visit
from desk_app.services.log_visit import log_visit
from desk_app.services.record_print import Copy, next_copy, record_print
from desk_app.store.store import Store
from desk_app.store.writer import Tx
from tests.support.desks import PROCEDURE, START, FakeClock, find_procedure

OFFICER = OfficerId("0FF1CE")


def _log(store: Store, place: int) -> str:
    with store.reader() as reader:
        hashed = reader.hashed
    form = VisitForm(name=f"Lê Hoa {place}", procedures=(PROCEDURE,), note="n" * (place % 700))
    new = check_visit(form, find_procedure, START, hashed)
    assert isinstance(new, NewVisit)
    (visit,) = store.writer.run(lambda tx: log_visit(tx, new, OFFICER)).visits
    return visit


def _print(store: Store, place: int) -> str:
    while True:
        with store.reader() as reader:
            copy = next_copy(reader, "2026", Millis(START))
        if store.writer.run(partial(_record, copy)):
            return copy.number


def _record(copy: Copy, tx: Tx) -> bool:
    return record_print(tx, "2026", copy, "ABCD-0123", OFFICER) is not None


DEEDS: dict[str, Callable[[Store, int], str]] = {"log": _log, "print": _print}


def main() -> None:
    """Do the deed so many times, 0 for until the end, and say what was done."""
    home, key, deed, count = sys.argv[1:]
    store = Store(Path(home), bytes.fromhex(key), FakeClock(), os.urandom)
    place = 0
    while place < int(count) or count == "0":
        sys.stdout.write(DEEDS[deed](store, place) + "\n")
        sys.stdout.flush()
        place += 1
    store.close()


if __name__ == "__main__":
    main()
