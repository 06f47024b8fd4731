"""The month page under hands and keys: charts that are walked, tables behind T, months."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.period import Month
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Messages
from desk_app.qt.runner import Runner
from desk_app.services.month_score import MonthFigures
from desk_app.ui.chart import Chart
from desk_app.ui.month_page import MonthPage
from desk_app.ui.month_presenter import MonthPresenter
from desk_app.ui.page import PageBody
from desk_app.ui.stage import Stage
from tests.support.design_month import NOW, design_figures
from tests.support.presenters import run_now
from tests.support.scores import criteria
from tests.support.window import compile_texts


class Port:
    """The design's month, whichever is asked for."""

    figures = design_figures()

    def __init__(self) -> None:
        self.asked: list[Month] = []

    def now(self) -> Millis:
        return NOW

    def criteria(self) -> CriteriaSet:
        return criteria()

    def month_figures(self, month: Month) -> MonthFigures:
        self.asked.append(month)
        score = msgspec.structs.replace(self.figures.score, month=month)
        return msgspec.structs.replace(self.figures, score=score)


class Open:
    """A shown page of the size it has in a window of 1366 × 768."""

    def __init__(self, application: QApplication, width: int = 1190, height: int = 700) -> None:
        compile_texts()
        application.setStyle("Fusion")
        self.look = Look(application, "light", 100)
        self.runner = Runner()
        language = Language(application, "vi")
        self.stage = Stage(self.look, language, self.runner, Messages(language))
        self.port = Port()
        self.page = MonthPage(
            self.stage,
            lambda view: MonthPresenter(
                self.port, run_now, self.stage.say, self.stage.count, view
            ),
        )  # fmt: skip
        self.page.resize(width, height)
        self.page.show()
        self.page.activateWindow()
        self.page.open_page()
        self.application = application
        self.settle()

    def settle(self) -> None:
        for _ in range(12):
            self.application.processEvents()

    def body(self) -> PageBody:
        (body,) = self.page.findChildren(PageBody)
        return body


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    made = Open(qapp)
    yield made
    made.page.close()
    made.runner.close()
    made.page.deleteLater()
    made.settle()
    made.look.choose_scale(100)
    made.stage.language.choose("vi")
    qapp.setStyleSheet("")


