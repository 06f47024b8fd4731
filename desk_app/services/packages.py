"""The province's packages at this desk: which there are, which hold, and bringing them into force.

A package is checked again whenever it is looked at: signed by the province this desk belongs to,
its content the one that was signed, and understood by this program. What fails is kept and set
aside with its reason; a later release of the program may understand it. Nobody at the desk brings
a package into force or keeps it out: its day comes by the province's clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Literal

import msgspec

from desk_app.core.calendar_file import CalendarFile
from desk_app.core.catalogue_list import ProcedureList
from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.clock import Instant, Millis, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.package_content import Content, read_content
from desk_app.core.problems import Problem
from desk_app.core.units import Units
from desk_app.services.calendars import ReadCalendar, import_calendar
from desk_app.services.catalogue import catalogue_of, preview_catalogue, take_catalogue
from desk_app.services.changes import Changes
from desk_app.services.deadlines import shipped_catalogue
from desk_app.services.open_new_desk import NOBODY
from desk_app.services.sync_memory import province_time
from desk_app.store import packages_kept, province, sqlite
from desk_app.store.packages_kept import PackageRow
from desk_app.store.store import Reader, Store
from desk_app.store.this_desk import read_this_desk
from desk_app.store.writer import Tx
from sync.protocol.packages import Manifest, read_manifest

State = Literal["in_force", "waiting", "past", "passed_over", "aside"]
STATES: tuple[State, ...] = ("in_force", "waiting", "past", "passed_over", "aside")
_LONGEST_NAME = 60


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A package that is kept here.

    day: the first civil day it holds, None where that cannot be read; published: when the province
    signed it; activated: when it began to count here; problems: why it is set aside; content: what
    is in it, None where it is set aside.
    """

    sha256: str
    kind: str
    name: str
    day: date | None
    published: Millis | None
    received: Millis
    activated: Millis | None
    state: State
    problems: tuple[Problem, ...] = ()
    content: Content | None = None

    @property
    def place(self) -> tuple[date, int, str]:
        """Where it stands among those of its kind: the last one whose day has come holds."""
        return self.day or date.min, self.published or 0, self.sha256


def packages(reader: Reader, now: Instant) -> tuple[Package, ...]:
    """All packages kept here with their state, by kind and name, the newest first."""
    return packages_of(reader.connection, now)


def packages_of(connection: sqlite.Connection, now: Instant) -> tuple[Package, ...]:
    """`packages` inside a transaction."""
    today = day_of(province_time(connection, now))
    found = [_looked_at(connection, row) for row in packages_kept.listed(connection)]
    holding = {_place_of(one): one for one in in_force(found)}
    return tuple(
        msgspec.structs.replace(one, state=_state(one, holding.get(_place_of(one)), today))
        for one in sorted(found, key=lambda one: (one.kind, one.name, _backwards(one)))
    )


def in_force(found: Iterable[Package], on: date | None = None) -> list[Package]:
    """The package of each kind and name that holds; on: that held on a day, of those kept here."""
    last: dict[tuple[str, str], Package] = {}
    for one in found:
        if one.content is None or one.activated is None:
            continue
        if on is not None and (one.day is None or one.day > on):
            continue
        place = _place_of(one)
        if place not in last or last[place].place < one.place:
            last[place] = one
    return list(last.values())


def activated(connection: sqlite.Connection, kind: str) -> list[Package]:
    """The packages of a kind that began to count here and still can, the earliest day first."""
    if not packages_kept.has_activated(connection, kind):
        return []
    rows = packages_kept.listed(connection, kind)
    looked = [_looked_at(connection, row) for row in rows if row.activated is not None]
    return sorted((one for one in looked if one.content is not None), key=lambda one: one.place)


def units_on(connection: sqlite.Connection, day: date) -> Units | None:
    """The units that the province published for a day; None for the shipped ones."""
    held = [one for one in activated(connection, "units") if one.day and one.day <= day]
    if not held:
        return None
    assert held[-1].content is not None
    found = held[-1].content.value
    return found if isinstance(found, Units) else None


def forms_in_force(connection: sqlite.Connection) -> dict[str, str]:
    """The texts of the forms that the province published, by name."""
    held = {one.sha256: one.name for one in in_force(activated(connection, "forms"))}
    rows = packages_kept.listed(connection, "forms") if held else []
    return {held[row.sha256]: row.content.decode() for row in rows if row.sha256 in held}


# ---- bringing into force -------------------------------------------------------------------------


def bring_into_force(store: Store) -> Changes:
    """Let every package count whose day has come; what changed.

    Reading is done before the writing: no transaction waits for a file to be understood. Two
    processes may do this at once, and what failed in between is done at the next time.
    """
    with store.reader() as reader:
        if not packages_kept.waits(reader.connection):
            return Changes()
        waiting = [
            one
            for one in _all(reader.connection)
            if one.activated is None and one.content is not None
        ]
    changes = Changes()
    for one in sorted(waiting, key=lambda one: one.place):
        plan = _plan(store, one)
        if plan is not None and plan.problems:
            continue
        changed = store.writer.run(partial(_activate, package=one, plan=plan))
        changes = _together(changes, changed)
    return changes


def _plan(store: Store, package: Package) -> CataloguePreview | None:
    """What a list of procedures would change; None for a package of another kind."""
    assert package.content is not None
    value = package.content.value
    if not isinstance(value, ProcedureList):
        return None
    with store.reader() as reader:
        return _preview(reader.connection, package, value)


