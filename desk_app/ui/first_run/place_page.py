"""Step 1: the commune by a few letters, the desk's name, and the way to a practice desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.fields import FieldRow
from desk_app.ui.first_run.item_row import ItemRow, ItemState
from desk_app.ui.first_run.place_presenter import PlacePort, PlacePresenter
from desk_app.ui.first_run.step_page import StepPage
from desk_app.ui.focus_line import FocusLine
from desk_app.ui.parts import (
    DeedButton,
    Sheet,
    column,
    frame,
    give_key,
    label,
    line,
    set_property,
)
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

PAUSE = 40


class PlacePage(StepPage):
    """Letters, Enter, the desk's name, Enter."""

    practice_requested = Signal()

    def __init__(self, stage: Stage, port: PlacePort) -> None:
        super().__init__()
        self._stage, self._port = stage, port
        self.search = FocusLine(
            stage, "search", mark("Tên xã, phường hoặc mã năm chữ số"), mark("Tìm xã, phường")
        )
        self.table = RowTable(
            stage,
            mark("Xã, phường tìm thấy"),
            (
                Column(mark("Xã, phường"), stretch=True),
                Column(mark("Tỉnh, thành phố"), "thành phố Hồ Chí Minh và nữa"),
                Column(mark("Mã"), "00000", right=True),
            ),
        )
        self._tick = QLabel()
        self.chosen = label(level="name", wrap=True)
        self.name = QLineEdit()
        self.name_row = FieldRow(
            stage, mark("Tên quầy"), self.name, width=300, hint=mark("ví dụ: Quầy 2")
        )
        self._error = label(wrap=True)
        set_property(self._error, "tone", "late")
        self.practice = DeedButton(stage.look, "", "Alt T")
        give_key(self.practice, "Alt+T")
        stage.bind(self, self.practice.setText, mark("Mở quầy thực hành"))
        self._build()
        self.presenter = PlacePresenter(
            port, stage.runner.run, stage.say, stage.language.sentence, self
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._connect()
        self.fit()

    def _build(self) -> None:
        stage = self._stage
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.addWidget(self.search)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._error)
        inside.addWidget(frame("rule"))
        picked = line(gap=8)
        picked.addWidget(self._tick)
        picked.addWidget(self.chosen, 1)
        inside.addLayout(picked)
        inside.addWidget(self.name_row)
        sheet.inside.addWidget(body, 1)
        other = Sheet()
        row = ItemRow(stage, "clipboard-check", mark("Chỉ muốn tập thử?"), last=True)
        row.add_button(self.practice)
        stage.bind(
            self,
            lambda text: row.show_state(ItemState(deed=text)),
            mark(
                "Quầy thực hành mở ngay trong một cửa sổ riêng, có khung màu, người dân không có"
                " thật. Các bước ở đây vẫn còn nguyên."
            ),
        )
        other.inside.addWidget(row)
        outside = column(self, gap=12)
        outside.addWidget(sheet, 1)
        outside.addWidget(other)

    def _connect(self) -> None:
        self.search.text_changed.connect(self._on_letters)
        self.search.input.installEventFilter(self)
        self.search.escaped.connect(self.search.input.clear)
        self.search.down_pressed.connect(self._to_rows)
        self.table.opened.connect(self.presenter.choose)
        self.table.clicked.connect(self._on_click)
        self.name.textEdited.connect(self._on_name)
        self.name.editingFinished.connect(self.changed)
        self.practice.clicked.connect(self.practice_requested)
        self._pause.timeout.connect(self._on_pause)
        self._stage.language.changed.connect(self._say_again)
        self._stage.look.changed.connect(self.fit)

    def fit(self) -> None:
        """Draw the tick in the present colours."""
        ratio = self.devicePixelRatioF()
        self._tick.setPixmap(self._stage.look.pixmap("circle-check", 18, "good", ratio))

    def open_page(self) -> None:
        """The line has the focus."""
        self.name.setText(self._port.state.desk)
        self.presenter.start()
        if self._port.state.unit:
            self.ask_name()
        else:
            self.search.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, agreed: Callable[[], None]) -> None:
        """Go on when commune and name are there."""
        self.presenter.name_typed(self.name.text())
        self.presenter.leave(agreed)

    # ---- what the presenter asks for --------------------------------------------------------

    def show_communes(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show what was found."""
        self.table.show_rows(rows, empty)

    def show_chosen(self, words: str) -> None:
        """Say which commune was taken."""
        self._tick.setVisible(bool(words))
        self.chosen.setText(words)
        self.chosen.setVisible(bool(words))
        self.changed.emit()

    def show_errors(self, sentences: dict[str, str]) -> None:
        """Say what is missing."""
        self._error.setText(sentences.get("place", ""))
        self._error.setVisible(bool(self._error.text()))
        self.name_row.show_error(sentences.get("desk", ""))
        if "place" in sentences:
            self.search.input.setFocus(Qt.FocusReason.OtherFocusReason)
        elif "desk" in sentences:
            self.ask_name()

    def ask_name(self) -> None:
        """The commune is known: what is the desk called?"""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the line takes a commune; the window must not hear it as its next button."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if not event.isAutoRepeat():
                self._on_enter()
            return True
        return super().eventFilter(watched, event)

    def _on_name(self, text: str) -> None:
        self.presenter.name_typed(text)
        self.name_row.show_error("")

    def _on_letters(self, _text: str) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        self.presenter.words_changed(self.search.input.text())

    def _on_enter(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._on_pause()
        self.presenter.take_first()

    def _on_click(self) -> None:
        if self.table.key:
            self.presenter.choose(self.table.key)

    def _to_rows(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _say_again(self) -> None:
        self.presenter.say_again()
