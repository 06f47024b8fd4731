"""What the cells of one row of a province's list say, and what of them nobody can read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from desk_app.core.catalogue_cells import EARLIEST, LATEST, CellError, separable
from desk_app.core.catalogue_channels import read_channel, read_online
from desk_app.core.catalogue_fees import read_fees
from desk_app.core.catalogue_grid import Grid, GridRow
from desk_app.core.catalogue_headings import ListColumns, unit_of_heading
from desk_app.core.catalogue_papers import read_papers
from desk_app.core.catalogue_times import read_times
from desk_app.core.problems import Problem
from desk_app.core.procedure import Channel, Fee, LimitUnit, TimeLimit, Unclear
from desk_app.core.sheet_values import cell_moment
from desk_app.core.text import clean

V = TypeVar("V")
TEXT_LIMIT = 4_000
_UNITS: dict[str, LimitUnit] = {
    "hours": "hours",
    "working_days": "working_days",
    "calendar_days": "calendar_days",
}


class RowCells:
    """The cells of the rows by what their columns are called; mistakes are gathered on the way.

    said: the fields of Procedure as far as the row fills them; unclear: those in words that only
    people understand, which are kept as words.
    """

    def __init__(self, grid: Grid, columns: ListColumns) -> None:
        self._columns, self._from_1904 = columns, grid.from_1904
        self.names = {field: columns.headings[place] for field, place in columns.of.items()}
        used = {place: field for field, place in columns.of.items()}
        self._bad = {
            (row, used[place]): problem for row, place, problem in grid.bad if place in used
        }
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def text(self, row: GridRow, field: str) -> str:
        """The words of a cell on one line, "" where there is no such column."""
        return separable(clean(self._lines(row, field)))

    def day(self, row: GridRow, field: str) -> date | None:
        """The day in a cell, None for an empty one."""
        place = self._columns.of.get(field)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        if cell == "" or (isinstance(cell, str) and not cell.strip(" -–.")):
            return None
        moment = cell_moment(cell, days_from_1904=self._from_1904)
        if not isinstance(moment, datetime):
            raise CellError("catalogue_import.day", field, str(cell)[:40])
        if not EARLIEST <= moment.date() <= LATEST:
            raise CellError("catalogue_import.day", field, f"{moment:%d/%m/%Y}")
        return moment.date()

    def times(self, row: GridRow, said: dict[str, Any], unclear: list[Unclear]) -> None:
        """The time limits, with their words."""
        text = self._lines(row, "time")
        if not text:
            return
        unit = _UNITS.get(unit_of_heading(self.names["time"]))
        read = read_times(text, unit)
        if read.problem is not None:
            raise CellError(read.problem.code, "time", read.problem.values["have"])
        said["limit_text"] = clean(text)[:TEXT_LIMIT]
        channel = self._channel(row)
        said["limits"] = tuple(_on(limit, channel) for limit in read.limits)
        if not read.understood:
            unclear.append("limits")
            self._unclear(row, "time", text)

    def fees(self, row: GridRow, said: dict[str, Any], unclear: list[Unclear]) -> None:
        """The charge and the fee, with their words."""
        texts = [text for name in ("charge", "fee") if (text := self._lines(row, name))]
        if not texts:
            return
        fees: list[Fee] = []
        channel = self._channel(row)
        for text in texts:
            read = read_fees(text)
            if read.problem is not None:
                raise CellError(read.problem.code, "fee", read.problem.values["have"])
            if not read.understood:
                unclear.append("fees")
                self._unclear(row, "fee", text)
                fees = []
                break
            fees += [_fee_on(fee, channel) for fee in read.fees]
        paid = [fee for fee in fees if fee.amount != 0]
        beside = ". ".join(dict.fromkeys(fee.text for fee in fees if fee.text))
        kept = paid or fees[:1]
        said["fee_text"] = clean("; ".join(texts))[:TEXT_LIMIT]
        said["fees"] = tuple(msgspec.structs.replace(fee, text=beside) for fee in kept)

    def papers(self, row: GridRow, said: dict[str, Any], unclear: list[Unclear]) -> None:
        """What has to be handed in."""
        text = self._lines(row, "papers")
        if not text:
            return
        papers = read_papers(text)
        if papers is None:
            unclear.append("papers")
            self._unclear(row, "papers", text)
        elif papers:
            said["papers"], said["papers_confidence"] = papers, "confirmed"

    def online(self, row: GridRow, said: dict[str, Any], unclear: list[Unclear]) -> None:
        """How much of it can be done online."""
        text = self.text(row, "online")
        if not text:
            return
        level = read_online(text)
        if level is None:
            unclear.append("online")
            self._unclear(row, "online", text)
        elif level:
            said["online"] = level

    def attempt(self, row: GridRow, read: Callable[[], V]) -> V | None:
        """What can be read, or its mistake among the others of the row."""
        try:
            return read()
        except CellError as wrong:
            self.wrong(row, wrong.column, wrong.code, wrong.have)
            return None

    def wrong(self, row: GridRow, field: str, code: str, have: str) -> None:
        """A cell that cannot be read: nothing of the list may be taken in."""
        values = {"line": str(row.number), "column": self.names.get(field, field), "have": have}
        self.problems.append(Problem(code, field, _plain(values)))

    def _channel(self, row: GridRow) -> Channel:
        return read_channel(self.text(row, "channel"))

    def _lines(self, row: GridRow, field: str) -> str:
        place = self._columns.of.get(field)
        if place is None:
            return ""
        problem = self._bad.get((row.number, field))
        if problem is not None:
            raise CellError(problem.code, field, row.text(place)[:60])
        return row.text(place).strip()

    def _unclear(self, row: GridRow, field: str, have: str) -> None:
        values = {"line": str(row.number), "column": self.names.get(field, ""), "have": have[:80]}
        self.notices.append(Problem("catalogue_import.unclear", field, _plain(values)))


def _on(limit: TimeLimit, channel: Channel) -> TimeLimit:
    return limit if limit.channel else msgspec.structs.replace(limit, channel=channel)


def _fee_on(fee: Fee, channel: Channel) -> Fee:
    return fee if fee.channel else msgspec.structs.replace(fee, channel=channel)


def _plain(values: dict[str, str]) -> dict[str, str]:
    return {name: clean(value) for name, value in values.items()}
