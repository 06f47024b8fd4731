"""Who comes to the desk: people known from earlier visits, and the visits of one of them."""

from __future__ import annotations

from datetime import date

from desk_app.core.citizen import Citizen, People
from desk_app.core.clock import Millis, day_of, number_of
from desk_app.core.visit_view import VisitView
from desk_app.store import citizens
from desk_app.store.store import Reader

__all__ = ["Citizen", "People", "citizen_visits", "find_citizens", "find_people"]

COUNTED = 30


def find_citizens(
    reader: Reader, words: str, limit: int = 6, year: int | None = None
) -> tuple[Citizen, ...]:
    """People for words with or without accents, the last 4 or 6 or all digits of an ID, a phone.

    One row a person: names with the typed words whole first, of these the exact accents, then the
    newest visit, then the number of visits. Only visits that count are
    seen: no voided ones, none of an unfinished import. year: which one `this_year` counts; unless
    given, the year in which the desk last wrote something.
    """
    return find_people(reader, words, limit, year).first


def find_people(
    reader: Reader, words: str, limit: int, year: int | None = None, count: int = COUNTED
) -> People:
    """As `find_citizens`, and how many different people there are, counted as far as `count`."""
    if not words.strip():
        return People()
    counted = year or _present_year(reader)
    days = number_of(date(counted, 1, 1)), number_of(date(counted, 12, 31))
    return citizens.find_people(reader.connection, words, reader.hashed, limit, days, count=count)


def citizen_visits(reader: Reader, visit_id: str, limit: int = 50) -> tuple[VisitView, ...]:
    """The visits of the person whom this visit belongs to, newest first; () when nobody is named.

    The same person is the same ID number; without one, the same name with or without accents and
    the same telephone number, or where there is none the same address.
    """
    return tuple(citizens.visits_of(reader.connection, visit_id, limit))


def _present_year(reader: Reader) -> int:
    return day_of(Millis(citizens.last_written(reader.connection))).year
