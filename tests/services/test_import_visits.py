"""Promises about importing visits: all rows or none, each once, and only when it is completed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.clock import from_local
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.core.texts import load_texts
from desk_app.services import import_visits as service
from desk_app.services.import_visits import (
    Cancelled,
    ImportReport,
    dry_run,
    import_visits,
    report_json,
)
from desk_app.services.list_visits import visits_between, visits_in_all
from tests.sheets.make_files import CATALOGUE, HEADINGS, ROW, Formula, csv_text, xlsx
from tests.support.desks import OpenDesk, opened_desk

import resources  # isort: skip

NOW = from_local(datetime(2026, 11, 21, 9, 0))


def rows(count: int) -> list[tuple[str, ...]]:
    return [(f"H05.12-261102-{n:04d}", *ROW[1:]) for n in range(1, count + 1)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        yield opened


class Files:
    """Writes files from outside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def csv(self, *table: tuple[str, ...], name: str = "tinh.csv") -> Path:
        file = self._folder / name
        file.write_text(csv_text(*table), encoding="utf-8-sig")
        return file

    def write(self, data: bytes, name: str = "tinh.xlsx") -> Path:
        file = self._folder / name
        file.write_bytes(data)
        return file


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def take_in(desk: OpenDesk, file: Path, **how: Any) -> ImportReport:
    return import_visits(desk.store, file, CATALOGUE, desk.officer, NOW, **how)


def total(desk: OpenDesk) -> int:
    with desk.store.reader() as reader:
        return visits_in_all(reader)


def ops(desk: OpenDesk) -> int:
    return desk.verify().ops


def in_short(report: ImportReport) -> tuple[int, int, int, int]:
    return report.rows, report.new, report.unchanged, len(report.errors)


def test_a_file_is_taken_in_whole_and_the_log_stays_sound(desk: OpenDesk, files: Files) -> None:
    report = take_in(desk, files.csv(HEADINGS, *rows(700)))
    assert in_short(report) == (700, 700, 0, 0)
    assert total(desk) == 700
    assert len(report.changes.imports) == 1
    assert desk.verify().ok
    before = desk.digests()
    desk.rebuild()
    assert desk.digests() == before


def test_the_same_file_twice_adds_nothing_not_even_an_op(desk: OpenDesk, files: Files) -> None:
    file = files.csv(HEADINGS, *rows(5))
    take_in(desk, file)
    before = ops(desk)
    assert in_short(take_in(desk, file)) == (5, 0, 5, 0)
    assert ops(desk) == before


def test_a_longer_file_adds_only_what_is_new(desk: OpenDesk, files: Files) -> None:
    take_in(desk, files.csv(HEADINGS, *rows(5)))
    assert in_short(take_in(desk, files.csv(HEADINGS, *rows(8)))) == (8, 3, 5, 0)
    assert total(desk) == 8


def test_rows_without_any_id_are_known_again_by_time_name_procedure_and_place(
    desk: OpenDesk, files: Files
) -> None:
    bare = [row[1:] for row in rows(1)]
    file = files.csv(HEADINGS[1:], *bare, *bare, ("02/11/2026 09:00", "An", ROW[3]))
    assert in_short(take_in(desk, file)) == (3, 3, 0, 0)
    assert in_short(take_in(desk, file)) == (3, 0, 3, 0)
    more = files.csv(HEADINGS[1:], *bare, *bare, *bare)
    assert in_short(take_in(desk, more)) == (3, 1, 2, 0)


def test_a_visit_logged_by_hand_with_its_case_is_not_imported_again(
    desk: OpenDesk, files: Files
) -> None:
    desk.log(reference="H05.12-261102-0001")
    assert in_short(take_in(desk, files.csv(HEADINGS, *rows(2)))) == (2, 1, 1, 0)


def test_csv_and_xlsx_of_the_same_rows_are_the_same_rows(desk: OpenDesk, files: Files) -> None:
    take_in(desk, files.csv(HEADINGS, *rows(3)))
    assert in_short(take_in(desk, files.write(xlsx(HEADINGS, *rows(3))))) == (3, 0, 3, 0)


def test_a_dry_run_tells_the_same_and_writes_nothing(desk: OpenDesk, files: Files) -> None:
    file = files.csv(HEADINGS, *rows(4))
    before = ops(desk)
    assert in_short(dry_run(desk.store, file, CATALOGUE, NOW)) == (4, 4, 0, 0)
    assert ops(desk) == before


def test_one_wrong_row_keeps_all_rows_out_and_is_told_exactly(desk: OpenDesk, files: Files) -> None:
    wrong = (
        ("H05.12-261102-0099", "31/02/2026 08:00", "An", ROW[3]),
        ("H05.12-261102-0098", "02/11/2026", "An", "Thủ tục lạ"),
    )
    before = ops(desk)
    report = take_in(desk, files.csv(HEADINGS, *rows(3), *wrong))
    assert in_short(report) == (5, 3, 0, 2)
    assert ops(desk) == before
    vi = load_texts([resources.read_text("texts/vi.d/sheets.toml")])
    told = report_json(report, vi)
    assert {key: told[key] for key in ("rows", "new", "unchanged")} == {
        "rows": 5,
        "new": 3,
        "unchanged": 0,
    }
    assert told["errors"] == [
        {"row": 5, "column": "Ngày tiếp nhận", "message": "Không có ngày 31/02/2026."},
        {
            "row": 6,
            "column": "Tên thủ tục",
            "message": "Danh mục không có thủ tục “Thủ tục lạ”. "
            "Dùng mã dạng 1.001193 hoặc đúng tên thủ tục.",
        },
    ]


