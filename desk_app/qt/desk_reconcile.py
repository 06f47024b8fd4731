"""The desk as "Nhập dữ liệu tỉnh" uses it: read an export, take it in, take over differences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desk_app.core.case_compare import DifferenceKind
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.rights import Action
from desk_app.core.their_case import SheetMapping
from desk_app.qt.window_desk import WindowDesk
from desk_app.services import import_cases, read_cases, reconcile
from desk_app.services.changes import Changes
from desk_app.services.read_cases import Reading, Said

OnProgress = Callable[[int, int], None]
Stopped = Callable[[], bool]
Cancelled = read_cases.Cancelled
# Under what the order of the province's own form is remembered; no export has this signature.
COPY_ORDER = "copy-out"


class Would(msgspec.Struct, frozen=True):
    """What taking in would write: cases, visits, and cases that join a visit that is here.

    undated: ended cases of which nobody told when, so that they are neither on time nor late.
    """

    cases: int = 0
    visits: int = 0
    joined: int = 0
    undated: int = 0


class DeskReconcile:
    """All but the look-ups are for worker threads."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def why_not(self, action: Action) -> Problem | None:
        """Why whoever acts may not do this."""
        return self._desk.why_not(action)

    def catalogue(self) -> Catalogue:
        """All procedures."""
        return self._desk.catalogue

    def procedure_name(self, code: str) -> str:
        """The name in daily use; "" for a code that is in no catalogue."""
        found = self._desk.procedure(code)
        return found.short_name if found is not None else ""

    def full_name(self, code: str) -> str:
        """The legal name, as the province's form has it; "" for a code in no catalogue."""
        found = self._desk.procedure(code)
        return found.name if found is not None else ""

    def copy_order(self) -> tuple[str, ...]:
        """The fields of the province's form in its order, as far as somebody said it."""
        known = self._desk.read("case.list", read_cases.known_mappings)
        return known.get(COPY_ORDER, SheetMapping()).order

    def keep_copy_order(self, order: tuple[str, ...]) -> None:
        """Remember the order in which the province's form asks."""
        self.remember(COPY_ORDER, SheetMapping(order=order))

    def shown_name(self, code: str, name: str) -> str:
        """The name as lists show it: covered where the matter tells too much."""
        found = self._desk.procedure(code)
        return masked(name) if found is not None and is_sensitive(found.field) else name

    def read_file(
        self, file: Path, said: Said | None, on_progress: OnProgress, stopped: Stopped
    ) -> tuple[Reading, Would]:
        """A file, read and compared; Cancelled when asked to stop."""

        def job(store: Any, _officer: OfficerId) -> tuple[Changes, tuple[Reading, Would]]:
            now = self._desk.now()
            reading = read_cases.read_file(
                store,
                file,
                self._desk.catalogue,
                now,
                said=said,
                on_progress=on_progress,
                cancelled=stopped,
            )
            return Changes(), (reading, self._would(store, reading, now))

        return self._desk.long_work("import", job)

    def read_paste(self, text: str, said: Said | None) -> tuple[Reading, Would]:
        """What was pasted, read and compared."""

        def job(store: Any, _officer: OfficerId) -> tuple[Changes, tuple[Reading, Would]]:
            now = self._desk.now()
            reading = read_cases.read_paste(store, text, self._desk.catalogue, now, said=said)
            return Changes(), (reading, self._would(store, reading, now))

        return self._desk.long_work("import", job)

    def remember(self, signature: str, mapping: SheetMapping) -> None:
        """Keep what was said about an export for the next time."""

        def job(tx: Any, _officer: OfficerId) -> Changes:
            read_cases.keep_mapping(tx, signature, mapping)
            return Changes()

        self._desk.write("import", job)

    def take_in(
        self, reading: Reading, on_progress: OnProgress, stopped: Stopped
    ) -> tuple[Would, Reading]:
        """Write what only the province has; what was written, and how it compares then."""

        def job(store: Any, officer: OfficerId) -> tuple[Changes, tuple[Would, Reading]]:
            taken = import_cases.import_cases(
                store,
                reading,
                self._desk.catalogue,
                officer,
                self._desk.now(),
                on_progress=on_progress,
                cancelled=stopped,
            )
            done = Would(taken.cases, taken.visits, taken.joined)
            return taken.changes, (done, self._again(store, reading))

        return self._desk.long_work("import", job)

    def accept(
        self,
        reading: Reading,
        wanted: Sequence[tuple[str, Collection[DifferenceKind]]],
        on_progress: OnProgress,
        stopped: Stopped,
    ) -> tuple[int, Reading]:
        """Take these differences over; in how many cases, and how it compares then."""

        def job(store: Any, officer: OfficerId) -> tuple[Changes, tuple[int, Reading]]:
            changes = reconcile.accept(
                store,
                reading,
                wanted,
                self._desk.catalogue,
                officer,
                self._desk.now(),
                on_progress=on_progress,
                cancelled=stopped,
            )
            return changes, (len(changes.cases), self._again(store, reading))

        return self._desk.long_work("case.correct", job)

    def _would(self, store: Any, reading: Reading, now: Millis) -> Would:
        if not reading.ready:
            return Would()
        with store.reader() as reader:
            visits = import_cases.planned(reader, reading, self._desk.catalogue, now)
        found = import_cases.summed(visits)
        return Would(found.cases, found.visits, found.joined, found.undated)

    def _again(self, store: Any, reading: Reading) -> Reading:
        with store.reader() as reader:
            return read_cases.compare_again(reader, reading, self._desk.catalogue)
