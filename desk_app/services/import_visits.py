"""Take in the visits of a spreadsheet: all of its rows or none, and each only once."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import ImportCancelled, ImportCompleted, ImportStarted, SourceFile
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.texts import Texts
from desk_app.core.visit_sheet import RowError
from desk_app.services.changes import Changes
from desk_app.sheets.frames import EncodedVisit, RowIdentity
from desk_app.sheets.limits import Limits
from desk_app.sheets.reader import Cancelled, OnProgress, SheetReader, read_sheet
from desk_app.store import visits
from desk_app.store.hashing import hash_keys
from desk_app.store.sqlite import Connection
from desk_app.store.store import Store
from desk_app.store.writer import Tx

__all__ = ["Cancelled", "ImportReport", "dry_run", "import_visits", "report_json"]

# The write lock is held no longer than this at a time, so that a visit logged by hand meanwhile
# is on the disk within 50 ms (architecture.md section 2 asks for chunks of 20 ms at most; what
# remains is for the commit).
CHUNK_SECONDS = 0.014
_FIRST_CHUNK, _LARGEST_CHUNK = 20, 400  # visits; the next follow from the time they took
_FILE_NAME_LIMIT = 200


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What is, or would be, taken in. With any error nothing is.

    rows: all rows below the heading; new + unchanged + wrong ones; unchanged: already in the log;
    notices: what the user should know although it keeps nothing back.
    """

    rows: int = 0
    new: int = 0
    unchanged: int = 0
    errors: tuple[RowError, ...] = ()
    notices: tuple[Problem, ...] = ()
    changes: Changes = Changes()


def dry_run(
    store: Store,
    file: Path,
    catalogue: Catalogue,
    now: Millis,
    *,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
) -> ImportReport:
    """What importing `file` would do; writes nothing. Raises Cancelled when asked to stop."""
    main, *others = _keys(store)
    try:
        with read_sheet(
            file,
            procedures=catalogue,
            key=main,
            others=others,
            now=now,
            limits=limits,
            on_progress=on_progress,
            cancelled=cancelled,
        ) as sheet:
            return _report(sheet, _known(store, sheet.identities))
    except UserProblem as problem:
        return _refused(problem)


def import_visits(
    store: Store,
    file: Path,
    catalogue: Catalogue,
    officer: OfficerId,
    now: Millis,
    *,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
) -> ImportReport:
    """Import `file`. Errors in the report mean that nothing was taken in.

    Progress runs once from 0 to `total`: the first half is reading, the second saving. Raises
    Cancelled when asked to stop; then, and after a crash, nothing of the file counts.
    """

    def reading(done: int, total: int) -> None:
        on_progress(min(done, total), 2 * total)

    main, *others = _keys(store)
    try:
        with read_sheet(
            file,
            procedures=catalogue,
            key=main,
            others=others,
            now=now,
            limits=limits,
            on_progress=reading,
            cancelled=cancelled,
        ) as sheet:
            known = _known(store, sheet.identities)
            report = _report(sheet, known)
            if report.errors or not report.new:
                return report
            return _Import(store, officer, file.name, on_progress, cancelled).run(
                sheet, known, report
            )
    except UserProblem as problem:
        return _refused(problem)


