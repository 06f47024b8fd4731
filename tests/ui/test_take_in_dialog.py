"""The dialog "Nhập dữ liệu tỉnh" over a real desk: from a file to the last difference."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desk_app.qt.desk_reconcile import DeskReconcile
from desk_app.ui.reconcile.copying import Copying
from desk_app.ui.reconcile.dialog import TakeInDialog
from tests.support.case_values import CASE
from tests.support.province import as_csv, dossiers
from tests.support.window import OpenWindow, open_window, three_visits

START = datetime(2026, 11, 20, 7, 35)


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> object:
    with open_window(qapp, tmp_path / "desk", three_visits) as window:
        yield window


def _dialog(opened: OpenWindow) -> TakeInDialog:
    desk = DeskReconcile(opened.window.desk)
    dialog = TakeInDialog(opened.stage, desk, opened.window.main)
    opened.window.dialogs.show(dialog)
    opened.settle()
    return dialog


def test_a_day_is_taken_in_with_two_keys(opened: OpenWindow, tmp_path: Path) -> None:
    dialog = _dialog(opened)
    file = as_csv(tmp_path / "a.csv", dossiers(6, START))

    dialog.start.file_chosen.emit(str(file))
    opened.settle()
    assert dialog.preview.isVisible()
    assert dialog.preview.deed.text() == "Nhận 6 hồ sơ, 6 lượt"
    assert dialog.preview.cases.rows.rowCount() == 6
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()

    assert dialog.compare.isVisible()
    assert dialog.compare.words.text() == "Đã nhận 6 hồ sơ, ghi 6 lượt."
    dialog.done(0)


def test_differences_are_taken_over_by_ctrl_enter_and_by_the_group_and_never_by_enter(
    opened: OpenWindow, tmp_path: Path
) -> None:
    day = dossiers(4, START)
    dialog = _dialog(opened)
    dialog.presenter.choose_file(as_csv(tmp_path / "a.csv", day))
    opened.settle()
    dialog.presenter.take_in()
    opened.settle()
    later = [
        msgspec.structs.replace(one, due=(one.due or START) + timedelta(days=3)) for one in day
    ]
    dialog.presenter.choose_file(as_csv(tmp_path / "b.csv", later))
    opened.settle()
    dialog.presenter.take_in()
    opened.settle()

    QTest.keyClick(dialog.compare.table, Qt.Key.Key_Return)
    opened.settle()
    assert dialog.compare.all.text() == "Lấy theo tỉnh cả nhóm: 4 hồ sơ"
    assert dialog.compare.one.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert dialog.compare.all.text() == "Lấy theo tỉnh cả nhóm: 3 hồ sơ"
    assert "Lấy lại: mở hồ sơ" in dialog.compare.words.text()
    QTest.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    opened.settle()

    assert dialog.compare.facts.text().startswith("4 hồ sơ giống nhau, 0 hồ sơ khác nhau")
    dialog.done(0)


def test_escape_steps_back_before_it_closes(opened: OpenWindow, tmp_path: Path) -> None:
    dialog = _dialog(opened)
    dialog.presenter.choose_file(as_csv(tmp_path / "a.csv", dossiers(2, START)))
    opened.settle()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.start.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_copied_rows_are_pasted_by_the_usual_key(opened: OpenWindow) -> None:
    dialog = _dialog(opened)
    row = "H05.24-201126-0001\tĐăng ký khai sinh\tTrần Thị Thủy\t20/11/2026 08:05\tĐang xử lý"
    QApplication.clipboard().setText(row)

    QTest.keyClick(dialog, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle()

    assert dialog.preview.isVisible()
    assert dialog.preview.title.text() == "Phần vừa dán"
    dialog.done(0)


def test_the_strip_copies_the_next_field_without_taking_the_focus(opened: OpenWindow) -> None:
    copying = Copying(opened.stage, DeskReconcile(opened.window.desk))

    copying.begin(msgspec.structs.replace(CASE, name="Trần Thị Thủy", phone="0912345678"))
    opened.settle()
    first = QApplication.clipboard().text()
    copying.next(None)
    opened.settle()

    strip = copying._strip
    assert strip is not None
    assert strip.isVisible()
    assert strip.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert QApplication.clipboard().text() != first
    copying.close()
