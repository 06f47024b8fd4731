"""The month page goes through the same preview as the form, and is counted for itself."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel

from desk_app.core.clock import day_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.period import Month, month_of
from desk_app.qt.desk_month import MonthPaper
from desk_app.services.print_month import print_month
from desk_app.services.record_print import Copy
from desk_app.ui.print_preview import MONTH, PrintPreview
from tests.support.window import OpenWindow


def preview(opened: OpenWindow, printed: list[str]) -> PrintPreview:
    """The preview of the present month with a printer that takes everything."""
    desk = opened.window.desk

    def make(reader: Any, criteria: CriteriaSet, month: Month, copy: Copy) -> tuple[bytes, str]:
        today = day_of(desk.now())
        made = print_month(reader, criteria, opened.desk.unit, month, today, copy=copy)
        return made.pdf, made.check

    dialog = PrintPreview(
        opened.stage,
        MonthPaper(desk, make),
        month_of(day_of(desk.now())),
        opened.window.main,
        list_printers=lambda: (),
        send=lambda _pdf, name: printed.append(name),
        words=MONTH,
    )
    dialog.show()
    dialog.load()
    opened.settle()
    return dialog


def test_the_preview_shows_one_upright_page_under_its_own_name(opened: OpenWindow) -> None:
    dialog = preview(opened, [])
    assert dialog.windowTitle() == "Xem và in trang điểm tháng"
    assert "Trang điểm tháng" in [label.text() for label in dialog.findChildren(QLabel)]
    assert len(dialog.pages.pages) == 1
    shown = dialog.pages.pages[0].pixmap()
    assert shown.height() > shown.width()
    assert dialog.state.text().startswith("1 trang. Bản in lần 1,")
    dialog.reject()


def test_without_a_printer_one_is_told_so_and_only_the_file_is_offered(opened: OpenWindow) -> None:
    dialog = preview(opened, [])
    assert "chưa có máy in" in dialog._printer_row.aside.text()
    assert not dialog.print_button.isEnabled()
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_a_printed_page_is_logged_and_the_next_one_is_the_second_copy(opened: OpenWindow) -> None:
    printed: list[str] = []
    for number in (1, 2):
        dialog = preview(opened, printed)
        assert dialog._paper is not None
        assert dialog._paper.copy.copy == number
        dialog.printer.addItem("Quầy 2", "quay2")
        dialog.print_now()
        opened.settle()
        assert len(printed) == number
    assert opened.told[-1].kind == "done"


def test_the_saved_file_holds_the_very_bytes(opened: OpenWindow, tmp_path: Path) -> None:
    dialog = preview(opened, [])
    dialog.save(tmp_path / "thang.pdf")
    opened.settle()
    assert dialog._paper is not None
    data = (tmp_path / "thang.pdf").read_bytes()
    assert data == dialog._paper.pdf
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    dialog.reject()
