"""A case is copied out field by field, in the order the other form asks."""

from __future__ import annotations

import msgspec

from desk_app.core.copy_out import FIELDS, as_row, copy_fields
from desk_app.ui.reconcile.copy_presenter import FIELD_NAMES, CopyPresenter
from tests.support.case_values import CASE
from tests.support.presenters import say

ONE = msgspec.structs.replace(
    CASE, name="Trần Thị Thủy", phone="0912345678", address="Thôn Đông\nxã Lục Nam", note="", fee=0,
    organisation="", submitter="", email="", content="", papers=(),
)  # fmt: skip


class Strip:
    """What the strip says."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.gone = False

    def show_field(self, place: str, name: str, text: str, *, last: bool) -> None:
        self.shown.append((f"{place} {name}", text))

    def show_end(self) -> None:
        self.gone = True


def _copying(order: tuple[str, ...] = ()) -> tuple[CopyPresenter, Strip, list[str], list[object]]:
    strip, clipboard, kept = Strip(), list[str](), list[object]()
    return CopyPresenter(say, clipboard.append, order, kept.append, strip), strip, clipboard, kept


def test_one_field_after_another_lies_on_the_clipboard_and_then_the_strip_goes() -> None:
    copying, strip, clipboard, _kept = _copying(("phone", "name"))

    copying.begin(ONE, "Đăng ký khai sinh")
    while copying.running:
        copying.next()

    assert clipboard[:3] == ["0912345678", "Trần Thị Thủy", "Đăng ký khai sinh"]
    assert strip.shown[0][0].endswith("Số điện thoại")
    assert strip.shown[0][0].startswith("1/")
    assert strip.gone


def test_a_field_put_off_comes_last_now_and_the_next_time() -> None:
    copying, _strip, clipboard, kept = _copying()
    copying.begin(ONE, "Đăng ký khai sinh")

    copying.later()

    assert clipboard == ["Đăng ký khai sinh", "Trần Thị Thủy"]
    assert kept[-1][-1] == "procedure"  # type: ignore[index]
    again = copy_fields(ONE, "Đăng ký khai sinh", kept[-1])  # type: ignore[arg-type]
    assert again[-1].field == "procedure"


def test_a_whole_row_has_no_line_break_and_no_tab_inside_a_cell() -> None:
    fields = copy_fields(ONE, "Đăng ký khai sinh", FIELDS)

    row = as_row(fields)

    assert row.count("\t") == len(fields) - 1
    assert "\n" not in row
    assert "Thôn Đông xã Lục Nam" in row


def test_what_is_empty_is_skipped_and_every_field_has_a_name() -> None:
    fields = {field.field for field in copy_fields(ONE, "Đăng ký khai sinh", ())}

    assert "email" not in fields
    assert set(FIELD_NAMES) == set(FIELDS)


def test_a_number_of_an_id_card_is_never_copied() -> None:
    known = msgspec.structs.replace(ONE, id_last4="4417")

    assert all("4417" not in field.text for field in copy_fields(known, "Khai sinh", ()))
