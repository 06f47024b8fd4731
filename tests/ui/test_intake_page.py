"""The intake page over a real desk: what hands and eyes meet, and what stands on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app import parts
from desk_app.core.card import Card
from desk_app.core.clock import VN
from desk_app.core.draft import Draft
from desk_app.core.visit_view import VisitView
from desk_app.qt.desk_intake import DeskIntake
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Messages
from desk_app.qt.runner import Runner
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.drafts import drafts
from desk_app.services.list_visits import list_visits
from desk_app.ui.intake.left_half import LeftHalf
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.intake_presenter import IntakePresenter
from desk_app.ui.stage import Stage
from tests.support.intake import COPY, NUMBER
from tests.support.window import a_visit, compile_texts, log, type_text

# What the page has of a window of 1366 × 768 with the frame of a practice desk.
WIDTH, HEIGHT = 1190, 701
PERSON = "Trần Thị Thủy"


class Opened:
    """A page in a window of its own, with the desk behind it."""

    def __init__(self, stage: Stage, desk: parts.Desk) -> None:
        self.stage, self.desk = stage, desk
        window_desk = WindowDesk(
            desk.store, desk.catalogue, parts.criteria(), desk.unit.name, parts.system_clock,
            lambda *_: (b"", ""), lambda *_: (b"", ""),
        )  # fmt: skip
        self.port = DeskIntake(window_desk)
        self.logged: list[str] = []
        self.page = IntakePage(stage, self._presenter)
        self.left = LeftHalf(stage, self.port, self.page)
        self.page.log_requested.connect(self.page.presenter.save)

    def _presenter(self, page: IntakePage) -> IntakePresenter:
        stage = self.stage
        return IntakePresenter(
            self.port, stage.runner.run, stage.say, stage.count, stage.language.sentence, page,
            lambda received, _form: self.logged.append(received.visit),
        )  # fmt: skip

    @property
    def line(self) -> QLineEdit:
        return self.page.line.input

    def show(self) -> None:
        self.page.setFixedSize(WIDTH, HEIGHT)
        self.page.show()
        self.page.activateWindow()
        self.page.open_page()
        self.left.look()
        self.settle()

    def settle(self) -> None:
        application = QApplication.instance()
        assert application is not None
        for _ in range(2000):
            application.processEvents()
            if self.stage.runner.idle:
                application.processEvents()
                if self.stage.runner.idle:
                    return
            self.stage.runner.wait(5)
        raise AssertionError("the page did not come to rest")

    def take(self, words: str) -> None:
        type_text(self.line, words)
        press(self.line, Qt.Key.Key_Return)
        self.settle()

    def save(self) -> None:
        self.page.presenter.save()
        self.settle()

    def newest(self) -> VisitView:
        with self.desk.store.reader() as reader:
            return list_visits(reader, datetime.now(VN).date())[0]

    def drafts(self) -> tuple[Draft, ...]:
        with self.desk.store.reader() as reader:
            return drafts(reader)

    def close(self) -> None:
        self.page.close()
        self.page.deleteLater()
        self.settle()


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)


Open = Callable[[], Opened]


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens the page over one and the same desk, as often as a test wants."""
    compile_texts()
    qapp.setStyle("Fusion")
    home = tmp_path / "desk"
    parts.create_desk(home, parts.PRACTICE_UNIT, parts.PRACTICE_DESK_NAME, practice=True)
    look, language, runner = Look(qapp, "light", 100), Language(qapp, "vi"), Runner()
    errors: list[Any] = []
    for signal in (runner.broke, runner.environment_failed, runner.refused):
        signal.connect(errors.append)
    stage = Stage(look, language, runner, Messages(language))
    pages: list[Opened] = []
    with parts.open_desk(home) as desk:

        def open_one() -> Opened:
            pages.append(Opened(stage, desk))
            pages[-1].show()
            return pages[-1]

        yield open_one
        for page in pages:
            page.close()
        runner.close()
        look.choose_scale(100)
        language.choose("vi")
    assert errors == []


