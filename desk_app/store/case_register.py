"""The rows of registers: cases received in a period, those of a book, those paid in a period."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.store import sqlite
from desk_app.store.cases import COLUMNS, view

_HANDED = (
    "(SELECT detail FROM case_step WHERE case_id = cases_counted.id AND kind = 'handed_over' "
    "AND illegal = 0 AND taken_back = 0 ORDER BY place DESC LIMIT 1)"
)


class RegisterCase(msgspec.Struct, frozen=True):
    """A case as a register lists it; how: the way its result was handed over, "" before that."""

    case: CaseView
    how: str


def received(
    connection: sqlite.Connection, first_day: int, last_day: int
) -> Iterator[RegisterCase]:
    """Counted cases received on these civil days, both included, that are in no other book."""
    return _rows(
        connection,
        "day BETWEEN ? AND ? AND book = '' AND voided = 0 ORDER BY day, act, n",
        (first_day, last_day),
    )


def in_books(connection: sqlite.Connection, first_day: int, last_day: int) -> int:
    """How many counted cases of these civil days stand in a certification book."""
    row = connection.execute(
        "SELECT count(*) FROM cases_counted WHERE day BETWEEN ? AND ? AND book <> '' "
        "AND voided = 0",
        (first_day, last_day),
    ).fetchone()
    return int(row[0])


def of_book(
    connection: sqlite.Connection, book: str, first_day: int, last_day: int
) -> Iterator[RegisterCase]:
    """The entries of the certification books of a kind, one desk's after the other's, by number.

    Voided ones too, for no number may miss.
    """
    return _rows(
        connection,
        "book = ? AND book <> '' AND day BETWEEN ? AND ? ORDER BY prefix, book_number, day, act, n",
        (book, first_day, last_day),
    )


def paid(connection: sqlite.Connection, first_day: int, last_day: int) -> Iterator[RegisterCase]:
    """Counted cases whose fee was settled on these civil days, free ones too, by time."""
    return _rows(
        connection,
        "paid_day BETWEEN ? AND ? AND payment <> '' AND voided = 0 ORDER BY paid_at, n",
        (first_day, last_day),
    )


def _rows(
    connection: sqlite.Connection, condition: str, values: tuple[object, ...]
) -> Iterator[RegisterCase]:
    rows = connection.execute(
        f"SELECT {COLUMNS}, {_HANDED} FROM cases_counted WHERE {condition}", values
    )
    return (RegisterCase(view(row[:-1]), row[-1] or "") for row in rows)
