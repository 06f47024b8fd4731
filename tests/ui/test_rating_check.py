"""What a citizen sees of the entry being typed: what is known, plainly, and no more; no Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from desk_app import parts
from desk_app.core.clock import from_local
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.visit import VisitForm
from desk_app.ui.rating.check_words import MATTERS_SHOWN, CheckSheet, check_sheet, plain_fee
from tests.support.presenters import count, say

NOW = from_local(datetime(2026, 11, 20, 9, 21))
COPY = Procedure(
    code="2.000815",
    short="BS",
    short_name="Chứng thực bản sao",
    name="Chứng thực bản sao từ bản chính",
    field="Chứng thực",
    limits=(TimeLimit(1, "same_day"), TimeLimit(2, "working_days", "số lượng lớn")),
    fee_text="2.000 đồng/trang",
    confidence="partly",
    source="x",
)


def sheet(form: VisitForm, *procedures: str | Procedure, last4: str = "") -> CheckSheet:
    return check_sheet(say, count, form, procedures, NOW, last4)


def test_name_matter_time_fee_and_date_are_shown() -> None:
    shown = sheet(VisitForm(name="  Trần  Thị Thủy "), COPY)
    assert shown.name == "Trần Thị Thủy"
    assert shown.received == "20/11/2026 09:21"
    (matter,) = shown.matters
    assert matter.name == "Chứng thực bản sao"
    assert matter.limit.endswith("số lượng lớn: 2 ngày làm việc")
    assert matter.fee == "2.000 đồng/trang"


def test_phone_address_and_note_are_nobodys_business_at_the_screen() -> None:
    form = VisitForm(name="An", phone="0912345678", address="Tổ 1", note="gấp", citizen_id="1")
    shown = msgspec.json.encode(sheet(form)).decode()
    for hidden in ("0912345678", "Tổ 1", "gấp"):
        assert hidden not in shown


@pytest.mark.parametrize(
    ("typed", "known", "shown"),
    [
        ("024185001234", "", "1234"),
        ("024 185 001 234", "", "1234"),
        ("02418500123", "", ""),
        ("", "9876", "9876"),
        ("0241", "9876", ""),
        ("", "", ""),
    ],
)
def test_of_an_id_number_only_the_last_four_digits_are_shown(
    typed: str, known: str, shown: str
) -> None:
    found = sheet(VisitForm(name="An", citizen_id=typed), last4=known)
    assert found.id_last4 == shown
    assert "185" not in msgspec.json.encode(found).decode()


def test_for_whom_is_shown_only_with_its_flag() -> None:
    form = VisitForm(name="An", on_behalf_of="Bình")
    assert sheet(form).on_behalf_of == ""
    assert sheet(msgspec.structs.replace(form, flags=("proxy",))).on_behalf_of == "Bình"


def test_an_organisation_stands_where_there_is_no_name() -> None:
    assert sheet(VisitForm(organisation="Hợp tác xã Hà Vị")).name == "Hợp tác xã Hà Vị"


def test_a_late_entry_shows_the_day_that_was_typed() -> None:
    assert sheet(VisitForm(name="An", at="19/11/2026 08:00")).received == "19/11/2026 08:00"


def test_more_matters_than_fit_are_counted() -> None:
    shown = sheet(VisitForm(name="An"), *([COPY] * (MATTERS_SHOWN + 2)))
    assert len(shown.matters) == MATTERS_SHOWN
    assert shown.more == "và 2 việc khác"


def test_a_code_without_a_catalogue_entry_is_shown_as_it_is() -> None:
    (matter,) = sheet(VisitForm(name="An"), "9.999999").matters
    assert (matter.name, matter.limit, matter.fee) == ("9.999999", "", "")


def test_what_the_catalogue_is_not_sure_of_is_not_promised() -> None:
    unsure = msgspec.structs.replace(COPY, confidence="uncertain")
    (matter,) = sheet(VisitForm(name="An"), unsure).matters
    assert (matter.limit, matter.fee) == ("", "")


def test_several_time_limits_of_which_none_is_the_rule_are_not_promised() -> None:
    limits = (TimeLimit(17, "working_days"), TimeLimit(20, "working_days"))
    several = msgspec.structs.replace(COPY, limits=limits)
    assert sheet(VisitForm(name="An"), several).matters[0].limit == ""


@pytest.mark.parametrize(
    ("note", "plain"),
    [
        ("8.000 đồng/bản sao", "8.000 đồng/bản sao"),
        ("Miễn lệ phí; bản sao trích lục theo TT 281/2016", "Miễn lệ phí"),
        ('HĐND cấp tỉnh quy định lệ phí; bản ghi ghi "Miễn phí"; miễn cho NCC', ""),
        ("Không thông tin", ""),
        ("Trực tuyến 5.000 đồng (ghi chú trong bản ghi lệch: 7.000)", "Trực tuyến 5.000 đồng"),
        ("", ""),
    ],
)
def test_notes_for_officers_are_not_read_out_to_citizens(note: str, plain: str) -> None:
    assert plain_fee(note) == plain


def test_no_entry_of_the_shipped_catalogue_shows_a_citizen_a_note_for_officers() -> None:
    for procedure in parts.catalogue():
        (matter,) = sheet(VisitForm(name="An"), procedure).matters
        shown = f"{matter.limit} {matter.fee}".lower()
        for word in ("bản ghi", "hiểu biết", "chưa chắc", "hđnd", "không thông tin"):
            assert word not in shown, procedure.code


@pytest.mark.parametrize("name", ["A" * 200, "<b>An</b>", "\u202eAn", "  \n An"])
def test_strange_names_are_shown_as_plain_text_that_can_be_wrapped(name: str) -> None:
    shown = sheet(VisitForm(name=name)).name
    assert "\u202e" not in shown
    assert "\n" not in shown
    assert max(len(word) for word in shown.replace("\u200b", " ").split()) <= 25
