"""The waiting list: who comes in, who is called, who leaves; nobody is lost between."""

from __future__ import annotations

from desk_app.core.clock import day_number
from desk_app.core.draft import VISIT_FORM, Draft
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.core.waiting import Waiting
from desk_app.services.settings import desk_settings_of
from desk_app.store import drafts
from desk_app.store import waiting as rows
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

MOST_WAITING = 500


def wait(tx: Tx, form: VisitForm, draft: str = "") -> Waiting:
    """Put what is known of a visit at the end of the list; the draft it was typed in is done.

    A ticket is given where the desk gives them: the prefix and a number that begins anew each day.
    """
    if len(rows.every(tx.connection)) >= MOST_WAITING:
        raise UserProblem(Problem("waiting.full", "", {"limit": str(MOST_WAITING)}))
    now = tx.now.wall
    settings = desk_settings_of(tx.connection)
    ticket = ""
    if settings.tickets:
        number = rows.next_ticket(tx.connection, day_number(now))
        ticket = f"{settings.ticket_prefix}{number:03d}"
    n = rows.add(tx.connection, ticket, now, form)
    if draft:
        drafts.drop(tx.connection, draft)
    return Waiting(n=n, ticket=ticket, since=now, form=form)


def waiting(reader: Reader) -> tuple[Waiting, ...]:
    """Who waits, the longest waiting first."""
    return rows.every(reader.connection)


def call(tx: Tx, n: int, draft: str, content: str, officer: OfficerId) -> Waiting:
    """Take somebody off the list to be served: from now on they are the draft of the visit.

    draft and content: the draft's id and text as the intake form keeps it; both written in one
    transaction, so that a power cut leaves the person in one place or the other.
    """
    called = leave(tx, n)
    drafts.keep(
        tx.connection,
        Draft(id=draft, form=VISIT_FORM, officer=officer, saved=tx.now.wall, content=content),
    )
    return called


def leave(tx: Tx, n: int) -> Waiting:
    """Take somebody off the list."""
    left = rows.take_off(tx.connection, n)
    if left is None:
        raise UserProblem(Problem("waiting.gone"))
    return left


def back(tx: Tx, waiting: Waiting, draft: str = "") -> Waiting:
    """Put somebody back at the place they had; the draft they had become is done."""
    rows.put_back(tx.connection, waiting)
    if draft:
        drafts.drop(tx.connection, draft)
    return waiting
