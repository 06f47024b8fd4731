"""What was written to this desk since one looked last, by another program beside the window too."""

from __future__ import annotations

from desk_app.services.changes import Changes
from desk_app.services.taken_changes import changes_of
from desk_app.store import op_rows
from desk_app.store.arrivals import subjects_after
from desk_app.store.store import Reader
from desk_app.store.taking import Taken

# More than a page shows; what is left is looked at the next time.
AT_ONCE = 2_000


def newest(reader: Reader) -> int:
    """Where the log ends now."""
    return op_rows.last_arrival(reader.connection)


def written_since(reader: Reader, arrival: int) -> tuple[int, Changes | None]:
    """Where the log ends now as far as it was looked at, and what was touched; None for nothing."""
    place, found = subjects_after(reader.connection, arrival, AT_ONCE)
    return place, changes_of(Taken(changes=found)) if found else None
