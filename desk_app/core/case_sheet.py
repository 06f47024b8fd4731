"""A provincial export, row by row, as cases; what is wrong in words, what is no case left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice

import msgspec

from desk_app.core.case_sheet_columns import CaseColumns, is_column_numbers
from desk_app.core.case_sheet_row import TOTALS, CaseRow, text_of
from desk_app.core.case_sheet_time import case_moment, looks_month_first
from desk_app.core.case_sheet_words import (
    read_channel,
    read_fee,
    read_overdue,
    read_status,
    words_key,
)
from desk_app.core.citizen_id import parse_citizen_id
from desk_app.core.clock import Millis, from_local
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.procedure_match import ProcedureMatch
from desk_app.core.sheet_values import Cell
from desk_app.core.text import clean, fold
from desk_app.core.their_case import CellError, SheetMapping, TheirCase, TheirStatus
from desk_app.core.visit import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, parse_reference
from desk_app.core.visit_sheet import broken_letters

NumberedCells = tuple[int, Sequence[Cell]]
_FOOT = ("nguoi lap", "nguoi bao cao", "thu truong", "xac nhan", "ghi chu", "ngay ", "ngai ", "noi")
# Whoever is named so is no person; folded: y is i.
_ORGANISATION = re.compile(
    r"(cong ti|cty|ctcp|tnhh|hop tac xa|htx|lien hiep|doanh nghiep|dntn|tap doan|tong cong ti|"
    r"ngan hang|chi nhanh|truong (mam|tieu|trung|thpt|thcs|cao|dai|pho)|benh vien|tram i te|"
    r"ubnd|ui ban|hoi |cong doan|doan tncs|ban quan li|van phong|trung tam|chua |giao xu|"
    r"ho kinh doanh|co so )"
)
_AHEAD = 5 * 60_000
_OLDEST = from_local(datetime(2015, 1, 1))
_LIMITS = {"name": NAME_LIMIT, "submitter": NAME_LIMIT, "note": NOTE_LIMIT, "content": NOTE_LIMIT}
_PHONES = re.compile(r"[;,/]|\s-\s|\s{2,}")
_ROWS_SHOWN = 8
_SHORTEST_CODE = 5
_LOOKED_AT = 300


class CaseRows:
    """Reads the rows under a heading; everything found stands in its fields afterwards."""

    def __init__(
        self,
        columns: CaseColumns,
        procedures: ProcedureMatch,
        mapping: SheetMapping,
        now: Millis,
        *,
        days_from_1904: bool = False,
        bad: Mapping[int, Sequence[tuple[int, Problem]]] | None = None,
    ) -> None:
        self._columns, self._procedures, self._now = columns, procedures, now
        self._bad = bad or {}
        self._statuses = mapping.statuses
        self._from_1904 = days_from_1904
        self._month_first: frozenset[str] = frozenset()
        self._section = ""
        self._seen: dict[str, TheirCase] = {}
        self._dropped: dict[str, list[int]] = {}
        self._skipped: list[int] = []
        self._unknown_statuses: Counter[str] = Counter()
        self._unknown_procedures: Counter[str] = Counter()
        self._near: dict[str, str] = {}
        self.rows = self.repeats = 0
        self.cases: list[TheirCase] = []
        self.errors: list[CellError] = []

    def read(self, rows: Iterable[NumberedCells]) -> Iterator[int]:
        """Read the rows; yields their numbers, for whoever counts."""
        coming = iter(rows)
        first = list(islice(coming, _LOOKED_AT))
        self._month_first = self._columns_with_month_first(first)
        for place, (number, cells) in enumerate(chain(first, coming)):
            if not (place == 0 and is_column_numbers([text_of(cell) for cell in cells])):
                self._row(number, cells)
            yield number
        if any(case.overdue for case in self.cases):
            # A column that marks the late ones says of all others that they are none.
            self.cases = [_in_time(case) for case in self.cases]

    def _columns_with_month_first(self, rows: Sequence[NumberedCells]) -> frozenset[str]:
        """The first rows tell how the dates of each column are written."""
        found = set()
        for field in ("received", "due", "ended", "handed"):
            place = self._columns.of.get(field)
            if place is not None:
                values = [str(cells[place]) for _, cells in rows if place < len(cells)]
                if looks_month_first(values):
                    found.add(field)
        return frozenset(found)

    @property
    def statuses(self) -> tuple[str, ...]:
        """Words for where a case stands that nobody can place, the most frequent first."""
        return tuple(word for word, _ in self._unknown_statuses.most_common(40))

    @property
    def unknown_procedures(self) -> tuple[str, ...]:
        """Names of procedures that the catalogue does not have, the most frequent first."""
        return tuple(name for name, _ in self._unknown_procedures.most_common(200))

    def notices(self) -> tuple[Problem, ...]:
        """What the user should know although it keeps nothing back."""
        told: list[Problem] = []
        if self._skipped:
            told.append(_listed("case_sheet.rows_left_out", self._skipped))
        told.extend(_listed(code, rows) for code, rows in self._dropped.items())
        if self._unknown_statuses:
            words = "; ".join(self.statuses[:_ROWS_SHOWN])
            count = str(sum(self._unknown_statuses.values()))
            values = {"words": words, "count": count}
            told.append(Problem("case_sheet.unknown_statuses", "", values))
        if self._unknown_procedures:
            names = "; ".join(name[:60] for name in self.unknown_procedures[:_ROWS_SHOWN])
            count = str(sum(self._unknown_procedures.values()))
            values = {"names": names, "count": count}
            told.append(Problem("case_sheet.unknown_procedures", "", values))
        if self._near:
            pairs = [f"{name[:60]} → {code}" for name, code in self._near.items()]
            values = {"names": "; ".join(pairs[:_ROWS_SHOWN]), "count": str(len(pairs))}
            told.append(Problem("case_sheet.near_procedures", "", values))
        if self._month_first:
            told.append(Problem("case_sheet.month_first"))
        return tuple(told)

    def _row(self, number: int, cells: Sequence[Cell]) -> None:
        row = CaseRow(number, cells, self._columns)
        if row.is_case():
            self.rows += 1
            for place, problem in self._bad.get(number, ()):
                row.wrong_at(place, problem)
            case = self._read(row)
            if row.errors:
                self.errors.extend(row.errors)
            else:
                self._keep(case)
            return
        text = row.onlytext_of()
        if text and not fold(text).startswith((*TOTALS, *_FOOT)) and row.filled <= 2:
            self._section = _section_name(text)  # "I. Lĩnh vực Hộ tịch" over the rows of a field
        self._skipped.append(number)

    def _read(self, row: CaseRow) -> TheirCase:
        name, organisation = self._line(row, "name"), self._line(row, "organisation")
        submitter = self._line(row, "submitter")
        if not name and not organisation:
            name, submitter = submitter, ""
        if submitter == name:
            submitter = ""
        if name and not organisation and _ORGANISATION.match(fold(name)):
            name, organisation = "", name
        code, procedure_name = row.text("procedure_code"), self._line(row, "procedure_name")
        procedure, match = self._procedures.find(code, procedure_name)
        if not code and not procedure_name:
            row.wrong("procedure_name", Problem("case_sheet.no_procedure"))
        elif match == "none":
            self._unknown_procedures[procedure_name or code] += 1
        elif match == "near":
            self._near[procedure_name] = procedure
        status = self._status(row)
        received, received_timed = self._moment(row, "received", "received_hour")
        due, due_timed = self._moment(row, "due", "due_hour")
        ended, _ = self._moment(row, "ended")
        handed, _ = self._moment(row, "handed")
        self._check_times(row, status, received)
        return TheirCase(
            row=row.number,
            reference=self._reference(row),
            procedure=procedure,
            procedure_text=procedure_name or code,
            match=match,
            received=received,
            received_timed=received_timed,
            due=due,
            due_timed=due_timed,
            status=status,
            said=row.text("status"),
            ended=ended,
            handed=handed,
            overdue=read_overdue(row.text("overdue")),
            channel=read_channel(row.text("channel")),
            field=self._line(row, "field") or self._section,
            name=name,
            organisation=organisation,
            submitter=submitter,
            phone=self._phone(row),
            email=self._line(row, "email"),
            address=self._line(row, "address"),
            citizen_id=self._citizen_id(row),
            content=self._line(row, "content"),
            note=self._line(row, "note"),
            fee=read_fee(row.text("fee")),
            own_number=clean(row.text("own_number")),
        )

    def _line(self, row: CaseRow, field: str) -> str:
        text = clean(row.text(field))
        if text and not text.isascii():
            code = broken_letters(text)
            if code:
                row.wrong(field, Problem(code, field, {"have": text[:40]}))
        limit = _LIMITS.get(field, LINE_LIMIT)
        if len(text) <= limit or field == "procedure_name":
            return text
        if field in ("name", "organisation"):
            values = {"have": str(len(text)), "limit": str(limit)}
            row.wrong(field, Problem("visit.too_long", field, values))
        return text[: limit - 1] + "…"

    def _reference(self, row: CaseRow) -> str:
        written = row.text("reference").lstrip("'").removesuffix(".0")
        if written.isdecimal() and len(written) < _SHORTEST_CODE:
            return ""  # a number in somebody's own list, not a mã hồ sơ
        read = parse_reference(written)
        if isinstance(read, Problem):
            row.wrong("reference", read)
            return ""
        return read

    def _status(self, row: CaseRow) -> TheirStatus:
        said = row.text("status")
        if not said:
            return "open"
        status = self._statuses.get(words_key(said)) or read_status(said)
        if status is None:
            self._unknown_statuses[clean(said)] += 1
        return status or "open"

    def _moment(self, row: CaseRow, field: str, hour: str = "") -> tuple[Millis | None, bool]:
        cell = row.cell(field)
        if isinstance(cell, str) and fold(cell) in ("", "-", "--", "null", "none", "n/a", "khong"):
            return None, False
        read = case_moment(
            cell, days_from_1904=self._from_1904, month_first=field in self._month_first
        )
        if isinstance(read, Problem):
            row.wrong(field, read)
            return None, False
        moment, timed = read
        if hour and not timed and row.text(hour):
            whole = case_moment(f"{moment:%d/%m/%Y} {row.text(hour)}")
            if not isinstance(whole, Problem):
                moment, timed = whole
        return from_local(moment), timed

    def _check_times(self, row: CaseRow, status: TheirStatus, received: Millis | None) -> None:
        if received is None:
            if status != "expected" and not row.errors:
                row.wrong("received", Problem("case_sheet.no_received"))
        elif received > self._now + _AHEAD:
            have = {"have": row.text("received")}
            row.wrong("received", Problem("visit.in_future", "at", have))
        elif received < _OLDEST:
            row.wrong("received", Problem("visit.too_old", "at", {"have": row.text("received")}))

    def _phone(self, row: CaseRow) -> str:
        text = row.text("phone").lstrip("'").removesuffix(".0")
        for part in _PHONES.split(text):
            number = parse_phone(part) if part.strip() else ""
            if isinstance(number, Problem) and len(part) == 9 and part.isdigit():
                number = parse_phone("0" + part)  # a number lost its first zero
            if isinstance(number, str) and number:
                return number
        if any(c.isdigit() for c in text):
            self._drop("case_sheet.phones_left_out", row.number)
        return ""

    def _citizen_id(self, row: CaseRow) -> str:
        text = row.text("citizen_id").lstrip("'").removesuffix(".0")
        if text.isdigit() and len(text) in (10, 11):
            text = text.zfill(12)
        if not text:
            return ""
        number = parse_citizen_id(text)
        if isinstance(number, Problem):
            self._drop("case_sheet.ids_left_out", row.number)
            return ""
        return number.number

    def _drop(self, code: str, row: int) -> None:
        self._dropped.setdefault(code, []).append(row)

    def _keep(self, case: TheirCase) -> None:
        if not case.reference:
            self.cases.append(case)
            return
        first = self._seen.setdefault(case.reference, case)
        if first is case:
            self.cases.append(case)
        elif msgspec.structs.replace(first, row=0) == msgspec.structs.replace(case, row=0):
            self.repeats += 1
        else:
            values = {"first": str(first.row), "have": case.reference}
            problem = Problem("sheet.row_twice", "reference", values)
            heading = self._columns.headings[self._columns.of["reference"]]
            self.errors.append(CellError(case.row, heading, problem))


def _in_time(case: TheirCase) -> TheirCase:
    return msgspec.structs.replace(case, overdue=False) if case.overdue is None else case


def _section_name(text: str) -> str:
    name = re.sub(r"^\s*(?:[IVXLC]+|[A-Z]|\d+)[.)]\s*", "", clean(text))
    name = re.sub(r"(?i)^lĩnh vực\s*:?\s*", "", name)
    return re.sub(r"\s*[:(].*$", "", name)[:LINE_LIMIT]


def _listed(code: str, rows: list[int]) -> Problem:
    shown = ", ".join(map(str, rows[:_ROWS_SHOWN]))
    more = ", …" if len(rows) > _ROWS_SHOWN else ""
    return Problem(code, "", {"rows": shown + more, "count": str(len(rows))})
