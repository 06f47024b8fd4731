"""A list of procedures from outside, row by row: what each row says, and what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any, Literal

import msgspec

from desk_app.core.catalogue_cells import CellError
from desk_app.core.catalogue_file import CODE, COLUMNS, header_problems, read_procedure
from desk_app.core.catalogue_grid import Grid, GridRow, columns_of, data_rows, group_title
from desk_app.core.catalogue_headings import ListColumns
from desk_app.core.catalogue_row import TEXT_LIMIT, RowCells
from desk_app.core.catalogue_versions import Placed, version_problems
from desk_app.core.legacy_encodings import ENCODING_NAMES, legacy_text
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure, Unclear
from desk_app.core.text import clean, fold

EntryChange = Literal["", "ended"]
MOST_PROBLEMS = 200
_NAME_LIMIT = 1_000
_CODES = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_CODE_CELL = re.compile(r"(\d[.,]\d{6})(?:[.,]\w+)*\Z")
_ENDED = re.compile(r"bai bo|huy bo|hui bo|het hieu luc|huy cong khai|hui cong khai|khong con")
_FIELD_TITLE = re.compile(
    r"^(?:[IVXLC\d]{1,6}[.)]?\s*)?(?:các\s+)?(?:lĩnh vực|ngành)\s*:?\s*(.+)", re.I
)
_TEXTS = ("field", "authority", "decision", "note")


class ListEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of a procedure.

    said: fields of Procedure the row fills; what it leaves empty is not said. change: "ended" where
    the procedure is said to be abolished; ends: the first day it no longer counts, so that until
    then it holds as the row says; whole: a row of our own file, which says everything, empty
    fields included.
    """

    row: int
    code: str
    said: dict[str, Any]
    change: EntryChange = ""
    ends: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str = ""
    whole: bool = False


