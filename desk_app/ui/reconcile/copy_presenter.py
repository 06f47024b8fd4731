"""Copying a case out field by field: which one is on the clipboard, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.case_view import CaseView
from desk_app.core.copy_out import FIELDS, CopyField, as_row, copy_fields, put_off
from desk_app.qt.language import mark
from desk_app.ui.stage import Say

FIELD_NAMES: dict[str, str] = {
    "procedure": mark("Thủ tục"),
    "name": mark("Họ và tên"),
    "organisation": mark("Tên tổ chức"),
    "submitter": mark("Người nộp"),
    "phone": mark("Số điện thoại"),
    "email": mark("Email"),
    "address": mark("Địa chỉ"),
    "content": mark("Nội dung"),
    "received": mark("Ngày tiếp nhận"),
    "due": mark("Ngày hẹn trả"),
    "fee": mark("Phí, lệ phí"),
    "papers": mark("Giấy tờ"),
    "note": mark("Ghi chú"),
}


class CopyView(Protocol):
    """The strip that stands above every window."""

    def show_field(self, place: str, name: str, text: str, *, last: bool) -> None: ...
    def show_end(self) -> None: ...


class CopyPresenter:
    """One field at a time lies on the clipboard; nothing is typed into another program."""

    def __init__(
        self,
        say: Say,
        clipboard: Callable[[str], None],
        order: tuple[str, ...],
        keep_order: Callable[[tuple[str, ...]], None],
        view: CopyView,
    ) -> None:
        self._say, self._clipboard, self._view = say, clipboard, view
        self._order, self._keep_order = order or FIELDS, keep_order
        self._case: CaseView | None = None
        self._procedure = ""
        self._fields: tuple[CopyField, ...] = ()
        self._place = -1

    @property
    def running(self) -> bool:
        """Whether a case is being copied out."""
        return self._place >= 0

    def begin(self, case: CaseView, procedure: str) -> None:
        """Copy the first field of this case."""
        self._case, self._procedure = case, procedure
        self._fields = copy_fields(case, procedure, self._order)
        self._go_to(0)

    def next(self) -> None:
        """Copy the field after this one; after the last the strip goes."""
        if self.running:
            self._go_to(self._place + 1)

    def previous(self) -> None:
        """Copy the field before this one again."""
        if self._place > 0:
            self._go_to(self._place - 1)

    def later(self) -> None:
        """The other form asks for this field later: it goes to the end, now and from now on."""
        if not self.running or self._case is None:
            return
        self._order = put_off(self._order, self._fields[self._place].field)
        self._keep_order(self._order)
        self._fields = copy_fields(self._case, self._procedure, self._order)
        self._go_to(self._place)

    def whole_row(self) -> None:
        """Copy all fields at once, as one row of a spreadsheet."""
        self._clipboard(as_row(self._fields))

    def end(self) -> None:
        """No more; what was copied last stays on the clipboard."""
        self._place, self._case, self._fields = -1, None, ()
        self._view.show_end()

    def _go_to(self, place: int) -> None:
        if place >= len(self._fields):
            self.end()
            return
        self._place = place
        field = self._fields[place]
        self._clipboard(field.text)
        self._view.show_field(
            f"{place + 1}/{len(self._fields)}",
            self._say(FIELD_NAMES[field.field]),
            field.text,
            last=place + 1 == len(self._fields),
        )
