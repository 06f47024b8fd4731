"""A second process that attaches files, until it has attached COUNT; 0 is without end.

`python -m tests.support.attaching_process HOME KEY CASE COUNT` writes one line for each file that
is attached for good, as soon as it is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desk_app.attachments.keep import FOLDER_NAME, Keep
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.services.attach_evidence import attach_evidence, prepared
from desk_app.store.store import Store
from tests.support import pictures
from tests.support.desks import FakeClock

OFFICER = OfficerId("0FF1CE")


def photo(place: int) -> bytes:
    """A photo of its own for each place, some of them of many chunks."""
    return pictures.jpeg() + b"%06d" % place + bytes(200_000 * (place % 3))


def main() -> None:
    """Attach one photo after the other, and say which are."""
    home, key, case, count = sys.argv[1:]
    store = Store(Path(home), bytes.fromhex(key), FakeClock(), os.urandom)
    keep = Keep(Path(home) / FOLDER_NAME, bytes.fromhex(key))
    place = 0
    while place < int(count) or count == "0":
        try:
            with prepared(keep, photo(place), f"anh-{place}.jpg") as ready:
                store.writer.run(lambda tx: attach_evidence(tx, keep, ready, case, OFFICER))
            sys.stdout.write(f"{ready.taken.sha256}\n")
        except UserProblem:  # another process was first
            sys.stdout.write("there\n")
        sys.stdout.flush()
        place += 1
    store.close()


if __name__ == "__main__":
    main()
