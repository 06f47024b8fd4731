"""The desk as the catalogue's dialogs use it: what there is, what a file would change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.clock import day_of
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.catalogue import (
    TakenChange,
    changes_of_week,
    preview_catalogue,
    read_catalogue_file,
    take_catalogue,
)


class DeskCatalogue:
    """`preview`, `take` and `week` are for a worker thread."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    @property
    def catalogue(self) -> Catalogue:
        """All procedures as they read today."""
        return self._desk.catalogue

    def today(self) -> date:
        """The present day."""
        return day_of(self._desk.now())

    def why_not_import(self) -> Problem | None:
        """Why whoever acts may not take a list in."""
        return self._desk.why_not("catalogue.import")

    def preview(self, file: Path, *, abolish_missing: bool) -> CataloguePreview:
        """What taking the file in would change."""
        self._desk.acting("catalogue.import")
        read = read_catalogue_file(file)
        return preview_catalogue(
            self._desk.catalogue, read, file.name, self.today(), abolish_missing=abolish_missing
        )

    def take(self, preview: CataloguePreview, file_name: str) -> None:
        """Take in what the preview says; the window's catalogue follows at once."""
        known = self._desk.catalogue
        self._desk.write(
            "catalogue.import",
            lambda tx, officer: take_catalogue(tx, preview, file_name, known, officer),
        )

    def week(self) -> list[TakenChange]:
        """What changed this week, or begins to hold in the next."""
        today = self.today()
        return self._desk.read("visit.list", lambda reader: changes_of_week(reader, today))
