"""The window with a real desk behind it: what hands and eyes meet."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.core.citizen_id import parse_citizen_id
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.services.list_visits import list_visits
from desk_app.services.month_score import month_score
from desk_app.ui.visit_dialogs import CorrectDialog, VoidDialog
from desk_app.ui.working_dialog import WorkingDialog
from tests.support.scores import criteria
from tests.support.window import OpenWindow, a_visit, log, type_text


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)


def visits_of(opened: OpenWindow) -> list[str]:
    with opened.desk.store.reader() as reader:
        return [view.name for view in list_visits(reader, datetime.now().date())]


def today_rows(opened: OpenWindow) -> list[list[str]]:
    table = opened.window.intake.today.table.rows
    rows = [table.row(number) for number in range(table.rowCount())]
    return [[cell.text for cell in row.cells] for row in rows if row is not None]


def dialog_of(opened: OpenWindow) -> QWidget:
    dialog = opened.application.activeModalWidget()
    assert dialog is not None
    return dialog


def test_the_line_has_the_focus_when_the_window_opens(opened: OpenWindow) -> None:
    assert opened.application.focusWidget() is opened.window.intake.line.input


def test_a_visit_is_logged_by_the_keyboard_alone(opened: OpenWindow) -> None:
    line = opened.window.intake.line.input
    type_text(line, "Đỗ Thị Ngọc Ánh")
    press(line, Qt.Key.Key_Return)
    press(line, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(line, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    press(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert today_rows(opened)[0][1:3] == ["Đỗ Thị Ngọc Ánh", "Chứng thực bản sao"]
    with opened.desk.store.reader() as reader:
        newest = list_visits(reader, datetime.now().date())[0]
    assert newest.flags == ("priority",)
    assert line.text() == ""
    assert opened.application.focusWidget() is line


def test_only_a_question_is_two_keys(opened: OpenWindow) -> None:
    before = len(today_rows(opened))
    line = opened.window.intake.line.input
    press(line, Qt.Key.Key_F4)
    press(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert len(today_rows(opened)) == before + 1
    assert today_rows(opened)[0][1] == "chỉ hỏi"


def test_a_question_asks_for_nothing_about_the_person(opened: OpenWindow) -> None:
    press(opened.window.intake.line.input, Qt.Key.Key_F4)
    fields = opened.window.intake.fields.fields
    assert not any(fields[name].isVisible() for name in ("name", "citizen_id", "phone", "address"))
    assert fields["note"].isVisible()


def test_a_wrong_number_is_told_beside_its_field_and_stays(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.fill("name", "Trần Thị Thủy")
    page.fill("citizen_id", "12345678901")
    page.presenter.take_match(0)
    press(page.line.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    row = page.fields.fields["citizen_id"]
    assert row.aside.text() == opened.stage.language.sentence(_too_short())
    assert row.field.property("state") == "error"
    assert isinstance(row.field, QLineEdit)
    assert row.field.text() == "12345678901"
    assert opened.application.focusWidget() is row.field
    assert len(today_rows(opened)) == 3


def _too_short() -> Problem:
    found = parse_citizen_id("12345678901")
    assert isinstance(found, Problem)
    return found


def test_the_whole_id_number_is_nowhere_after_logging(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.fill("name", "Trần Thị Thủy")
    page.fill("citizen_id", "024187004417")
    page.presenter.take_match(0)
    page.presenter.save()
    opened.settle()
    shown = " ".join(" ".join(row) for row in today_rows(opened))
    assert "024187004417" not in shown
    with opened.desk.store.reader() as reader:
        newest = list_visits(reader, datetime.now().date())[0]
    assert newest.id_last4 == "4417"


def test_a_late_entry_keeps_both_times(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.fill("name", "Trần Thị Thủy")
    page.presenter.take_match(0)
    page.toggle_late()
    page.fill("at", "02/01/2026 08:15")
    page.presenter.save()
    opened.settle()
    assert page.fields.fields["late_reason"].aside.text() != ""
    page.fill("late_reason", "power")
    page.presenter.save()
    opened.settle()
    assert page.read().name == ""
    with opened.desk.store.reader() as reader:
        late = list_visits(reader, datetime(2026, 1, 2).date())
    assert [view.late for view in late] == ["power"]


def test_names_that_look_like_markup_stay_names(opened: OpenWindow) -> None:
    hostile = "<b>Bình</b> & <img src=x>"
    log(opened.desk, a_visit(hostile))
    opened.window.today.reload()
    opened.settle()
    assert hostile in [row[1] for row in today_rows(opened)]
    opened.window.visits.void(opened.window.intake.today.table.rows.row(0).key)  # type: ignore[union-attr]
    for page in ("intake", "search", "month", "assessment"):
        opened.show(page)
        for label in opened.window.main.findChildren(QLabel):
            if label.text():
                assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    for label in dialog_of(opened).findChildren(QLabel):
        assert not label.text() or label.textFormat() is Qt.TextFormat.PlainText


def test_enter_on_a_row_corrects_with_a_reason(opened: OpenWindow) -> None:
    table = opened.window.intake.today.table
    table.setFocus()
    table.choose(next(r for r in _keys(opened) if _name(opened, r) == "Nguyễn Thị Hoà"))
    press(table, Qt.Key.Key_Return)
    dialog = dialog_of(opened)
    assert isinstance(dialog, CorrectDialog)
    dialog.fields.fill("name", "Nguyễn Thị Hòa")
    dialog.deed.click()
    opened.settle()
    assert dialog.reason_row.aside.text() != ""
    dialog.reason.setText("gõ sai tên")
    dialog.deed.click()
    opened.settle()
    assert "Nguyễn Thị Hòa" in [row[1] for row in today_rows(opened)]
    assert "Nguyễn Thị Hoà" not in visits_of(opened)


def test_delete_on_a_row_voids_with_a_reason_and_keeps_the_row(opened: OpenWindow) -> None:
    table = opened.window.intake.today.table
    table.setFocus()
    table.choose(next(r for r in _keys(opened) if _name(opened, r) == "Trần Văn Lực"))
    press(table, Qt.Key.Key_Delete)
    dialog = dialog_of(opened)
    assert isinstance(dialog, VoidDialog)
    dialog.reason.setText("ghi hai lần")
    press(dialog.reason, Qt.Key.Key_Return)
    opened.settle()
    assert dialog.isVisible()  # a name typed by mistake and Enter void nothing
    press(dialog.deed, Qt.Key.Key_Return)
    opened.settle()
    states = {row[1]: row[3] for row in today_rows(opened)}
    assert states["Trần Văn Lực"] == "đã hủy"


def test_esc_leaves_a_visit_as_it_is(opened: OpenWindow) -> None:
    table = opened.window.intake.today.table
    table.setFocus()
    table.choose_first()
    press(table, Qt.Key.Key_Delete)
    dialog = dialog_of(opened)
    assert isinstance(dialog, VoidDialog)
    press(dialog.reason, Qt.Key.Key_Escape)
    opened.settle()
    assert opened.application.activeModalWidget() is None
    assert "đã hủy" not in [row[3] for row in today_rows(opened)]


def _keys(opened: OpenWindow) -> list[str]:
    rows = opened.window.intake.today.table.rows
    return [row.key for n in range(rows.rowCount()) if (row := rows.row(n)) is not None]


def _name(opened: OpenWindow, key: str) -> str:
    visit = opened.window.today.visit(key)
    return visit.name if visit is not None else ""


def test_search_finds_while_one_types_and_starts_a_visit(opened: OpenWindow) -> None:
    opened.show("search")
    page = opened.window.visits.page
    assert opened.application.focusWidget() is page.line.input
    type_text(page.line.input, "nguyen thi hoa")
    press(page.line.input, Qt.Key.Key_Return)
    opened.settle()
    first = page.table.rows.row(1)
    assert first is not None
    assert first.cells[0].text == "Nguyễn Thị Hoà"
    press(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.main.page == "intake"
    assert opened.window.intake.read().name == "Nguyễn Thị Hoà"
    assert opened.window.intake.read().address == "Tổ dân phố Hà Vị 1"


def test_f9_shows_the_month_from_the_log(opened: OpenWindow) -> None:
    press(opened.window.main, Qt.Key.Key_F9)
    opened.settle()
    assert opened.window.main.page == "month"
    figures = opened.window.month.presenter.figures
    assert figures is not None
    assert figures.visits.total == 3
    assert figures.visits.with_service == 2


def test_enter_on_a_criterion_opens_its_working_with_the_visits_behind(
    opened: OpenWindow,
) -> None:
    opened.show("month")
    table = opened.window.month.table
    table.choose("5.7")
    press(table, Qt.Key.Key_Return)
    opened.settle()
    dialog = dialog_of(opened)
    assert isinstance(dialog, WorkingDialog)
    assert "0/2 lượt" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert dialog.table.rows.rowCount() == 2


def test_left_and_right_fold_a_group(opened: OpenWindow) -> None:
    opened.show("month")
    table = opened.window.month.table
    table.choose("group:1")
    press(table, Qt.Key.Key_Left)
    assert table.rows.place("1.1") == -1
    press(table, Qt.Key.Key_Right)
    assert table.rows.place("1.1") == 1


def test_a_claim_is_written_into_the_log(opened: OpenWindow) -> None:
    opened.show("assessment")
    page = opened.window.assessment
    page.table.choose("1.4")
    press(page.table, Qt.Key.Key_Return)
    assert opened.application.focusWidget() is page.claim
    page.claim.setText("1,5")
    type_text(page.reason, "đủ ba hình thức")
    press(page.reason, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    with opened.desk.store.reader() as reader:
        now = datetime.now()
        sheet = month_score(reader, criteria(), Month(now.year, now.month)).sheet
    found = sheet.criterion("1.4")
    assert found is not None
    assert found.parts.unproven == Decimal("1.5")


def test_english_and_dark_and_large_come_live(opened: OpenWindow) -> None:
    opened.show("month")
    window, stage = opened.window, opened.stage
    before = window.main.menuBar().height()
    window.choices.language("en")
    assert window.month._head.title.text().startswith("Month score")
    assert window.main.menuBar().actions()[0].text() == "File"
    window.choices.scheme("dark")
    assert stage.look.dark
    window.choices.scale(200)
    opened.settle()
    assert window.main.menuBar().sizeHint().height() > before
    window.choices.language("vi")
    assert window.month._head.title.text().startswith("Điểm tháng")


def test_what_was_chosen_is_remembered_beside_the_desk(opened: OpenWindow) -> None:
    from desk_app.qt.settings import WindowSettings

    opened.window.choices.scheme("dark")
    opened.window.choices.language("en")
    again = WindowSettings(opened.desk.home)
    assert (again.scheme, again.language) == ("dark", "en")


def test_every_command_is_in_a_menu_with_its_key(opened: OpenWindow) -> None:
    menus = opened.window.main.menus
    in_menus = {action for menu in menus._menus.values() for action in menu.actions()}
    assert set(menus.actions.values()) <= in_menus


@pytest.mark.parametrize("page", ["intake", "search", "month", "assessment"])
def test_whatever_takes_the_focus_has_a_name(opened: OpenWindow, page: str) -> None:
    opened.show(page)
    nameless = [
        widget
        for widget in opened.window.main.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("page", ["intake", "search", "month", "assessment"])
def test_tab_walks_through_the_page_and_comes_back(opened: OpenWindow, page: str) -> None:
    opened.show(page)
    seen: list[QWidget] = []
    for _ in range(80):
        focus = opened.application.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
        press(focus, Qt.Key.Key_Tab)
    assert len(seen) >= 4
    assert opened.application.focusWidget() in seen


def test_the_chair_may_claim_but_not_log(opened: OpenWindow) -> None:
    chair = next(o for o in opened.window.desk.officers() if o.role == "chair")
    opened.window.desk.act_as(chair)
    menus = opened.window.main.menus.actions
    assert menus["score_claim"].isEnabled()
    assert not menus["visit_log"].isEnabled()
    assert not opened.window.intake.log_button.isEnabled()


def test_whoever_may_not_see_names_sees_none(opened: OpenWindow) -> None:
    administrator = next(o for o in opened.window.desk.officers() if o.role == "administrator")
    opened.window.desk.act_as(administrator)
    opened.settle()
    assert opened.window.main.page == "month"
    assert today_rows(opened) == []
    assert not opened.window.main.menus.actions["page_search"].isEnabled()


def test_a_real_desk_asks_who_works_there_before_it_shows_anything(opened: OpenWindow) -> None:
    opened.settle()
    opened.window.desk.practice = False
    opened.window._on_officer()
    opened.window.start()
    opened.settle()
    keeper = opened.window.keeper
    assert today_rows(opened) == []
    press(keeper.page.officers, Qt.Key.Key_1)
    press(keeper.page.pin, Qt.Key.Key_Return)
    opened.settle()
    assert not keeper.locked
    assert opened.window.desk.signed_in
    assert len(today_rows(opened)) == 3


def test_a_refusal_without_a_field_is_a_sentence_and_no_crash(opened: OpenWindow) -> None:
    opened.expects_errors = True
    opened.window.desk.practice = False
    opened.stage.runner.run(opened.window.desk.today, lambda _: None)
    opened.settle()
    assert [m.kind for m in opened.told] == ["environment"]
    assert opened.window.main.banner.isVisible()


def test_typing_in_the_reason_never_reaches_the_page_behind(opened: OpenWindow) -> None:
    table = opened.window.intake.today.table
    table.setFocus()
    table.choose_first()
    press(table, Qt.Key.Key_Delete)
    dialog = dialog_of(opened)
    assert isinstance(dialog, VoidDialog)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(dialog.reason, event)
    assert dialog.reason.text() == "a"
    assert opened.window.intake.line.input.text() == ""
