"""A report as screen, paper and spreadsheet show it: titled tables of final words and numbers."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

ReportKind = Literal["day", "survey", "statistics", "progress"]
REPORTS: tuple[ReportKind, ...] = get_args(ReportKind)
RowKind = Literal["plain", "group", "total"]
Align = Literal["left", "center", "right"]

# A number stays a number in a spreadsheet and gets its full stops everywhere else.
ReportCell = str | int


class ReportColumn(msgspec.Struct, frozen=True):
    """A column: its heading, its share of the width, how its cells stand, what they count.

    short: the heading where there is little room, on the screen.
    """

    title: str
    share: float
    align: Align = "left"
    unit: str = ""
    short: str = ""

    @property
    def heading(self) -> str:
        """The heading with the unit: Tiếp nhận (hồ sơ)."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


class ReportRow(msgspec.Struct, frozen=True):
    """One row; the first cell of a group spans all columns that no other cell fills."""

    cells: tuple[ReportCell, ...]
    kind: RowKind = "plain"


class ReportTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table with its title, sentences below it, and the words for no rows at all."""

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    after: tuple[str, ...] = ()
    empty: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report. period: of what days, in words; notes: what must be known to read it.

    wide: too many columns for a sheet that stands upright.
    """

    kind: ReportKind
    title: str
    period: str
    tables: tuple[ReportTable, ...]
    notes: tuple[str, ...] = ()
    wide: bool = False


def cell_text(cell: ReportCell) -> str:
    """A cell in words: 12.345."""
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell
