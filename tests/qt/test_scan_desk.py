"""Scans of both kinds of scanner become cards, for the page or for the dialog that asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.core.card import Card
from desk_app.core.problems import Problem
from desk_app.qt.scan_desk import ScanDesk

CARD = "024190001234||Trần Thị Thủy|01021990|Nữ|Tổ dân phố Hà Vị 1, Hiệp Hòa|15042021"
OTHER = CARD.replace("024190001234", "024190001235")


class Desk:
    def __init__(self, application: QApplication) -> None:
        self.now, self.locked = 0.0, False
        self.cards: list[Card] = []
        self.problems: list[str] = []
        self.troubles: list[str] = []
        self.used = 0
        self.scans = ScanDesk(
            application, lambda: self.locked, lambda: date(2026, 11, 22), lambda: self.now
        )
        self.scans.card_scanned.connect(self.cards.append)
        self.scans.not_a_card.connect(lambda problem: self.problems.append(problem.code))
        self.scans.trouble.connect(lambda problem: self.troubles.append(problem.code))
        self.scans.used.connect(self._on_used)

    def _on_used(self) -> None:
        self.used += 1

    def scan(self, text: str, after: float = 2000) -> None:
        self.now += after
        self.scans.take(text)


@pytest.fixture
def desk(application: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(application)
    yield made
    made.scans.close()
    made.scans.deleteLater()


class Asks(QDialog):
    takes_scans = True

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self.setModal(True)

    def take_card(self, card: Card) -> None:
        self.cards.append(card)


class Tries(QWidget):
    takes_raw_scans = True

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.field = QLineEdit(self)

    def take_scan(self, text: str) -> None:
        self.texts.append(text)


def test_a_keyboard_scan_and_a_serial_scan_become_cards(desk: Desk) -> None:
    desk.scans.filter.scanned.emit(CARD)
    desk.now += 2000
    desk.scans.serial.scanned.emit(OTHER)
    assert [card.number for card in desk.cards] == ["024190001234", "024190001235"]
    assert desk.cards[0].name == "Trần Thị Thủy"
    assert desk.used == 2


def test_another_code_is_told_in_words(desk: Desk) -> None:
    desk.scan("https://example.org/024190001234")
    assert (desk.cards, desk.problems) == ([], ["card.not_identity"])


def test_while_locked_nothing_is_taken_and_nothing_told(desk: Desk) -> None:
    desk.locked = True
    desk.scan(CARD)
    assert (desk.cards, desk.problems, desk.used) == ([], [], 0)


def test_an_open_dialog_that_wants_no_card_gets_none(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    desk.scan(CARD)
    assert (desk.cards, desk.problems) == ([], ["card.dialog_open"])
    dialog.close()
    desk.scan(CARD)
    assert len(desk.cards) == 1


def test_a_dialog_that_asked_gets_the_card(desk: Desk, qtbot: QtBot) -> None:
    dialog = Asks()
    qtbot.addWidget(dialog)
    dialog.show()
    desk.scan(CARD)
    assert [card.number for card in dialog.cards] == ["024190001234"]
    assert (desk.cards, desk.problems) == ([], [])


def test_a_part_that_tries_the_scanner_out_gets_what_was_sent(desk: Desk, qtbot: QtBot) -> None:
    part = Tries()
    qtbot.addWidget(part)
    part.show()
    part.activateWindow()
    part.field.setFocus()
    qtbot.waitUntil(part.field.hasFocus)
    desk.scan("anything at all")
    part.field.clearFocus()
    desk.scan(CARD)
    assert part.texts == ["anything at all"]
    assert (len(desk.cards), desk.problems) == (1, [])


def test_a_code_read_twice_at_once_counts_once(desk: Desk) -> None:
    desk.scan(CARD)
    desk.scan(CARD, after=100)
    assert (len(desk.cards), desk.problems) == (1, [])
    desk.scan(CARD)
    assert len(desk.cards) == 2


def test_two_cards_at_once_give_the_first_and_a_word(desk: Desk) -> None:
    desk.scan(CARD)
    desk.scan(OTHER, after=100)
    assert ([card.number for card in desk.cards], desk.problems) == (
        ["024190001234"],
        ["card.second_dropped"],
    )


def test_a_second_card_in_one_burst_is_told(desk: Desk) -> None:
    desk.scans.filter.second_dropped.emit()
    assert desk.problems == ["card.second_dropped"]


def test_trouble_with_the_line_is_told_apart_from_scans(desk: Desk) -> None:
    desk.scans.serial.problem.emit(Problem("scanner.unplugged", values={"port": "x"}))
    assert (desk.problems, desk.troubles) == ([], ["scanner.unplugged"])


def test_a_line_that_comes_back_is_told_only_after_trouble(desk: Desk) -> None:
    told: list[str] = []
    desk.scans.restored.connect(lambda: told.append("back"))
    desk.scans.serial.connected.emit("x")
    assert told == []
    desk.scans.serial.problem.emit(Problem("scanner.unplugged", values={"port": "x"}))
    desk.scans.serial.connected.emit("x")
    assert told == ["back"]
