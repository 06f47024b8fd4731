"""The table of a web page, or of Excel's old XML: what many systems call .xls."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import IO

from desk_app.core.sheet_values import Cell
from desk_app.sheets.file_type import refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.table import Alive, BadCell, NumberedRow
from desk_app.sheets.whole_text import beginning, whole_text

_ROWS, _CELLS = ("tr", "row"), ("td", "th", "cell")
_SILENT = ("script", "style", "title", "xml")
_BREAKS = ("br", "p", "div")
_SPAN_MOST = 2_000


def looks_like_web_table(opened: IO[bytes]) -> bool:
    """Whether the file is markup, whatever its name says."""
    head = beginning(opened).lower()
    return head.startswith(("<!doctype html", "<html", "<table", "<meta", "<head", "<style")) or (
        head.startswith("<?xml") and ("<workbook" in head or "<html" in head)
    )


class WebTable:
    """The largest table of the page, its joined cells filled."""

    ragged = False
    days_from_1904 = False

    def __init__(self, opened: IO[bytes], limits: Limits, alive: Alive) -> None:
        parser = _Parser(limits)
        text = whole_text(opened)
        for start in range(0, len(text), 1 << 18):
            parser.feed(text[start : start + (1 << 18)])
            alive()
        parser.close()
        parser.end_table()
        if not parser.best:
            raise refuse("sheet.web_page")
        self._rows, self._read = parser.best, 0

    def rows(self) -> Iterator[NumberedRow]:
        """The rows of the table, empty ones left out."""
        for number, cells in enumerate(self._rows, start=1):
            self._read = number
            if any(cells):
                yield number, list(cells)

    def bad_cells(self) -> Iterator[BadCell]:
        """None: what stands there is text."""
        return iter(())

    def progress(self) -> tuple[int, int]:
        """Rows read, and rows in the table."""
        return self._read, len(self._rows)


class _Parser(HTMLParser):
    """Collects cells; nothing of a page is ever run or fetched."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._limits = limits
        self.best: list[list[Cell]] = []
        self._table: list[list[Cell]] = []
        self._row: list[Cell] | None = None
        self._words: list[str] | None = None
        self._silent = 0
        self._span = (1, 1)
        # Place in the row to (rows still to fill, text): cells that reach down.
        self._down: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rsplit(":", 1)[-1]
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.end_table()
        elif tag in _ROWS:
            self._end_row()
            self._row = []
        elif tag in _CELLS:
            self._end_cell()
            self._begin_cell({name.rsplit(":", 1)[-1]: value or "" for name, value in attrs})
        elif tag in _BREAKS and self._words is not None:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rsplit(":", 1)[-1]
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _ROWS:
            self._end_row()
        elif tag == "table":
            self.end_table()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._silent:
            self._words.append(data)

    def end_table(self) -> None:
        """The table is over: keep it if it is the largest."""
        self._end_row()
        if len(self._table) > len(self.best):
            self.best = self._table
        self._table, self._down = [], {}

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if self._row is None:
            self._row = []
        self._fill_from_above()
        place = _number(attributes.get("index", ""), 0)
        while self._row is not None and len(self._row) < min(place, self._limits.columns) - 1:
            self._row.append("")
        across = _number(attributes.get("colspan", ""), 1)
        across = max(across, _number(attributes.get("mergeacross", ""), 0) + 1)
        down = _number(attributes.get("rowspan", ""), 1)
        down = max(down, _number(attributes.get("mergedown", ""), 0) + 1)
        self._span = (min(across, self._limits.columns), down)
        self._words = []

    def _fill_from_above(self) -> None:
        assert self._row is not None
        while (kept := self._down.get(len(self._row))) is not None:
            place = len(self._row)
            self._row.append(kept[1])
            if kept[0] > 1:
                self._down[place] = (kept[0] - 1, kept[1])
            else:
                del self._down[place]

    def _end_cell(self) -> None:
        if self._words is None or self._row is None:
            return
        text = " ".join("".join(self._words).replace("\u00a0", " ").split())
        if len(text) > self._limits.cell:
            raise refuse("sheet.cell_too_long", row=str(len(self._table) + 1))
        across, down = self._span
        for _ in range(across):
            if down > 1:
                self._down[len(self._row)] = (down - 1, text)
            self._row.append(text)
        self._words = None
        if len(self._row) > self._limits.columns:
            raise refuse("sheet.too_many_columns", limit=str(self._limits.columns))

    def _end_row(self) -> None:
        if self._row is None:
            return
        self._end_cell()
        self._fill_from_above()
        self._table.append(self._row)
        self._row = None
        if len(self._table) > self._limits.rows + 40:
            raise refuse("sheet.too_many_rows", limit=str(self._limits.rows))


def _number(text: str, otherwise: int) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 5:
        return otherwise
    return min(int(text), _SPAN_MOST)
