"""The tables of a file in which cases may stand: CSV, XLSX with merged cells, JSON, web tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice
from typing import IO

from desk_app.core.case_sheet_headings import field_of
from desk_app.core.sheet_values import Cell
from desk_app.sheets.file_type import kind_of, refuse
from desk_app.sheets.formula_guard import unguarded
from desk_app.sheets.json_table import JsonTable, looks_like_json
from desk_app.sheets.limits import Limits
from desk_app.sheets.read_csv import CsvTable
from desk_app.sheets.read_workbook import SheetTable, Workbook
from desk_app.sheets.sheet_xml import place_of
from desk_app.sheets.table import Alive, NumberedRow, Table
from desk_app.sheets.web_table import WebTable, looks_like_web_table

_HEAD_ROWS = 40
_MERGE = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref\s*=\s*[\"']"
                    rb"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")  # fmt: skip
_MOST_MERGED = 200_000
_OVERLAP = 300


def case_tables(opened: IO[bytes], limits: Limits, alive: Alive) -> Iterator[tuple[str, Table]]:
    """Each table of the file with the name of its sheet, in their order."""
    if looks_like_json(opened):
        yield "", JsonTable(opened, limits, alive)
        return
    if looks_like_web_table(opened):
        yield "", WebTable(opened, limits, alive)
        return
    if kind_of(opened) == "csv":
        yield "", CaseCsv(opened, limits, alive)
        return
    workbook = Workbook(opened, limits, alive)
    for sheet in workbook.sheets:
        yield sheet.name, MergedTable(workbook._package, workbook._parts, sheet, limits)


class CaseCsv(CsvTable):
    """A CSV whose separator is the one under which most headings of cases are known."""

    def rows(self) -> Iterator[NumberedRow]:
        """The records; what our own export put before a cell for safety is taken away."""
        for number, cells in super().rows():
            yield number, [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]

    def _find_separator(self) -> tuple[str, bool]:
        separator, skip = super()._find_separator()
        if skip:
            return separator, skip
        lines = self._text().read(64 << 10).splitlines(keepends=True)
        scores = [(_known(lines, each), each == separator, each) for each in (",", ";", "\t", "|")]
        return max(scores)[2], False


def _known(lines: list[str], separator: str) -> tuple[int, int]:
    best = (0, 0)
    try:
        for record in islice(csv.reader(lines, delimiter=separator), _HEAD_ROWS):
            fields = {hit[0] for cell in record[:200] if (hit := field_of(cell)) is not None}
            best = max(best, (len(fields), len(record)))
    except csv.Error:
        pass  # the real reading tells where and why
    return best


class MergedTable(SheetTable):
    """A sheet in which every cell of a merged area says what the area says."""

    def rows(self) -> Iterator[NumberedRow]:
        """The rows, merged areas filled; areas that a row leaves out are no row of theirs."""
        areas = self._areas()
        if not areas:
            yield from super().rows()
            return
        begins: dict[int, list[tuple[int, int, int]]] = {}
        for top, left, bottom, right in areas:
            begins.setdefault(top, []).append((left, right, bottom))
        running: list[tuple[int, int, int, Cell]] = []
        for number, cells in super().rows():
            running = [area for area in running if area[2] >= number]
            for left, right, bottom in begins.get(number, ()):
                value = cells[left] if left < len(cells) else ""
                running.append((left, right, bottom, value))
            filled = list(cells)
            for left, right, _, value in running:
                if value == "":
                    continue
                if right >= len(filled):
                    filled += [""] * (right + 1 - len(filled))
                for place in range(left, right + 1):
                    if filled[place] == "":
                        filled[place] = value
            yield number, filled

    def _areas(self) -> list[tuple[int, int, int, int]]:
        """(top row, left place, bottom row, right place) of every merged area."""
        found: list[tuple[int, int, int, int]] = []
        before = b""
        for piece in self._package.pieces(self._sheet.part, self._limits.part):
            text = before + piece
            last = 0
            for hit in _MERGE.finditer(text):
                left, top, right, bottom = (part.decode() for part in hit.groups())
                if place_of(right) < self._limits.columns:
                    found.append((int(top), place_of(left), int(bottom), place_of(right)))
                last = hit.end()
            before = text[max(last, len(text) - _OVERLAP) :]
            if len(found) > _MOST_MERGED:
                raise refuse("sheet.too_many_cells", limit=str(self._limits.cells))
        return found
