"""The reports in the real window: F11, the figures, the keys, the paper, the spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk_app.services.record_print import next_copy
from desk_app.ui.print_preview import PrintPreview
from desk_app.ui.reports.dialog import KINDS, ReportsDialog
from tests.support.cups import PrintQueue
from tests.support.window import OpenWindow


@pytest.fixture
def reports(opened: OpenWindow) -> ReportsDialog:
    """The dialog, opened from the menu."""
    opened.window.main.menus.actions["reports"].trigger()
    opened.settle()
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, ReportsDialog)
    return dialog


def _first_cells(dialog: ReportsDialog, table: int) -> list[str]:
    rows = dialog.tables.tables[table].rows
    found = (rows.row(place) for place in range(rows.rowCount()))
    return [row.cells[0].text for row in found if row is not None]


def test_it_opens_with_the_figures_of_today(reports: ReportsDialog) -> None:
    assert reports.title.text() == "Phiếu cuối ngày của Bộ phận Một cửa"
    assert reports.first.isHidden() or not reports.first.isVisible()
    assert "Tổng số lượt tiếp" in _first_cells(reports, 0)
    assert len(reports.tables.tables) == 5


def test_each_report_shows_its_tables_and_fields(
    opened: OpenWindow, reports: ReportsDialog
) -> None:
    titles = set()
    for place, (kind, _words) in enumerate(KINDS):
        reports.kind.setCurrentIndex(place)
        opened.settle()
        titles.add(reports.title.text())
        assert reports.first.isVisible() == (kind != "day")
        assert reports.staff["PKS04"].isVisible() == (kind == "survey")
        assert reports.tables.tables
    assert len(titles) == len(KINDS)


def test_enter_in_a_field_shows_the_days_that_stand_there(
    opened: OpenWindow, reports: ReportsDialog
) -> None:
    reports.last.setText("2/1/2026")
    QTest.keyClick(reports.last, Qt.Key.Key_Return)
    opened.settle()
    assert reports.period.text().startswith("Ngày 02/01/2026")
    reports.last.setText("31/02/2026")
    QTest.keyClick(reports.last, Qt.Key.Key_Return)
    opened.settle()
    assert reports.period.text().startswith("Ngày 02/01/2026")
    assert reports.last.accessibleDescription()


def test_every_row_of_a_table_is_in_sight_at_every_scale(
    opened: OpenWindow, reports: ReportsDialog
) -> None:
    for scale in (100, 150, 200):
        opened.stage.look.choose_scale(scale)
        opened.settle()
        for table in reports.tables.tables:
            assert not table.verticalScrollBar().maximum()


def test_a_printed_report_is_logged_as_its_first_copy(
    opened: OpenWindow, reports: ReportsDialog, print_queue: PrintQueue
) -> None:
    reports.print_button.click()
    opened.settle()
    preview = opened.application.activeModalWidget()
    assert isinstance(preview, PrintPreview)
    preview.printer.setCurrentIndex(preview.printer.findData(print_queue.name))
    preview.print_button.click()
    opened.settle()
    assert len(print_queue.papers()) == 1
    wish = reports.presenter.wish
    assert wish is not None
    with opened.desk.store.reader() as reader:
        copy = next_copy(reader, wish.period, opened.window.desk.now(), wish.paper)
    assert copy.copy == 2


def test_a_spreadsheet_is_saved_and_said(
    opened: OpenWindow, reports: ReportsDialog, tmp_path: Path
) -> None:
    reports.save(tmp_path / "ngay.xlsx")
    opened.settle()
    assert (tmp_path / "ngay.xlsx").read_bytes()[:2] == b"PK"
    assert "ngay.xlsx" in reports.state.text()


def test_another_language_says_everything_again(opened: OpenWindow, reports: ReportsDialog) -> None:
    opened.stage.language.choose("en")
    opened.settle()
    assert reports.title.text() == "Day sheet of the one-stop desk"
    assert "All visits" in _first_cells(reports, 0)
