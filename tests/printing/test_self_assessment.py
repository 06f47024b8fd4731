"""The printed self-assessment form says what its values say, on every page, in the same bytes."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk_app.core.assessment_form import AssessmentForm, Figures, PartialDate, Parts
from desk_app.core.errors import UserProblem
from desk_app.printing.self_assessment import self_assessment_pdf
from tests.printing import readback
from tests.printing.forms import PRINTED, a_criterion, a_form, a_full_form, a_group, points

MODEL_NOTICE = "BỘ TIÊU CHÍ MẪU – CHƯA PHẢI CỦA TỈNH"


def text_of(form: AssessmentForm) -> str:
    return readback.text(self_assessment_pdf(form))


def test_every_criterion_title_and_reason_can_be_read_back() -> None:
    form = a_full_form()
    printed = text_of(form)
    for group in form.groups:
        assert group.title in printed
        for criterion in group.criteria:
            assert criterion.title in printed
            assert criterion.reason in printed


def test_the_head_names_office_motto_place_and_a_blank_day() -> None:
    first = readback.pages(self_assessment_pdf(a_form()))[0]
    for words in (
        "ỦY BAN NHÂN DÂN PHƯỜNG BẮC GIANG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bắc Giang, ngày …… tháng 11 năm 2026",
        "BẢNG TỰ CHẤM ĐIỂM",
        "Xây dựng chính quyền thân thiện năm 2026",
        "(Kèm theo Báo cáo số ……/BC-UBND ngày …… tháng …… năm …… của "
        "Ủy ban nhân dân phường Bắc Giang)",
    ):
        assert words in first


@pytest.mark.parametrize(
    ("dated", "line"),
    [
        (PartialDate(), "ngày …… tháng …… năm ……"),
        (PartialDate(day=5, month=1, year=2027), "ngày 05 tháng 01 năm 2027"),
        (PartialDate(day=21, month=3, year=2026), "ngày 21 tháng 3 năm 2026"),
    ],
)
def test_a_date_is_written_as_offices_write_it(dated: PartialDate, line: str) -> None:
    assert f"Bắc Giang, {line}" in text_of(a_form(dated=dated))


def test_sums_stand_in_group_rows_and_in_the_total() -> None:
    parts = Parts(proven=points("1"), claimed=points("0.5"), lost=points("0.5"))
    first = a_group("1", "Nhóm một", [a_criterion("1.1"), a_criterion("1.2", parts=parts)])
    second = a_group("2", "Nhóm hai", [a_criterion("2.1", max=points("1.5"), parts=parts)])
    printed = text_of(a_form(first, second))
    assert "1 Nhóm một 4,00 3,50" in printed
    assert "2 Nhóm hai 1,50 1,50" in printed
    assert "TỔNG CỘNG 5,50 5,00" in printed


def test_the_three_parts_stand_apart_below_the_total() -> None:
    parts = Parts(
        proven=points("71.25"), claimed=points("8.5"), unproven=points("3"), lost=points("17.25")
    )
    printed = text_of(a_form(parts=parts, max=points("100")))
    total = printed.index("TỔNG CỘNG 100,00 82,75")
    places = [
        printed.index(f"{words} {value}", total)
        for words, value in (
            ("Trong đó: chứng minh được (từ dữ liệu, hoặc minh chứng đã chấp nhận)", "71,25"),
            ("Tự nhận (có kèm minh chứng, chưa tính được từ dữ liệu)", "8,50"),
            ("Chưa có minh chứng (tự chấm, không kèm minh chứng)", "3,00"),
            ("Điểm chưa đạt (điểm chuẩn trừ điểm tự chấm)", "17,25"),
        )
    ]
    assert places == sorted(places)


def test_the_verdict_is_given_with_claims_and_without() -> None:
    parts = Parts(proven=points("71.25"), claimed=points("11.5"), lost=points("17.25"))
    printed = text_of(a_form(parts=parts, max=points("100"), stars=1))
    assert (
        "Mức đạt chuẩn: từ 80,00 điểm. Theo điểm tự chấm (82,75 điểm): đạt chuẩn. Chỉ tính điểm "
        "chứng minh được (71,25 điểm): chưa đạt chuẩn, còn thiếu 8,75 điểm. "
        "Xếp loại theo điểm tự chấm: 1 sao."
    ) in printed


@pytest.mark.parametrize("stars", [None, 0])
def test_no_grade_is_named_where_none_is_reached(stars: int | None) -> None:
    assert "Xếp loại" not in text_of(a_form(stars=stars))


def test_a_grade_may_be_words_and_a_period_a_month() -> None:
    printed = text_of(a_form(stars="tốt", period="2026-10"))
    assert "Xếp loại theo điểm tự chấm: tốt." in printed
    assert "Xây dựng chính quyền thân thiện đến hết tháng 10 năm 2026" in printed


def test_exactly_the_pass_mark_reaches_the_standard() -> None:
    printed = text_of(a_form(parts=Parts(proven=points("80")), max=points("100")))
    assert "thiếu" not in printed


def test_a_set_without_a_fail_level_names_no_verdict() -> None:
    printed = text_of(a_form(pass_mark=None))
    assert "Bộ tiêu chí không đặt mức đạt chuẩn." in printed
    assert "còn thiếu" not in printed


@pytest.mark.parametrize(
    ("figures", "note"),
    [
        (Figures(numerator=Decimal(412), denominator=Decimal(600), unit="lượt"), "= 68,7%"),
        (
            Figures(numerator=Decimal(1454), denominator=Decimal(1695), unit="đơn"),
            "1.454/1.695 đơn = 85,8%",
        ),
        (Figures(numerator=Decimal(9999), denominator=Decimal(10000), unit="hồ sơ"), "= 99,9%"),
        (Figures(numerator=Decimal(1), denominator=Decimal(9000), unit="hồ sơ"), "= 0,1%"),
        (Figures(numerator=Decimal(0), denominator=Decimal(9), unit="đơn"), "0/9 đơn = 0,0%"),
        (
            Figures(numerator=Decimal(0), denominator=Decimal(0), unit="đơn", nothing_arose="max"),
            "Không phát sinh (0 đơn), tính đủ điểm",
        ),
        (Figures(numerator=Decimal(3), unit="hình thức"), "3 hình thức"),
        (
            Figures(
                numerator=Decimal(30),
                denominator=Decimal(30),
                unit="phiếu",
                low=Decimal("0.886"),
                high=Decimal(1),
            ),
            "30/30 phiếu = 100,0% Khoảng tin cậy 95%: 88,6% đến 100,0%",
        ),
        (
            Figures(
                numerator=Decimal(8),
                denominator=Decimal(9),
                unit="phiếu",
                at_least=30,
                too_few=True,
            ),
            "8/9 phiếu = 88,9% Chưa đủ 30 phiếu, không tính điểm",
        ),
    ],
)
def test_figures_stand_with_their_unit_and_never_as_a_percentage_alone(
    figures: Figures, note: str
) -> None:
    assert note in text_of(a_form(a_group("1", "Nhóm", [a_criterion(figures=(figures,))])))


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"status": "not_declared", "parts": Parts(lost=Decimal(2))}, "Chưa tự chấm"),
        (
            {"status": "no_metric", "parts": Parts(lost=Decimal(2))},
            "Chưa có số liệu, chưa tự chấm",
        ),
        (
            {"parts": Parts(claimed=Decimal(2)), "reason": "có sổ gốc", "evidence": 3},
            "Tự nhận 2,00 điểm: có sổ gốc Kèm 3 minh chứng",
        ),
        (
            {"parts": Parts(proven=Decimal(1), unproven=Decimal(1)), "reason": "đang thu"},
            "Chứng minh được 1,00 điểm Chưa có minh chứng 1,00 điểm: đang thu",
        ),
        (
            {"parts": Parts(proven=Decimal(1), lost=Decimal(1)), "reason": "chấm chặt"},
            "Lý do: chấm chặt",
        ),
    ],
)
def test_the_notes_say_how_sure_a_point_is(values: dict[str, Any], note: str) -> None:
    assert note in text_of(a_form(a_group("1", "Nhóm", [a_criterion(**values)])))


def test_a_criterion_that_does_not_count_shows_no_points() -> None:
    nothing = Figures(
        numerator=Decimal(0), denominator=Decimal(0), unit="đơn", nothing_arose="exclude"
    )
    row = a_criterion("4.5", "Đơn thư", parts=Parts(), excluded=True, figures=(nothing,))
    printed = text_of(a_form(a_group("4", "Nhóm", [row, a_criterion("4.6")])))
    assert (
        "4.5 Đơn thư – – Không phát sinh (0 đơn), không tính tiêu chí này vào điểm chuẩn"
    ) in printed


def test_a_bonus_group_is_called_one() -> None:
    bonus = msgspec.structs.replace(a_group("5", "Sáng kiến", [a_criterion()]), bonus=True)
    assert "5 Sáng kiến (điểm thưởng, ngoài điểm chuẩn)" in text_of(a_form(bonus))


def test_the_model_notice_stands_on_every_page_of_a_model_set_and_on_no_other() -> None:
    model = readback.pages(self_assessment_pdf(a_full_form(set_status="model")))
    assert len(model) > 2
    assert all(page.count(MODEL_NOTICE) == 1 for page in model)
    assert MODEL_NOTICE not in text_of(a_full_form(set_status="official"))


def test_head_foot_and_page_of_pages_are_repeated() -> None:
    found = readback.pages(self_assessment_pdf(a_full_form(number="K7QX-A-000123")))
    for number, page in enumerate(found, start=1):
        assert "TT Tiêu chí Điểm chuẩn Điểm tự chấm Điểm thẩm định Minh chứng/Ghi chú" in page
        assert f"Trang {number}/{len(found)}" in page
        assert "Ủy ban nhân dân phường Bắc Giang (07210)" in page
        assert "Mã kiểm tra K7QX-20M4 · Số K7QX-A-000123" in page
        legend = page[page.index("Mã kiểm tra") :]
        for words in ("Ký hiệu:", "chứng minh được", "tự nhận", "chưa có minh chứng"):
            assert words in legend


def test_a_draft_says_nothing_about_copies_and_a_copy_says_which_and_when() -> None:
    assert "Bản in" not in text_of(a_full_form())
    for page in readback.pages(self_assessment_pdf(a_full_form(copy=2, printed_at=PRINTED))):
        assert "Bản in lần 2, 14:02 21/11/2026" in page


@pytest.mark.parametrize(
    ("way", "lines"),
    [
        ("tm", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"),
        ("kt", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("tm_kt", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("tl", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
        ("tuq", "TUQ. CHỦ TỊCH GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    ],
)
def test_each_way_of_signing_has_its_block(way: str, lines: str) -> None:
    assert lines in readback.pages(self_assessment_pdf(a_full_form(signature=way)))[-1]


def test_the_signer_s_own_title_and_name_are_printed_instead_of_the_hint() -> None:
    form = a_form(signature="tl", signer_title="Trưởng phòng Kinh tế", signer_name="Hà Thị Ẵng")
    printed = text_of(form)
    assert "TL. CHỦ TỊCH TRƯỞNG PHÒNG KINH TẾ Hà Thị Ẵng" in printed
    assert "(Ký, ghi rõ họ tên" not in printed


def test_an_unknown_way_of_signing_names_the_known_ones() -> None:
    with pytest.raises(UserProblem) as raised:
        self_assessment_pdf(a_form(signature="by_dog"))
    (problem,) = raised.value.problems
    assert problem.code == "form.no_such_signature"
    assert problem.values == {"id": "by_dog", "ways": "tm, kt, tm_kt, tl, tuq"}


def test_only_embedded_subsets_of_our_font_are_used(tmp_path: Path) -> None:
    rows = readback.fonts(self_assessment_pdf(a_full_form()), tmp_path)
    assert len(rows) == 3
    for name, kind, _, embedded, subset, unicode, *_ in rows:
        assert "+Tinos" in name
        assert (kind, embedded, subset, unicode) == ("TrueType", "yes", "yes", "yes")


def test_a_strict_reader_has_nothing_to_complain_about(tmp_path: Path) -> None:
    for form in (a_full_form(copy=1, printed_at=PRINTED), a_form()):
        assert readback.qpdf_complaints(self_assessment_pdf(form), tmp_path) == ""


def test_the_file_s_properties_name_the_office_and_nobody_else() -> None:
    form = a_form(signer_name="Hà Thị Ẵng", copy=1, printed_at=PRINTED)
    reader = readback.reader(self_assessment_pdf(form))
    assert reader.metadata is not None
    title = reader.metadata.title
    assert title == (
        "Bảng tự chấm điểm xây dựng chính quyền thân thiện năm 2026 – "
        "Ủy ban nhân dân phường Bắc Giang"
    )
    assert reader.metadata.author == "Ủy ban nhân dân phường Bắc Giang"
    values = {name: str(value) for name, value in reader.metadata.items()}
    assert values["/CreationDate"] == values["/ModDate"] == "D:20261121140200+07'00'"
    assert str(reader.root_object["/Lang"]) == "vi"
    assert "Ẵng" not in " ".join(values.values())


def test_paper_is_a4_lying() -> None:
    for page in readback.reader(self_assessment_pdf(a_full_form())).pages:
        assert round(float(page.mediabox.width) / 72 * 25.4) == 297
        assert round(float(page.mediabox.height) / 72 * 25.4) == 210


def test_equal_forms_give_equal_bytes_also_in_another_process() -> None:
    program = (
        "import sys; from tests.printing.forms import *;"
        "from desk_app.printing.self_assessment import self_assessment_pdf as pdf;"
        "sys.stdout.buffer.write(pdf(a_full_form(copy=2, printed_at=PRINTED)))"
    )
    elsewhere = {
        **os.environ,
        "TZ": "America/Lima",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**elsewhere, "PYTHONPATH": "."},
    )
    here = self_assessment_pdf(a_full_form(copy=2, printed_at=PRINTED))
    assert done.stdout == here == self_assessment_pdf(a_full_form(copy=2, printed_at=PRINTED))


@pytest.mark.parametrize(
    "change",
    [
        {"copy": 3},
        {"printed_at": PRINTED + 60_000},
        {"number": "K7QX-A-000124"},
        {"check_code": "K7QX-20M5"},
        {"on": datetime.date(2026, 11, 22), "copy": None, "printed_at": None},
    ],
)
def test_another_copy_number_time_or_code_gives_other_bytes(change: dict[str, Any]) -> None:
    form = a_form(copy=2, printed_at=PRINTED)
    assert self_assessment_pdf(form) != self_assessment_pdf(msgspec.structs.replace(form, **change))


def test_an_empty_set_says_so_and_is_signed_all_the_same(tmp_path: Path) -> None:
    form = a_form(groups=(), max=Decimal(0), parts=Parts(), pass_mark=None)
    pdf = self_assessment_pdf(form)
    assert readback.qpdf_complaints(pdf, tmp_path) == ""
    (page,) = readback.pages(pdf)
    assert "Bộ tiêu chí chưa có tiêu chí nào." in page
    assert "TỔNG CỘNG 0,00 0,00" in page
    assert "CHỦ TỊCH" in page


@pytest.mark.parametrize(
    ("hostile", "printed"),
    [
        ("<b>đậm</b> & &amp; <script>", "<b>đậm</b> & &amp; <script>"),
        ("(ngoặc) \\ {ô} %s ${x}", "(ngoặc) \\ {ô} %s ${x}"),
        ("đổi\u202echiều\u200f xong\u2066!", "đổichiều xong!"),
        ("rung\x07 chuông\x00\x1b[31m", "rung chuông[31m"),
        ("hai\ndòng\tvà\u2028ba", "hai dòng và ba"),
        ("tổ\u0301 hợp", "tổ\u0301 hợp"),
        ("vui 😀 字", "vui □ □"),
    ],
)
def test_hostile_text_is_printed_plainly_or_dropped(hostile: str, printed: str) -> None:
    criterion = a_criterion(
        title=f"A {hostile} Z",
        parts=Parts(claimed=Decimal(2)),
        reason=f"B {hostile} Y",
        notes=(f"C {hostile} X",),
    )
    text = text_of(a_form(a_group("1", f"D {hostile} W", [criterion]), remarks=(f"E {hostile} V",)))
    for first, last in ("AZ", "BY", "CX", "DW", "EV"):
        assert f"{first} {printed} {last}" in text
