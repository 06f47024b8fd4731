"""The papers of a case say what they must, cut nothing, interpret nothing, and are reproducible."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from desk_app.core.case_ops import Enclosed
from desk_app.core.case_paper import CasePaperValues
from desk_app.core.errors import UserProblem
from desk_app.printing.blocks import SHEETS
from desk_app.printing.case_paper import CasePage, lay_out_case_papers
from desk_app.printing.fonts import MISSING, Face, width
from desk_app.printing.shapes import Code, Rule, Words
from desk_app.services.paper_forms import shipped_words
from tests.printing.cases import FORMS, LONG_NAME, SECOND, a_case, a_form, at, printed
from tests.printing.readback import fonts, pages, qpdf_complaints, reader, text

LETTERS = ("case_04_apology", "case_05_stop", "congratulation", "condolence")
SLIPS = tuple(name for name in FORMS if name not in LETTERS)
WHEN = "17 giờ 00 phút, thứ Sáu, ngày 27 tháng 11 năm 2026"


@pytest.mark.parametrize("name", FORMS)
def test_every_paper_is_whole_and_its_fonts_are_inside(name: str, tmp_path: Path) -> None:
    pdf = printed(name)
    assert qpdf_complaints(pdf, tmp_path) == ""
    assert all("Tinos" in row[0] for row in fonts(pdf, tmp_path))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text(pdf)
    assert MISSING not in text(pdf)


@pytest.mark.parametrize("name", FORMS)
def test_equal_values_give_equal_bytes_and_other_values_other_bytes(name: str) -> None:
    assert printed(name) == printed(name)
    assert printed(name, a_case(applicant="Đỗ Quý")) != printed(name) or name == "case_06_control"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "case_01_receipt",
            (
                "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Số: K7QX-A-004213/TNHS",
                "Liên 1: Giao cho người nộp hồ sơ", "BẢN TẠM KHI HỆ THỐNG GIÁN ĐOẠN",
                "Tiếp nhận hồ sơ của: Nguyễn Thị Minh Khuê", "Số điện thoại: 0912 345 678",
                "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân",
                "1. Tờ khai (theo mẫu) (01 bản chính)",
                "2. Trích lục ghi chú ly hôn (01 bản chính, 02 bản sao)",
                "Số lượng hồ sơ: 01 bộ", "03 ngày làm việc",
                "Thời gian nhận hồ sơ: 09 giờ 12 phút, thứ Hai, ngày 23 tháng 11 năm 2026",
                f"Thời gian trả kết quả: {WHEN}",
                "Trung tâm Phục vụ hành chính công phường Bắc Giang",
                "Quyển số: K7QX-A/2026", "Số thứ tự: 4213", "Đã nộp 15.000 đồng",
                "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Trần Thị Thu Hà",
                "Mẫu số 01 – Thông tư 03/2025/TT-VPCP", "Trang 1/1", "Mã kiểm tra K7QX-20M4",
            ),
        ),
        (
            "case_02_supplement",
            (
                "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Số: K7QX-A-004213/HDHS",
                "1. Bản sao Giấy chứng tử", "2. Văn bản ủy quyền có chứng thực",
                "Lý do: tờ khai chưa ghi mục đích sử dụng.", "NGƯỜI HƯỚNG DẪN",
            ),
        ),
        (
            "case_03_refusal",
            (
                "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
                "tờ khai chưa ghi mục đích sử dụng.", "NGƯỜI TIẾP NHẬN HỒ SƠ",
            ),
        ),
        (
            "case_04_apology",
            (
                "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", "Kính gửi: Nguyễn Thị Minh Khuê",
                "Mã số hồ sơ: K7QX-A-004213", f"Thời gian hẹn trả kết quả: {WHEN}",
                "Ngày 20/11/2026: từ 17:00 20/11/2026 đến 17:00 27/11/2026",
                "17 giờ 00 phút, thứ Sáu, ngày 04 tháng 12 năm 2026",
                "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
            ),
        ),
        (
            "case_05_stop",
            (
                "Về việc dừng giải quyết hồ sơ", "Đề nghị dừng giải quyết: Người nộp hồ sơ",
                "Đang chờ bổ sung, hoàn thiện hồ sơ", "kể từ ngày 26 tháng 11 năm 2026",
                "Nghĩa vụ tài chính: Đã nộp 15.000 đồng (thu tiền mặt)",
            ),
        ),
        (
            "case_06_control",
            (
                "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Người giao (ký, họ tên)",
                "Giao: người nộp hồ sơ.", "Phòng Kinh tế", "Trước hạn",
            ),
        ),
    ],
)  # fmt: skip
def test_a_paper_says_every_field_of_its_form(name: str, said: tuple[str, ...]) -> None:
    read = text(printed(name))
    for words in said:
        assert words in read


def test_the_slip_has_two_copies_and_both_are_whole() -> None:
    first, second = pages(printed("case_01_receipt"))
    assert "Liên 1: Giao cho người nộp hồ sơ" in first
    assert "Liên 2: Lưu tại nơi tiếp nhận" in second
    assert first.replace("Liên 1: Giao cho người nộp hồ sơ", "") == second.replace(
        "Liên 2: Lưu tại nơi tiếp nhận", ""
    )


def test_two_a5_slips_stand_on_one_a4_sheet() -> None:
    pair = reader(printed("case_01_receipt_a5", size="a5_pair"))
    assert len(pair.pages) == 1
    box = pair.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)
    single = reader(printed("case_01_receipt_a5", size="a5"))
    assert len(single.pages) == 2
    box = single.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (421, 595)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_carries_neither_number_nor_code_nor_mark_of_printing(name: str) -> None:
    pdf = printed(name, mark=SECOND, check="K7QX-20M4")
    read = text(pdf)
    assert "Bản in lần" not in read
    assert "K7QX-20M4" not in read
    assert "Trang 1/" not in read
    drawing = lay_out_case_papers(
        (CasePage(values=a_case(), mark=SECOND, check="K7QX-20M4"),), a_form(name), shipped_words()
    )
    assert not any(isinstance(shape, Code) for page in drawing.pages for shape in page)
    # When and how often it was printed changes nothing: it is the head's paper, not ours.
    assert pdf == printed(name)
    assert "ngày …… tháng 11 năm 2026" in read


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_carries_the_code_of_its_case_and_says_that_it_is_a_reprint(name: str) -> None:
    page = CasePage(values=a_case(), mark=SECOND, check="K7QX-20M4")
    drawing = lay_out_case_papers((page,), a_form(name), shipped_words())
    codes = {s.text for sheet in drawing.pages for s in sheet if isinstance(s, Code)}
    (code,) = codes
    assert code.startswith("MOTCUA:HS:K7QX-A-004213:")
    assert "Bản in lần 2, 14:02 21/11/2026" in text(printed(name, mark=SECOND))
    assert "Bản in lần" not in text(printed(name))


@pytest.mark.parametrize("name", FORMS)
def test_a_paper_of_a_practice_desk_says_so_on_every_page(name: str) -> None:
    case = a_case(practice=True, papers=tuple(Enclosed(name=f"Giấy {n}") for n in range(60)))
    for page in pages(printed(name, case)):
        assert "BẢN THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ" in page


def test_the_heading_of_a_time_without_a_line_can_be_left_out() -> None:
    assert "GIÁN ĐOẠN" not in text(printed("case_01_receipt", a_case(interim=False)))


@pytest.mark.parametrize("name", ["case_01_receipt", "case_01_receipt_a5"])
def test_forty_enclosed_papers_flow_over_pages_and_none_is_lost(name: str) -> None:
    papers = tuple(
        Enclosed(name=f"Giấy tờ số {n} " + "có tên dài " * (n % 5 * 2), originals=n % 3, copies=1)
        for n in range(1, 41)
    )
    read = pages(printed(name, a_case(papers=papers)))
    assert len(read) >= 4
    first = " ".join(read[: len(read) // 2])
    for paper in papers:
        assert " ".join(paper.name.split()) in first
    assert f"Trang 1/{len(read) // 2}" in read[0]
    # The signatures are never alone on a page.
    assert "Số thứ tự" in read[len(read) // 2 - 1]


HOSTILE = (
    "<b>Đỗ</b> &amp; {applicant} %s",
    "</para><font size=99>Quý</font>",
    "(Tj) \\ [0] obj <<",
    "{due}{0}{",
)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_a_name_is_printed_as_it_was_typed(name: str, hostile: str) -> None:
    case = a_case(
        applicant=hostile, reason=hostile, items=(hostile,), address=hostile, content=hostile,
        papers=(Enclosed(name=hostile, originals=1),),
    )  # fmt: skip
    assert hostile.split(maxsplit=1)[0] in text(printed(name, case))


@pytest.mark.parametrize("name", FORMS)
def test_names_of_120_characters_are_neither_cut_nor_wider_than_the_paper(name: str) -> None:
    assert len(LONG_NAME) >= 120
    case = a_case(
        applicant=LONG_NAME, submitter=LONG_NAME, by="authorised", officer=LONG_NAME,
        organisation=True, representative=LONG_NAME, address="Tổ dân phố " * 30,
        email="x" * 90 + "@" + "y" * 80, content="Thay đổi, cải chính hộ tịch " * 8,
    )  # fmt: skip
    read = text(printed(name, case))
    if name != "case_06_control":
        assert LONG_NAME in read
    form = a_form(name)
    drawing = lay_out_case_papers((CasePage(values=case),), form, shipped_words())
    page = SHEETS[form.sheet].page
    for sheet in drawing.pages:
        for shape in sheet:
            if isinstance(shape, Words):
                end = shape.x + width(shape.text, shape.face, shape.size)
                assert shape.x >= page.left - 0.5
                assert end <= page.width - page.right + 0.5, shape.text
                assert shape.y <= page.height - 12


def test_combining_accents_print_as_the_letters_they_are() -> None:
    name = "Nguyễn Thị Hoà Ỷ Ễ"
    read = text(printed("case_01_receipt", a_case(applicant=unicodedata.normalize("NFD", name))))
    assert name in read


def test_what_nobody_knows_is_a_line_to_write_on() -> None:
    blank = a_case(
        address="", phone="", papers=(), due=None, applicant="", officer="", register_number=""
    )
    read = text(printed("case_01_receipt", blank))
    for label in ("Địa chỉ:", "Số điện thoại:", "Email:", "Mã hồ sơ:", "Thời gian trả kết quả:"):
        assert f"{label} ....." in read
    assert "None" not in read


def test_an_organisation_with_its_representative_and_who_handed_it_in() -> None:
    case = a_case(
        applicant="Hợp tác xã Nông sản Hà Vị", organisation=True, representative="Đỗ Quang Huy",
        submitter="Đỗ Quang Hà", by="authorised",
    )  # fmt: skip
    read = text(printed("case_01_receipt", case))
    assert "Tiếp nhận hồ sơ của: Hợp tác xã Nông sản Hà Vị" in read
    assert "Người đại diện: Đỗ Quang Huy" in read
    assert "Người nộp hồ sơ: Đỗ Quang Hà (được ủy quyền)" in read
    letter = text(printed("case_04_apology", case))
    assert "Quý tổ chức" in letter
    assert "Ông/Bà" not in letter


def test_a_due_moment_ten_years_away_has_its_year() -> None:
    far = a_case(due=at(27, 17) + 10 * 365 * 86_400_000)
    assert "năm 2036" in text(printed("case_01_receipt", far))


def test_many_cases_are_one_file_in_their_order() -> None:
    cases = [a_case(number=f"K7QX-A-{n:06d}") for n in range(1, 6)]
    read = pages(printed("case_01_receipt_a5", *cases, size="a5_pair"))
    assert [f"K7QX-A-{n:06d}" in page for n, page in enumerate(read, start=1)] == [True] * 5


def test_titles_follow_the_law_of_the_day() -> None:
    old = printed("case_04_apology", a_case(on=date(2025, 6, 30)))
    assert "VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in text(old)
    slip = text(printed("case_01_receipt", a_case(on=date(2025, 6, 30))))
    assert "Thông tư 01/2018/TT-VPCP" in slip
    assert "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ" in slip


def test_a_way_of_signing_that_the_form_lacks_is_said() -> None:
    with pytest.raises(UserProblem) as refused:
        printed("case_04_apology", a_case(signature="xyz"))
    assert refused.value.problems[0].code == "form.no_such_signature"
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text(printed("case_04_apology", a_case(signature="kt")))


def test_letters_follow_the_event() -> None:
    birth = text(printed("congratulation", a_case(procedure_code="1.001193")))
    wedding = text(printed("congratulation", a_case(procedure_code="1.000894")))
    assert "thành viên mới" in birth
    assert "đăng ký kết hôn" not in birth
    assert "đăng ký kết hôn" in wedding
    assert "chia buồn sâu sắc" in text(printed("condolence", a_case(procedure_code="1.000656")))


def _faces(name: str, values: CasePaperValues | None = None) -> dict[str, Face]:
    """The face of each line of a paper's first page."""
    page = CasePage(values=values or a_case())
    drawing = lay_out_case_papers((page,), a_form(name), shipped_words())
    return {shape.text: shape.face for shape in drawing.pages[0] if isinstance(shape, Words)}


