"""The page of cases in the real window: keys, dialogs, undo, several rows, sizes and names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desk_app import parts
from desk_app.ui.cases.make import cases_page
from desk_app.ui.cases.segments import Segment
from desk_app.ui.cases.step_dialog import StepDialog, Tick
from desk_app.ui.cases_page import CasesPage
from tests.support.case_day import Hands, fill
from tests.support.fit import cut_texts, misplaced
from tests.support.window import OpenWindow, open_window, type_text


class Shown:
    """The page over a desk with cases, and hands that wait until nothing is under way."""

    def __init__(self, opened: OpenWindow, ids: dict[str, str]) -> None:
        self.opened, self.ids = opened, ids
        window = opened.window
        self.page: CasesPage = cases_page(opened.stage, window.desk, window.day.stack.push)
        self.dialogs: list[StepDialog] = []
        self.page.dialog_requested.connect(self._show)
        window.desk.changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)
        self.page.resize(1194, 672)
        self.page.show()
        self.page.activateWindow()
        self.page.open_page()
        self.opened.settle()

    def _show(self, dialog: StepDialog) -> None:
        self.dialogs.append(dialog)
        dialog.setModal(True)
        dialog.show()

    def _on_changed(self, changes: object) -> None:
        self.page.presenter.on_changed(changes.cases)  # type: ignore[attr-defined]

    def press(
        self,
        key: Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        widget: QWidget | None = None,
    ) -> None:
        target = widget or self.opened.application.focusWidget() or self.page
        QTest.keyClick(target, key, held)
        self.opened.settle()

    def choose(self, word: str) -> None:
        self.page.table.choose(self.ids[word])
        self.opened.settle()

    def open_list(self, digit: int) -> list[str]:
        self.press(Qt.Key(Qt.Key.Key_0 + digit), widget=self.page.table)
        return self.names()

    def names(self) -> list[str]:
        rows = self.page.table.rows
        return [row.cells[1].text for n in range(rows.rowCount()) if (row := rows.row(n))]

    @property
    def dialog(self) -> StepDialog:
        return self.dialogs[-1]

    def close(self) -> None:
        # A page of the program lives as long as its window; this one goes before it.
        self.opened.window.choices.language("vi")
        self.opened.window.choices.scale(100)
        self.opened.settle()
        self.page.close()
        self.page.deleteLater()
        self.opened.window.main.activateWindow()
        self.opened.settle()


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shown]:
    ids: dict[str, str] = {}
    hands: list[Hands] = []

    def filled(desk: parts.Desk) -> None:
        hands.append(Hands(desk.store, desk.catalogue))
        ids.update(fill(hands[0]))

    def clock() -> object:
        return hands[0]()

    with open_window(qapp, tmp_path / "desk", filled, clock) as opened:  # type: ignore[arg-type]
        page = Shown(opened, ids)
        yield page
        page.close()


def test_the_page_opens_on_what_is_due_today_with_the_first_case_beside_it(shown: Shown) -> None:
    assert shown.names() == ["Hoàng Văn Quyết", "Trần Thị Thuỷ", "Ngô Đức Minh"]
    assert shown.page.table.hasFocus()
    assert shown.page.sheet.who.text() == "Hoàng Văn Quyết"
    assert shown.page.segments.buttons["today"].isChecked()
    assert shown.page.foot.facts.sizeHint().width() > 0


def test_digits_choose_the_list_and_are_letters_in_a_text_field(shown: Shown) -> None:
    assert shown.open_list(3) == ["Nguyễn Thị Hoà", "Giáp Văn Tuấn"]
    assert shown.open_list(5) == ["Phạm Thị Mai", "Nguyễn Văn Hưng"]
    shown.page.filter.setFocus()
    shown.press(Qt.Key.Key_6, widget=shown.page.filter)
    assert shown.page.filter.text() == "6"
    assert shown.page.segments.buttons["ready"].isChecked()


def test_the_due_list_is_opened_whatever_was_shown(shown: Shown) -> None:
    shown.open_list(5)
    shown.page.filter.setText("mai")
    shown.page.open_due()
    shown.opened.settle()
    assert len(shown.names()) == 3
    assert shown.page.table.hasFocus()


def test_the_filter_narrows_while_one_types_and_esc_leaves_it(shown: Shown) -> None:
    shown.open_list(6)
    shown.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.page.filter.hasFocus()
    type_text(shown.page.filter, "giap")
    shown.press(Qt.Key.Key_Return, widget=shown.page.filter)
    assert shown.names() == ["Giáp Văn Tuấn"]
    assert shown.page.table.hasFocus()
    shown.page.filter.setFocus()
    shown.press(Qt.Key.Key_Escape, widget=shown.page.filter)
    shown.press(Qt.Key.Key_Escape, widget=shown.page.filter)
    assert shown.page.table.hasFocus()
    assert shown.page.filter.text() == ""


def test_the_result_is_one_key_and_one_undo(shown: Shown) -> None:
    shown.choose("today2")
    shown.page.begin_main()
    shown.opened.settle()
    assert shown.names() == ["Hoàng Văn Quyết", "Ngô Đức Minh"]
    # The case stays open beside the list; Down goes to the one that took its place.
    assert shown.page.sheet.who.text() == "Trần Thị Thuỷ"
    assert shown.page.sheet.chip.word.text() == "Có kết quả"
    shown.press(Qt.Key.Key_Down, widget=shown.page.table)
    assert shown.page.sheet.who.text() == "Ngô Đức Minh"
    shown.opened.window.day.stack.undo()
    shown.opened.settle()
    assert len(shown.names()) == 3
    assert shown.page.sheet.who.text() == "Ngô Đức Minh"


def test_several_rows_become_ready_at_once(shown: Shown) -> None:
    shown.page.table.selectAll()
    assert len(shown.page.table.keys) == 3
    shown.page.begin_main()
    shown.opened.settle()
    assert shown.names() == []
    shown.opened.window.day.stack.undo()
    shown.opened.settle()
    assert len(shown.names()) == 3


def test_slips_of_all_rows_chosen_are_printed_together(shown: Shown, qtbot: QtBot) -> None:
    shown.page.table.selectAll()
    with qtbot.waitSignal(shown.page.print_requested) as asked:
        shown.page.print_slips()
    assert asked.args == ["case_01", tuple(shown.ids[w] for w in ("today", "today2", "today3"))]
    shown.choose("today")
    with qtbot.waitSignal(shown.page.print_requested) as asked:
        shown.page.sheet.paper.click()
    assert asked.args == ["case_01", (shown.ids["today"],)]


def test_rows_chosen_stay_chosen_when_the_list_is_read_again(shown: Shown) -> None:
    shown.page.table.selectAll()
    shown.page.presenter.reload()
    shown.opened.settle()
    assert len(shown.page.table.keys) == 3


def test_a_row_stays_chosen_though_ctrl_is_still_held_when_the_list_is_read(shown: Shown) -> None:
    shown.open_list(6)
    shown.choose("soon")
    window, held = shown.page.windowHandle(), Qt.KeyboardModifier.ControlModifier
    QTest.keyPress(window, Qt.Key.Key_Control, held)
    assert QApplication.keyboardModifiers() == held
    shown.page.presenter.reload()
    shown.opened.settle()
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert shown.page.table.keys == (shown.ids["soon"],)


def test_a_tick_shows_its_mark(shown: Shown) -> None:
    shown.open_list(6)
    shown.choose("soon")
    shown.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    box = shown.dialog.ticks[0].box
    box.setChecked(True)
    image = box.grab().toImage()
    on_accent = shown.opened.stage.look.colour("on_accent").rgb()
    middle = range(image.height() // 4, image.height() * 3 // 4)
    assert any(image.pixel(x, y) == on_accent for y in middle for x in middle)


def test_a_supplement_is_asked_for_with_ticks_and_a_digit_for_the_reason(shown: Shown) -> None:
    shown.open_list(6)
    shown.choose("soon")
    shown.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = shown.dialog
    assert dialog.ticks
    dialog.ticks[0].box.click()
    dialog.reason.setText("1")
    dialog.deed.click()
    shown.opened.settle()
    assert not dialog.isVisible()
    assert shown.page.sheet.chip.word.text() == "Chờ bổ sung"
    case = shown.page.case
    assert case is not None
    assert case.steps[-1].reason == "thiếu giấy tờ"
    assert case.steps[-1].items == (dialog.ticks[0].item,)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(shown: Shown) -> None:
    shown.open_list(6)
    shown.choose("soon")
    shown.page.begin("supplement_requested")
    shown.opened.settle()
    dialog = shown.dialog
    dialog.reason.setText("chưa rõ")
    dialog.deed.click()
    shown.opened.settle()
    assert dialog.isVisible()
    row = dialog.rows["more"]
    assert row.aside.text()
    assert row.field.property("state") == "error"
    assert dialog.reason.text() == "chưa rõ"
    dialog.reject()


def test_a_refusal_without_a_reason_is_not_written(shown: Shown) -> None:
    shown.page.begin("refused")
    shown.opened.settle()
    shown.dialog.deed.click()
    shown.opened.settle()
    assert shown.dialog.isVisible()
    assert shown.dialog.reason.property("state") == "error"
    shown.dialog.reject()


def test_whoever_fetches_for_another_is_asked_only_then(shown: Shown) -> None:
    shown.open_list(5)
    shown.choose("ready")
    shown.page.begin_main()
    shown.opened.settle()
    dialog = shown.dialog
    assert dialog.rows["who"].isHidden()
    choice = dialog.fields["choice"]
    choice.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert not dialog.rows["who"].isHidden()
    dialog.deed.click()
    shown.opened.settle()
    assert shown.page.sheet.chip.word.text() == "Đã trả kết quả"
    assert "Phạm Thị Mai" not in shown.names()


def test_enter_in_a_dialog_goes_to_the_button_and_does_nothing_else(shown: Shown) -> None:
    shown.page.begin("withdrawn")
    shown.opened.settle()
    dialog = shown.dialog
    dialog.fields["note"].setFocus()
    shown.press(Qt.Key.Key_Return, widget=dialog.fields["note"])
    assert dialog.reason.hasFocus()
    shown.press(Qt.Key.Key_Return, widget=dialog.reason)
    assert dialog.deed.hasFocus()
    assert dialog.isVisible()
    shown.press(Qt.Key.Key_Escape, widget=dialog)
    assert not dialog.isVisible()


def test_enter_shows_a_covered_name_and_goes_to_the_steps(shown: Shown) -> None:
    shown.open_list(6)
    assert "L••• T••• H•••" in shown.names()
    shown.choose("covered")
    assert shown.page.sheet.who.text() == "L••• T••• H•••"
    shown.page.table.setFocus()
    shown.press(Qt.Key.Key_Return, widget=shown.page.table)
    assert shown.page.sheet.who.text() == "Lê Thị Hạnh"
    assert shown.page.sheet.buttons["ready"].hasFocus()


def test_the_whole_reckoning_takes_the_sheet_and_gives_it_back(shown: Shown) -> None:
    assert shown.page.sheet.below.isVisible()
    shown.page.toggle_why()
    assert not shown.page.sheet.below.isVisible()
    shown.page.sheet.whole.click()
    assert shown.page.sheet.below.isVisible()


def test_the_numbers_of_the_day_stand_there_once_and_go_with_esc(shown: Shown) -> None:
    assert shown.page.panel.isVisible()
    assert shown.page.panel.title.text() == "Đầu ngày 20/11"
    shown.press(Qt.Key.Key_Escape, widget=shown.page.table)
    assert not shown.page.panel.isVisible()
    shown.page.open_page()
    shown.opened.settle()
    assert not shown.page.panel.isVisible()


def test_seven_opens_the_case_an_apology_is_due_for(shown: Shown) -> None:
    shown.press(Qt.Key.Key_7, widget=shown.page.table)
    assert shown.page.sheet.who.text() == "Thân Thị Lan"
    assert shown.page.segments.buttons["soon"].isChecked()
    assert "extended" in shown.page.sheet.buttons


def test_a_case_from_elsewhere_is_chosen_in_its_list(shown: Shown) -> None:
    shown.page.open_case(shown.ids["ready2"])
    shown.opened.settle()
    assert shown.page.segments.buttons["ready"].isChecked()
    assert shown.page.table.key == shown.ids["ready2"]
    shown.page.open_case(shown.ids["closed"])
    shown.opened.settle()
    assert shown.page.sheet.who.text() == "Dương Thị Bích"
    assert shown.page.table.keys == ()


def test_heads_order_the_list(shown: Shown) -> None:
    shown.open_list(6)
    shown.page.table.horizontalHeader().sectionClicked.emit(1)
    names = shown.names()
    assert names[0] == "Lương Thị Ngọc Ánh"


def test_other_steps_and_papers_are_in_the_menu_with_their_keys(shown: Shown) -> None:
    shown.open_list(6)
    shown.choose("soon")
    texts = [action.text() for action in shown.page.sheet.menu().actions()]
    assert "Từ chối giải quyết…" in texts
    assert "In giấy tiếp nhận và hẹn trả\tF8" in texts
    assert "In thư chúc mừng, chia buồn\tAlt T" in texts
    assert "In phiếu yêu cầu bổ sung" not in texts
    assert "Sửa hồ sơ…\tCtrl E" in texts


def test_no_key_of_the_page_is_given_twice(shown: Shown) -> None:
    keys = [one.key().toString() for one in shown.page.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))
    assert QKeySequence("Ctrl+F").toString() in keys


@pytest.mark.parametrize(("code", "scale"), [("vi", 200), ("en", 100)])
def test_no_state_of_the_page_and_no_dialog_cuts_its_words(
    shown: Shown, code: str, scale: int
) -> None:
    shown.opened.window.choices.language(code)
    shown.opened.window.choices.scale(scale)
    found: dict[str, list[str]] = {}
    for digit in range(1, 7):
        shown.open_list(digit)
        wrong = cut_texts(shown.page) + misplaced(shown.page)
        if wrong:
            found[f"list {digit}"] = wrong
    cases = {
        "soon": ("supplement_requested", "extended", "transferred", "refused", "stopped"),
        "waiting": ("supplemented", "withdrawn", "void", "correct"),
        "ready": ("handed_over", "paid"),
    }
    for word, kinds in cases.items():
        shown.page.open_case(shown.ids[word])
        shown.opened.settle()
        for kind in kinds:
            shown.page.begin(kind)
            shown.opened.settle()
            dialog = shown.dialog
            wrong = cut_texts(dialog) + misplaced(dialog)
            if dialog.height() > 768 or dialog.width() > 1366:
                wrong.append(f"larger than a small screen: {dialog.size()}")
            if wrong:
                found[kind] = wrong
            dialog.reject()
    assert found == {}


def test_every_part_has_a_name_for_screen_readers(shown: Shown) -> None:
    page = shown.page
    for widget in (*page.findChildren(Segment), page.filter, page.table, page.sheet.why):
        assert widget.accessibleName(), widget
    assert page.segments.buttons["today"].accessibleName() == "Hôm nay, 3 hồ sơ"
    assert "hẹn trả lúc 17:00" in page.sheet.why.accessibleDescription()
    for made in page.findChildren(QLabel):
        assert not made.text() or made.textFormat() is Qt.TextFormat.PlainText
    shown.page.begin("extended")
    shown.opened.settle()
    for field in shown.dialog.findChildren(QLineEdit):
        assert field.accessibleName()
    for tick in shown.dialog.findChildren(Tick):
        assert tick.box.accessibleName()
    shown.dialog.reject()


def test_the_language_changes_while_the_page_is_open(shown: Shown) -> None:
    shown.opened.window.choices.language("en")
    shown.opened.settle()
    assert shown.page.segments.buttons["mine"].text() == "Mine"
    assert shown.page.sheet.chip.word.text() == "In progress"
    assert "today" in [
        row.cells[3].text.split()[0]
        for n in range(shown.page.table.rows.rowCount())
        if (row := shown.page.table.rows.row(n))
    ]


def test_a_case_that_left_the_list_stays_alone_beside_it_and_says_so(shown: Shown) -> None:
    page = shown.page
    shown.choose("today")
    assert not page.sheet.outside.isVisible()
    page.begin_main()
    shown.opened.settle()
    page.filter.setFocus()
    page.table.setFocus()
    shown.opened.settle()
    assert page.sheet.who.text() == "Hoàng Văn Quyết"
    assert not page.table.selectionModel().hasSelection()
    assert page.sheet.outside.isVisible()
    shown.press(Qt.Key.Key_Down, widget=page.table)
    assert page.table.keys == (shown.ids["today2"],)
    assert page.sheet.who.text() == "Trần Thị Thuỷ"
    assert not page.sheet.outside.isVisible()


def test_after_a_supplement_no_other_case_comes_with_a_step_at_hand(shown: Shown) -> None:
    shown.open_list(4)
    shown.choose("waiting")
    shown.page.begin_supplement()
    shown.opened.settle()
    shown.dialog.deed.click()
    shown.opened.settle()
    assert shown.page.sheet.who.text() == "Vũ Đình Khoa"
    assert shown.page.table.key in ("", shown.ids["waiting"])
    assert shown.page.sheet.outside.isVisible()


def test_who_brings_papers_is_a_visit_that_may_be_rated(shown: Shown, qtbot: QtBot) -> None:
    shown.open_list(4)
    shown.choose("waiting")
    shown.page.begin_supplement()
    shown.opened.settle()
    with qtbot.waitSignal(shown.page.visit_logged) as logged:
        shown.dialog.deed.click()
    shown.opened.settle()
    assert logged.args is not None
    visit = shown.opened.window.desk.visit(logged.args[0])
    assert visit is not None
    assert visit.name == "Vũ Đình Khoa"


def test_the_row_that_is_left_of_several_is_the_case_beside_the_list(shown: Shown) -> None:
    table = shown.page.table
    shown.choose("today")
    flag = QItemSelectionModel.SelectionFlag
    second = table.rows.index(1, 0)
    table.selectionModel().setCurrentIndex(second, flag.Select | flag.Rows)
    table.selectionModel().setCurrentIndex(second, flag.Deselect | flag.Rows)
    shown.opened.settle()
    assert table.keys == (shown.ids["today"],)
    assert shown.page.sheet.who.text() == "Hoàng Văn Quyết"


def test_a_case_in_no_list_is_not_pushed_away_by_the_first_row(shown: Shown) -> None:
    shown.page.forget()
    shown.page.open_case(shown.ids["closed"])
    shown.opened.settle()
    assert shown.page.sheet.who.text() == "Dương Thị Bích"
    assert shown.page.sheet.outside.isVisible()


def test_the_printing_key_prints_the_request_while_one_waits(shown: Shown, qtbot: QtBot) -> None:
    shown.open_list(4)
    shown.choose("waiting")
    assert shown.page.sheet.paper.text() == "In 02"
    with qtbot.waitSignal(shown.page.print_requested) as asked:
        shown.page.print_slips()
    assert asked.args == ["case_02", (shown.ids["waiting"],)]


def test_papers_are_reached_by_keys_alone(shown: Shown) -> None:
    shown.choose("today")
    shown.press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is not None
    menu.close()


def test_putting_away_is_no_main_button(shown: Shown) -> None:
    shown.page.open_case(shown.ids["closed"])
    shown.opened.settle()
    assert shown.page.sheet.buttons["archived"].property("kind") != "primary"


def test_what_was_wrong_goes_while_it_is_put_right(shown: Shown) -> None:
    shown.choose("today")
    shown.page.begin("extended")
    shown.opened.settle()
    dialog = shown.dialog
    due = dialog.fields["due"]
    assert isinstance(due, QLineEdit)
    height = due.height()
    due.setText("31/02/2027")
    dialog.reason.setText("quá tải")
    dialog.deed.click()
    shown.opened.settle()
    assert due.property("state") == "error"
    assert due.height() >= height
    due.setText("31/03/2027 17:00")
    assert due.property("state") == ""
    assert "31/02" not in dialog.rows["due"].aside.text()
    dialog.reject()


def test_whoever_withdraws_is_asked_why_first(shown: Shown) -> None:
    shown.choose("today")
    shown.page.begin("withdrawn")
    shown.opened.settle()
    assert shown.dialog.reason.hasFocus()
    shown.dialog.reject()


def test_no_row_of_a_choice_is_cut(shown: Shown) -> None:
    shown.open_list(5)
    shown.choose("ready2")
    shown.page.begin("handed_over")
    shown.opened.settle()
    choice = shown.dialog.fields["choice"]
    assert isinstance(choice, QComboBox)
    choice.showPopup()
    view = choice.view()
    rows = sum(view.sizeHintForRow(row) for row in range(choice.count()))
    assert view.viewport().height() >= rows
    choice.hidePopup()
    shown.dialog.reject()
