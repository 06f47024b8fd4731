"""Promises about exporting visits: what leaves, what never does, and that it comes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desk_app.core.clock import from_local
from desk_app.core.errors import UserProblem
from desk_app.core.visit_export import Language, headings
from desk_app.core.visit_view import VisitView
from desk_app.services.export_visits import export_visits
from desk_app.services.import_visits import dry_run, import_visits
from desk_app.services.list_visits import visits_between
from tests.sheets.make_files import CATALOGUE
from tests.support.desks import OpenDesk, opened_desk

NOW = from_local(datetime(2026, 11, 21, 9, 0))
KINDS = [(suffix, language) for suffix in (".csv", ".xlsx") for language in ("vi", "en")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        opened.log(
            name="Nguyễn Thị Hòa",
            citizen_id="027090012345",
            phone="+84 912 345 678",
            address="Thôn 1; xã Tân Yên, tỉnh Bắc Ninh",
            procedures=("1.001193", "2.000815"),
            flags=("proxy", "elderly"),
            note='=HYPERLINK("http://x") nói "chậm"',
            reference="H05.12-261015-0001",
        )
        opened.clock.go_on(minutes=7)
        opened.log(purpose="question")
        opened.log(organisation="-Công ty @Hai", phone="+1 555 010 0000", outcome="refused")
        opened.log(
            name="Trần Bình", at="2026-10-15T05:00:00", late_reason="power", late_note="'-cả xã"
        )
        opened.log(purpose="online_help", name="=An", outcome="supplement")
        same = opened.log(name="Trùng", reference="H05.12-261015-0002")
        opened.log(name="Trùng", reference="H05.12-261015-0002", outcome="returned")
        opened.rate(same, 1)
        opened.void(opened.log(name="Ghi Nhầm"))
        opened.erase(opened.log(name="Đã Xóa", note="riêng"))
        yield opened


def write(desk: OpenDesk, file: Path, language: Language = "vi") -> int:
    with desk.store.reader() as reader:
        return export_visits(reader, file, CATALOGUE, language=language)


def cells(file: Path) -> list[list[str]]:
    if file.suffix == ".csv":
        return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    with CalamineWorkbook.from_path(file) as book:
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[str(cell) for cell in row] for row in rows]


def views(desk: OpenDesk) -> list[VisitView]:
    with desk.store.reader() as reader:
        found = visits_between(reader, date(2026, 1, 1), date(2026, 12, 31))
        return [view for view in found if not view.voided]


def told(view: VisitView) -> tuple[object, ...]:
    """What of a visit crosses from desk to desk in a sheet."""
    return (
        view.at // 1000, view.purpose, view.name, view.organisation, view.phone, view.address,
        view.procedures, view.outcome, view.flags, view.note, view.reference, view.late,
        view.late_note,
    )  # fmt: skip


@pytest.mark.parametrize(("suffix", "language"), KINDS)
def test_our_own_export_comes_back_unchanged(
    desk: OpenDesk, tmp_path: Path, suffix: str, language: Language
) -> None:
    file = tmp_path / f"out{suffix}"
    assert write(desk, file, language) == 8
    report = dry_run(desk.store, file, CATALOGUE, NOW)
    assert (report.rows, report.new, report.unchanged) == (8, 0, 8)
    assert (report.errors, report.notices) == ((), ())


@pytest.mark.parametrize(("suffix", "language"), KINDS)
def test_an_export_read_at_another_desk_gives_the_same_visits(
    desk: OpenDesk, tmp_path: Path, suffix: str, language: Language
) -> None:
    file = tmp_path / f"out{suffix}"
    write(desk, file, language)
    with opened_desk(tmp_path / "other", seed=2) as other:
        report = import_visits(other.store, file, CATALOGUE, other.officer, NOW)
        assert (report.new, report.errors) == (8, ())
        assert sorted(map(repr, map(told, views(other)))) == sorted(
            map(repr, map(told, views(desk)))
        )
        again = import_visits(other.store, file, CATALOGUE, other.officer, NOW)
        assert (again.new, again.unchanged) == (0, 8)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_must_not_leave_does_not(desk: OpenDesk, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    write(desk, file)
    table = cells(file)
    text = "\n".join("\t".join(row) for row in table)
    assert "2345" in text
    assert "027090012345" not in text
    for never in ("hài lòng", "answered", "Ghi Nhầm", "Đã Xóa", "riêng"):
        assert never not in text
    assert table[0] == headings("vi")
    assert "Cán bộ thực hành" in text


def test_no_cell_of_the_csv_begins_like_a_formula(desk: OpenDesk, tmp_path: Path) -> None:
    write(desk, tmp_path / "out.csv")
    begins = {cell[:1] for row in cells(tmp_path / "out.csv") for cell in row}
    assert not begins & set("=+-@\t\r")


def test_only_the_days_asked_for_are_exported(desk: OpenDesk, tmp_path: Path) -> None:
    day = date(2026, 10, 16)
    with desk.store.reader() as reader:
        assert export_visits(reader, tmp_path / "a.csv", CATALOGUE, first=day) == 0
        assert export_visits(reader, tmp_path / "b.csv", CATALOGUE, last=day) == 8


def test_another_ending_is_refused_and_an_existing_file_kept(
    desk: OpenDesk, tmp_path: Path
) -> None:
    with pytest.raises(UserProblem, match=r"export\.suffix"):
        write(desk, tmp_path / "out.pdf")
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UserProblem, match=r"export\.exists"):
        write(desk, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
