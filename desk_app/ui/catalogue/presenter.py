"""Shows the catalogue, says what a file would change, and takes it in when told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.catalogue_say import CatalogueWords
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.qt.language import mark
from desk_app.qt.models import Row
from desk_app.services.catalogue import TakenChange
from desk_app.ui.catalogue.words import DetailLine, Words, filtered
from desk_app.ui.stage import Count, Run, Say

EMPTY_LIST = mark("Không có thủ tục nào khớp với chữ đã gõ.")
EMPTY_WEEK = mark("Tuần này danh mục không thay đổi.")
NOTHING = mark("Tệp như danh mục hiện có. Không có gì thay đổi.")
READING = mark("Đang đọc tệp…")
REFUSED = mark("Chưa nhận được. Sửa các chỗ này trong tệp rồi chọn lại:")
MOST_SHOWN = 12


class CataloguePort(Protocol):
    """What the presenter asks of the desk; preview, take and week in a worker thread."""

    @property
    def catalogue(self) -> Catalogue: ...
    def today(self) -> date: ...
    def why_not_import(self) -> Problem | None: ...
    def preview(self, file: Path, *, abolish_missing: bool) -> CataloguePreview: ...
    def take(self, preview: CataloguePreview, file_name: str) -> None: ...
    def week(self) -> list[TakenChange]: ...


class CatalogueView(Protocol):
    """What shows the catalogue."""

    def show_list(self, rows: tuple[Row, ...], facts: str, empty: str) -> None: ...
    def show_lines(self, lines: tuple[DetailLine, ...]) -> None: ...
    def allow_import(self, why_not: str) -> None: ...
    def show_preview(
        self, rows: tuple[Row, ...], facts: str, notes: str, deed: str, *, wrong: bool
    ) -> None: ...
    def show_change(self, lines: tuple[DetailLine, ...]) -> None: ...
    def show_state(self, sentence: str, tone: str) -> None: ...
    def show_catalogue(self) -> None: ...


class CataloguePresenter:
    """One file at a time; nothing is written before `take`."""

    def __init__(
        self,
        port: CataloguePort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        view: CatalogueView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view = view
        self.words = Words(say, count, CatalogueWords(sentence))
        self._typed, self._file = "", Path()
        self.abolish_missing = False
        self.preview: CataloguePreview | None = None
        self._busy = False

    def start(self) -> None:
        """Show the list, and whether whoever acts may import."""
        problem = self._port.why_not_import()
        self._view.allow_import("" if problem is None else self._sentence(problem))
        self.filter(self._typed)

    def filter(self, typed: str) -> None:
        """Show only what contains these words."""
        self._typed = typed
        found = filtered(self._port.catalogue, typed)
        rows = self.words.rows(found, self._port.today())
        self._view.show_list(rows, self.words.facts(found), self._say(EMPTY_LIST))

    def choose(self, code: str) -> None:
        """Show one procedure."""
        found = self._port.catalogue.find(code)
        if found is not None:
            versions = self._port.catalogue.versions(code)
            self._view.show_lines(self.words.procedure(found, versions, self._port.today()))

    def open_file(self, file: Path) -> None:
        """Say what this file would change; nothing is written."""
        if self._busy:
            return
        self._file, self._busy = file, True
        self._view.show_state(self._say(READING), "")
        missing = self.abolish_missing
        self._run(
            lambda: self._port.preview(file, abolish_missing=missing),
            self._on_preview,
            self._on_refused,
        )

    def abolish(self, wanted: bool) -> None:
        """Whether procedures that the file lacks are to end; the preview is made anew."""
        if wanted != self.abolish_missing:
            self.abolish_missing = wanted
            if self.preview is not None:
                self.open_file(self._file)

    def choose_change(self, key: str) -> None:
        """Show one change of the preview."""
        if self.preview is not None and key.isdigit():
            self._view.show_change(self.words.change(self.preview.changes[int(key)]))

    def take(self) -> None:
        """Take in what the preview says."""
        preview = self.preview
        if preview is None or preview.problems or not preview.changes or self._busy:
            return
        self._busy = True
        name = self._file.name
        self._run(
            lambda: self._port.take(preview, name),
            lambda _none: self._on_taken(preview),
            self._on_refused,
        )

    def back(self) -> None:
        """Forget the file and show the list."""
        self.preview, self.abolish_missing = None, False
        self._view.show_state("", "")
        self._view.show_catalogue()
        self.start()

    def failed(self) -> None:
        """The machine failed; nothing was written."""
        self._busy = False
        self._view.show_state("", "")

    def say_again(self) -> None:
        """The language changed: say everything anew."""
        self.start()
        if self.preview is not None:
            self._show(self.preview)

    def _on_preview(self, preview: CataloguePreview) -> None:
        self._busy, self.preview = False, preview
        self._view.show_state("", "")
        self._show(preview)

    def _show(self, preview: CataloguePreview) -> None:
        if preview.problems:
            told = [self._sentence(problem) for problem in preview.problems]
            notes = "\n".join([self._say(REFUSED), *_shown(told, self._say)])
        else:
            notes = "\n".join(
                _shown([self._sentence(notice) for notice in preview.notices], self._say)
            )
        wrong = bool(preview.problems)
        nothing = not preview.changes and not wrong
        facts = self._say(NOTHING) if nothing else self._file.name
        rows = () if wrong else self.words.change_rows(preview.changes)
        deed = self.words.deed(len(preview.changes)) if rows else ""
        self._view.show_preview(rows, facts, notes, deed, wrong=wrong)

    def _on_taken(self, preview: CataloguePreview) -> None:
        self._busy = False
        counts = {kind: str(len(preview.of(kind))) for kind in ("new", "changed")}
        counts["replaced"] = str(len(preview.of("replaced")))
        counts["abolished"] = str(len(preview.of("abolished")))
        counts["unchanged"] = str(len(preview.unchanged))
        done = self._sentence(Problem("catalogue_import.done", "", counts))
        self.back()
        self._view.show_state(done, "good")

    def _on_refused(self, error: UserProblem) -> None:
        self._busy = False
        told = " ".join(self._sentence(problem) for problem in error.problems[:3])
        self._view.show_state(told, "late")


class WeekView(Protocol):
    """What shows the changes of a week."""

    def show_week(self, rows: tuple[Row, ...], empty: str) -> None: ...
    def show_change(self, lines: tuple[DetailLine, ...]) -> None: ...


class WeekPresenter:
    """What changed this week, for officers."""

    def __init__(
        self,
        port: CataloguePort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        view: WeekView,
    ) -> None:
        self._port, self._run, self._say, self._view = port, run, say, view
        self._words = Words(say, count, CatalogueWords(sentence))
        self._taken: list[TakenChange] = []

    def start(self) -> None:
        """Read the changes."""
        self._run(self._port.week, self.show)

    def choose(self, key: str) -> None:
        """Show one change."""
        if key.isdigit() and int(key) < len(self._taken):
            self._view.show_change(self._words.change(self._taken[int(key)].change))

    def say_again(self) -> None:
        """The language changed."""
        self.show(self._taken)

    def show(self, taken: list[TakenChange]) -> None:
        """Show these changes."""
        self._taken = taken
        self._view.show_week(self._words.week_rows(taken), self._say(EMPTY_WEEK))


def _shown(told: list[str], say: Say) -> list[str]:
    """Not more sentences than a person reads."""
    if len(told) <= MOST_SHOWN:
        return told
    more = say("… và {n} chỗ khác.", n=len(told) - MOST_SHOWN)
    return [*told[:MOST_SHOWN], more]
