"""Look at a whole ID number: nothing is asked, and that somebody looked is an op."""

from __future__ import annotations

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import PersonUnmasked
from desk_app.core.problems import Problem
from desk_app.store import visits
from desk_app.store.writer import Tx


def unmask(tx: Tx, visit: str, officer: OfficerId) -> str:
    """The twelve digits kept with a visit; UserProblem when only the last four are."""
    number = visits.full_id(tx.connection, visit)
    if not number:
        raise UserProblem(Problem("person.no_full_id", "citizen_id"))
    tx.log.append("person.unmasked", PersonUnmasked(), officer=officer, subject=visit)
    return number
