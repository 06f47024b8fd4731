"""Promises about the rows of a sheet: what a heading, a cell and a row mean."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.clock import from_local
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.ops import VisitPerson
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.procedure_names import Procedures
from desk_app.core.row_identity import RowIdentities
from desk_app.core.sheet_values import Cell, cell_clock, cell_moment, cell_text
from desk_app.core.visit import NewVisit
from desk_app.core.visit_export import COLUMNS, headings
from desk_app.core.visit_sheet import SheetRow, read_row
from desk_app.core.visit_sheet_check import check_row
from desk_app.core.visit_sheet_columns import (
    Columns,
    column_letters,
    heading_key,
    is_column_numbers,
    looks_like_heading,
    read_heading,
)
from desk_app.core.visit_sheet_headings import NAMES
from desk_app.core.visit_sheet_words import FLAGS, LATE_REASONS, OUTCOMES, PURPOSES, written
from tests.support.bounded import bounded

NOW = from_local(datetime(2026, 11, 21, 9, 0))
HASHED = KeyedHash(bytes(32))


def procedure(code: str, name: str) -> Procedure:
    return Procedure(
        code=code,
        short="",
        short_name=name,
        name=name,
        field="Hộ tịch",
        confidence="confirmed",
        source="test",
    )


CATALOGUE = Catalogue(
    (
        procedure("1.001193", "Đăng ký khai sinh"),
        procedure("2.000815", "Chứng thực bản sao; từ bản chính"),
        procedure("1.000890", "Trùng tên"),
        procedure("1.000891", "Trùng tên"),
    )
)
PROCEDURES = Procedures(CATALOGUE)


def find(code: str) -> str | None:
    found = CATALOGUE.find(code)
    return None if found is None else found.code


def columns(*names: str) -> Columns:
    found = read_heading(1, names)
    assert isinstance(found, Columns), found
    return found


def row(**cells: Cell) -> SheetRow:
    found = read_row(2, list(cells.values()), columns(*map(heading, cells)), PROCEDURES)
    assert isinstance(found, SheetRow), found
    return found


def wrong(**cells: Cell) -> list[tuple[str, str]]:
    found = read_row(2, list(cells.values()), columns(*map(heading, cells)), PROCEDURES)
    assert isinstance(found, tuple), found
    return [(error.column, error.problem.code) for error in found]


def heading(field: str) -> str:
    return NAMES[field][0]


def test_no_heading_names_two_fields() -> None:
    fields: dict[str, set[str]] = {}
    for field, names in NAMES.items():
        for name in names:
            fields.setdefault(heading_key(name), set()).add(field)
    assert [key for key, named in fields.items() if len(named) > 1] == []


@pytest.mark.parametrize(
    ("written_as", "field"),
    [
        ("Mã hồ sơ", "reference"),
        ("MÃ HỒ SƠ (*)", "reference"),
        ("ma ho so", "reference"),
        (unicodedata.normalize("NFD", "Họ và tên"), "name"),
        ("Họ  và tên:", "name"),
        ("dossierNo", "reference"),
        ("procedureName", "procedure_name"),
        ("acceptedDate", "at"),
        ("dossierStatusName", "status"),
        ("Ngày tiếp nhận (dd/MM/yyyy)", "at"),
        ("CCCD/Số định danh", "citizen_id"),
        ("Đối tượng ưu tiên", "flags"),
        ("Phone", "phone"),
    ],
)
def test_a_heading_is_known_in_many_spellings(written_as: str, field: str) -> None:
    found = columns("Ngày", written_as) if field != "at" else columns(written_as, "Tên")
    assert field in found.of


def test_every_column_of_our_own_export_is_known_and_read_or_left_out_silently() -> None:
    for language in ("vi", "en"):
        found = columns(*headings(language))
        assert found.own
        assert found.ignored == ()
        assert len(found.of) == len(COLUMNS) - 3  # last four of the id, recorded, officer


def test_a_rating_column_is_never_read_and_always_reported() -> None:
    found = columns("Ngày", "Tên", "Mức độ hài lòng", "Đánh giá của công dân", "satisfaction")
    assert found.ratings == ("Mức độ hài lòng", "Đánh giá của công dân", "satisfaction")
    assert set(found.of) == {"at", "name"}


def test_the_more_telling_of_two_headings_for_one_field_wins_and_the_other_is_reported() -> None:
    found = columns("Ngày", "Ngày tiếp nhận", "Họ tên")
    assert found.of["at"] == 1
    assert found.ignored == ("Ngày",)


def test_the_same_heading_twice_is_refused_with_both_places() -> None:
    found = read_heading(3, ["Ngày", "Họ tên", "STT", "Họ tên"])
    assert isinstance(found, tuple)
    assert found[0].code == "sheet.heading_twice"
    assert (found[0].values["first"], found[0].values["second"]) == ("B", "D")


def test_a_heading_without_a_date_is_refused() -> None:
    found = read_heading(1, ["Họ tên", "Mã hồ sơ"])
    assert isinstance(found, tuple)
    assert [problem.code for problem in found] == ["sheet.no_date_column"]


def test_a_title_row_is_no_heading_row() -> None:
    assert not looks_like_heading(["SỔ THEO DÕI HỒ SƠ", "", ""])
    assert looks_like_heading(["STT", "Ngày", "Họ và tên"])
    assert is_column_numbers(["(1)", "(2)", "(3)"])
    assert not is_column_numbers(["1", "02/11/2026", "An"])


def test_column_letters_count_as_spreadsheets_do() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("02/11/2026", datetime(2026, 11, 2)),
        ("2/11/2026 8:05", datetime(2026, 11, 2, 8, 5)),
        ("08:05:07 02/11/2026", datetime(2026, 11, 2, 8, 5, 7)),
        ("02-11-2026 8h05", datetime(2026, 11, 2, 8, 5)),
        ("2.11.2026", datetime(2026, 11, 2)),
        ("02/11/2026 1:05 CH", datetime(2026, 11, 2, 13, 5)),
        ("02/11/2026 12:05 SA", datetime(2026, 11, 2, 0, 5)),
        ("ngày 2 tháng 11 năm 2026", datetime(2026, 11, 2)),
        ("2026-11-02T08:05:07", datetime(2026, 11, 2, 8, 5, 7)),
        ("2026-11-02T01:05:07Z", datetime(2026, 11, 2, 8, 5, 7)),
        ("2026-11-02", datetime(2026, 11, 2)),
        (46328, datetime(2026, 11, 2)),
        (46328.336886574, datetime(2026, 11, 2, 8, 5, 7)),
        ("46328", datetime(2026, 11, 2)),
        (datetime(2026, 11, 2, 8, 5, 6, 999_999), datetime(2026, 11, 2, 8, 5, 7)),
        (date(2026, 11, 2), datetime(2026, 11, 2)),
    ],
)
def test_a_date_is_read_in_every_way_offices_write_it(said: Cell, means: datetime) -> None:
    assert cell_moment(said) == means


def test_day_numbers_of_1904_workbooks_mean_the_same_day() -> None:
    assert cell_moment(46328 - 1462, days_from_1904=True) == datetime(2026, 11, 2)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("31/02/2026", "sheet.no_such_day"),
        ("11/21/2026", "sheet.no_such_day"),
        ("2026-13-01", "sheet.no_such_day"),
        ("02/11/26", "sheet.short_year"),
        ("hôm qua", "sheet.date_form"),
        ("02/11/2026 25:00", "sheet.no_such_time"),
        (12.5, "sheet.date_form"),
        (1e300, "sheet.date_form"),
        (time(8, 5), "sheet.no_day"),
    ],
)
def test_a_date_that_is_none_is_named(said: Cell, code: str) -> None:
    found = cell_moment(said)
    assert isinstance(found, Problem)
    assert found.code == code


@given(st.text(max_size=40))
@bounded(300)
def test_any_text_is_a_moment_or_a_problem(text: str) -> None:
    assert isinstance(cell_moment(text), (datetime, Problem))
    assert isinstance(cell_clock(text), (time, Problem))
    assert isinstance(cell_text(text), (str, Problem))


@given(st.floats() | st.integers())
@bounded(300)
def test_any_number_is_exact_digits_or_a_problem(number: float) -> None:
    text = cell_text(number)
    assert isinstance(cell_moment(number), (datetime, Problem))
    if isinstance(text, str):
        assert float(text) == number


def test_digits_that_a_spreadsheet_kept_come_back_and_those_it_lost_are_named() -> None:
    assert cell_text(27090012345.0) == "27090012345"
    assert cell_text(127090012345.0) == "127090012345"
    for lost in (2.6110200010003e18, "2,70900123E+10", "2.7E+11"):
        found = cell_text(lost)
        assert isinstance(found, Problem)
        assert found.code == "sheet.digits_lost"


def test_zeros_that_a_number_lost_are_put_back_where_only_one_id_is_possible() -> None:
    kept = row(at="2/11/2026", citizen_id=27090012345.0, phone=912345678.0)
    assert (kept.form.citizen_id, kept.form.phone) == ("027090012345", "0912345678")
    assert kept.zeros
    assert row(at="2/11/2026", citizen_id=1090012345.0).form.citizen_id == "001090012345"
    assert row(at="2/11/2026", citizen_id="27090012345").form.citizen_id == "027090012345"
    # 003 is no province: two digits may as well be missing elsewhere.
    found = wrong(at="2/11/2026", citizen_id=3090012345.0)
    assert found == [("Số định danh cá nhân", "sheet.id_digits_lost")]


def test_an_id_written_short_as_text_is_left_to_the_check_not_padded() -> None:
    short = row(at="2/11/2026", citizen_id="02709001234", phone="091234567")
    assert (short.form.citizen_id, short.form.phone) == ("02709001234", "091234567")
    assert not short.zeros


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("1.001193", ("1.001193",)),
        ("1.001193.000.00.00.H05", ("1.001193",)),
        ("1.001193; 2.000815.000.00.00.H05.02", ("1.001193", "2.000815")),
        ("1.001193, 2.000815", ("1.001193", "2.000815")),
        ("1.001193 - Đăng ký khai sinh", ("1.001193",)),
        ("DANG KY KHAI SINH", ("1.001193",)),
        ("Chứng thực bản sao; từ bản chính", ("2.000815",)),
    ],
)
def test_a_procedure_is_known_by_code_or_exact_name(said: str, codes: tuple[str, ...]) -> None:
    assert PROCEDURES.read(said) == codes
    assert row(at="2/11/2026", procedure_name=said).form.procedures == codes


@pytest.mark.parametrize("said", ["Khai sinh gì đó", "9.999999", "Trùng tên", "1.001193 2.000815"])
def test_a_procedure_that_is_unknown_or_ambiguous_is_named(said: str) -> None:
    assert wrong(at="2/11/2026", procedure_name=said) == [("Thủ tục", "sheet.unknown_procedure")]


def test_a_code_that_became_a_number_gets_its_last_zeros_back() -> None:
    assert row(at="2/11/2026", procedure_code=1.00089).form.procedures == ("1.000890",)


def test_words_of_both_languages_stand_for_the_same_values() -> None:
    tables = {"purpose": PURPOSES, "outcome": OUTCOMES, "late_reason": LATE_REASONS, "flags": FLAGS}
    for field, words in tables.items():
        for value in words:
            for language in ("vi", "en"):
                cells: dict[str, Cell] = {"at": "2/11/2026", field: written(words, value, language)}
                read = getattr(row(**cells).form, field)
                assert read == ((value,) if field == "flags" else value)


def test_a_case_status_tells_of_the_visit_only_what_happened_at_it() -> None:
    said = {
        "Đang xử lý": "accepted",
        "Đã trả kết quả": "accepted",
        "Đã hủy": "accepted",
        "Chờ bổ sung / Tạm dừng": "supplement",
        "Từ chối tiếp nhận": "refused",
        "Từ chối chuyên ngành": "accepted",
    }
    assert {s: row(at="2/11/2026", status=s).form.outcome for s in said} == said


def test_words_nobody_knows_are_named_with_their_column() -> None:
    found = wrong(at="2/11/2026", purpose="đi chơi", outcome="?!", flags="Nộp thay; bạn thân")
    assert sorted(found) == [
        ("Kết quả", "sheet.unknown_outcome"),
        ("Mục đích", "sheet.unknown_purpose"),
        ("Đối tượng ưu tiên", "sheet.unknown_flags"),
    ]


def test_a_time_in_a_column_of_its_own_joins_its_day() -> None:
    assert row(at="2/11/2026", hour="8h05").form.at == "2026-11-02T08:05:00"
    assert row(at=date(2026, 11, 2), hour=0.5).form.at == "2026-11-02T12:00:00"
    assert row(at="2/11/2026 7:00", hour="8h05").form.at == "2026-11-02T07:00:00"
    assert wrong(at="2/11/2026", hour="8h61") == [("Giờ tiếp nhận", "sheet.no_such_time")]


@pytest.mark.parametrize("garbled", ["NguyÔn V¨n An", "Nguyeãn Vaên An", "Nguyá»…n VÄƒn An"])
def test_letters_of_old_fonts_are_named_not_taken(garbled: str) -> None:
    assert wrong(at="2/11/2026", name=garbled) == [("Họ và tên", "sheet.legacy_letters")]


def test_a_foreign_name_is_no_old_font() -> None:
    assert row(at="2/11/2026", name="Raphaël Dupont").form.name == "Raphaël Dupont"


def checked(**cells: Cell) -> NewVisit | tuple[Problem, ...]:
    return check_row(row(**cells), find, NOW, HASHED)


def test_an_old_row_is_no_late_entry_but_one_that_was_stays_one() -> None:
    old = checked(at="2/11/2026", name="An", procedure_code="1.001193")
    assert isinstance(old, NewVisit)
    assert old.facts.late is None
    late = checked(at="2/11/2026", name="An", procedure_code="1.001193", late_reason="Mất điện")
    assert isinstance(late, NewVisit)
    assert late.facts.late == "power"


def test_a_row_after_now_is_refused() -> None:
    found = checked(at="22/11/2026", name="An", procedure_code="1.001193")
    assert isinstance(found, tuple)
    assert [problem.code for problem in found] == ["visit.in_future"]


def test_a_row_named_by_its_case_needs_no_person() -> None:
    found = checked(at="2/11/2026", reference="H05.12-261102-0001", procedure_code="1.001193")
    assert isinstance(found, NewVisit)
    assert found.person == VisitPerson(reference="H05.12-261102-0001")
    erased = checked(at="2/11/2026", own_id="0123456789ABCDEF.0.7", procedure_code="1.001193")
    assert isinstance(erased, NewVisit)
    assert erased.person is None
    nobody = checked(at="2/11/2026", procedure_code="1.001193")
    assert isinstance(nobody, tuple)
    assert [problem.code for problem in nobody] == ["visit.name_missing"]


def test_decomposed_letters_become_the_stored_form() -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Hòa")
    found = checked(at="2/11/2026", name=name, procedure_code="1.001193")
    assert isinstance(found, NewVisit)
    assert found.person is not None
    assert found.person.name == "Nguyễn Thị Hòa"


def test_a_row_is_the_same_row_by_id_then_case_then_what_it_says() -> None:
    identities = RowIdentities()
    own = "0123456789ABCDEF.0.7"
    by_id = row(at="2/11/2026", own_id=own, reference="H05.12-261102-0001", name="An")
    assert identities.of(by_id) == f"id\n{own}"
    by_case = row(at="2/11/2026", reference="h05.12-261102-0001", name="An")
    assert identities.of(by_case) == "reference\nH05.12-261102-0001"
    said = row(at="2/11/2026 8:05", name="An", procedure_code="1.001193")
    first, second = identities.of(said), identities.of(said)
    assert first != second
    again = RowIdentities()
    assert [again.of(said), again.of(said)] == [first, second]


def test_an_id_that_is_not_ours_is_refused() -> None:
    assert wrong(at="2/11/2026", own_id="17") == [("Mã lượt tiếp", "sheet.own_id")]
