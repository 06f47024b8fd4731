"""Đối chiếu: theirs against ours in groups; one row or a whole kind is taken over by its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.core.case_compare import DIFFERENCE_KINDS, Difference
from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.qt.models import Column
from desk_app.services.read_cases import Reading
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, Sheet, column, frame, give_key, label
from desk_app.ui.reconcile.compare_rows import Groups, Names, compare_rows, groups_of, parts_of
from desk_app.ui.reconcile.words import LONG_NAME
from desk_app.ui.row_table import HEAD, RowTable
from desk_app.ui.stage import Stage


class CompareView(QWidget):
    """Shows the groups; wishes are told, nothing is decided here."""

    accept_requested = Signal(str)
    accept_kind_requested = Signal(str)
    done_requested = Signal()

    def __init__(self, stage: Stage, names: Names) -> None:
        super().__init__()
        self._stage, self._names = stage, names
        self._reading: Reading | None = None
        self._folded: set[str] = {"only_ours", "expected"}
        self._groups = Groups({}, {})
        self._key = ""
        self.words = label(level="name", wrap=True)
        self.facts = label(level="second", wrap=True)
        self.table = RowTable(
            stage,
            mark("Tỉnh và ở đây"),
            (
                Column(mark("Mã hồ sơ"), "H05.24-261014-0001", "H05.24.00-261014-000001"),
                Column(mark("Người"), "Nguyễn Thị Hoà", LONG_NAME),
                Column(mark("Khác nhau"), stretch=True),
            ),
        )
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.fold_requested.connect(self._fold)
        self.whole = label(wrap=True)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._foot = frame("foot")
        below = column(self._foot)
        below.setContentsMargins(12, 8, 12, 8)
        below.addWidget(self.whole)
        sheet = Sheet()
        sheet.inside.addWidget(self.table, 1)
        sheet.inside.addWidget(self._foot)
        self.one = DeedButton(stage.look, "primary", "Ctrl Enter")
        give_key(self.one, "Ctrl+Return")
        stage.bind(self.one, self.one.setText, mark("Lấy theo tỉnh"))
        self.one.clicked.connect(self._accept_one)
        self.all = DeedButton(stage.look, "", "Alt N")
        give_key(self.all, "Alt+N")
        self.all.clicked.connect(self._accept_kind)
        self.done = DeedButton(stage.look, "", "Esc")
        stage.bind(self.done, self.done.setText, mark("Xong"))
        self.done.clicked.connect(self.done_requested)
        buttons = Flow(gap=8)
        for button in (self.one, self.all, self.done):
            buttons.add(button)
        whole = column(self, gap=8)
        whole.addWidget(self.words)
        whole.addWidget(self.facts)
        whole.addWidget(sheet, 1)
        whole.addWidget(buttons)
        stage.look.changed.connect(self.fit)
        self.fit()
        stage.language.changed.connect(self._show)

    def fit(self) -> None:
        """With large letters the table keeps three rows in sight, and scrolls."""
        look = self._stage.look
        self.table.setMinimumHeight(look.height(HEAD, 8) + 3 * look.height(DENSE, 8))

    def show_reading(self, reading: Reading, words: str) -> None:
        """Show how theirs and ours compare now."""
        self._reading = reading
        self._groups = groups_of(reading.comparison)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._show()
        if not self.table.key:
            self._choose_first()
        if self._groups.counts:
            self.table.setFocus()
        else:
            self.done.setFocus()

    def _choose_first(self) -> None:
        self.table.choose_first()
        self._on_chosen(self.table.key)

    def _show(self) -> None:
        if self._reading is None:
            return
        say, count = self._stage.say, self._stage.count
        comparison = self._reading.comparison
        rows = compare_rows(
            comparison, self._folded, self._names, say, count, self._stage.language.sentence
        )
        self.facts.setText(
            say(
                "{same} giống nhau, {different} khác nhau. Chỉ lấy theo tỉnh khi bạn chọn; "
                "điều ghi trước đó vẫn còn trong nhật ký.",
                same=count("{n} hồ sơ", comparison.same),
                different=count("{n} hồ sơ", len(comparison.differing)),
            )
        )
        self.table.show_rows(rows, say("Tỉnh và ở đây khớp nhau. Không có gì phải sửa."))
        self.table.clearSpans()
        for number, row in enumerate(rows):
            if row.group:  # its words are longer than a code
                self.table.setSpan(number, 0, 1, len(row.cells))
        self._on_chosen(self.table.key)

    def _on_chosen(self, key: str) -> None:
        self._key = key
        kind, case = parts_of(key)
        found = self._difference(kind, case)
        self.one.setEnabled(found is not None and found.settable)
        self.one.setVisible(bool(self._groups.settable))
        many = self._groups.settable.get(kind, 0)
        self.all.setEnabled(bool(many))
        self.all.setText(self._stage.count("Lấy theo tỉnh cả nhóm: {n} hồ sơ", many))
        self.all.setVisible(kind in DIFFERENCE_KINDS)
        row = self.table.rows.place(key)
        shown = self.table.rows.row(row) if row >= 0 else None
        self.whole.setText(shown.cells[2].text if shown is not None and not shown.group else "")
        self._foot.setVisible(bool(self.whole.text()))

    def _difference(self, kind: str, case: str) -> Difference | None:
        pairs = () if self._reading is None else self._reading.comparison.differing
        found = (one for pair in pairs if pair.ours.id == case for one in pair.differences)
        return next((one for one in found if one.kind == kind), None)

    def _on_opened(self, _key: str) -> None:
        """Enter only goes to the choice: nothing is taken over by a key pressed once too often."""
        if self.one.isEnabled():
            self.one.setFocus(Qt.FocusReason.TabFocusReason)

    def _accept_one(self) -> None:
        if self._key and self.one.isEnabled():
            self.accept_requested.emit(self._key)

    def _accept_kind(self) -> None:
        kind, _case = parts_of(self._key)
        if kind in DIFFERENCE_KINDS:
            self.accept_kind_requested.emit(kind)

    def _fold(self, key: str, closed: bool) -> None:
        kind, _case = parts_of(key)
        if closed:
            self._folded.add(kind)
        else:
            self._folded.discard(kind)
        self._show()
