"""Draws everything the window can show in both themes and languages, at 100 % and 200 %.

python -m tests.support.screens FOLDER [NAME…]
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk_app import parts
from desk_app.core.clock import Instant, from_local
from desk_app.qt.collector import collect_between_events
from desk_app.services.demo import (
    DemoRequest,
    DemoSources,
    fill_with_demo,
    shipped_simulation_data,
)
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from tests.support.sights import NAMES, every_sight
from tests.support.window import OpenWindow, open_window

TODAY = date(2026, 11, 20)
NOW = from_local(datetime(2026, 11, 20, 16, 21))


def main(arguments: list[str]) -> int:
    """Draw what is named, or everything; the folder is made."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0] if arguments else "screens")
    names = arguments[1:] or list(NAMES)
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    collect_between_events(application)
    with (
        tempfile.TemporaryDirectory() as home,
        open_window(application, Path(home) / "desk", some_weeks, _clock) as opened,
    ):
        for language in ("vi", "en"):
            for scheme in ("light", "dark"):
                for scale in (100, 200):
                    opened.stage.language.choose(language)
                    opened.stage.look.choose_scheme(scheme)
                    opened.stage.look.choose_scale(scale)
                    _draw(opened, names, folder, f"{language}-{scheme}-{scale}")
    return 0


def _clock() -> Instant:
    return Instant(NOW, 0, "screens")


def some_weeks(desk: parts.Desk) -> None:
    """Thirty days of a practice desk up to the moment the clock shows."""
    request = DemoRequest(days=30, visits_per_day=50, seed=7, last_day=TODAY, until=NOW)
    sources = DemoSources(desk.catalogue, parts.units(), shipped_simulation_data())
    fill_with_demo(desk.store, request, sources, [PRACTICE_OFFICER])


def _draw(opened: OpenWindow, names: list[str], folder: Path, how: str) -> None:
    for name, shown in every_sight(opened, names):
        shown.grab().save(str(folder / f"{name}-{how}.png"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