def press(opened: Open, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        focus = opened.application.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    opened.settle()


def test_the_keys_begin_at_the_largest_loss(opened: Open) -> None:
    lost = opened.page.charts.lost
    assert opened.application.focusWidget() is lost
    assert lost.spot is not None
    assert lost.spot.key == "2.3"
    assert opened.page.chosen == "2.3"


def test_arrows_walk_the_bars_and_each_says_its_sentence(opened: Open) -> None:
    lost = opened.page.charts.lost
    press(opened, Qt.Key.Key_Down)
    assert lost.spot is not None
    assert lost.spot.key == "4.3"
    assert lost.accessibleDescription() == lost.spot.sentence
    assert "mất 1,50 trên" in lost.accessibleDescription()
    press(opened, Qt.Key.Key_End)
    assert lost.accessibleDescription() == "Còn đang khai: 82,75 trên 100 điểm"
    press(opened, Qt.Key.Key_Home)
    press(opened, Qt.Key.Key_Up)
    assert lost.spot.key == "2.3"


def test_every_chart_is_reached_by_tab_named_and_framed(opened: Open) -> None:
    charts = opened.page.charts
    reached: list[Chart] = []
    for _ in range(12):
        press(opened, Qt.Key.Key_Tab)
        focus = opened.application.focusWidget()
        if isinstance(focus, Chart):
            reached.append(focus)
    assert {charts.bullet, charts.lost, charts.months, charts.answers} <= set(reached)
    for chart in (charts.bullet, charts.lost, charts.months, charts.answers):
        chart.clearFocus()
        opened.settle()
        before = chart.grab().toImage()
        assert chart.accessibleName()
        assert chart.accessibleDescription() == ""
        chart.setFocus()
        opened.settle()
        assert chart.accessibleDescription()
        assert chart.grab().toImage() != before


def test_enter_opens_the_working_and_a_click_too(opened: Open, qtbot: QtBot) -> None:
    asked: list[str] = []
    opened.page.working_requested.connect(asked.append)
    press(opened, Qt.Key.Key_Return)
    lost = opened.page.charts.lost
    spot = lost.drawing.spots[1]
    at = QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2))
    QTest.mouseClick(lost, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert asked == ["2.3", "4.3"]


def test_the_other_criteria_are_opened_as_the_table_of_all(opened: Open) -> None:
    lost = opened.page.charts.lost
    lost.go_to(next(n for n, s in enumerate(lost.drawing.spots) if s.key == "others"))
    assert opened.page.chosen == ""
    press(opened, Qt.Key.Key_Return)
    assert opened.page.in_tables


def test_a_point_of_the_line_leads_to_its_month(opened: Open) -> None:
    opened.page.charts.months.setFocus()
    press(opened, Qt.Key.Key_Right)
    press(opened, Qt.Key.Key_Return)
    assert opened.port.asked[-1] == Month(2025, 12)


def test_t_swaps_tables_for_charts_and_back(opened: Open) -> None:
    page = opened.page
    press(opened, Qt.Key.Key_T)
    assert page.in_tables
    assert not page.charts.isVisible()
    assert not page.charts.bullet.isVisible()
    assert opened.application.focusWidget() is page.table
    for table in (page.tables.parts, page.table, page.tables.months, page.tables.answers):
        assert table.isVisible()
        assert table.rows.rowCount() > 0
    assert page.swap_button.text() == "Xem biểu đồ"
    press(opened, Qt.Key.Key_T)
    assert page.charts.isVisible()
    assert not page.tables.isVisible()
    assert opened.application.focusWidget() is page.charts.lost


def test_a_t_typed_into_a_field_is_a_letter(opened: Open) -> None:
    field = QLineEdit(opened.page)
    field.show()
    field.setFocus()
    press(opened, Qt.Key.Key_T)
    assert field.text() == "t"
    assert not opened.page.in_tables


def test_the_tables_open_the_working_and_the_month_as_well(opened: Open) -> None:
    asked: list[str] = []
    opened.page.working_requested.connect(asked.append)
    opened.page.swap()
    opened.page.table.choose("5.7")
    assert opened.page.chosen == "5.7"
    QTest.keyClick(opened.page.table, Qt.Key.Key_Return)
    opened.page.tables.months.choose("2026-02")
    QTest.keyClick(opened.page.tables.months, Qt.Key.Key_Return)
    assert asked == ["5.7"]
    assert opened.port.asked[-1] == Month(2026, 2)


@pytest.mark.parametrize("tables", [False, True])
def test_at_full_size_nothing_scrolls(opened: Open, tables: bool) -> None:
    if tables:
        opened.page.swap()
    opened.settle()
    assert opened.body().verticalScrollBar().maximum() == 0
    assert opened.body().horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("tables", [False, True])
def test_at_twice_the_size_it_stands_in_one_column_and_scrolls_down_only(
    opened: Open, tables: bool, code: str
) -> None:
    opened.stage.language.choose(code)
    opened.look.choose_scale(200)
    opened.page.resize(1290, 620)  # the side bar is folded then
    if tables:
        opened.page.swap()
    opened.settle()
    assert opened.page.charts.halves.stacked
    assert opened.body().verticalScrollBar().maximum() > 0
    assert opened.body().horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [100, 200])
def test_no_chart_is_lower_or_narrower_than_its_drawing(opened: Open, scale: int) -> None:
    opened.look.choose_scale(scale)
    opened.settle()
    charts = opened.page.charts
    for chart in (charts.bullet, charts.lost, charts.months, charts.answers):
        factor = scale / 100
        assert chart.drawing.width * factor <= chart.width() + 1
        assert chart.drawing.height * factor <= chart.height() + 1


def test_under_ten_answers_the_chart_is_gone(opened: Open) -> None:
    few = msgspec.structs.replace(Port.figures.score, satisfaction=None)
    opened.port.figures = msgspec.structs.replace(Port.figures, score=few)
    opened.page.presenter.reload()
    opened.settle()
    assert not opened.page.charts.answers.isVisible()
    assert opened.page.charts._answers_title.text() == "Hài lòng tại quầy: chưa đủ 10 phiếu"
    opened.page.swap()
    assert opened.page.tables.answers.rows.rowCount() == 0


def test_the_page_asks_to_be_printed(opened: Open, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.page.print_requested, timeout=1000):
        opened.page.print_button.click()
