"""What hands meet on the intake page when they go by the keyboard alone, over a practice desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.ui.intake.places import COLUMN
from tests.support.window import OpenWindow, open_window
from tests.ui.test_intake_cases_page import BIRTH, MARRIAGE, all_cases, press, received

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
HELD = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """The window over an empty practice desk."""
    with open_window(qapp, tmp_path / "desk") as window:
        yield window
        window.window.intake.presenter.clear()
        window.settle()


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def choose_outcome(opened: OpenWindow, code: str) -> None:
    chooser = opened.window.intake.fields.fields["outcome"].field
    chooser.choose(code)  # type: ignore[attr-defined]
    chooser.activated.emit(chooser.currentIndex())  # type: ignore[attr-defined]
    opened.settle()


def test_tab_reaches_every_paper_and_goes_round_the_sheet_of_a_matter(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.presenter.add(MARRIAGE)
    page.presenter.cases.open(MARRIAGE)
    sheet, papers = page.sheet.matter, page.sheet.matter.papers
    sheet.fields["payment"].field.setFocus()
    for field in (*papers.fields(), sheet.fields["content"].field):
        press(opened, Qt.Key.Key_Tab)
        assert focused() is field
    sheet.fields["note"].field.setFocus()
    press(opened, Qt.Key.Key_Tab)
    assert focused() is sheet.back
    for _ in range(40):
        press(opened, Qt.Key.Key_Tab)
        assert focused() is not page.log_button
        assert sheet.isAncestorOf(focused())  # type: ignore[arg-type]
    press(opened, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert page.line.input.hasFocus()


def test_arrows_go_from_paper_to_paper_and_space_ticks(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.presenter.add(MARRIAGE)
    page.presenter.cases.open(MARRIAGE)
    papers = page.sheet.matter.papers
    first, second = papers.ticks()[:2]
    first.setFocus()
    press(opened, Qt.Key.Key_Down)
    assert focused() is second
    before = second.isChecked()
    press(opened, Qt.Key.Key_Space)
    assert second.isChecked() is not before
    press(opened, Qt.Key.Key_Up)
    press(opened, Qt.Key.Key_Tab)
    press(opened, Qt.Key.Key_Down)
    assert focused() is papers.fields()[4]  # the originals of the second paper
    for _ in papers.ticks():
        press(opened, Qt.Key.Key_Down)
    assert focused() is papers.more
    first.setFocus()
    press(opened, Qt.Key.Key_Escape)
    assert page.line.input.hasFocus()


def test_a_refusal_asks_for_its_reason_prints_form_03_and_is_taken_back(
    opened: OpenWindow,
) -> None:
    page = opened.window.intake
    asked: list[tuple[str, int]] = []
    page.slips_requested.connect(lambda paper, cases: asked.append((paper, len(cases))))
    page.presenter.add(BIRTH)
    page.fill("name", "Trần Thị Thủy")
    choose_outcome(opened, "refused")
    note = page.fields.fields["note"]
    assert note.word.text() == "Lý do từ chối"
    page.presenter.save()
    opened.settle()
    assert note.aside.text().startswith("Chưa ghi lý do từ chối.")
    assert note.field.hasFocus()
    page.fill("note", "không thuộc thẩm quyền")
    page.presenter.save()
    opened.settle()
    (case,) = all_cases(opened)
    assert case.status == "refused"
    said = opened.window.main.undo.words.text()
    assert said.startswith("Đã từ chối hồ sơ 000001")
    assert said.endswith("F8 in phiếu từ chối")
    page.request_slips()
    assert asked == [("case_03", 1)]
    assert note.word.text() == "Ghi chú"
    opened.window.day.undo()
    opened.settle()
    assert [one.voided for one in all_cases(opened)] == [True]
    assert page.presenter.form().note == "không thuộc thẩm quyền"


def test_a_request_for_a_supplement_prints_form_02(opened: OpenWindow) -> None:
    page = opened.window.intake
    asked: list[str] = []
    page.slips_requested.connect(lambda paper, _cases: asked.append(paper))
    page.presenter.add(BIRTH)
    page.fill("name", "Trần Thị Thủy")
    choose_outcome(opened, "supplement")
    page.fill("note", "giấy chứng sinh")
    page.presenter.save()
    opened.settle()
    page.request_slips()
    assert asked == ["case_02"]
    assert [case.status for case in all_cases(opened)] == ["waiting"]
    assert opened.window.main.undo.words.text().startswith("Đã yêu cầu bổ sung hồ sơ 000001")


def test_alt_7_asks_at_once_for_whom_and_no_case_is_logged_without_it(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.presenter.add(BIRTH)
    page.fill("name", "Trần Thị Thủy")
    press(opened, Qt.Key.Key_7, ALT)
    owner = page.fields.fields["on_behalf_of"]
    assert owner.field.hasFocus()
    page.presenter.save()
    opened.settle()
    assert owner.aside.text().startswith("Chưa ghi nộp thay cho ai.")
    assert all_cases(opened) == []
    page.fill("on_behalf_of", "Lê Văn Bình")
    page.presenter.save()
    opened.settle()
    assert [(case.name, case.submitter) for case in all_cases(opened)] == [
        ("Lê Văn Bình", "Trần Thị Thủy")
    ]


def test_what_is_typed_on_a_button_goes_into_the_line(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.go_to_line()
    press(opened, Qt.Key.Key_Tab)
    assert focused() is page.question
    QTest.keyClicks(page.question, "B")
    assert page.line.input.hasFocus()
    QTest.keyClicks(page.line.input, "S")
    assert page.line.input.text() == "BS"


def test_ctrl_z_names_an_act_that_the_bar_no_longer_says_before_it_undoes_it(
    opened: OpenWindow,
) -> None:
    (case,) = received(opened, BIRTH)
    bar = opened.window.main.undo
    bar.hide_act()
    opened.window.intake.go_to_line()
    press(opened, Qt.Key.Key_Z, HELD)
    assert bar.isVisible()
    assert bar.words.text().startswith("Đã nhận hồ sơ 000001")
    assert not all_cases(opened)[0].voided
    press(opened, Qt.Key.Key_Z, HELD)
    assert [(one.id, one.voided) for one in all_cases(opened)] == [(case.id, True)]


def test_the_number_of_a_case_typed_in_the_line_opens_its_page(opened: OpenWindow) -> None:
    (case,) = received(opened, BIRTH)
    line = opened.window.intake.line.input
    line.setFocus()
    QTest.keyClicks(line, case.number)
    opened.settle()
    press(opened, Qt.Key.Key_Return)
    assert opened.window.main.page == "cases"
    assert line.text() == ""


def test_one_hit_with_a_long_name_has_the_whole_width_and_its_code_in_sight(
    opened: OpenWindow,
) -> None:
    strip = opened.window.intake.strip
    long = max(opened.window.desk.catalogue, key=lambda one: len(one.name))
    same = msgspec.structs.replace(long, short_name="")
    height = strip.height()
    strip.show_procedures((same,))
    first = strip._places[0]
    assert first.width() == strip.width()
    assert first.height() > height // COLUMN
    strip.show_procedures((same,) * 3)
    assert first.width() < strip.width()
    assert strip.height() == height
