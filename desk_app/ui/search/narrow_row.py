"""Under the search line: one group of results alone, by a touch or by Alt and a digit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE
from desk_app.ui.parts import DeedButton, give_key, label
from desk_app.ui.search.result_rows import Group
from desk_app.ui.stage import Stage

_CHOICES: tuple[tuple[Group, str, str], ...] = (
    ("", "0", mark("Tất cả")),
    ("people", "1", mark("Người dân")),
    ("cases", "2", mark("Hồ sơ")),
    ("visits", "3", mark("Lượt tiếp")),
    ("procedures", "4", mark("Thủ tục")),
)


class _Choice(DeedButton):
    """A toggle as low as a small button."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        look = self._look
        return QSize(size.width(), look.metrics(DENSE, strong=True).lineSpacing() + look.px(6))


class NarrowRow(QWidget):
    """What one may type, and which group is shown; its keys work on this page only."""

    chosen = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        note = label(level="second", wrap=True)
        stage.bind(
            note,
            note.setText,
            mark("Gõ không dấu tìm được mọi cách viết; gõ có dấu thì đúng dấu đứng trước."),
        )
        caption = label(level="second")
        stage.bind(caption, caption.setText, mark("Thu hẹp:"))
        self._flow = Flow(6)
        self._flow.add(caption)
        self.buttons: dict[Group, DeedButton] = {}
        for group, digit, words in _CHOICES:
            button = _Choice(stage.look, "toggle", f"Alt {digit}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            give_key(button, f"Alt+{digit}")
            stage.bind(button, button.setText, words)
            button.clicked.connect(lambda _checked=False, group=group: self.chosen.emit(group))
            self._flow.add(button)
            self.buttons[group] = button
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(note, 1)
        self._box.addWidget(self._flow)
        stage.look.changed.connect(self.fit)
        self.fit()
        self.show_group("")

    def show_group(self, group: Group) -> None:
        """Mark which group is shown."""
        for name, button in self.buttons.items():
            button.setChecked(name == group)

    def fit(self) -> None:
        """Large letters: the choices stand below the note."""
        direction = QBoxLayout.Direction
        stacked = self._stage.look.scale > STACKS_ABOVE
        self._box.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
