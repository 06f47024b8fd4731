"""What an office may change on a register: title, columns, closing lines, hands; and its making.

The service gives rows and sums as words under fixed names; which of them stand on the paper, in
what order and under what head, is the form's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.text import clean
from desk_app.printing.form_description import Dated, on_day
from desk_app.printing.hands import Hand
from desk_app.printing.month_page import A4_PORTRAIT
from desk_app.printing.paper import A4_LANDSCAPE
from desk_app.printing.paper_form import FormTitle, Places, checked
from desk_app.printing.paper_words import PaperWords
from desk_app.printing.register import Register, RegisterColumn, RegisterRow, RegisterTable
from desk_app.printing.tokens import Align, Foot, Legend, Letterhead, Title

RegisterPaper = Literal["case_07_register", "certification_book", "fee_list"]


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COMMON = _names(
    "n codes number reference procedure procedure_code content sets whose address phone contact "
    "office received received_day due due_day returned returned_day how note fee payment"
)
# What a row of each register offers, and what is known of the whole.
ROW_NAMES: Mapping[str, frozenset[str]] = {
    "case_07_register": _COMMON,
    "certification_book": _COMMON | _names("book_number document copies pages"),
    "fee_list": _COMMON | _names("paid"),
}
_WHOLE = _names(
    "first last count place day month year committee unit_above unit_name unit unit_within"
)
WHOLE_NAMES: Mapping[str, frozenset[str]] = {
    "case_07_register": _WHOLE | _names("returned_count elsewhere"),
    "certification_book": _WHOLE | _names("copies_count pages_count fee_sum"),
    "fee_list": _WHOLE
    | _names("way way_lower cash cash_words transfer online fee_sum fee_sum_words free_count"),
}
# What a register must say; a stroke parts two names of which one is enough.
_NEEDS: Mapping[str, frozenset[str]] = {
    "case_07_register": _names(
        "codes|number procedure whose received|received_day due|due_day returned|returned_day"
    ),
    "certification_book": _names("book_number received_day whose document copies fee"),
    "fee_list": _names("whose fee"),
}


class RegisterFormColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column: head, which value, share of the paper's width, width in a spreadsheet.

    number: a number stays one in the spreadsheet.
    """

    title: str
    value: str
    share: float
    width: int
    align: Align = "left"
    size: float = 9.5
    group: str = ""
    number: bool = False


class BookTitle(FormTitle, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A title; book: of which book, where a register is several books."""

    book: str = ""


class RegisterHand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One who signs below the register."""

    lines: tuple[str, ...]
    hint: str = ""
    name: str = ""
    above: str = ""


class RegisterForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole form of a register, checked."""

    schema: Literal[1]
    id: str
    provenance: str
    sheet: Literal["a4", "a4_landscape"] = "a4_landscape"
    place_and_date: str
    lead: str
    lead_one_day: str = ""
    sheet_name: str
    empty: str
    group: str = ""
    group_total: str = ""
    total: str = ""
    closing: tuple[str, ...] = ()
    title: tuple[BookTitle, ...]
    office: tuple[Dated, ...]
    column: tuple[RegisterFormColumn, ...]
    hand: tuple[RegisterHand, ...] = ()

    def title_on(self, day: date, book: str) -> BookTitle:
        """The title of a book that holds on a day; before the first one began, the first one."""
        own = [title for title in self.title if title.book == book] or list(self.title)
        held = [t for t in own if t.valid_from <= day and (t.valid_to is None or day <= t.valid_to)]
        return max(held or own[:1], key=lambda title: title.valid_from)


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


def load_register_form(text: str, paper: str) -> RegisterForm:
    """The form of a register written in TOML; UserProblem names every place that is wrong."""
    form = checked(text, RegisterForm)
    notes = Places(text)
    if form.id != paper:
        notes.add(("id",), "form.other_paper", have=form.id, want=paper)
    rows, whole = ROW_NAMES[paper], WHOLE_NAMES[paper]
    asked: set[str] = set()
    for place, column in enumerate(form.column):
        asked |= notes.holes(("column", place, "value"), column.value, rows)
        if column.share <= 0 or not 6 <= column.size <= 14 or not 1 <= column.width <= 200:
            notes.add(("column", place), "form.column_size_at", title=column.title)
    for name in ("place_and_date", "lead", "lead_one_day", "group", "group_total", "total"):
        notes.holes((name,), getattr(form, name), whole)
    for place, line in enumerate(form.closing):
        notes.holes(("closing", place), line, whole)
    for key in ("title", "office"):
        texts: tuple[Dated, ...] = getattr(form, key)
        if not texts:
            notes.add((key,), "form.none_at", name=key)
        for place, dated in enumerate(texts):
            for number, line in enumerate(dated.lines):
                notes.holes((key, place, "lines", number), line, whole)
    if not form.column:
        notes.add(("column",), "form.none_at", name="column")
    for needed in sorted(_NEEDS[paper]):
        if asked.isdisjoint(needed.split("|")):
            name = needed.split("|")[0]
            notes.add(("column",), "form.value_missing", name=f"{{{name}}}")
    notes.give_up_if_any()
    return form


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
