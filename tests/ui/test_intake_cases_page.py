"""Cases at the desk over a real window: rows, the sheet of a matter, undo, scanned slips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.core.case_code import case_code
from desk_app.core.case_view import CaseView
from desk_app.core.clock import VN, day_number, from_local
from desk_app.core.matter import MatterForm
from desk_app.services.advance_case import StepForm, advance_case
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.store import cases
from tests.support.window import OpenWindow, open_window

COPY, BIRTH, MARRIAGE, EXTRACT = "2.000815", "1.001193", "1.004873", "2.000635"
CARD = "024187004417||Trần Thị Thủy|15031987|Nữ|Tổ dân phố Hà Vị 1, Bắc Giang|12052021"


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """The window over an empty practice desk."""
    with open_window(qapp, tmp_path / "desk") as window:
        yield window


def press(opened: OpenWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or opened.window.main
    QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)
    opened.settle()


def scan(opened: OpenWindow, text: str) -> None:
    opened.window.scans.scanners._at = -1e9  # the scan before was long ago
    opened.window.scans.scanners.take(text)
    opened.settle()


def all_cases(opened: OpenWindow) -> list[CaseView]:
    today = day_number(from_local(datetime.now(VN)))
    with opened.desk.store.reader() as reader:
        return list(cases.between(reader.connection, today - 1, today + 1))


def step(opened: OpenWindow, case: str, **form: Any) -> None:
    opened.desk.store.writer.run(
        lambda tx: advance_case(tx, case, StepForm(**form), PRACTICE_OFFICER)
    )


def received(opened: OpenWindow, *codes: str) -> list[CaseView]:
    presenter = opened.window.intake.presenter
    opened.window.scans.scanners.take(CARD)
    for code in codes:
        presenter.add(code)
    opened.settle()
    presenter.save()
    opened.settle()
    return all_cases(opened)


def test_card_procedure_key_and_ctrl_enter_receive_a_case(opened: OpenWindow) -> None:
    opened.window.scans.scanners.take(CARD)
    press(opened, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(opened, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (case,) = all_cases(opened)
    assert (case.procedure, case.status, case.name) == (BIRTH, "received", "Trần Thị Thủy")
    assert case.due is not None
    assert "000001" in opened.window.main.undo.words.text()
    assert opened.window.intake.presenter.cases.slips == (case.id,)


def test_the_main_button_of_certified_copies_says_that_they_are_handed_over(
    opened: OpenWindow,
) -> None:
    button = opened.window.intake.log_button
    before = button.text()
    received(opened, COPY)
    (case,) = all_cases(opened)
    assert (case.status, case.book_number) == ("handed_over", 1)
    assert opened.window.main.undo.words.text().startswith(
        "Đã ghi và trả ngay 1 hồ sơ, số chứng thực 1"
    )
    opened.window.intake.presenter.add(COPY)
    assert (before, button.text()) == ("Ghi và tiếp", "Ghi và trả ngay")


def test_ctrl_t_hands_over_what_usually_waits(opened: OpenWindow) -> None:
    opened.window.scans.scanners.take(CARD)
    opened.window.intake.presenter.add(MARRIAGE)
    opened.settle()
    press(opened, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    (case,) = all_cases(opened)
    assert (case.at_once, case.due) == (True, None)
    assert opened.window.intake.presenter.cases.slips == ()


def test_ctrl_z_takes_the_visit_back_with_its_cases_and_all_that_was_typed(
    opened: OpenWindow,
) -> None:
    presenter = opened.window.intake.presenter
    opened.window.scans.scanners.take(CARD)
    presenter.add(COPY)
    presenter.cases.change(MatterForm(procedure=COPY, copies="4", pages="2"))
    presenter.save()
    opened.settle()
    opened.window.day.undo()
    opened.settle()
    assert [case.voided for case in all_cases(opened)] == [True]
    assert presenter.visit.typed().cases == (MatterForm(procedure=COPY, copies="4", pages="2"),)


def test_the_sheet_of_a_matter_opens_from_the_line_and_esc_comes_back(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.presenter.add(COPY)
    page.go_to_line()
    press(opened, Qt.Key.Key_Right)
    sheet = page.sheet.matter
    assert sheet.isVisible()
    copies = sheet.fields["copies"].field
    assert isinstance(copies, QLineEdit)
    assert copies.hasFocus()
    QTest.keyClicks(copies, "3")
    press(opened, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.fields["pages"].field, "3")
    opened.settle()
    assert sheet.explained.text().startswith("3 bản × 3 trang")
    press(opened, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert page.line.input.hasFocus()
    row = page.fields.matters.rows.row(0)
    assert row is not None
    assert [cell.text for cell in row.cells[1:3]] == ["3", "15.000 đ"]


def test_enter_on_a_row_opens_it_and_delete_takes_it_out(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.presenter.add(COPY)
    page.presenter.add(BIRTH)
    page.fields.matters.setFocus()
    page.fields.matters.choose(BIRTH)
    press(opened, Qt.Key.Key_Return)
    assert page.sheet.matter.code_shown == BIRTH
    press(opened, Qt.Key.Key_Escape)
    page.fields.matters.setFocus()
    page.fields.matters.choose(BIRTH)
    press(opened, Qt.Key.Key_Delete)
    assert page.presenter.form().procedures == (COPY,)


def test_papers_are_ticked_counted_and_added(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.presenter.add(MARRIAGE)
    page.presenter.cases.open(MARRIAGE)
    papers = page.sheet.matter.papers
    usual = papers.papers
    ticks = papers.ticks()
    ticks[1].click()
    papers.take_more("Giấy ủy quyền")
    opened.settle()
    (typed,) = page.presenter.form().cases
    assert typed.papers is not None
    assert [paper.name.split(" ")[0] for paper in typed.papers] == ["Tờ", "Giấy", "Giấy"]
    assert typed.papers[1].copies == "1"
    ticks[1].click()
    opened.settle()
    left = papers.papers or ()
    assert (usual, len(left)) == (None, 2)


@pytest.mark.parametrize("code", ["vi", "en"])
def test_three_matters_with_fees_and_due_dates_need_no_scroll_bar(
    opened: OpenWindow, code: str
) -> None:
    opened.stage.language.choose(code)
    page = opened.window.intake
    opened.window.scans.scanners.take(CARD)
    for procedure in (COPY, EXTRACT, MARRIAGE):
        page.presenter.add(procedure)
    opened.settle()
    bar = page.sheet.inner.verticalScrollBar()
    assert bar.maximum() == 0 or not bar.isVisible()
    body = page.sheet.inner.widget()
    assert body is not None
    assert body.height() <= page.sheet.inner.viewport().height()


def test_the_half_beside_does_not_move_when_a_matter_comes(opened: OpenWindow) -> None:
    page = opened.window.intake
    before = page.sheet.width()
    page.presenter.add(MARRIAGE)
    opened.settle()
    assert page.sheet.width() == before


def test_a_slip_opens_its_case_from_any_page(opened: OpenWindow) -> None:
    (case,) = received(opened, BIRTH)
    opened.window.main.undo.hide_act()
    told: list[str] = []
    opened.window.scans.case_opened.connect(told.append)
    for page in ("search", "month", "intake"):
        opened.show(page)
        scan(opened, case_code(case.number))
    assert told == [case.id] * 3


def test_a_slip_at_the_intake_offers_its_result_first_and_opens_it_when_scanned_again(
    opened: OpenWindow,
) -> None:
    (case,) = received(opened, BIRTH)
    step(opened, case.id, kind="ready")
    told: list[str] = []
    opened.window.scans.case_opened.connect(told.append)
    opened.show("intake")
    scan(opened, case_code(case.number))
    assert told == []
    press(opened, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    opened.window.intake.fill("name", "Lê Văn Bình")
    press(opened, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (closed,) = all_cases(opened)
    assert closed.status == "handed_over"
    assert opened.window.main.undo.words.text().startswith("Đã trả kết quả hồ sơ 000001")
    scan(opened, case_code(case.number))
    assert told == [case.id]


def test_a_misread_slip_opens_nothing_and_says_so(opened: OpenWindow) -> None:
    opened.show("intake")
    scan(opened, case_code("K7QX-A-004213").replace("4213", "4214"))
    assert "đọc sai" in opened.window.intake.sheet._note.text()


def test_what_was_said_of_a_misread_slip_goes_with_the_next_that_is_read(
    opened: OpenWindow,
) -> None:
    (case,) = received(opened, BIRTH)
    opened.show("month")
    opened.expects_errors = True
    banners: list[str] = []
    opened.stage.messages.banner_changed.connect(lambda text, _tone: banners.append(text))
    scan(opened, case_code(case.number).replace("000001", "000002"))
    assert "đọc sai" in banners[-1]
    scan(opened, case_code(case.number))
    assert banners[-1] == ""


def test_f8_prints_every_slip_of_the_visit_logged_last_in_one_go(opened: OpenWindow) -> None:
    asked: list[tuple[str, ...]] = []
    page = opened.window.intake
    page.slips_requested.connect(lambda paper, slips: asked.append((paper, *slips)))
    page.request_slips()
    assert asked == []
    found = received(opened, BIRTH, MARRIAGE, COPY)
    page.request_slips()
    slips = [case.id for case in found if not case.at_once]
    assert [list(one) for one in asked] == [["case_01", *slips]]
    assert len(slips) == 2
