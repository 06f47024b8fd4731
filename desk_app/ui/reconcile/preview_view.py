"""What taking in would do, in numbers with their units; what must be changed first, by row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.qt.desk_reconcile import Would
from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.qt.models import Cell, Column, Row
from desk_app.services.read_cases import Reading
from desk_app.ui.flow import Flow
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, Sheet, column, give_key, label
from desk_app.ui.reconcile.compare_rows import Names, their_row
from desk_app.ui.reconcile.words import LONG_NAME
from desk_app.ui.row_table import HEAD, RowTable
from desk_app.ui.stage import Stage

_ERRORS_SHOWN = 500
_CASES_SHOWN = 200


class PreviewView(QWidget):
    """One button that says what happens."""

    take_in_requested = Signal()
    words_requested = Signal()
    back_requested = Signal()

    def __init__(self, stage: Stage, names: Names) -> None:
        super().__init__()
        self._stage, self._names = stage, names
        self.title = label(level="name", wrap=True)
        self.counts = RowTable(
            stage,
            mark("Sẽ làm gì"),
            (Column(mark("Số lượng"), "0.000 hồ sơ", right=True), Column("", stretch=True)),
        )
        self.errors = RowTable(
            stage,
            mark("Chỗ cần sửa trong tệp"),
            (
                Column(mark("Dòng"), "0.000", right=True),
                Column(mark("Cột"), "Ngày tiếp nhận", "Thời gian tiếp nhận hồ sơ"),
                Column(mark("Cần sửa"), stretch=True),
            ),
        )
        self.cases = RowTable(
            stage,
            mark("Hồ sơ sẽ nhận"),
            (
                Column(mark("Mã hồ sơ"), "H05.24-261014-0001", "H05.24.00-261014-000001"),
                Column(mark("Người"), "Nguyễn Thị Hoà", LONG_NAME),
                Column(mark("Thủ tục, ngày tiếp nhận"), stretch=True),
            ),
        )
        self.notices = label(level="second", wrap=True)
        inside = QWidget()
        inside.setProperty("kind", "plain")
        body = column(inside)
        body.setContentsMargins(12, 8, 12, 8)
        body.addWidget(self.notices)
        body.addStretch(1)
        self._scroll = Scroll()
        self._scroll.setWidget(inside)
        sheet = Sheet()
        sheet.inside.addWidget(self.counts, 3)
        sheet.inside.addWidget(self.cases, 4)
        sheet.inside.addWidget(self.errors, 3)
        sheet.inside.addWidget(self._scroll, 2)
        self.deed = DeedButton(stage.look, "primary", "Ctrl Enter", "file-import")
        give_key(self.deed, "Ctrl+Return")
        self.deed.clicked.connect(self.take_in_requested)
        self.words = DeedButton(stage.look, "")
        stage.bind(self.words, self.words.setText, mark("Chỉ nghĩa các từ chưa hiểu…"))
        self.words.clicked.connect(self.words_requested)
        self.back = DeedButton(stage.look, "", "Esc")
        stage.bind(self.back, self.back.setText, mark("Chọn tệp khác"))
        self.back.clicked.connect(self.back_requested)
        buttons = Flow(gap=8)
        for button in (self.deed, self.words, self.back):
            buttons.add(button)
        whole = column(self, gap=8)
        whole.addWidget(self.title)
        whole.addWidget(sheet, 1)
        whole.addWidget(buttons)
        # Shown as they have something to say: three tables at once outgrow a small window.
        for part in (self.counts, self.cases, self.errors):
            part.hide()
        stage.look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """With large letters the tables keep three rows in sight, and scroll."""
        look = self._stage.look
        for table in (self.counts, self.cases, self.errors):
            table.setMinimumHeight(look.height(HEAD, 8) + 3 * look.height(DENSE, 8))

    def show_reading(self, reading: Reading, would: Would) -> None:
        """Show what was read; with an error nothing can be taken in."""
        say, sheet = self._stage.say, reading.sheet
        named = reading.name or say("Phần vừa dán")
        self.title.setText(" · ".join(part for part in (named, reading.source) if part))
        self.errors.setVisible(bool(sheet.errors))
        self.counts.setVisible(not sheet.errors)
        self.deed.setVisible(reading.ready)
        self.words.setVisible(reading.ready and bool(sheet.statuses or sheet.procedures))
        notices = [self._stage.language.sentence(notice) for notice in sheet.notices]
        self.notices.setText("\n".join(notices))
        self._scroll.setVisible(bool(notices))
        new = () if sheet.errors else reading.comparison.new[:_CASES_SHOWN]
        self.cases.show_rows(tuple(their_row("new", one, self._names) for one in new))
        self.cases.setVisible(bool(new))
        if sheet.errors:
            self._show_errors(reading)
            return
        rows = self._count_rows(reading, would)
        self.counts.show_rows(rows)
        look = self._stage.look
        height = look.height(HEAD, 8) + max(3, len(rows)) * look.height(DENSE, 8) + 5
        self.counts.setMaximumHeight(height)
        self.deed.setText(self._deed_words(reading, would))
        self.deed.setFocus()

    def _deed_words(self, reading: Reading, would: Would) -> str:
        say, count = self._stage.say, self._stage.count
        if would.cases:
            return say(
                "Nhận {cases}, {visits}",
                cases=count("{n} hồ sơ", would.cases),
                visits=count("{n} lượt", would.visits),
            )
        if reading.comparison.differing:
            return count("Đối chiếu {n} hồ sơ khác nhau", len(reading.comparison.differing))
        return say("Xem đối chiếu")

    def _count_rows(self, reading: Reading, would: Would) -> tuple[Row, ...]:
        say, count, found = self._stage.say, self._stage.count, reading.comparison
        lines = (
            (would.cases, "{n} hồ sơ", say("chưa có ở đây, sẽ nhận vào"), "text"),
            (would.visits, "{n} lượt", say("sẽ ghi; hồ sơ nộp trực tuyến không có lượt"), "text"),
            (would.joined, "{n} hồ sơ", say("ghép vào lượt đã ghi tay hôm đó"), "text2"),
            (would.undated, "{n} hồ sơ",
             say("đã xong mà tỉnh không ghi ngày: không tính đúng hạn hay quá hạn"), "near"),
            (found.same, "{n} hồ sơ", say("đã có ở đây, giống nhau"), "text2"),
            (len(found.differing), "{n} hồ sơ", say("đã có ở đây, ghi khác: xem sau khi nhận"),
             "near"),
            (len(found.expected), "{n} hồ sơ", say("tỉnh còn chờ tiếp nhận, chưa lấy"), "text2"),
            (len(found.only_ours), "{n} hồ sơ", say("chỉ có ở đây, giữ nguyên"), "text2"),
        )  # fmt: skip
        shown = [one for place, one in enumerate(lines) if one[0] or place == 0]
        return tuple(
            Row(str(n), (Cell(count(unit, number), tone, strong=n == 0), Cell(words, tone)))
            for n, (number, unit, words, tone) in enumerate(shown)
        )

    def _show_errors(self, reading: Reading) -> None:
        errors = reading.sheet.errors[:_ERRORS_SHOWN]
        sentence = self._stage.language.sentence
        self.errors.show_rows(
            tuple(
                Row(
                    str(n),
                    (
                        Cell(str(one.row) if one.row else ""),
                        Cell(one.column, "text2"),
                        Cell(sentence(one.problem), "late", tip=sentence(one.problem)),
                    ),
                )
                for n, one in enumerate(errors)
            )
        )
        words = self._stage.count(
            "Chưa nhận hồ sơ nào: {n} chỗ cần sửa trong tệp trước.", len(reading.sheet.errors)
        )
        self.title.setText(f"{self.title.text()}\n{words}")
        self.back.setFocus()
