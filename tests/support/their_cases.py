"""What a desk makes of the province's export of cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desk_app import parts
from desk_app.core.case_compare import DifferenceKind
from desk_app.core.case_view import CaseView
from desk_app.core.clock import from_local
from desk_app.core.visit import VisitForm
from desk_app.services import reconcile
from desk_app.services.import_cases import Taken, import_cases
from desk_app.services.read_cases import Reading, compare_again, read_file
from desk_app.services.take_in import take_in
from desk_app.store import cases
from desk_app.store.case_matching import between
from tests.support.desks import OpenDesk

CATALOGUE = parts.catalogue()
EVENING = from_local(datetime(2026, 10, 14, 16, 45))


def read(desk: OpenDesk, file: Path) -> Reading:
    """The file, set beside what the desk has."""
    return read_file(desk.store, file, CATALOGUE, desk.clock.wall)


def take(desk: OpenDesk, file: Path) -> Taken:
    """Take the file in."""
    return import_cases(desk.store, read(desk, file), CATALOGUE, desk.officer, desk.clock.wall)


def accept(desk: OpenDesk, reading: Reading, *kinds: DifferenceKind) -> Reading:
    """Take over every difference of these kinds; what is left."""
    wanted = reconcile.every_of(reading, kinds)
    reconcile.accept(desk.store, reading, wanted, CATALOGUE, desk.officer, desk.clock.wall)
    with desk.store.reader() as reader:
        return compare_again(reader, reading, CATALOGUE)


def ours(desk: OpenDesk) -> list[CaseView]:
    """Every case of the desk."""
    with desk.store.reader() as reader:
        views = list(between(reader.connection, 0, 99_999))
        found = [cases.one(reader.connection, view.id) for view in views]
    return [case for case in found if case is not None]


def by_reference(desk: OpenDesk) -> dict[str, CaseView]:
    """Every case by the code the province gave it."""
    return {case.reference: case for case in ours(desk)}


def intake(desk: OpenDesk, name: str, procedure: str, **values: object) -> str:
    """Take a case in by hand; the visit."""
    form = VisitForm(name=name, procedures=(procedure,), **values)  # type: ignore[arg-type]
    return desk.change(lambda tx: take_in(tx, form, CATALOGUE, desk.officer)).visit
