"""The window of the first run: steps on the left, one page, and a foot that names the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from desk_app.core.errors import UserProblem
from desk_app.qt.language import mark
from desk_app.services.find_communes import Commune
from desk_app.services.first_run import Step
from desk_app.ui.banner import Banner
from desk_app.ui.choices import Choices
from desk_app.ui.first_run.pages import WizardPort, make_page
from desk_app.ui.first_run.place_page import PlacePage
from desk_app.ui.first_run.plain_pages import PracticePage
from desk_app.ui.first_run.presenter import FirstRunPresenter
from desk_app.ui.first_run.side import Side
from desk_app.ui.first_run.step_page import StepPage
from desk_app.ui.first_run.steps import OF_STEP, STEPS
from desk_app.ui.help import HelpWindow
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, column, frame, give_key, label, line
from desk_app.ui.stage import Stage

MARGIN = 32


class _FootBar(QFrame):
    """White, with a line above."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._look = stage.look
        self.setProperty("kind", "plain")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of a sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._look.colour("line2"))
        painter.end()


class FirstRunWindow(QMainWindow):
    """Shows the steps; `finished` when the desk is ready, `closed` when one stops for today."""

    finished = Signal()
    closed = Signal()

    def __init__(self, stage: Stage, port: WizardPort, choices: Choices) -> None:
        super().__init__()
        self._stage, self._port = stage, port
        self._pages: dict[tuple[Step, bool], StepPage] = {}
        self._where: Commune | None = None
        stage.bind(self, self.setWindowTitle, mark("Một Cửa – lần chạy đầu"))
        self.setWindowIcon(stage.look.icon("clipboard-check", 32, "accent"))
        self.side = Side(stage, choices)
        self.banner = Banner(stage)
        stage.messages.banner_changed.connect(self._on_message)
        stage.messages.parent_window = self
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        stage.bind(self, self._busy.setAccessibleName, mark("Đang làm"))
        self._busy.hide()
        stage.runner.busy_changed.connect(self._busy.setVisible)
        self._place = label(level="second")
        self._title = label(level="value", wrap=True)
        self._lead = label(level="label", wrap=True)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._ground())
        self.presenter = FirstRunPresenter(port, stage.runner.run, self)
        self._keys(choices)
        stage.language.changed.connect(self._say)
        stage.look.changed.connect(self.fit)
        stage.runner.environment_failed.connect(self._on_environment)
        stage.runner.refused.connect(self._on_refused)
        stage.runner.broke.connect(self._on_broke)
        self.fit()

    # ---- how it is built ----------------------------------------------------------------------

    def _ground(self) -> QWidget:
        ground = frame("plain")
        across = line(ground, gap=0)
        across.addWidget(self.side)
        right = column()
        right.addWidget(self._busy)
        right.addWidget(self.banner)
        content = QWidget()
        content.setProperty("kind", "plain")
        self._content = column(content, gap=0)
        self._content.addWidget(self._place)
        self._content.addWidget(self._title)
        self._content.addWidget(self._lead)
        self._content.addSpacing(14)
        self._content.addWidget(self._stack, 1)
        self._body = Scroll()
        self._body.setWidget(content)
        right.addWidget(self._body, 1)
        right.addWidget(self._foot())
        across.addLayout(right, 1)
        return ground

    def _foot(self) -> QWidget:
        stage = self._stage
        foot = _FootBar(stage)
        self._foot_row = line(foot, gap=8)
        self.back = DeedButton(stage.look, "", "Alt Q")
        give_key(self.back, "Alt+Q")
        stage.bind(self, self.back.setText, mark("Quay lại"))
        self.note = label(level="second", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.later = DeedButton(stage.look)
        stage.bind(self, self.later.setText, mark("Để sau"))
        self.go = DeedButton(stage.look, "primary", "Enter")
        self._foot_row.addWidget(self.back)
        self._foot_row.addWidget(self.note, 1)
        self._foot_row.addWidget(self.later)
        self._foot_row.addWidget(self.go)
        self.back.clicked.connect(self.go_back)
        self.later.clicked.connect(self._put_off)
        self.go.clicked.connect(self.go_on)
        return foot

    def _keys(self, choices: Choices) -> None:
        acts = choices.acts()
        for keys, act in (
            ("F1", self._help),
            ("Ctrl++", acts["scale_up"]),
            ("Ctrl+=", acts["scale_up"]),
            ("Ctrl+-", acts["scale_down"]),
            ("Ctrl+0", acts["scale_100"]),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    @property
    def page(self) -> StepPage:
        """The page shown now."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, StepPage)
        return shown

    # ---- what the presenter asks for ------------------------------------------------------------

    def start(self) -> None:
        """Open at the step where one was."""
        self.presenter.start()

    def show_step(self, step: Step) -> None:
        """One page, its name above, the steps on the left."""
        place = (step, self._port.made)
        if place not in self._pages:
            page = make_page(self._stage, self._port, step)
            if isinstance(page, PlacePage | PracticePage):
                page.practice_requested.connect(self.open_practice)
            page.changed.connect(self._on_changed)
            page.done_here.connect(self._focus_go)
            page.go_requested.connect(self.go_on)
            self._pages[place] = page
            self._stack.addWidget(page)
        self._show_page(self._pages[place])
        self._say()
        self._pages[place].open_page()
        self._on_changed()

    def _show_page(self, page: StepPage) -> None:
        # A stack is as high as its highest page: those out of sight must not make one scroll.
        kept, ignored = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
        for other in self._pages.values():
            policy = kept if other is page else ignored
            other.setSizePolicy(policy, policy)
        self._stack.setCurrentWidget(page)
        self._body.verticalScrollBar().setValue(0)

    def end(self) -> None:
        """The desk is ready."""
        self.finished.emit()

    # ---- what a person does ---------------------------------------------------------------------

    def go_on(self) -> None:
        """The next button."""
        if not self.page.busy:
            self.page.leave(self.presenter.go_on)

    def go_back(self) -> None:
        """The back button: inside the page first."""
        if not self.page.busy and not self.page.step_back():
            self.presenter.go_back()

    def _put_off(self) -> None:
        if not self.page.busy:
            self.presenter.put_off()

    def open_practice(self) -> None:
        """The practice desk, in a window of its own."""
        self._stage.runner.run(
            self._port.open_practice,
            lambda _none: self._stage.messages.done(
                self._stage.say("Quầy thực hành đang mở trong một cửa sổ riêng.")
            ),
            self._on_refused,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the next button wherever it means nothing else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused is not self.go:
                focused.click()
            else:
                self.go.click()
            return
        super().keyPressEvent(event)

    def _help(self) -> None:
        window = HelpWindow(self._stage, "first_run", self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is written down already, except what never is."""
        super().closeEvent(event)
        self.closed.emit()

    # ---- what happened --------------------------------------------------------------------------

    def _focus_go(self) -> None:
        self.go.setFocus()

    def _on_changed(self) -> None:
        page, foot = self.page, self.presenter.foot()
        say = self._stage.say
        self.go.setText(say(page.go_words or foot.go))
        self.go.setEnabled(not page.busy)
        self.back.setVisible(foot.back)
        self.back.setEnabled(not page.busy)
        self.later.setVisible(foot.later)
        self.note.setText(page.note)
        self._say_place()

    def _say(self) -> None:
        words, say = OF_STEP[self.presenter.step], self._stage.say
        self._place.setText(say("Bước {n} trong {all}", n=int(words.step), all=len(STEPS)))
        self._title.setText(say(words.title))
        self._lead.setText(say(words.lead))
        self.side.steps.show_step(words.step, self._port.state.later)
        if self._pages:
            self._on_changed()

    def _say_place(self) -> None:
        state, where = self._port.state, self._where
        if state.unit and (where is None or where.code != state.unit):
            self._stage.runner.run(self._port.commune, self._on_commune)
        named = f"{where.name} ({where.code})" if where is not None and state.unit else ""
        self.side.show_place(", ".join(part for part in (named, state.desk.strip()) if part))

    def _on_commune(self, where: Commune | None) -> None:
        if where is not None and where.code == self._port.state.unit:
            self._where = where
            self._say_place()

    def _on_message(self, text: str, tone: str) -> None:
        self.banner.show_text(text, tone)

    @Slot(object)
    def _on_environment(self, error: object) -> None:
        self.page.work_failed()
        self._stage.messages.environment(error)  # type: ignore[arg-type]  # what the runner sends

    @Slot(object)
    def _on_refused(self, error: UserProblem) -> None:
        self.page.work_failed()
        self._stage.messages.environment(error.problems[0])

    @Slot(object)
    def _on_broke(self, error: BaseException) -> None:
        self.page.work_failed()
        self._stage.messages.bug(error)

    def fit(self) -> None:
        """Take the present measures."""
        look = self._stage.look
        side = look.px(MARGIN) if look.scale <= 150 else 16
        self._content.setContentsMargins(side, look.px(28), side, look.px(16))
        self._foot_row.setContentsMargins(side, look.px(16), side, look.px(16))
