"""A report as the bytes that are previewed, printed and filed, and as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from desk_app.core import vietnamese as vi
from desk_app.core.check_code import code_of
from desk_app.core.clock import Millis, day_of
from desk_app.core.form_description import on_day
from desk_app.core.report import Report, ReportCell, ReportTable, cell_text
from desk_app.core.text import clean
from desk_app.core.units import Unit
from desk_app.printing.hands import Hand
from desk_app.printing.month_description import shipped_month_description
from desk_app.printing.month_page import A4_PORTRAIT
from desk_app.printing.paper import A4_LANDSCAPE
from desk_app.printing.register import (
    Register,
    RegisterColumn,
    RegisterRow,
    RegisterTable,
    register_pdf,
)
from desk_app.printing.tokens import Foot, Legend, Letterhead, Title
from desk_app.services.print_self_assessment import Printed
from desk_app.services.record_print import Copy
from desk_app.sheets.write_tables import SheetTable, write_tables

Say = Callable[..., str]
_UPRIGHT, _WIDE = 11.0, 10.0
_FEW = 3
_CHARACTERS = {False: 100, True: 160}  # how many a row of a spreadsheet has in all


def print_report(
    report: Report,
    unit: Unit,
    now: Millis,
    say: Say,
    *,
    copy: Copy | None = None,
    practice: bool = False,
) -> Printed:
    """The paper of a report. Without `copy` it is a file and says no copy number.

    The code names what the report says: neither the copy nor the time of printing takes part.
    """
    check = code_of((report, unit.code))
    author = say("report.author", unit=unit.within_sentence)
    today = day_of(now)
    register = Register(
        title=f"{report.title} – {author}",
        author=author,
        moment=vi.pdf_day(today) if copy is None else vi.pdf_moment(copy.printed_at),
        letterhead=_letterhead(unit, today, say),
        heading=Title((report.title.upper(),), (report.period,)),
        tables=tuple(_table(table, say, wide=report.wide) for table in report.tables),
        foot=msgspec.structs.replace(_foot(unit, author, check, copy, say), practice=practice),
        closing=report.notes,
        hands=(
            Hand(lines=(say("report.maker"),), hint=say("report.sign")),
            Hand(lines=(say("report.head"),), hint=say("report.sign")),
        ),
        page=A4_LANDSCAPE if report.wide else A4_PORTRAIT,
    )
    return Printed(register_pdf(register), check)


def _letterhead(unit: Unit, today: date, say: Say) -> Letterhead:
    country, watchword = on_day(shipped_month_description().motto, today)
    return Letterhead(
        ("ỦY BAN NHÂN DÂN", unit.name.upper()),
        (country, watchword),
        say(
            "report.place_and_date",
            place=clean(unit.place),
            day=vi.day_in_words(today.day),
            month=vi.month_in_words(today.month),
            year=str(today.year),
        ),
    )


def _foot(unit: Unit, author: str, check: str, copy: Copy | None, say: Say) -> Foot:
    lines = [say("report.unit_with_code", unit=author, code=unit.code)]
    if copy is None:
        lines.append(say("report.code", code=check))
    else:
        lines.append(say("report.code_and_number", code=check, number=copy.number))
        lines.append(
            say(
                "report.copy",
                copy=str(copy.copy),
                time=vi.clock_text(copy.printed_at),
                date=vi.date_text(day_of(copy.printed_at)),
            )
        )
    return Foot(
        lines=tuple(lines), legend=Legend("", ()), page_words=say("report.page"), code=check
    )


def _table(table: ReportTable, say: Say, *, wide: bool) -> RegisterTable:
    size = _WIDE if wide else _UPRIGHT
    shared = _shared_unit(table)
    return RegisterTable(
        columns=tuple(
            RegisterColumn(
                title=column.title if column.unit == shared != "" else column.heading,
                share=column.share,
                align=column.align,
                size=size,
                group=say("report.group", unit=shared) if column.unit == shared != "" else "",
            )
            for column in table.columns
        ),
        rows=tuple(
            RegisterRow(cells=tuple(cell_text(cell) for cell in row.cells), kind=row.kind)
            for row in table.rows
        ),
        title=table.title,
        after=table.after,
        empty=table.empty,
    )


def _shared_unit(table: ReportTable) -> str:
    """The unit of so many columns that one head over all of them says it best."""
    units = [column.unit for column in table.columns if column.unit]
    most = max(set(units), key=units.count, default="")
    return most if units.count(most) > _FEW else ""


def report_sheet(report: Report) -> bytes:
    """The report as an XLSX file: a sheet a table; equal reports, equal bytes."""
    out = io.BytesIO()
    write_tables(out, [_sheet(report, table) for table in report.tables])
    return out.getvalue()


def _sheet(report: Report, table: ReportTable) -> SheetTable:
    whole = sum(column.share for column in table.columns)
    room = _CHARACTERS[report.wide]
    return SheetTable(
        name=table.title or report.title,
        lead=_lines((report.title, report.period, table.title)),
        headings=tuple(column.heading for column in table.columns),
        widths=tuple(max(8, round(room * column.share / whole)) for column in table.columns),
        rows=tuple(_plain(row.cells) for row in table.rows) or ((table.empty,),),
        strong=frozenset(place for place, row in enumerate(table.rows) if row.kind != "plain"),
        after=_lines((*table.after, *report.notes)),
    )


def _plain(cells: Sequence[ReportCell]) -> tuple[ReportCell, ...]:
    return tuple(cells)


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
