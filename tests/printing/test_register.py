"""Registers repeat their head, lose no row, keep sums and signatures together, and are quick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desk_app.printing.fonts import width
from desk_app.printing.hands import Hand
from desk_app.printing.register import (
    Register,
    RegisterColumn,
    RegisterRow,
    RegisterTable,
    lay_out_register,
    register_pdf,
)
from desk_app.printing.shapes import Words
from desk_app.printing.tokens import Foot, Legend, Letterhead, Title
from tests.printing.readback import pages, qpdf_complaints, text

COLUMNS = (
    RegisterColumn(title="TT", share=6, align="center"),
    RegisterColumn(title="Tên cá nhân, tổ chức", share=44),
    RegisterColumn(title="Nhận hồ sơ", share=17, align="center", group="Ngày, tháng, năm"),
    RegisterColumn(title="Trả kết quả", share=17, align="center", group="Ngày, tháng, năm"),
    RegisterColumn(title="Số tiền", share=16, align="right"),
)


def a_row(number: int, name: str = "Trần Thị Thủy") -> RegisterRow:
    return RegisterRow(
        cells=(str(number), f"{name} {number:05d}", "20/11/2026", "25/11/2026", "2.000")
    )


def a_register(*rows: RegisterRow, **changes: Any) -> Register:
    table = {"columns": COLUMNS, "rows": rows, "numbered": True, **changes}
    return Register(
        title="Sổ – Ủy ban nhân dân phường Bắc Giang",
        author="Ủy ban nhân dân phường Bắc Giang",
        moment="20261120000000+07'00'",
        letterhead=Letterhead(
            ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC GIANG"),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
            "Bắc Giang, ngày …… tháng 11 năm 2026",
        ),
        heading=Title(("SỔ THEO DÕI HỒ SƠ",), ("Từ ngày 01/11/2026 đến ngày 30/11/2026",)),
        tables=(RegisterTable(**table),),
        closing=(f"Tổng số: {len(rows)} hồ sơ.",),
        hands=(Hand(lines=("NGƯỜI LẬP SỔ",)), Hand(lines=("CHỦ TỊCH",))),
        foot=Foot(
            lines=("Ủy ban nhân dân phường Bắc Giang (07210)",),
            legend=Legend("", ()),
            page_words="Trang {page}/{pages}",
            code="K7QX-20M4",
        ),
    )


def test_the_head_is_repeated_and_every_row_is_there_once(tmp_path: Path) -> None:
    pdf = register_pdf(a_register(*(a_row(n) for n in range(1, 301))))
    assert qpdf_complaints(pdf, tmp_path) == ""
    read = pages(pdf)
    assert len(read) > 5
    for number, page in enumerate(read, start=1):
        assert "Tên cá nhân, tổ chức" in page
        assert "Ngày, tháng, năm" in page
        assert f"Trang {number}/{len(read)}" in page
    whole = " ".join(read)
    assert [whole.count(f"Thủy {n:05d}") for n in range(1, 301)] == [1] * 300


@pytest.mark.parametrize("count", range(1, 40))
def test_nobody_signs_a_page_without_a_row(count: int) -> None:
    last = pages(register_pdf(a_register(*(a_row(n) for n in range(1, count + 1)))))[-1]
    assert "NGƯỜI LẬP SỔ" in last
    assert f"Thủy {count:05d}" in last
    assert f"Tổng số: {count} hồ sơ." in last


@pytest.mark.parametrize("count", range(5, 36, 3))
def test_a_sum_is_never_parted_from_the_last_row_it_counts(count: int) -> None:
    rows = [a_row(n) for n in range(1, count + 1)]
    total = RegisterRow(cells=("Cộng", "1.000"), kind="total", span=4)
    whole = RegisterRow(cells=("Tổng cộng", "2.000"), kind="total", span=4)
    last = pages(register_pdf(a_register(*rows, total, whole)))[-1]
    assert "Tổng cộng 2.000" in last
    assert f"Thủy {count:05d}" in last


def test_a_group_row_does_not_end_a_page() -> None:
    for count in range(8, 24):
        rows = [a_row(n) for n in range(1, count)]
        group = RegisterRow(cells=("Chuyển khoản",), kind="group", span=5)
        read = pages(register_pdf(a_register(*rows, group, a_row(99), *rows)))
        page = next(page for page in read if "Chuyển khoản" in page)
        assert "Thủy 00099" in page


def test_an_empty_register_says_so() -> None:
    assert "Không có hồ sơ nào." in text(register_pdf(a_register(empty="Không có hồ sơ nào.")))


def test_a_row_higher_than_a_page_is_cut_and_nothing_of_it_is_lost() -> None:
    words = [f"từ{n}" for n in range(2500)]
    row = RegisterRow(cells=("1", " ".join(words), "", "", ""))
    read = text(register_pdf(a_register(row))).split()
    assert [word for word in words if word not in set(read)] == []


def test_a_word_too_wide_for_its_column_is_broken_inside_it() -> None:
    row = RegisterRow(cells=("1", "x" * 400, "H05.242-261112-0007-123456", "", "9" * 60))
    drawing = lay_out_register(a_register(row))
    for shape in drawing.pages[0]:
        if isinstance(shape, Words) and shape.text:
            right = drawing.width - shape.x - width(shape.text, shape.face, shape.size)
            assert right >= 42.0, shape.text


def test_equal_registers_give_equal_bytes() -> None:
    rows = [a_row(n) for n in range(50)]
    assert register_pdf(a_register(*rows)) == register_pdf(a_register(*rows))


def test_markup_in_a_cell_is_printed_as_it_is() -> None:
    name = "<b>Đỗ</b> {n} %s & (x)"
    assert name in text(register_pdf(a_register(a_row(1, name))))
