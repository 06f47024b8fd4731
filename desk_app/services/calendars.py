"""Take in a working calendar in place of the one that holds; open cases keep their due dates."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import msgspec

from desk_app.core.calendar_file import CalendarFile, load_calendar, years_lost
from desk_app.core.case_ops import CalendarImported
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import SourceFile
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.work_calendar import WorkCalendar
from desk_app.services.catalogue import package_subject, write_once
from desk_app.services.changes import Changes
from desk_app.store import calendar_files, packages_kept
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

SIZE_LIMIT_MB = 1
_SIZE_LIMIT = SIZE_LIMIT_MB * 1024 * 1024


class ReadCalendar(msgspec.Struct, frozen=True):
    """A calendar file that was read and found usable: its text, its name, what it says."""

    file: str
    content: str
    read: CalendarFile

    @property
    def digest(self) -> str:
        """The SHA-256 of its text."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def years(self) -> str:
        """The years it covers, as they are written in a sentence."""
        years = [year.year for year in self.read.calendar.years]
        return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def read_calendar(file: Path) -> ReadCalendar:
    """The calendar in a file. UserProblem names every mistake by line and field."""
    values = {"file": file.name, "limit": str(SIZE_LIMIT_MB)}
    try:
        with file.open("rb") as opened:
            content = opened.read(_SIZE_LIMIT + 1)
    except OSError:
        raise UserProblem(Problem("calendar.no_file", "file", values)) from None
    if len(content) > _SIZE_LIMIT:
        raise UserProblem(Problem("calendar.too_big", "file", values))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserProblem(Problem("calendar.not_text", "file", values)) from None
    return ReadCalendar(file.name, text, load_calendar(text))


def beside_present(read: ReadCalendar, present: WorkCalendar, today: date) -> ReadCalendar:
    """The same, with what is lost when it takes the place of the present calendar."""
    lost = years_lost(present, read.read.calendar, today.year)
    notices = (*lost, *read.read.notices)
    return msgspec.structs.replace(read, read=msgspec.structs.replace(read.read, notices=notices))


def is_in_use(reader: Reader, calendar: ReadCalendar) -> bool:
    """Whether this very file is the one that holds."""
    return calendar_files.latest(reader.connection) == calendar.content


def import_calendar(
    tx: Tx, calendar: ReadCalendar, officer: OfficerId, package: str = ""
) -> Changes:
    """Let this calendar hold from now on; the log keeps its id and digest.

    package: the digest of the province's package it came in. UserProblem when a desk takes in one
    of its own where the province's holds: nobody here may change the days it counts by.
    """
    found = calendar.read.calendar
    facts = CalendarImported(calendar=found.id, digest=calendar.digest, days=len(found.days))
    if package:
        write_once(tx, "calendar.imported", facts, package_subject(package), officer)
    elif packages_kept.has_activated(tx.connection, "calendar"):
        raise UserProblem(Problem("package.calendar_of_province"))
    else:
        person = SourceFile(file=clean(calendar.file))
        tx.log.append("calendar.imported", facts, person=person, officer=officer)
    calendar_files.keep(tx.connection, calendar.digest, found.id, calendar.content, tx.now.wall)
    return Changes(calendar=True)
