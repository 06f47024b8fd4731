"""Promises about reading a list of procedures: as people write them, each mistake by its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from desk_app.core.errors import UserProblem
from desk_app.core.procedure import TimeLimit
from tests.core.test_legacy_encodings import tcvn3
from tests.support.catalogue_lists import (
    BIRTH,
    DATED,
    MARRIED,
    SHIPPED,
    csv_list,
    known,
    plan,
    sentences,
    take,
    workbook,
)
from tests.support.desks import OpenDesk, opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        yield opened


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
