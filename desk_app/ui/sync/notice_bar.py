"""What is in the way, above the figures: the fact in bold, what happens next, one button."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desk_app.qt.language import mark
from desk_app.ui.page import STACKS_ABOVE
from desk_app.ui.parts import DeedButton, clear, column, label, line
from desk_app.ui.sentence import Sentence, strong
from desk_app.ui.stage import Stage
from desk_app.ui.sync.ports import Notice

_BUTTONS = {
    "pair": mark("Nối với tỉnh…"),
    "browser": mark("Mở trình duyệt"),
    "settings": mark("Mở Quản trị"),
}


class Notices(QWidget):
    """Bars below each other; what stays the same is left alone, so the focus stays."""

    wished = Signal(str)
    """What the button of a bar opens."""
    emptied = Signal()
    """The button that had the focus went away with its bar."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._notices: tuple[Notice, ...] = ()
        self._buttons: dict[str, DeedButton] = {}
        self._inside = column(self, gap=8)
        stage.look.changed.connect(self._build)
        stage.language.changed.connect(self._build)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...], wishes: frozenset[str]) -> None:
        """Show these. wishes: which buttons lead somewhere; the others are left out."""
        notices = tuple(
            one if one.opens in wishes else msgspec.structs.replace(one, opens="")
            for one in notices
        )
        if notices != self._notices:
            self._notices = notices
            self._build()
        self.setVisible(bool(notices))

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to a button of a bar."""
        return any(button.hasFocus() for button in self._buttons.values())

    def take_focus(self, opens: str) -> None:
        """The keys go to the button that opens this, where there is one."""
        if opens in self._buttons:
            self._buttons[opens].setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        focus = self.window().focusWidget()
        had = next((opens for opens, one in self._buttons.items() if one is focus), "")
        clear(self._inside)
        self._buttons = {}
        for notice in self._notices:
            self._inside.addWidget(self._bar(notice))
        self.take_focus(had)
        if had and had not in self._buttons:
            self.emptied.emit()

    def _bar(self, notice: Notice) -> QFrame:
        look = self._stage.look
        made = QFrame()
        made.setProperty("kind", "state")
        made.setProperty("tone", notice.tone)
        row = line(made, gap=10)
        row.setContentsMargins(12, 6, 8, 6)
        picture = QLabel()
        token = "accent" if notice.tone == "plain" else notice.tone
        picture.setPixmap(look.pixmap(notice.icon, 18, token, self.devicePixelRatioF()))
        words = Sentence(self._stage)
        words.setText(f"{strong(notice.fact)} {notice.rest}".strip())
        row.addWidget(picture)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        if notice.right and look.scale <= STACKS_ABOVE:
            row.addWidget(label(notice.right, "second"))
        if notice.opens:
            button = DeedButton(look, "primary" if notice.opens == "pair" else "")
            button.setText(self._stage.say(_BUTTONS[notice.opens]))
            button.clicked.connect(
                lambda _checked=False, opens=notice.opens: self.wished.emit(opens)
            )
            row.addWidget(button)
            self._buttons[notice.opens] = button
        made.setMinimumHeight(look.px(36))
        return made
