"""Promises about importing a list of procedures: previewed, whole or not at all, twice nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import resources
from desk_app.core.catalogue_file import load_catalogue, write_catalogue
from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.clock import day_of
from desk_app.core.errors import UserProblem
from desk_app.core.procedure import Catalogue, Procedure, TimeLimit
from desk_app.core.texts import load_texts
from desk_app.services.catalogue import (
    catalogue,
    changes_of_week,
    keep_versions,
    preview_catalogue,
    read_catalogue_file,
    take_catalogue,
)
from tests.core.test_legacy_encodings import tcvn3
from tests.support.desks import OpenDesk, opened_desk

SHIPPED = load_catalogue(resources.read_text("procedures/catalogue.csv"))
HEADINGS = ("STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết",
            "Phí, lệ phí", "Ngày có hiệu lực", "Trạng thái")  # fmt: skip
BIRTH, MARRIED = "1.001193", "1.004873"
TEXTS = {
    language: load_texts(
        resources.read_text(f"texts/{language}.d/{name}.toml")
        for name in ("catalogue", "catalogue_import", "sheets")
    )
    for language in ("vi", "en")
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        yield opened


def known(desk: OpenDesk) -> Catalogue:
    with desk.store.reader() as reader:
        return catalogue(reader, SHIPPED)


def today(desk: OpenDesk) -> date:
    return day_of(desk.clock.wall)


def plan(desk: OpenDesk, file: Path, *, missing: bool = False) -> CataloguePreview:
    read = read_catalogue_file(file)
    return preview_catalogue(known(desk), read, file.name, today(desk), abolish_missing=missing)


def take(desk: OpenDesk, preview: CataloguePreview) -> None:
    desk.change(lambda tx: take_catalogue(tx, preview, "tinh.xlsx", SHIPPED, desk.officer))


def ops(desk: OpenDesk) -> int:
    with desk.connection() as connection:
        return int(connection.execute("SELECT count(*) FROM op").fetchone()[0])


def csv_list(folder: Path, *rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    file = folder / "tinh.csv"
    lines = [";".join(f'"{cell}"' for cell in row) for row in (headings, *rows)]
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    return file


def sentences(preview: CataloguePreview) -> list[str]:
    for language in ("vi", "en"):
        for problem in (*preview.problems, *preview.notices):
            assert problem.code in TEXTS[language].codes(), problem.code
            assert "{" not in TEXTS[language].sentence(problem)
    return [problem.code for problem in preview.problems]


def test_a_provincial_list_says_what_is_new_changed_and_abolished(
    desk: OpenDesk, tmp_path: Path
) -> None:
    file = csv_list(
        tmp_path,
        ("1", BIRTH, "Đăng ký khai sinh", "Hộ tịch", "Trong ngày", "", "", ""),
        ("2", f"{MARRIED}.000.00.00.H05", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch",
         "02 ngày làm việc", "", "01/12/2026", "Sửa đổi"),
        ("3", "1.999001", "Việc mới", "Hộ tịch", "5 ngày", "Không", "1-12-2026", "Mới"),
        ("4", "1.011606", "Hộ nghèo", "Giảm nghèo", "", "", "2027-01-01", "Bãi bỏ"),
    )  # fmt: skip
    preview = plan(desk, file)
    assert sentences(preview) == []
    assert [(c.kind, c.code, str(c.day)) for c in preview.changes] == [
        ("new", "1.999001", "2026-12-01"),
        ("changed", MARRIED, "2026-12-01"),
        ("abolished", "1.011606", "2027-01-01"),
    ]
    assert preview.unchanged == (BIRTH,)
    changed = preview.changes[1]
    assert ("time_limits", "3 working_days", "2 working_days") in [
        (d.field, d.old, d.new) for d in changed.differences
    ]
    assert known(desk).everything() == SHIPPED.everything()  # a preview writes nothing


def test_what_was_taken_in_holds_by_its_days_and_keeps_the_old_version(
    desk: OpenDesk, tmp_path: Path
) -> None:
    before = SHIPPED.find(MARRIED)
    assert before is not None
    file = csv_list(
        tmp_path,
        ("1", MARRIED, "Tình trạng", "Hộ tịch", "02 ngày làm việc", "", "01/12/2026", ""),
        ("2", "1.011606", "Hộ nghèo", "", "", "", "01/01/2027", "Bãi bỏ"),
    )
    take(desk, plan(desk, file))
    now = known(desk)
    old, new = now.find(MARRIED, date(2026, 11, 30)), now.find(MARRIED, date(2026, 12, 1))
    assert old is not None
    assert new is not None
    assert old.version == before.version
    assert old.limits == (TimeLimit(3, "working_days"),)
    assert new.limits == (TimeLimit(2, "working_days"),)
    assert new.short == before.short  # what the list does not say stays
    assert now.version(before.version) is not None
    assert now.find("1.011606", date(2026, 12, 31)) is not None
    assert now.find("1.011606", date(2027, 1, 1)) is None
    assert [p.code for p in now.on(date(2027, 1, 1))].count("1.011606") == 0


def test_the_same_file_twice_changes_nothing(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(
        tmp_path,
        ("1", MARRIED, "Tình trạng", "Hộ tịch", "02 ngày làm việc", "Không thông tin", "", ""),
        ("2", "1.999001", "Việc mới", "Hộ tịch", "theo đợt", "Không", "", ""),
        ("3", "1.011606", "Hộ nghèo", "", "", "", "", "Bãi bỏ"),
    )
    first = plan(desk, file)
    assert len(first.changes) == 3
    take(desk, first)
    for days in (0, 1, 40):
        desk.clock.go_on(days=days)
        again = plan(desk, file)
        assert again.changes == ()
        assert set(again.unchanged) == {MARRIED, "1.999001", "1.011606"}
    logged = ops(desk)
    take(desk, plan(desk, file))
    assert ops(desk) == logged


def test_our_own_export_changes_nothing_after_an_import(desk: OpenDesk, tmp_path: Path) -> None:
    take(desk, plan(desk, csv_list(
        tmp_path,
        ("1", MARRIED, "Tình trạng", "Hộ tịch", "02 ngày làm việc", "", "01/12/2026", ""),
    )))  # fmt: skip
    own = tmp_path / "own.csv"
    own.write_text(write_catalogue(known(desk).everything()), encoding="utf-8-sig")
    preview = plan(desk, own)
    assert (preview.problems, preview.changes) == ((), ())
    assert len(preview.unchanged) == 90


def test_a_code_taken_over_by_another_leads_to_it(desk: OpenDesk, tmp_path: Path) -> None:
    headings = ("Mã TTHC", "Tên thủ tục", "Thay thế TTHC", "Hiệu lực từ ngày")
    file = csv_list(
        tmp_path,
        ("1.116214", "Công nhận hộ nghèo", "1.011606; 1.011607", "01/01/2027"),
        headings=headings,
    )
    preview = plan(desk, file)
    assert [(c.kind, c.code, c.by) for c in preview.changes] == [
        ("new", "1.116214", ""),
        ("replaced", "1.011606", "1.116214"),
        ("replaced", "1.011607", "1.116214"),
    ]
    take(desk, preview)
    later = known(desk).on(date(2027, 1, 1))
    assert [p.code for p in later.search("1.011606")] == ["1.116214"]


def test_what_the_list_lacks_ends_only_when_asked_for(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(tmp_path, ("1", BIRTH, "Đăng ký khai sinh", "Hộ tịch", "", "", "", ""))
    assert plan(desk, file).changes == ()
    ended = plan(desk, file, missing=True).of("abolished")
    assert {c.code for c in ended} == {p.code for p in SHIPPED if p.at_desk} - {BIRTH}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (("1", "1.00119", "Tên", "", "", "", "", ""), ["catalogue_import.code"]),
        (("1", "", "Một tên dài", "Hộ tịch", "3 ngày", "", "", ""), ["catalogue_import.no_code"]),
        (("1", BIRTH, "Tên", "", "-3 ngày", "", "", ""), ["catalogue_import.time_range"]),
        (("1", BIRTH, "Tên", "", "5000 ngày", "", "", ""), ["catalogue_import.time_range"]),
        (("1", BIRTH, "Tên", "", "", "-5.000 đồng", "", ""), ["catalogue_import.fee_range"]),
        (("1", BIRTH, "Tên", "", "", "", "30/02/2026", ""), ["catalogue_import.day"]),
        (("1", BIRTH, "Tên", "", "", "", "01/01/2200", ""), ["catalogue_import.day"]),
        (("1", BIRTH, "x" * 1001, "", "", "", "", ""), ["catalogue_import.too_long"]),
        (
            ("1", "1.2", "Tên", "", "-3 ngày", "", "99/99/2026", ""),
            ["catalogue_import.code", "catalogue_import.time_range", "catalogue_import.day"],
        ),
    ],
)
def test_each_mistake_is_named_by_row_and_column_and_nothing_is_taken_in(
    desk: OpenDesk, tmp_path: Path, row: tuple[str, ...], codes: list[str]
) -> None:
    good = ("2", "1.999001", "Việc mới", "Hộ tịch", "5 ngày", "Không", "", "")
    preview = plan(desk, csv_list(tmp_path, row, good))
    assert sentences(preview) == codes
    assert {problem.values["line"] for problem in preview.problems} == {"2"}
    assert all(problem.values["column"] for problem in preview.problems)
    assert preview.changes == ()
    with pytest.raises(UserProblem):
        take(desk, preview)
    assert known(desk).everything() == SHIPPED.everything()


def test_a_code_in_two_rows_names_both(desk: OpenDesk, tmp_path: Path) -> None:
    row = ("1", BIRTH, "Khai sinh", "", "2 ngày", "", "", "")
    preview = plan(desk, csv_list(tmp_path, row, row))
    assert sentences(preview) == ["catalogue.double"]
    assert preview.problems[0].values.items() >= {"first": "2", "second": "3"}.items()


DATED = ("Mã TTHC", "Tên TTHC", "Lĩnh vực", "Thời hạn", "Ngày có hiệu lực", "Ngày hết hiệu lực",
         "Mã TTHC thay thế")  # fmt: skip


def test_days_that_overlap_or_run_backwards_are_refused(desk: OpenDesk, tmp_path: Path) -> None:
    first = (BIRTH, "Khai sinh", "Hộ tịch", "2 ngày", "01/01/2026", "31/12/2026", "")
    second = (BIRTH, "Khai sinh", "Hộ tịch", "3 ngày", "01/06/2026", "", "")
    after = (BIRTH, "Khai sinh", "Hộ tịch", "3 ngày", "31/12/2026", "", "")
    backwards = (MARRIED, "Hôn nhân", "Hộ tịch", "3 ngày", "01/06/2026", "01/05/2026", "")
    itself = (MARRIED, "Hôn nhân", "Hộ tịch", "3 ngày", "", "", MARRIED)

    def told(*rows: tuple[str, ...]) -> list[str]:
        return sentences(plan(desk, csv_list(tmp_path, *rows, headings=DATED)))

    assert told(second, first) == ["catalogue.overlap"]
    assert told(first, after) == []
    assert told(backwards) == ["catalogue.days_order"]
    assert told(itself) == ["catalogue_import.by_itself"]


def test_a_last_day_to_come_ends_what_the_row_says_and_not_before(
    desk: OpenDesk, tmp_path: Path
) -> None:
    new = ("9.000004", "Việc có hạn", "Hộ tịch", "3 ngày", "01/01/2026", "31/12/2026", "")
    file = csv_list(tmp_path, new, headings=DATED)
    preview = plan(desk, file)
    assert [change.kind for change in preview.changes] == ["new", "abolished"]
    take(desk, preview)

    assert plan(desk, file).changes == ()
    listed = known(desk)
    assert listed.find("9.000004", date(2026, 12, 30)) is not None
    assert listed.find("9.000004", date(2026, 12, 31)) is None


def test_a_successor_nobody_knows_is_told(desk: OpenDesk, tmp_path: Path) -> None:
    row = (BIRTH, "Khai sinh", "Hộ tịch", "", "", "", "9.999999")
    preview = plan(desk, csv_list(tmp_path, row, headings=DATED))

    assert [notice.code for notice in preview.notices] == ["catalogue_import.by_unknown"]
    assert sentences(preview) == []


def test_words_that_are_not_understood_are_kept_and_shown(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(
        tmp_path, ("1", "1.999001", "Việc mới", "Hộ tịch", "Theo đợt", "tùy việc", "", "")
    )
    preview = plan(desk, file)
    assert sentences(preview) == []
    assert [n.code for n in preview.notices] == ["catalogue_import.unclear"] * 2
    take(desk, preview)
    made = known(desk).find("1.999001")
    assert made is not None
    assert (made.limits, made.limit_text, made.fees) == ((), "Theo đợt", ())
    assert set(made.unclear) == {"limits", "fees"}
    assert made.confidence == "partly"


@pytest.mark.parametrize("page", ["utf-8", "raw"])
def test_text_in_an_old_font_is_refused_with_a_sentence(
    desk: OpenDesk, tmp_path: Path, page: str
) -> None:
    lines = "M TTHC;Tên thủ tục\n" + "".join(f"{p.code};{p.name}\n" for p in SHIPPED)
    data = tcvn3(lines)
    file = tmp_path / "cu.csv"
    file.write_bytes(data if page == "raw" else data.decode("cp1252", "ignore").encode())
    preview = plan(desk, file)
    assert len(preview.problems) == 1
    assert preview.problems[0].code in (
        "catalogue_import.legacy_letters", "sheet.encoding", "catalogue_import.letters_lost",
    )  # fmt: skip
    sentences(preview)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "sheet.empty"),
        ("a.csv", b"\xff\xd8\xff\xe0 jpeg", "sheet.wrong_type"),
        ("a.xlsx", b"PK\x03\x04 broken", "sheet.broken_workbook"),
        ("a.json", b'{"a": [', "sheet.broken_json"),
        ("a.json", b"[]", "sheet.empty"),
        ("a.csv", "họ tên;tuổi\nA;3\n".encode(), "catalogue_import.no_heading"),
        ("a.csv", "Mã TTHC;Tên thủ tục\n".encode(), "catalogue_import.no_rows"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(
    desk: OpenDesk, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert sentences(plan(desk, file)) == [code]


def test_json_of_a_program_is_read_wherever_its_list_lies(desk: OpenDesk, tmp_path: Path) -> None:
    file = tmp_path / "tinh.json"
    file.write_text(
        '{"data": {"items": [{"maTTHC": "1.999001", "tenTTHC": "Việc mới", "linhVuc": "Hộ tịch",'
        ' "thoiHanGiaiQuyet": "3 ngày làm việc", "thanhPhanHoSo": ["Tờ khai", "Bản sao thẻ"]}]}}',
        encoding="utf-8",
    )
    (change,) = plan(desk, file).changes
    assert change.new is not None
    assert change.new.limits == (TimeLimit(3, "working_days"),)
    assert [p.name for p in change.new.papers] == ["Tờ khai", "Bản sao thẻ"]


def workbook(file: Path) -> Path:
    """A list as provinces print it: titles, joined cells, sections, dates of three kinds."""
    book = xlsxwriter.Workbook(file)
    sheet: Any = book.add_worksheet("Danh mục")
    book.add_worksheet("Khác").write(0, 0, "x")
    sheet.merge_range("A1:H1", "DANH MỤC THỦ TỤC HÀNH CHÍNH")
    for place, heading in enumerate(HEADINGS):
        sheet.write(3, place, heading)
    for place in range(len(HEADINGS)):
        sheet.write(4, place, place + 1)
    sheet.merge_range("A6:H6", "A. TTHC MỚI BAN HÀNH")
    sheet.merge_range(6, 3, 8, 3, "Hộ tịch")
    rows = [
        (7, "1.999001", "Một", "1 ngày", 46000),
        (8, 2.000770, "Hai", "2 ngày", "02/12/2026"),
        (9, "1.999003", "Ba", "3 ngày", "2026-12-03"),
    ]
    for number, code, name, time, day in rows:
        for place, value in ((0, number), (1, code), (2, name), (4, time), (6, day)):
            sheet.write(number - 1, place, value)
    sheet.merge_range(9, 1, 10, 1, "1.999004")
    sheet.merge_range(9, 2, 10, 2, "Bốn")
    sheet.write(9, 4, "Trực tiếp: 4 ngày")
    sheet.write(10, 4, "Trực tuyến: 2 ngày")
    sheet.merge_range("A12:H12", "B. TTHC BỊ BÃI BỎ")
    sheet.write(12, 1, "1.011607")
    sheet.write(12, 2, "Hộ nghèo")
    sheet.write_formula(12, 0, "=1+1")
    book.close()
    return file


def test_joined_cells_sections_and_number_cells_are_read_as_a_person_reads_them(
    desk: OpenDesk, tmp_path: Path
) -> None:
    preview = plan(desk, workbook(tmp_path / "tinh.xlsx"))
    assert sentences(preview) == []
    new = {c.code: c.new for c in preview.of("new") if c.new is not None}
    assert set(new) == {"1.999001", "2.000770", "1.999003", "1.999004"}
    assert {p.field for p in new.values() if p.code != "1.999004"} == {"Hộ tịch"}
    assert [str(p.valid_from) for p in new.values()] == [
        "2025-12-09", "2026-12-02", "2026-12-03", "None",
    ]  # fmt: skip
    assert [(one.value, one.channel) for one in new["1.999004"].limits] == [
        (4, "desk"), (2, "online"),
    ]  # fmt: skip
    assert [c.code for c in preview.of("abolished")] == ["1.011607"]
    assert "sheet.sheets_left_out" in [n.code for n in preview.notices]


def test_a_formula_in_a_column_that_counts_is_a_mistake(desk: OpenDesk, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "f.xlsx")
    sheet: Any = book.add_worksheet()
    sheet.write_row(0, 0, ["Mã TTHC", "Tên thủ tục", "Thời hạn giải quyết"])
    sheet.write_row(1, 0, ["1.999001", "Một"])
    sheet.write_formula(1, 2, '="3 ngày"', value="3 ngày")
    book.close()
    assert sentences(plan(desk, tmp_path / "f.xlsx")) == ["sheet.formula"]


def test_a_catalogue_that_changed_since_the_preview_is_not_written_over(
    desk: OpenDesk, tmp_path: Path
) -> None:
    def one(time: str) -> CataloguePreview:
        return plan(
            desk, csv_list(tmp_path, ("1", MARRIED, "Tình trạng", "Hộ tịch", time, "", "", ""))
        )

    first, second = one("2 ngày"), one("1 ngày")
    take(desk, second)
    with pytest.raises(UserProblem) as raised:
        take(desk, first)
    assert raised.value.problems[0].code == "catalogue_import.meanwhile"


def test_officers_read_what_changed_this_week_and_no_longer(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(
        tmp_path, ("1", MARRIED, "Tình trạng", "Hộ tịch", "2 ngày", "", "15/12/2026", "")
    )
    take(desk, plan(desk, file))

    def told(day: date) -> list[str]:
        with desk.store.reader() as reader:
            return [one.change.code for one in changes_of_week(reader, day)]

    assert told(today(desk)) == [MARRIED]
    assert told(date(2026, 11, 20)) == []
    assert told(date(2026, 12, 10)) == [MARRIED]  # about to hold
    assert told(date(2027, 1, 20)) == []


def test_a_version_of_a_case_outlives_a_later_release(desk: OpenDesk) -> None:
    old = Procedure(
        code="1.999009", short="", short_name="Cũ", name="Cũ", field="x",
        confidence="confirmed", source="bản trước",
    )  # fmt: skip
    desk.store.writer.run(lambda tx: keep_versions(tx, Catalogue([old]), [old.version]))
    desk.store.writer.run(lambda tx: keep_versions(tx, Catalogue([old]), [old.version]))
    now = known(desk)
    assert now.version(old.version) == old
    assert now.find("1.999009") is None
    assert len(now) == len(SHIPPED)


def test_the_log_keeps_digest_and_counts_of_an_import(desk: OpenDesk, tmp_path: Path) -> None:
    take(desk, plan(desk, workbook(tmp_path / "tinh.xlsx")))
    assert desk.verify().ok
