"""Locks the window and lets somebody in again; covers names while nobody is there."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.officer import Officer
from desk_app.qt.idle import IdleWatch, steady
from desk_app.qt.window_desk import WindowDesk
from desk_app.ui.about import AboutDialog
from desk_app.ui.help import HelpWindow, show_help
from desk_app.ui.lock.cover import NameCover
from desk_app.ui.lock.page import LockPage
from desk_app.ui.lock.presenter import LockPresenter
from desk_app.ui.lock.shelf import CITIZENS, OURS, Shelf
from desk_app.ui.main_window import MainWindow
from desk_app.ui.stage import Stage

KEY = "F12"
# Pages and dialogs on which no citizen is named: figures may stay in sight.
NAMELESS_PAGES = ("month", "assessment", "settings")
NAMELESS_DIALOGS = (HelpWindow, AboutDialog)


class LockKeeper(QObject):
    """The inside of the window is either the pages or the lock page, never both.

    While it is locked the pages are no part of the window: nothing of them can be seen, reached by
    a key or read from the accessibility tree, and everything typed into them is still there.
    """

    locked_changed = Signal(bool)

    def __init__(
        self,
        stage: Stage,
        desk: WindowDesk,
        main: MainWindow,
        clock: Callable[[], int] = steady,
    ) -> None:
        # It goes with the window: the application tells it things as long as it lives.
        super().__init__(main)
        self._stage, self._desk, self._main = stage, desk, main
        self._inside: QWidget | None = None
        self._focus: QWidget | None = None
        self._covers: list[NameCover] = []
        self._shelf = Shelf(main)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        self.page = LockPage(stage, f"{desk.name} · {desk.unit}", desk.practice)
        self.page.use(
            LockPresenter(
                desk, stage.runner.run, stage.say, stage.language.sentence, self.page, self._on_in
            )
        )
        self.page.help_requested.connect(self._help)
        self.idle = IdleWatch(application, self._is_officers, clock, self)
        self.idle.blank_due.connect(self.cover)
        self.idle.lock_due.connect(self.lock)
        application.focusWindowChanged.connect(self._on_window)
        desk.settings_changed.connect(self._on_settings)
        stage.runner.environment_failed.connect(self._on_environment)
        stage.runner.refused.connect(self._on_refused)
        stage.runner.broke.connect(self._on_broke)
        main.closed.connect(self._on_closed)
        self._on_settings()

    @property
    def locked(self) -> bool:
        """Whether the lock page is shown; what is scanned now belongs to nobody."""
        return self._inside is not None

    @property
    def covered(self) -> bool:
        """Whether names are covered."""
        return bool(self._covers)

    def start(self) -> None:
        """Begin to watch whether somebody is there; on a real desk, ask who."""
        self.idle.start()
        if not self._desk.signed_in:
            self.lock()

    def used(self) -> None:
        """Somebody used the desk in a way no window sees, such as a scanner on its own line."""
        self.idle.used()
        self.lift()

    # ---- names -------------------------------------------------------------------------------

    @Slot()
    def cover(self) -> None:
        """Cover names until somebody is there again."""
        if self.locked or self.covered:
            return
        QToolTip.hideText()
        self._main.truth.show_deed("")
        self._main.undo.hide_act()
        under: list[QWidget] = []
        if self._main.page not in NAMELESS_PAGES:
            under.append(self._main.shown)
        under += [
            window
            for window in self._application.topLevelWidgets()
            if isinstance(window, QDialog)
            and window.isVisible()
            and type(window).__module__.startswith(OURS)
            and not window.property(CITIZENS)
            and not isinstance(window, NAMELESS_DIALOGS)
        ]
        if not under:
            return
        self._close_popups()
        self._covers = [NameCover(self._stage, widget) for widget in under]
        for one in self._covers:
            one.lifted.connect(self.lift)

    @Slot()
    def lift(self) -> None:
        """Show what was covered, the focus where it was."""
        covers, self._covers = self._covers, []
        for one in covers:
            if shiboken6.isValid(one):
                one.take_away()

    # ---- locking -----------------------------------------------------------------------------

    @Slot()
    def lock(self) -> None:
        """Ask who is there, and show nothing else until somebody is."""
        if self.locked or not any(one.active for one in self._desk.signing_in()):
            return
        self.lift()
        # A word half composed by a typing tool is typed text too.
        QGuiApplication.inputMethod().commit()
        QToolTip.hideText()
        self._main.truth.show_deed("")
        self._focus = self._main.focusWidget()
        self._shelf.clear_table()
        self._inside = self._main.takeCentralWidget()
        self._main.menuBar().hide()
        self._main.setCentralWidget(self.page)
        self.page.show()
        self._application.installEventFilter(self)
        acting = self._acting()
        # A dialog that was put away had the keys.
        self._main.activateWindow()
        self.page.open(acting, first=not acting)
        self.locked_changed.emit(True)

    def _acting(self) -> str:
        officer = self._desk.officer
        if officer is not None:
            return officer.id
        name = self._desk.acting_name()
        return next((one.id for one in self._desk.officers() if one.name == name), "")

    def _on_in(self, officer: Officer) -> None:
        if not self.locked:
            return
        before = self._desk.officer
        # A practice desk where nobody was named goes on in its built-in roles.
        stays = officer.id == self._acting() if before is None else officer == before
        if not stays:
            # First who acts, then what is seen: another role may not see names.
            self._desk.act_as(officer)
        self._open()
        # What was being written goes back to hands that may write, not to whoever may read.
        if self._desk.may("visit.correct"):
            self._shelf.give_back()

    def _open(self) -> None:
        inside, self._inside = self._inside, None
        assert inside is not None
        self._application.removeEventFilter(self)
        self._main.takeCentralWidget()
        self.page.hide()
        self._main.setCentralWidget(inside)
        inside.show()
        self._main.menuBar().show()
        self._main.refit_corner()
        self.idle.used()
        self._give_focus_back()
        self.locked_changed.emit(False)

    def _give_focus_back(self) -> None:
        focus, self._focus = self._focus, None
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._main.shown.open_page()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While locked: a dialog that a late answer opens is put away as well."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            QTimer.singleShot(0, self, lambda: self._put_away(watched))
        return False

    def _put_away(self, window: QDialog) -> None:
        if self.locked and shiboken6.isValid(window) and window.isVisible():
            self._shelf.put_away(window)
            self._main.activateWindow()

    # ---- what happens around -----------------------------------------------------------------

    def _is_officers(self, window: QWindow) -> bool:
        widget = self._widget(window)
        return widget is not None and not widget.property(CITIZENS)

    def _widget(self, window: QWindow) -> QWidget | None:
        tops = self._application.topLevelWidgets()
        return next((one for one in tops if one.windowHandle() is window), None)

    def _on_window(self, window: QWindow | None) -> None:
        dialog = self._widget(window) if window is not None else None
        if isinstance(dialog, QDialog):
            self.listen_in(dialog)

    def listen_in(self, dialog: QDialog) -> None:
        """Lock from this dialog too: shortcuts of the window under it are silent meanwhile."""
        if (
            type(dialog).__module__.startswith(OURS)
            and not dialog.property(CITIZENS)
            and not dialog.findChildren(QShortcut, KEY)
        ):
            key = QShortcut(QKeySequence(KEY), dialog)
            key.setObjectName(KEY)
            key.activated.connect(self.lock)

    def _close_popups(self) -> None:
        while (popup := self._application.activePopupWidget()) is not None:
            popup.hide()

    def _help(self) -> None:
        show_help(self._stage, "lock", self._main)

    @Slot()
    def _on_settings(self) -> None:
        settings = self._desk.settings
        self.idle.limit(settings.blank_minutes, settings.lock_minutes)

    @Slot(object)
    def _on_environment(self, error: EnvironmentProblem) -> None:
        self._fail(self._stage.language.sentence(error.problem))

    @Slot(object)
    def _on_refused(self, error: UserProblem) -> None:
        self._fail(self._stage.language.sentence(error.problems[0]))

    @Slot(object)
    def _on_broke(self, _error: BaseException) -> None:
        self._fail("")

    def _fail(self, sentence: str) -> None:
        if self.locked:
            self.page.presenter.work_failed(sentence)

    @Slot()
    def _on_closed(self) -> None:
        # What is not shown goes with the window too.
        self.idle.stop()
        self._application.removeEventFilter(self)
        inside, self._inside = self._inside, None
        for one in (self.page, inside):
            if one is not None and one.parent() is None:
                one.setParent(self._main)
                one.hide()
