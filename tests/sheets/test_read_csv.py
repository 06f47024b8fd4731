"""Promises about CSV: encodings, separators, line breaks, numbering, and what is refused where."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from desk_app.core.errors import UserProblem
from tests.sheets.make_files import HEADINGS, ROW, Read, csv_text, read_bytes

PERSON = "Nguyễn Thị Hòa"


def person_of(found: Read) -> dict[str, str]:
    (visit,) = found.visits
    assert visit.person is not None
    person: dict[str, str] = json.loads(visit.person)
    return person


def in_1258(text: str) -> bytes:
    """Vietnamese as Windows wrote it: base letter, then the tone as a letter of its own."""
    import unicodedata

    letters = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323"]
        rest = "".join(mark for mark in decomposed if mark not in tones)
        letters.append(unicodedata.normalize("NFC", rest) + "".join(tones))
    return "".join(letters).encode("cp1258")


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with mark": lambda text: text.encode("utf-8-sig"),
    "utf-16 le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 be": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "cp1258": in_1258,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same_visit(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = csv_text(HEADINGS, ROW, separator=separator)
    found = read_bytes(tmp_path, ENCODINGS[encoding](text))
    assert found.codes == []
    assert person_of(found)["name"] == PERSON


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_line_end_is_understood(tmp_path: Path, line_end: str) -> None:
    text = csv_text(HEADINGS, ROW, (*ROW[:3], "Đăng ký kết hôn")).replace("\r\n", line_end)
    found = read_bytes(tmp_path, text.encode())
    assert (found.rows, [code for _, _, code in found.codes]) == (2, ["sheet.row_twice"])


def test_a_line_break_inside_quotes_belongs_to_the_cell(tmp_path: Path) -> None:
    rows = [(*ROW, "dòng một\ndòng hai"), ("H05.12-261102-0002", "31/02/2026", "An", ROW[3], "")]
    found = read_bytes(tmp_path, csv_text((*HEADINGS, "Ghi chú"), *rows).encode())
    # The second visit is row 3 in a spreadsheet program although it is line 4 of the text.
    assert found.codes == [(3, "Ngày tiếp nhận", "sheet.no_such_day")]


def test_empty_lines_are_no_rows_but_keep_the_numbers(tmp_path: Path) -> None:
    bad = (ROW[0], "31/02/2026", *ROW[2:])
    text = csv_text(HEADINGS) + "\r\n,,,\r\n" + csv_text(bad)
    found = read_bytes(tmp_path, text.encode())
    assert (found.rows, found.codes) == (1, [(4, "Ngày tiếp nhận", "sheet.no_such_day")])


def test_titles_above_the_heading_and_numbers_below_it_are_passed_over(tmp_path: Path) -> None:
    title = ("SỔ THEO DÕI HỒ SƠ", "", "", "")
    numbers = ("(1)", "(2)", "(3)", "(4)")
    text = csv_text(title, ("Tháng 11/2026", "", "", ""), HEADINGS, numbers, ROW)
    found = read_bytes(tmp_path, text.encode())
    assert (found.rows, found.codes) == (1, [])


def test_the_line_that_tells_excel_the_separator_is_no_row(tmp_path: Path) -> None:
    text = "sep=;\r\n" + csv_text(HEADINGS, ROW, separator=";")
    assert read_bytes(tmp_path, text.encode()).rows == 1


def test_commas_in_quoted_cells_do_not_mislead_the_separator(tmp_path: Path) -> None:
    rows = [(*ROW, f"thôn {n}, xã Tân Yên, tỉnh Bắc Ninh") for n in range(1)]
    text = csv_text((*HEADINGS, "Địa chỉ"), *rows, separator=";")
    found = read_bytes(tmp_path, text.encode())
    assert person_of(found)["address"] == "thôn 0, xã Tân Yên, tỉnh Bắc Ninh"


def test_cells_are_text_whatever_they_begin_with(tmp_path: Path) -> None:
    text = csv_text((*HEADINGS, "Ghi chú"), (*ROW, "=1+1"))
    assert person_of(read_bytes(tmp_path, text.encode()))["note"] == "=1+1"


def test_columns_left_out_are_reported_and_ratings_among_them_by_name(tmp_path: Path) -> None:
    text = csv_text((*HEADINGS, "Mức độ hài lòng", "Màu áo"), (*ROW, "5", "xanh"))
    found = read_bytes(tmp_path, text.encode())
    assert found.notices == ["sheet.ratings_ignored", "sheet.columns_ignored"]
    assert b"xanh" not in (found.visits[0].person or b"")


def test_the_export_keys_of_the_vnpt_system_are_understood(tmp_path: Path) -> None:
    keys = (
        "dossierNo", "procedureName", "sectorName", "acceptedDate", "appointmentDate",
        "dossierStatusName", "overDueByUser",
    )  # fmt: skip
    row = ("H05.12-261102-0001", "Đăng ký khai sinh", "Hộ tịch", "02/11/2026", "03/11/2026",
           "Chờ bổ sung / Tạm dừng", "")  # fmt: skip
    found = read_bytes(tmp_path, csv_text(keys, row).encode())
    assert found.codes == []
    facts = json.loads(found.visits[0].facts)
    assert facts["outcome"] == "supplement"
    assert person_of(found) == {"reference": "H05.12-261102-0001"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [(ROW[:3], "sheet.row_short"), ((*ROW, "thừa"), "sheet.row_long")],
)
def test_a_ragged_row_is_an_error_of_that_row(
    tmp_path: Path, cells: tuple[str, ...], code: str
) -> None:
    other = ("H05.12-261102-0002", *ROW[1:])
    found = read_bytes(tmp_path, csv_text(HEADINGS, cells, other).encode())
    assert found.codes == [(2, "", code)]


def test_separators_after_the_last_cell_are_no_cells(tmp_path: Path) -> None:
    text = csv_text((*HEADINGS, "", ""), (*ROW, "", "")) + csv_text(
        ("H05.12-261102-0002", *ROW[1:], "", "", "", "")
    )
    assert read_bytes(tmp_path, text.encode()).codes == []


def test_a_row_that_repeats_another_counts_once_and_one_that_differs_is_named(
    tmp_path: Path,
) -> None:
    same = read_bytes(tmp_path, csv_text(HEADINGS, ROW, ROW).encode())
    assert (same.rows, same.repeats, len(same.visits), same.codes) == (2, 1, 1, [])
    other = (ROW[0], "03/11/2026", *ROW[2:])
    found = read_bytes(tmp_path, csv_text(HEADINGS, ROW, other).encode())
    assert found.codes == [(3, "Mã hồ sơ", "sheet.row_twice")]
    assert found.errors[0].problem.values["first"] == "2"


BAD = {
    "empty": (b"", "sheet.empty", ""),
    "only a mark": (codecs.BOM_UTF8, "sheet.empty", ""),
    "only blanks": (b" \r\n ;;\r\n", "sheet.empty", ""),
    "NUL": (csv_text(HEADINGS, ROW).encode() + b"\x00", "sheet.nul", "3"),
    "control character": (csv_text(HEADINGS, ROW).encode() + b"\x07", "sheet.control", "3"),
    "utf-8 cut in a letter": ("Ngày,Tên\n1/1/2026,Hò".encode()[:-1], "sheet.no_heading", None),
    "utf-32": ("Ngày".encode("utf-32"), "sheet.encoding", "1"),
    "utf-16 cut": (codecs.BOM_UTF16_LE + csv_text(HEADINGS).encode("utf-16-le") + b"\x41",
                   "sheet.encoding", "2"),
    "no encoding at all": (csv_text(HEADINGS).encode() + b"\x8a\xff\xd2\xff\x8d",
                           "sheet.encoding", "2"),
    "10 MB cell": (csv_text(HEADINGS).encode() + b'"' + b"x" * 10_000_000 + b'"',
                   "sheet.line_too_long", "2"),
    "10 MB cell of many lines": (csv_text(HEADINGS).encode() + b'"' + b"xxxxxxxxx\n" * 1_000_000,
                                 "sheet.cell_too_long", "2"),
    "open quote": (csv_text(HEADINGS).encode() + b'"H05.12-261102-0001,02/11/2026\r\n',
                   "sheet.cut_off", "2"),
    "quote inside": (csv_text(HEADINGS).encode() + b'"a"b,c,d,e\r\n', "sheet.quotes", "2"),
    "no heading": (b"a,b,c\r\n1,2,3\r\n", "sheet.no_heading", None),
    "heading only": (csv_text(HEADINGS).encode(), "sheet.no_rows", None),
    "heading twice": (csv_text(("Ngày", "Tên", "Tên")).encode(), "sheet.heading_twice", "1"),
    "no date": (csv_text(("Mã hồ sơ", "Họ tên")).encode(), "sheet.no_date_column", "1"),
    "old font": (csv_text(HEADINGS, (ROW[0], ROW[1], "NguyÔn V¨n An", ROW[3])).encode(),
                 "sheet.legacy_letters", "2"),
    "old font in the heading": ("M· hå s¬,Ngµy tiÕp nhËn,Hä vµ tªn\r\n1,2,3".encode(),
                                "sheet.legacy_letters", "1"),
    "letters replaced": (csv_text(HEADINGS, (*ROW[:2], "Nguy\ufffdn", ROW[3])).encode(),
                         "sheet.letters_lost", "2"),
    "letters lost in the heading": (b"M? h? so,Ng?y ti?p nh?n,H? v? t?n\r\n1,2,3",
                                    "sheet.letters_lost", "1"),
    "web page": (b"<html><table><tr><td>Ng\xc3\xa0y</td></tr></table>", "sheet.web_page", None),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_csv_is_refused_in_one_problem_with_its_row(tmp_path: Path, case: str) -> None:
    data, code, row = BAD[case]
    with pytest.raises(UserProblem) as caught:
        read_bytes(tmp_path, data)
    (problem,) = caught.value.problems
    assert code is None or problem.code == code
    assert row is None or problem.values.get("row", "") == row


def test_a_utf8_file_with_one_wrong_byte_is_not_taken_as_another_encoding(tmp_path: Path) -> None:
    row = ",".join(ROW).encode().replace("Nguyễn".encode(), "Nguyễn".encode() + b"\xe1")
    with pytest.raises(UserProblem) as caught:
        read_bytes(tmp_path, csv_text(HEADINGS).encode() + row)
    assert caught.value.problems[0].code in ("sheet.encoding", "sheet.legacy_letters")
