"""Fields of a form: label left, field, and beside it the hint or what is wrong, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from desk_app.ui.parts import label, set_property
from desk_app.ui.stage import Stage

LABEL_WIDTH = 112
# What a dense field is higher than its line: as one wants it, and where room is scarce.
FIELD_APART, FIELD_CLOSE = 10, 6


class FieldRow(QWidget):
    """One field with its words; an error or a warning replaces the hint and keeps the text.

    width: what is said stands beside the field instead of below it. dense: the field is as low as
    `stand_tight` asks, and what is said stands wherever `aside` is put; beside: a label there.
    """

    said = Signal()

    def __init__(
        self,
        stage: Stage,
        words: str,
        field: QWidget,
        *,
        width: int = 0,
        hint: str = "",
        label_width: int = LABEL_WIDTH,
        dense: bool = False,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._stage, self.field, self._width = stage, field, width
        self._label_width, self._dense, self._tight = label_width, dense, False
        self._hint, self._fact, self._warning, self._error = hint, "", "", ""
        if dense:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.word: QLabel = label(level="label")
        self.word.setBuddy(field)
        self.aside = label(level="second", wrap=True)
        self.aside.setMinimumWidth(0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.word, 0, 0)
        grid.addWidget(field, 0, 1)
        if width:
            grid.addWidget(self.aside, 0, 2)
            grid.setColumnStretch(2, 1)
            self.aside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        else:
            if not dense:
                grid.addWidget(self.aside, 1, 1)
            grid.setColumnStretch(1, 1)
        if beside is not None:
            grid.addWidget(beside, 0, 2)
        if words:
            stage.bind(self, self.say_word, words)
        else:
            self.word.hide()
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self._show_aside)
        self.fit()
        self._show_aside()

    def say_word(self, text: str) -> None:
        """Call the field this."""
        self.word.setText(text)
        self.field.setAccessibleName(text)
        self.fit()

    def fit(self) -> None:
        """Take the present measures."""
        look = self._stage.look
        words = look.metrics(10.5).horizontalAdvance(self.word.text())
        self.word.setFixedWidth(max(look.px(self._label_width), words + 4))
        if self._dense:
            self.field.setFixedHeight(look.height(11, FIELD_CLOSE if self._tight else FIELD_APART))
        elif self.word.text():
            large = self.field.property("kind") == "person"
            self.field.setMinimumHeight(look.height(12.5, 12) if large else look.height(11, 10))
        if self._width:
            self.field.setFixedWidth(look.px(self._width))

    def stand_tight(self, tight: bool) -> None:
        """As low as a field may be, or as one wants it."""
        self._tight = tight
        set_property(self.field, "density", "dense" if tight else "")
        self.fit()

    def show_error(self, sentence: str) -> None:
        """Say what is wrong beside the field, or nothing."""
        self._error = sentence
        set_property(self.field, "state", "error" if sentence else "")
        self._show_aside()

    def show_warning(self, sentence: str) -> None:
        """Say what is odd, or nothing; it keeps nobody from going on."""
        self._warning = sentence
        self._show_aside()

    def show_fact(self, text: str) -> None:
        """Say this, ready to be read, while nothing is wrong or odd."""
        self._fact = text
        self._show_aside()

    def show_hint(self, words: str) -> None:
        """Say this beside the field while nothing is wrong with it."""
        self._hint = words
        self._show_aside()

    def _show_aside(self) -> None:
        hint = self._stage.say(self._hint) if self._hint else ""
        text = self._error or self._warning or self._fact or hint
        if text != self.aside.text():
            self.aside.setText(text)
        tone = "late" if self._error else "near" if self._warning else ""
        set_property(self.aside, "tone", tone)
        self.aside.setVisible(bool(text) and self.aside.parent() is not None)
        self.field.setAccessibleDescription(text)
        self.said.emit()


class Combo(QComboBox):
    """A drop-down list that draws its own arrow, in the colour of the theme."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setItemDelegate(QStyledItemDelegate(self))  # its rows take the theme's measures

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's frame and words, then the arrow."""
        super().paintEvent(event)
        look, side = self._stage.look, self._stage.look.px(15)
        token = "text2" if self.isEnabled() else "disabled"
        painter = QPainter(self)
        pixmap = look.pixmap("chevron-down", 15, token, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - look.px(6), (self.height() - side) // 2, pixmap)
        painter.end()


class Chooser(Combo):
    """A short list of choices with codes behind the words."""

    def __init__(self, stage: Stage, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(stage)
        self._choices = choices
        for code, _words in choices:
            self.addItem("", code)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        stage.language.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        for number, (_code, words) in enumerate(self._choices):
            self.setItemText(number, self._stage.say(words))
        self.updateGeometry()

    @property
    def code(self) -> str:
        """The chosen code."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose by code."""
        self.setCurrentIndex(max(0, self.findData(code)))


def text_of(field: QWidget) -> str:
    """What stands in a field."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, Chooser):
        return field.code
    return ""


def set_text(field: QWidget, text: str) -> None:
    """Put `text` into a field."""
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, Chooser):
        field.choose(text)


class EnterMoves(QObject):
    """Enter in a field goes on to the next one; Esc asks to step back."""

    back_requested = Signal()

    def __init__(self, parent: QObject, last: Callable[[], None]) -> None:
        super().__init__(parent)
        self._fields: list[QWidget] = []
        self._last = last

    def watch(self, *fields: QWidget) -> None:
        """Watch these fields, in the order in which Enter walks through them."""
        for field in fields:
            self._fields.append(field)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on Enter and Esc without a modifier."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_on(watched)
                return True
            if plain and event.key() == Qt.Key.Key_Escape:
                self.back_requested.emit()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, watched: QObject) -> None:
        shown = [f for f in self._fields if f.isVisible() and f.isEnabled()]
        place = next((n for n, f in enumerate(shown) if f is watched), -1)
        if place + 1 < len(shown):
            shown[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._last()
