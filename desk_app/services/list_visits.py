"""The visits of a day or of several, as lists and exports show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from desk_app.core.clock import number_of
from desk_app.core.visit_view import VisitView
from desk_app.store import visits
from desk_app.store.store import Reader


class DayTotals(msgspec.Struct, frozen=True):
    """What a day's list says at its foot, each in its own unit; voided visits are left out."""

    visits: int
    questions: int
    with_service: int


def list_visits(reader: Reader, day: date) -> list[VisitView]:
    """The counted visits of a civil day, newest first; voided ones are marked."""
    number = number_of(day)
    return list(visits.between(reader.connection, number, number, newest_first=True))


def visits_between(reader: Reader, first: date, last: date) -> Iterator[VisitView]:
    """The counted visits from one civil day to another, both included, oldest first."""
    return visits.between(reader.connection, number_of(first), number_of(last))


def one_visit(reader: Reader, visit: str) -> VisitView | None:
    """The visit with this id; None when there is none."""
    return visits.one(reader.connection, visit)


def visits_in_all(reader: Reader) -> int:
    """How many visits count, of all times."""
    return visits.total(reader.connection)


def day_totals(day: list[VisitView]) -> DayTotals:
    """The totals of a day's list."""
    counted = [view for view in day if not view.voided]
    questions = sum(view.purpose == "question" for view in counted)
    return DayTotals(len(counted), questions, len(counted) - questions)
