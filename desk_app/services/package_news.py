"""What a package of the province changes at this desk, in sentences for the administrator."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import msgspec

import resources
from desk_app.core.calendar_file import CalendarFile, load_calendar
from desk_app.core.case_ops import CatalogueImported
from desk_app.core.clock import Instant
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.office_forms import OfficeForm
from desk_app.core.ops import facts_of
from desk_app.core.package_content import Value
from desk_app.core.package_news import (
    News,
    calendar_news,
    catalogue_news,
    criteria_news,
    units_news,
)
from desk_app.core.paper_words import PaperWords
from desk_app.core.problems import Problem
from desk_app.core.units import Units
from desk_app.core.units_file import load_units
from desk_app.core.work_calendar import WorkCalendar
from desk_app.services.catalogue import package_subject
from desk_app.services.deadlines import shipped_calendar
from desk_app.services.packages import Package, activated, catalogue_plan, packages
from desk_app.store import calendar_files, op_rows, province
from desk_app.store.store import Reader


class ShownPackage(msgspec.Struct, frozen=True):
    """A package, and what it changes in sentences."""

    package: Package
    news: News


class ShownPackages(msgspec.Struct, frozen=True):
    """All packages kept here; signer: what the province that signs them is called."""

    packages: tuple[ShownPackage, ...] = ()
    signer: str = ""


def shown_packages(reader: Reader, now: Instant) -> ShownPackages:
    """The packages kept here with what each changes, for whoever reads about them."""
    known = province.read(reader.connection)
    return ShownPackages(
        tuple(
            ShownPackage(one, () if one.content is None else news_of(reader, one))
            for one in packages(reader, now)
        ),
        "" if known is None else known.name or known.url,
    )


def news_of(reader: Reader, package: Package) -> News:
    """What begins, or began, to hold with this package, beside what holds or held before it."""
    if package.content is None or package.day is None:
        return package.problems
    value = package.content.value
    before = _before(reader, package)
    if isinstance(value, CriteriaSet):
        old = before if isinstance(before, CriteriaSet) else None
        return criteria_news(old or _shipped_criteria(value.id), value)
    if isinstance(value, CalendarFile):
        old_calendar = _calendar_before(reader, package, before)
        return calendar_news(old_calendar, value.calendar, package.day)
    if isinstance(value, Units):
        old_units = before if isinstance(before, Units) else _shipped_units()
        eve = package.day - timedelta(days=1) if package.day > date.min else package.day
        return units_news(old_units, value, reader.desk.unit, eve, package.day)
    if isinstance(value, OfficeForm):
        return (_form(value, package.day, before is not None),)
    return _procedures(reader, package)


@lru_cache(maxsize=4)
def _shipped_criteria(identity: str) -> CriteriaSet | None:
    """The set of this id that comes with the program, if there is one."""
    name = f"{identity}.toml"
    if name not in resources.names("criteria"):
        return None
    return load_criteria(resources.read_text(f"criteria/{name}"))


@lru_cache(maxsize=1)
def _shipped_units() -> Units:
    return load_units(
        resources.read_text("units/units.csv"), resources.read_text("units/history.csv")
    )


def _before(reader: Reader, package: Package) -> Value | None:
    """What the province published before it under the same name and brought into force."""
    held = [
        one
        for one in activated(reader.connection, package.kind)
        if one.name == package.name and one.place < package.place and one.content is not None
    ]
    content = held[-1].content if held else None
    return None if content is None else content.value


def _calendar_before(reader: Reader, package: Package, before: Value | None) -> WorkCalendar:
    if isinstance(before, CalendarFile):
        return before.calendar
    text = None if package.activated is not None else calendar_files.latest(reader.connection)
    return shipped_calendar() if text is None else load_calendar(text).calendar


def _form(form: OfficeForm, day: date, again: bool) -> Problem:
    code = "package.news.form_again" if again else "package.news.form"
    if isinstance(form, PaperWords):
        return Problem(f"{code}_words")
    held = [title for title in form.title if title.valid_from <= day] or list(form.title)
    return Problem(code, "", {"name": form.id, "title": " ".join(held[-1].lines)})


def _procedures(reader: Reader, package: Package) -> News:
    if package.activated is None:
        plan = catalogue_plan(reader, package)
        if plan is None:
            return ()
        return (*plan.problems, *catalogue_news(plan))
    for op in op_rows.of_subject(reader.connection, package_subject(package.sha256)):
        try:
            facts: CatalogueImported = facts_of(op)
        except msgspec.MsgspecError:
            continue
        values = {
            "new": str(facts.new),
            "changed": str(facts.changed),
            "replaced": str(facts.replaced),
            "abolished": str(facts.abolished),
        }
        return (Problem("package.news.procedures", "", values),)
    return (Problem("package.news.nothing"),)
