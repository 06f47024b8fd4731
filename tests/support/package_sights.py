"""The dialog of the province's packages, with one that holds, one that waits and one set aside."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from PySide6.QtWidgets import QApplication

import resources
from desk_app.services.package_news import ShownPackages, shown_packages
from desk_app.store.store import Reader
from desk_app.store.writer import Tx
from desk_app.ui.packages.dialog import PackagesDialog
from tests.support.publishing import (
    PUBLISHED,
    belongs_to,
    changed_calendar,
    changed_criteria,
    put_package,
)
from tests.support.sight import dialog
from tests.support.sync_keys import province_keys
from tests.support.window import OpenWindow


class _TakenBack(Exception):
    """The desk stays as it was."""


def _published(opened: OpenWindow) -> ShownPackages:
    found: list[ShownPackages] = []

    def give(tx: Tx) -> None:
        connection = tx.connection
        belongs_to(connection, province_keys(), PUBLISHED)
        put_package(connection, "criteria", "bacgiang_2023", changed_criteria(), "2099-01-01")
        put_package(
            connection, "calendar", "calendar", changed_calendar("2026-12-24"), "2026-12-01"
        )
        units = resources.read_text("units/units.csv")
        put_package(connection, "units", "units", units[: len(units) // 2], "2026-10-02")
        found.append(shown_packages(cast(Reader, tx), opened.window.desk.instant()))
        raise _TakenBack

    with suppress(_TakenBack):
        opened.desk.store.writer.run(give)
    return found[0]


def _open(opened: OpenWindow) -> None:
    opened.window.dialogs.packages()
    opened.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, PackagesDialog)
    found.presenter.show(_published(opened))


packages = dialog(_open, "sync")
