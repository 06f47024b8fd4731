"""The lock page: who may sign in, a PIN field, and nothing about any citizen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desk_app.qt.language import mark
from desk_app.qt.look import BODY, DENSE
from desk_app.qt.models import Column, Row
from desk_app.ui.fields import FieldRow
from desk_app.ui.lock.presenter import LockPresenter
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, Sheet, column, frame, label, line
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

_WIDTH = 520
# So many officers are seen at once; large letters leave room for fewer.
_ROWS, _ROWS_LARGE, _LARGE = 8, 4, 150
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LockPage(QWidget):
    """Keys choose and type here and do nothing else: no shortcut of the window gets past it."""

    help_requested = Signal()

    def __init__(self, stage: Stage, where: str, practice: bool) -> None:
        super().__init__()
        self._stage = stage
        self._first = False
        self.officers = RowTable(
            stage,
            mark("Cán bộ"),
            (Column("", sample="Alt 9"), Column("", stretch=True), Column("")),
        )
        self.officers.horizontalHeader().hide()
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(12)
        self._build(where, practice)
        self.officers.installEventFilter(self)
        self.pin.installEventFilter(self)
        stage.look.changed.connect(self._fit)

    def _build(self, where: str, practice: bool) -> None:
        stage = self._stage
        ground = frame("practice" if practice else "plain")
        outside = column(ground)
        outside.setContentsMargins(16, 16, 16, 16)
        outside.addStretch(1)
        outside.addWidget(self._sheet(where, practice), 0, Qt.AlignmentFlag.AlignHCenter)
        outside.addStretch(2)
        scroll = Scroll()
        scroll.setWidget(ground)
        column(self).addWidget(scroll)
        self._fit()
        stage.language.changed.connect(self._say_title)
        self._say_title()

    def _sheet(self, where: str, practice: bool) -> Sheet:
        stage = self._stage
        self._sheet_frame = sheet = Sheet()
        head = frame("head")
        top = column(head, gap=4)
        top.setContentsMargins(16, 12, 16, 12)
        first = line(gap=10)
        self._picture = QLabel()
        self.title = label(level="title", wrap=True)
        first.addWidget(self._picture)
        first.addWidget(self.title, 1)
        top.addLayout(first)
        top.addWidget(label(where, "second", wrap=True))
        self._kept = label(level="second", wrap=True)
        stage.bind(self, self._kept.setText, mark("Những gì đang gõ vẫn còn nguyên."))
        top.addWidget(self._kept)
        if practice:
            words = label(level="section")
            words.setProperty("tone", "held")
            stage.bind(self, words.setText, "CA THỰC HÀNH")
            top.addWidget(words)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.officers)
        sheet.inside.addWidget(self._foot(practice))
        return sheet

    def _foot(self, practice: bool) -> QWidget:
        stage = self._stage
        foot = frame("foot")
        inside = column(foot, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        self.pin_row = FieldRow(stage, mark("Mã PIN"), self.pin)
        inside.addWidget(self.pin_row)
        self.deed = DeedButton(stage.look, "primary", "Enter", "check")
        stage.bind(self.deed, self.deed.setText, mark("Vào làm việc"))
        row = line()
        row.addWidget(self.deed)
        row.addStretch(1)
        inside.addLayout(row)
        hints = [mark("Chọn người: phím lên xuống, Alt và số, hoặc chữ đầu của tên.")]
        if practice:
            hints.append(mark("Người chưa có mã PIN ở quầy thực hành chỉ cần bấm Enter."))
        for words in hints:
            hint = label(level="second", wrap=True)
            stage.bind(self, hint.setText, words)
            inside.addWidget(hint)
        return foot

    def use(self, presenter: LockPresenter) -> None:
        """Hand keys and clicks on to the presenter."""
        self.presenter = presenter
        self.officers.chosen.connect(presenter.choose)
        self.deed.clicked.connect(self._enter)
        self._stage.language.changed.connect(presenter.say_again)

    def open(self, last: str, *, first: bool) -> None:
        """Ask who is there. first: nobody worked here yet since the program started."""
        self._first = first
        self._say_title()
        self._fit()
        self.presenter.open(last)
        self.focus()

    def focus(self) -> None:
        """Whoever was there last needs the PIN and Enter only."""
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what the presenter tells ------------------------------------------------------------

    def show_officers(self, rows: tuple[Row, ...], chosen: str) -> None:
        """Show who may sign in."""
        self.officers.show_rows(rows)
        self.officers.choose(chosen)
        self._fit_rows(len(rows))

    def show_error(self, sentence: str) -> None:
        """Say beside the PIN what is wrong."""
        self.pin_row.show_error(sentence)

    def show_busy(self, busy: bool) -> None:
        """One try at a time."""
        self.deed.setEnabled(not busy)

    def clear_pin(self) -> None:
        """Empty the PIN field."""
        self.pin.clear()

    # ---- keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Every key is ours: shortcuts of the window stay silent."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by arrow, digit and letter; what else is typed is the PIN."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._on_key(event, in_list=watched is self.officers):
                return True
        elif isinstance(event, QInputMethodEvent):
            text = event.commitString()
            if text and not text.isdigit():
                self.presenter.type_letters(text)
                return True
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent, *, in_list: bool) -> bool:
        key, text = event.key(), event.text()
        digit = key - Qt.Key.Key_0 if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 else 0
        if digit and (event.modifiers() == Qt.KeyboardModifier.AltModifier or in_list):
            if self.presenter.choose_number(digit):
                self.focus()
            return True
        if key == Qt.Key.Key_F1:
            self.help_requested.emit()
            return True
        if event.modifiers() not in (*_PLAIN, Qt.KeyboardModifier.ShiftModifier):
            return False
        if key in _STEPS:
            self.presenter.step(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif key == Qt.Key.Key_Escape:
            self.clear_pin()
            self.focus()
        elif text.isalpha():
            self.presenter.type_letters(text)
        else:
            return False
        return True

    def _enter(self) -> None:
        self.presenter.enter(self.pin.text())

    # ---- looks -------------------------------------------------------------------------------

    def _say_title(self) -> None:
        say = self._stage.say
        self.title.setText(say("Ai làm việc tại quầy này?") if self._first else say("Đã khóa"))
        self._kept.setVisible(not self._first)

    def _fit(self) -> None:
        look = self._stage.look
        self._picture.setPixmap(look.pixmap("lock", 22, "accent", self.devicePixelRatioF()))
        self._sheet_frame.setFixedWidth(min(look.px(_WIDTH), 1000))
        self.pin.setMinimumHeight(look.height(BODY, 12))
        self._fit_rows(self.officers.rows.rowCount())

    def _fit_rows(self, count: int) -> None:
        look = self._stage.look
        shown = min(max(count, 1), _ROWS_LARGE if look.scale > _LARGE else _ROWS)
        self.officers.setFixedHeight(look.height(DENSE, 8) * shown + 1)
