"""The citizen's pages as Qt shows them: names, keys, touches, and words that are not cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app.core.visit import VisitForm
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Messages
from desk_app.qt.runner import Runner
from desk_app.ui.rating.check_words import CheckMatter, CheckSheet
from desk_app.ui.rating.citizen_window import CitizenWindow
from desk_app.ui.rating.words import CHOICES, COMPLAINTS, DECLINED, PRAISE
from desk_app.ui.stage import Stage
from tests.support.window import compile_texts

SIZES = [(1366, 768), (1024, 768), (1920, 1080), (768, 1366)]
FORM = VisitForm(name="Trần Thị Thủy")
LONG = CheckSheet(
    name=" ".join(["Nguyễn"] * 24),
    on_behalf_of="Hợp tác xã dịch vụ nông nghiệp tổng hợp Hà Vị",
    id_last4="1234",
    matters=tuple(
        CheckMatter("Cấp đổi giấy phép kinh doanh", "3 ngày làm việc", "Phí " * 20)
        for _ in range(6)
    ),
    more="và 3 việc khác",
    received="20/11/2026 09:21",
)


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot) -> Iterator[Stage]:
    compile_texts()
    qapp.setStyle("Fusion")
    language = Language(qapp, "vi")
    runner = Runner()
    yield Stage(Look(qapp, "light", 100), language, runner, Messages(language))
    runner.close()
    language.choose("vi")
    qapp.setStyleSheet("")


@pytest.fixture(params=[False, True], ids=["second", "turned"])
def window(stage: Stage, request: pytest.FixtureRequest) -> Iterator[CitizenWindow]:
    yield from _window(stage, turned=request.param)


@pytest.fixture
def turned(stage: Stage) -> Iterator[CitizenWindow]:
    yield from _window(stage, turned=True)


def _window(stage: Stage, *, turned: bool) -> Iterator[CitizenWindow]:
    made = CitizenWindow(stage, "phường Bắc Giang", "Quầy 2", practice=True, turned=turned)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def pages(window: CitizenWindow) -> Iterator[QWidget]:
    """Every page, as full of words as it gets."""
    rating = window.rating()
    for choice in (None, *(choice for choice, _ in CHOICES)):
        rating.show_choice(choice, frozenset({"slow", "quick", "other"}))
        rating.show_time(120, 0.5)
        yield rating
    check = window.check()
    for sheet in (CheckSheet(name="An", received="20/11/2026 09:21"), LONG):
        check.show_sheet(sheet)
        yield check
    yield window.idle()
    yield window.thanks()
    back = window.hand_back()
    back.show_asked(needs_pin=False)
    yield back
    back.show_asked(needs_pin=True)
    back.show_error("Mã PIN chưa đúng. Còn 4 lần thử nữa rồi phải chờ một phút.")
    yield back


def cut(window: QWidget) -> list[str]:
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        inside = label.window().rect().contains(label.geometry().translated(_offset(label)))
        if not inside or label.heightForWidth(label.width()) > label.height() + 2:
            found.append(f"{label.text()[:50]} {label.geometry().getRect()}")
    for button in window.findChildren(QAbstractButton):
        longest = max(button.text().split(), key=len, default="")
        if button.isVisible() and button.fontMetrics().horizontalAdvance(longest) > button.width():
            found.append(button.text())
    return found


def _offset(label: QLabel) -> QPoint:
    parent = label.parentWidget()
    assert parent is not None
    return parent.mapTo(label.window(), QPoint(0, 0))


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_page_cuts_its_words_on_any_screen(
    stage: Stage, window: CitizenWindow, size: tuple[int, int], scale: int
) -> None:
    stage.look.choose_scale(scale)
    window.resize(*size)
    for code in ("vi", "en"):
        stage.language.choose(code)
        for page in pages(window):
            QApplication.processEvents()
            assert (window.width(), window.height()) == size, type(page)
            assert cut(window) == [], (type(page), code)
        made = window.rating().plan
        assert made is not None
        assert made.fits, code


def test_everything_one_may_touch_has_a_name(window: CitizenWindow) -> None:
    for page in pages(window):
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.accessibleName(), type(page)
    assert window.rating().bar.accessibleName()
    assert window.hand_back().pin.accessibleName()


def test_no_page_shows_whose_visit_it_is_or_who_serves(window: CitizenWindow) -> None:
    window.show_about("Chứng thực bản sao · 09:21")
    window.rating()
    shown = " ".join(label.text() for label in window.findChildren(QLabel))
    assert FORM.name not in shown
    assert "Quầy 2 · Chứng thực bản sao · 09:21" in shown


def test_the_foot_says_what_is_stored_and_who_sees_what(window: CitizenWindow) -> None:
    foot = window.rating().foot.text()
    stored = ("câu trả lời", "ý đã chạm", "giờ đánh giá", "số giây đến lần chạm cuối")
    for words in (*stored, "cùng với lượt tiếp này", "không xem được", "năm câu trả lời"):
        assert words in foot


def test_touches_are_told_and_the_presenter_alone_decides(window: CitizenWindow) -> None:
    page = window.rating()
    page.show_choice(1, frozenset())
    told: list[object] = []
    window.chosen.connect(told.append)
    window.tag_touched.connect(told.append)
    window.rated.connect(lambda: told.append("done"))
    for tile in page.tiles:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    for tag in page.tags:
        QTest.mouseClick(tag, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
    assert told == [5, 4, 3, 2, 1, DECLINED, *(tag for tag, _ in COMPLAINTS), "done"]


def test_praise_is_offered_after_a_high_answer_and_nothing_after_the_middle_one(
    window: CitizenWindow,
) -> None:
    page = window.rating()
    for choice, expected in ((5, PRAISE), (1, COMPLAINTS), (3, ()), (DECLINED, ())):
        page.show_choice(choice, frozenset())
        shown = [tag.property("tag") for tag in page.tags if tag.isVisible()]
        assert shown == [tag for tag, _ in expected]


def test_done_is_off_until_something_is_chosen(window: CitizenWindow) -> None:
    page = window.rating()
    page.show_choice(None, frozenset())
    assert not page.done.isEnabled()
    page.show_choice(DECLINED, frozenset())
    assert page.done.isEnabled()


def test_keys_choose_only_where_the_keyboard_is_turned_with_the_screen(
    window: CitizenWindow,
) -> None:
    page = window.rating()
    page.show_choice(2, frozenset())
    told: list[object] = []
    window.chosen.connect(told.append)
    window.rated.connect(lambda: told.append("done"))
    window.left_early.connect(lambda: told.append("left"))
    for key in (*range(Qt.Key.Key_1, Qt.Key.Key_7), Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(page, Qt.Key(key))
    expected = [5, 4, 3, 2, 1, DECLINED, "done", "left"]
    assert told == (expected if window.turned else [])


def test_a_key_of_the_officers_window_is_nobodys_answer(turned: CitizenWindow) -> None:
    page = turned.rating()
    page.show_choice(2, frozenset())
    told: list[object] = []
    turned.chosen.connect(told.append)
    turned.rated.connect(lambda: told.append("done"))
    for held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_Return):
            QTest.keyClick(page, key, held)
    assert told == []
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert told == [5]


def test_on_the_second_screen_nothing_can_have_the_keyboard(stage: Stage) -> None:
    for window in _window(stage, turned=False):
        page = window.rating()
        assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
        assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        for widget in page.findChildren(QWidget):
            assert widget.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_turned_window_blocks_every_other_one(turned: CitizenWindow) -> None:
    assert turned.windowModality() is Qt.WindowModality.ApplicationModal


def test_tab_walks_through_the_tiles_in_their_order(turned: CitizenWindow) -> None:
    page = turned.rating()
    turned.activateWindow()
    page.tiles[0].setFocus()
    for tile in page.tiles[1:]:
        QTest.keyClick(turned.focusWidget(), Qt.Key.Key_Tab)
        assert turned.focusWidget() is tile


def test_a_pin_is_sent_once_until_it_is_answered(turned: CitizenWindow) -> None:
    back = turned.hand_back()
    back.show_asked(needs_pin=True)
    sent: list[str] = []
    turned.back_requested.connect(sent.append)
    QTest.keyClicks(back.pin, "246813")
    QTest.keyClick(back.pin, Qt.Key.Key_Return)
    QTest.keyClick(back.pin, Qt.Key.Key_Return)
    assert sent == ["246813"]
    back.show_error("Mã PIN chưa đúng.")
    QTest.keyClick(back.pin, Qt.Key.Key_Return)
    assert len(sent) == 2


def test_the_citizens_window_does_not_keep_the_program_open(window: CitizenWindow) -> None:
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
