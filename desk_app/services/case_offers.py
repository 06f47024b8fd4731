"""Cases beside visits: what a person may fetch or bring, and what a visit opened."""

from __future__ import annotations

from desk_app.core.case_view import CaseView
from desk_app.core.citizen_id import CitizenId, parse_citizen_id
from desk_app.core.text import fold
from desk_app.core.visit_case import VisitCase
from desk_app.store import cases, visit_cases, visits
from desk_app.store.store import Reader

OFFERED = ("ready", "waiting")
# Of so many of their newest cases; whoever has more comes with a slip.
_LOOKED_AT = 60


def case_offers(
    reader: Reader, number: str, name: str, phone: str, visit: str, limit: int = 3
) -> tuple[CaseView, ...]:
    """Results to fetch first, then what waits for a supplement, the longest received first.

    number: the ID number typed or scanned; visit: an earlier visit of theirs. Without a number the
    same name and telephone are the same person; a name alone may be several people's.
    """
    connection = reader.connection
    known = parse_citizen_id(number) if number.strip() else None
    id_hashes: tuple[str, ...] = ()
    if isinstance(known, CitizenId):
        id_hashes = reader.hashed.every("citizen id", known.number)
    elif visit and (kept := visits.known_id(connection, visit)) is not None:
        id_hashes = (kept.id_hash,)
    found: tuple[CaseView, ...] = ()
    if any(id_hashes):
        found = cases.of_person(connection, id_hashes, _LOOKED_AT)
    if phone.strip() and name.strip():
        same = cases.find(connection, phone, reader.hashed, _LOOKED_AT)
        mine = [one for one in same if one.phone == phone.strip() and _is(one, name)]
        found = (*found, *(one for one in mine if all(one.id != had.id for had in found)))
    offered = [one for one in found if one.status in OFFERED]
    offered.sort(key=lambda one: (OFFERED.index(one.status), one.at))
    return tuple(offered[:limit])


def cases_opened(reader: Reader, ids: tuple[str, ...]) -> dict[str, tuple[VisitCase, ...]]:
    """The cases that each of these visits opened."""
    return visit_cases.opened(reader.connection, ids)


def _is(case: CaseView, name: str) -> bool:
    return fold(name) in (fold(case.name), fold(case.submitter), fold(case.representative))