def full(opened: Opened) -> None:
    """Late, for somebody, of an organisation, three matters, and three problems."""
    page = opened.page
    opened.take(PERSON)
    for code in ("BS", "KS", "HN"):
        opened.take(code)
    press(opened.line, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    page.toggle_late()
    for field, text in (
        ("phone", "091234567"), ("reference", "??"), ("late_reason", "other"),
        ("organisation", "Hợp tác xã Hà Vị"), ("address", "Tổ dân phố Hà Vị 1, phường Bắc Giang"),
    ):  # fmt: skip
        page.fill(field, text)
    opened.save()


def test_the_line_has_the_focus_at_start_and_after_each_save(open_page: Open) -> None:
    opened = open_page()
    assert opened.line.hasFocus()
    opened.take(PERSON)
    opened.take("BS")
    opened.page.fields.fields["note"].field.setFocus()
    opened.save()
    assert opened.line.hasFocus()
    assert opened.logged == [opened.newest().id]


def test_a_matter_that_is_missing_can_be_typed_at_once(open_page: Open) -> None:
    opened = open_page()
    opened.take(PERSON)
    opened.page.fields.fields["note"].field.setFocus()
    opened.save()
    assert opened.page.fields.fields["procedures"].aside.text()
    assert opened.line.hasFocus()


def test_hands_go_on_in_the_line_while_a_visit_is_saved(open_page: Open) -> None:
    opened = open_page()
    opened.take(PERSON)
    opened.take("BS")
    opened.page.fields.fields["note"].field.setFocus()
    opened.page.presenter.save()
    assert opened.line.hasFocus()
    opened.page.toggle_question()
    press(opened.line, Qt.Key.Key_Return)
    opened.settle()
    assert len(opened.logged) == 2
    assert opened.newest().purpose == "question"


def test_an_enter_pressed_while_a_visit_is_saved_takes_no_more_than_stood_there(
    open_page: Open,
) -> None:
    opened = open_page()
    opened.take(PERSON)
    opened.take("BS")
    opened.page.presenter.save()
    type_text(opened.line, "Lê Văn Bình")
    press(opened.line, Qt.Key.Key_Return)
    type_text(opened.line, "0912345678")
    opened.settle()
    assert opened.newest().name == PERSON
    assert opened.page.read().name == ""
    assert opened.line.text() == "Lê Văn Bình0912345678"


def test_a_known_citizen_is_logged_by_last_digits_and_code(open_page: Open) -> None:
    opened = open_page()
    log(opened.desk, a_visit(PERSON, citizen_id=NUMBER, address="Tổ dân phố Hà Vị 1"))
    opened.take(NUMBER[-6:])
    assert opened.page.fields.facts.text() == "số cuối 4417 · lần thứ 2 năm nay"
    type_text(opened.line, "BS")
    opened.save()
    newest = opened.newest()
    assert (newest.name, newest.phone, newest.id_last4) == (PERSON, "0912345678", "4417")
    assert newest.procedures == (COPY,)


def test_alt_takes_the_person_that_the_strip_shows(open_page: Open) -> None:
    opened = open_page()
    log(opened.desk, a_visit(PERSON, citizen_id=NUMBER))
    type_text(opened.line, "tran thi")
    opened.settle()
    press(opened.line, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert opened.page.read().name == PERSON
    assert opened.page.read().phone == "0912345678"
    assert opened.line.text() == ""


def test_alt_with_the_digit_of_an_empty_place_types_nothing(open_page: Open) -> None:
    opened = open_page()
    type_text(opened.line, "Nguyễn Văn Thử")
    opened.settle()
    press(opened.line, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert opened.line.text() == "Nguyễn Văn Thử"


def test_what_is_typed_stands_on_the_disk_and_is_gone_once_logged(
    open_page: Open, qtbot: QtBot
) -> None:
    opened = open_page()
    opened.take("Đỗ Thị Ngọc Ánh")
    type_text(opened.line, "khai si")
    qtbot.waitUntil(lambda: any("khai si" in draft.content for draft in opened.drafts()))
    opened.settle()
    assert opened.page.sheet.facts.text().endswith("nháp đã lưu")
    opened.line.clear()
    opened.take("BS")
    opened.save()
    assert opened.drafts() == ()


def test_after_a_crash_the_draft_is_offered_and_one_key_opens_it(
    open_page: Open, qtbot: QtBot
) -> None:
    before = open_page()
    before.take("Đỗ Thị Ngọc Ánh")
    before.take("BS")
    qtbot.waitUntil(lambda: any(COPY in draft.content for draft in before.drafts()))
    before.page.hide()
    again = open_page()
    box = again.page.sheet.offer
    assert box.isVisible()
    assert box.what.text() == "Đỗ Thị Ngọc Ánh, Chứng thực bản sao"
    assert again.line.hasFocus()
    press(again.line, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert not box.isVisible()
    assert again.page.presenter.form().name == "Đỗ Thị Ngọc Ánh"
    again.save()
    assert again.newest().name == "Đỗ Thị Ngọc Ánh"
    assert again.drafts() == ()


def test_a_draft_put_off_stays_and_one_thrown_away_goes(open_page: Open) -> None:
    opened = open_page()
    opened.port.keep_draft("one", "{")
    opened.left.look()
    opened.settle()
    press(opened.line, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert not opened.page.sheet.offer.isVisible()
    opened.left.look()
    opened.settle()
    told: list[Draft] = []
    opened.left.draft_dropped.connect(told.append)
    press(opened.line, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    opened.settle()
    assert [draft.id for draft in told] == ["one"]
    assert opened.drafts() == ()
    opened.left.bring_back(told[0])
    opened.settle()
    assert [draft.id for draft in opened.drafts()] == ["one"]
    assert opened.page.sheet.offer.isVisible()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_fullest_visit_needs_no_scroll_bar(
    open_page: Open, qtbot: QtBot, language: str
) -> None:
    opened = open_page()
    opened.stage.language.choose(language)
    full(opened)
    opened.settle()
    fields = opened.page.fields.fields
    shown = ("on_behalf_of", "late_note", "organisation", "note")
    assert all(fields[name].isVisible() for name in shown)
    assert sum(row.aside.isVisible() for row in fields.values()) == 3
    qtbot.waitUntil(lambda: opened.page.sheet.inner.verticalScrollBar().maximum() == 0)
    assert opened.page.fields.matters.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_fullest_visit_cuts_no_words(open_page: Open, language: str, scale: int) -> None:
    opened = open_page()
    opened.port.keep_draft("one", "{")
    opened.left.look()
    opened.stage.language.choose(language)
    opened.stage.look.choose_scale(scale)
    full(opened)
    opened.settle()
    for label in opened.page.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            assert label.heightForWidth(label.width()) <= label.height() + 1, label.text()


def test_a_filled_field_is_read_as_text_and_its_number_is_covered(open_page: Open) -> None:
    opened = open_page()
    opened.take(PERSON)
    name, number = (opened.page.fields.fields[n].field for n in ("name", "citizen_id"))
    assert name.property("shown") == "read"
    opened.page.presenter.take_card(Card(number=NUMBER))
    assert number.property("shown") == "read"
    covered = number.grab().toImage()
    opened.page.fill("citizen_id", NUMBER[:-5] + "04417")
    name.setFocus()
    assert name.property("shown") == ""
    opened.page.fill("citizen_id", "024199994417")
    assert number.grab().toImage() == covered


def test_a_hostile_name_stays_a_name_everywhere(open_page: Open) -> None:
    opened = open_page()
    hostile = "<b>Bình</b> & <img src=x> &1"
    log(opened.desk, a_visit(hostile, citizen_id=NUMBER))
    type_text(opened.line, NUMBER[-4:])
    opened.settle()
    for label in opened.page.findChildren(QLabel):
        assert not label.text() or label.textFormat() is Qt.TextFormat.PlainText
    press(opened.line, Qt.Key.Key_Return)
    assert opened.page.read().name == hostile


def test_a_thrown_away_visit_can_be_brought_back(open_page: Open) -> None:
    opened = open_page()
    thrown: list[Any] = []
    opened.page.cleared.connect(thrown.append)
    opened.take(PERSON)
    opened.take("BS")
    opened.page.clear_visit()
    assert opened.page.presenter.is_empty
    assert opened.page.presenter.restore(thrown[0])
    assert opened.page.read().name == PERSON
    opened.page.clear_visit()
    opened.page.clear_visit()
    assert len(thrown) == 2


def test_the_citizen_may_check_what_is_typed(open_page: Open) -> None:
    opened = open_page()
    asked: list[Any] = []
    opened.page.check_requested.connect(asked.append)
    opened.take(PERSON)
    opened.page.sheet.check_button.click()
    assert [form.name for form in asked] == [PERSON]


def test_a_late_entry_shows_both_times(open_page: Open) -> None:
    opened = open_page()
    opened.take(PERSON)
    opened.page.toggle_late()
    assert opened.page.fields.fields["at"].field.hasFocus()
    said = opened.page.fields.fields["at"].aside
    assert said.isVisible()
    assert said.text().startswith("ghi vào nhật ký lúc ")
    opened.page.toggle_late()
    assert not opened.page.fields.fields["late_reason"].isVisible()


@pytest.mark.parametrize("at", ["31/02/2026 08:00", "20/11/2099 08:00", "hôm qua"])
def test_a_time_that_cannot_be_is_a_sentence_and_stays(open_page: Open, at: str) -> None:
    opened = open_page()
    opened.take(PERSON)
    opened.take("BS")
    opened.page.toggle_late()
    opened.page.fill("at", at)
    opened.page.fill("late_reason", "power")
    opened.save()
    row = opened.page.fields.fields["at"]
    assert row.field.property("state") == "error"
    assert row.aside.isVisible()
    assert opened.page.read().at == at
    assert opened.logged == []


def test_a_name_of_two_hundred_letters_is_told_and_kept(open_page: Open) -> None:
    opened = open_page()
    opened.take("Trần " + "T" * 195)
    opened.take("BS")
    opened.save()
    assert "120" in opened.page.fields.fields["name"].aside.text()
    assert len(opened.page.read().name) == 200
