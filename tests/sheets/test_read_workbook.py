"""Promises about XLSX made by others: where rows stand, what cells mean, what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.sheets.limits import Limits
from tests.sheets.make_files import (
    BIRTH,
    HEADINGS,
    ROW,
    Day,
    Error,
    Formula,
    Read,
    Shared,
    lying_zip,
    packed,
    parts,
    read_bytes,
    sheet,
    xlsx,
)

ID_HEADINGS = ("Ngày tiếp nhận", "Họ và tên", "CCCD", "Số điện thoại", "Tên thủ tục")


def first_act(found: Read) -> int:
    return found.visits[0].act


def person(found: Read) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(found.visits[0].person or b"{}")
    return read


def refused(folder: Path, data: bytes, limits: Limits | None = None) -> Problem:
    with pytest.raises(UserProblem) as caught:
        read_bytes(folder, data, limits)
    (problem,) = caught.value.problems
    return problem


def test_inline_and_shared_strings_are_the_same(tmp_path: Path) -> None:
    inline = read_bytes(tmp_path, xlsx(HEADINGS, ROW))
    texts = [*HEADINGS, *ROW]
    rows = [[Shared(n) for n in range(4)], [Shared(n) for n in range(4, 8)]]
    shared = read_bytes(tmp_path, packed(parts(sheet(rows), strings=texts)))
    assert inline.codes == shared.codes == []
    assert inline.visits == shared.visits


def test_rows_and_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    bad = (ROW[0], "31/02/2026", *ROW[2:])
    found = read_bytes(tmp_path, xlsx(HEADINGS, bad, references=False))
    assert found.codes == [(2, "Ngày tiếp nhận", "sheet.no_such_day")]


def test_the_empty_area_above_and_left_keeps_rows_and_columns_in_place(tmp_path: Path) -> None:
    bad = (ROW[0], "31/02/2026", *ROW[2:])
    found = read_bytes(tmp_path, xlsx(HEADINGS, ROW, bad, first_row=7, first_column=2))
    assert found.codes == [(9, "Ngày tiếp nhận", "sheet.no_such_day")]


def test_merged_titles_above_the_heading_are_passed_over(tmp_path: Path) -> None:
    title = ["UBND XÃ TÂN YÊN", None, None, None]
    merged = '<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>'
    found = read_bytes(tmp_path, xlsx(title, [None] * 4, HEADINGS, ROW, after=merged))
    assert (found.rows, found.codes) == (1, [])


def test_the_first_visible_sheet_with_headings_is_read_in_the_order_of_the_tabs(
    tmp_path: Path,
) -> None:
    other = (ROW[0], ROW[1], "Người khác", ROW[3])
    book = parts(
        ("Hướng dẫn", "", sheet([["Điền vào trang sau"]])),
        ("Ẩn", "hidden", sheet([HEADINGS, other])),
        ("Rất ẩn", "veryHidden", sheet([HEADINGS, other])),
        ("Lượt tiếp", "", sheet([HEADINGS, ROW])),
        ("Cũ", "", sheet([HEADINGS, other])),
    )
    found = read_bytes(tmp_path, packed(book))
    assert person(found)["name"] == "Nguyễn Thị Hòa"
    assert found.notices == ["sheet.sheets_left_out"]


def test_a_hidden_sheet_alone_is_no_sheet(tmp_path: Path) -> None:
    book = parts(("Ẩn", "hidden", sheet([HEADINGS, ROW])))
    assert refused(tmp_path, packed(book)).code == "sheet.no_sheet"


def test_date_cells_serials_and_1904_give_the_same_moment(tmp_path: Path) -> None:
    def row(when: Any) -> list[Any]:
        return [ROW[0], when, *ROW[2:]]

    serial = 46328 + (8 * 60 + 5) / 1440
    text = read_bytes(tmp_path, xlsx(HEADINGS, ROW))
    for when in (Day(serial), serial, "2026-11-02T08:05:00"):
        assert first_act(read_bytes(tmp_path, xlsx(HEADINGS, row(when)))) == first_act(text)
    for when in (Day(serial - 1462), serial - 1462):
        book = parts(sheet([HEADINGS, row(when)]), from_1904=True)
        assert first_act(read_bytes(tmp_path, packed(book))) == first_act(text)


def test_ids_and_phones_that_became_numbers_keep_their_digits(tmp_path: Path) -> None:
    row = ["02/11/2026", "An", 27090012345, 912345678, BIRTH]
    found = read_bytes(tmp_path, xlsx(ID_HEADINGS, row))
    text = ["02/11/2026", "An", "027090012345", "0912345678", BIRTH]
    assert person(found) == person(read_bytes(tmp_path, xlsx(ID_HEADINGS, text)))
    assert found.notices == ["sheet.zeros_restored"]


@pytest.mark.parametrize("number", [2.7090012345e17, 27090012345.5, 70012345])
def test_an_id_whose_digits_are_lost_is_an_error(tmp_path: Path, number: float) -> None:
    row = ["02/11/2026", "An", number, "", BIRTH]
    found = read_bytes(tmp_path, xlsx(ID_HEADINGS, row))
    assert [(at, column) for at, column, _ in found.codes] == [(2, "CCCD")]
    assert found.visits == []


def test_an_id_under_a_date_format_is_an_error_or_keeps_its_digits(tmp_path: Path) -> None:
    big = read_bytes(tmp_path, xlsx(ID_HEADINGS, ["02/11/2026", "An", Day(27090012345), "", BIRTH]))
    assert person(big)["id_last4"] == "2345"
    small = read_bytes(tmp_path, xlsx(ID_HEADINGS, ["02/11/2026", "An", Day(46328), "", BIRTH]))
    assert [column for _, column, _ in small.codes] == ["CCCD"]


@pytest.mark.parametrize("references", [True, False])
def test_a_row_with_a_formula_is_an_error_with_its_cell(tmp_path: Path, references: bool) -> None:
    rows = [HEADINGS, ROW, [ROW[0], ROW[1], Formula("B3&C3"), ROW[3]]]
    found = read_bytes(tmp_path, xlsx(*rows, references=references))
    assert found.codes == [(3, "Họ và tên", "sheet.formula")]


def test_formulas_are_found_under_a_prefix_in_unread_columns_and_beyond_the_heading(
    tmp_path: Path,
) -> None:
    book = parts(sheet([HEADINGS, [*ROW, None, Formula("1+1")]]))
    name = "xl/worksheets/sheet1.xml"
    book[name] = (
        book[name]
        .replace("<worksheet xmlns=", "<x:worksheet xmlns:x=")
        .replace("</worksheet", "</x:worksheet")
    )
    for tag in ("sheetData", "row", "c", "f", "v", "is", "t"):
        for end in (">", " "):
            book[name] = book[name].replace(f"<{tag}{end}", f"<x:{tag}{end}")
        book[name] = book[name].replace(f"</{tag}>", f"</x:{tag}>")
    assert read_bytes(tmp_path, packed(book)).codes == [(2, "F", "sheet.formula")]


def test_a_formula_above_the_heading_does_no_harm(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, xlsx([Formula("TODAY()")], HEADINGS, ROW))
    assert (found.rows, found.codes) == (1, [])


def test_a_list_of_choices_is_no_formula_cell(tmp_path: Path) -> None:
    choices = (
        '<extLst><ext xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        "<xm:f>Sheet2!$A$1:$A$5</xm:f></ext></extLst>"
    )
    assert read_bytes(tmp_path, xlsx(HEADINGS, ROW, after=choices)).codes == []


def test_an_error_value_is_an_error_not_a_text(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, xlsx(HEADINGS, [*ROW[:2], Error("#REF!"), ROW[3]]))
    assert found.codes == [(2, "Họ và tên", "sheet.error_cell")]


def test_a_workbook_with_macros_is_read_without_them(tmp_path: Path) -> None:
    book = {name: data.encode() for name, data in parts(sheet([HEADINGS, ROW])).items()}
    book["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 not looked at"
    assert read_bytes(tmp_path, packed(book)).codes == []


def test_upper_case_part_names_and_backslashes_are_found(tmp_path: Path) -> None:
    book = parts(sheet([HEADINGS, ROW]))
    book["XL\\Worksheets\\SHEET1.XML"] = book.pop("xl/worksheets/sheet1.xml")
    assert read_bytes(tmp_path, packed(book)).codes == []


GOOD = xlsx(HEADINGS, ROW)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_part(name: str, change: Any) -> bytes:
    book = parts(sheet([HEADINGS, ROW]))
    book[name] = change(book[name])
    return packed(book)


def far(reference: str) -> bytes:
    return with_part(
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            "</sheetData>", f'<row r="3"><c r="{reference}"><v>1</v></c></row></sheetData>'
        ),
    )


BAD = {
    "truncated": (GOOD[: len(GOOD) // 2], "sheet.broken_workbook"),
    "end only": (b"PK\x05\x06" + bytes(18), "sheet.broken_workbook"),
    "byte flipped": (GOOD[:60] + bytes([GOOD[60] ^ 0x55]) + GOOD[61:], "sheet.broken_workbook"),
    "any zip": (packed({"a.txt": "x"}), "sheet.not_a_workbook"),
    "ods": (packed({"mimetype": "application/vnd.oasis", "content.xml": "<x/>"}),
            "sheet.other_workbook"),
    "docx": (packed({"_rels/.rels": parts(sheet([]))["_rels/.rels"].replace("xl/work", "word/"),
                     "word/book.xml": "<w:document xmlns:w='w'/>"}), "sheet.other_workbook"),
    "no rows at all": (xlsx(), "sheet.empty"),
    "no heading": (xlsx(["a", "b"], ["c", "d"]), "sheet.no_heading"),
    "entity bomb in the sheet": (xlsx(HEADINGS, ROW, before=ENTITIES), "sheet.entities"),
    "entity bomb in the strings": (
        packed(parts(sheet([HEADINGS, ROW]), strings=["x"])
               | {"xl/sharedStrings.xml": ENTITIES + "<sst><si><t>&b;</t></si></sst>"}),
        "sheet.entities"),
    "entity bomb in the workbook": (
        with_part("xl/workbook.xml", lambda xml: ENTITIES + xml.split("?>", 1)[1]),
        "sheet.entities"),
    "utf-16 sheet": (
        packed({name: (data.encode("utf-16") if "sheet1" in name else data.encode())
                for name, data in parts(sheet([HEADINGS, ROW])).items()}),
        "sheet.nul_in_workbook"),
    "broken xml": (with_part("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]), None),
    "far row": (far("A1048576"), "sheet.too_many_rows"),
    "far column": (far("XFD3"), "sheet.too_many_columns"),
    "zip bomb": (packed(parts(sheet([HEADINGS, ROW])) | {"xl/media/image1.bin": "0" * 30_000_000}),
                 "sheet.zip_bomb"),
    "bomb in the sheet": (
        with_part("xl/worksheets/sheet1.xml", lambda xml: xml + " " * 30_000_000),
        "sheet.zip_bomb"),
    "10 MB cell": (xlsx(HEADINGS, [*ROW[:3], "x1y2z3" * 1_700_000]), None),
    "long cell": (xlsx(HEADINGS, [*ROW[:3], "x" * 40_000]), "sheet.cell_too_long"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_workbook_is_refused_in_one_problem(tmp_path: Path, case: str) -> None:
    data, code = BAD[case]
    problem = refused(tmp_path, data)
    assert code is None or problem.code == code, problem


def test_a_part_that_inflates_to_more_than_it_says_is_stopped(tmp_path: Path) -> None:
    data = lying_zip("xl/workbook.xml", b" " * 50_000_000, says=100)
    assert refused(tmp_path, data).code in ("sheet.zip_bomb", "sheet.broken_workbook")


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = parts(sheet([HEADINGS, ROW]))
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in book.items():
            archive.writestr(name, data)
        archive.writestr("XL/worksheets/sheet1.xml", book["xl/worksheets/sheet1.xml"])
    assert refused(tmp_path, out.getvalue()).code == "sheet.broken_workbook"


def test_too_many_parts_rows_and_cells_are_refused_by_name(tmp_path: Path) -> None:
    many = {f"x{n}": "" for n in range(30)} | parts(sheet([HEADINGS, ROW]))
    assert refused(tmp_path, packed(many), Limits(entries=20)).code == "sheet.too_many_parts"
    rows = xlsx(HEADINGS, *([ROW] * 40))
    assert refused(tmp_path, rows, Limits(rows=10)).code == "sheet.too_many_rows"
    assert refused(tmp_path, rows, Limits(rows=39)).code == "sheet.too_many_rows"
    assert refused(tmp_path, rows, Limits(cells=100)).code == "sheet.too_many_cells"


def test_a_sheet_that_needs_too_much_memory_ends_the_worker_not_us(tmp_path: Path) -> None:
    # Cells that do not say where they stand: 3,000 in the first row, then 150,000 short rows,
    # which makes a table of 450 million cells out of one megabyte.
    row = "<row>" + "<c><v>1</v></c>" * 3_000 + "</row>"
    xml = sheet([HEADINGS, ROW]).replace(
        "</sheetData>", row + "<row><c><v>1</v></c></row>" * 150_000 + "</sheetData>"
    )
    found = refused(tmp_path, packed(parts(xml)), Limits(ratio=10_000))
    assert found.code in ("sheet.too_big", "sheet.broken_workbook")
