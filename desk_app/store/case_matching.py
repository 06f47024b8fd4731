"""What an import is compared with: cases and visits of its days, and what it left to remember."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desk_app.core.case_match import OurCase
from desk_app.core.case_plan import KnownVisit
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis
from desk_app.core.their_case import SheetMapping
from desk_app.store import cases, sqlite

_COLUMNS = (
    "id, number, coalesce(reference, ''), coalesce(row, ''), procedure, name, organisation, "
    "phone, address, act, due, status, at_once, extensions > 0 OR due IS NOT first_due, book, "
    "voided, erased"
)
_AT_ONCE = 5000
_mapping = msgspec.json.Decoder(SheetMapping)


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases of a month the province has, how many of them stand here, and which do not.

    month: as 2026-10; counted: when.
    """

    month: str
    theirs: int
    ours: int
    absent: tuple[str, ...]
    officer: str
    counted: Millis


def our_cases(
    connection: sqlite.Connection,
    days: Sequence[int],
    references: Iterable[str],
    rows: Iterable[str],
) -> list[OurCase]:
    """The counted cases received from the first to the last of these days, and those that carry
    one of these mã hồ sơ or came with one of these rows, whenever they were received."""
    found: dict[str, OurCase] = {}
    if days:
        for row in connection.execute(
            f"SELECT {_COLUMNS} FROM cases_counted WHERE day BETWEEN ? AND ? ORDER BY day, act, n",
            (min(days), max(days)),
        ):
            found[row[0]] = _our(row)
    known_references = {case.reference for case in found.values()}
    known_rows = {case.row for case in found.values()}
    for column, values, known in (
        ("reference", references, known_references),
        ("row", rows, known_rows),
    ):
        wanted = [value for value in values if value and value not in known]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            for row in connection.execute(
                f"SELECT {_COLUMNS} FROM cases_counted WHERE {column} IN ({marks})", some
            ):
                found[row[0]] = _our(row)
    return list(found.values())


def _our(row: Sequence[object]) -> OurCase:
    (
        identity, number, reference, digest, procedure, name, organisation, phone, address, act,
        due, status, at_once, moved, book, voided, erased,
    ) = row  # fmt: skip
    return OurCase(
        id=str(identity),
        number=str(number),
        reference=str(reference),
        row=str(digest),
        procedure=str(procedure),
        name=str(name),
        organisation=str(organisation),
        phone=str(phone),
        address=str(address),
        at=act,  # type: ignore[arg-type]
        due=due,  # type: ignore[arg-type]
        status=str(status),
        at_once=bool(at_once),
        moved=bool(moved),
        book=str(book),
        voided=bool(voided),
        erased=bool(erased),
    )


def between(connection: sqlite.Connection, first_day: int, last_day: int) -> Iterator[CaseView]:
    """The counted cases received on these civil days, both included, in their order."""
    rows = connection.execute(
        f"SELECT {cases.COLUMNS} FROM cases_counted WHERE day BETWEEN ? AND ? ORDER BY day, act, n",
        (first_day, last_day),
    )
    return map(cases.view, rows)


def visits_of_days(connection: sqlite.Connection, days: Sequence[int]) -> list[KnownVisit]:
    """The counted visits from the first to the last of these days that are not voided."""
    if not days:
        return []
    rows = connection.execute(
        "SELECT id, day, name, organisation, coalesce(reference, ''), procedures "
        "FROM visit_counted WHERE day BETWEEN ? AND ? AND NOT voided AND purpose <> 'question' "
        "ORDER BY n",
        (min(days), max(days)),
    )
    return [
        KnownVisit(row[0], row[1], row[2], row[3], row[4], frozenset(row[5].split(",")))
        for row in rows
    ]


def any_known(connection: sqlite.Connection, rows: Sequence[str], batch: str) -> bool:
    """Whether another import or a hand has brought one of these rows meanwhile."""
    for start in range(0, len(rows), _AT_ONCE):
        some = list(rows[start : start + _AT_ONCE])
        marks = ",".join("?" * len(some))
        found = connection.execute(
            f"SELECT 1 FROM cases_counted WHERE row IN ({marks}) AND batch IS NOT ? LIMIT 1",
            (*some, batch),
        ).fetchone()
        if found is not None:
            return True
    return False


def with_reference(connection: sqlite.Connection, references: Sequence[str]) -> set[str]:
    """Which of these mã hồ sơ a counted case carries that is not voided."""
    found: set[str] = set()
    for start in range(0, len(references), _AT_ONCE):
        some = list(references[start : start + _AT_ONCE])
        marks = ",".join("?" * len(some))
        found.update(
            row[0]
            for row in connection.execute(
                f"SELECT reference FROM cases_counted WHERE NOT voided AND reference IN ({marks})",
                some,
            )
        )
    return found


def referenced_in(connection: sqlite.Connection, first_day: int, last_day: int) -> int:
    """How many counted cases of these days carry a mã hồ sơ: the province has them too."""
    row = connection.execute(
        "SELECT count(DISTINCT reference) FROM cases_counted "
        "WHERE day BETWEEN ? AND ? AND NOT voided AND reference IS NOT NULL",
        (first_day, last_day),
    ).fetchone()
    return int(row[0])


def coverage(connection: sqlite.Connection, month: str) -> Coverage | None:
    """The last count of a month (2026-10); None where nobody counted it."""
    row = connection.execute(
        "SELECT month, theirs, ours, absent, officer, counted FROM coverage WHERE month = ?",
        (month,),
    ).fetchone()
    if row is None:
        return None
    absent = msgspec.json.decode(row[3], type=tuple[str, ...])
    return Coverage(
        month=row[0], theirs=row[1], ours=row[2], absent=absent, officer=row[4], counted=row[5]
    )


def mappings(connection: sqlite.Connection) -> dict[str, SheetMapping]:
    """Signature of an export to what was once said about it."""
    rows = connection.execute("SELECT signature, content FROM sheet_mapping")
    return {row[0]: _mapping.decode(row[1]) for row in rows}


def keep_mapping(connection: sqlite.Connection, signature: str, mapping: SheetMapping) -> None:
    """Remember what was said about an export, in place of what was said before."""
    connection.execute(
        "REPLACE INTO sheet_mapping VALUES (?, ?)",
        (signature, msgspec.json.encode(mapping).decode()),
    )
