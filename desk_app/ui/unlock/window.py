"""A small window in place of the desk: what is the matter, and a field for the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QProgressBar

from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.ui.fields import EnterMoves, FieldRow
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, column, frame, give_key, label, line
from desk_app.ui.stage import Stage
from desk_app.ui.unlock.presenter import UnlockPresenter

K = TypeVar("K")
_WIDTH = 640
# Eight groups of five, with whatever one puts between them.
_LONGEST = 120


class UnlockWindow(QDialog, Generic[K]):
    """Accepted when the desk can be opened: `key` is there then."""

    def __init__(
        self, stage: Stage, home: str, unlock: Callable[[str | None], K], problem: Problem
    ) -> None:
        super().__init__()
        self._stage = stage
        self.key: K | None = None
        stage.bind(self, self.setWindowTitle, mark("Một Cửa – chưa mở được quầy"))
        self.setWindowIcon(stage.look.icon("lock", 32, "accent"))
        self.fault = label(wrap=True)
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.row = FieldRow(
            stage,
            mark("Khóa khôi phục"),
            self.field,
            hint=mark("Gõ đủ 8 nhóm trên tờ khóa; chữ thường, chữ hoa, dấu cách đều được."),
        )
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._build(home)
        self.presenter: UnlockPresenter[K] = UnlockPresenter(
            unlock, problem, stage.runner.run, stage.language.sentence, self, self._on_open
        )
        self.deed.clicked.connect(self._go)
        self.again.clicked.connect(self.presenter.ask_keyring)
        self._enter = EnterMoves(self, self._go)
        self._enter.watch(self.field)
        self._enter.back_requested.connect(self.reject)
        stage.language.changed.connect(self._say_again)
        stage.runner.broke.connect(self._on_broke)
        self.show_busy(False)
        self.presenter.say_again()
        self.field.setFocus()

    def _build(self, home: str) -> None:
        stage = self._stage
        picture = QLabel()
        picture.setPixmap(stage.look.pixmap("alert-triangle", 22, "late", self.devicePixelRatioF()))
        title = label(level="title", wrap=True)
        stage.bind(title, title.setText, mark("Chưa mở được quầy"))
        head = line(gap=10)
        head.addWidget(picture)
        head.addWidget(title, 1)
        where = label(home, "second", wrap=True)
        self.deed = DeedButton(stage.look, "primary", "Enter")
        stage.bind(self.deed, self.deed.setText, mark("Mở bằng khóa khôi phục"))
        self.again = DeedButton(stage.look, "", "Alt T")
        give_key(self.again, "Alt+T")
        stage.bind(self.again, self.again.setText, mark("Hỏi lại kho khóa"))
        back = DeedButton(stage.look, "", "Esc")
        stage.bind(back, back.setText, mark("Đóng"))
        back.clicked.connect(self.reject)
        buttons = Flow(8)
        for button in (self.deed, self.again, back):
            button.setAutoDefault(False)
            buttons.add(button)
        stage.bind(self._busy, self._busy.setAccessibleName, mark("Đang làm"))
        inside = column(self, gap=12)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addLayout(head)
        inside.addWidget(self.fault)
        inside.addWidget(where)
        inside.addWidget(frame("rule"))
        inside.addWidget(self.row)
        inside.addWidget(self._busy)
        inside.addStretch(1)
        inside.addWidget(buttons)
        self.setMinimumWidth(min(stage.look.px(_WIDTH), 1000))

    # ---- what the presenter tells ------------------------------------------------------------

    def show_fault(self, sentence: str) -> None:
        """Say why the desk does not open."""
        self.fault.setText(sentence)
        self._fit()

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the key; what was typed stays."""
        self.row.show_error(sentence)
        if sentence:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def show_busy(self, busy: bool) -> None:
        """One try at a time; the keyring may ask for its password meanwhile."""
        self._busy.setVisible(busy)
        self.deed.setEnabled(not busy)
        self.again.setEnabled(not busy)

    # ---- what a person does ------------------------------------------------------------------

    def _go(self) -> None:
        self.presenter.enter(self.field.text())

    def _say_again(self) -> None:
        self.presenter.say_again()

    def _on_open(self, key: K) -> None:
        self.key = key
        # The key on the sheet opens everything: it is shown no longer than it is needed.
        self.field.clear()
        self.accept()

    def _on_broke(self, error: BaseException) -> None:
        self.presenter.failed()
        self._stage.messages.bug(error)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), self.minimumWidth())
            needed = layout.totalHeightForWidth(width)
            self.resize(width, max(self.height(), needed) if self.isVisible() else needed)