class _Import:
    """One import on its way into the log."""

    def __init__(
        self,
        store: Store,
        officer: OfficerId,
        file_name: str,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._store = store
        self._officer = officer
        self._file_name = file_name[:_FILE_NAME_LIMIT]
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._batch = ""
        self._chunk = _FIRST_CHUNK

    def run(self, sheet: SheetReader, known: frozenset[int], report: ImportReport) -> ImportReport:
        self._batch = self._store.writer.run(lambda tx: self._start(tx, report.new))
        try:
            if _known(self._store, sheet.identities) != known:
                raise UserProblem(Problem("import.meanwhile"))
            self._append_all(sheet, known, report.new)
            self._store.writer.run(lambda tx: self._complete(tx, sheet, known, report.new))
        except BaseException:
            # Where even this cannot be written, the import stays open and counts as little.
            with contextlib.suppress(EnvironmentProblem):
                self._store.writer.run(self._cancel)
            raise
        self._on_progress(2 * report.new, 2 * report.new)
        changes = Changes(imports=frozenset({self._batch}))
        return msgspec.structs.replace(report, changes=changes)

    def _append_all(self, sheet: SheetReader, known: frozenset[int], total: int) -> None:
        done = 0
        for group in sheet.visits(self._batch, known):
            first = 0
            while first < len(group):
                if self._cancelled():
                    raise Cancelled
                first += self._append_some(group[first:])
                self._on_progress(total + done + first, 2 * total)
            done += len(group)

    def _append_some(self, group: Sequence[EncodedVisit]) -> int:
        """Append as many as one chunk holds; returns how many."""

        chunk = [(Millis(visit.act), visit.facts, visit.person) for visit in group[: self._chunk]]

        def job(tx: Tx) -> float:
            began = time.perf_counter()
            tx.log.append_visits(chunk, self._officer)
            return time.perf_counter() - began

        took = self._store.writer.submit(job, background=True).result()
        # Half the way to the size that would have taken the time allowed, so that one slow disk
        # access does not make the next chunks tiny, nor a fast one the next too large.
        fitting = len(chunk) * CHUNK_SECONDS / max(took, 1e-6)
        self._chunk = max(1, min(_LARGEST_CHUNK, round((self._chunk + fitting) / 2)))
        return len(chunk)

    def _start(self, tx: Tx, rows: int) -> str:
        op = tx.log.append(
            "import.started",
            ImportStarted(rows=rows),
            officer=self._officer,
            person=SourceFile(file=self._file_name),
        )
        return str(op.header.id)

    def _complete(self, tx: Tx, sheet: SheetReader, known: frozenset[int], rows: int) -> None:
        # Somebody else may have brought in the same visits while we were saving: looked at here,
        # where nobody can write between the look and the op that makes the rows count.
        others = visits.others_since(tx.connection, self._batch)
        if others and _known_in(tx.connection, sheet.identities) != known:
            raise UserProblem(Problem("import.meanwhile"))
        tx.log.append(
            "import.completed",
            ImportCompleted(rows=rows),
            officer=self._officer,
            subject=self._batch,
        )

    def _cancel(self, tx: Tx) -> None:
        tx.log.append(
            "import.cancelled", ImportCancelled(), officer=self._officer, subject=self._batch
        )


def _keys(store: Store) -> list[bytes]:
    """The commune's keys, that of new hashes first."""
    with store.reader() as reader:
        return hash_keys(reader.connection)


def _known(store: Store, identities: Sequence[RowIdentity]) -> frozenset[int]:
    """The places of the rows that the log already counts: by row, by own id, by mã hồ sơ."""
    with store.reader() as reader:
        return _known_in(reader.connection, identities)


def _known_in(connection: Connection, identities: Sequence[RowIdentity]) -> frozenset[int]:
    digests = [digest for row in identities for digest in (row.digest, *row.also)]
    rows = visits.known_rows(connection, digests)
    ids = visits.known_ids(connection, [row.own_id for row in identities if row.own_id])
    references = visits.known_references(
        connection, [row.reference for row in identities if row.reference]
    )
    return frozenset(
        place
        for place, row in enumerate(identities)
        if not rows.isdisjoint((row.digest, *row.also))
        or row.own_id in ids
        or row.reference in references
    )


def _report(sheet: SheetReader, known: frozenset[int]) -> ImportReport:
    return ImportReport(
        rows=sheet.rows,
        new=len(sheet.identities) - len(known),
        unchanged=len(known) + sheet.repeats,
        errors=tuple(sheet.errors),
        notices=tuple(sheet.notices),
    )


def _refused(refusal: UserProblem) -> ImportReport:
    """The whole file refused, as one error in the row where it stops being readable."""
    problem = refusal.problems[0]
    row = int(problem.values.get("row") or 0)
    return ImportReport(errors=(RowError(row, problem.values.get("column", ""), problem),))


def report_json(report: ImportReport, texts: Texts) -> dict[str, Any]:
    """The report as scripts read it; row 0 means the file as a whole."""
    return {
        "rows": report.rows,
        "new": report.new,
        "unchanged": report.unchanged,
        "errors": [
            {
                "row": error.row,
                "column": error.column,
                "message": texts.sentence(error.problem),
            }
            for error in report.errors
        ],
        "notices": [texts.sentence(notice) for notice in report.notices],
    }
