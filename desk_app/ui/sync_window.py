"""What the window does with syncing: its page, the truth line, sending now."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.qt.desk_bundle import DeskBundle
from desk_app.qt.desk_pairing import DeskPairing
from desk_app.qt.desk_sync import DeskSync
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.sync_values import SyncEnd, SyncStep
from desk_app.ui.bundle.dialog import BundleDialog
from desk_app.ui.dialogs import Dialogs
from desk_app.ui.main_window import MainWindow
from desk_app.ui.pairing.dialog import PairingDialog
from desk_app.ui.stage import Stage
from desk_app.ui.sync.make import sync_page
from desk_app.ui.sync.page import SyncPage
from desk_app.ui.sync.state_words import StateWords
from desk_app.ui.sync.truth_presenter import TruthPresenter
from desk_app.ui.undo.undo_stack import UndoStack


class SyncWindow(QObject):
    """Owns the page "Đồng bộ" and keeps the foot of every page true.

    case_opened, visit_opened: the id of what a row leads to.
    """

    case_opened = Signal(str)
    visit_opened = Signal(str)

    def __init__(
        self,
        stage: Stage,
        desk: WindowDesk,
        sync: DeskSync,
        pairing: DeskPairing,
        bundle: DeskBundle,
        main: MainWindow,
        dialogs: Dialogs,
        stack: UndoStack,
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._sync = stage, desk, sync
        self._pairing, self._bundle = pairing, bundle
        self._main, self._dialogs, self._stack = main, dialogs, stack
        sentence = stage.language.sentence
        words = StateWords(stage.say, stage.count, sentence)
        self.truth = TruthPresenter(sync, stage.runner.run, sentence, words.reason, main.truth)
        sync.language = stage.language.code
        sync.stepped.connect(self._on_step)
        sync.ended.connect(self._on_end)
        main.truth.sync_requested.connect(self.open)
        main.truth.minute_passed.connect(self.truth.say_again)
        main.truth.minute_passed.connect(self._look_beside)
        stage.language.changed.connect(self._on_language)

    @cached_property
    def page(self) -> SyncPage:
        """The page, built when it is first opened."""
        page = sync_page(self._stage, self._sync, self._stack.push)
        page.case_requested.connect(self.case_opened)
        page.visit_requested.connect(self.visit_opened)
        page.allow_pairing()
        page.pair_requested.connect(self.pair)
        page.offer_usb()
        page.usb_requested.connect(self.carry)
        page.browser_requested.connect(self._sync.open_browser)
        page.done.connect(self._stage.messages.done)
        return page

    @property
    def built(self) -> bool:
        """Whether anybody has opened the page."""
        return "page" in self.__dict__

    def start(self) -> None:
        """Say what is so, and sync by itself from now on."""
        self.truth.reload()
        self._look_beside()
        self._sync.start()

    def open(self) -> None:
        """The page, for whoever may see it."""
        if self._desk.may("score.see"):
            self._main.show_page("sync")

    def send(self) -> None:
        """Alt D: send now; the page says what came of it."""
        if self._desk.may("score.see"):
            if self._main.page != "sync":
                self._main.show_page("sync")
            self.page.presenter.send()

    def pair(self) -> None:
        """Connect this desk with the province, or show with which one it is."""
        if self._desk.may("province.pair"):
            dialog = PairingDialog(self._stage, self._pairing, self._main)
            dialog.paired.connect(self._on_paired)
            self._dialogs.show(dialog)
            dialog.start()

    def carry(self) -> None:
        """Write what waits onto a stick, or read what came back on one."""
        if self._desk.may("score.see"):
            dialog = BundleDialog(self._stage, self._bundle, self._main)
            dialog.moved.connect(self._on_carried)
            self._dialogs.show(dialog)
            dialog.start()

    def on_changed(self, _changes: Changes) -> None:
        """Something was written, or came: more waits, or less."""
        self.truth.reload()
        if self.built and self._main.page == "sync":
            self.page.presenter.reload()

    def on_officer(self) -> None:
        """Somebody else acts: what they may do is another thing."""
        if self.built:
            self.page.presenter.forget()
            if self._main.page == "sync":
                self.page.presenter.reload()
        self.truth.reload()

    def work_failed(self) -> None:
        """The machine failed: whoever waits for an answer may ask again."""
        self.truth.work_failed()
        if self.built:
            self.page.presenter.work_failed()

    def close(self) -> None:
        """The window goes; the lane ends."""
        self._sync.close()

    @Slot(str)
    def _on_paired(self, sentence: str) -> None:
        self._stage.messages.done(sentence)
        self._sync.send()
        self.truth.reload()
        if self.built and self._main.page == "sync":
            # The button that opened the dialog goes, so the focus has to go elsewhere.
            self.page.open_page()

    @Slot()
    def _on_carried(self) -> None:
        self.truth.reload()
        if self.built:
            self.page.presenter.reload()

    @Slot(object)
    def _on_step(self, step: SyncStep) -> None:
        if self.built:
            self.page.presenter.on_step(step)

    @Slot(object)
    def _on_end(self, end: SyncEnd) -> None:
        self.truth.reload()
        if self.built:
            self.page.presenter.on_end(end)

    def _look_beside(self) -> None:
        self._stage.runner.run(self._sync.look_beside, lambda _none: None)

    def _on_language(self) -> None:
        self._sync.language = self._stage.language.code
        self.truth.say_again()
