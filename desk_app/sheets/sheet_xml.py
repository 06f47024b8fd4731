"""What the reading library does not tell of a sheet's XML: its size, its formulas, its tricks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.visit_sheet_columns import HEADING_WITHIN, column_letters
from desk_app.sheets.file_type import refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.table import BadCell
from desk_app.sheets.workbook_parts import new_parser

_TAG = 1 << 20  # bytes: the longest text between two tags is a cell of 32,767 characters
# Tags are looked for as bytes: a whole parse of 100,000 rows in Python takes longer than the rest
# of the import. Whatever these do not see plainly is decided by the real parser.
_TAGS = re.compile(rb"<(?:(c|row|f)|\w[\w.-]{0,40}:(c|row|f))[\s/>]")
_ERROR_CELL = re.compile(rb"t\s*=\s*[\"']e[\"']")
_COLUMNS = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{2,})\d")
_FAR_ROW = re.compile(rb"r\s*=\s*[\"'][A-Za-z]{0,8}(\d{6,})[\"']")
_MARKUP = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Za-z]{1,8})(\d{1,9})\Z")


class Scan(msgspec.Struct):
    """What a first look over a sheet's bytes found."""

    rows: int = 0
    cells: int = 0
    suspect: bool = False


def scan(pieces: Iterable[bytes], limits: Limits) -> Scan:
    """Look over the XML once; refuses a sheet that is too large or not plain UTF-8 markup."""
    found = Scan()
    columns: set[bytes] = set()
    for text in _whole_tags(pieces):
        if b"\0" in text:
            raise refuse("sheet.nul_in_workbook")  # UTF-16 XML would hide from this look
        if _MARKUP.search(text):
            raise refuse("sheet.entities")
        tags = _TAGS.findall(text)
        found.rows += tags.count((b"row", b"")) + tags.count((b"", b"row"))
        found.cells += tags.count((b"c", b"")) + tags.count((b"", b"c"))
        formula = (b"f", b"") in tags or (b"", b"f") in tags
        found.suspect = found.suspect or formula or _ERROR_CELL.search(text) is not None
        columns.update(_COLUMNS.findall(text))
        last_row = max(map(int, set(_FAR_ROW.findall(text))), default=0)
        if max(found.rows, last_row) > limits.rows + HEADING_WITHIN:
            raise refuse("sheet.too_many_rows", limit=str(limits.rows))
        if found.cells > limits.cells:
            raise refuse("sheet.too_many_cells", limit=str(limits.cells))
    if any(place_of(letters.decode()) >= limits.columns for letters in columns):
        raise refuse("sheet.too_many_columns", limit=str(limits.columns))
    return found


def _whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut only behind a tag, so that no pattern is torn or met twice."""
    before = b""
    for piece in pieces:
        text = before + piece
        end = text.rfind(b">") + 1
        if end:
            yield text[:end]
        before = text[end:]
        if len(before) > _TAG:
            raise refuse("sheet.broken_workbook")
    if before:
        yield before


def place_of(letters: str) -> int:
    """The place of a column from its letters: A is 0, AA is 26."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def bad_cells(pieces: Iterable[bytes], most: int) -> Iterator[BadCell]:
    """The cells that hold a formula or an error value, in the order of the XML, at most `most`."""
    walker = _Walker()
    told = 0
    for piece in pieces:
        for bad in walker.feed(piece):
            yield bad
            told += 1
            if told >= most:
                return


class _Walker:
    """Follows rows and cells, which may or may not say where they stand."""

    def __init__(self) -> None:
        self._parser = new_parser(self._start)
        self._parser.EndElementHandler = self._end
        self._row = 0
        self._place = -1
        self._at: tuple[int, int] | None = None  # of the cell that is open
        self._found: list[BadCell] = []

    def feed(self, piece: bytes) -> list[BadCell]:
        try:
            self._parser.Parse(piece, False)
        except (expat.ExpatError, LookupError, ValueError):
            raise refuse("sheet.broken_workbook") from None
        found, self._found = self._found, []
        return found

    def _start(self, tag: str, attributes: dict[str, Any]) -> None:
        name = tag.rsplit(":", 1)[-1]
        if name == "row":
            said = attributes.get("r", "")
            self._row = int(said) if said.isascii() and said.isdigit() else self._row + 1
            self._place = -1
        elif name == "c":
            found = _REFERENCE.match(attributes.get("r", ""))
            self._place = place_of(found[1]) if found else self._place + 1
            self._at = (int(found[2]) if found else self._row, self._place)
            if attributes.get("t") == "e":
                self._tell("sheet.error_cell", *self._at)
        elif name == "f" and self._at is not None:
            self._tell("sheet.formula", *self._at)

    def _end(self, tag: str) -> None:
        if tag.rsplit(":", 1)[-1] == "c":
            self._at = None

    def _tell(self, code: str, row: int, place: int) -> None:
        values = {"row": str(row), "column": column_letters(place)}
        self._found.append(BadCell(row, place, Problem(code, "", values)))
