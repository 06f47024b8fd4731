"""The page "Đồng bộ" over a real desk: a real province beside it, another desk's edits, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.officer import Officer
from desk_app.core.ops import VisitCorrected, VisitPersonCorrected
from desk_app.core.problems import Problem
from desk_app.services.changes import Changes
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.sync_values import SyncEnd, SyncState, SyncStep, WaitingOp
from desk_app.store import op_rows, take_page, visits
from desk_app.ui.help import HelpWindow
from desk_app.ui.pairing.dialog import PairingDialog
from desk_app.ui.sync.page import SyncPage
from sync.client.truth import Known
from tests.support import sync_sights as values
from tests.support.a_province import AProvince
from tests.support.connected_window import Connected
from tests.support.desks import START
from tests.support.sim_desk import SimDesk
from tests.support.sim_desk import opened as opened_desk
from tests.support.window import OpenWindow, a_visit, log, three_visits

# Milliseconds in which an attempt without a line ends, however slow the machine.


def page_of(opened: OpenWindow) -> SyncPage:
    """The page, opened."""
    opened.show("sync")
    return opened.window.sync.page


def show(opened: OpenWindow, state: SyncState) -> None:
    """This is so now."""
    opened.window.sync.page.presenter.show_state(state)
    opened.window.sync.truth.show_known(state.known)
    opened.application.processEvents()


def fact(opened: OpenWindow) -> str:
    """What stands at the foot of every page."""
    return opened.window.main.truth._fact.text()


# ---- beside a real province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[AProvince]:
    """A province in this process."""
    home = tmp_path / "province"
    home.mkdir()
    made = AProvince(home)
    yield made
    made.close()


@pytest.fixture
def connected(opened: OpenWindow, province: AProvince) -> Connected:
    """The window beside a province that answers."""
    opened.window.sync.close()  # the lane the window was built with leads to no province
    return Connected(opened, province)


def test_what_waits_goes_when_somebody_sends_and_the_page_says_how_much(
    opened: OpenWindow, connected: Connected
) -> None:
    three_visits(opened.desk)
    page = page_of(opened)
    waiting = len(page.list.ops.ops)
    assert waiting >= 3
    QTest.keyClick(opened.window.main, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    connected.sync._lane.start()  # type: ignore[union-attr]
    connected.until(1)
    assert f"đã gửi {waiting} thao tác" in page.sheet.result.text()
    assert page.list.ops.ops == ()
    assert fact(opened).startswith("Đã gửi hết")
    before = len(connected.ends)
    page.send.click()
    connected.until(before + 1)
    assert "không có gì để gửi" in page.sheet.result.text()


def test_a_line_that_is_gone_is_said_and_nothing_is_lost(
    opened: OpenWindow, connected: Connected
) -> None:
    log(opened.desk, a_visit())
    page = page_of(opened)
    connected.line.faults = [lambda _request, _province: "no_route"] * 3
    connected.sync._lane.start()  # type: ignore[union-attr]
    connected.until(1)
    assert "không có đường truyền" in page.sheet.result.text()
    assert page._notices[0].fact == "Chưa gửi được lên tỉnh."
    assert page.list.ops.ops != ()
    assert "chưa gửi" in fact(opened)


def test_what_another_desk_wrote_shows_by_itself_on_the_page_that_is_open(
    opened: OpenWindow, connected: Connected
) -> None:
    opened.show("intake")
    rows = opened.window.intake.today.table.rows.rowCount()
    other = log(opened.desk, a_visit("Giáp Văn Tuấn"))
    connected.sync.ears.changed(Changes(visits=frozenset({other})))
    opened.settle()
    assert opened.window.intake.today.table.rows.rowCount() == rows + 1


# ---- two desks


def edited_at_two_desks(opened: OpenWindow) -> str:
    """A visit whose phone number another desk and this one changed, apart; its id."""
    visit = log(opened.desk, a_visit("Trần Thị Thủy", phone="0912345600"))
    other = opened_desk(SimDesk(new_desk_id(b"\x09" * 10), START))
    with opened.desk.store.reader() as reader:
        other.receive([op for _, op in op_rows.by_arrival(reader.connection)])
    correct(other.log, visit, "0912345687")
    theirs = [op for op in other.ops() if op.header.desk == other.id]
    opened.desk.store.writer.run(lambda tx: correct(tx.log, visit, "0912345678"))
    opened.desk.store.writer.run(lambda tx: take_page.take(tx, theirs))
    return visit


def correct(log_of: object, visit: str, phone: str) -> None:
    """A correction of a visit's phone number."""
    log_of.append(  # type: ignore[attr-defined]
        "visit.corrected",
        VisitCorrected(),
        person=VisitPersonCorrected(reason="nhầm số", phone=phone),
        officer=PRACTICE_OFFICER,
        subject=visit,
    )


