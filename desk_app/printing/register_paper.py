"""A register made of its values and its form: every word final, on paper or in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from desk_app.core.form_description import on_day
from desk_app.core.paper_words import PaperWords
from desk_app.core.register_form import RegisterForm, RegisterPaper
from desk_app.core.text import clean
from desk_app.printing.hands import Hand
from desk_app.printing.month_page import A4_PORTRAIT
from desk_app.printing.paper import A4_LANDSCAPE
from desk_app.printing.register import Register, RegisterColumn, RegisterRow, RegisterTable
from desk_app.printing.tokens import Foot, Legend, Letterhead, Title


class RegisterSection(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that belong together; name: "" where the register is one piece; sum: of their fees."""

    rows: tuple[Mapping[str, str], ...]
    name: str = ""
    sum: str = ""


class RegisterValues(msgspec.Struct, frozen=True, kw_only=True):
    """A register as words: its sections, what is known of the whole, who makes it and when."""

    paper: RegisterPaper
    book: str = ""
    on: date
    one_day: bool = False
    unit_code: str
    sections: tuple[RegisterSection, ...]
    whole: Mapping[str, str]
    practice: bool = False


def register_of(
    values: RegisterValues, form: RegisterForm, words: PaperWords, foot: Foot, moment: str
) -> Register:
    """The register, every word final, ready to be laid out."""
    title = form.title_on(values.on, values.book)
    whole = dict(values.whole)
    lead = form.lead_one_day if values.one_day and form.lead_one_day else form.lead
    name = " ".join(title.lines)
    return Register(
        title=words.say("file_title", title=name, unit=clean(whole["unit"])),
        author=clean(whole["unit"]),
        moment=moment,
        letterhead=Letterhead(
            tuple(line.format_map(whole) for line in on_day(form.office, values.on)),
            words.motto_on(values.on),
            form.place_and_date.format_map(whole),
        ),
        heading=Title(
            tuple(line.format_map(whole) for line in title.lines), (lead.format_map(whole),)
        ),
        tables=(
            RegisterTable(
                columns=tuple(
                    RegisterColumn(
                        title=c.title, share=c.share, align=c.align, size=c.size, group=c.group
                    )
                    for c in form.column
                ),
                rows=tuple(_rows(values, form)),
                numbered=True,
                empty=form.empty,
            ),
        ),
        closing=tuple(line.format_map(whole) for line in form.closing),
        hands=tuple(
            Hand(lines=hand.lines, hint=hand.hint, name=hand.name, above=hand.above)
            for hand in form.hand
        ),
        foot=foot,
        page=A4_PORTRAIT if form.sheet == "a4" else A4_LANDSCAPE,
    )


def foot_of(
    values: RegisterValues, form: RegisterForm, words: PaperWords, check: str, printed: str
) -> Foot:
    """What stands below each page; printed: the words of a copy, "" in a file."""
    title = form.title_on(values.on, values.book)
    unit = words.say("foot_unit", unit=clean(values.whole["unit"]), code=values.unit_code)
    law = words.say("foot_form", form=title.form, law=title.legal_basis)
    second = " · ".join(part for part in (words.say("foot_check", code=check), printed) if part)
    return Foot(
        lines=(f"{unit} · {law}", second),
        legend=Legend("", ()),
        page_words=words.words.page,
        code=check,
        practice=values.practice,
    )


def sheet_rows(
    values: RegisterValues, form: RegisterForm
) -> tuple[tuple[tuple[str | int, ...], ...], frozenset[int]]:
    """The rows of a spreadsheet, numbers as numbers, and which of them are heads or sums."""
    rows: list[tuple[str | int, ...]] = []
    strong: set[int] = set()
    for row in _rows(values, form):
        if row.kind != "plain":
            strong.add(len(rows))
        filled = (row.cells[0], *[""] * (row.span - 1), *row.cells[1:])
        rows.append(
            tuple(
                _number(cell) if column.number else cell
                for cell, column in zip(filled, form.column, strict=True)
            )
        )
    return tuple(rows), frozenset(strong)


def _number(cell: str) -> str | int:
    plain = cell.replace(".", "")
    return int(plain) if plain.isascii() and plain.isdecimal() else cell


def _rows(values: RegisterValues, form: RegisterForm) -> list[RegisterRow]:
    whole = dict(values.whole)
    fee = next((n for n, c in enumerate(form.column) if "{fee}" in c.value), None)
    rows: list[RegisterRow] = []
    cells = [column.value for column in form.column]
    for section in values.sections:
        lower = section.name[:1].lower() + section.name[1:]
        names = {
            **whole, "way": section.name, "way_lower": lower, "count": str(len(section.rows))
        }  # fmt: skip
        if section.name and form.group:
            head = form.group.format_map(names)
            rows.append(RegisterRow(cells=(head,), kind="group", span=len(cells)))
        rows += [
            RegisterRow(cells=tuple(cell.format_map(row) for cell in cells)) for row in section.rows
        ]
        if section.name and form.group_total and fee:
            rows.append(_sum(form.group_total.format_map(names), section.sum, fee, len(cells)))
    if form.total and fee and any(section.rows for section in values.sections):
        rows.append(_sum(form.total.format_map(whole), whole["fee_sum"], fee, len(cells)))
    return rows


def _sum(words: str, amount: str, place: int, columns: int) -> RegisterRow:
    rest = ("",) * (columns - place - 1)
    return RegisterRow(cells=(words, amount, *rest), kind="total", span=place)
