"""A row of a spreadsheet as the form of a visit, or what in it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache

import msgspec

from desk_app.core.citizen_id import PROVINCES
from desk_app.core.ids import parse_op_id
from desk_app.core.problems import Problem
from desk_app.core.procedure_names import Procedures
from desk_app.core.sheet_values import Cell, cell_clock, cell_moment, cell_text, is_number
from desk_app.core.text import clean, looks_legacy
from desk_app.core.visit import NOTE_LIMIT, VisitForm
from desk_app.core.visit_sheet_columns import Columns, column_letters
from desk_app.core.visit_sheet_words import outcome_of_status, read_flags, read_word

_TEXT_FIELDS = ("name", "address", "organisation", "note", "late_note")
_ID_LENGTH = 12
_PHONE_LENGTH = 10
# Longer than any field; refused before the letters are looked at, which takes the square of the
# time for thousands of marks on one letter.
_LONGEST = 2 * NOTE_LIMIT
_FRACTION = re.compile(r"\d{8,}[.,]\d{1,2}\Z")
# UTF-8 read as a Western code page: no language puts these signs behind these letters.
_READ_WRONGLY = re.compile(r"á[º»]|Ä[ƒ‘]|Æ[°¡]|Ã[\u00a1-\u00bf]")


class RowError(msgspec.Struct, frozen=True):
    """What is wrong in a row: its number as the spreadsheet counts, the heading, the problem."""

    row: int
    column: str
    problem: Problem


class SheetRow(msgspec.Struct, frozen=True):
    """A row that fills a form. `zeros`: leading zeros were put back into its ID number or phone."""

    number: int
    own_id: str
    form: VisitForm
    zeros: bool = False


def read_row(
    number: int,
    cells: Sequence[Cell],
    columns: Columns,
    procedures: Procedures,
    *,
    days_from_1904: bool = False,
) -> SheetRow | tuple[RowError, ...]:
    """The form that row `number` fills, or everything in it that cannot be read."""
    return _RowReader(number, cells, columns, procedures, days_from_1904).read()


class _RowReader:
    """One row on its way to a form."""

    def __init__(
        self,
        number: int,
        cells: Sequence[Cell],
        columns: Columns,
        procedures: Procedures,
        days_from_1904: bool,
    ) -> None:
        self._number = number
        self._columns = columns
        self._filled = {
            field: cells[place]
            for field, place in columns.of.items()
            if place < len(cells) and cells[place] != ""
        }
        self._procedures = procedures
        self._days_from_1904 = days_from_1904
        self._errors: list[RowError] = []
        self._zeros = False

    def read(self) -> SheetRow | tuple[RowError, ...]:
        own_id = clean(self._text("own_id"))
        if own_id and parse_op_id(own_id) is None:
            self._wrong("own_id", Problem("sheet.own_id", "own_id", {"have": own_id[:60]}))
        form = VisitForm(
            purpose=self._word("purpose") or "service",
            citizen_id=self._citizen_id(),
            phone=self._phone(),
            procedures=self._read_procedures(),
            outcome=self._outcome(),
            flags=self._flags(),
            at=self._at(),
            late_reason=self._word("late_reason"),
            reference=self._text("reference").lstrip("'").upper(),
        )
        texts = {field: self._text(field) for field in _TEXT_FIELDS if field in self._filled}
        form = msgspec.structs.replace(form, **texts)
        if self._errors:
            return tuple(self._errors)
        return SheetRow(self._number, own_id, form, self._zeros)

    def _text(self, field: str) -> str:
        cell = self._filled.get(field, "")
        if cell == "":
            return ""
        text = cell_text(cell)
        if isinstance(text, Problem):
            if field in _TEXT_FIELDS and isinstance(cell, str):
                return cell.strip()  # a note may look like a number
            self._wrong(field, text)
            return ""
        if len(text) > _LONGEST:
            values = {"have": str(len(text)), "limit": str(NOTE_LIMIT)}
            self._wrong(field, Problem("visit.too_long", field, values))
            return ""
        if field in _TEXT_FIELDS and not text.isascii():
            code = broken_letters(text)
            if code:
                self._wrong(field, Problem(code, field, {"have": text[:40]}))
        return text

    def _wrong(self, field: str, problem: Problem) -> None:
        # What is shown of a cell goes to a terminal or a page: nothing invisible, one line.
        shown = {name: clean(value) for name, value in problem.values.items()}
        problem = Problem(problem.code, problem.field, shown)
        self._errors.append(row_error(self._number, field, problem, self._columns))

    def _word(self, field: str) -> str:
        text = self._text(field)
        if not text:
            return ""
        value = read_word(field, text)
        if isinstance(value, Problem):
            self._wrong(field, value)
            return ""
        return value

    def _flags(self) -> tuple[str, ...]:
        text = self._text("flags")
        flags = read_flags(text) if text else ()
        if isinstance(flags, Problem):
            self._wrong("flags", flags)
            return ()
        return flags

    def _outcome(self) -> str:
        outcome = self._word("outcome")
        if outcome:
            return outcome
        status = self._text("status")
        return outcome_of_status(status) if status else "accepted"

    def _read_procedures(self) -> tuple[str, ...]:
        field = "procedure_code"
        text = self._text(field)
        if re.match(r"\d[.,]\d{1,5}\Z", text):
            text = text.replace(",", ".").ljust(8, "0")  # a number lost its last zeros: 1.00089
        if not text:
            field = "procedure_name"
            text = self._text(field)
        if not text:
            return ()
        codes = self._procedures.read(text)
        if isinstance(codes, Problem):
            self._wrong(field, codes)
            return ()
        return codes

    def _digits(self, field: str) -> str:
        """A number that is a name, not an amount: a fraction means that it was damaged."""
        text = self._text(field).lstrip("'").removesuffix(".0")
        if _FRACTION.match(text):
            self._wrong(field, Problem("sheet.digits_lost", field, {"have": text[:40]}))
            return ""
        return text

    def _citizen_id(self) -> str:
        text = self._digits("citizen_id")
        if not text or not text.isascii() or not text.isdigit() or text.startswith("0"):
            return text
        if len(text) not in (10, 11):
            return text
        # A spreadsheet made a number of it and dropped the zeros it began with. What comes out
        # must be a number that can exist, or a person has to look.
        restored = text.zfill(_ID_LENGTH)
        if int(restored[:3]) not in PROVINCES:
            have = {"have": text}
            self._wrong("citizen_id", Problem("sheet.id_digits_lost", "citizen_id", have))
            return ""
        self._zeros = True
        return restored

    def _phone(self) -> str:
        text = self._digits("phone")
        zero_may_be_lost = (
            is_number(self._filled.get("phone", "")) or len(text) == _PHONE_LENGTH - 1
        )
        lengths = (_PHONE_LENGTH - 1, _PHONE_LENGTH)  # a landline may have eleven digits
        if not (zero_may_be_lost and text.isdigit() and len(text) in lengths):
            return text
        if text.startswith(("0", "84")):
            return text
        self._zeros = True
        return "0" + text

    def _at(self) -> str:
        cell = self._filled.get("at", "")
        if isinstance(cell, str):
            cell = clean(cell).lstrip("'")
        if cell == "":
            self._wrong("at", Problem("sheet.date_missing", "at"))
            return ""
        moment = cell_moment(cell, days_from_1904=self._days_from_1904)
        if isinstance(moment, Problem):
            self._wrong("at", moment)
            return ""
        hour = self._filled.get("hour", "")
        if hour != "" and moment.time() == time():
            clock = cell_clock(clean(hour) if isinstance(hour, str) else hour)
            if isinstance(clock, Problem):
                self._wrong("hour", clock)
                return ""
            moment = datetime.combine(moment.date(), clock)
        return moment.isoformat()


@lru_cache(maxsize=4096)
def broken_letters(text: str) -> str:
    """The code of what is wrong with the letters of a text as a whole; "" when nothing is.

    One word alone may be a foreign name (Raphaël); two are an old font or a wrong code page.
    """
    if "\ufffd" in text:
        return "sheet.letters_lost"
    if _READ_WRONGLY.search(text):
        return "sheet.legacy_letters"
    if looks_legacy(text) and sum(looks_legacy(word) for word in text.split()) >= 2:
        return "sheet.legacy_letters"
    return ""


# Where a problem that `check_visit` found beside a field of the form stands in the sheet.
_FIELDS_OF_FORM: Mapping[str, tuple[str, ...]] = {
    "procedures": ("procedure_code", "procedure_name"),
    "outcome": ("outcome", "status"),
}


def row_error(number: int, field: str, problem: Problem, columns: Columns) -> RowError:
    """`problem` as it stands in row `number`, under the heading that the field was read from."""
    for name in _FIELDS_OF_FORM.get(field, (field,)):
        place = columns.of.get(name)
        if place is not None:
            return RowError(number, columns.headings[place], problem)
    return RowError(number, "", problem)


def cell_error(number: int, place: int, problem: Problem, columns: Columns) -> RowError:
    """`problem` in the cell at `place` (0 is column A) of row `number`."""
    heading = columns.headings[place] if place < len(columns.headings) else ""
    return RowError(number, heading or column_letters(place), problem)
