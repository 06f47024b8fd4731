"""The parent's side of reading a provincial export: the cases of a file, or what must be asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.procedure import Procedure
from desk_app.core.their_case import CaseSheet, SheetMapping, TheirCase
from desk_app.sheets import case_frames
from desk_app.sheets.frames import Progress
from desk_app.sheets.limits import Limits
from desk_app.sheets.reader import Cancelled, OnProgress, SheetReader, pipe_of, start_worker

__all__ = ["Cancelled", "OnProgress", "read_case_sheet"]


class _CaseReader(SheetReader):
    receive = staticmethod(case_frames.answered)

    def cases(self, start: case_frames.StartCases, on_progress: OnProgress) -> CaseSheet:
        """Have every row read."""
        case_frames.say(pipe_of(self.worker.stdin), start)
        read: list[TheirCase] = []
        while True:
            frame: object = self._next()
            if isinstance(frame, Progress):
                on_progress(frame.done, frame.total)
            elif isinstance(frame, case_frames.CaseRowsRead):
                read.extend(frame.cases)
            elif isinstance(frame, case_frames.CasesRead):
                return CaseSheet(
                    signature=frame.signature,
                    rows=frame.rows,
                    repeats=frame.repeats,
                    cases=tuple(read),
                    errors=tuple(frame.errors),
                    notices=tuple(frame.notices),
                    columns=frame.columns,
                    unknown=frame.unknown,
                    statuses=tuple(frame.statuses),
                    procedures=tuple(frame.procedures),
                )
            else:
                self._unexpected(frame)  # type: ignore[arg-type]


def read_case_sheet(
    path: str | os.PathLike[str],
    *,
    procedures: Iterable[Procedure],
    mappings: Mapping[str, SheetMapping],
    now: Millis,
    limits: Limits | None = None,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CaseSheet:
    """An export (XLSX, CSV, JSON, web table), read and checked in a process of its own.

    Raises UserProblem with one problem when the file cannot be read at all, Cancelled when
    `cancelled` turned true. What is wrong with single rows is in `errors`.
    """
    kept = limits if limits is not None else Limits()
    reader = _CaseReader(start_worker("desk_app.sheets.case_worker"), kept, cancelled)
    try:
        start = case_frames.StartCases(
            path=os.fspath(path),
            procedures=msgspec.msgpack.encode(list(procedures)),
            mappings=dict(mappings),
            now=now,
            limits=kept,
        )
        return reader.cases(start, on_progress)
    finally:
        reader.end()
