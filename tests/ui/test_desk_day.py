"""A desk's day at the window: special visits by one key, long names, midnight, who may log."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app import parts
from desk_app.core.clock import Instant, Millis, day_of
from desk_app.core.period import month_of
from desk_app.core.visit_view import VisitView
from desk_app.ui.visit_dialogs import CorrectDialog
from desk_app.ui.working_dialog import WorkingDialog
from desk_app.ui.working_words import working_lines
from tests.support.scores import criteria
from tests.support.window import OpenWindow, a_visit, log, open_window, three_visits, type_text

DAY = 24 * 60 * 60 * 1000
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "Nguyễn Phúc Hoàng Thị Bảo Trân Châu Ngọc Ánh Dương " * 2


def newest(opened: OpenWindow) -> VisitView:
    found = opened.window.desk.visit(opened.window.intake.today.table.key)
    assert found is not None
    return found


def test_help_with_submitting_online_is_one_key_more(opened: OpenWindow) -> None:
    line = opened.window.intake.line.input
    QTest.keyClick(line, Qt.Key.Key_F2)
    type_text(line, "Trần Thị Thủy")
    QTest.keyClick(line, Qt.Key.Key_Return, CONTROL)
    opened.settle()
    assert newest(opened).purpose == "online_help"
    assert opened.window.intake.presenter.purpose == "service"


def test_the_outcome_is_chosen_by_the_keyboard(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.fill("name", "Trần Thị Thủy")
    page.presenter.take_match(0)
    QTest.keyClick(page.line.input, Qt.Key.Key_K, CONTROL)
    outcome = opened.application.focusWidget()
    assert outcome is page.fields.fields["outcome"].field
    for _ in range(3):
        QTest.keyClick(outcome, Qt.Key.Key_Down)
    page.fill("note", "không thuộc thẩm quyền")
    QTest.keyClick(outcome, Qt.Key.Key_Return, CONTROL)
    opened.settle()
    assert newest(opened).outcome == "refused"


def test_a_long_name_leaves_the_matter_and_the_state_their_room(opened: OpenWindow) -> None:
    log(opened.desk, a_visit(LONG))
    for scale in (100, 125):
        opened.window.choices.scale(scale)
        opened.window.today.reload()
        opened.settle()
        table = opened.window.intake.today.table
        widths = [table.columnWidth(number) for number in range(4)]
        assert widths[2] >= 64
        assert sum(widths) <= table.viewport().width()


def test_the_field_with_the_focus_is_in_sight_at_200_percent(opened: OpenWindow) -> None:
    opened.window.choices.scale(200)
    opened.settle()
    note = opened.window.intake.fields.fields["note"].field
    assert note.visibleRegion().isEmpty()
    note.setFocus()
    opened.settle()
    assert note.visibleRegion().boundingRect() == note.rect()


def test_line_and_button_stay_in_sight_while_a_late_entry_is_typed(opened: OpenWindow) -> None:
    page = opened.window.intake
    for number in range(4):
        page.presenter.take_match(number)
    page.toggle_late()
    opened.settle()
    for shown in (page.line, page.log_button, page.fields.fields["at"].field):
        assert shown.visibleRegion().boundingRect() == shown.rect()


def test_a_new_day_begins_with_an_empty_list(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    later = [0]

    def clock() -> Instant:
        now = parts.system_clock()
        return Instant(Millis(now.wall + later[0]), now.mono + later[0], now.boot)

    with open_window(qapp, tmp_path / "desk", three_visits, clock) as opened:
        rows = opened.window.intake.today.table.rows
        assert rows.rowCount() == 3
        later[0] = DAY
        opened.window.main.truth.tick()
        opened.settle()
        assert rows.rowCount() == 0


def test_a_chair_is_told_who_logs_visits(opened: OpenWindow) -> None:
    page, desk = opened.window.intake, opened.window.desk
    chair = next(one for one in desk.officers() if one.role == "chair")
    officer = next(one for one in desk.officers() if one.role == "officer")
    desk.act_as(chair)
    opened.show("intake")
    problem = desk.why_not("visit.log")
    assert problem is not None
    assert not page.log_button.isEnabled()
    assert page.sheet.why_not.isVisible()
    assert page.sheet.why_not.text() == opened.stage.language.sentence(problem)
    desk.act_as(officer)
    assert page.log_button.isEnabled()
    assert not page.sheet.why_not.isVisible()


def test_a_correction_says_what_an_empty_field_means(opened: OpenWindow) -> None:
    opened.window.visits.correct(opened.window.intake.today.table.rows.row(1).key)  # type: ignore[union-attr]
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, CorrectDialog)
    for name in ("citizen_id", "at"):
        assert dialog.fields.fields[name].aside.text() == "để trống: giữ như cũ"
    assert isinstance(dialog.focusWidget(), QLineEdit)
    opened.settle()
    QTest.keyClick(dialog, Qt.Key.Key_F2)
    opened.settle()
    assert dialog.form().purpose == "online_help"
    dialog.reject()


@pytest.mark.parametrize(("points", "said"), [("9", "Hiện là 9"), ("1,3", "Hiện là 1,3")])
def test_wrong_points_are_said_as_typed_and_the_focus_goes_there(
    opened: OpenWindow, points: str, said: str
) -> None:
    opened.show("assessment")
    page = opened.window.assessment
    page.table.choose("1.1")
    page.claim.setText(points)
    page.reason.setPlainText("Có quyết định kiện toàn ban chỉ đạo")
    page.reason.setFocus()
    page.save()
    opened.settle()
    assert said in page._claim_error.text()
    focus: QWidget | None = opened.application.focusWidget()
    assert focus is page.claim


def test_a_criterion_with_a_claim_is_not_called_unclaimed(opened: OpenWindow) -> None:
    desk = opened.window.desk
    month = month_of(day_of(desk.now()))
    desk.claim(month.year, "1.2", Decimal("0.75"), "Có bản đăng ký")
    figures = desk.month(month)
    said = []
    for identity in ("1.1", "1.2"):
        criterion, score = criteria().criterion(identity), figures.sheet.criterion(identity)
        assert criterion is not None
        assert score is not None
        said.append(" ".join(working_lines(opened.stage.say, criterion, score)))
    assert ["chưa khai điểm" in text for text in said] == [True, False]
    assert "tự chấm 0,75 điểm" in said[1]


def test_the_sentences_of_a_working_stand_whole(opened: OpenWindow) -> None:
    opened.show("month")
    opened.window.show_working("5.7")
    opened.settle()
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, WorkingDialog)
    assert dialog.table.isVisible()
    assert dialog._area.verticalScrollBar().maximum() == 0
    dialog.reject()
