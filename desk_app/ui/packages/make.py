"""The dialog of the province's packages with its presenter, over the desk as it sees it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.qt.desk_packages import DeskPackages
from desk_app.qt.window_desk import WindowDesk
from desk_app.ui.packages.dialog import PackagesDialog
from desk_app.ui.packages.presenter import PackagesPresenter
from desk_app.ui.stage import Stage


def packages_dialog(stage: Stage, desk: WindowDesk, parent: QWidget) -> PackagesDialog:
    """What the province published; call `start` once it is shown."""
    run, say, sentence = stage.runner.run, stage.say, stage.language.sentence
    port = DeskPackages(desk)
    return PackagesDialog(
        stage, lambda view: PackagesPresenter(port, run, say, sentence, view), parent
    )
