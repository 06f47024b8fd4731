"""Reading cases: one with its steps, those of a visit, by number, by mã hồ sơ, by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from desk_app.core.case_ops import Enclosed
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.numbers import number_prefix, printed_number
from desk_app.store import sqlite
from desk_app.store.case_rows import CASE_WORD
from desk_app.store.search import query

COLUMNS = (
    "id, number, procedure, version, status, act, recorded, officer, holder, channel, applicant, "
    "submitted_by, time, unit, start, calendar, due, first_due, held, supplements, extensions, "
    "apology_in_time, finished, closed, at_once, sets, fee, payment, paid_at, digitised, "
    "online_level, result_electronic, book, book_number, copies, pages, for_unit, late, "
    "name, organisation, representative, submitter, phone, email, address, id_last4, "
    "id_number <> '', reference, content, result_place, note, papers, illegal, voided, corrected, "
    "erased, conflicts"
)
_FIELDS = (
    "id", "number", "procedure", "version", "status", "at", "recorded", "officer", "holder",
    "channel", "applicant", "by", "time", "unit", "start", "calendar", "due", "first_due", "held",
    "supplements", "extensions", "apology_in_time", "finished", "closed", "at_once", "sets", "fee",
    "payment", "paid_at", "digitised", "online_level", "result_electronic", "book", "book_number",
    "copies", "pages", "for_unit", "late", "name", "organisation", "representative", "submitter",
    "phone", "email", "address", "id_last4", "full_id", "reference", "content", "result_place",
    "note", "papers", "illegal", "voided", "corrected", "erased", "conflicts",
)  # fmt: skip
_TRUTHS = (
    "held", "apology_in_time", "at_once", "digitised", "result_electronic", "full_id", "voided",
    "corrected", "erased",
)  # fmt: skip
_STEP_COLUMNS = (
    "op, kind, at, recorded, officer, status, visit, detail, due, reason, items, place_name, who, "
    "note, illegal, taken_back"
)
_papers = msgspec.json.Decoder(tuple[Enclosed, ...])
_items = msgspec.json.Decoder(tuple[str, ...])


def view(row: Sequence[Any]) -> CaseView:
    """The case in a row of `COLUMNS`, without its steps and visits."""
    values = dict(zip(_FIELDS, row, strict=True))
    for name in _TRUTHS:
        values[name] = bool(values[name])
    for name in ("late", "reference"):
        values[name] = values[name] or ""
    values["papers"] = _papers.decode(values["papers"]) if values["papers"] else ()
    values["conflicts"] = tuple(values["conflicts"].split(",")) if values["conflicts"] else ()
    return CaseView(**values)


def one(connection: sqlite.Connection, case: str) -> CaseView | None:
    """The case with this id, counted or not, with its steps and visits; None without one."""
    row = connection.execute(f"SELECT {COLUMNS} FROM cases WHERE id = ?", (case,)).fetchone()
    if row is None:
        return None
    visits = connection.execute(
        "SELECT visit FROM case_visit LEFT JOIN visit ON visit.id = case_visit.visit "
        "WHERE case_id = ? ORDER BY visit.act, visit",
        (case,),
    )
    return msgspec.structs.replace(
        view(row), steps=steps(connection, case), visits=tuple(found[0] for found in visits)
    )


def steps(connection: sqlite.Connection, case: str) -> tuple[StepView, ...]:
    """The steps of a case in the order in which they count."""
    rows = connection.execute(
        f"SELECT {_STEP_COLUMNS} FROM case_step WHERE case_id = ? ORDER BY place", (case,)
    )
    return tuple(_step(row) for row in rows)


def _step(row: Sequence[Any]) -> StepView:
    return StepView(
        op=row[0],
        kind=row[1],
        at=Millis(row[2]),
        recorded=Millis(row[3]),
        officer=row[4],
        status=row[5],
        visit=row[6],
        detail=row[7],
        due=None if row[8] is None else Millis(row[8]),
        reason=row[9],
        items=_items.decode(row[10]) if row[10] else (),
        place=row[11],
        who=row[12],
        note=row[13],
        illegal=bool(row[14]),
        taken_back=bool(row[15]),
    )


def next_number(connection: sqlite.Connection, desk: DeskId, epoch: int) -> str:
    """The next number of this desk's cases; in a writing transaction nobody else can get it."""
    prefix = number_prefix(desk, epoch).rstrip("-")
    row = connection.execute(
        "SELECT coalesce(max(counter), 0) FROM cases WHERE prefix = ?", (prefix,)
    ).fetchone()
    return printed_number(desk, epoch, int(row[0]) + 1)


