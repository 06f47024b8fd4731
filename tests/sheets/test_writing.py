"""Promises about files we write: whole or not there, opened rightly by Excel, running nothing."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.sheets.whole_file import whole_file
from desk_app.sheets.write_csv import write_csv
from desk_app.sheets.write_workbook import write_workbook

HOSTILE = (
    '=HYPERLINK("http://x","y")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "a;=1+1",
    "http://example.org", "00123", "mailto:a@b", "_x0041_", "<b>", "{=1}", "'=1", "nói \"chậm\"",
)  # fmt: skip


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_appears_whole_under_its_name_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    with whole_file(target, replace=False) as out:
        out.write(b"half")
        assert not target.exists()
        out.write(b" and half")
    assert target.read_bytes() == b"half and half"
    assert names(tmp_path) == ["visits.csv"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_existing_file_stays_unless_replacing_was_allowed(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    target.write_bytes(b"old")
    with pytest.raises(UserProblem, match=r"export\.exists"), whole_file(target, replace=False):
        raise AssertionError("it was opened")
    with whole_file(target, replace=True) as out:
        out.write(b"new")
    assert target.read_bytes() == b"new"


def test_a_name_taken_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    with pytest.raises(UserProblem, match=r"export\.exists"), whole_file(target, replace=False):
        target.write_bytes(b"somebody else")
    assert target.read_bytes() == b"somebody else"
    assert names(tmp_path) == ["visits.csv"]


def test_a_failure_in_the_middle_leaves_nothing_and_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "visits.csv"
    target.write_bytes(b"old")

    def fail_in_the_middle() -> None:
        with whole_file(target, replace=True) as out:
            out.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["visits.csv"]


def test_a_disk_that_refuses_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    absent = tmp_path / "absent" / "visits.csv"
    with (
        pytest.raises(EnvironmentProblem, match=r"export\.failed"),
        whole_file(absent, replace=False),
    ):
        raise AssertionError("it was opened")
    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(EnvironmentProblem, match=r"export\.failed"),
        whole_file(tmp_path / "visits.csv", replace=False) as out,
    ):
        out.write(b"x")
    assert names(tmp_path) == []


def test_a_stick_without_second_names_gets_its_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    with whole_file(tmp_path / "visits.csv", replace=False) as out:
        out.write(b"x")
    assert names(tmp_path) == ["visits.csv"]


def test_csv_has_the_mark_that_excel_needs_and_cells_that_run_nothing() -> None:
    out = io.BytesIO()
    rows: list[list[str | datetime]] = [[text, datetime(2026, 11, 2, 8, 5, 7)] for text in HOSTILE]
    assert write_csv(out, ["Ghi chú", "Lúc"], rows) == len(HOSTILE)
    data = out.getvalue()
    assert data.startswith(b"\xef\xbb\xbfGhi ch")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[1].endswith(",02/11/2026 08:05:07")
    for line in lines[1:]:
        assert line.strip('"')[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_xlsx_holds_texts_as_texts_without_formulas_links_or_a_clock() -> None:
    out, again = io.BytesIO(), io.BytesIO()
    rows: list[list[str | datetime]] = [[text, datetime(2026, 11, 2, 8, 5, 7)] for text in HOSTILE]
    for file in (out, again):
        assert write_workbook(file, ["Ghi chú", "Lúc"], [30, 20], rows, "Lượt") == len(HOSTILE)
    assert out.getvalue() == again.getvalue()
    out.seek(0)
    with CalamineWorkbook.from_filelike(out) as book:
        read = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[0] for row in read[1:]] == list(HOSTILE)
    assert {row[1] for row in read[1:]} == {datetime(2026, 11, 2, 8, 5, 7)}
    with zipfile.ZipFile(out) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml


def test_an_empty_sheet_has_its_headings() -> None:
    out = io.BytesIO()
    assert write_workbook(out, ["Ngày"], [10], [], "Lượt") == 0
    out.seek(0)
    with CalamineWorkbook.from_filelike(out) as book:
        assert book.get_sheet_by_index(0).to_python() == [["Ngày"]]
