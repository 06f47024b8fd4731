"""The page on which a citizen checks what was typed about them, before it is logged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.ui.rating.check_words import CheckMatter, CheckSheet
from desk_app.ui.rating.citizen_buttons import MainButton
from desk_app.ui.rating.citizen_parts import Middle, Ruler, is_plain, words
from desk_app.ui.rating.plan import DONE, QUESTION, wanted_zoom, zooms
from desk_app.ui.stage import Stage

_NAME, _VALUE, _CAPTION = 24.0, 18.0, 14.0
_WIDEST = 1060


class _Line:
    """A caption and its value; an empty caption goes on with what stands above."""

    def __init__(self, owner: QWidget, caption: str, text: str, points: float, strong: bool):
        self.caption, self.value = words("second"), words()
        self.points, self.strong = points, strong
        self.caption.setText(caption)
        self.caption.setWordWrap(False)
        self.value.setText(text)
        self.value.setAccessibleName(f"{caption}: {text}" if caption else text)
        for shown in (self.caption, self.value):
            shown.setParent(owner)
            shown.show()

    def drop(self) -> None:
        """Gone with the next sheet."""
        for shown in (self.caption, self.value):
            shown.hide()
            shown.deleteLater()


class CheckPage(QWidget):
    """Plain lines, large; they follow the officer's typing. Nothing is cut and nothing scrolls."""

    finished = Signal()

    def __init__(self, stage: Stage, turned: bool) -> None:
        super().__init__()
        self._stage, self._turned = stage, turned
        self._ruler = Ruler(stage.look)
        self._sheet = CheckSheet()
        self._lines: list[_Line] = []
        self.title, self.aside = Middle(), Middle("second")
        self.done = MainButton(stage.look)
        for widget in (self.title, self.aside, self.done):
            widget.setParent(self)
        self.done.clicked.connect(self.finished)
        self.done.setVisible(turned)
        stage.bind(self.title, self.title.setText, mark("Xin Ông/Bà kiểm tra lại"))
        stage.bind(
            self.aside, self.aside.setText, mark("Nếu có chỗ chưa đúng, xin báo ngay cho cán bộ.")
        )
        stage.bind(self.done, self.done.say, mark("Xong"))
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self._fill)

    def show_sheet(self, sheet: CheckSheet) -> None:
        """Show these values; nothing is drawn again that stays as it is."""
        if sheet != self._sheet:
            self._sheet = sheet
            self._fill()

    def texts(self) -> tuple[str, ...]:
        """Every value as it is shown."""
        return tuple(one.value.text() for one in self._lines)

    def _fill(self) -> None:
        for one in self._lines:
            one.drop()
        self._lines = []
        sheet, say = self._sheet, self._stage.say
        self._add(say("Người đến"), sheet.name, _NAME, strong=True)
        self._add(say("Nộp thay cho"), sheet.on_behalf_of)
        if sheet.id_last4:
            self._add(say("Số định danh"), say("bốn số cuối {last4}", last4=sheet.id_last4))
        for number, matter in enumerate(sheet.matters):
            self._add_matter(say("Việc") if number == 0 else "", matter)
        self._add("", sheet.more)
        self._add(say("Ngày tiếp nhận"), sheet.received)
        self.fit()

    def _add_matter(self, caption: str, matter: CheckMatter) -> None:
        say = self._stage.say
        self._add(caption, matter.name, strong=True)
        ask = say("xin hỏi cán bộ")
        if matter.plain:
            return
        if matter.due:
            self._add("", say("Hẹn trả: {due}", due=matter.due), _CAPTION)
        else:
            self._add("", say("Thời hạn: {limit}", limit=matter.limit or ask), _CAPTION)
        self._add("", say("Phí, lệ phí: {fee}", fee=matter.fee or ask), _CAPTION)
        if matter.papers:
            self._add("", say("Giấy tờ đã nhận: {papers}", papers=matter.papers), _CAPTION)

    def _add(
        self, caption: str, text: str, points: float = _VALUE, *, strong: bool = False
    ) -> None:
        if text:
            self._lines.append(_Line(self, caption, text, points, strong))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen, another size of text."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The largest text with which everything is on the page."""
        size = self.window().size()
        for zoom in zooms(wanted_zoom(size.width(), size.height(), self._stage.look.scale)):
            needed = self._place(zoom, 0, moves=False)
            if needed <= self.height():
                break
        self._place(zoom, max(0, self.height() - needed) // 3, moves=True)

    def _place(self, zoom: float, top: int, *, moves: bool) -> int:
        """The height that everything takes at this zoom; with `moves`, it is put there."""
        ruler = self._ruler
        room = min(self.width() - 2 * round(24 * zoom), round(_WIDEST * zoom))
        left, gap = (self.width() - room) // 2, round(20 * zoom)
        y = top + round(20 * zoom)
        for shown, points, strong in ((self.title, QUESTION, True), (self.aside, _CAPTION, False)):
            high = ruler.height(shown.text(), points * zoom, room, strong)
            if moves:
                shown.setFont(ruler.font(points * zoom, strong))
                shown.setGeometry(left, y, room, high)
            y += high
        y += round(12 * zoom)
        captions = [ruler.width(one.caption.text(), _CAPTION * zoom) for one in self._lines]
        narrow = max(captions, default=0)
        for one in self._lines:
            # A new group of lines stands a little apart from the one above it.
            y += round((16 if one.caption.text() or one.strong else 2) * zoom)
            points, wide = one.points * zoom, room - narrow - gap
            high = ruler.height(one.value.text(), points, wide, one.strong)
            if moves:
                lower = ruler.line(points, one.strong) - ruler.line(_CAPTION * zoom)
                one.caption.setFont(ruler.font(_CAPTION * zoom))
                one.caption.setGeometry(left, y + lower // 2, narrow, ruler.line(_CAPTION * zoom))
                one.caption.setAlignment(Qt.AlignmentFlag.AlignRight)
                one.value.setFont(ruler.font(points, one.strong))
                one.value.setGeometry(left + narrow + gap, y, wide, high)
            y += high
        if self._turned:
            y += round(24 * zoom)
            high = ruler.line(DONE * zoom, True) + round(32 * zoom)
            wide = ruler.width(self.done.text(), DONE * zoom, True) + round(88 * zoom)
            if moves:
                self.done.zoom = zoom
                self.done.setGeometry((self.width() - wide) // 2, y, wide, high)
            y += high
        return y + round(20 * zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter close it where the keyboard is turned round with the screen."""
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = is_plain(event) and not event.isAutoRepeat()
        if event.key() in keys and self._turned and plain:
            self.finished.emit()
        else:
            super().keyPressEvent(event)
