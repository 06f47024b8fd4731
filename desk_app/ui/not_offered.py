"""Why the citizen was not asked to rate: five reasons, one key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk_app.core.errors import UserProblem
from desk_app.core.ops import NotOffered
from desk_app.qt.language import mark
from desk_app.ui.parts import DeedButton, column, give_key, label, line
from desk_app.ui.stage import Stage
from desk_app.ui.visit_dialogs import fit_height

REASONS: tuple[tuple[NotOffered, str], ...] = (
    ("no_screen", mark("Không có màn hình đánh giá")),
    ("citizen_left", mark("Người dân đã đi")),
    ("minor", mark("Người đến chưa đủ tuổi")),
    ("busy", mark("Quá đông người chờ")),
    ("other", mark("Lý do khác")),
)
Act = Callable[[NotOffered, Callable[[], None], Callable[[UserProblem], None]], None]


class NotOfferedDialog(QDialog):
    """Asks for the reason; each is one key, and nothing is recorded without one."""

    def __init__(self, stage: Stage, words: str, act: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage, self._act = stage, act
        stage.bind(self, self.setWindowTitle, mark("Không mời đánh giá"))
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        title = label(words, level="title", wrap=True)
        inside.addWidget(title)
        note = label(level="second", wrap=True)
        stage.bind(
            note,
            note.setText,
            mark("Lượt này được tính là không trả lời. Đã ghi lý do thì không mời lại được."),
        )
        inside.addWidget(note)
        self.reasons: dict[NotOffered, DeedButton] = {}
        for number, (why, reason) in enumerate(REASONS, 1):
            button = DeedButton(stage.look, "", str(number))
            give_key(button, str(number))
            button.setAutoDefault(False)
            stage.bind(button, button.setText, reason)
            button.clicked.connect(lambda _checked=False, why=why: self._go(why))
            self.reasons[why] = button
            inside.addWidget(button)
        self.rest = label(wrap=True)
        self.rest.setProperty("tone", "late")
        self.rest.hide()
        inside.addWidget(self.rest)
        self.back = DeedButton(stage.look, "", "Esc")
        self.back.setAutoDefault(False)
        stage.bind(self.back, self.back.setText, mark("Quay lại"))
        self.back.clicked.connect(self.reject)
        row = line(gap=8)
        row.addWidget(self.back)
        row.addStretch(1)
        inside.addLayout(row)
        self.resize(stage.look.px(420), 0)

    def work_failed(self) -> None:
        """The machine failed: a reason may be chosen again."""
        self._allow(True)

    def show_error(self, error: UserProblem) -> None:
        """Say why none can be recorded, as for a visit that was rated already."""
        self._allow(True)
        self.rest.setText(" ".join(self._stage.language.sentence(p) for p in error.problems))
        self.rest.show()
        fit_height(self)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences need at this width."""
        super().showEvent(event)
        fit_height(self)

    def _go(self, why: NotOffered) -> None:
        self._allow(False)
        self._act(why, self.accept, self.show_error)

    def _allow(self, allowed: bool) -> None:
        for button in self.reasons.values():
            button.setEnabled(allowed)
