"""The left half put together: the question about drafts and the door for its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desk_app.core.draft import Draft
from desk_app.core.problems import Problem
from desk_app.qt.desk_intake import DeskIntake
from desk_app.ui.intake.door import Door
from desk_app.ui.intake.draft_offer import DraftOffer
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.stage import Stage


class LeftHalf(QObject):
    """Owned by the window, which says who acts; draft_dropped: the draft that was thrown away."""

    draft_dropped = Signal(object)

    def __init__(self, stage: Stage, port: DeskIntake, page: IntakePage) -> None:
        super().__init__()
        self._port, self._page, self._run = port, page, stage.runner.run
        presenter = page.presenter
        self.door = Door(presenter, port.new_draft_id)
        self.offer = DraftOffer(
            port,
            stage.runner.run,
            stage.say,
            stage.language.sentence,
            page.sheet.offer,
            lambda: presenter.keeper.id,
            self._open,
            self.draft_dropped.emit,
        )
        box = page.sheet.offer
        box.reopened.connect(self.offer.reopen)
        box.dropped.connect(self.offer.drop)
        box.put_off.connect(self.offer.later)
        stage.language.changed.connect(self.offer.say_again)

    def look(self) -> None:
        """Somebody begins to work here: ask about drafts, if they may log visits at all."""
        if self._port.may_log():
            self.offer.look()
        else:
            self.offer.forget()

    def bring_back(self, draft: Draft) -> None:
        """Keep a draft again that was thrown away, and ask about it; for undo."""
        self._run(
            lambda: self._port.keep_draft(draft.id, draft.content), lambda _done: self.offer.look()
        )

    def _open(self, draft: Draft) -> Problem | None:
        problem = self._page.presenter.open_draft(draft)
        if problem is None:
            self._page.open_page()
        return problem
