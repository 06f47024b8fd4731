"""The page "Đồng bộ" with its presenters, over the desk as they see it."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.qt.desk_sync import DeskSync
from desk_app.ui.stage import Stage
from desk_app.ui.sync.conflict_presenter import ConflictPresenter
from desk_app.ui.sync.page import Presenters, SyncPage
from desk_app.ui.sync.presenter import SyncPresenter
from desk_app.ui.undo.undo_stack import Act


def sync_page(stage: Stage, port: DeskSync, push: Callable[[Act], None]) -> SyncPage:
    """The page; `push` hears of each act that can be undone."""
    run, say, count, sentence = (
        stage.runner.run, stage.say, stage.count, stage.language.sentence,
    )  # fmt: skip

    def make(page: SyncPage) -> Presenters:
        conflicts = ConflictPresenter(port, run, say, count, sentence, push, page)
        return Presenters(
            SyncPresenter(port, run, say, count, sentence, page, conflicts), conflicts
        )

    return SyncPage(stage, port.now, make)
