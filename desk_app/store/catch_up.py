"""What an upgraded program does once with the log it finds: fold what it can read now.

Ops of kinds that a newer program knows, disputed fields that an older one did not list: their
subjects are folded again. Without an upgrade this costs one look.
"""

from __future__ import annotations

import hashlib
from functools import cache

from desk_app.core.clock import Millis
from desk_app.core.ops import KINDS, is_known
from desk_app.core.set_aside import fault_of
from desk_app.store import aside, op_rows, sqlite, sync_state
from desk_app.store.taking import apply_erasure, project_subject

_NAME = "folded_by"


@cache
def this_program() -> str:
    """What tells apart programs that fold differently: the kinds and versions they know."""
    known = sorted(f"{kind.name} {kind.version}" for kind in KINDS.values())
    return hashlib.sha256("\n".join(["1", *known]).encode()).hexdigest()[:16]


def is_due(connection: sqlite.Connection) -> bool:
    """Whether another program folded this log last."""
    return sync_state.get(connection, _NAME) != this_program()


def catch_up(connection: sqlite.Connection, now: Millis) -> frozenset[str]:
    """Fold again what may look different now; the subjects. Inside the writing transaction."""
    if not is_due(connection):
        return frozenset()
    subjects = {*aside.subjects_here(connection), *_disputed(connection)}
    for subject in sorted(subjects):
        late = [
            op
            for op in op_rows.of_subject(connection, subject)
            if op.header.kind == "person.erased" and is_known(op.header) and fault_of(op) is None
        ]
        project_subject(connection, subject, now)
        for op in late:  # an erasure of a newer program is understood now
            apply_erasure(connection, op, now)
    sync_state.put(connection, _NAME, this_program())
    return frozenset(subjects)


def _disputed(connection: sqlite.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM visit WHERE conflicts <> '' OR rated_again = 1 "
        "UNION SELECT id FROM cases WHERE conflicts <> '' OR illegal > 0 "
        "UNION SELECT 'officer:' || id FROM officer WHERE conflicts <> '' "
        "UNION SELECT 'assessment:' || period FROM claim WHERE conflict <> ''"
    )
    return [row[0] for row in rows]
