"""The scanned and photographed papers of a case: a row of files and the ways to add one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressBar, QWidget

from desk_app.core.evidence import EvidenceView
from desk_app.qt.desk_evidence import picture_bytes
from desk_app.qt.language import mark
from desk_app.services.changes import Changes
from desk_app.ui.evidence.presenter import (
    EvidencePort,
    EvidencePresenter,
    OfferedFile,
    Source,
    Tile,
)
from desk_app.ui.evidence.preview import PreviewDialog
from desk_app.ui.evidence.tiles import Tiles
from desk_app.ui.parts import (
    DeedButton,
    ElidingLabel,
    SheetHead,
    clear,
    column,
    frame,
    give_key,
    label,
    line,
)
from desk_app.ui.stage import Stage
from desk_app.ui.undo.undo_stack import Act

# Nothing is shown of what is over in a moment.
SOON = 300
LOOK_EVERY = 3_000
OFFERED_SHOWN = 3
# It stands inside a sheet that keeps a margin of its own.
EDGE = 8


class EvidencePanel(QWidget):
    """What is dropped, chosen, pasted or fetched becomes a paper of the case at hand.

    push: where acts go that can be undone; show_dialog: opens a dialog over the window.
    """

    _progress = Signal(int, int)

    def __init__(
        self,
        stage: Stage,
        port: EvidencePort,
        push: Callable[[Act], None],
        show_dialog: Callable[[QDialog], None],
    ) -> None:
        super().__init__()
        self._stage, self._port, self._show_dialog = stage, port, show_dialog
        self.setProperty("kind", "plain")
        self.setAcceptDrops(True)
        inside = column(self)
        inside.addWidget(self._make_head())
        self.note = self._make_note()
        self.tiles = Tiles(stage)
        for widget in (self._note_box, self._padded(self.tiles), self._make_copying()):
            inside.addWidget(widget)
        self._offered = frame("plain")
        self._offered_rows = column(self._offered, gap=4)
        self._offered_rows.setContentsMargins(EDGE, 4, EDGE, 8)
        self._offered.hide()
        inside.addWidget(self._offered)
        self.presenter = EvidencePresenter(
            port, stage.runner.run, stage.say, stage.count, stage.language.sentence, self, push
        )
        self._preview: PreviewDialog | None = None
        self.stop_button.clicked.connect(self.presenter.stop)
        self.tiles.opened.connect(self.presenter.open)
        self.tiles.remove_requested.connect(self.presenter.remove)
        self.tiles.paste_requested.connect(self.paste)
        self._progress.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._copying.show)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self.presenter.look_into_folder)
        stage.language.changed.connect(self.presenter.said_again)
        self.presenter.show_case(None)

    @Slot(str)
    def show_case(self, case_id: str | None) -> None:
        """Show the papers of this case; None and "" show that there is none at hand."""
        self.presenter.show_case(case_id or None)
        self.setEnabled(bool(case_id))

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Somebody changed something: look again where it is ours."""
        if changes.evidence or self.presenter.case in changes.cases:
            self.presenter.reload()
        if self._preview is not None:
            self._preview.came(changes.evidence)

    @Slot(object)
    def work_failed(self, _error: object = None) -> None:
        """The machine, or we, failed in the middle of something."""
        self.presenter.work_failed()

    def _make_head(self) -> QWidget:
        stage = self._stage
        self.head = SheetHead(stage.look)
        self.head.row.setContentsMargins(EDGE, 0, 0, 0)
        stage.bind(self.head, self.head.name.setText, mark("Bản quét và ảnh"))
        self.paste_button = DeedButton(stage.look, "quiet", "Ctrl V")
        stage.bind(self.paste_button, self.paste_button.setText, mark("Dán"))
        self.paste_button.clicked.connect(self.paste)
        self.add_button = DeedButton(stage.look, "quiet", "Ctrl O", "paperclip")
        give_key(self.add_button, "Ctrl+O")
        stage.bind(self.add_button, self.add_button.setText, mark("Thêm tệp…"))
        self.add_button.clicked.connect(self._choose)
        for button in (self.paste_button, self.add_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.head.row.addWidget(button)
        return self.head

    def _make_note(self) -> QWidget:
        self._note_box = frame("note")
        row = line(self._note_box, gap=8)
        row.setContentsMargins(12, 6, 12, 6)
        self.words = label(level="second", wrap=True)
        row.addWidget(self.words, 1)
        self._note_box.hide()
        return self._note_box

    def _padded(self, widget: QWidget) -> QWidget:
        box = frame("plain")
        inside = column(box)
        inside.setContentsMargins(EDGE, 2, EDGE, 6)
        inside.addWidget(widget)
        return box

    def _make_copying(self) -> QWidget:
        stage = self._stage
        self._copying = frame("plain")
        inside = column(self._copying, gap=4)
        inside.setContentsMargins(EDGE, 2, EDGE, 8)
        row = line(gap=8)
        self.copying_words = ElidingLabel("second")
        self.stop_button = DeedButton(stage.look, "", "Esc")
        stage.bind(self.stop_button, self.stop_button.setText, mark("Dừng"))
        row.addWidget(self.copying_words, 1)
        row.addWidget(self.stop_button)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        stage.bind(self.bar, self.bar.setAccessibleName, mark("Đã chép được"))
        inside.addLayout(row)
        inside.addWidget(self.bar)
        self._copying.hide()
        return self._copying

    # ---- what the presenter says ---------------------------------------------------------------

    def show_tiles(self, tiles: tuple[Tile, ...], words: str, empty: str) -> None:
        """The files of the case."""
        self.head.facts.setText(words)
        self.tiles.show_tiles(tiles, empty)

    def show_note(self, sentence: str) -> None:
        """Why something was not taken; nothing takes the sentence away."""
        self.words.setText(sentence)
        self.words.setAccessibleName(sentence)
        self._note_box.setVisible(bool(sentence))

    def show_copying(self, words: str) -> None:
        """What is being copied; nothing when that is over."""
        self.copying_words.setText(words)
        self.bar.setValue(0)
        if not words:
            self._soon.stop()
            self._copying.hide()
        elif self._copying.isHidden() and not self._soon.isActive():
            self._soon.start()

    def show_offered(self, words: str, files: tuple[OfferedFile, ...]) -> None:
        """What lies in the scanner's folder, and a button for each to take it."""
        stage = self._stage
        focus = QGuiApplication.focusObject()
        had_focus = isinstance(focus, QWidget) and self._offered.isAncestorOf(focus)
        clear(self._offered_rows)
        self._offered.setVisible(bool(files))
        if not files:
            if had_focus:
                self.tiles.setFocus()
            return
        head = frame("plain")
        row = line(head, gap=8)
        row.addWidget(label(words, "section"), 1)
        if len(files) > 1:
            every = DeedButton(stage.look, "")
            every.setText(stage.count("Lấy cả {n} tệp", len(files)))
            every.clicked.connect(partial(self._take, None))
            row.addWidget(every)
        self._offered_rows.addWidget(head)
        for file in files[:OFFERED_SHOWN]:
            self._offered_rows.addWidget(self._offered_row(file))
        more = len(files) - OFFERED_SHOWN
        if more > 0:
            self._offered_rows.addWidget(label(stage.count("và {n} tệp cũ hơn", more), "second"))

    def _offered_row(self, file: OfferedFile) -> QWidget:
        box = frame("plain")
        row = line(box, gap=8)
        name = ElidingLabel("dense")
        name.setText(file.words)
        take = DeedButton(self._stage.look, "")
        take.setText(self._stage.say("Lấy vào hồ sơ"))
        take.setAccessibleName(f"{take.text()}: {file.words}")
        take.clicked.connect(partial(self._take, file.key))
        row.addWidget(name, 1)
        row.addWidget(take)
        return box

    def _take(self, key: str | None) -> None:
        self.presenter.take_offered(key)

    def show_allowed(self, sentence: str) -> None:
        """Why whoever acts may not add files, "" when they may."""
        allowed = not sentence and self.presenter_case() is not None
        for button in (self.add_button, self.paste_button):
            button.setEnabled(allowed)
            button.setToolTip(sentence)

    def presenter_case(self) -> str | None:
        """The case at hand; None also while the panel is being made."""
        made: EvidencePresenter | None = getattr(self, "presenter", None)
        return None if made is None else made.case

    def open_file(self, view: EvidenceView) -> None:
        """Show one file large."""
        dialog = PreviewDialog(self._stage, self._port, view, self.window())
        self._preview = dialog
        dialog.finished.connect(self._forget_preview)
        self._show_dialog(dialog)
        dialog.load()

    def _forget_preview(self, _result: int) -> None:
        self._preview = None

    def tell_progress(self, done: int, total: int) -> None:
        """How far the copy is; called by a worker, shown by us."""
        self._progress.emit(done, total)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setValue(1000 * done // max(1, total))

    # ---- the ways in ---------------------------------------------------------------------------

    def add_paths(self, paths: list[Path]) -> None:
        """Attach these files."""
        self.presenter.add([(path, path.name) for path in paths])

    def paste(self) -> None:
        """Attach what the clipboard holds: files, or a picture."""
        self._add_from(QGuiApplication.clipboard().mimeData(), pasted=True)

    def _add_from(self, data: QMimeData | None, *, pasted: bool) -> None:
        sources: list[tuple[Source, str]] = []
        if data is not None and data.hasUrls():
            paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
            sources = [(path, path.name) for path in paths]
        elif data is not None and data.hasImage():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                sources = [(partial(picture_bytes, image.copy()), "")]
        if sources:
            self.presenter.add(sources)
        elif pasted:
            self.show_note(self._stage.say("Trong bộ nhớ tạm không có ảnh hay tệp nào để dán."))

    def _choose(self) -> None:
        say = self._stage.say
        place = QStandardPaths.StandardLocation.PicturesLocation
        folder = QStandardPaths.writableLocation(place) or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            say("Chọn bản quét hay ảnh của hồ sơ"),
            folder,
            say("Ảnh và PDF") + " (*.jpg *.jpeg *.png *.pdf);;" + say("Mọi tệp") + " (*)",
        )
        self.add_paths([Path(name) for name in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped anywhere on the panel."""
        data = event.mimeData()
        if self.add_button.isEnabled() and (data.hasUrls() or data.hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self._add_from(event.mimeData(), pasted=False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the copying."""
        if event.key() == Qt.Key.Key_Escape and self.copying_words.text():
            self.presenter.stop()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """While one looks, the scanner's folder is looked at as well."""
        super().showEvent(event)
        self._looking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._looking.stop()
