"""The month page is one A4 page without colour, with every figure as text that can be read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

import resources
from desk_app import parts
from desk_app.core.clock import from_local, local
from desk_app.core.errors import UserProblem
from desk_app.core.units import Unit
from desk_app.printing.month_description import load_month_description
from desk_app.printing.month_page import A4_PORTRAIT, MonthSheet, lay_out_month, month_page_pdf
from desk_app.printing.shapes import Chart, Rule, Words
from desk_app.services.month_score import MonthFigures
from desk_app.services.print_month import month_sheet
from desk_app.services.record_print import Copy
from tests.printing.readback import fonts, pages, qpdf_complaints, reader
from tests.printing.test_charts_on_paper import dots
from tests.support.design_month import NOW, design_figures
from tests.support.scores import criteria

TODAY = date(2026, 11, 20)
AT = from_local(local(NOW).replace(hour=14, minute=2))
COPY = Copy("K7QX-A-12", 2, AT)
SHIPPED = resources.read_text("papers/month_page.toml")


def sheet(figures: MonthFigures | None = None, copy: Copy | None = COPY) -> MonthSheet:
    unit = parts.find_unit("07210", TODAY)
    return month_sheet(figures or design_figures(), criteria(), unit, TODAY, copy=copy)[0]


def check(figures: MonthFigures, copy: Copy | None = COPY) -> str:
    unit = parts.find_unit("07210", TODAY)
    return month_sheet(figures, criteria(), unit, TODAY, copy=copy)[1]


@pytest.fixture(scope="module")
def printed() -> bytes:
    return month_page_pdf(sheet())


def test_it_is_one_a4_page_that_nobody_complains_about(printed: bytes, tmp_path: Path) -> None:
    read = reader(printed)
    assert len(read.pages) == 1
    box = read.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    assert qpdf_complaints(printed, tmp_path) == ""
    assert all("Tinos" in row[0] for row in fonts(printed, tmp_path))


def test_every_figure_of_the_design_can_be_read_back(printed: bytes) -> None:
    (page,) = pages(printed)
    for words in (
        "PHƯỜNG BẮC GIANG",
        "TỔNG HỢP ĐIỂM THÁNG 11 NĂM 2026",
        "lũy kế từ đầu năm",
        "BỘ TIÊU CHÍ MẪU – CHƯA PHẢI CỦA TỈNH",
        "71,25 điểm chứng minh được. Cộng phần tự nhận là 79,75, còn thiếu 0,25 tới mốc 80.",
        "Riêng tháng 11: 71 lượt",
        "Tháng 11 chưa kết thúc",
        "Mất 17,25 điểm ở đâu",
        "–2,00",
        "tiêu chí khác",
        "82,75",
        "trục bắt đầu từ 80",
        "13 tháng, lũy kế từ đầu năm",
        "Hài lòng tại quầy: 236/251 = 94,0%",
        "90,4% đến 96,3%",
        "xấu nhất, nếu im lặng là không: 56,5%",
        "12 lượt ghi muộn có lý do",
        "40 lượt không được mời đánh giá",
        "đánh giá công bố đến hết ngày 19/11/2026",
        "09:17 ngày 20/11/2026",
        "Số K7QX-A-12",
        "Bản in lần 2, 14:02 20/11/2026",
        "Trang 1/1",
    ):
        assert words in page, words


def test_no_dot_of_it_has_a_colour(printed: bytes) -> None:
    assert all(red == green == blue for red, green, blue in dots(printed))


def test_equal_figures_print_equal_bytes() -> None:
    assert month_page_pdf(sheet()) == month_page_pdf(sheet())


def test_the_code_names_the_content_and_not_the_copy() -> None:
    figures = design_figures()
    assert check(figures) == check(figures, None)
    other = msgspec.structs.replace(figures, late=13)
    assert check(other) != check(figures)


def test_a_file_says_no_copy_number() -> None:
    (page,) = pages(month_page_pdf(sheet(copy=None)))
    assert "Bản in lần" not in page
    assert "Mã kiểm tra" in page


def test_under_ten_answers_there_is_no_percentage_of_them() -> None:
    figures = design_figures()
    few = msgspec.structs.replace(
        figures, score=msgspec.structs.replace(figures.score, satisfaction=None)
    )
    (page,) = pages(month_page_pdf(sheet(few)))
    assert "chưa đủ 10 phiếu" in page
    assert "%" not in page


def long_unit(unit: Unit) -> Unit:
    return msgspec.structs.replace(unit, name="Phường Vĩnh Thạnh Trung " * 3)


@pytest.mark.parametrize("long", [False, True])
def test_nothing_stands_below_the_line_of_the_foot_or_beside_the_paper(long: bool) -> None:
    unit = parts.find_unit("07210", TODAY)
    made, _ = month_sheet(
        design_figures(), criteria(), long_unit(unit) if long else unit, TODAY, copy=COPY
    )
    page = A4_PORTRAIT
    (shapes,) = lay_out_month(made).pages
    foot = next(n for n, s in enumerate(shapes) if isinstance(s, Rule) and s.y1 == page.floor + 7)
    for shape in shapes[:foot]:
        if isinstance(shape, Words):
            assert shape.y <= page.floor + 1
        elif isinstance(shape, Chart):
            assert shape.y + shape.drawing.height * shape.scale <= page.floor + 1
            assert shape.x + shape.drawing.width * shape.scale <= page.width - page.right + 0.1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema = 1", "schema = ", "form.not_toml"),
        ("schema = 1", "schema = 1\ncolour = 'red'", "form.wrong_shape"),
        ('"Trang {page}/{pages}"', '"Trang {page}"', "form.holes"),
        ('threshold = "mốc {points}"', 'threshold = "mốc"', "form.holes"),
        ('truncated = "trục bắt đầu từ {points}"', 'truncated = "trục {points"', "form.braces"),
        ('"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ', "", "form.motto_lines"),
    ],
)
def test_each_mistake_in_the_words_is_named(old: str, new: str, expected: str) -> None:
    assert SHIPPED.count(old) == 1
    with pytest.raises(UserProblem) as raised:
        load_month_description(SHIPPED.replace(old, new))
    assert expected in [problem.code for problem in raised.value.problems]
