"""Exports in layouts that nobody agreed on give the same cases; what is broken is refused whole."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from desk_app import parts
from desk_app.core.clock import day_of, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.their_case import CaseSheet, SheetMapping
from desk_app.sheets.case_reader import read_case_sheet
from tests.support.province import (
    Dossier,
    as_csv,
    as_web_page,
    dossiers,
    handmade,
    portal_json,
    viettel_like,
    vnpt_like,
)

NOW = from_local(datetime(2026, 10, 14, 16, 45))
CATALOGUE = parts.catalogue()
Make = Callable[[Path, Sequence[Dossier]], Path]
LAYOUTS: dict[str, tuple[Make, str]] = {
    "title rows and keys": (vnpt_like, "a.xlsx"),
    "merged cells and two heading lines": (viettel_like, "b.xlsx"),
    "objects inside objects": (portal_json, "c.json"),
    "typed by hand": (handmade, "d.xlsx"),
    "columns in another order": (as_csv, "e.csv"),
    "a web page called xls": (as_web_page, "f.xls"),
}


def read(file: Path, mappings: dict[str, SheetMapping] | None = None) -> CaseSheet:
    return read_case_sheet(file, procedures=CATALOGUE, mappings=mappings or {}, now=NOW)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_tells_the_same_cases(layout: str, tmp_path: Path) -> None:
    make, name = LAYOUTS[layout]
    wanted = dossiers(24)

    sheet = read(make(tmp_path / name, wanted))

    assert sheet.errors == ()
    assert sheet.unknown is None
    told = {case.reference: case for case in sheet.cases}
    assert set(told) == {one.reference for one in wanted}
    for one in wanted:
        case = told[one.reference]
        assert case.procedure == one.code[:8]
        assert case.received is not None
        assert day_of(case.received) == one.received.date()
        assert case.due is not None
        assert one.due is not None
        assert day_of(case.due) == one.due.date()
        assert case.said == one.status
        assert not case.name or case.name == one.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_in_every_usual_encoding(
    encoding: str, separator: str, tmp_path: Path
) -> None:
    sheet = read(as_csv(tmp_path / "a.csv", dossiers(3), encoding, separator))

    assert [case.name for case in sheet.cases] == [one.name for one in dossiers(3)]


TCVN3 = {"Mã hồ sơ": "M· hå s¬", "Tên thủ tục": "Tªn thñ tôc", "Ngày tiếp nhận": "Ngµy tiÕp nhËn",
         "Đăng ký khai sinh": "§¨ng ký khai sinh", "Nguyễn Thị Hoà": "NguyÔn ThÞ Hoµ"}  # fmt: skip


@pytest.mark.parametrize("headings", [True, False], ids=["all of it", "only the rows"])
def test_letters_of_an_old_font_refuse_the_whole_file(headings: bool, tmp_path: Path) -> None:
    heads = [TCVN3[name] if headings else name for name in list(TCVN3)[:3]] + ["Chủ hồ sơ"]
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head)
    for row in range(1, 6):
        cells = (f"H05.24-261014-000{row}", TCVN3["Đăng ký khai sinh"], "14/10/2026",
                 TCVN3["Nguyễn Thị Hoà"])  # fmt: skip
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell)
    book.close()

    with pytest.raises(UserProblem) as refused:
        read(tmp_path / "a.xlsx")

    assert refused.value.problems[0].code == "case_sheet.legacy_letters"
    assert refused.value.problems[0].values["encoding"] == "TCVN3 (ABC)"


def test_a_formula_in_a_column_that_is_read_is_an_error_and_elsewhere_nothing(
    tmp_path: Path,
) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for place, head in enumerate(("STT", "Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận")):
        sheet.write(0, place, head)
    for row in (1, 2):
        sheet.write_formula(row, 0, "=ROW()-1", None, row)
        sheet.write_string(row, 1, f"H05.24-261014-000{row}")
        sheet.write_string(row, 2, "Đăng ký khai sinh")
    sheet.write_string(1, 3, "14/10/2026")
    sheet.write_formula(2, 3, "=TODAY()", None, 46309)
    book.close()

    found = read(tmp_path / "a.xlsx")

    assert [(e.row, e.column, e.problem.code) for e in found.errors] == [
        (3, "Ngày tiếp nhận", "sheet.formula")
    ]


def test_dates_with_the_month_first_are_read_so_and_said(tmp_path: Path) -> None:
    lines = ["Mã hồ sơ,Tên thủ tục,Ngày tiếp nhận"]
    lines += [f"H05.24-261014-{n:04d},Đăng ký khai sinh,10/{day}/2026"
              for n, day in enumerate((1, 13, 14), start=1)]  # fmt: skip
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")

    found = read(tmp_path / "a.csv")

    days = [day_of(case.received).day for case in found.cases if case.received is not None]
    assert days == [1, 13, 14]
    assert "case_sheet.month_first" in [notice.code for notice in found.notices]


def test_what_was_said_about_an_export_is_used_the_next_time(tmp_path: Path) -> None:
    text = "A;Số HS;Khi nào;Gì đây\nx;H05.24-261014-0001;14/10/2026;Đăng ký khai sinh\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    asked = read(tmp_path / "a.csv")
    assert asked.unknown is not None
    said = SheetMapping(
        fields={"reference": "sohs", "received": "khinao", "procedure_name": "gidai"}
    )

    sheet = read(tmp_path / "a.csv", {asked.signature: said})

    assert [case.reference for case in sheet.cases] == ["H05.24-261014-0001"]


def test_a_list_of_lists_with_its_own_heading_is_a_table_too(tmp_path: Path) -> None:
    rows = [["Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận"],
            ["H05.24-261014-0001", "Đăng ký khai sinh", "14/10/2026"]]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")

    assert [case.procedure for case in read(tmp_path / "a.json").cases] == ["1.001193"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"data": [', "case_sheet.broken_json"),
        ('{"data": []}', "case_sheet.no_list"),
        ("<html><body>Hết phiên làm việc</body></html>", "sheet.web_page"),
        ("xin chào\n", "case_sheet.no_heading"),
        ("", "sheet.empty"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_a_sentence(
    text: str, code: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    with pytest.raises(UserProblem) as refused:
        read(tmp_path / "a.txt")

    assert refused.value.problems[0].code == code


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_damaged_file_never_breaks_the_worker(layout: str, tmp_path: Path) -> None:
    make, name = LAYOUTS[layout]
    whole = make(tmp_path / name, dossiers(6)).read_bytes()
    rnd = random.Random(layout)
    for _ in range(4):
        harmed = bytearray(whole)
        for _ in range(rnd.randrange(1, 20)):
            harmed[rnd.randrange(len(harmed))] = rnd.randrange(256)
        cut = bytes(harmed[: rnd.randrange(1, len(harmed) + 1)])
        (tmp_path / name).write_bytes(cut)
        assert _told(tmp_path / name)


def _told(file: Path) -> bool:
    """Whether a file was read or refused in words; anything else is raised."""
    try:
        sheet = read(file)
    except UserProblem as refused:
        return bool(refused.problems[0].code)
    return bool(sheet.rows or sheet.unknown is not None)
