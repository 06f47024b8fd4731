"""Take in the cases that only the province has, with their visits and steps: all or none."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from desk_app.core.case_plan import PlannedVisit, PlanRules, plan
from desk_app.core.clock import Millis, day_number, day_of
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.numbers import counter_of, printed_number
from desk_app.core.ops import ImportCancelled, ImportCompleted, ImportStarted, SourceFile
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure, TimeLimit
from desk_app.core.their_case import TheirCase
from desk_app.services.catalogue import keep_versions
from desk_app.services.changes import Changes
from desk_app.services.coverage import count_coverage
from desk_app.services.deadlines import Counting, counting_of
from desk_app.services.read_cases import Cancelled, OnProgress, Reading, row_digest
from desk_app.store import case_matching, cases
from desk_app.store.bulk import Bulk
from desk_app.store.store import Reader, Store
from desk_app.store.writer import Tx

__all__ = ["Cancelled", "Taken", "import_cases", "planned"]

# The write lock is held no longer than this at a time (architecture.md section 2).
CHUNK_SECONDS = 0.014
_FIRST_CHUNK, _LARGEST_CHUNK = 10, 200  # visits; the next follow from the time they took
_FILE_NAME_LIMIT = 200


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What an import wrote: cases, new visits, and cases that joined a visit that was here.

    undated: ended cases of which nobody told when; they are neither on time nor late.
    """

    cases: int = 0
    visits: int = 0
    joined: int = 0
    undated: int = 0
    changes: Changes = Changes()


def planned(
    reader: Reader, reading: Reading, catalogue: Catalogue, now: Millis
) -> tuple[PlannedVisit, ...]:
    """What importing would write; writes nothing."""
    counting = counting_of(reader)
    new = reading.comparison.new
    days = [day_number(case.received) for case in new if case.received is not None]
    visits = case_matching.visits_of_days(reader.connection, days)
    return plan(new, visits, plan_rules(reader, counting, catalogue, now))


def summed(visits: Sequence[PlannedVisit]) -> Taken:
    """What is written of these visits, in numbers."""
    return Taken(
        cases=sum(len(visit.cases) for visit in visits),
        visits=sum(visit.facts is not None for visit in visits),
        joined=sum(len(visit.cases) for visit in visits if visit.existing),
        undated=sum(case.undated for visit in visits for case in visit.cases),
    )


def plan_rules(
    reader: Reader | Tx, counting: Counting, catalogue: Catalogue, now: Millis
) -> PlanRules:
    """What planning needs of the desk; look-ups are remembered, for a day has many cases."""
    found: dict[tuple[str, date], Procedure | None] = {}
    dues: dict[tuple[Millis, TimeLimit], Millis | None] = {}

    def find(code: str, at: Millis) -> Procedure | None:
        key = (code, day_of(at))
        if key not in found:
            found[key] = catalogue.find(code, key[1]) or catalogue.find(code)
        return found[key]

    def due(at: Millis, limit: TimeLimit) -> Millis | None:
        if (at, limit) not in dues:
            dues[at, limit] = counting.due(at, limit)
        return dues[at, limit]

    return PlanRules(
        find=find,
        due=due,
        clock=counting.clock,
        hashed=reader.hashed,
        digest=row_digest(reader.hashed),
        closing=counting.calendar.closing,
        calendar=counting.calendar.id,
        now=now,
    )


