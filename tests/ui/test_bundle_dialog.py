"""The dialog "Gửi bằng USB…" in hands: keys, progress, a real stick that is a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QScrollArea

from desk_app.qt import desk_bundle
from desk_app.services.usb_state import UsbState
from desk_app.ui.bundle.dialog import BundleDialog
from desk_app.ui.bundle.presenter import UNPAIRED, WAITS
from tests.support.fit import cut_texts, misplaced
from tests.support.window import OpenWindow


def _opened(opened: OpenWindow) -> BundleDialog:
    opened.show("sync")
    page = opened.window.sync.page
    assert page.usb is not None
    page.usb.click()
    opened.settle()
    return next(one for one in opened.window.main.findChildren(BundleDialog) if one.isVisible())


def test_a_desk_without_a_province_is_told_what_comes_first(opened: OpenWindow) -> None:
    dialog = _opened(opened)
    assert dialog.why.text() == UNPAIRED
    assert not dialog.write.isEnabled()
    assert not dialog.read.isEnabled()
    bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() == 0  # the title stands above it all, and nothing has to be scrolled
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_keys_ask_for_a_file_and_the_result_stands_in_words(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paired = UsbState(paired=True, waiting=3, name="goi.mcua")
    monkeypatch.setattr(desk_bundle, "usb_state", lambda reader, now: paired)
    dialog = _opened(opened)
    assert dialog.write.isEnabled()
    target = tmp_path / "goi.mcua"
    asked: list[str] = []

    def chosen(_parent: object, title: str, *_rest: object) -> tuple[str, str]:
        asked.append(title)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    target.write_bytes(b"no bundle")
    QTest.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert "không phải gói dữ liệu" in dialog.outcome.text()
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert "chưa nối với tỉnh" in dialog.outcome.text()
    assert asked == ["Chọn gói trả lời của tỉnh", "Ghi gói ra USB"]
    assert dialog.back.isVisible()
    assert not dialog.progress.isVisible()
    assert target.read_bytes() == b"no bundle"


def test_progress_and_stop_stand_there_while_it_goes_on(opened: OpenWindow) -> None:
    dialog = _opened(opened)
    dialog.show_busy("Đang ghi ra USB…")
    dialog.show_percent(40)
    opened.settle()
    assert dialog.progress.isVisible()
    assert dialog.progress.value() == 40
    assert dialog.stop.hasFocus()
    assert not dialog.write.isEnabled()
    dialog.show_result("Xong.", "good")
    assert dialog.back.hasFocus()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_cut_off(opened: OpenWindow, language: str, scale: int) -> None:
    opened.stage.language.choose(language)
    opened.stage.look.choose_scale(scale)
    dialog = _opened(opened)
    dialog.show_steps(WAITS, WAITS)
    dialog.show_result(WAITS * 3, "late")
    opened.settle()
    assert cut_texts(dialog) == []
    assert misplaced(dialog) == []
