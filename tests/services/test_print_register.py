"""Registers of real cases: every row once, sums that add up, the same on paper and in a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from desk_app import parts
from desk_app.core.errors import UserProblem
from desk_app.core.register_form import RegisterPaper
from desk_app.printing.register_paper import RegisterValues
from desk_app.services.advance_case import void_case
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.paper_forms import PaperForms
from desk_app.services.print_case import desk_of
from desk_app.services.print_register import (
    PAPER_OF,
    Period,
    made_register,
    print_register,
    register_period,
    register_workbook,
)
from desk_app.services.record_print import Copy, next_copy, record_print
from desk_app.services.sample_papers import sample_pdf
from desk_app.store.writer import Tx
from tests.printing.readback import pages, text
from tests.support.case_day import TODAY, Hands, at, fill

COPY = "2.000815"
MONTH = Period(date(2026, 11, 1), TODAY)
DAY = Period(TODAY, TODAY)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[parts.Desk]:
    home: Path = tmp_path_factory.mktemp("registers") / "desk"
    parts.create_practice_desk(home)
    with parts.open_desk(home) as opened:
        hands = Hands(opened.store, opened.catalogue)
        fill(hands)
        certified = [
            hands.receive(
                f"Nguyễn Văn Chứng {n}", COPY, at(TODAY, 8, n), at_once=True,
                copies=str(n), pages=str(2 * n), fee=str(2000 * n),
                payment="transfer" if n % 3 == 0 else "cash", content=f"Căn cước số {n}",
            )
            for n in range(1, 8)
        ]  # fmt: skip
        hands.receive("=HYPERLINK(1)", "1.000894", at(TODAY, 10), payment="free", note="<b>x</b>")
        opened.store.writer.run(
            lambda tx: void_case(tx, certified[3], "nhầm người", PRACTICE_OFFICER)
        )
        yield opened


def values(
    desk: parts.Desk, kind: RegisterPaper, period: Period = MONTH, book: str = ""
) -> RegisterValues:
    with desk.store.reader() as reader:
        return made_register(
            reader, desk.catalogue, PaperForms(), desk_of(reader, desk.unit), kind, period, TODAY,
            book=book,
        )  # fmt: skip


def printed(found: RegisterValues, copy: Copy | None = None) -> str:
    return text(print_register(found, PaperForms(), copy=copy).pdf)


def sheet(found: RegisterValues) -> list[list[Any]]:
    workbook = register_workbook(found, PaperForms())
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()


def test_the_log_book_lists_each_case_once_and_leaves_certifications_to_their_books(
    desk: parts.Desk,
) -> None:
    found = values(desk, "case_07_register")
    read = printed(found)
    (section,) = found.sections
    numbers = [row["number"] for row in section.rows]
    assert len(numbers) == len(set(numbers)) == 14
    for words in (
        "SỔ THEO DÕI HỒ SƠ",
        "Từ ngày 01/11/2026 đến ngày 20/11/2026",
        "Ngày, tháng, năm",
        "Hợp tác xã Nông sản Hà Vị",
        "H05.242-261112-",
        "Trực tiếp",
        "Chờ bổ sung",
        "Tổng số: 14 hồ sơ; đã trả kết quả 1 hồ sơ.",
        "không ghi ở sổ này: 7 hồ sơ.",
        "Mẫu số 07 – Thông tư 03/2025/TT-VPCP",
    ):
        assert words in read  # fmt: skip
    assert "Nguyễn Văn Chứng" not in read


def test_a_certification_book_keeps_the_number_of_a_voided_entry_and_counts_it_nowhere(
    desk: parts.Desk,
) -> None:
    found = values(desk, "certification_book", book="certified_copy")
    rows = found.sections[0].rows
    assert [row["book_number"] for row in rows] == [str(n) for n in range(1, 8)]
    assert rows[3]["note"] == "Đã hủy"
    assert rows[3]["fee"] == ""
    read = printed(found)
    assert "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH" in read
    # 1 + 2 + 3 + 5 + 6 + 7 copies, twice as many pages, 2.000 đồng each.
    assert "Tổng số: 6 việc; 24 bản; 48 trang; phí, lệ phí 48.000 đồng." in read
    assert "Căn cước số 1" in read


def test_the_list_of_fees_has_cash_apart_and_in_words(desk: parts.Desk) -> None:
    read = printed(values(desk, "fee_list", DAY))
    for words in (
        "BẢNG KÊ THU PHÍ, LỆ PHÍ",
        "Ngày 20/11/2026",
        "Cộng tiền mặt: 4 khoản 30.000",
        "Cộng chuyển khoản: 2 khoản 18.000",
        "Tổng cộng: 6 khoản 48.000",
        "Tiền mặt phải nộp quỹ: 30.000 đồng. Bằng chữ: Ba mươi nghìn đồng.",
        "Chuyển khoản: 18.000 đồng; thanh toán trực tuyến: 0 đồng.",
        "Miễn phí, lệ phí: 1 hồ sơ.",
    ):
        assert words in read  # fmt: skip


def test_the_spreadsheet_says_the_same_with_numbers_as_numbers_and_no_formula(
    desk: parts.Desk,
) -> None:
    fees = sheet(values(desk, "fee_list", DAY))
    amounts = [row[5] for row in fees if isinstance(row[0], float)]
    assert sum(amounts) == 48_000
    assert ["Tổng cộng: 6 khoản", "", "", "", "", 48_000.0] in fees
    log = sheet(values(desk, "case_07_register"))
    assert "=HYPERLINK(1)" in {row[4] for row in log}
    assert sum(isinstance(row[0], float) for row in log) == 14


def test_a_period_without_anything_says_so(desk: parts.Desk) -> None:
    empty = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert "Không có hồ sơ nào trong thời gian này." in printed(
        values(desk, "case_07_register", empty)
    )
    assert "Không thu phí, lệ phí nào" in printed(values(desk, "fee_list", empty))
    book = values(desk, "certification_book", empty, "signature")
    assert "SỔ CHỨNG THỰC CHỮ KÝ" in printed(book)
    assert sheet(book)


@pytest.mark.parametrize(
    ("period", "book", "code"),
    [
        (Period(TODAY, date(2026, 11, 1)), "signature", "print.period_order"),
        (Period(date(2010, 1, 1), TODAY), "signature", "print.period_long"),
        (MONTH, "", "print.no_such_book"),
    ],
)
def test_what_cannot_be_printed_is_said(
    desk: parts.Desk, period: Period, book: str, code: str
) -> None:
    with pytest.raises(UserProblem) as refused:
        values(desk, "certification_book", period, book)
    assert refused.value.problems[0].code == code


def _record(period: str, copy: Copy, check: str, tx: Tx) -> None:
    record_print(tx, period, copy, check, PRACTICE_OFFICER, PAPER_OF["certification_book"])


def test_equal_logs_give_equal_bytes_and_a_copy_is_counted_per_period_and_book(
    desk: parts.Desk,
) -> None:
    found = values(desk, "certification_book", book="certified_copy")
    first = print_register(found, PaperForms())
    assert first == print_register(found, PaperForms())
    assert register_workbook(found, PaperForms()) == register_workbook(found, PaperForms())
    period = register_period("certification_book", MONTH, "certified_copy")
    kind = PAPER_OF["certification_book"]
    for count in (1, 2):
        with desk.store.reader() as reader:
            copy = next_copy(reader, period, at(TODAY, 16, 45), kind)
        assert copy.copy == count
        made = print_register(found, PaperForms(), copy=copy)
        assert made.check == first.check
        assert ("Bản in lần 2, 16:45 20/11/2026" in pages(made.pdf)[0]) == (count == 2)
        desk.store.writer.run(partial(_record, period, copy, made.check))


def test_rows_name_the_procedure_by_law_and_what_was_done_in_the_words_of_every_day(
    desk: parts.Desk,
) -> None:
    procedure = desk.catalogue.find("1.000894")
    assert procedure is not None
    (section,) = values(desk, "case_07_register").sections
    for row in section.rows:
        if row["procedure_code"] == procedure.code:
            assert (row["procedure"], row["content"]) == (procedure.name, procedure.short_name)
    assert any(row["procedure_code"] == procedure.code for row in section.rows)


def test_what_was_returned_at_once_went_into_the_hands_at_the_desk(desk: parts.Desk) -> None:
    book = values(desk, "certification_book", book="certified_copy")
    assert book.sections[0].rows[0]["how"] == "Trực tiếp"


def test_a_list_of_fees_of_several_days_says_the_day_of_each(desk: parts.Desk) -> None:
    row = values(desk, "fee_list", DAY).sections[0].rows[0]
    again = values(desk, "fee_list", MONTH).sections[0].rows
    assert row["paid"] in {each["paid"].split(" ")[0] for each in again}
    assert all(each["paid"].endswith("2026") for each in again)


def test_the_foot_of_a_book_spells_the_kind_of_its_law_out(desk: parts.Desk) -> None:
    read = printed(values(desk, "certification_book", book="signature"))
    assert "Nghị định số 23/2015/NĐ-CP" in read


def test_a_register_of_one_day_names_that_day_once(desk: parts.Desk) -> None:
    for read in (
        printed(values(desk, "case_07_register", DAY)),
        printed(values(desk, "certification_book", DAY, "signature")),
    ):
        assert "Ngày 20/11/2026" in read
        assert "đến ngày" not in read


def test_the_sums_of_a_sample_are_those_of_its_rows(desk: parts.Desk) -> None:
    read = text(sample_pdf(PaperForms(), "case_07_register", desk.unit, TODAY))
    assert "Tổng số: 3 hồ sơ; đã trả kết quả 3 hồ sơ." in read
