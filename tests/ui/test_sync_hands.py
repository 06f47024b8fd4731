"""The page "Đồng bộ" under the hands: where the keys go, at any size, and what others wrote."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desk_app.core.ids import new_desk_id
from desk_app.core.ops import (
    DeskName,
    DeskOpened,
    OfficerAdded,
    OfficerName,
    VisitLogged,
    VisitPerson,
)
from desk_app.core.problems import Problem
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.taken_changes import changes_of
from desk_app.store import take_page
from desk_app.ui.bundle.dialog import BundleDialog
from desk_app.ui.pairing.dialog import PairingDialog
from desk_app.ui.sync.page import SyncPage
from desk_app.ui.truth_line import TruthLine
from tests.support import sync_sights as values
from tests.support.sim_desk import SimDesk
from tests.support.window import OpenWindow, a_visit, log


def page_of(opened: OpenWindow) -> SyncPage:
    """The page, opened."""
    opened.show("sync")
    return opened.window.sync.page


def paired(opened: OpenWindow, page: SyncPage, **more: object) -> None:
    """The desk has a province, and what waits is three visits."""
    page.presenter.show_state(values.no_line(opened.window.desk.now(), **more))  # type: ignore[arg-type]
    opened.application.processEvents()


def dialog_of(opened: OpenWindow) -> QWidget | None:
    """What stands over the window."""
    opened.settle()
    return opened.application.activeModalWidget()


def test_enter_on_the_button_of_a_desk_without_a_province_opens_the_pairing(
    opened: OpenWindow,
) -> None:
    page_of(opened)
    focus = opened.window.main.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_Return)
    dialog = dialog_of(opened)
    assert isinstance(dialog, PairingDialog)
    dialog.reject()
    opened.settle()


def test_enter_on_a_button_at_the_head_does_its_deed_once_however_long_it_is_held(
    opened: OpenWindow,
) -> None:
    page = page_of(opened)
    asked: list[int] = []
    page.usb_requested.disconnect()
    page.usb_requested.connect(lambda: asked.append(1))
    assert page.usb is not None
    page.usb.setFocus()
    QTest.keyClick(page.usb, Qt.Key.Key_Return)
    QTest.keyClick(page.usb, Qt.Key.Key_Enter)
    assert asked == [1, 1]
    QTest.keyClick(page.usb, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, 1]


def test_the_row_the_keys_go_to_is_seen_and_stays_chosen_while_others_come(
    opened: OpenWindow,
) -> None:
    page = page_of(opened)
    page.list.setFocus()
    paired(opened, page)
    assert page.list.currentIndex().row() == 0
    page.list.setCurrentIndex(page.list.ops.index(1))
    chosen = page.list.ops.ops[1].op
    newer = values.waiting(opened.window.desk.now(), 4)[3]
    page.list.show_ops((newer, *page.list.ops.ops), "")
    assert page.list.currentIndex().row() == 2
    assert page.list.ops.ops[2].op == chosen


def test_after_pairing_the_keys_are_on_the_page_and_not_in_a_corner(opened: OpenWindow) -> None:
    page = page_of(opened)
    assert page.notices.has_focus
    state = values.sent(opened.window.desk.now())
    page.presenter.show_state(state)
    assert opened.window.main.focusWidget() is page.list


def test_after_the_last_conflict_the_keys_are_on_the_page_and_not_in_a_corner(
    opened: OpenWindow,
) -> None:
    page = page_of(opened)
    now = opened.window.desk.now()
    page.presenter.show_state(values.sent(now, conflicts=values.conflicts(now)[:1]))
    page.conflict.take_focus()
    assert page.conflict.isAncestorOf(opened.window.main.focusWidget())
    page.presenter.show_state(values.sent(now))
    assert opened.window.main.focusWidget() is page.list


def test_buttons_of_a_conflict_that_came_while_another_page_was_open_are_whole(
    opened: OpenWindow,
) -> None:
    now = opened.window.desk.now()
    sync = opened.window.sync._sync
    sync.state = lambda: values.sent(now)  # type: ignore[method-assign]
    page = page_of(opened)
    opened.show("intake")
    found = values.sent(now, conflicts=values.conflicts(now)[:1])
    sync.state = lambda: found  # type: ignore[method-assign]
    page.presenter.reload()  # as after each attempt, whatever page is open
    opened.settle()
    page_of(opened)
    for button in (page.conflict.use, page.conflict.open):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
    assert page.conflict.open.x() >= page.conflict.use.geometry().right()


def test_at_twice_the_size_nothing_of_the_head_lies_beyond_the_edge(opened: OpenWindow) -> None:
    page = page_of(opened)
    paired(opened, page, province="thành phố Bắc Ninh")
    opened.stage.look.choose_scale(200)
    opened.settle()
    body = next(one for one in page.findChildren(QScrollArea) if one.isAncestorOf(page.head))
    assert body.horizontalScrollBar().maximum() == 0
    assert page.usb is not None
    edge = page.usb.mapTo(body.viewport(), page.usb.rect().topRight()).x()
    assert edge < body.viewport().width()


def test_sending_by_key_before_the_page_was_ever_opened_sends(opened: OpenWindow) -> None:
    asked: list[str] = []
    sync = opened.window.sync._sync
    sync.state = lambda: values.no_line(opened.window.desk.now())  # type: ignore[method-assign]
    sync.send = lambda: asked.append("send")  # type: ignore[method-assign]
    QTest.keyClick(opened.window.main, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    opened.settle()
    assert asked == ["send"]
    assert "chưa nối" not in opened.window.sync.page.sheet.result.text()


def test_a_real_desk_without_a_province_says_so_at_the_foot_of_every_page(
    opened: OpenWindow,
) -> None:
    line = TruthLine(opened.stage, practice=False)
    assert "Chưa nối" not in line._fact.text()  # nobody looked yet
    line.forget_truth()
    assert line._fact.text() == "Chưa nối với tỉnh · chưa có lượt nào hôm nay"
    line.forget_last()
    assert line._fact.text() == "Chưa nối với tỉnh"
    line.deleteLater()


def test_a_button_reached_by_tab_has_one_frame_and_no_second_one_inside(
    opened: OpenWindow,
) -> None:
    page, main = page_of(opened), opened.window.main
    assert page.usb is not None
    page.usb.setFocus(Qt.FocusReason.TabFocusReason)
    main.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, on=True)
    by_key = page.usb.grab().toImage()
    main.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, on=False)
    assert page.usb.grab().toImage() == by_key


def test_the_foot_of_every_page_says_why_when_somebody_has_to_act(opened: OpenWindow) -> None:
    now, truth = opened.window.desk.now(), opened.window.sync.truth
    truth.show_known(values.known(now, waiting=2, problem=Problem("sync.login_page")))
    assert opened.window.main.truth._fact.text() == "2 chưa gửi · mạng đang đòi đăng nhập"
    truth.show_known(values.known(now, problem=Problem("sync.revoked")))
    assert opened.window.main.truth._fact.text() == "Đã gửi hết · tỉnh đã thu hồi quầy này"
    truth.show_known(values.known(now, waiting=2, problem=Problem("sync.no_line")))
    assert "gửi lần cuối" in opened.window.main.truth._fact.text()


def test_no_word_of_the_foot_is_cut_at_any_size_whatever_it_has_to_say(opened: OpenWindow) -> None:
    line, now = opened.window.main.truth, opened.window.desk.now()
    longest = Problem("sync.practice")
    opened.window.sync.truth.show_known(values.known(now, waiting=5_000, problem=longest))
    for scale in (100, 125, 150, 175, 200):
        opened.stage.look.choose_scale(scale)
        opened.settle()
        for label in (line._fact, line._keys, line._clock):
            if label.isVisible():
                assert label.width() >= label.sizeHint().width(), (scale, label.text())
        assert opened.window.main.width() == 1366, scale


def test_the_usb_dialog_opens_by_enter_as_well(opened: OpenWindow) -> None:
    page = page_of(opened)
    assert page.usb is not None
    page.usb.setFocus()
    QTest.keyClick(QApplication.focusWidget() or page.usb, Qt.Key.Key_Return)
    dialog = dialog_of(opened)
    assert isinstance(dialog, BundleDialog)
    dialog.reject()
    opened.settle()


# ---- what others wrote


def test_a_visit_of_another_desk_bears_that_desks_name_and_asks_nothing_of_this_one(
    opened: OpenWindow,
) -> None:
    now = opened.window.desk.now()
    other = SimDesk(new_desk_id(b"\x09" * 10), now)
    other.log.append(
        "desk.opened",
        DeskOpened(unit=other.this.unit, practice=True),
        person=DeskName(name="Quầy 2"),
        officer=PRACTICE_OFFICER,
    )
    other.log.append(
        "officer.added",
        OfficerAdded(role="officer"),
        person=OfficerName(name="Vũ Thu Trang"),
        officer=PRACTICE_OFFICER,
        subject="officer:0TH3R1",
    )
    theirs = other.log.append(
        "visit.logged",
        VisitLogged(purpose="service", procedures=("2.000815",), outcome="accepted"),
        person=VisitPerson(name="Lê Thị Hoa"),
        officer=PRACTICE_OFFICER,
        act=now,
    )
    opened.show("intake")
    taken = opened.desk.store.writer.run(lambda tx: take_page.take(tx, other.ops()))
    opened.window.desk.told(changes_of(taken))
    opened.settle()
    rows = {row.key: row for row in opened.window.intake.today.table._rows}
    row = rows.pop(str(theirs.header.id))
    assert row.cells[2].aside == "Quầy 2"
    assert row.cells[3].tone == "text2"
    assert all("Quầy" not in one.cells[2].aside for one in rows.values())


def test_what_the_command_line_wrote_beside_the_window_shows_within_a_minute(
    opened: OpenWindow,
) -> None:
    opened.show("intake")
    table = opened.window.intake.today.table.rows
    before = table.rowCount()
    log(opened.desk, a_visit("Giáp Văn Tuấn"))  # the window is not told
    opened.settle()
    assert table.rowCount() == before
    opened.window.main.truth.minute_passed.emit()
    opened.settle()
    assert table.rowCount() == before + 1
    told: list[object] = []
    opened.window.desk.changed.connect(told.append)
    opened.window.main.truth.minute_passed.emit()
    opened.settle()
    assert told == []  # nothing came since
