"""Reading visits: one, a day's, all of them, and those an import row may already be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desk_app.core.clock import Millis
from desk_app.core.visit import KnownId
from desk_app.core.visit_view import VisitView
from desk_app.store import sqlite

_COLUMNS = (
    "id, act, recorded, officer, purpose, procedures, outcome, flags, applicant, reference, late, "
    "row, name, organisation, phone, address, id_last4, note, late_note, voided, corrected, "
    "erased, rating, conflicts, on_behalf_of, id_number <> ''"
)


def _view(row: Sequence[Any]) -> VisitView:
    return VisitView(
        id=row[0],
        at=Millis(row[1]),
        recorded=Millis(row[2]),
        officer=row[3],
        purpose=row[4],
        procedures=_split(row[5]),
        outcome=row[6],
        flags=_split(row[7]),
        applicant=row[8],
        reference=row[9] or "",
        late=row[10] or "",
        row=row[11] or "",
        name=row[12],
        organisation=row[13],
        phone=row[14],
        address=row[15],
        id_last4=row[16],
        note=row[17],
        late_note=row[18],
        voided=bool(row[19]),
        corrected=bool(row[20]),
        erased=bool(row[21]),
        rating=row[22] or "",
        conflicts=_split(row[23]),
        on_behalf_of=row[24],
        full_id=bool(row[25]),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def one(connection: sqlite.Connection, visit: str) -> VisitView | None:
    """The visit with this id, counted or not; None when there is none."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM visit WHERE id = ?", (visit,)).fetchone()
    return None if row is None else _view(row)


def full_id(connection: sqlite.Connection, visit: str) -> str:
    """The whole ID number kept with a visit; "" when only its last four digits are."""
    row = connection.execute("SELECT id_number FROM visit WHERE id = ?", (visit,)).fetchone()
    return "" if row is None else str(row[0])


def known_id(connection: sqlite.Connection, visit: str) -> KnownId | None:
    """The ID number of a visit as it is kept; None when there is no such visit or no number."""
    row = connection.execute(
        "SELECT id_key, id_hash, id_six, id_last4, id_number FROM visit WHERE id = ?", (visit,)
    ).fetchone()
    return None if row is None or not row[1] else KnownId(*row)


def between(
    connection: sqlite.Connection, first_day: int, last_day: int, *, newest_first: bool = False
) -> Iterator[VisitView]:
    """The counted visits of these civil days, both included, by time; voided ones are marked."""
    order = "day DESC, act DESC, n DESC" if newest_first else "day, act, n"
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM visit_counted WHERE day BETWEEN ? AND ? ORDER BY {order}",
        (first_day, last_day),
    )
    return map(_view, rows)


def procedures_between(
    connection: sqlite.Connection, first_day: int, last_day: int
) -> Iterator[tuple[str, ...]]:
    """The procedures of each counted visit with any, of these civil days, both included."""
    rows = connection.execute(
        "SELECT procedures FROM visit_counted "
        "WHERE day BETWEEN ? AND ? AND NOT voided AND procedures <> ''",
        (first_day, last_day),
    )
    return (_split(row[0]) for row in rows)


def by_number(connection: sqlite.Connection, numbers: Sequence[int]) -> dict[int, VisitView]:
    """The counted visits with these row numbers."""
    marks = ",".join("?" * len(numbers))
    rows = connection.execute(
        f"SELECT n, {_COLUMNS} FROM visit_counted WHERE n IN ({marks})", list(numbers)
    )
    return {row[0]: _view(row[1:]) for row in rows}


def total(connection: sqlite.Connection) -> int:
    """How many counted visits there are, voided ones left out."""
    row = connection.execute(
        "SELECT coalesce(sum(total), 0) FROM visit_count WHERE batch = '' "
        "OR batch IN (SELECT id FROM import_batch WHERE state = 'completed')"
    ).fetchone()
    return int(row[0])


def known_rows(connection: sqlite.Connection, rows: Sequence[str]) -> set[str]:
    """Which of these keyed row hashes belong to a counted visit."""
    return _known(connection, "row", rows)


def known_ids(connection: sqlite.Connection, ids: Sequence[str]) -> set[str]:
    """Which of these visit ids are counted visits."""
    return _known(connection, "id", ids)


def known_references(connection: sqlite.Connection, references: Sequence[str]) -> set[str]:
    """Which of these case references a counted visit carries."""
    return _known(connection, "reference", references)


def others_since(connection: sqlite.Connection, batch: str) -> bool:
    """Whether anything but this import's own visits may have come in since it was started."""
    (start,) = connection.execute(
        "SELECT min(arrival) FROM op WHERE subject = ?", (batch,)
    ).fetchone()
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM visit WHERE n > ? AND batch IS NOT ?) OR EXISTS "
        "(SELECT 1 FROM op WHERE arrival > ? AND kind IN ('import.completed', 'visit.corrected'))",
        (start, batch, start),
    ).fetchone()
    return bool(row[0])


def _known(connection: sqlite.Connection, column: str, values: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(values), 5000):
        some = values[start : start + 5000]
        marks = ",".join("?" * len(some))
        found.update(
            row[0]
            for row in connection.execute(
                f"SELECT {column} FROM visit_counted WHERE {column} IN ({marks})", list(some)
            )
        )
    return found
