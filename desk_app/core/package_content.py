"""What is in a package of the province: every kind read and checked by its own loader.

Province and desk check with the same function, so that what one signs the other can use. A desk
checks again: it may be older than the file, or younger.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date

import msgspec

from desk_app.core.calendar_file import CalendarFile, load_calendar
from desk_app.core.catalogue_list import ProcedureList
from desk_app.core.catalogue_text import list_in_text
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.errors import UserProblem
from desk_app.core.office_forms import OfficeForm, load_office_form
from desk_app.core.problems import Problem
from desk_app.core.units import Units
from desk_app.core.units_file import load_units

_MIB = 1024 * 1024
# No file that is meant is larger: a form has 8 KB, the catalogue of a province 2 MB.
MOST_BYTES: dict[str, int] = {
    "criteria": _MIB,
    "catalogue": 16 * _MIB,
    "calendar": _MIB,
    "units": 16 * _MIB,
    "forms": 200_000,
}
_HISTORY = "old_code,"
_UNITS = "level,"

Value = CriteriaSet | ProcedureList | CalendarFile | Units | OfficeForm


class UnitTables(msgspec.Struct, frozen=True):
    """The two tables of a file of units; history "": what became of old communes is not told."""

    units: str
    history: str


class Content(msgspec.Struct, frozen=True):
    """A package's content as it was understood.

    name: what it stands for, so that a later one of the same name takes its place; notices: what a
    person should look at although it can be used.
    """

    kind: str
    name: str
    value: Value
    notices: tuple[Problem, ...] = ()


def read_content(kind: str, content: bytes, valid_from: date) -> Content:
    """The content of a package of this kind; UserProblem names everything that is wrong with it."""
    read = _READ.get(kind)
    if read is None:
        raise UserProblem(Problem("package.kind_unknown", "kind", {"kind": kind[:40]}))
    if not content.strip():
        raise UserProblem(Problem("package.empty"))
    if len(content) > MOST_BYTES[kind]:
        values = {"limit": f"{MOST_BYTES[kind] / _MIB:g}"}
        raise UserProblem(Problem("package.too_large", "", values))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UserProblem(Problem("package.not_utf8")) from None
    if "\0" in text:
        raise UserProblem(Problem("package.not_text"))
    try:
        found = read(text, valid_from)
    except (RecursionError, ValueError, OverflowError):
        # Numbers of thousands of digits, brackets in brackets, days before the first one.
        raise UserProblem(Problem("package.beyond_limits")) from None
    return found


def unit_tables(text: str) -> UnitTables:
    """The table of units in a file, and that of their history when it follows below."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    begins = text.find(f"\n{_HISTORY}")
    if begins < 0:
        return UnitTables(text, "")
    return UnitTables(text[: begins + 1].rstrip("\n") + "\n", text[begins + 1 :])


def _criteria(text: str, valid_from: date) -> Content:
    found = load_criteria(text)
    if valid_from < found.valid_from or (
        found.valid_to is not None and valid_from > found.valid_to
    ):
        last = "…" if found.valid_to is None else f"{found.valid_to:%d/%m/%Y}"
        values = {
            "day": f"{valid_from:%d/%m/%Y}",
            "first": f"{found.valid_from:%d/%m/%Y}",
            "last": last,
        }
        raise UserProblem(Problem("package.criteria_day", "valid_from", values))
    return Content("criteria", found.id, found)


def _catalogue(text: str, valid_from: date) -> Content:
    found = list_in_text(text)
    if found.problems:
        raise UserProblem(*found.problems)
    if not found.entries:
        raise UserProblem(Problem("catalogue_import.no_rows"))
    return Content("catalogue", "catalogue", found, found.notices)


def _calendar(text: str, valid_from: date) -> Content:
    found = load_calendar(text)
    if not found.calendar.years:
        raise UserProblem(Problem("package.calendar_empty"))
    return Content("calendar", "calendar", found, found.notices)


def _units(text: str, valid_from: date) -> Content:
    tables = unit_tables(text)
    if not tables.units.startswith(_UNITS):
        raise UserProblem(Problem("package.units_heading"))
    try:
        found = load_units(tables.units, tables.history)
    except csv.Error:
        raise UserProblem(Problem("package.not_csv", "", {"line": "?"})) from None
    if not any(found.communes(one.code, valid_from) for one in found.provinces(valid_from)):
        values = {"day": f"{valid_from:%d/%m/%Y}"}
        raise UserProblem(Problem("package.units_none", "", values))
    return Content("units", "units", found)


def _form(text: str, valid_from: date) -> Content:
    found = load_office_form(text.removeprefix("\ufeff"))
    return Content("forms", found.id, found)


_READ: dict[str, Callable[[str, date], Content]] = {
    "criteria": _criteria,
    "catalogue": _catalogue,
    "calendar": _calendar,
    "units": _units,
    "forms": _form,
}
KINDS = tuple(_READ)