def test_a_formula_keeps_all_rows_out(desk: OpenDesk, files: Files) -> None:
    row = ("H05.12-261102-0099", ROW[1], Formula("A1"), ROW[3])
    report = take_in(desk, files.write(xlsx(HEADINGS, *rows(2), row)))
    assert [(e.row, e.column, e.problem.code) for e in report.errors] == [
        (4, "Họ và tên", "sheet.formula")
    ]
    assert total(desk) == 0


def test_a_file_that_cannot_be_read_is_one_error_of_the_report(
    desk: OpenDesk, files: Files
) -> None:
    before = ops(desk)
    report = take_in(desk, files.write(b"%PDF-1.7"))
    assert [(e.row, e.problem.code) for e in report.errors] == [(0, "sheet.wrong_type")]
    cut = files.csv(HEADINGS)
    cut.write_bytes(cut.read_bytes() + b'"open')
    assert [e.row for e in dry_run(desk.store, cut, CATALOGUE, NOW).errors] == [2]
    assert ops(desk) == before


def test_ratings_are_never_imported_and_that_is_said(desk: OpenDesk, files: Files) -> None:
    file = files.csv((*HEADINGS, "Đánh giá"), (*ROW, "Rất hài lòng"))
    report = take_in(desk, file)
    assert [notice.code for notice in report.notices] == ["sheet.ratings_ignored"]
    with desk.store.reader() as reader:
        found = list(visits_between(reader, date(2026, 1, 1), date(2026, 12, 31)))
    assert [view.rating for view in found] == [""]


def test_cancelling_while_saving_leaves_nothing_that_counts(desk: OpenDesk, files: Files) -> None:
    file = files.csv(HEADINGS, *rows(600))
    half: list[int] = []

    def watch(done: int, whole: int) -> None:
        if 2 * done > whole:
            half.append(done)

    with pytest.raises(Cancelled):
        take_in(desk, file, on_progress=watch, cancelled=lambda: bool(half))
    assert half
    assert total(desk) == 0
    assert desk.verify().ok
    assert in_short(take_in(desk, file)) == (600, 600, 0, 0)
    assert total(desk) == 600


def test_a_failure_while_saving_leaves_nothing_that_counts(
    desk: OpenDesk, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = files.csv(HEADINGS, *rows(3))

    def fail(self: Any, group: Any) -> int:
        raise EnvironmentProblem(Problem("store.full"))

    with monkeypatch.context() as patch:
        patch.setattr(service._Import, "_append_some", fail)
        with pytest.raises(EnvironmentProblem):
            take_in(desk, file)
    assert total(desk) == 0
    assert in_short(take_in(desk, file)) == (3, 3, 0, 0)


def test_an_import_that_only_stopped_does_not_count_and_comes_in_later(
    desk: OpenDesk, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a power cut: rows are in the log, the import was neither completed nor cancelled."""
    file = files.csv(HEADINGS, *rows(3))

    class PowerCutError(BaseException):
        pass

    def die(self: Any, tx: Any, count: int = 0) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(service._Import, "_complete", die)
        patch.setattr(service._Import, "_cancel", die)
        with pytest.raises(PowerCutError):
            take_in(desk, file)
    desk.reopen()
    assert total(desk) == 0
    assert in_short(take_in(desk, file)) == (3, 3, 0, 0)
    assert total(desk) == 3


def test_the_same_file_imported_elsewhere_meanwhile_counts_once(
    desk: OpenDesk, files: Files
) -> None:
    file = files.csv(HEADINGS, *rows(3))
    nested: list[ImportReport] = []

    def watch(done: int, whole: int) -> None:
        if 2 * done > whole and not nested:
            nested.append(ImportReport())
            nested[0] = take_in(desk, file)

    report = take_in(desk, file, on_progress=watch)
    assert in_short(nested[0]) == (3, 3, 0, 0)
    assert [error.problem.code for error in report.errors] == ["import.meanwhile"]
    assert total(desk) == 3


def test_progress_runs_from_nothing_to_the_whole_once(desk: OpenDesk, files: Files) -> None:
    seen: list[float] = []

    def watch(done: int, whole: int) -> None:
        if whole:
            seen.append(done / whole)

    take_in(desk, files.csv(HEADINGS, *rows(1200)), on_progress=watch)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_every_sentence_is_there_in_both_languages_with_the_same_holes() -> None:
    import re

    texts = {}
    for language in ("vi", "en"):
        import tomllib

        texts[language] = tomllib.loads(resources.read_text(f"texts/{language}.d/sheets.toml"))
    assert texts["vi"].keys() == texts["en"].keys()
    for code, sentence in texts["vi"].items():
        holes = set(re.findall(r"\{(\w+)\}", sentence))
        assert holes == set(re.findall(r"\{(\w+)\}", texts["en"][code])), code
    source = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("sheets", "core", "services")
        for file in (Path(service.__file__).parent.parent / folder).glob("*.py")
    )
    used = set(re.findall(r'"(sheet\.[a-z_]+)"', source))
    assert used <= texts["vi"].keys()