def phone_of(opened: OpenWindow, visit: str) -> str:
    """The phone number that counts."""
    with opened.desk.store.reader() as reader:
        found = visits.one(reader.connection, visit)
    assert found is not None
    return found.phone


def test_both_values_stand_there_and_the_chosen_one_counts_until_it_is_undone(
    opened: OpenWindow,
) -> None:
    visit = edited_at_two_desks(opened)
    column = page_of(opened).conflict
    stands = phone_of(opened, visit)
    first, second, _typed = column._boxes
    assert {one.radio.accessibleName().split(",")[0] for one in (first, second)} == {
        "0912 345 678",
        "0912 345 687",
    }
    second.radio.setFocus()
    second.radio.setChecked(True)
    QTest.keyClick(second.radio, Qt.Key.Key_Return)
    opened.settle()
    chosen = phone_of(opened, visit)
    assert {stands, chosen} == {"0912345678", "0912345687"}
    assert column.use.isHidden() or not column._card
    assert opened.window.main.undo.isVisible()
    opened.window.day.undo()
    opened.settle()
    assert phone_of(opened, visit) == stands


def test_the_keys_go_to_what_is_to_be_decided_when_the_page_is_opened(opened: OpenWindow) -> None:
    page = page_of(opened)
    assert page.notices._buttons["pair"].hasFocus()
    edited_at_two_desks(opened)
    opened.show("intake")
    page = page_of(opened)
    assert page.conflict._boxes[0].radio.hasFocus()


def test_a_third_value_may_be_typed_and_a_wrong_one_is_said_beside_it(opened: OpenWindow) -> None:
    visit = edited_at_two_desks(opened)
    column = page_of(opened).conflict
    typed = column._boxes[-1]
    column.settle_requested.emit("")
    opened.settle()
    assert column.sentence.isVisible()
    typed.input.setText("12")  # type: ignore[union-attr]
    typed.radio.setChecked(True)
    column._settle()
    opened.settle()
    assert "bắt đầu bằng" in column.sentence.text()
    assert column.sentence.isVisible()
    typed.input.setText("0987 654 321")  # type: ignore[union-attr]
    column._settle()
    opened.settle()
    assert phone_of(opened, visit) == "0987654321"


def test_enter_on_a_button_is_that_buttons_deed(opened: OpenWindow) -> None:
    page = page_of(opened)
    show(opened, values.sent(opened.window.desk.now(), conflicts=values.conflicts(Millis(0))))
    wished: list[str] = []
    page.conflict.settle_requested.connect(wished.append)
    page.conflict.later.setFocus()
    QTest.keyClick(page.conflict.later, Qt.Key.Key_Return)
    assert wished == []
    assert page.conflict.place.text() == "2/3"


def test_going_through_the_conflicts_comes_round(opened: OpenWindow) -> None:
    page = page_of(opened)
    show(opened, values.sent(opened.window.desk.now(), conflicts=values.conflicts(Millis(0))))
    seen = []
    for _ in range(4):
        seen.append(page.conflict.place.text())
        page.conflict.after.click()
    assert seen == ["1/3", "2/3", "3/3", "1/3"]
    page.conflict.before.click()  # the case voided here and worked on there
    page.conflict.before.click()
    assert not any(hasattr(box, "input") for box in page.conflict._boxes)


# ---- the window


def test_a_desk_without_a_province_says_where_its_data_are_as_before(opened: OpenWindow) -> None:
    page = page_of(opened)
    assert fact(opened).startswith("Lưu trên máy này")
    assert page.send.isHidden()
    assert [one.opens for one in page._notices] == ["pair"]


