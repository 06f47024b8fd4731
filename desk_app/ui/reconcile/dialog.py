"""Nhập dữ liệu tỉnh: choose, be asked once, see what would happen, take in, compare."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from desk_app.qt.desk_reconcile import Would
from desk_app.qt.language import mark
from desk_app.services.read_cases import Reading
from desk_app.ui.parts import DeedButton, column
from desk_app.ui.reconcile.compare_view import CompareView
from desk_app.ui.reconcile.presenter import Port, TakeInPresenter
from desk_app.ui.reconcile.preview_view import PreviewView
from desk_app.ui.reconcile.question_view import QuestionView
from desk_app.ui.reconcile.questions import Question
from desk_app.ui.reconcile.start_view import StartView, WorkingView
from desk_app.ui.stage import Stage

_LOOK = 150  # milliseconds between two looks at how far the work is


class TakeInDialog(QDialog):
    """Shows one step at a time."""

    def __init__(self, stage: Stage, desk: Port, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("Nhập dữ liệu tỉnh"))
        self.start = StartView(stage)
        self.working = WorkingView(stage)
        self.questions = QuestionView(stage)
        self.preview = PreviewView(stage, desk)
        self.compare = CompareView(stage, desk)
        self._steps = QStackedWidget()
        for step in (self.start, self.working, self.questions, self.preview, self.compare):
            self._steps.addWidget(step)
        inside = column(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._steps)
        self.presenter = TakeInPresenter(
            desk, stage.runner.run, stage.say, stage.count, stage.language.sentence, self
        )
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK)
        self._clock.timeout.connect(self._look)
        # Enter presses the button that has the focus, and no other behind it.
        enters = (
            self.start.choose, self.preview.deed, self.preview.back, self.compare.one,
            self.compare.done,
        )  # fmt: skip
        for button in self.findChildren(DeedButton):
            button.setAutoDefault(button in enters)
        self._connect()
        room = parent.size() if parent is not None else self.screen().availableSize()
        px = stage.look.px
        self.resize(min(px(1000), room.width() - 40), min(px(620), room.height() - 40))
        self.presenter.begin()

    def _connect(self) -> None:
        presenter = self.presenter
        self.start.file_chosen.connect(lambda name: presenter.choose_file(Path(name)))
        self.start.pasted.connect(presenter.paste)
        self.working.stop.clicked.connect(presenter.stop)
        self.questions.answered.connect(presenter.answer)
        self.questions.back_requested.connect(presenter.back)
        self.preview.take_in_requested.connect(presenter.take_in)
        self.preview.words_requested.connect(presenter.ask_words)
        self.preview.back_requested.connect(presenter.back)
        self.compare.accept_requested.connect(presenter.accept)
        self.compare.accept_kind_requested.connect(presenter.accept_kind)
        self.compare.done_requested.connect(self.accept)

    def work_failed(self) -> None:
        """The machine failed: one may begin again."""
        self.presenter.begin()

    def show_start(self, sentence: str) -> None:
        """Ask for a file or a paste; the sentence says why nothing was read."""
        self._show(self.start)
        self.start.show_error(sentence)

    def show_working(self, words: str) -> None:
        """Say what is going on, and let it be stopped."""
        self._show(self.working)
        self.working.show_words(words)
        self.working.stop.setFocus()
        self._clock.start()

    def show_questions(self, lead: str, questions: tuple[Question, ...], source: str) -> None:
        """Ask once."""
        self._show(self.questions)
        self.questions.show_questions(lead, questions, source)

    def show_preview(self, reading: Reading, would: Would) -> None:
        """Say what would happen."""
        self._show(self.preview)
        self.preview.show_reading(reading, would)

    def show_compare(self, reading: Reading, words: str) -> None:
        """Set theirs beside ours."""
        self._show(self.compare)
        self.compare.show_reading(reading, words)

    def reject(self) -> None:
        """Esc: stop what runs, go back to the choice, or leave."""
        step = self._steps.currentWidget()
        if step is self.working:
            self.presenter.stop()
        elif step in (self.questions, self.preview):
            self.presenter.back()
        else:
            super().reject()

    def _show(self, step: QWidget) -> None:
        self._clock.stop()
        self._steps.setCurrentWidget(step)

    def _look(self) -> None:
        progress = self.presenter.progress
        self.working.show_progress(progress.done, progress.total)
