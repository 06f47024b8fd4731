"""The desk as the dialog of the province's packages uses it; nothing can be changed there."""

from __future__ import annotations

from desk_app.qt.window_desk import WindowDesk
from desk_app.services.package_news import ShownPackages, shown_packages


class DeskPackages:
    """`packages` is for a worker thread."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def packages(self) -> ShownPackages:
        """What the province published, and what each package changes; no secret of anybody's."""
        now = self._desk.instant()
        return self._desk.look(lambda reader: shown_packages(reader, now))
