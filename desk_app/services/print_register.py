"""Registers as the bytes that are previewed, printed and filed, and as a spreadsheet."""

from __future__ import annotations

import io
from datetime import date

import msgspec

from desk_app.core import vietnamese as vi
from desk_app.core.check_code import code_of
from desk_app.core.clock import day_of
from desk_app.core.ops import Paper
from desk_app.core.procedure import Catalogue
from desk_app.core.register_form import RegisterPaper
from desk_app.printing.register import register_pdf
from desk_app.printing.register_paper import RegisterValues, foot_of, register_of, sheet_rows
from desk_app.services.case_paper_values import Desk
from desk_app.services.paper_forms import PaperForms
from desk_app.services.print_self_assessment import Printed
from desk_app.services.record_print import Copy
from desk_app.services.register_values import Period, register_values
from desk_app.sheets.write_tables import SheetTable, write_tables
from desk_app.store.store import Reader

__all__ = ["Period", "made_register", "print_register", "register_period", "register_workbook"]

# Under which name a printed copy is counted.
PAPER_OF: dict[RegisterPaper, Paper] = {
    "case_07_register": "case_07",
    "certification_book": "certification_book",
    "fee_list": "fee_list",
}


def register_period(paper: RegisterPaper, period: Period, book: str = "") -> str:
    """What copies of a register are counted by: its days, and its book where there are several."""
    return f"{book}_{period.code}" if book else period.code


def made_register(
    reader: Reader,
    catalogue: Catalogue,
    forms: PaperForms,
    desk: Desk,
    paper: RegisterPaper,
    period: Period,
    today: date,
    *,
    book: str = "",
) -> RegisterValues:
    """The register of a period as the log says now, ready for paper and spreadsheet."""
    return register_values(reader, catalogue, forms.words(), desk, paper, period, today, book)


def print_register(
    values: RegisterValues, forms: PaperForms, *, copy: Copy | None = None
) -> Printed:
    """The register as a PDF. Without `copy` it is a file and says no copy number.

    The code names what the register says: neither the copy nor the time of printing takes part.
    Equal values and copies give equal bytes.
    """
    form, words = forms.register_form(values.paper), forms.words()
    check = code_of(_content(values))
    printed = ""
    moment = vi.pdf_day(values.on)
    if copy is not None:
        moment = vi.pdf_moment(copy.printed_at)
        day = vi.date_text(day_of(copy.printed_at))
        code = "foot_reprint" if copy.copy > 1 else "foot_printed"
        time = vi.clock_text(copy.printed_at)
        printed = words.say(code, copy=str(copy.copy), time=time, date=day)
        printed = " · ".join((words.say("foot_number", number=copy.number), printed))
    foot = foot_of(values, form, words, check, printed)
    return Printed(register_pdf(register_of(values, form, words, foot, moment)), check)


def register_workbook(values: RegisterValues, forms: PaperForms) -> bytes:
    """The register as XLSX: its rows with numbers as numbers, its sums, no formula anywhere."""
    form = forms.register_form(values.paper)
    rows, strong = sheet_rows(values, form)
    title = form.title_on(values.on, values.book)
    lead = form.lead_one_day if values.one_day and form.lead_one_day else form.lead
    whole = dict(values.whole)
    out = io.BytesIO()
    table = SheetTable(
        name=form.sheet_name,
        lead=(
            whole["unit"],
            *(line.format_map(whole) for line in title.lines),
            lead.format_map(whole),
        ),
        headings=tuple(
            f"{column.group}: {column.title}" if column.group else column.title
            for column in form.column
        ),
        widths=tuple(column.width for column in form.column),
        rows=rows,
        strong=strong,
        after=tuple(line.format_map(whole) for line in form.closing),
    )
    write_tables(out, (table,))
    return out.getvalue()


class _Content(msgspec.Struct, frozen=True):
    """What the check code of a register names."""

    paper: str
    book: str
    whole: tuple[tuple[str, str], ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


def _content(values: RegisterValues) -> _Content:
    return _Content(
        values.paper,
        values.book,
        tuple(sorted(values.whole.items())),
        tuple(tuple(row.items()) for section in values.sections for row in section.rows),
    )
