"""The parent's side of reading a file from outside: start the worker, watch it, end it."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

import desk_app
from desk_app.core.clock import Millis
from desk_app.core.errors import Bug, EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit_sheet import RowError
from desk_app.sheets import frames
from desk_app.sheets.frames import EncodedVisit, FromWorker, RowIdentity
from desk_app.sheets.limits import Limits

OnProgress = Callable[[int, int], None]
NumberedCells = tuple[int, list[str | int | float | bool]]
_LOOK = 0.1  # seconds between two looks at whether the user cancelled
_KEPT_FRAMES = 8


class Cancelled(Exception):
    """The user took the wish back; nothing of it counts."""


class WholeTable(msgspec.Struct, frozen=True):
    """A table as a file from outside has it; what its cells mean is for others to say."""

    found: frames.TableFound
    rows: tuple[NumberedCells, ...]


class SheetReader:
    """A file that was read and checked to its end by a worker, which waits for `visits`."""

    rows: int = 0
    repeats: int = 0
    # How a frame is read from the pipe; a worker of another kind speaks its own.
    receive: Callable[[IO[bytes]], Any] = staticmethod(frames.receive_in_parent)

    def __init__(
        self, worker: subprocess.Popen[bytes], limits: Limits, cancelled: Callable[[], bool]
    ) -> None:
        self.worker = worker
        self._limits = limits
        self._cancelled = cancelled
        self._frames: queue.Queue[FromWorker | None] = queue.Queue(_KEPT_FRAMES)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="sheet-reader", daemon=True)
        self._thread.start()
        self._saying: threading.Thread | None = None
        self.identities: list[RowIdentity] = []
        self.errors: list[RowError] = []
        self.notices: list[Problem] = []

    def check(self, start: frames.Start, on_progress: OnProgress) -> None:
        """Have every row read and checked. Raises UserProblem when the file cannot be read."""
        self._say(start)
        while True:
            frame = self._next()
            if isinstance(frame, frames.Progress):
                on_progress(frame.done, frame.total)
            elif isinstance(frame, frames.Identities):
                self.identities.extend(frame.rows)
            elif isinstance(frame, frames.Checked):
                self.errors.extend(frame.errors)
                self.rows, self.repeats = frame.rows, frame.repeats
                if frame.last:
                    self.notices = frame.notices
                    return
            else:
                self._unexpected(frame)

    def visits(self, batch: str, known: Iterable[int]) -> Iterator[list[EncodedVisit]]:
        """The visits in groups, encoded for the import `batch`, once; not those at `known`.

        A place counts the entries of `identities`.
        """
        self._say(frames.Go(batch, list(known)))
        while True:
            frame = self._next()
            if isinstance(frame, frames.Rows):
                yield frame.visits
            elif isinstance(frame, frames.Done):
                return
            else:
                self._unexpected(frame)

    def table(self, start: frames.StartTable) -> WholeTable:
        """A whole table as it stands. Raises UserProblem when the file cannot be read."""
        self._say(start)
        found: frames.TableFound | None = None
        rows: list[NumberedCells] = []
        while True:
            frame = self._next()
            if isinstance(frame, frames.TableFound):
                found = frame
            elif isinstance(frame, frames.TableRows):
                rows.extend(frame.rows)
            elif isinstance(frame, frames.Done) and found is not None:
                return WholeTable(found, tuple(rows))
            elif not isinstance(frame, frames.Progress):
                self._unexpected(frame)

    def end(self) -> None:
        """Kill the worker, whatever it is doing."""
        self._ended.set()
        self.worker.kill()
        self.worker.wait()
        self._thread.join()
        if self._saying is not None:
            self._saying.join()
        for pipe in (self.worker.stdin, self.worker.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _say(self, frame: frames.ToWorker) -> None:
        # In a thread of its own: what is longer than the pipe waits until the worker reads it, and
        # one that never does must not hold us up.
        self._saying = threading.Thread(target=self._write, args=(frame,), daemon=True)
        self._saying.start()

    def _write(self, frame: frames.ToWorker) -> None:
        # A worker that is gone already has left its last words, or is told of below.
        with contextlib.suppress(OSError, ValueError):
            frames.send(pipe_of(self.worker.stdin), frame)

    def _next(self) -> FromWorker:
        until = time.monotonic() + self._limits.silence
        while True:
            if self._cancelled():
                raise Cancelled
            try:
                frame = self._frames.get(timeout=_LOOK)
            except queue.Empty:
                if time.monotonic() > until:
                    raise UserProblem(Problem("sheet.too_slow")) from None
                continue
            if frame is None:
                raise self._death()
            return frame

    def _unexpected(self, frame: FromWorker) -> None:
        if isinstance(frame, frames.Refused):
            raise UserProblem(frame.problem)
        if isinstance(frame, frames.Broken):
            raise Bug(f"the sheet worker failed: {frame.where}")
        raise Bug(f"the sheet worker said {type(frame).__name__} out of turn")

    def _death(self) -> Exception:
        """Why a worker is gone that said nothing: nearly always one of its limits."""
        code = self.worker.wait()
        if code == -getattr(signal, "SIGXCPU", 0):
            return UserProblem(Problem("sheet.too_slow"))
        if code in (0, 1):
            return Bug(f"the sheet worker ended early ({code})")
        return UserProblem(Problem("sheet.too_big"))

    def _listen(self) -> None:
        frame: FromWorker | None = None
        while True:
            try:
                frame = self.receive(pipe_of(self.worker.stdout))
            except (OSError, ValueError, msgspec.MsgspecError):
                frame = None
            while not self._ended.is_set():
                try:
                    self._frames.put(frame, timeout=_LOOK)
                    break
                except queue.Full:
                    continue
            if frame is None or self._ended.is_set():
                return


@contextmanager
def read_sheet(
    path: str | os.PathLike[str],
    *,
    procedures: Iterable[Procedure],
    key: bytes,
    now: Millis,
    others: Iterable[bytes] = (),
    limits: Limits | None = None,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[SheetReader]:
    """A CSV or XLSX file, read and checked in a process of its own.

    key: what numbers are hashed with; others: rows may have been imported under these before.
    Raises UserProblem with one problem when the file cannot be read at all, Cancelled when
    `cancelled` turned true. What is wrong with single rows is in `errors` of the reader.
    """
    kept = limits if limits is not None else Limits()
    reader = SheetReader(start_worker(), kept, cancelled)
    try:
        start = frames.Start(
            path=os.fspath(path),
            procedures=msgspec.msgpack.encode(list(procedures)),
            key=key,
            now=now,
            limits=kept,
            others=list(others),
        )
        reader.check(start, on_progress)
        yield reader
    finally:
        reader.end()


def read_table(
    path: str | os.PathLike[str],
    headings: Iterable[str],
    *,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> WholeTable:
    """A CSV, XLSX or JSON file as a table, read in a process of its own.

    headings: the folded names of the columns looked for. Raises UserProblem with one problem when
    the file cannot be read at all, Cancelled when `cancelled` turned true.
    """
    kept = limits if limits is not None else Limits()
    reader = SheetReader(start_worker(), kept, cancelled)
    try:
        start = frames.StartTable(path=os.fspath(path), headings=list(headings), limits=kept)
        return reader.table(start)
    finally:
        reader.end()


def start_worker(module: str = "desk_app.sheets.worker") -> subprocess.Popen[bytes]:
    """The process of its own that reads a file; it is told by frames what to do."""
    # -P: a file named csv.py in the current folder is not our csv. The environment is our own
    # folder and what the system needs; nothing else has to reach the worker.
    root = str(Path(desk_app.__file__).parent.parent)
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH", "LANG") if name in os.environ}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-B", "-X", "utf8", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": root},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise EnvironmentProblem(Problem("sheet.no_worker")) from None


def pipe_of(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "the worker was started without pipes"
    return pipe
