"""Record what came of asking the citizen: once, bound to one visit, never changed."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.core.rating import Rating, rating_payload
from desk_app.services.changes import Changes
from desk_app.store import visits
from desk_app.store.writer import Tx


def rate_visit(
    tx: Tx, visit: str, rating: Rating, officer: OfficerId, act: Millis | None = None
) -> Changes:
    """Write the outcome of the rating window for a visit with a service.

    A visit that has one already refuses a second; where two desks did not know of each other,
    the first in fold order counts.
    """
    view = visits.one(tx.connection, visit)
    if view is None:
        raise UserProblem(Problem("visit.unknown", "visit", {"have": visit}))
    if view.rating:
        raise UserProblem(Problem("visit.rated_already"))
    if view.voided or view.purpose == "question":
        raise UserProblem(Problem("visit.not_rated"))
    kind, facts = rating_payload(rating)
    tx.log.append(kind, facts, officer=officer, subject=visit, act=act)
    return Changes(visits=frozenset({visit}))
