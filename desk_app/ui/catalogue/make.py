"""The dialogs of the catalogue with their presenters, over the desk as they see it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.qt.desk_catalogue import DeskCatalogue
from desk_app.qt.window_desk import WindowDesk
from desk_app.ui.catalogue.dialog import CatalogueDialog
from desk_app.ui.catalogue.presenter import CataloguePresenter, WeekPresenter
from desk_app.ui.catalogue.week_dialog import WeekDialog
from desk_app.ui.stage import Stage


def catalogue_dialog(stage: Stage, desk: WindowDesk, parent: QWidget) -> CatalogueDialog:
    """The whole catalogue, and importing; call `start` once it is shown."""
    run, say, count, sentence = (
        stage.runner.run, stage.say, stage.count, stage.language.sentence,
    )  # fmt: skip
    port = DeskCatalogue(desk)
    return CatalogueDialog(
        stage, lambda view: CataloguePresenter(port, run, say, count, sentence, view), parent
    )


def week_dialog(stage: Stage, desk: WindowDesk, parent: QWidget) -> WeekDialog:
    """What changed this week; call `start` once it is shown."""
    run, say, count, sentence = (
        stage.runner.run, stage.say, stage.count, stage.language.sentence,
    )  # fmt: skip
    port = DeskCatalogue(desk)
    return WeekDialog(
        stage, lambda view: WeekPresenter(port, run, say, count, sentence, view), parent
    )
