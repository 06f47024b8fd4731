"""What an office may change on a register: title, columns, closing lines, hands; checked.

The service gives rows and sums as words under fixed names; which of them stand on the paper, in
what order and under what head, is the form's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.form_description import Align, Dated
from desk_app.core.paper_form import FormTitle, Places, checked

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