@pytest.mark.parametrize("name", LETTERS)
def test_the_committee_has_nothing_above_it_so_both_its_lines_are_bold(name: str) -> None:
    faces = _faces(name)
    assert faces["ỦY BAN NHÂN DÂN"] == faces["PHƯỜNG BẮC GIANG"] == Face.BOLD
    assert not any(face == Face.BOLD for line, face in faces.items() if line.startswith("Kính gửi"))


def test_the_centre_stands_in_bold_under_its_committee() -> None:
    faces = _faces("case_02_supplement")
    assert faces["ỦY BAN NHÂN DÂN"] == Face.REGULAR
    assert faces["TRUNG TÂM PHỤC VỤ"] == Face.BOLD


def test_what_a_notice_is_about_has_a_rule_below_it_and_who_gets_it_is_bold_italic() -> None:
    def rules(name: str) -> int:
        page = CasePage(values=a_case())
        drawing = lay_out_case_papers((page,), a_form(name), shipped_words())
        return sum(isinstance(shape, Rule) for shape in drawing.pages[0])

    assert rules("case_05_stop") == rules("case_04_apology") + 1
    assert _faces("case_05_stop")["Nơi nhận:"] == Face.BOLD_ITALIC


def test_a_fee_that_nobody_wrote_down_is_not_said_to_be_none() -> None:
    unknown = a_case(fee=0, payment="")
    assert "Phí, lệ phí" not in text(printed("case_01_receipt", unknown))
    assert "Nghĩa vụ tài chính: ...." in text(printed("case_05_stop", unknown))
    free = a_case(fee=0, payment="free")
    assert "Phí, lệ phí: Miễn phí, lệ phí" in text(printed("case_01_receipt", free))


def test_lines_to_write_on_keep_their_numbers() -> None:
    read = text(printed("case_01_receipt", a_case(papers=())))
    assert "gồm: 1. ...." in read
    assert " 3. ...." in read


def test_a_case_that_another_commune_decides_names_that_one() -> None:
    read = text(printed("case_06_control", a_case(solver="07213")))
    assert "Cơ quan giải quyết hồ sơ: Ủy ban nhân dân xã, phường có mã 07213" in read


@pytest.mark.parametrize("name", ["case_02_supplement", "case_03_refusal"])
def test_an_organisation_is_not_addressed_as_a_person(name: str) -> None:
    company = a_case(organisation=True, applicant="Công ty Cổ phần Vĩnh Ninh")
    assert "Quý tổ chức" in text(printed(name, company))
    assert "Ông/Bà" not in text(printed(name, company))
    assert "Ông/Bà" in text(printed(name))
