"""Reading XLSX: checked part by part, then read by calamine from a clean copy in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from python_calamine import CalamineWorkbook

from desk_app.core.errors import UserProblem
from desk_app.core.sheet_values import Cell
from desk_app.sheets import sheet_xml
from desk_app.sheets.file_type import refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.package import CleanPackage, Package
from desk_app.sheets.table import Alive, BadCell, NumberedRow
from desk_app.sheets.workbook_parts import SheetPart, WorkbookParts, find_parts

_TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns='
    b'"http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_RELATION = (
    '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"/>'
)
_WORKBOOK = (
    '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns='
    '"http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<workbookPr date1904="{}"/><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
)


class Workbook:
    """An XLSX file whose visible sheets can be opened one after another."""

    def __init__(self, opened: IO[bytes], limits: Limits, alive: Alive) -> None:
        self._limits = limits
        self._package = Package(opened, limits, alive)
        self._parts: WorkbookParts = find_parts(self._package)
        self.sheets = tuple(sheet for sheet in self._parts.sheets if sheet.visible)
        self.hidden = tuple(sheet.name for sheet in self._parts.sheets if not sheet.visible)
        if not self.sheets:
            raise refuse("sheet.no_sheet")
        for part in (self._parts.strings, self._parts.styles):
            if part and part in self._package:
                limit = limits.strings if part == self._parts.strings else limits.small_part
                sheet_xml.scan(self._package.pieces(part, limit), limits)

    def open(self, sheet: SheetPart) -> SheetTable:
        """One sheet as a table."""
        return SheetTable(self._package, self._parts, sheet, self._limits)


class SheetTable:
    """One sheet of a workbook. Rows keep their numbers: the empty area above and left is kept."""

    ragged = False

    def __init__(
        self, package: Package, parts: WorkbookParts, sheet: SheetPart, limits: Limits
    ) -> None:
        self._package = package
        self._sheet = sheet
        self._limits = limits
        self.days_from_1904 = parts.days_from_1904
        self._scan = sheet_xml.scan(package.pieces(sheet.part, limits.part), limits)
        self._clean = _clean_package(package, parts, sheet)
        self._read = 0

    def rows(self) -> Iterator[NumberedRow]:
        """The rows as calamine reads them; it sees one sheet, and only what was checked."""
        self._clean.seek(0)
        most = self._limits.cell
        try:
            with CalamineWorkbook.from_filelike(self._clean) as workbook:
                sheet = workbook.get_sheet_by_index(0)
                start = sheet.start
                if start is None:
                    return
                left: list[Cell] = [""] * start[1]
                for number, cells in enumerate(sheet.iter_rows(), start=1):
                    self._read = number
                    if any(cell != "" for cell in cells):
                        yield number, left + [_checked(cell, number, most) for cell in cells]
        except (UserProblem, MemoryError, GeneratorExit):
            raise
        except BaseException as error:  # a panic of the library is no Exception
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise refuse("sheet.broken_workbook") from None

    def merged(self, most: int) -> list[tuple[int, int, int, int]]:
        """Merged cells, `most` of them: first row, first place, last row, last place."""
        self._clean.seek(0)
        with CalamineWorkbook.from_filelike(self._clean) as workbook:
            ranges = workbook.get_sheet_by_index(0).merged_cell_ranges or []
            return [
                (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges[:most]
            ]

    def bad_cells(self) -> Iterator[BadCell]:
        """Formula and error cells: the library hands out what they last showed, as if typed."""
        if not self._scan.suspect:
            return iter(())
        pieces = self._package.pieces(self._sheet.part, self._limits.part)
        return sheet_xml.bad_cells(pieces, self._limits.errors)

    def progress(self) -> tuple[int, int]:
        """Rows read, and rows in the sheet."""
        return self._read, self._scan.rows


def _checked(cell: Cell, number: int, most: int) -> Cell:
    if isinstance(cell, str) and len(cell) > most:
        raise refuse("sheet.cell_too_long", row=str(number))
    return cell


def _clean_package(package: Package, parts: WorkbookParts, sheet: SheetPart) -> IO[bytes]:
    clean = CleanPackage()
    relations = [_RELATION.format(1, "worksheet", "worksheets/sheet1.xml")]
    clean.copy("xl/worksheets/sheet1.xml", *package.raw(sheet.part))
    for number, kind, part in ((2, "sharedStrings", parts.strings), (3, "styles", parts.styles)):
        if part and part in package:
            clean.copy(f"xl/{kind}.xml", *package.raw(part))
            relations.append(_RELATION.format(number, kind, f"{kind}.xml"))
    clean.add("[Content_Types].xml", _TYPES)
    main = _RELATION.format(1, "officeDocument", "xl/workbook.xml")
    clean.add("_rels/.rels", _RELATIONS.format(main).encode())
    clean.add("xl/_rels/workbook.xml.rels", _RELATIONS.format("".join(relations)).encode())
    clean.add("xl/workbook.xml", _WORKBOOK.format(int(parts.days_from_1904)).encode())
    return clean.finish()
