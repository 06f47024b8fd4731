"""Draws every page and dialog in both themes and languages, at 100 % and 200 %, into a folder.

python -m tests.support.screens FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desk_app import parts
from desk_app.core.clock import Instant, from_local
from desk_app.services.demo import (
    DemoRequest,
    DemoSources,
    fill_with_demo,
    shipped_simulation_data,
)
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from tests.support.window import OpenWindow, open_window

PAGES = ("intake", "search", "month", "assessment")
TODAY = date(2026, 11, 20)
NOW = from_local(datetime(2026, 11, 20, 16, 21))


def main() -> int:
    """Draw everything; the folder is made."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screens")
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    with (
        tempfile.TemporaryDirectory() as home,
        open_window(application, Path(home) / "desk", _some_weeks, _clock) as opened,
    ):
        for language in ("vi", "en"):
            for scheme in ("light", "dark"):
                for scale in (100, 200):
                    opened.stage.language.choose(language)
                    opened.stage.look.choose_scheme(scheme)
                    opened.stage.look.choose_scale(scale)
                    _draw_all(opened, folder, f"{language}-{scheme}-{scale}")
    return 0


def _clock() -> Instant:
    return Instant(NOW, 0, "screens")


def _some_weeks(desk: parts.Desk) -> None:
    request = DemoRequest(days=30, visits_per_day=50, seed=7, last_day=TODAY, until=NOW)
    sources = DemoSources(desk.catalogue, parts.units(), shipped_simulation_data())
    fill_with_demo(desk.store, request, sources, [PRACTICE_OFFICER])


def _draw_all(opened: OpenWindow, folder: Path, name: str) -> None:
    for page in PAGES:
        opened.show(page)
        if page == "search":
            opened.window.search.presenter.words_changed("nguyen thi")
            opened.window.search.line.input.setText("nguyen thi")
        opened.settle()
        _save(opened.window.main, folder / f"{page}-{name}.png")
    for dialog, open_one in _dialogs(opened).items():
        open_one()
        opened.settle()
        shown = opened.application.activeModalWidget()
        if shown is not None:
            _save(shown, folder / f"{dialog}-{name}.png")
            shown.close()
        opened.settle()
    opened.window.main.show_page("intake")
    _type_a_visit(opened)
    _save(opened.window.main, folder / f"intake-typed-{name}.png")
    opened.window.intake.clear_visit()


def _dialogs(opened: OpenWindow) -> dict[str, Callable[[], None]]:
    window = opened.window
    row = window.intake.today.table.rows.row(0)
    key = row.key if row is not None else ""
    return {
        "correct": lambda: window.correct(key),
        "void": lambda: window.void(key),
        "working": lambda: window.show_working("5.7"),
        "officer": window.dialogs.switch_officer,
        "about": window.dialogs.about,
        "preview": window.dialogs.preview,
    }


def _type_a_visit(opened: OpenWindow) -> None:
    page = opened.window.intake
    page.fill("name", "Trần Thị Thủy")
    page.fill("phone", "091234567")
    page.presenter.take_match(0)
    page.presenter.take_match(1)
    page.presenter.save()
    opened.settle()


def _save(widget: QWidget, file: Path) -> None:
    widget.grab().save(str(file))


if __name__ == "__main__":
    sys.exit(main())
