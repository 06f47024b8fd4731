"""Reading the claims of a period's self-assessment."""

from __future__ import annotations

from decimal import Decimal

from desk_app.core.assessment_state import StandingClaim
from desk_app.core.ids import OfficerId
from desk_app.store import sqlite


def claims(connection: sqlite.Connection, period: str, criteria: str) -> list[StandingClaim]:
    """The claims that stand for this period under this criteria set, by criterion."""
    rows = connection.execute(
        "SELECT criterion, points, reason, officer, act, conflict FROM claim "
        "WHERE period = ? AND criteria = ? ORDER BY criterion",
        (period, criteria),
    )
    return [
        StandingClaim(
            criteria=criteria,
            criterion=row[0],
            points=Decimal(row[1]),
            reason=row[2],
            officer=OfficerId(row[3]),
            act=row[4],
            contenders=tuple(row[5].split()),
        )
        for row in rows
    ]