def _preview(
    connection: sqlite.Connection, package: Package, value: ProcedureList
) -> CataloguePreview:
    assert package.day is not None
    known = catalogue_of(connection, shipped_catalogue())
    return preview_catalogue(known, value, _file_name(package), package.day, abolish_missing=False)


def _activate(tx: Tx, package: Package, plan: CataloguePreview | None) -> Changes:
    """Let a package count when its day has come, once."""
    row = packages_kept.one(tx.connection, package.sha256)
    today = day_of(province_time(tx.connection, tx.now))
    assert package.content is not None
    if row is None or row.activated is not None or package.day is None or package.day > today:
        return Changes()
    if _problems_here(tx.connection, package):
        return Changes()
    value = package.content.value
    calendar = False
    if isinstance(value, CalendarFile):
        if _is_passed_over(package, activated(tx.connection, "calendar")):
            return Changes()  # a newer one holds already
        read = ReadCalendar(_file_name(package), row.content.decode("utf-8-sig"), value)
        import_calendar(tx, read, NOBODY, package.sha256)
        calendar = True
    if plan is not None:
        try:
            take_catalogue(
                tx, plan, _file_name(package), shipped_catalogue(), NOBODY, package.sha256
            )
        except UserProblem:
            return Changes()  # the catalogue changed meanwhile: planned anew at the next time
    packages_kept.activate(tx.connection, package.sha256, tx.now.wall)
    return Changes(packages=True, catalogue=plan is not None, calendar=calendar)


def catalogue_plan(reader: Reader, package: Package) -> CataloguePreview | None:
    """What a package with a list of procedures would change now; None for another kind."""
    if package.content is None or not isinstance(package.content.value, ProcedureList):
        return None
    return _preview(reader.connection, package, package.content.value)


def _file_name(package: Package) -> str:
    return f"{package.name} {package.day:%d/%m/%Y}"


def _together(one: Changes, other: Changes) -> Changes:
    return msgspec.structs.replace(
        one,
        packages=one.packages or other.packages,
        catalogue=one.catalogue or other.catalogue,
        calendar=one.calendar or other.calendar,
    )


# ---- looking at one ------------------------------------------------------------------------------


def _all(connection: sqlite.Connection) -> list[Package]:
    return [_looked_at(connection, row) for row in packages_kept.listed(connection)]


def _looked_at(connection: sqlite.Connection, row: PackageRow) -> Package:
    """A package as it is kept, with what is wrong with it."""
    known = province.read(connection)
    manifest = None if known is None else read_manifest(row.signature, known.public_key)
    content, problems = _checked(row, manifest)
    package = Package(
        sha256=row.sha256,
        kind=row.kind,
        name=row.name[:_LONGEST_NAME],
        day=_day(row.valid_from),
        published=None if manifest is None else manifest.published,
        received=row.received,
        activated=row.activated,
        state="aside",
        problems=problems,
        content=content,
    )
    if content is None:
        return package
    problems = _problems_here(connection, package)
    if not problems:
        return package
    return msgspec.structs.replace(package, content=None, problems=problems)


def _checked(
    row: PackageRow, manifest: Manifest | None
) -> tuple[Content | None, tuple[Problem, ...]]:
    if manifest is None:
        return None, (Problem("package.not_signed"),)
    named = (manifest.sha256, manifest.kind, manifest.name, manifest.valid_from)
    whole = hashlib.sha256(row.content).hexdigest() == manifest.sha256
    if named != (row.sha256, row.kind, row.name, row.valid_from) or not whole:
        return None, (Problem("package.not_signed"),)
    day = _day(manifest.valid_from)
    if day is None:
        values = {"have": manifest.valid_from[:20]}
        return None, (Problem("package.day_unreadable", "", values),)
    found = _understood(manifest.kind, row.content, day)
    if not isinstance(found, Content):
        return None, found
    if found.name != manifest.name:
        values = {"have": manifest.name[:_LONGEST_NAME], "want": found.name}
        return None, (Problem("package.other_name", "", values),)
    return found, ()


@lru_cache(maxsize=32)
def _understood(kind: str, content: bytes, day: date) -> Content | tuple[Problem, ...]:
    """The content, or why this program cannot use it; looked at again and again, read once."""
    try:
        return read_content(kind, content, day)
    except UserProblem as problem:
        return problem.problems


def _problems_here(connection: sqlite.Connection, package: Package) -> tuple[Problem, ...]:
    """Why a package that is good in itself cannot be used at this very desk."""
    assert package.content is not None
    value = package.content.value
    if isinstance(value, Units):
        desk = read_this_desk(connection)
        unit = "" if desk is None else desk.unit
        if package.day is None or value.find(unit, package.day) is None:
            return (Problem("package.units_without_us", "", {"unit": unit}),)
    return ()


def _state(package: Package, holding: Package | None, today: date) -> State:
    if package.content is None or package.day is None:
        return "aside"
    if package.activated is not None:
        return "in_force" if holding is not None and holding.sha256 == package.sha256 else "past"
    if holding is not None and package.kind != "catalogue" and package.place < holding.place:
        return "passed_over"
    return "waiting"


def _is_passed_over(package: Package, others: Sequence[Package]) -> bool:
    return any(package.place < other.place for other in others)


def _place_of(package: Package) -> tuple[str, str]:
    return package.kind, package.name


def _backwards(package: Package) -> tuple[int, int]:
    day, published, _ = package.place
    return -day.toordinal(), -published


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
