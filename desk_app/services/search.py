"""One line of words to the visits and procedures it finds."""

from __future__ import annotations

import time

import msgspec

from desk_app.core.case_code import parse_case_code
from desk_app.core.case_steps import OPEN
from desk_app.core.case_view import CaseView
from desk_app.core.citizen import People
from desk_app.core.clock import Millis, local
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.visit_view import VisitView
from desk_app.store import cases, visits
from desk_app.store.search import find_visits
from desk_app.store.store import Reader

LIMIT = 50
_PROCEDURES_SHOWN = 20


class Found(msgspec.Struct, frozen=True):
    """What was found, visits newest first; ms: how long it took, in milliseconds."""

    visits: tuple[VisitView, ...]
    procedures: tuple[Procedure, ...]
    ms: float


class LookedUp(msgspec.Struct, frozen=True):
    """What the search page shows: people first; total: how many visits were looked through."""

    people: People
    visits: tuple[VisitView, ...]
    procedures: tuple[Procedure, ...]
    total: int
    cases: tuple[CaseView, ...] = ()


class Hit(msgspec.Struct, frozen=True):
    """One line of the contracted answer of `search --json`; when is ISO, "" for no time."""

    kind: str
    id: str
    title: str
    when: str


def search(reader: Reader, catalogue: Catalogue, words: str, limit: int = LIMIT) -> Found:
    """Visits and procedures for words with or without accents, or digits of an ID or phone."""
    start = time.perf_counter()
    visits = tuple(find_visits(reader.connection, words, reader.hashed, limit))
    procedures = tuple(catalogue.search(words, _PROCEDURES_SHOWN)) if words.strip() else ()
    return Found(visits, procedures, (time.perf_counter() - start) * 1000)


def search_cases(reader: Reader, words: str, limit: int = LIMIT) -> tuple[CaseView, ...]:
    """Cases by names, our number, mã hồ sơ, phone or ID, newest first; a slip's code names one."""
    number = parse_case_code(words)
    if number is not None:
        found = cases.by_number(reader.connection, number)
        return () if found is None else (found,)
    return cases.find(reader.connection, words, reader.hashed, limit)


def open_cases_of(reader: Reader, visit: str, limit: int = LIMIT) -> tuple[CaseView, ...]:
    """The open cases of whoever this visit belongs to, by their ID number; else of this visit."""
    known = visits.known_id(reader.connection, visit)
    if known is None:
        found = cases.of_visit(reader.connection, visit)
    else:
        found = cases.of_person(reader.connection, [known.id_hash], limit)
    still = (*OPEN, "ready")
    return tuple(case for case in found if not case.voided and case.status in still)


def title_of(view: VisitView) -> str:
    """The words a visit is listed under: who came; "" when nobody was named."""
    return view.name or view.organisation


def hits(found: Found, catalogue: Catalogue) -> list[Hit]:
    """The same as the lines of `search --json`: visits first, then procedures."""
    lines = [
        Hit("visit", view.id, _visit_title(view, catalogue), iso(view.at)) for view in found.visits
    ]
    lines.extend(
        Hit("procedure", procedure.code, procedure.name, "") for procedure in found.procedures
    )
    return lines


def iso(moment: Millis) -> str:
    """Civil time as ISO with its offset, to the second."""
    return local(moment).isoformat(timespec="seconds")


def _visit_title(view: VisitView, catalogue: Catalogue) -> str:
    matters = [
        found.short_name if (found := catalogue.find(code)) is not None else code
        for code in view.procedures
    ]
    return " – ".join(part for part in (title_of(view), ", ".join(matters)) if part)