class ProcedureList(msgspec.Struct, frozen=True):
    """The whole list. With any problem nothing of it may be taken in; notices hold nothing back."""

    entries: tuple[ListEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def read_list(grid: Grid) -> ProcedureList:
    """The procedures of a sheet, and everything that keeps rows of it from being read."""
    old = _legacy(grid)
    if old is not None:
        return ProcedureList(problems=(old,))
    columns = columns_of(grid)
    if columns is None:
        return ProcedureList(problems=(Problem("catalogue_import.no_heading"),))
    if columns.own:
        return _own_list(grid, columns)
    reader = _Rows(grid, columns)
    for row in data_rows(grid, columns):
        reader.take(row)
    return reader.done()


def _legacy(grid: Grid) -> Problem | None:
    texts = [cell for _, cells in grid.rows for cell in cells if isinstance(cell, str)]
    if any("\ufffd" in text for text in texts):
        return Problem("catalogue_import.letters_lost")
    found = legacy_text(texts)
    if found is None:
        return None
    line = next(
        (number for number, cells in grid.rows for cell in cells if found.word in str(cell)), 0
    )
    values = {"line": str(line), "have": found.word, "encoding": ENCODING_NAMES[found.encoding]}
    return Problem("catalogue_import.legacy_letters", "", values)


def _own_list(grid: Grid, columns: ListColumns) -> ProcedureList:
    problems = header_problems([*columns.of, *columns.ignored])
    if problems:
        return ProcedureList(problems=tuple(problems))
    placed: list[Placed] = []
    for row in data_rows(grid, columns):
        cells = {name: clean(row.text(columns.of[name])) for name in COLUMNS}
        try:
            placed.append(Placed(row.number, read_procedure(cells)))
        except CellError as wrong:
            values = {"line": str(row.number), "column": wrong.column, "have": wrong.have}
            problems.append(Problem(wrong.code, wrong.column, values))
    problems += version_problems(placed)
    entries = tuple(
        ListEntry(row=one.row, code=one.procedure.code, said=_fields(one.procedure), whole=True)
        for one in placed
    )
    return ProcedureList(entries, tuple(problems[:MOST_PROBLEMS]), ())


def _fields(procedure: Procedure) -> dict[str, Any]:
    return {name: getattr(procedure, name) for name in Procedure.__struct_fields__}


class _Rows:
    """The rows of a province's list, one after the other."""

    def __init__(self, grid: Grid, columns: ListColumns) -> None:
        self._columns, self._cells = columns, RowCells(grid, columns)
        self._problems, self._notices = self._cells.problems, self._cells.notices
        self._entries: list[ListEntry] = []
        self._ended, self._field = False, ""

    def take(self, row: GridRow) -> None:
        """One row more: a procedure, the rest of one, or a title over the next rows."""
        try:
            self._take(row)
        except CellError as wrong:
            self._cells.wrong(row, wrong.column, wrong.code, wrong.have)

    def _take(self, row: GridRow) -> None:
        if row.joined:
            self._join(row)
            return
        code, name = self._cells.text(row, "code"), self._cells.text(row, "name")
        if not code or not _CODES.search(code.replace(",", ".")):
            title = group_title(row)
            if title and (not code or not name):
                self._title(title)
                return
            if not code:
                if name and len(row.own) > 2:
                    self._cells.wrong(row, "code", "catalogue_import.no_code", name)
                return
        self._entries.append(self._entry(row, code))

    def done(self) -> ProcedureList:
        """The list, with what is wrong between its rows."""
        seen: dict[str, ListEntry] = {}
        for entry in (one for one in self._entries if one.code):
            other = seen.setdefault(f"{entry.code} {entry.said.get('valid_from')}", entry)
            if other is not entry:
                values = {"have": entry.code, "first": str(other.row), "second": str(entry.row)}
                column = self._cells.names["code"]
                self._problems.append(
                    Problem("catalogue.double", "code", {**values, "column": column})
                )
        self._check_days()
        if not self._entries and not self._problems:
            self._problems.append(Problem("catalogue_import.no_rows"))
        if self._columns.ignored:
            names = {"columns": ", ".join(self._columns.ignored[:20])}
            self._notices.append(Problem("sheet.columns_ignored", "", names))
        return ProcedureList(
            tuple(self._entries), tuple(self._problems[:MOST_PROBLEMS]), tuple(self._notices)
        )

    def _check_days(self) -> None:
        """No row ends before it begins, and no two of a code hold on the same days."""
        by_code: dict[str, list[tuple[date, ListEntry]]] = {}
        for entry in self._entries:
            begins, ends = entry.said.get("valid_from"), entry.ends
            if begins is None or ends is None:
                if begins is not None and entry.change != "ended":
                    by_code.setdefault(entry.code, []).append((begins, entry))
                continue
            if ends < begins:
                have = f"{begins:%d/%m/%Y} – {ends:%d/%m/%Y}"
                values = {"line": str(entry.row), "have": have}
                self._problems.append(Problem("catalogue.days_order", "ends", values))
            elif entry.change != "ended":
                by_code.setdefault(entry.code, []).append((begins, entry))
        for code, held in by_code.items():
            held.sort(key=lambda one: (one[0], one[1].row))
            for (_, one), (begins, after) in pairwise(held):
                if one.ends is not None and begins < one.ends and one.said != after.said:
                    first, second = sorted((str(one.row), str(after.row)), key=int)
                    values = {"have": code, "first": first, "second": second}
                    self._problems.append(Problem("catalogue.overlap", "code", values))

    def _entry(self, row: GridRow, code: str) -> ListEntry:
        said: dict[str, Any] = {}
        unclear: list[Unclear] = []
        cells = self._cells
        place = self._columns.of["code"]
        read_code = cells.attempt(row, lambda: _read_code(row, place, code)) or ""
        name = cells.text(row, "name")
        if len(name) > _NAME_LIMIT:
            raise CellError("catalogue_import.too_long", "name", name[:60])
        if name:
            said["name"] = name
        for field in (*_TEXTS, "short_name"):
            text = cells.text(row, field)
            if text:
                said[field] = text[:TEXT_LIMIT]
        if "field" not in said and self._field:
            said["field"] = self._field
        cells.attempt(row, lambda: cells.times(row, said, unclear))
        cells.attempt(row, lambda: cells.fees(row, said, unclear))
        cells.attempt(row, lambda: cells.papers(row, said, unclear))
        cells.online(row, said, unclear)
        first = cells.attempt(row, lambda: cells.day(row, "valid_from"))
        if first is not None:
            said["valid_from"] = first
        if unclear:
            said["unclear"] = tuple(unclear)
        status = fold(cells.text(row, "status"))
        ends = cells.attempt(row, lambda: cells.day(row, "ends"))
        successor = next(iter(_CODES.findall(cells.text(row, "replaced_by"))), "")
        if successor and successor == read_code:
            raise CellError("catalogue_import.by_itself", "replaced_by", successor)
        ended = self._ended or bool(_ENDED.search(status) or successor)
        if ended and ends is None:
            ends = first
        return ListEntry(
            row=row.number,
            code=read_code,
            said=said,
            change="ended" if ended else "",
            ends=ends,
            replaces=tuple(_CODES.findall(cells.text(row, "replaces").replace(",", "."))),
            replaced_by=successor,
        )

    def _join(self, row: GridRow) -> None:
        """Another way of handing in, or more papers, of the procedure of the row before."""
        if not self._entries:
            return
        last = self._entries[-1]
        said = dict(last.said)
        unclear: list[Unclear] = list(said.get("unclear", ()))
        more: dict[str, Any] = {}
        own = {field for field, place in self._columns.of.items() if place in row.own}
        if own & {"time"}:
            self._cells.times(row, more, unclear)
        if own & {"fee", "charge"}:
            self._cells.fees(row, more, unclear)
        if own & {"papers"}:
            self._cells.papers(row, more, unclear)
        for field, value in more.items():
            said[field] = (
                f"{said[field]}; {value}"
                if isinstance(value, str) and said.get(field) and said[field] != value
                else _more(said.get(field), value)
            )
        if unclear:
            said["unclear"] = tuple(dict.fromkeys(unclear))
            said.update({"limits": ()} if "limits" in unclear else {})
            said.update({"fees": ()} if "fees" in unclear else {})
        self._entries[-1] = msgspec.structs.replace(last, said=said)

    def _title(self, title: str) -> None:
        folded = fold(title)
        field = _FIELD_TITLE.match(title)
        if field is not None:
            self._field = clean(field[1])
        elif "thu tuc" in folded or "tthc" in folded:
            self._ended = _ENDED.search(folded) is not None
        elif "field" not in self._columns.of:
            self._field = title


def _read_code(row: GridRow, place: int, text: str) -> str:
    """The d.dddddd of a cell; a spreadsheet that took it for a number dropped its last zeros."""
    cell = row.cells[place]
    if isinstance(cell, float) and 1 <= cell < 10:
        return f"{cell:.6f}"
    found = _CODE_CELL.match(text.replace(" ", ""))
    code = "" if found is None else found[1].replace(",", ".")
    if CODE.match(code) is None:
        raise CellError("catalogue_import.code", "code", text[:60])
    return code


def _more(had: Any, value: Any) -> Any:
    if isinstance(value, tuple) and isinstance(had, tuple):
        return tuple(dict.fromkeys((*had, *value)))
    return value