def next_in_book(
    connection: sqlite.Connection, desk: DeskId, epoch: int, book: str, days: tuple[int, int]
) -> int:
    """The next number in this desk's own certification book of the year with these civil days.

    Each desk keeps books of its own, named by the prefix of its numbers; a restored one begins new
    ones, as it does for everything printed.
    """
    row = connection.execute(
        "SELECT coalesce(max(book_number), 0) FROM cases WHERE book = ? AND book <> '' "
        "AND day BETWEEN ? AND ? AND prefix = ?",
        (book, *days, number_prefix(desk, epoch).rstrip("-")),
    ).fetchone()
    return int(row[0]) + 1


def of_visit(connection: sqlite.Connection, visit: str) -> tuple[CaseView, ...]:
    """The cases that a visit opened, fed or closed."""
    return _all(
        connection,
        "id IN (SELECT case_id FROM case_visit WHERE visit = ?) ORDER BY n",
        (visit,),
    )


def opened_by(connection: sqlite.Connection, visit: str) -> tuple[CaseView, ...]:
    """The cases that began in a visit."""
    return _all(connection, "visit = ? ORDER BY n", (visit,))


def by_number(connection: sqlite.Connection, text: str, prefix: str = "") -> CaseView | None:
    """The case with this number of ours: whole, or its counter among those of one prefix."""
    head, _, counter = text.strip().upper().rpartition("-")
    if not counter.isascii() or not counter.isdecimal() or len(counter) > 9:
        return None
    row = connection.execute(
        "SELECT id FROM cases WHERE prefix = ? AND counter = ?", (head or prefix, int(counter))
    ).fetchone()
    return None if row is None else one(connection, row[0])


def by_reference(connection: sqlite.Connection, reference: str) -> tuple[CaseView, ...]:
    """The counted cases with this mã hồ sơ; more than one when it was typed twice."""
    return _all(connection, "reference = ? ORDER BY n", (reference,), "cases_counted")


def of_person(
    connection: sqlite.Connection, id_hashes: Sequence[str], limit: int
) -> tuple[CaseView, ...]:
    """The counted cases of the person with this ID number, newest first.

    id_hashes: the number's hash under each key of the commune it may have been hashed with.
    """
    marks = ", ".join("?" * len(id_hashes))
    return _all(
        connection,
        f"id_hash IN ({marks}) AND id_hash <> '' AND NOT voided ORDER BY n DESC LIMIT ?",
        (*id_hashes, limit),
        "cases_counted",
    )


def between(connection: sqlite.Connection, first_day: int, last_day: int) -> Iterator[CaseView]:
    """The counted cases received on these civil days, both included, by time; without steps."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM cases_counted WHERE day BETWEEN ? AND ? ORDER BY day, act, n",
        (first_day, last_day),
    )
    return map(view, rows)


def find(
    connection: sqlite.Connection, words: str, hashed: KeyedHash, limit: int
) -> tuple[CaseView, ...]:
    """At most `limit` counted cases, newest first, by names, number, mã hồ sơ, phone or ID."""
    match = query(words, hashed)
    if not match:
        return ()
    rows = connection.execute(
        "SELECT rowid FROM visit_search WHERE visit_search MATCH ? ORDER BY rowid DESC",
        (f'"{CASE_WORD}" AND {match}',),
    )
    found: list[CaseView] = []
    while len(found) < limit and (numbers := [row[0] for row in rows.fetchmany(limit)]):
        marks = ",".join("?" * len(numbers))
        found += _all(
            connection, f"n IN ({marks}) ORDER BY n DESC", tuple(numbers), "cases_counted"
        )
    return tuple(found[:limit])


def _all(
    connection: sqlite.Connection,
    condition: str,
    values: tuple[Any, ...],
    table: str = "cases",
) -> tuple[CaseView, ...]:
    rows = connection.execute(f"SELECT {COLUMNS} FROM {table} WHERE {condition}", values)
    return tuple(map(view, rows))
