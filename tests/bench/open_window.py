"""Open the real window, print a line as soon as somebody could type into it, and end.

    python -m tests.bench.open_window HOME DAY      prints: usable PEAK_MEGABYTES

DAY is what the window takes for today: a day with visits in the database.

Usable means: painted, the day's list read and shown, and a field of the window has its focus.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desk_app import app, window_parts
from desk_app.core.clock import Instant, Millis, start_of
from desk_app.ui.window import Window
from tests.bench.peak import peak_megabytes

_GLANCE = 2  # milliseconds
_EVENING = 17 * 3_600_000


class Watch(QObject):
    """Looks at the window until it is usable."""

    def __init__(self, application: QApplication, window: Window) -> None:
        super().__init__()
        self._application, self._window = application, window
        self._painted = False
        window.main.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE)
        self._timer.timeout.connect(self._on_look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice the first paint."""
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return super().eventFilter(watched, event)

    def _on_look(self) -> None:
        started = self._painted and self._window.main.focusWidget() is not None
        if started and self._window.stage.runner.idle:
            self._timer.stop()
            sys.stdout.write(f"usable {peak_megabytes():.1f}\n")
            sys.stdout.flush()
            self._application.quit()


def main(home: str, day: str) -> int:
    """The program as it starts by itself, with somebody watching."""
    parts_list: Any = window_parts
    build = parts_list.build_window
    watches: list[Watch] = []

    evening = Millis(start_of(date.fromisoformat(day)) + _EVENING)

    def watched(application: QApplication, *rest: Any) -> Any:
        window, close = build(application, *rest, clock=lambda: Instant(evening, 0, "bench"))
        watches.append(Watch(application, window))
        return window, close

    parts_list.build_window = watched
    return app.main(["--home", home])


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
