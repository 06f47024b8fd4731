"""Log a visit that was checked before."""

from __future__ import annotations

from desk_app.core.ids import OfficerId
from desk_app.core.visit import NewVisit
from desk_app.services.changes import Changes
from desk_app.store.writer import Tx


def log_visit(tx: Tx, new: NewVisit, officer: OfficerId) -> Changes:
    """Write the visit; when this returns in a committed transaction it is safe on the disk."""
    op = tx.log.append("visit.logged", new.facts, person=new.person, officer=officer, act=new.act)
    return Changes(visits=frozenset({op.header.subject}))
