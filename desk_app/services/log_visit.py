"""Log a visit: check what was typed, write it, and be done with its draft."""

from __future__ import annotations

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.procedure import Catalogue
from desk_app.core.visit import NewVisit, VisitForm, check_visit
from desk_app.services.changes import Changes
from desk_app.services.visit_times import count_visit_time
from desk_app.store import drafts, visits
from desk_app.store.writer import Tx


def checked_visit(tx: Tx, form: VisitForm, catalogue: Catalogue) -> NewVisit:
    """The visit that a form describes; UserProblem names every field that must change first."""
    known = visits.known_id(tx.connection, form.known_visit) if form.known_visit else None
    new = check_visit(
        form, catalogue.kept_code, tx.now.wall, tx.hashed, catalogue.needs_full_id, known
    )
    if isinstance(new, tuple):
        raise UserProblem(*new)
    return new


def log_visit(
    tx: Tx,
    new: NewVisit,
    officer: OfficerId,
    draft: str = "",
    took: int | None = None,
    salt: bytes | None = None,
) -> Changes:
    """Write the visit; when this returns in a committed transaction it is safe on the disk.

    draft: the draft it was typed in, gone in the same transaction; took: milliseconds from the
    first key to now, counted for the desk as a whole; salt: of its person part, if it follows from
    that of a case.
    """
    op = tx.log.append(
        "visit.logged", new.facts, person=new.person, officer=officer, act=new.act, salt=salt
    )
    if draft:
        drafts.drop(tx.connection, draft)
    if took is not None:
        count_visit_time(tx, took)
    return Changes(visits=frozenset({op.header.subject}), drafts=bool(draft))