def import_cases(
    store: Store,
    reading: Reading,
    catalogue: Catalogue,
    officer: OfficerId,
    now: Millis,
    *,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Taken:
    """Write what only the province has. Raises Cancelled when asked to stop; then, and after a
    crash, nothing of it counts. Cases that are here already stay as they are: `reconcile`."""
    if not reading.ready:
        raise UserProblem(Problem("case_sheet.not_ready"))
    if not reading.comparison.new:
        changes = store.writer.run(lambda tx: count_coverage(tx, reading, officer))
        return Taken(changes=changes)
    with store.reader() as reader:
        visits = planned(reader, reading, catalogue, now)
    versions = {case.facts.version or "" for visit in visits for case in visit.cases}
    store.writer.run(lambda tx: keep_versions(tx, catalogue, versions))
    return _Import(store, officer, reading, on_progress, cancelled).run(visits)


class _Import:
    """One import on its way into the log."""

    def __init__(
        self,
        store: Store,
        officer: OfficerId,
        reading: Reading,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._store, self._officer, self._reading = store, officer, reading
        self._on_progress, self._cancelled = on_progress, cancelled
        self._batch = ""
        self._chunk = _FIRST_CHUNK

    def run(self, visits: Sequence[PlannedVisit]) -> Taken:
        total = sum(len(visit.cases) for visit in visits)
        self._batch = self._store.writer.run(lambda tx: self._start(tx, total))
        try:
            self._append_all(visits, total)
            rows = [case.facts.row or "" for visit in visits for case in visit.cases]
            changes = self._store.writer.run(lambda tx: self._complete(tx, rows, total))
        except BaseException:
            # Where even this cannot be written, the import stays open and counts as little.
            with contextlib.suppress(EnvironmentProblem):
                self._store.writer.run(self._cancel)
            raise
        self._on_progress(total, total)
        return msgspec.structs.replace(summed(visits), changes=changes)

    def _append_all(self, visits: Sequence[PlannedVisit], total: int) -> None:
        first = done = 0
        while first < len(visits):
            if self._cancelled():
                raise Cancelled
            some = visits[first : first + self._chunk]
            self._append_some(some)
            first += len(some)
            done += sum(len(visit.cases) for visit in some)
            self._on_progress(done, total)

    def _append_some(self, visits: Sequence[PlannedVisit]) -> None:
        def job(tx: Tx) -> float:
            began = time.perf_counter()
            self._write(tx, visits)
            return time.perf_counter() - began

        took = self._store.writer.submit(job, background=True).result()
        # Half the way to the size that would have taken the time allowed, so that one slow disk
        # access does not make the next chunks tiny, nor a fast one the next too large.
        fitting = len(visits) * CHUNK_SECONDS / max(took, 1e-6)
        self._chunk = max(1, min(_LARGEST_CHUNK, round((self._chunk + fitting) / 2)))

    def _write(self, tx: Tx, visits: Sequence[PlannedVisit]) -> None:
        replace = msgspec.structs.replace
        desk, epoch = tx.desk.desk, tx.desk.epoch
        counter = counter_of(cases.next_number(tx.connection, desk, epoch))
        bulk = Bulk(tx, self._officer)
        for visit in visits:
            opened = visit.existing or None
            if visit.facts is not None:
                facts = replace(visit.facts, batch=self._batch)
                opened = bulk.visit(facts, visit.person, visit.act)
            for case in visit.cases:
                number = printed_number(desk, epoch, counter)
                counter += 1
                received = replace(case.facts, number=number, visit=opened, batch=self._batch)
                bulk.case(received, case.person, case.act)
                for step in case.steps:
                    bulk.step(step.kind, step.facts, step.person, step.act)
        bulk.finish()

    def _start(self, tx: Tx, rows: int) -> str:
        name = self._reading.name[:_FILE_NAME_LIMIT]
        op = tx.log.append(
            "import.started",
            ImportStarted(rows=rows),
            officer=self._officer,
            person=SourceFile(file=name) if name else None,
        )
        return str(op.header.id)

    def _complete(self, tx: Tx, rows: Sequence[str], total: int) -> Changes:
        # Somebody else may have brought in the same cases while we were saving: looked at here,
        # where nobody can write between the look and the op that makes the rows count.
        if case_matching.any_known(tx.connection, rows, self._batch) or _now_known(
            tx, self._reading.comparison.new
        ):
            raise UserProblem(Problem("import.meanwhile"))
        tx.log.append(
            "import.completed",
            ImportCompleted(rows=total),
            officer=self._officer,
            subject=self._batch,
        )
        counted = count_coverage(tx, self._reading, self._officer)
        return msgspec.structs.replace(counted, imports=frozenset({self._batch}))

    def _cancel(self, tx: Tx) -> None:
        tx.log.append(
            "import.cancelled", ImportCancelled(), officer=self._officer, subject=self._batch
        )


def _now_known(tx: Tx, new: Sequence[TheirCase]) -> bool:
    references = [case.reference for case in new if case.reference]
    return bool(case_matching.with_reference(tx.connection, references))
