"""One file of a case large: the picture or the pages, what it is, and the copy that may leave."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QLabel, QScrollArea, QWidget

from desk_app.core.errors import UserProblem
from desk_app.core.evidence import EvidenceView
from desk_app.qt.language import mark
from desk_app.services.export_evidence import Exported, copy_name
from desk_app.ui.evidence.presenter import EvidencePort
from desk_app.ui.evidence.words import FLAG_ICON, facts, flag_words, pages
from desk_app.ui.page import InnerScroll
from desk_app.ui.parts import Chip, DeedButton, Sheet, column, frame, give_key, label, line
from desk_app.ui.stage import Stage

# Enough for an A4 page to be read on a wide screen at 200 %.
MOST_PIXELS = 2_400


class PreviewDialog(QDialog):
    """Shows one page at a time, drawn by the worker; saves the cleaned copy."""

    def __init__(
        self, stage: Stage, port: EvidencePort, view: EvidenceView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stage, self._port, self._view = stage, port, view
        self._page, self._asked = 0, -1
        self._pixmap = QPixmap()
        stage.bind(self, self.setWindowTitle, mark("Bản quét và ảnh của hồ sơ"))
        halves = line(self, gap=12)
        halves.setContentsMargins(12, 12, 12, 12)
        halves.addWidget(self._make_reading(), 1)
        halves.addWidget(self._make_side())
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 40, room.height() - 40)

    def _make_reading(self) -> QWidget:
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setProperty("kind", "reading")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._view.media == "pdf":
            # Always there: else it would come with the page and take the width it was fitted to.
            self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._stage.bind(self, self.area.setAccessibleName, mark("Bản quét và ảnh của hồ sơ"))
        self.area.setWidget(self.picture)
        return self.area

    def _make_side(self) -> QWidget:
        stage, view = self._stage, self._view
        say = stage.say
        sheet = Sheet()
        body = frame("plain")
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 12, 12, 4)
        inside.addWidget(label(view.called or say("ảnh dán vào"), "title", wrap=True))
        told = [facts(view, self._port.now()), pages(view, stage.count)]
        inside.addWidget(label(" · ".join(filter(None, told)), "second", wrap=True))
        if view.width:
            size = say("{width} × {height} điểm ảnh", width=str(view.width),
                       height=str(view.height))  # fmt: skip
            inside.addWidget(label(size, "second"))
        self.flags = flag_words(view, say)
        for words in self.flags:
            chip = Chip(stage.look, FLAG_ICON, "near")
            chip.change(FLAG_ICON, "near", words)
            inside.addWidget(chip)
        if self.flags:
            inside.addWidget(
                label(
                    say("Ở đây tệp chỉ được vẽ thành hình, không lệnh nào trong đó chạy."),
                    "second",
                    wrap=True,
                )
            )
        inside.addWidget(label(say("Mã băm {code}", code=view.sha256[:16]), "small"))
        inside.addWidget(frame("rule"))
        self.page_words = label(level="dense")
        self.previous_button = self._button("chevron-left", "PgUp", mark("Trang trước"), "PgUp")
        self.next_button = self._button("chevron-right", "PgDown", mark("Trang sau"), "PgDn")
        self.previous_button.clicked.connect(lambda: self._turn(-1))
        self.next_button.clicked.connect(lambda: self._turn(1))
        for widget in (self.page_words, self.previous_button, self.next_button):
            inside.addWidget(widget)
            if view.pages < 2:
                widget.hide()
        self.save_button = self._button("", "Ctrl+S", mark("Lưu bản sao…"), "Ctrl S")
        self.save_button.clicked.connect(self._ask_where)
        inside.addWidget(self.save_button)
        self._stays = label(level="second", wrap=True)
        stage.bind(
            self,
            self._stays.setText,
            mark("Bản sao không còn tọa độ, tên máy và người lập; hình ảnh giữ nguyên."),
        )
        inside.addWidget(self._stays)
        self.state = label(level="second", wrap=True)
        inside.addWidget(self.state)
        inside.addStretch(1)
        back = DeedButton(stage.look, "", "Esc")
        stage.bind(self, back.setText, mark("Quay lại"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = frame("plain")
        column(foot).addWidget(back)
        foot.setContentsMargins(12, 4, 12, 12)
        # Large letters need more height than a small screen has: what is told scrolls.
        sheet.inside.addWidget(InnerScroll(body), 1)
        sheet.inside.addWidget(foot)
        sheet.setFixedWidth(stage.look.px(300))
        return sheet

    def _button(self, icon: str, keys: str, words: str, shown: str) -> DeedButton:
        made = DeedButton(self._stage.look, "", shown, icon)
        give_key(made, keys)
        made.setAutoDefault(False)
        self._stage.bind(self, made.setText, words)
        return made

    def load(self) -> None:
        """Draw the page that is asked for."""
        self._say_page()
        self.state.setText(self._stage.say("Đang mở…"))
        self._asked = self._page
        page = self._page
        side = min(MOST_PIXELS, round(max(self.width(), self.height()) * self.devicePixelRatioF()))
        self._stage.runner.run(
            lambda: self._port.picture(self._view, page, side),
            lambda jpeg: self._on_picture(page, jpeg),
            self._on_refused,
        )

    def came(self, evidence: frozenset[str]) -> None:
        """These files came from another desk: one that could not be shown is drawn now."""
        if self._view.id in evidence and self._pixmap.isNull():
            self.load()

    def save(self, target: Path) -> None:
        """Write the cleaned copy."""
        self.state.setText(self._stage.say("Đang lưu bản sao…"))
        self._stage.runner.run(
            lambda: self._port.export(self._view, target),
            lambda exported: self._on_saved(target, exported),
            self._on_refused,
        )

    def work_failed(self) -> None:
        """The machine failed; the banner says why."""
        self.state.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture takes the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _turn(self, by: int) -> None:
        wanted = min(max(0, self._page + by), max(0, self._view.pages - 1))
        if wanted != self._page:
            self._page = wanted
            self.load()

    def _on_picture(self, page: int, jpeg: bytes) -> None:
        if page != self._asked:
            return
        self.state.setText("")
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(jpeg, "JPEG")
        self._fit()
        self.area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        if self._pixmap.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = self.area.viewport().size() * ratio
        if self._view.media == "pdf":
            # A page is read: as wide as there is room, and scrolled.
            shown = self._pixmap.scaledToWidth(
                min(room.width(), self._pixmap.width()), Qt.TransformationMode.SmoothTransformation
            )
        else:
            shown = self._pixmap.scaled(
                room.boundedTo(self._pixmap.size()),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)

    def _say_page(self) -> None:
        say, count = self._stage.say, self._view.pages
        self.page_words.setText(say("Trang {n} / {all}", n=str(self._page + 1), all=str(count)))
        self.previous_button.setEnabled(self._page > 0)
        self.next_button.setEnabled(self._page + 1 < count)
        words = self._view.called or say("ảnh dán vào")
        self.picture.setAccessibleName(f"{words} {self.page_words.text()}" if count > 1 else words)

    def _on_saved(self, target: Path, exported: Exported) -> None:
        say = self._stage.say
        sentences = [say("Đã lưu {file}.", file=target.name)]
        if exported.signed:
            sentences.append(
                say("Tệp đã ký số nên giữ nguyên từng byte, còn cả thông tin người lập.")
            )
        if exported.turn:
            sentences.append(
                say("Ảnh chụp nghiêng: khi xem bản sao, xoay {turn}° theo chiều kim đồng hồ.",
                    turn=str(exported.turn))
            )  # fmt: skip
        self.state.setText(" ".join(sentences))

    def _on_refused(self, error: UserProblem) -> None:
        sentence = self._stage.language.sentence
        self.state.setText(" ".join(sentence(problem) for problem in error.problems))

    def _ask_where(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        folder = folder if folder.is_dir() else Path.home()
        name = str(folder / copy_name(self._view))
        chosen, _ = QFileDialog.getSaveFileName(self, self._stage.say("Lưu bản sao"), name)
        if chosen:
            self.save(Path(chosen))
