"""Where scans of keyboard and serial line meet: each becomes a card or a case for whoever may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.core.card import Card, parse_card
from desk_app.core.case_code import looks_like_case_code, parse_case_code
from desk_app.core.problems import Problem
from desk_app.qt.scan_filter import ScanFilter, milliseconds
from desk_app.qt.serial_scanner import SerialScanner

# Two people at one desk are never this fast; a scanner that reads the same code twice is.
_AT_ONCE = 500.0


class TakesScans(Protocol):
    """A dialog that asked for scans: it has `takes_scans = True`."""

    takes_scans: bool

    def take_card(self, card: Card) -> None:
        """Take a scanned card."""
        ...


class TakesRawScans(Protocol):
    """A part that tries a scanner out: it has `takes_raw_scans = True`, and the focus is in it."""

    takes_raw_scans: bool

    def take_scan(self, text: str) -> None:
        """Take what the scanner sent, as it came."""
        ...


class ScanDesk(QObject):
    """Owns both ways a scanner can speak; nothing of a scan is kept here.

    card_scanned: a Card for the page; case_scanned: the number of the case whose slip it was;
    not_a_card: a Problem to say beside it; used: somebody is
    there; trouble: a Problem of the serial line, told once an outage; restored: it is back.
    """

    card_scanned = Signal(object)
    case_scanned = Signal(str)
    not_a_card = Signal(object)
    used = Signal()
    trouble = Signal(object)
    restored = Signal()

    def __init__(
        self,
        application: QGuiApplication,
        locked: Callable[[], bool],
        today: Callable[[], date],
        clock: Callable[[], float] = milliseconds,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._locked, self._today, self._clock = locked, today, clock
        # Of the last scan only when it came, and a number that tells whether the next is equal.
        self._last, self._at = 0, -_AT_ONCE
        self.filter = ScanFilter(application, locked, parent=self)
        self.serial = SerialScanner(parent=self)
        self.filter.scanned.connect(self.take)
        self.filter.second_dropped.connect(self._on_second)
        self.serial.scanned.connect(self.take)
        self.serial.problem.connect(self._on_trouble)
        self.serial.connected.connect(self._on_connected)
        self._in_trouble = False

    def listen(self, port: str) -> None:
        """Listen to the serial port of the settings; "" for a scanner that is a keyboard only."""
        self.serial.listen(port)

    def close(self) -> None:
        """Hold no key any more, and end the listening thread."""
        self.filter.close()
        self.serial.close()

    @Slot(str)
    def take(self, text: str) -> None:
        """A scan came, from wherever; while locked it is forgotten."""
        if self._locked():
            return
        self.used.emit()
        tries = _raw_taker()
        if tries is not None:
            tries.take_scan(text)
            return
        now = self._clock()
        soon, self._at = now - self._at < _AT_ONCE, now
        same, self._last = hash(text) == self._last, hash(text)
        if soon:
            if not same:
                self._on_second()
            return
        if looks_like_case_code(text):
            self._hand_over_case(parse_case_code(text))
        else:
            self._hand_over(parse_card(text, self._today()))

    def _hand_over_case(self, number: str | None) -> None:
        if number is None:
            self.not_a_card.emit(Problem("scan.case_misread"))
        elif QApplication.activeModalWidget() is not None:
            self.not_a_card.emit(Problem("scan.case_dialog_open"))
        else:
            self.case_scanned.emit(number)

    def _hand_over(self, found: Card | Problem) -> None:
        if isinstance(found, Problem):
            self.not_a_card.emit(found)
            return
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self.card_scanned.emit(found)
        elif _takes_scans(dialog):
            cast(TakesScans, dialog).take_card(found)
        else:
            self.not_a_card.emit(Problem("card.dialog_open"))

    @Slot()
    def _on_second(self) -> None:
        self.not_a_card.emit(Problem("card.second_dropped"))

    @Slot(object)
    def _on_trouble(self, problem: Problem) -> None:
        self._in_trouble = True
        self.trouble.emit(problem)

    @Slot(str)
    def _on_connected(self, _device: str) -> None:
        if self._in_trouble:
            self._in_trouble = False
            self.restored.emit()


def _takes_scans(dialog: QWidget) -> bool:
    return bool(getattr(dialog, "takes_scans", False))


def _raw_taker() -> TakesRawScans | None:
    part = QApplication.focusWidget()
    while part is not None and not getattr(part, "takes_raw_scans", False):
        part = part.parentWidget()
    return cast("TakesRawScans | None", part)