def test_the_foot_of_every_page_says_what_waits_and_leads_here(opened: OpenWindow) -> None:
    page_of(opened)
    now = opened.window.desk.now()
    opened.show("intake")
    opened.window.sync.truth.show_known(values.no_line(now).known)
    assert fact(opened).startswith("3 chưa gửi · gửi lần cuối")
    assert opened.window.main.truth._fact.property("tone") == ""
    long_ago = Millis(now - 2 * 86_400_000)
    gone = replace(values.no_line(now).known, contact=long_ago, failing=long_ago, sent=long_ago)
    opened.window.sync.truth.show_known(gone)
    assert opened.window.main.truth._fact.property("tone") == "near"
    QTest.mouseClick(opened.window.main.truth._fact, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.window.main.page == "sync"


def test_the_place_of_the_truth_never_changes(opened: OpenWindow) -> None:
    line = opened.window.main.truth
    known: tuple[Known, ...] = (
        Known(),
        values.known(opened.window.desk.now()),
        values.no_line(opened.window.desk.now(), 5_000).known,
    )
    places = set()
    for one in known:
        opened.window.sync.truth.show_known(one)
        opened.application.processEvents()
        at = line._fact.mapTo(line, line._fact.rect().topLeft())
        places.add((at.x(), at.y(), line.height()))
    assert len(places) == 1


def test_ctrl_8_opens_the_page_and_f1_its_help(opened: OpenWindow) -> None:
    main = opened.window.main
    QTest.keyClick(main, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert main.page == "sync"
    QTest.keyClick(main, Qt.Key.Key_F1)
    opened.settle()
    (window,) = [
        one
        for one in opened.application.topLevelWidgets()
        if isinstance(one, HelpWindow) and one.isVisible()
    ]
    assert window.text.toPlainText().startswith("Đồng bộ")
    window.close()
    opened.settle()


def test_esc_stops_an_attempt_and_nothing_else(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opened)
    stopped: list[str] = []
    monkeypatch.setattr(opened.window.sync._sync, "stop", lambda: stopped.append("stop"))
    show(opened, values.no_line(opened.window.desk.now(), 300))
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert stopped == []
    page.presenter.on_step(SyncStep("push", 128, 300))
    opened.application.processEvents()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert stopped == ["stop"]
    page.presenter.on_end(SyncEnd(at=opened.window.desk.now(), problem=Problem("sync.stopped")))
    opened.settle()


def test_the_login_page_of_a_network_opens_in_the_browser(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opened)
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    opened.window.sync._sync._url = "https://tinh.example"
    page.notices.wished.emit("browser")
    assert asked == ["http://tinh.example"]


def test_pairing_opens_from_the_page_and_from_the_menu(opened: OpenWindow) -> None:
    page = page_of(opened)
    asks: tuple[Callable[[], object], ...] = (
        partial(page.notices.wished.emit, "pair"),
        opened.window.main.menus.actions["pair"].trigger,
    )
    for ask in asks:
        ask()
        opened.settle()
        dialog = opened.application.activeModalWidget()
        assert isinstance(dialog, PairingDialog)
        dialog.reject()
        opened.settle()


def test_a_row_leads_to_its_case_and_its_reason_can_be_copied(opened: OpenWindow) -> None:
    page = page_of(opened)
    show(opened, values.sent(opened.window.desk.now(), aside=values.aside(Millis(0))))
    led: list[str] = []
    opened.window.sync.case_opened.disconnect()
    opened.window.sync.case_opened.connect(led.append)
    page.aside.case_requested.emit(f"{values.DESK}.0.77")
    assert led == [f"{values.DESK}.0.77"]
    page.aside._copy(page.aside._cards[0])
    assert "quarantine.payload" in QGuiApplication.clipboard().text()


def test_five_thousand_rows_are_put_into_words_only_where_they_are_seen(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opened)
    said: list[str] = []
    real: Callable[..., object] = page._lines

    def counted(one: WaitingOp) -> object:
        said.append(one.op)
        return real(one)

    monkeypatch.setattr(page.list.ops, "_words", counted)
    show(opened, values.no_line(opened.window.desk.now(), 5_000))
    page.list.grab()
    assert 0 < len(set(said)) < 50
    page.list.scrollToBottom()
    page.list.grab()
    assert len(set(said)) < 100


def test_other_roles_see_what_waits_and_no_value_they_may_not_see(opened: OpenWindow) -> None:
    edited_at_two_desks(opened)
    desk = opened.window.desk
    page = page_of(opened)
    assert page.presenter.state.conflicts != ()
    administrator = Officer(OfficerId("ADM1N1"), "Quản trị", "administrator")
    desk._officers = (*desk._officers, administrator)
    desk.practice = False
    desk.act_as(administrator)
    try:
        page = page_of(opened)
        assert page.presenter.state.conflicts == ()
        assert page.presenter.state.known.waiting > 0
    finally:
        desk.practice = True
        desk.officer = None
        opened.settle()
