"""A provincial export: headings, dates and words of every kind are told, or said to be unclear."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app import parts
from desk_app.core.case_sheet import CaseRows
from desk_app.core.case_sheet_columns import CaseColumns, find_columns
from desk_app.core.case_sheet_headings import field_of, heading_key
from desk_app.core.case_sheet_time import case_moment, looks_month_first
from desk_app.core.case_sheet_words import read_channel, read_fee, read_overdue, read_status
from desk_app.core.clock import from_local
from desk_app.core.pasted_cases import read_pasted
from desk_app.core.problems import Problem
from desk_app.core.procedure_match import ProcedureMatch
from desk_app.core.their_case import NO_PROCEDURE, SheetMapping, UnknownColumns

NOW = from_local(datetime(2026, 10, 14, 16, 45))
CATALOGUE = parts.catalogue()
HEAD = ["STT", "Mã hồ sơ", "Tên thủ tục", "Người nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
        "Trạng thái"]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("dossierNo", "reference"),
        ("Số hồ sơ", "reference"),
        ("MÃ HỒ SƠ", "reference"),
        ("Mã số hồ sơ (trên hệ thống)", "reference"),
        ("procedureName", "procedure_name"),
        ("Tên TTHC", "procedure_name"),
        ("Mã TTHC", "procedure_code"),
        ("sectorName", "field"),
        ("acceptedDate", "received"),
        ("Ngày, giờ tiếp nhận hồ sơ", "received"),
        ("Thời gian nộp hồ sơ", "received"),
        ("appointmentDate", "due"),
        ("Ngày hẹn trả KQ", "due"),
        ("Hạn trả kết quả theo quy định", "due"),
        ("dossierStatusName", "status"),
        ("Tình trạng hồ sơ", "status"),
        ("overDueByUser", "overdue"),
        ("Người nộp", "submitter"),
        ("Chủ hồ sơ", "name"),
        ("Họ tên người yêu cầu", "name"),
        ("Số điện thoại", "phone"),
        ("Địa chỉ thường trú", "address"),
        ("Ngày trả kết quả", "handed"),
        ("Ngày hoàn thành xử lý", "ended"),
        ("applicant.fullName", "name"),
    ],
)
def test_headings_are_known_whatever_their_accents_and_signs(heading: str, field: str) -> None:
    found = field_of(heading)

    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "heading",
    ["Người tiếp nhận", "Cán bộ tiếp nhận", "Cơ quan", "STT", "Mức độ", "Bộ phận tiếp nhận",
     "Số ngày quá hạn còn lại của cán bộ xử lý ở phòng chuyên môn và các nơi liên quan khác nữa mà "
     "không ai đọc hết"],
)  # fmt: skip
def test_columns_of_no_use_are_not_taken_for_others(heading: str) -> None:
    found = field_of(heading)

    assert found is None or found[0] not in ("received", "due", "reference", "name")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Chờ tiếp nhận", "expected"),
        ("Đang xử lý", "open"),
        ("Chờ bổ sung / Tạm dừng", "waiting"),
        ("Đã trả kết quả", "handed_over"),
        ("Dừng xử lý", "stopped"),
        ("Từ chối chuyên ngành", "refused"),
        ("Đã hủy", "withdrawn"),
        ("Chờ trả kết quả", "ready"),
        ("ĐANG THỤ LÝ", "open"),
        ("Đã có kết quả", "ready"),
        ("Quá hạn", "open"),
        ("Công dân rút hồ sơ", "withdrawn"),
        ("Đang làm gì đó", None),
    ],
)
def test_words_for_a_state_are_understood_or_nobody_guesses(words: str, status: str | None) -> None:
    assert read_status(words) == status


def test_a_rating_of_days_says_late_or_in_time_or_nothing() -> None:
    assert [read_overdue(w) for w in ("Quá hạn 2 ngày", "Đúng hạn", "0", "3", "", "x")] == [
        True, False, False, True, None, True,
    ]  # fmt: skip
    assert [read_channel(w) for w in ("Trực tuyến", "Tại quầy", "Qua bưu chính", "")] == [
        "online", "desk", "post", "",
    ]  # fmt: skip
    assert [read_fee(w) for w in ("15.000 đồng", "8000", "Miễn phí", "", "2 loại 3.000")] == [
        15000, 8000, 0, None, None,
    ]  # fmt: skip


DAYS = st.datetimes(datetime(2015, 1, 2), datetime(2035, 12, 30)).map(
    lambda moment: moment.replace(microsecond=0)
)
FORMS = ("%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
         "%d.%m.%Y %H:%M:%S", "%H:%M:%S %d/%m/%Y", "%Y/%m/%d %H:%M:%S", "%Y%m%d%H%M%S")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "08 giờ 12 phút, ngày 05 tháng 11 năm 2026",
        "8 giờ 12 phút ngày 05/11/2026",
        "08:12, ngày 5 tháng 11 năm 2026",
        "Thứ Năm, ngày 05 tháng 11 năm 2026 08:12",
        "5/11/2026 08:12",
        "05-11-2026 08:12",
    ],
)
def test_a_moment_in_the_words_of_the_official_forms_is_read(text: str) -> None:
    assert case_moment(text) == (datetime(2026, 11, 5, 8, 12), True)


@given(DAYS, st.sampled_from(FORMS))
def test_a_moment_is_read_the_same_however_it_is_written(moment: datetime, form: str) -> None:
    assert case_moment(moment.strftime(form)) == (
        moment, moment.time() != datetime.min.time(),
    )  # fmt: skip


@given(DAYS)
def test_a_day_number_of_a_spreadsheet_is_the_moment_it_means(moment: datetime) -> None:
    number = (moment - datetime(1899, 12, 30)) / timedelta(days=1)

    read = case_moment(number)

    assert not isinstance(read, Problem)
    assert abs(read[0] - moment) <= timedelta(seconds=1)


@given(DAYS)
def test_milliseconds_since_1970_are_civil_time_here(moment: datetime) -> None:
    if moment.year < 2002:
        moment = moment.replace(year=2002)
    read = case_moment(from_local(moment))

    assert not isinstance(read, Problem)
    assert read[0] == moment


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_date(text: str) -> None:
    read = case_moment(text)

    assert isinstance(read, (Problem, tuple))


def test_a_column_with_the_month_first_is_recognised_as_a_whole() -> None:
    assert looks_month_first(["10/14/2026", "9/3/2026"])
    assert not looks_month_first(["14/10/2026", "3/9/2026"])
    assert case_moment("10/14/2026", month_first=True) == (datetime(2026, 10, 14), False)


def _columns(rows: list[list[str]], said: dict[str, dict[str, str]] | None = None) -> object:
    return find_columns(list(enumerate(rows, start=1)), said or {})


def test_the_heading_is_found_below_titles_and_above_its_numbers() -> None:
    rows = [
        ["ỦY BAN NHÂN DÂN PHƯỜNG"],
        ["DANH SÁCH HỒ SƠ TIẾP NHẬN"],
        [],
        HEAD,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["1", "H05.24-261014-0001", "Đăng ký khai sinh", "Trần Thị Thủy", "14/10/2026", "", ""],
    ]
    found = _columns(rows)

    assert isinstance(found, CaseColumns)
    assert (found.first, found.last) == (4, 4)
    assert found.of["reference"] == 1
    assert found.of["name"] == 3  # nobody else is named, so who handed it in is whose case it is


def test_two_lines_of_headings_are_read_as_one() -> None:
    rows = [
        ["STT", "Mã hồ sơ", "Thủ tục", "Ngày", "Ngày", "Tình trạng"],
        ["STT", "Mã hồ sơ", "Thủ tục", "Tiếp nhận", "Hẹn trả", "Tình trạng"],
        ["1", "H05.24-261014-0001", "Đăng ký khai sinh", "14/10/2026", "15/10/2026", "x"],
    ]
    found = _columns(rows)

    assert isinstance(found, CaseColumns)
    assert found.last == 2
    assert (found.of["received"], found.of["due"]) == (3, 4)


def test_unknown_headings_are_asked_once_and_known_by_their_signature() -> None:
    rows = [
        ["Cột A", "Số HS", "Khi nào", "Gì đây"],
        ["x", "H05.24-261014-0001", "14/10/2026", "Đăng ký khai sinh"],
    ]
    asked = _columns(rows)
    assert isinstance(asked, UnknownColumns)
    assert asked.guessed == {"reference": 1}
    said = {
        "reference": heading_key("Số HS"),
        "received": heading_key("Khi nào"),
        "procedure_name": heading_key("Gì đây"),
    }

    swapped = [list(reversed(row)) for row in rows]
    found = _columns(swapped, {asked.signature: said})

    assert isinstance(found, CaseColumns)
    assert found.of == {"reference": 2, "received": 1, "procedure_name": 0}


def _read(rows: list[list[object]], head: list[str] | None = None) -> CaseRows:
    columns = find_columns([(1, head or HEAD)], {})
    assert isinstance(columns, CaseColumns)
    reading = CaseRows(columns, ProcedureMatch(CATALOGUE, {}), SheetMapping(), NOW)
    list(reading.read((n, cells) for n, cells in enumerate(rows, start=2)))  # type: ignore[misc]
    return reading


def test_totals_sections_and_signatures_are_no_cases_and_keep_nothing_back() -> None:
    reading = _read(
        [
            ["I", "Lĩnh vực Hộ tịch"],
            ["1", "H05.24-261014-0001", "Đăng ký khai sinh", "Trần Thị Thủy", "14/10/2026", "",
             "Đang xử lý"],
            ["", "Tổng cộng: 1 hồ sơ", "", "", "1"],
            ["", "", "", "", "", "Người lập biểu"],
        ]
    )  # fmt: skip

    assert [case.field for case in reading.cases] == ["Hộ tịch"]
    assert reading.errors == []
    assert [notice.values["rows"] for notice in reading.notices()] == ["2, 4, 5"]


def test_a_column_that_marks_the_late_says_that_all_others_are_none() -> None:
    head = ["Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận", "Quá hạn"]
    rows: list[list[object]] = [
        [f"H05.24-261014-000{n}", "Đăng ký khai sinh", "14/10/2026", mark]
        for n, mark in enumerate(("", "x", ""))
    ]

    assert [case.overdue for case in _read(rows, head).cases] == [False, True, False]
    assert [case.overdue for case in _read(rows[:1], head).cases] == [None]


def test_what_is_wrong_stands_beside_its_row_and_column() -> None:
    reading = _read(
        [
            ["1", "H05.24-261014-0001", "Đăng ký khai sinh", "Thủy", "31/02/2026", "", ""],
            ["2", "H05.24-261014-0002", "", "Thủy", "14/10/2026", "", ""],
            ["3", "H05.24-261014-0003", "Đăng ký khai sinh", "Thủy", "14/10/2027", "", ""],
            ["4", "H05.24-261014-0004", "Đăng ký khai sinh", "Thủy", "14/10/2026", "mai", ""],
        ]
    )

    assert [(e.row, e.column, e.problem.code) for e in reading.errors] == [
        (2, "Ngày tiếp nhận", "sheet.no_such_day"),
        (3, "Tên thủ tục", "case_sheet.no_procedure"),
        (4, "Ngày tiếp nhận", "visit.in_future"),
        (5, "Ngày hẹn trả", "sheet.date_form"),
    ]


def test_a_case_told_twice_alike_counts_once_and_told_otherwise_is_an_error() -> None:
    row = ["1", "H05.24-261014-0001", "Đăng ký khai sinh", "Thủy", "14/10/2026", "", ""]

    reading = _read([list(row), list(row), [*row[:3], "Lực", *row[4:]]])

    assert (len(reading.cases), reading.repeats) == (1, 1)
    assert [error.problem.code for error in reading.errors] == ["sheet.row_twice"]


def test_a_name_cut_short_is_the_one_procedure_that_begins_so() -> None:
    match = ProcedureMatch(CATALOGUE, {})
    copy = ("Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền "
            "của Việt Nam cấp hoặc chứng nhận")  # fmt: skip

    assert match.find("", copy) == ("2.000815", "near")
    assert match.find("", "Đính chính Giấy chứng nhận đã cấp") == ("1.012796", "near")
    assert match.find("", "Đính chính Giấy chứng nhận đã cấp rồi thu hồi")[1] == "none"
    assert match.find("", "Đăng ký")[1] == "none"


def test_a_procedure_is_found_by_code_name_or_the_only_name_near_it() -> None:
    match = ProcedureMatch(CATALOGUE, {"lam giai khai sinh": "1.001193"})

    assert match.find("1.001193.000.00.00.H05", "Gì cũng được") == ("1.001193", "code")
    assert match.find("", "Thủ tục đăng ký khai sinh") == ("1.001193", "name")
    assert match.find("", "ĐĂNG KÝ KHAI SINH") == ("1.001193", "name")
    assert match.find("", "Làm giấy khai sinh") == ("1.001193", "told")
    assert match.find("9.999999", "Thủ tục mới") == ("9.999999", "code")
    assert match.find("", "Cấp phép thả diều") == (NO_PROCEDURE, "none")


def test_a_word_that_makes_another_procedure_is_never_overlooked() -> None:
    match = ProcedureMatch(CATALOGUE, {})

    assert match.find("", "Đăng ký lại khai sinh có yếu tố nước ngoài")[0] != "1.001193"
    assert match.find("", "Chấm dứt đăng ký khai sinh")[1] == "none"


def test_a_running_number_is_no_case_code() -> None:
    reading = _read([["1", "12", "Đăng ký khai sinh", "Thủy", "14/10/2026", "", ""]])

    assert reading.errors == []
    assert [case.reference for case in reading.cases] == [""]


def test_an_organisation_in_the_column_of_names_is_no_person() -> None:
    reading = _read(
        [["1", "H05.24-261014-0001", "Đăng ký khai sinh", "Công ty TNHH Minh Anh", "14/10/2026",
          "", ""]]
    )  # fmt: skip

    assert (reading.cases[0].name, reading.cases[0].organisation) == ("", "Công ty TNHH Minh Anh")


ROW = ("H05.24-261014-0007", "Đăng ký khai sinh", "Trần Thị Thủy", "0912345678",
       "14/10/2026 08:05", "15/10/2026", "Đang xử lý")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(ROW),
        "\n".join(ROW),
        "Mã hồ sơ\tTên thủ tục\tChủ hồ sơ\tSố điện thoại\tNgày tiếp nhận\tNgày hẹn trả\tTrạng thái"
        "\r\n" + "\t".join(ROW),
        "Mã hồ sơ: {}\nTên thủ tục: {}\nChủ hồ sơ: {}\nSố điện thoại: {}\n"
        "Ngày tiếp nhận: {}\nNgày hẹn trả: {}\nTrạng thái: {}\n".format(*ROW),
    ],
    ids=["row", "lines", "with headings", "names and values"],
)
def test_a_pasted_row_is_read_in_whatever_shape_it_comes(text: str) -> None:
    sheet = read_pasted(text, CATALOGUE, {}, NOW)

    assert sheet.errors == ()
    (case,) = sheet.cases
    assert (case.reference, case.procedure, case.name) == (ROW[0], "1.001193", ROW[2])
    assert case.received == from_local(datetime(2026, 10, 14, 8, 5))
    assert case.due == from_local(datetime(2026, 10, 15))
    assert (case.phone, case.status) == ("0912345678", "open")


def test_several_pasted_cases_told_line_by_line_stay_apart() -> None:
    second = ("H05.24-261014-0008", "Đăng ký khai tử", "Lê Văn Lực", "0912345679",
              "14/10/2026 09:05", "15/10/2026", "Đã trả kết quả")  # fmt: skip

    sheet = read_pasted("\n".join((*ROW, *second)), CATALOGUE, {}, NOW)

    assert [case.name for case in sheet.cases] == ["Trần Thị Thủy", "Lê Văn Lực"]


@given(st.text(max_size=300))
def test_nothing_that_is_pasted_breaks_the_reading(text: str) -> None:
    sheet = read_pasted(text, CATALOGUE, {}, NOW)

    assert sheet.errors or sheet.unknown is not None or sheet.rows
